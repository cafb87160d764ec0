import type { ChangeProof, FixedChange, InstitutionChange } from '@talent/shared/contract/institution-changes'
import { labelOf } from '@talent/shared/dictionaries/index'
import { fixedFieldLabels, fixedFields, type FixedFacts, type FixedField } from '@talent/shared/domain/institution-change'
import { wantedOf, type ChangeColumns, type ChangeProofRow, type ChangeRow } from './changes.repository'

type Names = ReadonlyMap<number, string>

const columnOf = { name: 'name', creditCode: 'credit_code', licenseNo: 'license_no', category: 'category', authorityId: 'authority_id' } as const satisfies Record<FixedField, string>

/** A value in the words that people read; empty: not on file. */
function words(field: FixedField, value: string | number | null, names: Names): string {
  if (value === null || value === '') return ''
  if (field === 'category') return labelOf('institutionCategory', String(value)) ?? String(value)
  return field === 'authorityId' ? (names.get(Number(value)) ?? '') : String(value)
}

const changedFieldsOf = (row: ChangeColumns): FixedField[] => fixedFields.filter((field) => row[`new_${columnOf[field]}`] !== null)

export const changedLabelsOf = (row: ChangeColumns): string[] => changedFieldsOf(row).map((field) => fixedFieldLabels[field])

const presentChanges = (row: ChangeColumns, names: Names): FixedChange[] =>
  changedFieldsOf(row).map((field) => ({
    field, label: fixedFieldLabels[field], from: words(field, row[`old_${columnOf[field]}`], names), to: words(field, row[`new_${columnOf[field]}`], names),
  }))

export const presentUnchanged = (row: ChangeColumns, names: Names): { label: string; value: string }[] => {
  const changed = changedFieldsOf(row)
  return fixedFields.filter((field) => !changed.includes(field)).map((field) => ({ label: fixedFieldLabels[field], value: words(field, row[`old_${columnOf[field]}`], names) }))
}

export const presentProof = (proof: ChangeProofRow): ChangeProof => ({ proofId: proof.attachment_id, form: proof.content_type === 'application/pdf' ? 'document' : 'picture' })

/** What both sides see of a request. */
export const presentRequest = (row: ChangeRow, names: Names, proofs: readonly ChangeProofRow[]) => ({
  id: row.id,
  state: row.state,
  changes: presentChanges(row, names),
  reason: row.reason,
  proofs: proofs.filter((proof) => proof.change_id === row.id).map(presentProof),
  applicantName: row.applicant_name,
  submittedAt: row.submitted_at,
  reviewerName: row.reviewer_name,
  opinion: row.opinion,
  decidedAt: row.decided_at,
  version: row.version,
})

export const presentChange = (row: ChangeRow, current: FixedFacts, names: Names, proofs: readonly ChangeProofRow[]): InstitutionChange => ({
  ...presentRequest(row, names, proofs), wanted: wantedOf(current, row),
})
