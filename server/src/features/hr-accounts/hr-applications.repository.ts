import type { RegistrationState } from '@talent/shared/domain/states/registration'
import type { Connection } from '../../db/database'

export interface HrApplicationRow {
  id: number
  wechat_user_id: number
  organization_id: number
  state: RegistrationState
  applicant_name: string
  identity_type: string
  /** sealed */
  identity_number: string
  identity_lookup: string
  identity_number_masked: string
  opinion: string | null
  reviewer_id: number | null
  reviewer_name: string | null
  submitted_at: string
  decided_at: string | null
  version: number
}

/** The verified user behind an application, as of now; null fields: the identity is gone. `phone` is sealed. */
export interface Applicant {
  identity_name: string | null
  identity_type: string | null
  identity_number: string | null
  identity_lookup: string | null
  phone: string | null
}

export interface ProofRow {
  application_id: number
  attachment_id: number
  content_type: string
}

type Person = Pick<HrApplicationRow, 'applicant_name' | 'identity_type' | 'identity_number' | 'identity_lookup' | 'identity_number_masked'>

const applicantColumns = ['identity_name', 'identity_type', 'identity_number', 'identity_lookup', 'phone'] as const
const applicantOf = (connection: Connection, wechatUserId: number) => connection('wechat_users').where('id', wechatUserId).whereNull('merged_into_id').whereNull('cancelled_at')

/** Applications of one user. */
export const hrApplicationsRepository = (connection: Connection) => ({
  applicant: (wechatUserId: number): Promise<Applicant | undefined> => applicantOf(connection, wechatUserId).first(...applicantColumns),
  /** The same, locked: nobody leaves or gives the identity back while something is applied for in that name. */
  lockApplicant: (wechatUserId: number): Promise<Applicant | undefined> => applicantOf(connection, wechatUserId).forUpdate().first(...applicantColumns),

  listOf: (wechatUserId: number): Promise<HrApplicationRow[]> => ofUser(connection, wechatUserId).orderBy('id', 'desc').limit(50),
  find: (wechatUserId: number, id: number): Promise<HrApplicationRow | undefined> => ofUser(connection, wechatUserId).where({ id }).first(),
  lock: (wechatUserId: number, id: number): Promise<HrApplicationRow | undefined> => ofUser(connection, wechatUserId).where({ id }).forUpdate().first(),

  findOpen: (wechatUserId: number, organizationId: number): Promise<HrApplicationRow | undefined> =>
    connection('hr_account_applications').where({ open_user_id: wechatUserId, organization_id: organizationId }).first(),

  async insert(wechatUserId: number, organizationId: number, person: Person, now: Date): Promise<number> {
    const [id = 0] = await connection('hr_account_applications').insert({
      wechat_user_id: wechatUserId, open_user_id: wechatUserId, organization_id: organizationId, state: 'pending', ...person, submitted_at: now.toISOString(),
    })
    return id
  },

  resubmit: (id: number, person: Person, now: Date) =>
    connection('hr_account_applications')
      .where({ id })
      .update({ state: 'pending', ...person, opinion: null, reviewer_id: null, reviewer_name: null, decided_at: null, submitted_at: now.toISOString() })
      .increment('version', 1),

  /** In the order they were put in. */
  proofsOf: (applicationIds: readonly number[]): Promise<ProofRow[]> =>
    connection('hr_account_proofs as proofs')
      .join('attachments', 'attachments.id', 'proofs.attachment_id')
      .whereIn('proofs.application_id', [...applicationIds])
      .orderBy(['proofs.application_id', 'proofs.position'])
      .select('proofs.application_id', 'proofs.attachment_id', 'attachments.content_type'),

  async replaceProofs(applicationId: number, attachmentIds: readonly number[]): Promise<void> {
    await connection('hr_account_proofs').where('application_id', applicationId).delete()
    await connection('hr_account_proofs').insert(attachmentIds.map((attachmentId, position) => ({ application_id: applicationId, position, attachment_id: attachmentId })))
  },

  /** Those of these files that another application rests on. */
  async usedElsewhere(attachmentIds: readonly number[], applicationId: number | null): Promise<number[]> {
    const query = connection('hr_account_proofs').whereIn('attachment_id', [...attachmentIds])
    if (applicationId !== null) void query.whereNot('application_id', applicationId)
    return (await query.select('attachment_id')).map((row) => row.attachment_id)
  },

  /** Applications of `from` for units that `into` applies for as well, while both are open. */
  async openTwice(from: number, into: number): Promise<number[]> {
    const rows = await connection('hr_account_applications as mine')
      .join('hr_account_applications as theirs', 'theirs.organization_id', 'mine.organization_id')
      .where('mine.open_user_id', from)
      .where('theirs.open_user_id', into)
      .select('mine.id')
    return rows.map((row) => row.id)
  },

  /** Everything of one who leaves: what was accepted stays as a record of who was given the account, without the number. */
  async forgetUser(wechatUserId: number, now: Date): Promise<{ proofIds: number[] }> {
    const mine = await connection('hr_account_applications').where('wechat_user_id', wechatUserId).select('id', 'open_user_id')
    const ids = mine.map((row) => row.id)
    const open = mine.filter((row) => row.open_user_id !== null).map((row) => row.id)
    const proofs = await connection('hr_account_proofs').whereIn('application_id', ids).select('attachment_id')
    await connection('hr_account_proofs').whereIn('application_id', ids).delete()
    await connection('hr_account_applications').whereIn('id', open).update({ state: 'rejected', open_user_id: null, applicant_name: '', decided_at: now.toISOString() }).increment('version', 1)
    await connection('hr_account_applications').whereIn('id', ids).update({ identity_number: '', identity_lookup: '', identity_number_masked: '' })
    await connection('hr_account_passwords').whereIn('application_id', ids).update({ password: null })
    await connection('hr_administrators').where('wechat_user_id', wechatUserId).whereNotNull('active_organization_id').update({ active_organization_id: null, ended_at: now.toISOString() })
    return { proofIds: proofs.map((row) => row.attachment_id) }
  },

  close: (ids: readonly number[], opinion: string, now: Date) =>
    connection('hr_account_applications').whereIn('id', [...ids]).update({ state: 'rejected', open_user_id: null, opinion, decided_at: now.toISOString() }).increment('version', 1),
})

/** One that was closed because another one goes on is nothing to the user any more. */
const ofUser = (connection: Connection, wechatUserId: number) =>
  connection('hr_account_applications').where('wechat_user_id', wechatUserId).where((q) => void q.where('state', 'accepted').orWhereNotNull('open_user_id'))
