import * as contract from '@talent/shared/contract/session'
import type { Mount } from '../../http/mount'
import type { CaptchaService } from './captcha.service'
import type { SessionService } from './session.service'

export function mountSession(mount: Mount, session: SessionService, captcha: CaptchaService): void {
  mount(contract.getCaptcha, () => captcha.issue())
  mount(contract.signIn, async ({ actor, input, cookie }) => {
    const { token, expiresAt, info, device } = await session.signIn(actor.author, input, cookie.device)
    cookie.set(token, expiresAt)
    cookie.setDevice(device)
    return info
  })
  mount(contract.signOut, async ({ actor, cookie }) => {
    await session.signOut(actor)
    cookie.clear()
    return { ok: true as const }
  })
  mount(contract.getSession, ({ actor }) => session.info(actor))
  mount(contract.getDraftKey, ({ actor }) => ({ key: session.draftKey(actor) }))
  mount(contract.changePassword, async ({ actor, input }) => {
    await session.changePassword(actor, input.currentPassword, input.newPassword)
    return { ok: true as const }
  })
}
