import type { AccountReviewRow, AccountVerification, AuthorizationPage } from '@talent/shared/contract/account-verification'
import { maxAuthorizationPages } from '@talent/shared/domain/account-holder'
import type { ReviewRow } from './reviews.repository'
import type { ProofRow, UnitRow, VerificationRow } from './verifications.repository'

export const presentProof = (proof: ProofRow): AuthorizationPage => ({ proofId: proof.attachment_id, kind: proof.content_type === 'application/pdf' ? 'document' : 'picture' })

export const presentCorrected = (row: { corrected_fields: string }): string[] => row.corrected_fields.split(',').filter((field) => field !== '')

/** Where nobody is above, the operator of the platform decides. */
export function reviewerOf(unit: Pick<UnitRow, 'account_kind' | 'name' | 'authority_name'>): AccountVerification['reviewer'] {
  if (unit.account_kind === 'sub') return { kind: 'own', name: unit.name }
  return unit.authority_name === null ? { kind: 'operator', name: '平台运维单位' } : { kind: 'authority', name: unit.authority_name }
}

export const presentVerification = (row: VerificationRow | undefined, proofs: readonly ProofRow[], unit: UnitRow): AccountVerification => ({
  state: row?.state ?? 'none',
  name: row?.name ?? null,
  identityType: row?.identity_type ?? null,
  identityNumber: row?.identity_number_masked ?? null,
  mobile: row?.mobile_masked ?? null,
  photosKept: row !== undefined && row.front_photo_id !== null && row.back_photo_id !== null,
  proofs: proofs.map(presentProof),
  maxProofs: maxAuthorizationPages,
  reviewer: reviewerOf(unit),
  corrected: row ? presentCorrected(row) : [],
  opinion: row?.opinion ?? null,
  reviewerName: row?.reviewer_name ?? null,
  savedAt: row?.saved_at ?? null,
  submittedAt: row?.submitted_at ?? null,
  decidedAt: row?.decided_at ?? null,
  version: row?.version ?? 0,
})

export const presentReviewRow = (row: ReviewRow): AccountReviewRow => ({
  id: row.id,
  state: row.state,
  kind: row.kind,
  username: row.username,
  organizationName: row.organization_name,
  name: row.name,
  identityNumber: row.identity_number_masked,
  submittedAt: row.submitted_at,
  decidedAt: row.decided_at,
  reviewerName: row.reviewer_name,
})
