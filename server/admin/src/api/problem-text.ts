import { TransportProblem } from '@talent/shared/client'
import { Problem, type Issue } from '@talent/shared/errors'

/** The sentence a person sees for whatever a call threw. */
export function problemText(error: unknown): string {
  if (error instanceof Problem || error instanceof TransportProblem) return error.message
  return '页面出了问题，请刷新后重试'
}

export function problemIssues(error: unknown): Issue[] {
  return error instanceof Problem ? error.issues : []
}

export const isProblem = (error: unknown, ...codes: Problem['code'][]): error is Problem =>
  error instanceof Problem && codes.includes(error.code)
