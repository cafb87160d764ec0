import type { FixedFacts } from '@talent/shared/domain/institution-change'
import type { InstitutionChangeState } from '@talent/shared/domain/states/institution-change'
import type { Connection } from '../../db/database'
import type { Scope } from '../../http/actor'

export interface ChangeRow {
  id: number
  organization_id: number
  open_organization_id: number | null
  state: InstitutionChangeState
  old_name: string
  new_name: string | null
  old_credit_code: string | null
  new_credit_code: string | null
  old_license_no: string | null
  new_license_no: string | null
  old_category: string | null
  new_category: string | null
  old_authority_id: number | null
  new_authority_id: number | null
  reason: string
  applicant_id: number
  applicant_name: string
  submitted_at: string
  reviewer_id: number | null
  reviewer_name: string | null
  reviewer_organization_id: number | null
  opinion: string | null
  decided_at: string | null
  version: number
}

/** The pairs of columns that hold what should change. */
export type ChangeColumns = Pick<
  ChangeRow,
  'old_name' | 'new_name' | 'old_credit_code' | 'new_credit_code' | 'old_license_no' | 'new_license_no' | 'old_category' | 'new_category' | 'old_authority_id' | 'new_authority_id'
>

export interface ChangeProofRow {
  change_id: number
  attachment_id: number
  content_type: string
}

interface Sent {
  columns: ChangeColumns
  reason: string
  applicantId: number
  applicantName: string
}

/** An institution sees this many of its requests; nobody has more. */
const keptHistory = 100

/** Requests of one institution. */
export const changesRepository = (connection: Connection, { organizationId }: Pick<Scope, 'organizationId'>) => {
  const mine = () => connection('institution_changes').where('organization_id', organizationId)
  return {
    history: (): Promise<ChangeRow[]> => mine().orderBy('id', 'desc').limit(keptHistory),
    find: (id: number): Promise<ChangeRow | undefined> => mine().where({ id }).first(),
    open: (): Promise<ChangeRow | undefined> => mine().whereNotNull('open_organization_id').first(),

    /** The organization first: two requests at once are one after the other, and so are a request and its decision. */
    lockOrganization: () => connection('organizations').where('id', organizationId).forUpdate().first('id'),
    lock: (id: number): Promise<ChangeRow | undefined> => mine().where({ id }).forUpdate().first(),

    async insert({ columns, reason, applicantId, applicantName }: Sent, now: string): Promise<number> {
      const [id = 0] = await connection('institution_changes').insert({
        ...columns, organization_id: organizationId, open_organization_id: organizationId, state: 'pending', reason, applicant_id: applicantId, applicant_name: applicantName, submitted_at: now,
      })
      return id
    },

    resubmit: (id: number, { columns, reason, applicantId, applicantName }: Sent, now: string) =>
      mine()
        .where({ id })
        .update({
          ...columns, state: 'pending', reason, applicant_id: applicantId, applicant_name: applicantName, submitted_at: now,
          reviewer_id: null, reviewer_name: null, reviewer_organization_id: null, opinion: null, decided_at: null,
        })
        .increment('version', 1),

    withdraw: (id: number) => mine().where({ id }).update({ state: 'withdrawn', open_organization_id: null }).increment('version', 1),

    decide: (id: number, decision: { state: 'accepted' | 'rejected'; opinion: string; reviewer: { id: number; name: string; organizationId: number } }, now: string) =>
      mine()
        .where({ id })
        .update({
          state: decision.state, opinion: decision.opinion || null, reviewer_id: decision.reviewer.id, reviewer_name: decision.reviewer.name,
          reviewer_organization_id: decision.reviewer.organizationId, decided_at: now,
          ...(decision.state === 'accepted' ? { open_organization_id: null } : {}),
        })
        .increment('version', 1),

    /** What stands now, after somebody else changed it while the request waited. */
    restate: (id: number, columns: ChangeColumns) => mine().where({ id }).update({ ...columns }).increment('version', 1),

    async setProofs(id: number, attachmentIds: readonly number[]): Promise<void> {
      await connection('institution_change_proofs').where('change_id', id).delete()
      await connection('institution_change_proofs').insert(attachmentIds.map((attachment_id, position) => ({ change_id: id, position, attachment_id })))
    },
  }
}

/** In the order they were given. */
export const proofsOf = (connection: Connection, changeIds: readonly number[]): Promise<ChangeProofRow[]> =>
  connection('institution_change_proofs as proofs')
    .join('attachments', 'attachments.id', 'proofs.attachment_id')
    .whereIn('proofs.change_id', [...changeIds])
    .orderBy(['proofs.change_id', 'proofs.position'])
    .select('proofs.change_id', 'proofs.attachment_id', 'attachments.content_type')

const changedTo = (from: string, to: string): string | null => (from === to ? null : to)

export const columnsOf = (current: FixedFacts, wanted: FixedFacts): ChangeColumns => ({
  old_name: current.name, new_name: changedTo(current.name, wanted.name),
  old_credit_code: current.creditCode || null, new_credit_code: changedTo(current.creditCode, wanted.creditCode),
  old_license_no: current.licenseNo || null, new_license_no: changedTo(current.licenseNo, wanted.licenseNo),
  old_category: current.category || null, new_category: changedTo(current.category, wanted.category),
  old_authority_id: current.authorityId, new_authority_id: current.authorityId === wanted.authorityId ? null : wanted.authorityId,
})

/** Everything as it would stand once the request is accepted, beginning from what stands now. */
export const wantedOf = (current: FixedFacts, row: ChangeColumns): FixedFacts => ({
  name: row.new_name ?? current.name,
  creditCode: row.new_credit_code ?? current.creditCode,
  licenseNo: row.new_license_no ?? current.licenseNo,
  category: row.new_category ?? current.category,
  authorityId: row.new_authority_id ?? current.authorityId,
})
