import * as contract from '@talent/shared/contract/wechat-session'
import type { Mount } from '../../http/mount'
import type { Platform } from '../../platform'
import { giveConsent } from './consent.service'
import type { MeService } from './me.service'
import type { SmsCodeService } from './sms-code.service'
import type { NewWechatSession, WechatSessionService } from './wechat-session.service'

interface Services {
  session: WechatSessionService
  smsCodes: SmsCodeService
  me: MeService
}

export function mountWechatSession(mount: Mount, platform: Platform, { session, smsCodes, me }: Services): void {
  const withMe = async ({ wechatUserId, ...rest }: NewWechatSession) => ({ ...rest, me: await me.getMe(wechatUserId) })

  mount(contract.signInWithWechat, async ({ actor, input }) => withMe(await session.signInWithWechat(actor, input.code)))
  mount(contract.bindWechatPhone, async ({ actor, input }) => withMe(await session.bindWechatPhone(actor, input.code)))
  mount(contract.sendSmsCode, ({ actor, input }) => smsCodes.send(actor.author.source, input))
  mount(contract.signInWithPhone, async ({ actor, input }) => withMe(await session.signInWithPhone(actor, input)))
  mount(contract.signOutWechat, async ({ actor, input }) => {
    await session.signOut(actor, input.everywhere === 'true')
    return { ok: true as const }
  })
  mount(contract.getMe, ({ actor }) => me.getMe(actor.wechatUserId))
  mount(contract.giveConsent, async ({ actor, input }) => {
    await giveConsent(platform, actor, input.kind, input.version)
    return me.getMe(actor.wechatUserId)
  })
  mount(contract.getHome, ({ actor }) => me.getHome(actor))
}
