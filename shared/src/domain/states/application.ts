import type { Level } from '../exam-year'
import { canMove, move, stateMachine, type ActionOf, type MoveResult, type StateOf } from '../state-machine'

/** 提交状态 of the application. `detach` is 从单位移除: a draft without a unit. */
export const submission = stateMachine({
  initial: 'draft',
  moves: {
    draft: { submit: 'submitted', detach: 'draft' },
    submitted: { reopen: 'draft', detach: 'draft' },
  },
  looks: {
    draft: { label: '未提交', tone: 'neutral' },
    submitted: { label: '已提交', tone: 'ok' },
  },
})
export type SubmissionState = StateOf<typeof submission>
export type SubmissionAction = ActionOf<typeof submission>

/**
 * 审核状态 at one level. `arrive`: the level below has approved (or the candidate has submitted);
 * `sendBack`: 退回 to the level below, which gets `comeBack`; rejected is final for the exam year.
 */
export const review = stateMachine({
  initial: 'notStarted',
  moves: {
    notStarted: { arrive: 'pending' },
    pending: { approve: 'approved', defer: 'deferred', requestRevision: 'revisionRequested', reject: 'rejected', sendBack: 'returned', reopen: 'notStarted', detach: 'notStarted' },
    deferred: { approve: 'approved', defer: 'deferred', requestRevision: 'revisionRequested', reject: 'rejected', sendBack: 'returned', reopen: 'notStarted', detach: 'notStarted' },
    // Reopening after 允许修改 keeps the question open until the candidate has confirmed again.
    revisionRequested: { resubmit: 'pending', reopen: 'revisionRequested', detach: 'notStarted' },
    approved: { comeBack: 'pending', detach: 'notStarted' },
    returned: { arrive: 'pending', detach: 'notStarted' },
    rejected: {},
  },
  looks: {
    notStarted: { label: '未到本级', tone: 'neutral' },
    pending: { label: '待审核', tone: 'wait' },
    deferred: { label: '暂不审核', tone: 'wait' },
    revisionRequested: { label: '允许修改', tone: 'ask' },
    approved: { label: '审核通过', tone: 'ok' },
    returned: { label: '已退回下级', tone: 'ask' },
    rejected: { label: '审核不通过', tone: 'stop' },
  },
})
export type ReviewState = StateOf<typeof review>
export type ReviewAction = ActionOf<typeof review>

/** The decisions a reviewer takes, as the pages name them; the first four are on the phone's sheet. */
export const decisions = ['approve', 'defer', 'requestRevision', 'reject', 'sendBack'] as const
export type Decision = (typeof decisions)[number]
export const decisionLabels: Record<Decision, string> = {
  approve: '审核通过',
  defer: '暂不审核',
  requestRevision: '允许修改',
  reject: '审核不通过',
  sendBack: '退回',
}
export const remarkRequired = (decision: Decision): boolean =>
  decision === 'requestRevision' || decision === 'reject' || decision === 'sendBack'

/** One entry for each level that takes part in the exam year, from the bottom up. */
export interface LevelReview {
  level: Level
  state: ReviewState
}

export type DecisionResult = { ok: true; reviews: LevelReview[]; complete: boolean } | Extract<MoveResult<ReviewState>, { ok: false }>

/** Reviews of a newly submitted application: the lowest level is pending. */
export const startReviews = (levels: readonly Level[]): LevelReview[] =>
  levels.map((level, index) => ({ level, state: index === 0 ? 'pending' : 'notStarted' }))

/** One level decides: approval opens the level above, 退回 reopens the level below. */
export function decide(reviews: readonly LevelReview[], level: Level, decision: Decision): DecisionResult {
  const at = reviews.findIndex((r) => r.level === level)
  const refused = { ok: false, from: reviews[at]?.state ?? 'notStarted', action: decision } as const
  if (at < 0 || (decision === 'sendBack' && at === 0)) return refused
  const next = [...reviews]
  const neighbour = decision === 'approve' ? at + 1 : decision === 'sendBack' ? at - 1 : -1
  const steps: [index: number, action: ReviewAction][] = [[at, decision]]
  if (neighbour >= 0 && neighbour < reviews.length) steps.push([neighbour, decision === 'approve' ? 'arrive' : 'comeBack'])
  for (const [index, action] of steps) {
    const entry = next[index]
    const moved = entry && move(review, entry.state, action)
    if (!entry || !moved?.ok) return refused
    next[index] = { level: entry.level, state: moved.state }
  }
  return { ok: true, reviews: next, complete: next.every((r) => r.state === 'approved') }
}

/** The level at which the application is now: the highest that was reached and has not sent it back. */
export function currentReview(reviews: readonly LevelReview[]): LevelReview | undefined {
  return reviews.find((r) => r.state !== 'approved') ?? reviews[reviews.length - 1]
}

/**
 * 重新打开: while the unit's own review is pending, deferred or revisionRequested; once the unit
 * approved, only another level's 允许修改 or 退回 (which makes the unit's review pending) opens it.
 */
export function mayReopen(reviews: readonly LevelReview[]): boolean {
  const current = currentReview(reviews)
  if (!current) return false
  if (current.state === 'revisionRequested') return true
  return current === reviews[0] && (current.state === 'pending' || current.state === 'deferred')
}

export type Resubmission = { ok: true; reviews: LevelReview[] } | { ok: false }

/** The candidate has confirmed (again): the level that asked gets it back, else the lowest level starts. */
export function submitReviews(reviews: readonly LevelReview[]): Resubmission {
  const at = reviews.findIndex((r) => r.state !== 'approved')
  const entry = reviews[at]
  if (!entry) return { ok: false }
  const moved = move(review, entry.state, entry.state === 'revisionRequested' ? 'resubmit' : 'arrive')
  if (!moved.ok) return { ok: false }
  return { ok: true, reviews: reviews.map((r, i) => (i === at ? { level: r.level, state: moved.state } : r)) }
}

/** 从单位移除: at every level that it has come to, the table lets it go; only 审核不通过 stays where it is. */
export const mayDetach = (reviews: readonly LevelReview[]): boolean =>
  reviews.length > 0 && reviews.every((r) => r.state === 'notStarted' || canMove(review, r.state, 'detach'))

/** Some levels have nobody any more: what lay at one of them lies, as it was, at the next level above. */
export function withoutLevels(reviews: readonly LevelReview[], stays: (level: Level) => boolean): LevelReview[] {
  const current = currentReview(reviews)
  const kept = reviews.filter((r) => stays(r.level))
  if (!current || stays(current.level)) return kept
  const heir = kept.find((r) => r.state !== 'approved')
  return kept.map((r) => (r === heir ? { level: r.level, state: current.state } : r))
}
