import type { Platform } from '../../platform'
import type { IdentityHooks } from './identity-hooks'

/** Unit and businesses were bound to the person, not to the account: another identity on it must not inherit them. */
export const endBindings =
  (platform: Pick<Platform, 'now'>): IdentityHooks['onIdentityEnded'][number] =>
  async (tx, wechatUserId) => {
    const ended_at = platform.now().toISOString()
    await tx('unit_bindings').where('active_user_id', wechatUserId).update({ ended_at, active_user_id: null })
    await tx('manager_bindings').where('wechat_user_id', wechatUserId).whereNull('ended_at').update({ ended_at, main_key: null, ended: 'identityEnded' })
  }
