import type { Input } from '@talent/shared/contract/endpoint'
import type { decideApplication } from '@talent/shared/contract/audit'
import { decisionSteps } from '@talent/shared/domain/audit-decision'
import type { Level } from '@talent/shared/domain/exam-year'
import type { Issue } from '@talent/shared/domain/issue'
import { decisionLabels, remarkRequired, type Decision } from '@talent/shared/domain/states/application'
import { checkInternshipDates, type FiledSegment } from '@talent/shared/domain/trial-segments'

export type DecisionInput = Input<typeof decideApplication>
type Decided = DecisionInput['decision']

export const stepOf = (decided: Decided): Decision => decisionSteps[decided]
export const decidedLabel = (decided: string): string => decisionLabels[decisionSteps[decided as Decided]] ?? decided

/** The dates that an approval certifies; those that another decision came with say nothing. */
export function certifiedDates(input: DecisionInput): { startDate: string; endDate: string } | null {
  const { decision, internshipStart, internshipEnd } = input
  if (decision !== 'approved' || (!internshipStart && !internshipEnd)) return null
  return { startDate: internshipStart ?? '', endDate: internshipEnd ?? '' }
}

/** All violations. `trialAsked`: the exam asks a trial period, so that the unit certifies dates when it approves. */
export function checkDecision(input: DecisionInput, level: Level, segments: readonly FiledSegment[], trialAsked: boolean): Issue[] {
  const issues: Issue[] = []
  if (remarkRequired(stepOf(input.decision)) && input.remark.trim() === '') {
    issues.push({ path: ['remark'], code: 'REMARK_REQUIRED', message: `请填写审核意见，说明“${decidedLabel(input.decision)}”的原因` })
  }
  const required = input.decision === 'approved' && level === 'institution' && trialAsked
  const dates = certifiedDates(input) ?? (required ? { startDate: '', endDate: '' } : null)
  if (!dates) return issues
  const fields: Record<string, string> = { startDate: 'internshipStart', endDate: 'internshipEnd' }
  return [...issues, ...checkInternshipDates(dates, segments, null).map((issue) => ({ ...issue, path: issue.path.map((part) => fields[part] ?? part) }))]
}

/** 允许修改 after the last day of the corrections asks for what nobody can do any more. Null: they still can. */
export const correctionsOver = (day: string, correctionDate: string): string | null =>
  day > correctionDate ? `本年度的更正已于 ${correctionDate} 截止，单位和考生不能再修改。请选择其他审核结果，或请省级主管单位延长更正截止日期` : null
