import type { AccountVerificationState } from '@talent/shared/domain/states/account-verification'
import type { Connection } from '../../db/database'

export interface VerificationRow {
  id: number
  account_id: number
  state: Exclude<AccountVerificationState, 'none'>
  name: string
  identity_type: string
  /** sealed; empty once forgotten */
  identity_number: string
  identity_number_masked: string
  /** sealed; empty once forgotten */
  mobile: string
  mobile_masked: string
  front_photo_id: number | null
  back_photo_id: number | null
  /** Names with commas between. */
  corrected_fields: string
  opinion: string | null
  reviewer_id: number | null
  reviewer_name: string | null
  saved_at: string
  submitted_at: string | null
  decided_at: string | null
  version: number
}

export type HolderColumns = Pick<VerificationRow, 'name' | 'identity_type' | 'identity_number' | 'identity_number_masked' | 'mobile' | 'mobile_masked'>
export type Photos = Pick<VerificationRow, 'front_photo_id' | 'back_photo_id'>

export interface ProofRow {
  verification_id: number
  attachment_id: number
  content_type: string
}

/** The unit behind an account, as it is printed and shown. */
export interface UnitRow {
  account_id: number
  account_kind: 'main' | 'sub'
  username: string
  organization_id: number
  name: string
  kind: string
  category: string | null
  credit_code: string | null
  license_no: string | null
  authority_name: string | null
}

/** Verifications by the account they are of: one each. */
export const verificationsRepository = (connection: Connection) => ({
  find: (accountId: number): Promise<VerificationRow | undefined> => connection('account_verifications').where('account_id', accountId).first(),

  /** The account first: it is there before the verification is, so two that begin at once wait for one another. */
  async lock(accountId: number): Promise<VerificationRow | undefined> {
    await connection('accounts').where('id', accountId).forUpdate().first('id')
    return connection('account_verifications').where('account_id', accountId).forUpdate().first()
  },

  byId: (id: number): Promise<VerificationRow | undefined> => connection('account_verifications').where({ id }).first(),

  unitOf: (accountId: number): Promise<UnitRow | undefined> =>
    connection('accounts')
      .join('organizations', 'organizations.id', 'accounts.organization_id')
      .leftJoin('organizations as authorities', 'authorities.id', 'organizations.parent_id')
      .where('accounts.id', accountId)
      .first<UnitRow>(
        'accounts.id as account_id', 'accounts.kind as account_kind', 'accounts.username', 'organizations.id as organization_id', 'organizations.name', 'organizations.kind',
        'organizations.category', 'organizations.credit_code', 'organizations.license_no', 'authorities.name as authority_name',
      ),

  /** What was typed, with its photos; what the last review said stays until the next submission. */
  async save(accountId: number, before: VerificationRow | undefined, holder: HolderColumns & Photos, now: string): Promise<void> {
    const values = { ...holder, corrected_fields: '', saved_at: now }
    if (before) await connection('account_verifications').where('id', before.id).update(values).increment('version', 1)
    else await connection('account_verifications').insert({ ...values, account_id: accountId, state: 'saved' })
  },

  submit: (id: number, now: string) =>
    connection('account_verifications')
      .where({ id })
      .update({ state: 'submitted', submitted_at: now, opinion: null, reviewer_id: null, reviewer_name: null, decided_at: null })
      .increment('version', 1),

  correct: (id: number, holder: HolderColumns, correctedFields: string) =>
    connection('account_verifications').where({ id }).update({ ...holder, corrected_fields: correctedFields }).increment('version', 1),

  decide: (id: number, decision: { state: 'passed' | 'rejected'; opinion: string; reviewerId: number | null; reviewerName: string }, now: string) =>
    connection('account_verifications')
      .where({ id })
      .update({ state: decision.state, opinion: decision.opinion || null, reviewer_id: decision.reviewerId, reviewer_name: decision.reviewerName, decided_at: now })
      .increment('version', 1),

  /** Passed at once, by evidence that a review has looked at elsewhere. */
  async pass(accountId: number, before: VerificationRow | undefined, holder: HolderColumns & { wechat_user_id: number; reviewer_id: number; reviewer_name: string }, now: string): Promise<void> {
    const values = { ...holder, state: 'passed', front_photo_id: null, back_photo_id: null, corrected_fields: '', opinion: null, saved_at: now, submitted_at: now, decided_at: now }
    if (before) await connection('account_verifications').where('id', before.id).update(values).increment('version', 1)
    else await connection('account_verifications').insert({ ...values, account_id: accountId })
  },

  forgetPhotos: (id: number) => connection('account_verifications').where({ id }).update({ front_photo_id: null, back_photo_id: null }),

  /** Who it was stays for the log, without number and phone. */
  forgetNumbers: (where: { id: number } | { wechat_user_id: number }) =>
    connection('account_verifications').where(where).update({ identity_number: '', identity_number_masked: '', mobile: '', mobile_masked: '' }),

  /** The accounts that were handed to a user of the mini-program, with their units. */
  ofUser: (wechatUserId: number): Promise<(VerificationRow & { username: string; unit_name: string })[]> =>
    connection('account_verifications')
      .join('accounts', 'accounts.id', 'account_verifications.account_id')
      .join('organizations', 'organizations.id', 'accounts.organization_id')
      .where('account_verifications.wechat_user_id', wechatUserId)
      .orderBy('account_verifications.id')
      .select('account_verifications.*', 'accounts.username', 'organizations.name as unit_name'),

  /** In the order they came. */
  proofsOf: (verificationId: number): Promise<ProofRow[]> =>
    connection('account_verification_proofs as proofs')
      .join('attachments', 'attachments.id', 'proofs.attachment_id')
      .where('proofs.verification_id', verificationId)
      .orderBy('proofs.attachment_id')
      .select('proofs.verification_id', 'proofs.attachment_id', 'attachments.content_type'),

  addProof: (verificationId: number, attachmentId: number) => connection('account_verification_proofs').insert({ verification_id: verificationId, attachment_id: attachmentId }),

  /** Their ids. */
  async removeProofs(verificationId: number, only?: number): Promise<number[]> {
    const query = connection('account_verification_proofs').where('verification_id', verificationId)
    if (only !== undefined) void query.where('attachment_id', only)
    const ids: number[] = (await query.clone().select('attachment_id')).map((row) => row.attachment_id)
    await query.delete()
    return ids
  },
})

export const photoIds = (row: Photos | undefined): number[] => [row?.front_photo_id ?? null, row?.back_photo_id ?? null].filter((id) => id !== null)

/** Main accounts of organizations that have nobody above, for the operator; a name narrows it to one. */
export const unsupervisedRepository = (connection: Connection) => ({
  waiting: (): Promise<(VerificationRow & { username: string; organization_name: string })[]> =>
    unsupervised(connection).where('v.state', 'submitted').orderBy('v.submitted_at').select('v.*', 'accounts.username', 'organizations.name as organization_name'),

  find: (username: string): Promise<(VerificationRow & { organization_id: number }) | undefined> =>
    unsupervised(connection).where('accounts.username', username).whereNot('v.state', 'saved').first('v.*', 'accounts.organization_id'),
})

const unsupervised = (connection: Connection) =>
  connection('account_verifications as v')
    .join('accounts', 'accounts.id', 'v.account_id')
    .join('organizations', 'organizations.id', 'accounts.organization_id')
    .where('accounts.kind', 'main')
    .whereNull('accounts.removed_at')
    .whereNull('organizations.parent_id')
