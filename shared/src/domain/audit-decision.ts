import type { Tone } from '../tokens'
import { addDays } from './calendar'
import { levels, type Level } from './exam-year'
import type { Issue } from './issue'
import { decisionLabels, remarkRequired, type Decision as Step, type ReviewState } from './states/application'
import { checkInternshipDates, trialSpan } from './trial-segments'

/** What a reviewer's page knows of a file; the contract's `AuditDetail` has all of it. */
export interface ReviewedFile {
  reviewState: ReviewState
  submission: 'draft' | 'submitted' | 'detached'
  isReviewersOwn: boolean
  timeline: readonly { level: Level | null; state: 'done' | 'current' | 'next' }[]
  segments: readonly { own: boolean; unitName: string; startDate: string; endDate: string }[]
  closed: readonly { decision: Decision; reason: string }[]
  version: number
}

/** The contract names a decision by the state it leads to, the machine by the step. */
export const decisionSteps = {
  approved: 'approve', deferred: 'defer', revisionRequested: 'requestRevision', rejected: 'reject', returned: 'sendBack',
} as const satisfies Partial<Record<ReviewState, Step>>
export type Decision = keyof typeof decisionSteps

/** What a reviewer has put in so far. Dates are `YYYY-MM-DD`, empty when not chosen. */
export interface Draft {
  decision: Decision | null
  remark: string
  internshipStart: string
  internshipEnd: string
}

const tones: Record<Decision, Tone> = { approved: 'ok', deferred: 'wait', revisionRequested: 'ask', rejected: 'stop', returned: 'ask' }

export const decisionLabel = (decision: Decision): string => decisionLabels[decisionSteps[decision]]
export const decisionTone = (decision: Decision): Tone => tones[decision]
export const needsRemark = (decision: Decision): boolean => remarkRequired(decisionSteps[decision])

/** Common reasons, to tap instead of to type. */
export const phrases: Record<Decision, readonly string[]> = {
  approved: [],
  deferred: ['等待补充材料', '待向科室核实'],
  revisionRequested: ['试用期起止日期与考勤记录不一致', '带教老师信息有误', '学历信息与证书不一致'],
  rejected: ['不在本单位试用', '试用期与考勤记录不符', '不符合报考条件'],
  returned: ['请重新核实试用期', '请核对实习起止日期'],
}

const partsOf = (remark: string): string[] => remark.split('；').map((part) => part.trim()).filter((part) => part !== '')

export const hasPhrase = (remark: string, phrase: string): boolean => partsOf(remark).includes(phrase)

/** Adds a phrase to a remark, or takes it out when it stands there. */
export function togglePhrase(remark: string, phrase: string): string {
  const parts = partsOf(remark)
  return (parts.includes(phrase) ? parts.filter((part) => part !== phrase) : [...parts, phrase]).join('；')
}

/** What waits at this desk, or was put off there. */
export const isOpen = ({ reviewState, submission }: Pick<ReviewedFile, 'reviewState' | 'submission'>): boolean =>
  submission === 'submitted' && (reviewState === 'pending' || reviewState === 'deferred')

/** Nobody decides on an application of their own. */
export const canDecide = (file: Pick<ReviewedFile, 'reviewState' | 'submission' | 'isReviewersOwn'>): boolean => isOpen(file) && !file.isReviewersOwn

/** Why there is nothing to decide here now, and what comes; null when there is. */
export function lockedReason(detail: Pick<ReviewedFile, 'reviewState' | 'submission' | 'isReviewersOwn'>): string | null {
  if (canDecide(detail)) return null
  if (isOpen(detail)) return '这是您本人的申报，按回避要求须由其他审核人审核'
  if (detail.submission === 'detached') return '已从单位移除，下面是移除前的内容，只供查阅'
  if (detail.submission === 'draft') return '单位正在重新填报，考生再次确认后才能审核'
  const reasons: Record<ReviewState, string> = {
    notStarted: '下级还没有审核通过，到达本级后才能审核',
    pending: '',
    deferred: '',
    approved: '本级已审核通过',
    revisionRequested: '已允许修改，单位更正、考生再次确认后会回到这里',
    returned: '已退回下级，下级重新审核通过后会回到这里',
    rejected: '审核不通过，在本年度内有效',
  }
  return reasons[detail.reviewState]
}

const levelOf = ({ timeline }: Pick<ReviewedFile, 'timeline'>): Level | null => timeline.find((entry) => entry.state === 'current')?.level ?? null

/** The four decisions; above the lowest level that takes part also 退回. */
export function decisionsFor(detail: Pick<ReviewedFile, 'timeline'>): Decision[] {
  const level = levelOf(detail)
  const below = level !== null && detail.timeline.some((entry) => entry.level !== null && levels.indexOf(entry.level) < levels.indexOf(level))
  return ['approved', 'deferred', 'revisionRequested', 'rejected', ...(below ? (['returned'] as const) : [])]
}

/** Why this decision can't be taken now; null: it can. */
export const closedReason = ({ closed }: Pick<ReviewedFile, 'closed'>, decision: Decision): string | null => closed.find((one) => one.decision === decision)?.reason ?? null

/** The unit certifies the dates when it approves; an exam without a trial has none. */
export const certifiesDates = (detail: Pick<ReviewedFile, 'timeline' | 'segments'>): boolean => levelOf(detail) === 'institution' && detail.segments.length > 0

/** What the unit may certify, from the first day to the last: its own segments, neighbours as one. */
export function ownStretches({ segments }: Pick<ReviewedFile, 'segments'>): { startDate: string; endDate: string }[] {
  const stretches: { startDate: string; endDate: string }[] = []
  const own = segments.filter((segment) => segment.own).sort((a, b) => (a.startDate < b.startDate ? -1 : 1))
  for (const { startDate, endDate } of own) {
    const last = stretches.at(-1)
    if (last && addDays(last.endDate, 1) === startDate) last.endDate = endDate
    else stretches.push({ startDate, endDate })
  }
  return stretches
}

/** Nothing is decided beforehand; the dates are those of the unit's own trial when it is one stretch, else one is chosen. */
export function emptyDraft(detail: Pick<ReviewedFile, 'segments'>): Draft {
  const [own, another] = ownStretches(detail)
  const only = another ? undefined : own
  return { decision: null, remark: '', internshipStart: only?.startDate ?? '', internshipEnd: only?.endDate ?? '' }
}

const isDecision = (value: unknown): boolean => value === null || (typeof value === 'string' && value in decisionSteps)
/** What was kept while it could not be sent. */
export const isDraft = (value: unknown): value is Draft =>
  typeof value === 'object' && value !== null && 'decision' in value && isDecision(value.decision) &&
  (['remark', 'internshipStart', 'internshipEnd'] as const).every((field) => typeof (value as Record<string, unknown>)[field] === 'string')

/** First and last day that may be certified; null without a segment of the unit's own. */
export const certifiableSpan = ({ segments }: Pick<ReviewedFile, 'segments'>) => trialSpan(segments.filter((segment) => segment.own))

/** All that is missing or wrong, by the fields of what is sent. */
export function checkDraft(draft: Draft, detail: Pick<ReviewedFile, 'timeline' | 'segments' | 'closed'>): Issue[] {
  const { decision, remark } = draft
  if (decision === null) return [{ path: ['decision'], code: 'DECISION_REQUIRED', message: '请选择审核结果' }]
  // One that was kept from a day when it could still be taken.
  const closed = closedReason(detail, decision)
  if (closed !== null) return [{ path: ['decision'], code: 'DECISION_CLOSED', message: closed }]
  const issues: Issue[] = []
  if (needsRemark(decision) && remark.trim() === '') {
    issues.push({ path: ['remark'], code: 'REMARK_REQUIRED', message: `请写明“${decisionLabel(decision)}”的原因，考生会看到` })
  }
  if (decision !== 'approved' || !certifiesDates(detail)) return issues
  const fields: Record<string, string> = { startDate: 'internshipStart', endDate: 'internshipEnd' }
  const dates = checkInternshipDates({ startDate: draft.internshipStart, endDate: draft.internshipEnd }, detail.segments, null)
  return [...issues, ...dates.map((issue) => ({ ...issue, path: issue.path.map((part) => fields[part] ?? part) }))]
}

/** What the server is asked to decide. */
export function inputOf(draft: Draft, decision: Decision, detail: Pick<ReviewedFile, 'timeline' | 'segments' | 'version'>) {
  const certified = decision === 'approved' && certifiesDates(detail)
  return {
    decision,
    remark: draft.remark.trim(),
    internshipStart: certified ? draft.internshipStart : null,
    internshipEnd: certified ? draft.internshipEnd : null,
    version: detail.version,
  }
}
