import type { Readable } from 'node:stream'
import type { HrReview, HrReviewRow } from '@talent/shared/contract/hr-accounts'
import { oneTimePasswordDays } from '@talent/shared/domain/hr-account'
import { canMove } from '@talent/shared/domain/state-machine'
import { registration, type RegistrationState } from '@talent/shared/domain/states/registration'
import { problem } from '@talent/shared/errors'
import { inTransaction, type Transaction } from '../../db/transaction'
import type { AccountActor } from '../../http/actor'
import { chinaTime, type Platform } from '../../platform'
import type { AccountHolders } from '../account-verification/account-holders'
import type { AttachmentsService } from '../attachments/attachments.service'
import { findInLibrary } from '../institution/institution-library'
import type { MessagesService } from '../messages/messages.service'
import { record } from '../operation-log/operation-log.service'
import type { MainAccountsService, PreparedPassword } from '../session/main-accounts.service'
import { presentProof, presentReviewRow, presentUnit } from './hr-accounts.presenter'
import { hrApplicationsRepository, type HrApplicationRow } from './hr-applications.repository'
import type { HrPasswordsService } from './hr-passwords.service'
import { hrReviewsRepository, type HrReviewListRow } from './hr-reviews.repository'

export interface HrDecision {
  decision: 'accept' | 'reject'
  opinion: string
  version: number
  mainAccountSeen: number | null
  enableAccount: boolean
}

interface Parts {
  attachments: AttachmentsService
  messages: Pick<MessagesService, 'tell'>
  mainAccounts: MainAccountsService
  passwords: HrPasswordsService
  holders: Pick<AccountHolders, 'passAccepted' | 'refuseOwn'>
}

export type HrReviewsService = ReturnType<typeof createHrReviews>

/** P4: the authority above accepts or rejects who wants to administer a unit. */
export function createHrReviews(platform: Platform, { attachments, messages, mainAccounts, passwords, holders }: Parts) {
  const { cipher } = platform
  const { knex } = platform.database

  async function find(actor: AccountActor, id: number): Promise<HrReviewListRow> {
    const row = await hrReviewsRepository(knex).find(actor.scope, id)
    if (!row) throw problem('NOT_FOUND')
    return row
  }

  const log = (actor: AccountActor, tx: Transaction, action: string, row: HrApplicationRow, detail: Record<string, string | number | null> = {}) =>
    record(tx, platform.now(), { organizationId: actor.organization.id, author: actor.author, action, subject: `hrApplication:${row.id}`, detail: { organizationId: row.organization_id, ...detail } })

  return {
    async list(actor: AccountActor, input: { state: RegistrationState; name?: string | undefined; page: number; pageSize: number }) {
      const filter = { ...input, name: input.name ?? '' }
      const repository = hrReviewsRepository(knex)
      const { rows, total } = await repository.page(actor.scope, filter)
      return { items: rows.map(presentReviewRow), total, page: input.page, pageSize: input.pageSize, counts: await repository.counts(actor.scope, filter.name) }
    },

    /** With the whole number and phone; that they were shown is written down. */
    async get(actor: AccountActor, id: number): Promise<HrReview> {
      const row = await find(actor, id)
      const unit = await findInLibrary(knex, row.organization_id)
      if (!unit) throw problem('NOT_FOUND')
      await inTransaction(knex, (tx) => log(actor, tx, 'hrAccountReview.view', row))
      const applicant = await hrApplicationsRepository(knex).applicant(row.wechat_user_id)
      const account = await mainAccounts.find(knex, row.organization_id)
      const administrator = await hrReviewsRepository(knex).administratorOf(row.organization_id)
      return {
        ...presentReviewRow(row),
        identityType: row.identity_type,
        // Forgotten when the applicant left.
        fullIdentityNumber: row.identity_number === '' ? '' : cipher.open('hr_account_applications.identity_number', row.identity_number),
        phone: applicant?.phone ? cipher.open('wechat_users.phone', applicant.phone) : null,
        unit: { ...presentUnit(unit), creditCode: unit.creditCode, licenseNo: unit.licenseNo },
        mainAccount: account && { accountId: account.id, username: account.username, state: account.state, lastSignInAt: account.lastSignInAt, administratorName: administrator?.applicant_name ?? null },
        opinion: row.opinion,
        proofs: (await hrApplicationsRepository(knex).proofsOf([id])).map(presentProof),
        version: row.version,
      }
    },

    async proof(actor: AccountActor, id: number, proofId: number): Promise<{ body: Readable; contentType: string }> {
      const row = await find(actor, id)
      const proofs = await hrApplicationsRepository(knex).proofsOf([id])
      const file = proofs.some((proof) => proof.attachment_id === proofId) ? await attachments.open(proofId) : null
      if (!file) throw problem('NOT_FOUND')
      await inTransaction(knex, (tx) => log(actor, tx, 'hrAccountReview.viewProof', row, { proofId }))
      return file
    },

    async decide(actor: AccountActor, id: number, input: HrDecision): Promise<HrReviewRow> {
      const decision = { ...input, opinion: input.opinion.trim() }
      if (decision.decision === 'reject' && decision.opinion === '') {
        throw problem('BAD_INPUT', [{ path: ['opinion'], code: 'opinion.required', message: '请填写驳回的原因，让申请人知道怎么修改' }])
      }
      const seen = await find(actor, id)
      const account = await mainAccounts.find(knex, seen.organization_id)
      const prepared = decision.decision === 'accept' ? await mainAccounts.prepare(knex, account) : null
      await inTransaction(knex, async (tx) => {
        const row = await hrReviewsRepository(tx).lock(id)
        if (!row) throw problem('NOT_FOUND')
        if (row.state !== 'pending') return refuseUnlessSame(actor, row, decision)
        if (row.version !== decision.version) throw problem('STALE', { data: presentReviewRow({ ...seen, ...row }) })
        await holders.refuseOwn(tx, actor.accountId, row.identity_lookup)
        if (prepared) await accept(actor, tx, { ...seen, ...row }, decision, prepared)
        else await reject(actor, tx, row, seen.organization_name, decision)
      })
      return presentReviewRow(await find(actor, id))
    },
  }

  /** The same decision of the same reviewer sent twice is one decision; anyone else is told who decided what. */
  function refuseUnlessSame(actor: AccountActor, row: HrApplicationRow, { decision }: HrDecision): void {
    if (row.reviewer_id === actor.accountId && row.state === (decision === 'accept' ? 'accepted' : 'rejected')) return
    const what = row.reviewer_name === null ? '这份申请已关闭' : `${row.reviewer_name}已于 ${chinaTime(new Date(row.decided_at ?? 0))} ${row.state === 'accepted' ? '通过' : '驳回'}`
    throw problem('HR_APPLICATION_STATE', { detail: what, data: { state: row.state } })
  }

  async function settle(actor: AccountActor, tx: Transaction, row: HrApplicationRow, { decision, opinion }: HrDecision): Promise<void> {
    if (!canMove(registration, row.state, decision)) throw problem('HR_APPLICATION_STATE', { data: { state: row.state } })
    const state = decision === 'accept' ? 'accepted' : 'rejected'
    await hrReviewsRepository(tx).decide(row.id, { state, opinion, reviewerId: actor.accountId, reviewerName: actor.displayName }, platform.now())
  }

  async function reject(actor: AccountActor, tx: Transaction, row: HrApplicationRow, unitName: string, decision: HrDecision): Promise<void> {
    await settle(actor, tx, row, decision)
    await messages.tell(tx, {
      event: 'hrAccount.rejected', wechatUserId: row.wechat_user_id, key: `${row.id}.${row.version}`, linkId: row.id, params: { unitName, opinion: decision.opinion },
    })
    await log(actor, tx, 'hrAccountReview.reject', row)
  }

  async function accept(actor: AccountActor, tx: Transaction, row: HrReviewListRow, decision: HrDecision, prepared: PreparedPassword): Promise<void> {
    const repository = hrReviewsRepository(tx)
    await repository.lockOrganization(row.organization_id)
    const account = await mainAccounts.find(tx, row.organization_id)
    // The page warns of the account that gets a new password: it must be this one.
    if ((account?.id ?? null) !== decision.mainAccountSeen || (account && account.username !== prepared.username)) throw problem('STALE', { data: presentReviewRow(row) })
    // Whoever disabled it had a reason: it is not undone in passing.
    if (account?.state === 'disabled' && !decision.enableAccount) throw problem('STALE', { detail: '该单位的人事账号已停用，请核对后选择是否重新启用', data: presentReviewRow(row) })
    const applicant = await hrApplicationsRepository(tx).applicant(row.wechat_user_id)
    if (applicant?.identity_lookup !== row.identity_lookup) {
      throw problem('HR_APPLICATION_STATE', { detail: '申请人的实名认证在提交后已变化，不能通过，请驳回并说明原因', data: { state: row.state } })
    }
    await settle(actor, tx, row, decision)
    const accountId = await mainAccounts.issue(tx, { organizationId: row.organization_id, organizationName: row.organization_name, account, prepared, author: actor.author })
    await appoint(tx, row, accountId)
    await holders.passAccepted(tx, {
      accountId, wechatUserId: row.wechat_user_id, reviewer: { id: actor.accountId, name: actor.displayName },
      holder: {
        name: row.applicant_name, identityType: row.identity_type, identityNumber: cipher.open('hr_account_applications.identity_number', row.identity_number),
        mobile: applicant.phone === null ? '' : cipher.open('wechat_users.phone', applicant.phone),
      },
    })
    await passwords.hand(tx, { applicationId: row.id, accountId, password: prepared.password })
    await messages.tell(tx, {
      event: 'hrAccount.accepted', wechatUserId: row.wechat_user_id, key: row.id, linkId: row.id, params: { unitName: row.organization_name, days: oneTimePasswordDays },
    })
    await log(actor, tx, 'hrAccountReview.accept', row, { accountId, accountWas: account ? (account.state === 'disabled' ? 'disabled' : 'there') : 'made' })
  }

  /** Whoever administered the unit before has lost the account and hears of it. */
  async function appoint(tx: Transaction, row: HrReviewListRow, accountId: number): Promise<void> {
    const repository = hrReviewsRepository(tx)
    const now = platform.now().toISOString()
    const before = await repository.administratorOf(row.organization_id)
    await repository.endAdministrator(row.organization_id, now)
    await repository.appoint({ organizationId: row.organization_id, wechatUserId: row.wechat_user_id, accountId, applicationId: row.id }, now)
    if (before && before.wechat_user_id !== row.wechat_user_id) {
      await messages.tell(tx, { event: 'hrAccount.replaced', wechatUserId: before.wechat_user_id, key: before.id, params: { unitName: row.organization_name } })
    }
  }
}
