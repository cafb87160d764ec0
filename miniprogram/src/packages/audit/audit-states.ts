import type { AuditDetail } from '@talent/shared/contract/audit'
import { review } from '@talent/shared/domain/states/application'

type State = AuditDetail['reviewState']

/** Word and colour of a state at this desk. */
export const lookOf = (state: State) => review.looks[state]

/** The tabs over the list, in the order of work. */
export const countedStates = ['pending', 'deferred', 'revisionRequested', 'approved', 'rejected', 'returned'] as const
export type CountedState = (typeof countedStates)[number]

/** A unit returns nothing: it has nobody below. */
export const shownStates = (counts: Record<CountedState, number>): readonly CountedState[] => countedStates.filter((state) => state !== 'returned' || counts.returned > 0)
