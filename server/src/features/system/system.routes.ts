import { getClientSettings, getHealth } from '@talent/shared/contract/system'
import type { Mount } from '../../http/mount'
import type { Platform } from '../../platform'

export function mountSystem(mount: Mount, platform: Platform): void {
  mount(getHealth, async () => {
    const database = await platform.database.knex.raw('select 1').then(
      () => true,
      () => false,
    )
    return { ok: database, database }
  })
  mount(getClientSettings, () => {
    const { review, verification, payment, binding } = platform.config.wechat.templates
    return { subscriptionTemplates: { review: review || null, verification: verification || null, payment: payment || null, binding: binding || null } }
  })
}
