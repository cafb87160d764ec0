import type { startFaceCheck } from '@talent/shared/contract/person-checks'
import type { Input } from '@talent/shared/contract/endpoint'
import { checkPurposes } from '@talent/shared/domain/check-subject'
import { read, write } from '../platform/storage'

export type FacePurpose = Input<typeof startFaceCheck>['purpose']

/** A check that was begun and whose result is not known here yet. */
export interface PendingCheck {
  checkId: number
  purpose: FacePurpose
  /** What it is for, e.g. the trial. */
  subject: string
  /** ISO instant; the check is worth nothing after it. */
  expiresAt: string
}

const key = 'face-check'
const isPending = (value: unknown): value is PendingCheck =>
  typeof value === 'object' && value !== null &&
  'checkId' in value && typeof value.checkId === 'number' &&
  'purpose' in value && checkPurposes.some((one) => one === value.purpose) &&
  'subject' in value && typeof value.subject === 'string' &&
  'expiresAt' in value && typeof value.expiresAt === 'string'

/** Kept in the storage: the browser leaves the page for the check, and WeChat may end the app during it. */
export const rememberCheck = (check: PendingCheck): void => write(key, check)
export const forgetCheck = (): void => write(key, null)

/** The one that was begun for this very thing and is still good. */
export function pendingCheck(purpose: FacePurpose, subject: string): PendingCheck | null {
  const check = read(key, isPending)
  if (!check || check.purpose !== purpose || check.subject !== subject) return null
  return Date.parse(check.expiresAt) > Date.now() ? check : null
}
