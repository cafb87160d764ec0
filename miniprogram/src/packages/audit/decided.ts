import type { AuditDetail } from '@talent/shared/contract/audit'

/** `gone`: it was removed from its unit and is not at this desk any more. */
type State = AuditDetail['reviewState'] | 'gone'

const seen = new Map<number, Map<number, State>>()

/** The state of an application at a desk, as its own page has just learned it. */
export function noteState(bindingId: number, applicationId: number, state: State): void {
  const desk = seen.get(bindingId) ?? new Map<number, State>()
  seen.set(bindingId, desk.set(applicationId, state))
}

/** For the desk's list, when it comes back into view: it keeps its place and changes only these rows. */
export function takeStates(bindingId: number): ReadonlyMap<number, State> {
  const taken = seen.get(bindingId) ?? new Map<number, State>()
  seen.delete(bindingId)
  return taken
}
