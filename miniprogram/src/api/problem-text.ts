import { TransportProblem } from '@talent/shared/client'
import { Problem } from '@talent/shared/errors'

/** Why a call failed: the server said no, or said nothing. */
export type CallProblem = Problem | TransportProblem

/** Whatever was thrown, as a problem that can be shown. */
export function asCallProblem(error: unknown): CallProblem {
  if (error instanceof Problem || error instanceof TransportProblem) return error
  return new TransportProblem('badAnswer', String(error))
}

export const isSignInNeeded = (problem: CallProblem): boolean =>
  problem instanceof Problem && (problem.code === 'NOT_SIGNED_IN' || problem.code === 'SESSION_EXPIRED')

/** The server has the record and not its file any more: asking again is of no use, somebody must upload it again. */
export const isFileLost = (problem: CallProblem): boolean => problem instanceof Problem && problem.code === 'FILE_LOST'

/** The sentence for a field, from the issues of a refused form; null when the field is fine. */
export function issueText(problem: CallProblem | null, ...path: (string | number)[]): string | null {
  if (!(problem instanceof Problem)) return null
  const found = problem.issues.find((issue) => path.every((part, at) => issue.path[at] === part))
  return found?.message ?? null
}
