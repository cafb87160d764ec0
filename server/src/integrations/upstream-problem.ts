import { problem, type Problem } from '@talent/shared/errors'
import { UpstreamError } from './upstream'

/** What the person is told when an upstream did not do its part; anything else is a fault of ours and goes on. @throws */
export function unavailable(error: unknown, detail: string): Problem {
  if (error instanceof UpstreamError) return problem('UPSTREAM_UNAVAILABLE', { detail })
  throw error
}

/** For the log: names and codes, never what was asked. */
export const upstreamFacts = (error: UpstreamError) => ({ upstream: error.upstream, kind: error.kind, code: error.code, reference: error.reference })
