import type { Application } from '@talent/shared/contract/candidate'
import { levelLabels } from '@talent/shared/domain/exam-year'
import { review } from '@talent/shared/domain/states/application'
import type { Tone } from '@talent/shared/tokens'

/** How an application stands, in a few words: whose turn it is and what was decided. */
export function standingOf({ submission, reviewLevel, reviewState, institutionName }: Pick<Application, 'submission' | 'reviewLevel' | 'reviewState' | 'institutionName'>): { label: string; tone: Tone } {
  if (institutionName === null) return { label: '已从单位移除', tone: 'ask' }
  if (submission === 'draft') return { label: '待您再次确认', tone: 'ask' }
  const look = review.looks[reviewState]
  // Approved is where an application stands only when no level is left.
  if (reviewState === 'approved') return { label: '全部审核通过', tone: 'ok' }
  return { label: `${levelLabels[reviewLevel]}${look.label}`, tone: look.tone }
}
