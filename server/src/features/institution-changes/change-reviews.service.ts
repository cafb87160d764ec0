import type { ChangeReview, ChangeReviewRow, decideChangeReview, listChangeReviews } from '@talent/shared/contract/institution-changes'
import type { Input, Output } from '@talent/shared/contract/endpoint'
import type { FixedFacts } from '@talent/shared/domain/institution-change'
import { canMove } from '@talent/shared/domain/state-machine'
import { institutionChange } from '@talent/shared/domain/states/institution-change'
import { problem } from '@talent/shared/errors'
import type { Connection } from '../../db/database'
import { inTransaction, isDuplicate, type Transaction } from '../../db/transaction'
import type { AccountActor } from '../../http/actor'
import { chinaTime, type Platform } from '../../platform'
import type { AttachmentsService, OpenedFile } from '../attachments/attachments.service'
import { record } from '../operation-log/operation-log.service'
import { changeReviewsRepository, type ChangeReviewListRow } from './change-reviews.repository'
import { changedLabelsOf, presentRequest, presentUnchanged } from './changes.presenter'
import { changesRepository, columnsOf, proofsOf, wantedOf, type ChangeColumns, type ChangeRow } from './changes.repository'
import { fixedFactsOf, namesOf, takenBy, takenFacts, writeFixedFacts } from './fixed-facts.repository'

type Decision = Pick<Input<typeof decideChangeReview>, 'decision' | 'opinion' | 'version'>

/** What else follows from an accepted change, in its transaction. */
export interface ChangeFollower {
  (tx: Transaction, change: { organizationId: number; before: FixedFacts; after: FixedFacts }): Promise<void>
}

interface Parts {
  attachments: Pick<AttachmentsService, 'open'>
  followers: readonly ChangeFollower[]
  /** Tells whoever administers the institution in the mini-program. */
  tell: (tx: Transaction, organizationId: number, news: ChangeNews) => Promise<void>
}
export interface ChangeNews {
  decision: 'accept' | 'reject'
  key: string
  unitName: string
  changed: string
  opinion: string
}

export type ChangeReviewsService = ReturnType<typeof createChangeReviews>

/** 机构信息修改 (R4), the authority's side: compares with the proof, and what it accepts holds at once. */
export function createChangeReviews(platform: Platform, { attachments, followers, tell }: Parts) {
  const { knex } = platform.database

  async function find(connection: Connection, actor: AccountActor, id: number): Promise<ChangeReviewListRow> {
    const row = await changeReviewsRepository(connection).find(actor.scope, id)
    if (!row) throw problem('NOT_FOUND')
    return row
  }

  async function present(connection: Connection, row: ChangeReviewListRow): Promise<ChangeReview> {
    // While it waits, it stands beside what is on file now.
    const shown = row.state === 'pending' ? { ...row, ...(await restated(connection, row)) } : row
    const names = await namesOf(connection, [shown.old_authority_id, shown.new_authority_id])
    const taken = row.state === 'pending' ? await takenFacts(connection, row.organization_id, { name: row.new_name, creditCode: row.new_credit_code }) : []
    return {
      ...presentRequest(shown, names, await proofsOf(connection, [row.id])),
      organizationName: row.organization_name,
      authorityName: row.authority_name,
      unchanged: presentUnchanged(shown, names),
      obstacles: taken.filter((one) => !one.requested).map(takenBy),
    }
  }

  const presentRow = (row: ChangeReviewListRow): ChangeReviewRow => ({
    id: row.id, state: row.state, organizationName: row.organization_name, authorityName: row.authority_name, fields: changedLabelsOf(row),
    applicantName: row.applicant_name, submittedAt: row.submitted_at, decidedAt: row.decided_at, reviewerName: row.reviewer_name,
  })

  const entry = (actor: AccountActor, action: string, row: ChangeRow, organizationId: number) => ({
    organizationId, author: actor.author, action: `institutionChange.${action}`, subject: `institutionChange:${row.id}`, detail: { organizationId: row.organization_id, fields: changedLabelsOf(row) },
  })

  /** The same decision of the same reviewer sent twice is one decision; anyone else is told who decided what. */
  function isRepeated(actor: AccountActor, row: ChangeRow, { decision }: Decision): boolean {
    if (canMove(institutionChange, row.state, decision)) return false
    if (row.reviewer_id === actor.accountId && row.state === (decision === 'accept' ? 'accepted' : 'rejected')) return true
    const what = row.state === 'withdrawn' ? '申请机构已撤回这份申请' : `${row.reviewer_name ?? '他人'}已于 ${chinaTime(new Date(row.decided_at ?? row.submitted_at))} ${row.state === 'accepted' ? '通过' : '驳回'}`
    throw problem('CHANGE_STATE', { detail: what, data: { state: row.state } })
  }

  async function accept(tx: Transaction, row: ChangeReviewListRow): Promise<void> {
    const before = await fixedFactsOf(tx, row.organization_id)
    if (!before) throw problem('NOT_FOUND')
    const taken = (await takenFacts(tx, row.organization_id, { name: row.new_name, creditCode: row.new_credit_code })).filter((one) => !one.requested)
    if (taken.length > 0) throw problem('CHANGE_TAKEN', { detail: `${taken.map(takenBy).join('；')}，不能通过` })
    const after = wantedOf(before, row)
    try {
      await writeFixedFacts(tx, row.organization_id, after, platform.now().toISOString())
    } catch (error) {
      throw isDuplicate(error) ? problem('CHANGE_TAKEN') : error
    }
    for (const follow of followers) await follow(tx, { organizationId: row.organization_id, before, after })
  }

  return {
    async list(actor: AccountActor, input: Input<typeof listChangeReviews>): Promise<Output<typeof listChangeReviews>> {
      const filter = { ...input, name: input.name ?? '' }
      const repository = changeReviewsRepository(knex)
      const { rows, total } = await repository.page(actor.scope, filter)
      return { items: rows.map(presentRow), total, page: input.page, pageSize: input.pageSize, counts: await repository.counts(actor.scope, filter.name) }
    },

    get: async (actor: AccountActor, id: number): Promise<ChangeReview> => present(knex, await find(knex, actor, id)),

    async proof(actor: AccountActor, id: number, proofId: number): Promise<OpenedFile> {
      const row = await find(knex, actor, id)
      const file = (await proofsOf(knex, [id])).some((proof) => proof.attachment_id === proofId) ? await attachments.open(proofId) : null
      if (!file) throw problem('NOT_FOUND')
      await inTransaction(knex, (tx) => record(tx, platform.now(), { ...entry(actor, 'viewProof', row, actor.organization.id), detail: { organizationId: row.organization_id, attachment: proofId } }))
      return file
    },

    async decide(actor: AccountActor, id: number, input: Decision): Promise<ChangeReviewRow> {
      const decision = { ...input, opinion: input.opinion.trim() }
      if (decision.decision === 'reject' && decision.opinion === '') throw problem('BAD_INPUT', [{ path: ['opinion'], code: 'opinion.required', message: '请填写驳回的原因，让申请机构知道怎么修改' }])
      const seen = await find(knex, actor, id)
      const outcome = await inTransaction(knex, (tx) => settle(tx, actor, seen, decision))
      if (outcome.restated) throw problem('STALE', { detail: '这家机构的主体信息刚刚有变化，请核对后再审核', data: await present(knex, await find(knex, actor, id)) })
      return presentRow(outcome.row)
    },
  }

  /** What was on file when it was asked for is not on file any more: it is compared anew before it is decided. */
  async function settle(tx: Transaction, actor: AccountActor, seen: ChangeReviewListRow, decision: Decision): Promise<{ row: ChangeReviewListRow; restated: boolean }> {
    const repository = changesRepository(tx, { organizationId: seen.organization_id })
    await repository.lockOrganization()
    const locked = await repository.lock(seen.id)
    // The institution may have gone to another authority since it was looked at.
    if (!locked) throw problem('NOT_FOUND')
    const row = { ...seen, ...locked }
    if (isRepeated(actor, row, decision)) return { row, restated: false }
    await find(tx, actor, seen.id)
    if (row.version !== decision.version) throw problem('STALE', { data: await present(tx, row) })
    const columns = await restated(tx, row)
    if (decision.decision === 'accept' && !sameFacts(columns, row)) {
      await repository.restate(row.id, columns)
      return { row, restated: true }
    }
    if (decision.decision === 'accept') await accept(tx, row)
    const reviewer = { id: actor.accountId, name: actor.displayName, organizationId: actor.organization.id }
    await repository.decide(row.id, { state: decision.decision === 'accept' ? 'accepted' : 'rejected', opinion: decision.opinion, reviewer }, platform.now().toISOString())
    // On both logs: whose word it was, and whose facts they are.
    await record(tx, platform.now(), [actor.organization.id, row.organization_id].map((chain) => entry(actor, decision.decision, row, chain)))
    await tell(tx, row.organization_id, {
      decision: decision.decision, key: `${row.id}.${row.version}`, unitName: row.new_name !== null && decision.decision === 'accept' ? row.new_name : row.organization_name,
      changed: changedLabelsOf(row).join('、'), opinion: decision.opinion,
    })
    return { row: await find(tx, actor, row.id), restated: false }
  }
}

const sameFacts = (a: ChangeColumns, b: ChangeColumns): boolean =>
  a.old_name === b.old_name && a.old_credit_code === b.old_credit_code && a.old_license_no === b.old_license_no && a.old_category === b.old_category && a.old_authority_id === b.old_authority_id

/** The request beside what stands now. */
async function restated(connection: Connection, row: ChangeRow): Promise<ChangeColumns> {
  const now = await fixedFactsOf(connection, row.organization_id)
  if (!now) throw problem('NOT_FOUND')
  const { new_name, new_credit_code, new_license_no, new_category, new_authority_id } = row
  return { ...columnsOf(now, now), new_name, new_credit_code, new_license_no, new_category, new_authority_id }
}
