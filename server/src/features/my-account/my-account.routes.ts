import * as contract from '@talent/shared/contract/my-account'
import { problem } from '@talent/shared/errors'
import type { Mount } from '../../http/mount'
import type { AccountProofService } from '../wechat-session/account-proof.service'
import type { MeService } from '../wechat-session/me.service'
import type { SmsCodeService } from '../wechat-session/sms-code.service'
import type { WechatSessionService } from '../wechat-session/wechat-session.service'
import type { CancellationService } from './cancellation.service'
import type { DataExportService } from './data-export.service'
import type { MyConsentsService } from './my-consents.service'
import type { MySessionsService } from './my-sessions.service'

interface Services {
  sessions: MySessionsService
  consents: MyConsentsService
  dataExport: DataExportService
  cancellation: CancellationService
  session: WechatSessionService
  smsCodes: SmsCodeService
  proofs: AccountProofService
  me: MeService
}

export function mountMyAccount(mount: Mount, { sessions, consents, dataExport, cancellation, session, smsCodes, proofs, me }: Services): void {
  mount(contract.listMySessions, ({ actor }) => sessions.list(actor))
  mount(contract.endMySession, async ({ actor, params }) => {
    await sessions.end(actor, params.sessionId)
    return { ok: true as const }
  })
  mount(contract.endMyOtherSessions, ({ actor }) => sessions.endOthers(actor))
  mount(contract.listMyConsents, ({ actor }) => consents.list(actor.wechatUserId))
  mount(contract.withdrawConsent, ({ actor, input }) => consents.withdraw(actor, input.kind))
  mount(contract.orderDataExport, ({ actor }) => dataExport.order(actor))
  mount(contract.downloadDataExport, async ({ actor, params }) => ({ body: await dataExport.download(actor, params.exportId), name: '我的信息.pdf' }))
  mount(contract.sendOwnSmsCode, async ({ actor, input }) => {
    const phone = await proofs.phoneOf(actor.wechatUserId)
    if (phone === null) throw problem('PHONE_REQUIRED', { detail: '账号没有绑定手机号' })
    return smsCodes.send(actor.author.source, { ...input, phone })
  })
  mount(contract.changePhone, async ({ actor, input }) => {
    const { wechatUserId, ...rest } = await session.changePhone(actor, input)
    return { ...rest, me: await me.getMe(wechatUserId) }
  })
  mount(contract.getCancellation, ({ actor }) => cancellation.look(actor))
  mount(contract.cancelAccount, async ({ actor, input }) => {
    await cancellation.cancel(actor, input.proof)
    return { ok: true as const }
  })
}
