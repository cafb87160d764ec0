import type { Readable } from 'node:stream'
import type { IdentityReviewRow, PhotoSide } from '@talent/shared/contract/identity'
import { canMove } from '@talent/shared/domain/state-machine'
import { identityVerification } from '@talent/shared/domain/states/identity-verification'
import { problem } from '@talent/shared/errors'
import type { z } from '@talent/shared/zod'
import { inTransaction, type Transaction } from '../../db/transaction'
import type { AccountActor } from '../../http/actor'
import { enqueue } from '../../jobs/jobs'
import { chinaTime, type Platform } from '../../platform'
import type { AccountHolders } from '../account-verification/account-holders'
import type { AttachmentsService } from '../attachments/attachments.service'
import type { MessagesService } from '../messages/messages.service'
import { record } from '../operation-log/operation-log.service'
import { endIdentity, grantIdentity } from './identity-grant'
import type { IdentityHooks } from './identity-hooks'
import { identityReviewRepository, type ReviewListState, type ReviewRow } from './identity-review.repository'
import { identityRepository, type VerificationRow } from './identity.repository'

const dayMs = 24 * 3_600_000

export interface Decision {
  decision: 'accept' | 'reject'
  opinion: string
  version: number
}

export function createIdentityReview(platform: Platform, attachments: AttachmentsService, messages: MessagesService, hooks: IdentityHooks, holders: Pick<AccountHolders, 'refuseOwn'>) {
  const { cipher } = platform
  const { knex } = platform.database

  async function find(actor: AccountActor, reviewId: number): Promise<ReviewRow> {
    const row = await identityReviewRepository(knex).find(actor.scope, reviewId)
    if (!row) throw problem('NOT_FOUND')
    return row
  }

  async function log(actor: AccountActor, tx: Transaction, action: string, row: VerificationRow, detail: Record<string, string | number | null> = {}): Promise<void> {
    const subject = `identityVerification:${row.id}`
    await record(tx, platform.now(), { organizationId: actor.organization.id, author: actor.author, action, subject, detail: { wechatUserId: row.wechat_user_id, ...detail } })
  }

  return {
    async list(actor: AccountActor, filter: { state: ReviewListState; page: number; pageSize: number }) {
      const { rows, total } = await identityReviewRepository(knex).page(actor.scope, filter)
      return { items: rows.map(presentRow), total, page: filter.page, pageSize: filter.pageSize }
    },

    /** With the whole number and phone; that they were shown is written down. */
    async get(actor: AccountActor, reviewId: number) {
      const row = await find(actor, reviewId)
      await inTransaction(knex, (tx) => log(actor, tx, 'identityReview.view', row))
      const holder = await identityRepository(knex).holderOf(row.identity_lookup)
      return {
        ...presentRow(row),
        fullIdentityNumber: cipher.open('identity_verifications.identity_number', row.identity_number),
        phone: row.phone === null ? null : cipher.open('wechat_users.phone', row.phone),
        opinion: row.opinion,
        takenByOther: holder !== null && holder !== row.wechat_user_id,
        version: row.version,
      }
    },

    async photo(actor: AccountActor, reviewId: number, side: z.output<typeof PhotoSide>): Promise<Readable> {
      const row = await find(actor, reviewId)
      const file = await attachments.open(side === 'front' ? row.front_photo_id : row.back_photo_id)
      if (!file) throw problem('NOT_FOUND', { detail: '照片已按保存期限删除' })
      await inTransaction(knex, (tx) => log(actor, tx, 'identityReview.viewPhoto', row, { side }))
      return file.body
    },

    async decide(actor: AccountActor, reviewId: number, decision: Decision) {
      const opinion = decision.opinion.trim()
      if (decision.decision === 'reject' && opinion === '') {
        throw problem('BAD_INPUT', [{ path: ['opinion'], code: 'opinion.required', message: '请填写不通过的原因，让申请人知道怎么修改' }])
      }
      const seen = await find(actor, reviewId)
      return inTransaction(knex, async (tx) => {
        // The users first, in the order of their ids, then the submission: the order of everything that changes a verification.
        const found = await identityRepository(tx).holderOf(seen.identity_lookup)
        const users = await identityRepository(tx).lockUsers([seen.wechat_user_id, ...(found === null ? [] : [found])])
        // Whoever has given the number back before the lock keeps what identity there is now.
        const holder = found !== null && users.get(found)?.identity_lookup === seen.identity_lookup ? found : null
        const row = await identityReviewRepository(tx).lock(reviewId)
        if (!row || !users.has(row.wechat_user_id)) throw problem('NOT_FOUND')
        if (row.state !== 'pending') return repeated(actor, row, decision)
        if (row.version !== decision.version) throw problem('STALE', { data: presentRow(row) })
        await holders.refuseOwn(tx, actor.accountId, row.identity_lookup)
        await apply(actor, tx, row, { ...decision, opinion }, holder)
        const decided = await identityReviewRepository(tx).lock(reviewId)
        return presentRow(decided ?? row)
      })
    },
  }

  /** The same decision of the same reviewer sent twice is one decision; anyone else is told who decided what. */
  function repeated(actor: AccountActor, row: VerificationRow, { decision }: Decision) {
    const state = presentState(row)
    if (row.reviewer_id === actor.accountId && state === (decision === 'accept' ? 'verified' : 'rejected')) return presentRow(row)
    const what = row.reviewer_name === null ? '申请人已撤回或重新提交' : `${row.reviewer_name}已于 ${chinaTime(new Date(row.decided_at ?? 0))} ${state === 'verified' ? '审核通过' : '审核不通过'}`
    throw problem('IDENTITY_STATE', { detail: what, data: { state } })
  }

  async function apply(actor: AccountActor, tx: Transaction, row: VerificationRow, { decision, opinion }: Decision, holder: number | null): Promise<void> {
    const state = decision === 'accept' ? 'verified' : 'rejected'
    if (!canMove(identityVerification, row.state, decision)) throw problem('IDENTITY_STATE')
    const now = platform.now()
    await identityReviewRepository(tx).decide(row.id, { state, opinion, reviewerId: actor.accountId, reviewerName: actor.displayName }, now)
    if (decision === 'accept') await accept(tx, row, holder)
    await messages.tell(tx, {
      wechatUserId: row.wechat_user_id, key: row.id,
      ...(decision === 'accept' ? { event: 'identity.accepted', params: {} } : { event: 'identity.rejected', params: { opinion } }),
    })
    await enqueue(tx, now, {
      kind: 'identity.discardPhotos', payload: { verificationId: row.id }, runAt: new Date(now.getTime() + platform.config.retention.identityPhotoDays * dayMs),
    })
    await log(actor, tx, `identityReview.${decision}`, row, { endedUserId: decision === 'accept' && holder !== row.wechat_user_id ? holder : null })
  }

  /** An accepted appeal ends the identity of the other one who holds the number. */
  async function accept(tx: Transaction, row: VerificationRow, holder: number | null): Promise<void> {
    if (holder !== null && holder !== row.wechat_user_id) {
      await endIdentity(platform, hooks, tx, holder)
      await messages.tell(tx, { event: 'identity.ended', wechatUserId: holder, key: row.id, params: {} })
    }
    await grantIdentity(platform, hooks, tx, {
      wechatUserId: row.wechat_user_id,
      name: row.name,
      identityType: row.identity_type,
      identityNumber: cipher.open('identity_verifications.identity_number', row.identity_number),
      identityLookup: row.identity_lookup,
    })
  }
}

const presentState = (row: VerificationRow): ReviewListState => (row.state === 'pending' ? 'pending' : row.state === 'verified' || row.state === 'ended' ? 'verified' : 'rejected')

const presentRow = (row: VerificationRow): z.output<typeof IdentityReviewRow> => ({
  id: row.id,
  name: row.name,
  identityType: row.identity_type,
  identityNumber: row.identity_number_masked,
  submittedAt: row.submitted_at,
  state: presentState(row),
  reviewerName: row.reviewer_name,
})
