import type { HrProof } from '@talent/shared/contract/hr-accounts'
import { keepDraft, readDraft } from '../../../platform/drafts'
import { isWeapp } from '../../../platform/target'

/** A photo or PDF of the stamped form, on its way to the server or there. */
export interface Proof {
  /** Idempotency key: however often it is sent, it arrives once. */
  key: string
  kind: HrProof['kind']
  /** Where this device has it; empty when only the server does. */
  path: string
  /** bytes */
  size: number
  blob?: Blob
  /** Where the server has it; null until it has arrived. */
  proofId: number | null
  takenAt: number
}

/** The server forgets a file that nothing used after as long. */
const goodForMs = 24 * 3_600_000

const isProof = (value: unknown): value is Proof =>
  typeof value === 'object' && value !== null &&
  'key' in value && typeof value.key === 'string' &&
  'kind' in value && (value.kind === 'picture' || value.kind === 'document') &&
  'path' in value && typeof value.path === 'string' &&
  'size' in value && typeof value.size === 'number' &&
  'proofId' in value && (value.proofId === null || typeof value.proofId === 'number') &&
  'takenAt' in value && typeof value.takenAt === 'number'
const isList = (value: unknown): value is unknown[] => Array.isArray(value)

/** After the browser's page was closed its file is gone; one that had arrived is still good. */
function revived(value: unknown): Proof[] {
  if (!isProof(value) || value.takenAt <= Date.now() - goodForMs) return []
  if (isWeapp) return [value]
  return value.proofId === null ? [] : [{ ...value, path: '' }]
}

export const readProofs = (draft: string): Proof[] => (readDraft(draft, isList) ?? []).flatMap(revived)

const storable = ({ key, kind, path, size, proofId, takenAt }: Proof) => ({ key, kind, path, size, proofId, takenAt })
export const keepProofs = (draft: string, proofs: readonly Proof[]): void => keepDraft(draft, proofs.length > 0 ? proofs.map(storable) : null)

/** What an application rests on already. */
export const submittedProof = ({ proofId, kind }: HrProof): Proof => ({ key: `submitted-${proofId}`, kind, path: '', size: 0, proofId, takenAt: Date.now() })

/** What stands against handing in; null when nothing does. */
export function proofsProblem(proofs: readonly Proof[]): string | null {
  if (proofs.length === 0) return '请上传盖章的申请表'
  return proofs.some((proof) => proof.proofId === null) ? '申请表还没有上传完，请稍候，或点“重新上传”' : null
}
