import * as contract from '@talent/shared/contract/manager-sign-in'
import type { Mount } from '../../http/mount'
import type { ManagerSignInService } from './manager-sign-in.service'

const done = { ok: true as const }

export function mountManagerSignIn(mount: Mount, signIns: ManagerSignInService): void {
  mount(contract.openManagerSignIn, async ({ actor, cookie }) => {
    const { browser, answer } = await signIns.open(actor, cookie.browser)
    cookie.setBrowser(browser)
    return answer
  })
  mount(contract.getManagerSignIn, ({ params, cookie }) => signIns.state(params.signInId, cookie.browser))
  mount(contract.finishManagerSignIn, async ({ actor, params, cookie }) => {
    const { token, expiresAt, info } = await signIns.finish(actor, params.signInId, cookie.browser)
    cookie.set(token, expiresAt)
    return info
  })
  mount(contract.lookUpWebSignIn, ({ actor, input }) => signIns.lookUp(actor, input.code))
  mount(contract.confirmWebSignIn, async ({ actor, input }) => {
    await signIns.confirm(actor, input.code)
    return done
  })
  mount(contract.refuseWebSignIn, async ({ actor, input }) => {
    await signIns.refuse(actor, input.code)
    return done
  })
}
