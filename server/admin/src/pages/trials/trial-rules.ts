import type { ExamYearSettings, TrialWindow } from '@talent/shared/domain/exam-year'
import { isError, type Issue } from '@talent/shared/domain/issue'
import { checkPresentable, checkTrialFiling, totalMonths, trialSpan, trialWindow, type TrialContext } from '@talent/shared/domain/trial-period'
import { inputOf, type TrialValues } from './trial-values'

export interface TrialRuleContext {
  /** Null: not known to this account; then only the server checks. */
  settings: ExamYearSettings | null
  person: TrialContext
  institutionName: string
}

const noYear: Issue = { path: ['examYear'], code: 'REQUIRED', message: '请选择报名年度' }
const noKind: Issue = { path: ['freshGraduate'], code: 'REQUIRED', message: '请选择是否应届生' }
/** Nobody can say which window holds before it is said who is a fresh graduate. */
const ofWindow = new Set(['TRIAL_STARTS_TOO_EARLY', 'TRIAL_ENDS_TOO_LATE'])

/** Everything the domain says about the filing: what refuses it, and as a warning what keeps it from the candidate. */
export function checkTrial(values: TrialValues, { settings, person, institutionName }: TrialRuleContext): Issue[] {
  if (values.examYear === null) return [noYear]
  const kindMissing = values.freshGraduate === null && !values.assistantUpgrade
  if (!settings) return values.freshGraduate === null ? [noKind] : []
  const filing = inputOf(values, institutionName)
  const kept = checkPresentable(filing).map((issue): Issue => ({ ...issue, level: 'warning', message: `${issue.message}，可以先保存` }))
  const found = checkTrialFiling(filing, settings, person).filter((issue) => !(kindMissing && ofWindow.has(issue.code)))
  return inFormOrder([...(values.freshGraduate === null ? [noKind] : []), ...found, ...kept])
}

const firstFields: Issue['path'] = ['examYear', 'applyLevel', 'applyCategory', 'freshGraduate']

/** As one comes to the fields from the top; what is about the whole filing stands first. */
function inFormOrder(issues: Issue[]): Issue[] {
  const place = ({ path: [field] }: Issue) => (field === undefined ? -1 : firstFields.includes(field) ? firstFields.indexOf(field) : firstFields.length)
  return [...issues].sort((a, b) => place(a) - place(b))
}

const spokenAtOnce = new Set(['startDate', 'endDate', 'examYear', 'applyLevel', 'applyCategory'])

/**
 * Rules of dates and choices speak while the form is filled; that a field is still empty or a name half typed is said
 * at 保存. The total has its own place, see `trial-total.tsx`.
 */
export function isSpokenAtOnce(issue: Issue, values: TrialValues): boolean {
  if (!isError(issue)) return true
  const key = issue.path.at(-1)
  if (typeof key !== 'string' || !spokenAtOnce.has(key)) return false
  return valueAt(values, issue.path) !== ''
}

function valueAt(value: unknown, path: Issue['path']): unknown {
  let here = value
  for (const step of path) here = typeof here === 'object' && here !== null ? Reflect.get(here, step) : undefined
  return here
}

export interface TrialTotal {
  months: number | null
  span: { startDate: string; endDate: string } | null
  /** Null while it is not known which rule holds. */
  window: TrialWindow | null
  kind: string
}

export function totalOf(values: TrialValues, { settings, person }: TrialRuleContext): TrialTotal {
  const { assistantUpgrade, freshGraduate } = values
  const rules = assistantUpgrade || freshGraduate !== null ? settings?.trial : null
  return {
    months: totalMonths(values.segments),
    span: trialSpan(values.segments),
    window: rules ? trialWindow(rules, { assistantUpgrade, freshGraduate: freshGraduate ?? false, education: person.education }) : null,
    kind: values.assistantUpgrade ? '助理医师报考执业' : values.freshGraduate ? '应届生' : '非应届生',
  }
}

/** The rule in a sentence, before anybody breaks it. */
export function windowText({ window, kind }: TrialTotal): string {
  if (!window) return '选择报名年度和是否应届生后，这里显示时间要求'
  const from = window.earliestStart ? `不早于 ${window.earliestStart} 开始` : ''
  const to = window.latestEnd ? `不晚于 ${window.latestEnd} 结束` : ''
  return `${kind}：${[from, to, `满 ${window.minimumMonths} 个月`, '各段首尾相接'].filter(Boolean).join('，')}`
}
