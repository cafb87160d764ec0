import { TransportProblem } from '@talent/shared/client'
import { Problem, type ProblemCode } from '@talent/shared/errors'
import { serverDownId } from './server-down'

/** Which text helps with which refusal. */
export const topicOfCode: Partial<Record<ProblemCode, string>> = {
  INTERNAL: serverDownId,
  UPSTREAM_UNAVAILABLE: serverDownId,
  STALE: 'drafts',
  WRONG_CREDENTIALS: 'sign-in',
  ACCOUNT_LOCKED: 'sign-in',
  ACCOUNT_DISABLED: 'sign-in',
  PASSWORD_REJECTED: 'password',
  NO_MAPPED_POST: 'places-mismatch',
  PERSON_ELSEWHERE: 'person-elsewhere',
  PERSON_LOCKED: 'person-locked',
  TRIAL_CONFIRMED: 'person-locked',
  TRIAL_REJECTED: 'trial-rules',
  WORKBOOK_REJECTED: 'import-template',
  PHOTO_REJECTED: 'picture-problems',
}

/** The id of the text for whatever a call threw. */
export function topicOfProblem(error: unknown): string | undefined {
  if (error instanceof TransportProblem) return serverDownId
  return error instanceof Problem ? topicOfCode[error.code] : undefined
}
