import { labelOf } from '@talent/shared/dictionaries/index'
import { problem } from '@talent/shared/errors'
import { inTransaction } from '../../db/transaction'
import type { WechatActor } from '../../http/actor'
import { endSessionOf, endSessionsOf, listSessionsOf } from '../../http/sessions'
import type { Platform } from '../../platform'
import { record } from '../operation-log/operation-log.service'

export type MySessionsService = ReturnType<typeof createMySessions>

export function createMySessions(platform: Platform) {
  const { knex } = platform.database
  const log = (actor: WechatActor, ended: number) => ({ organizationId: 0, author: actor.author, action: 'wechatSession.end', subject: `wechatUser:${actor.wechatUserId}`, detail: { ended } })

  return {
    async list(actor: WechatActor) {
      const sessions = await listSessionsOf(platform, actor.wechatUserId)
      return {
        items: sessions.map(({ id, device, source, createdAt, seenAt, desk }) => ({
          id, device, source, signedInAt: createdAt, lastSeenAt: seenAt, current: id === actor.sessionId,
          desk: desk && { organizationName: desk.organizationName, businessName: labelOf('business', desk.businessCode) ?? desk.businessCode },
        })),
      }
    },

    async end(actor: WechatActor, sessionId: number): Promise<void> {
      await inTransaction(knex, async (tx) => {
        if (!(await endSessionOf(tx, actor.wechatUserId, sessionId))) throw problem('NOT_FOUND', { detail: '这台设备已经退出' })
        await record(tx, platform.now(), log(actor, 1))
      })
    },

    async endOthers(actor: WechatActor): Promise<{ ended: number }> {
      return inTransaction(knex, async (tx) => {
        const ended = await endSessionsOf(tx, { kind: 'wechatUser', wechatUserId: actor.wechatUserId }, actor.sessionId)
        if (ended > 0) await record(tx, platform.now(), log(actor, ended))
        return { ended }
      })
    },
  }
}
