import type { Readable } from 'node:stream'
import type { AccountReview, AccountReviewRow, correctAccountReview, decideAccountReview, listAccountReviews } from '@talent/shared/contract/account-verification'
import type { Input, Output } from '@talent/shared/contract/endpoint'
import { changedFields, checkHolder, holderFields, readHolder } from '@talent/shared/domain/account-holder'
import { isError } from '@talent/shared/domain/issue'
import { canMove } from '@talent/shared/domain/state-machine'
import { accountVerification } from '@talent/shared/domain/states/account-verification'
import { problem } from '@talent/shared/errors'
import type { Connection } from '../../db/database'
import { inTransaction, type Transaction } from '../../db/transaction'
import type { AccountActor } from '../../http/actor'
import { chinaTime, today, type Platform } from '../../platform'
import type { AttachmentsService } from '../attachments/attachments.service'
import { record } from '../operation-log/operation-log.service'
import { departmentsInScope } from '../organization/organization-scope'
import { openHolder, sealHolder } from './holder-columns'
import { keepPhotosUntil } from './photo-retention'
import { reviewsRepository, type Reviewer, type ReviewRow } from './reviews.repository'
import { presentCorrected, presentProof, presentReviewRow } from './verification.presenter'
import { photoIds, verificationsRepository, type VerificationRow } from './verifications.repository'

export type AccountReviewsService = ReturnType<typeof createAccountReviews>

/** R2: an authority reviews the main accounts below it, a main account its own sub-accounts; each may entrust it to a role. */
export function createAccountReviews(platform: Platform, attachments: AttachmentsService) {
  const { cipher } = platform
  const { knex } = platform.database

  async function find(connection: Connection, actor: AccountActor, id: number): Promise<ReviewRow> {
    const row = await reviewsRepository(connection).find(await reviewerOf(connection, actor), id)
    if (!row) throw problem('NOT_FOUND')
    return row
  }

  const log = (tx: Transaction, actor: AccountActor, action: string, row: ReviewRow, detail: Record<string, string | number | string[]> = {}) =>
    record(tx, platform.now(), { organizationId: actor.organization.id, author: actor.author, action: `accountReview.${action}`, subject: `account:${row.account_id}`, detail })

  async function present(connection: Connection, row: ReviewRow): Promise<AccountReview> {
    const repository = verificationsRepository(connection)
    const unit = await repository.unitOf(row.account_id)
    if (!unit) throw problem('NOT_FOUND')
    const { identityNumber, mobile } = openHolder(cipher, row)
    return {
      ...presentReviewRow(row),
      identityType: row.identity_type,
      fullIdentityNumber: identityNumber,
      mobile,
      unit: { name: unit.name, creditCode: unit.credit_code, licenseNo: unit.license_no, authorityName: unit.authority_name, category: unit.category },
      photosKept: photoIds(row).length === 2,
      proofs: (await repository.proofsOf(row.id)).map(presentProof),
      corrected: presentCorrected(row),
      savedAt: row.saved_at,
      opinion: row.opinion,
      version: row.version,
    }
  }

  /** As it is now. What was found before the transaction says whose it is, so that the lock is its first look. */
  async function lock(tx: Transaction, seen: ReviewRow): Promise<ReviewRow> {
    const row = await verificationsRepository(tx).lock(seen.account_id)
    if (!row || row.state === 'saved') throw problem('NOT_FOUND')
    return { ...seen, ...row, state: row.state }
  }

  function refuseUnlessWaiting(row: ReviewRow, action: 'pass' | 'reject'): void {
    if (canMove(accountVerification, row.state, action)) return
    const what = `${row.reviewer_name ?? '他人'}已于 ${chinaTime(new Date(row.decided_at ?? row.saved_at))} ${row.state === 'passed' ? '通过' : '驳回'}`
    throw problem('ACCOUNT_VERIFICATION_STATE', { detail: what, data: { state: row.state } })
  }

  async function file(actor: AccountActor, row: ReviewRow, attachmentId: number | null, action: string, detail: Record<string, string | number>): Promise<{ body: Readable; contentType: string }> {
    const opened = attachmentId === null ? null : await attachments.open(attachmentId)
    if (!opened) throw problem('NOT_FOUND', { detail: '文件已按保存期限删除' })
    await inTransaction(knex, (tx) => log(tx, actor, action, row, detail))
    return opened
  }

  return {
    async list(actor: AccountActor, input: Input<typeof listAccountReviews>): Promise<Output<typeof listAccountReviews>> {
      const filter = { ...input, kind: input.kind ?? null, name: input.name ?? '' }
      const repository = reviewsRepository(knex)
      const reviewer = await reviewerOf(knex, actor)
      const { rows, total } = await repository.page(reviewer, filter)
      return { items: rows.map(presentReviewRow), total, page: input.page, pageSize: input.pageSize, counts: await repository.counts(reviewer, filter) }
    },

    /** With the whole number and phone; that they were shown is written down. */
    async get(actor: AccountActor, id: number): Promise<AccountReview> {
      const row = await find(knex, actor, id)
      await inTransaction(knex, (tx) => log(tx, actor, 'view', row))
      return present(knex, row)
    },

    async photo(actor: AccountActor, id: number, side: 'front' | 'back'): Promise<Readable> {
      const row = await find(knex, actor, id)
      return (await file(actor, row, side === 'front' ? row.front_photo_id : row.back_photo_id, 'viewPhoto', { side })).body
    },

    async proof(actor: AccountActor, id: number, proofId: number): Promise<{ body: Readable; contentType: string }> {
      const row = await find(knex, actor, id)
      const proofs = await verificationsRepository(knex).proofsOf(row.id)
      if (!proofs.some((proof) => proof.attachment_id === proofId)) throw problem('NOT_FOUND')
      return file(actor, row, proofId, 'viewProof', { proofId })
    },

    async correct(actor: AccountActor, id: number, { version, ...input }: Input<typeof correctAccountReview>): Promise<AccountReview> {
      const seen = await find(knex, actor, id)
      return inTransaction(knex, async (tx) => {
        const row = await lock(tx, seen)
        refuseUnlessWaiting(row, 'pass')
        if (row.version !== version) throw problem('STALE', { data: await present(tx, row) })
        const holder = readHolder(input)
        const issues = checkHolder(holder, today(platform)).filter(isError)
        if (issues.length > 0) throw problem('BAD_INPUT', issues)
        const changed = changedFields(openHolder(cipher, row), holder)
        if (changed.length === 0) return present(tx, row)
        const all = holderFields.map(({ key }) => key).filter((key) => changed.includes(key) || presentCorrected(row).includes(key))
        await verificationsRepository(tx).correct(id, sealHolder(cipher, holder), all.join(','))
        await log(tx, actor, 'correct', row, { fields: changed })
        return present(tx, await find(tx, actor, id))
      })
    },

    async decide(actor: AccountActor, id: number, { decision, version, ...input }: Input<typeof decideAccountReview>): Promise<AccountReviewRow> {
      const opinion = input.opinion.trim()
      if (decision === 'reject' && opinion === '') throw problem('BAD_INPUT', [{ path: ['opinion'], code: 'opinion.required', message: '请填写驳回的原因，让账号使用人知道怎么修改' }])
      const seen = await find(knex, actor, id)
      return inTransaction(knex, async (tx) => {
        const row = await lock(tx, seen)
        const state = decision === 'pass' ? 'passed' : 'rejected'
        // The same decision of the same reviewer sent twice is one decision; anyone else is told who decided what.
        if (row.state === state && row.reviewer_id === actor.accountId) return presentReviewRow(row)
        refuseUnlessWaiting(row, decision)
        if (row.version !== version) throw problem('STALE', { data: await present(tx, row) })
        await settle(tx, platform, row, { state, opinion, reviewerId: actor.accountId, reviewerName: actor.displayName })
        await log(tx, actor, decision, row)
        return presentReviewRow(await find(tx, actor, id))
      })
    },
  }
}

const reviewerOf = async (connection: Connection, { scope, accountId }: AccountActor): Promise<Reviewer> => ({ scope, accountId, departments: await departmentsInScope(connection, scope) })

/** Writes a decision down; from then on the photos have their last days. */
export async function settle(
  tx: Transaction, platform: Platform, row: Pick<VerificationRow, 'id' | 'version'>, decision: { state: 'passed' | 'rejected'; opinion: string; reviewerId: number | null; reviewerName: string },
): Promise<void> {
  await verificationsRepository(tx).decide(row.id, decision, platform.now().toISOString())
  await keepPhotosUntil(tx, platform, { id: row.id, version: row.version + 1 })
}
