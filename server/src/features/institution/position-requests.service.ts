import type { getPositionRequest, sendPosition } from '@talent/shared/contract/institution'
import type { Input, Output } from '@talent/shared/contract/endpoint'
import { isPositionCode, normalizeCode, positionCodeLength, positionCodeMinutes } from '@talent/shared/domain/codes'
import { isError } from '@talent/shared/domain/issue'
import { checkPosition } from '@talent/shared/domain/position'
import { problem } from '@talent/shared/errors'
import { inTransaction } from '../../db/transaction'
import type { AccountActor, WechatActor } from '../../http/actor'
import { guess } from '../../http/attempts'
import { pageLink } from '../../http/page-links'
import type { Platform } from '../../platform'
import { randomCode } from '../../random-code'
import { record } from '../operation-log/operation-log.service'
import { positionRequestsRepository, type PositionRequestRow } from './position-requests.repository'

const wrongCodes = { limit: 10, windowMs: 30 * 60_000 }

export type PositionRequestsService = ReturnType<typeof createPositionRequestsService>

/**
 * R5 and M13: a web form shows a code, a phone that scans it sends one position, the form asks until it is there.
 * Everything is in the database, so that phone and form may talk to different nodes.
 */
export function createPositionRequestsService(platform: Platform) {
  const { knex } = platform.database

  async function byCode(actor: WechatActor, typed: string): Promise<PositionRequestRow> {
    const code = normalizeCode(typed)
    const find = () => (isPositionCode(code) ? positionRequestsRepository(knex).findByCode(platform.cipher.lookup('positionCode', code)) : Promise.resolve(null))
    return guess(platform, `positionCode:${actor.wechatUserId}`, wrongCodes, find, {
      wrong: () => problem('CODE_WRONG', { detail: '定位码不正确，请在电脑上重新生成二维码后再扫' }),
      locked: (minutes) => problem('CODE_LOCKED', { detail: `定位码多次不正确，请 ${minutes} 分钟后再试` }),
    })
  }

  const isOver = (request: PositionRequestRow) => request.expiresAt <= platform.now().toISOString()

  return {
    async open(actor: AccountActor) {
      const now = platform.now()
      const code = randomCode(positionCodeLength)
      const expiresAt = new Date(now.getTime() + positionCodeMinutes * 60_000).toISOString()
      const requestId = await positionRequestsRepository(knex).insert(actor.scope, {
        accountId: actor.accountId, codeLookup: platform.cipher.lookup('positionCode', code), now: now.toISOString(), expiresAt,
      })
      return { requestId, code, url: pageLink(platform.config.publicUrl, 'position', code), expiresAt }
    },

    async result(actor: AccountActor, requestId: number): Promise<Output<typeof getPositionRequest>> {
      const request = await positionRequestsRepository(knex).find(actor.scope, requestId)
      if (!request) throw problem('NOT_FOUND')
      const { received } = request
      if (!received) return { state: isOver(request) ? 'expired' : 'waiting', position: null }
      const { longitude, latitude, datum, accuracy, receivedAt } = received
      return { state: 'received', position: { longitude, latitude, datum, accuracy, receivedAt } }
    },

    async lookUp(actor: WechatActor, typed: string) {
      const request = await byCode(actor, typed)
      if (request.received) throw problem('CODE_USED', { detail: '这个二维码已经用过，如需重新定位请在电脑上重新生成' })
      if (isOver(request)) throw problem('CODE_EXPIRED', { detail: `二维码已超过 ${positionCodeMinutes} 分钟，请在电脑上重新生成后再扫` })
      return { organizationName: request.organizationName, expiresAt: request.expiresAt }
    },

    async send(actor: WechatActor, { code, accuracy, ...position }: Input<typeof sendPosition>): Promise<void> {
      const errors = checkPosition(position).filter(isError)
      if (errors.length > 0) throw problem('BAD_INPUT', errors)
      const { id, organizationId } = await byCode(actor, code)
      await inTransaction(knex, async (tx) => {
        const now = platform.now()
        const requests = positionRequestsRepository(tx)
        const request = await requests.findByCode(platform.cipher.lookup('positionCode', normalizeCode(code)))
        if (!request || (!request.received && isOver(request))) throw problem('CODE_EXPIRED', { detail: `二维码已超过 ${positionCodeMinutes} 分钟，请在电脑上重新生成后再扫` })
        if (!(await requests.receive(id, { ...position, accuracy, wechatUserId: actor.wechatUserId, now: now.toISOString() }))) {
          throw problem('CODE_USED', { detail: '这个二维码已经收到过位置，如需重新定位请在电脑上重新生成' })
        }
        await record(tx, now, { organizationId, author: actor.author, action: 'position.send', subject: `positionRequest:${id}`, detail: { datum: position.datum } })
      })
    },
  }
}
