import type { AuditDesk } from '@talent/shared/contract/audit-desk'
import { review } from '@talent/shared/domain/states/application'

/** In the order of work. */
const inOrder = ['pending', 'deferred', 'revisionRequested', 'approved', 'rejected', 'returned'] as const
export type CountedState = (typeof inOrder)[number]

export interface CountedStateLook {
  state: CountedState
  label: string
  count: number
}

/** What lies at a desk, by state; a unit returns nothing, since it has nobody below. */
export const countedStates = ({ counts, level }: Pick<AuditDesk, 'counts' | 'level'>): CountedStateLook[] =>
  inOrder.filter((state) => state !== 'returned' || level !== 'institution').map((state) => ({ state, label: review.looks[state].label, count: counts[state] }))

export const isCountedState = (text: string): text is CountedState => inOrder.some((state) => state === text)
