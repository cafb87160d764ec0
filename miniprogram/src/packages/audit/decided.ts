import type { AuditDetail } from '@talent/shared/contract/audit'

type State = AuditDetail['reviewState']

const seen = new Map<number, State>()

/** The state of an application as its own page has just learned it. */
export const noteState = (applicationId: number, state: State): void => void seen.set(applicationId, state)

/** For the list, when it comes back into view: it keeps its place and changes only these rows. */
export function takeStates(): ReadonlyMap<number, State> {
  const taken = new Map(seen)
  seen.clear()
  return taken
}
