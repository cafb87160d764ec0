import { getClientSettings, getHealth } from '@talent/shared/contract/system'
import { problem } from '@talent/shared/errors'
import type { Mount } from '../../http/mount'
import type { Platform } from '../../platform'

export function mountSystem(mount: Mount, platform: Platform): void {
  mount(getHealth, async () => {
    try {
      await platform.database.knex.raw('select 1')
    } catch {
      throw problem('UPSTREAM_UNAVAILABLE', { detail: '数据库没有响应' })
    }
    return { ok: true, database: true }
  })
  mount(getClientSettings, () => {
    const { review, verification, payment, binding } = platform.config.wechat.templates
    return { subscriptionTemplates: { review: review || null, verification: verification || null, payment: payment || null, binding: binding || null } }
  })
}
