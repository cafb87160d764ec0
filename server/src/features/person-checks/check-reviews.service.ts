import type { CheckReviewRow, Identification } from '@talent/shared/contract/person-checks'
import { maskIdentityNumber, maskMobile } from '@talent/shared/domain/mask'
import { canMove } from '@talent/shared/domain/state-machine'
import { manualCheck } from '@talent/shared/domain/states/manual-check'
import { problem } from '@talent/shared/errors'
import type { z } from '@talent/shared/zod'
import { inTransaction, type Transaction } from '../../db/transaction'
import type { AccountActor } from '../../http/actor'
import { chinaTime, type Platform } from '../../platform'
import type { AccountHolders } from '../account-verification/account-holders'
import type { MessagesService } from '../messages/messages.service'
import { record } from '../operation-log/operation-log.service'
import { checkReviewsRepository, type ReviewRow, type ReviewState } from './check-reviews.repository'

/** A passed manual check counts so long: a code may have to be made anew, or a colleague be verified first. */
const validMs = 7 * 24 * 3_600_000

export interface CheckDecision {
  decision: 'accept' | 'reject'
  identification: Identification | null
  opinion: string
  version: number
}

export type CheckReviewsService = ReturnType<typeof createCheckReviewsService>

/** An authority makes sure that a person is who they say, where a face can't or shall not. */
export function createCheckReviewsService(platform: Platform, tell: MessagesService['tell'], holders: Pick<AccountHolders, 'refuseOwn'>) {
  const { knex } = platform.database
  const { cipher } = platform

  async function find(actor: AccountActor, checkId: number): Promise<ReviewRow> {
    const row = await checkReviewsRepository(knex).find(actor.scope, checkId)
    if (!row) throw problem('NOT_FOUND')
    return row
  }

  const log = (tx: Transaction, actor: AccountActor, action: string, row: ReviewRow, detail: Record<string, string | null> = {}) =>
    record(tx, platform.now(), {
      organizationId: actor.organization.id, author: actor.author, action, subject: `personCheck:${row.id}`, detail: { wechatUserId: row.wechat_user_id, purpose: row.purpose, ...detail },
    })

  const present = (row: ReviewRow): z.output<typeof CheckReviewRow> => ({
    id: row.id,
    name: row.name ?? '已撤回认证',
    identityType: row.identity_type ?? '',
    identityNumber: row.identity_number === null ? '' : maskIdentityNumber(cipher.open('wechat_users.identity_number', row.identity_number)),
    purpose: row.purpose,
    organizationName: row.organization_name,
    about: row.about ?? '申请人已注销账号',
    requestedAt: row.created_at,
    state: presentState(row.state),
    reviewerName: row.reviewer_name,
    decidedAt: row.decided_at,
  })

  const phoneOf = (row: ReviewRow): string | null => (row.phone === null ? null : cipher.open('wechat_users.phone', row.phone))

  return {
    async list(actor: AccountActor, filter: { state: ReviewState; page: number; pageSize: number }) {
      const repository = checkReviewsRepository(knex)
      const [{ rows, total }, counts] = await Promise.all([repository.page(actor.scope, filter), repository.counts(actor.scope)])
      return { items: rows.map(present), total, page: filter.page, pageSize: filter.pageSize, counts }
    },

    async get(actor: AccountActor, checkId: number) {
      const row = await find(actor, checkId)
      const phone = phoneOf(row)
      return {
        ...present(row),
        phone: phone === null ? null : maskMobile(phone),
        reason: row.reason === null ? '' : cipher.open('person_checks.reason', row.reason),
        identification: row.identification,
        opinion: row.opinion,
        version: row.version,
      }
    },

    async reveal(actor: AccountActor, checkId: number): Promise<{ identityNumber: string; phone: string | null }> {
      const row = await find(actor, checkId)
      if (row.identity_number === null) throw problem('CHECK_STATE', { detail: '申请人已撤回实名认证，没有可以核对的证件号' })
      await inTransaction(knex, (tx) => log(tx, actor, 'personCheck.reveal', row))
      return { identityNumber: cipher.open('wechat_users.identity_number', row.identity_number), phone: phoneOf(row) }
    },

    async decide(actor: AccountActor, checkId: number, decision: CheckDecision) {
      const opinion = decision.opinion.trim()
      requireGrounds({ ...decision, opinion })
      const seen = await find(actor, checkId)
      return inTransaction(knex, async (tx) => {
        const row = await checkReviewsRepository(tx).lock(checkId)
        if (!row) throw problem('NOT_FOUND')
        const decided = { ...seen, ...row }
        if (!canMove(manualCheck, row.state, decision.decision)) return repeated(actor, decided, decision)
        if (row.version !== decision.version) throw problem('STALE', { data: present(decided) })
        if (seen.current_lookup !== seen.identity_lookup) throw problem('CHECK_STATE', { detail: '申请人的实名认证已变化，这份申请不再有效' })
        await holders.refuseOwn(tx, actor.accountId, seen.identity_lookup)
        await apply(tx, actor, decided, { ...decision, opinion })
        const after = await checkReviewsRepository(tx).find(actor.scope, checkId)
        return present(after ?? decided)
      })
    },
  }

  /** The same decision of the same reviewer sent twice is one decision; anyone else is told who decided what. */
  function repeated(actor: AccountActor, row: ReviewRow, { decision }: CheckDecision) {
    const state = presentState(row.state)
    if (row.state !== 'withdrawn' && row.reviewer_id === actor.accountId && state === (decision === 'accept' ? 'passed' : 'rejected')) return present(row)
    const who = row.reviewer_name === null ? '申请人已撤回' : `${row.reviewer_name}已于 ${chinaTime(new Date(row.decided_at ?? 0))} ${state === 'passed' ? '核验通过' : '驳回'}`
    throw problem('CHECK_STATE', { detail: who })
  }

  async function apply(tx: Transaction, actor: AccountActor, row: ReviewRow, { decision, identification, opinion }: CheckDecision): Promise<void> {
    const now = platform.now()
    const accepted = decision === 'accept'
    await checkReviewsRepository(tx).decide(row.id, {
      state: accepted ? 'passed' : 'rejected', identification: accepted ? identification : null, opinion, reviewerId: actor.accountId, reviewerName: actor.displayName,
      now: now.toISOString(), expiresAt: new Date(now.getTime() + validMs).toISOString(),
    })
    await log(tx, actor, `personCheck.${decision}`, row, { identification: accepted ? identification : null })
    const about = row.about ?? ''
    const telling = { wechatUserId: row.wechat_user_id, key: row.id, linkId: row.id }
    if (accepted) await tell(tx, { ...telling, event: 'personCheck.accepted', params: { about } })
    else await tell(tx, { ...telling, event: 'personCheck.rejected', params: { about, opinion } })
  }
}

function requireGrounds({ decision, identification, opinion }: Omit<CheckDecision, 'version'>): void {
  if (decision === 'reject' && opinion === '') {
    throw problem('BAD_INPUT', [{ path: ['opinion'], code: 'opinion.required', message: '请填写驳回的原因，让申请人知道怎么办' }])
  }
  if (decision === 'accept' && identification === null) {
    throw problem('BAD_INPUT', [{ path: ['identification'], code: 'identification.required', message: '请选择核实身份的方式' }])
  }
  if (decision === 'accept' && identification === 'other' && opinion === '') {
    throw problem('BAD_INPUT', [{ path: ['opinion'], code: 'opinion.required', message: '请说明是怎样核实身份的' }])
  }
}

const presentState = (state: ReviewRow['state']): ReviewState => (state === 'pending' ? 'pending' : state === 'passed' || state === 'used' ? 'passed' : 'rejected')
