import { inTransaction } from '../../db/transaction'
import type { WechatActor } from '../../http/actor'
import { endSessionsOf } from '../../http/sessions'
import type { Platform } from '../../platform'
import { record } from '../operation-log/operation-log.service'
import { consentRecords, takeBackConsents, type ConsentKind } from '../wechat-session/consent.service'
import type { AccountPorts } from './my-account.ports'

/** The two separate ones stand on the first. */
const takenBackWith: Record<ConsentKind, readonly ConsentKind[]> = { privacy: ['privacy', 'identityCard', 'face'], identityCard: ['identityCard'], face: ['face'] }

export type MyConsentsService = ReturnType<typeof createMyConsents>

export function createMyConsents(platform: Platform, ports: Pick<AccountPorts, 'stopCardUse' | 'stopFaceUse'>) {
  const { knex } = platform.database
  return {
    list: async (wechatUserId: number) => ({ items: await consentRecords(knex, wechatUserId) }),

    /** What was done with the consent stays done; nothing more is done with it. */
    async withdraw(actor: WechatActor, kind: ConsentKind): Promise<{ signedOut: boolean }> {
      const { wechatUserId } = actor
      const kinds = takenBackWith[kind]
      return inTransaction(knex, async (tx) => {
        const now = platform.now()
        const were = await takeBackConsents(tx, wechatUserId, kinds, now)
        if (kinds.includes('identityCard')) await ports.stopCardUse(tx, wechatUserId)
        if (kinds.includes('face')) await ports.stopFaceUse(tx, wechatUserId)
        const signedOut = kind === 'privacy'
        if (signedOut) await endSessionsOf(tx, { kind: 'wechatUser', wechatUserId })
        if (were) await record(tx, now, { organizationId: 0, author: actor.author, action: 'consent.withdraw', subject: `wechatUser:${wechatUserId}`, detail: { kind } })
        return { signedOut }
      })
    },
  }
}
