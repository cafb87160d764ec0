import type { HrApplication, HrProof, HrReviewRow, HrUnit } from '@talent/shared/contract/hr-accounts'
import { oneTimePasswordState } from '@talent/shared/domain/hr-account'
import type { LibraryEntry } from '../institution/institution-library'
import type { HrApplicationRow, ProofRow } from './hr-applications.repository'
import type { HrPasswordRow } from './hr-passwords.repository'
import type { HrReviewListRow } from './hr-reviews.repository'

export const presentUnit = ({ organizationId, name, authorityName, category, address }: LibraryEntry): HrUnit => ({ organizationId, name, authorityName, category, address })

export const presentProof = (proof: Pick<ProofRow, 'attachment_id' | 'content_type'>): HrProof => ({
  proofId: proof.attachment_id,
  kind: proof.content_type === 'application/pdf' ? 'document' : 'picture',
})

export function presentApplication(row: HrApplicationRow, unit: LibraryEntry, proofs: readonly ProofRow[], password: HrPasswordRow | undefined, now: string): HrApplication {
  const state = oneTimePasswordState(password ? { expiresAt: password.expires_at, shownAt: password.shown_at, gone: password.password === null } : null, now)
  return {
    id: row.id,
    unit: presentUnit(unit),
    state: row.state,
    opinion: row.opinion,
    submittedAt: row.submitted_at,
    decidedAt: row.decided_at,
    proofs: proofs.map(presentProof),
    password: state,
    passwordUntil: state === 'waiting' && password ? password.expires_at : null,
    version: row.version,
  }
}

export const presentReviewRow = (row: HrReviewListRow): HrReviewRow => ({
  id: row.id,
  state: row.state,
  applicantName: row.applicant_name,
  identityNumber: row.identity_number_masked,
  organizationName: row.organization_name,
  authorityName: row.authority_name,
  submittedAt: row.submitted_at,
  decidedAt: row.decided_at,
  reviewerName: row.reviewer_name,
})
