import { isCollegeOrAbove } from '../dictionaries/person-tables'
import { addDays, fullMonths, isDate, isMonthOnly } from './calendar'
import type { TrialRules, TrialWindow } from './exam-year'
import type { Issue } from './issue'

/** One stretch of the trial at one unit; dates YYYY-MM-DD, the evaluation a code of the dictionary `evaluation`. */
export interface TrialSegment {
  /** At the filing institution itself. */
  own: boolean
  unitName: string
  startDate: string
  endDate: string
  supervisorName: string
  supervisorCertificateNo: string
  supervisorEvaluation: string
}

/** Where and when a stretch of the trial was, without its supervisor. */
export type FiledSegment = Pick<TrialSegment, 'own' | 'unitName' | 'startDate' | 'endDate'>

/** What decides which window and which minimum hold; `education` is a code of the dictionary. */
export interface TrialKind {
  freshGraduate: boolean
  assistantUpgrade: boolean
  education?: string
}

type Dates = Pick<TrialSegment, 'startDate' | 'endDate'>
interface Placed extends Dates {
  /** The form's own index. */
  index: number
}

const sortedByStart = (segments: readonly Dates[]): Placed[] =>
  segments
    .map(({ startDate, endDate }, index) => ({ startDate, endDate, index }))
    .sort((a, b) => (a.startDate < b.startDate ? -1 : a.startDate > b.startDate ? 1 : a.index - b.index))

/** Which bounds hold for this kind of candidate. */
export function trialWindow(rules: TrialRules, kind: TrialKind): TrialWindow {
  if (!kind.assistantUpgrade) return kind.freshGraduate ? rules.fresh : rules.notFresh
  const { minimumMonthsBelowCollege, ...window } = rules.assistant
  const belowCollege = kind.education !== undefined && kind.education !== '' && !isCollegeOrAbove(kind.education)
  return belowCollege ? { ...window, minimumMonths: minimumMonthsBelowCollege } : window
}

/** First start and last end, or null while a date is missing or wrong. */
export function trialSpan(segments: readonly Dates[]): { startDate: string; endDate: string } | null {
  let first = ''
  let last = ''
  for (const { startDate, endDate } of segments) {
    if (!isDate(startDate) || !isDate(endDate) || startDate > endDate) return null
    if (first === '' || startDate < first) first = startDate
    if (endDate > last) last = endDate
  }
  return first === '' ? null : { startDate: first, endDate: last }
}

/** Full calendar months from the first start to the day after the last end; null while a date is missing or wrong. */
export function totalMonths(segments: readonly Dates[]): number | null {
  const span = trialSpan(segments)
  return span && fullMonths(span.startDate, addDays(span.endDate, 1))
}

/** All violations of spec "Trial period" by the dates; paths are `segments`, index in the form, field. */
export function checkTrialPeriod(segments: readonly TrialSegment[], rules: TrialRules, kind: TrialKind): Issue[] {
  const count = checkCount(segments, rules)
  if (segments.length === 0 || segments.length > rules.maximumSegments) return count
  const dates = segments.flatMap(checkDates)
  const window = trialWindow(rules, kind)
  const bounds = segments.flatMap((segment, index) => checkWindow(segment, index, window, kind))
  if (dates.length > 0) return [...dates, ...bounds]
  const joints = checkJoints(segments)
  // The span of segments with a hole or a double stretch is no length of a trial.
  return joints.length > 0 ? [...bounds, ...joints] : [...bounds, ...checkTotal(segments, window)]
}

function checkCount(segments: readonly TrialSegment[], rules: TrialRules): Issue[] {
  if (segments.length === 0) return [{ path: ['segments'], code: 'TRIAL_EMPTY', message: '请至少填写一段试用期' }]
  if (segments.length <= rules.maximumSegments) return []
  return [{ path: ['segments'], code: 'TRIAL_TOO_MANY', message: `试用期最多 ${rules.maximumSegments} 段，现为 ${segments.length} 段` }]
}

function checkDates(segment: TrialSegment, index: number): Issue[] {
  const issues = [
    ...checkDate(segment.startDate, index, 'startDate', '开始'),
    ...checkDate(segment.endDate, index, 'endDate', '结束'),
  ]
  if (issues.length === 0 && segment.startDate > segment.endDate) {
    issues.push({
      path: ['segments', index, 'endDate'], code: 'TRIAL_START_AFTER_END',
      message: `第 ${index + 1} 段的开始 ${segment.startDate} 晚于结束 ${segment.endDate}，请核对`,
    })
  }
  return issues
}

function checkDate(date: string, index: number, key: 'startDate' | 'endDate', word: string): Issue[] {
  if (isDate(date)) return []
  const path = ['segments', index, key]
  const where = `第 ${index + 1} 段的${word}日期`
  if (date === '') return [{ path, code: 'TRIAL_DATE_REQUIRED', message: `请填写${where}` }]
  if (isMonthOnly(date)) return [{ path, code: 'TRIAL_DATE_MONTH_ONLY', message: `${where}“${date}”缺少日，试用期须填到日，如 2025-01-01` }]
  return [{ path, code: 'TRIAL_DATE_INVALID', message: `${where}“${date}”不是有效日期，应为 2025-01-01 的格式` }]
}

const kindName = (kind: TrialKind): string => (kind.assistantUpgrade ? '助理医师报考执业' : kind.freshGraduate ? '应届生' : '非应届生')

function checkWindow(segment: Dates, index: number, window: TrialWindow, kind: TrialKind): Issue[] {
  const issues: Issue[] = []
  const { earliestStart, latestEnd } = window
  if (earliestStart !== null && isDate(segment.startDate) && segment.startDate < earliestStart) {
    issues.push({
      path: ['segments', index, 'startDate'], code: 'TRIAL_STARTS_TOO_EARLY',
      message: `${kindName(kind)}的试用期不能早于 ${earliestStart} 开始，第 ${index + 1} 段从 ${segment.startDate} 开始`,
    })
  }
  if (latestEnd !== null && isDate(segment.endDate) && segment.endDate > latestEnd) {
    issues.push({
      path: ['segments', index, 'endDate'], code: 'TRIAL_ENDS_TOO_LATE',
      message: `${kindName(kind)}的试用期不能晚于 ${latestEnd} 结束，第 ${index + 1} 段到 ${segment.endDate} 结束`,
    })
  }
  return issues
}

/** Each segment begins the day after the ones before it end; overlap and gap name the two dates. */
function checkJoints(segments: readonly Dates[]): Issue[] {
  const issues: Issue[] = []
  let before: Placed | null = null
  for (const segment of sortedByStart(segments)) {
    if (before) {
      const next = addDays(before.endDate, 1)
      const dates = `第 ${before.index + 1} 段到 ${before.endDate} 结束，第 ${segment.index + 1} 段从 ${segment.startDate} 开始`
      const path = ['segments', segment.index, 'startDate']
      if (segment.startDate < next) {
        issues.push({ path, code: 'TRIAL_OVERLAP', message: `试用期重叠：${dates}。后一段应从 ${next} 开始` })
      } else if (segment.startDate > next) {
        issues.push({ path, code: 'TRIAL_GAP', message: `试用期不连续：${dates}。后一段应从 ${next} 开始` })
      }
    }
    if (!before || segment.endDate > before.endDate) before = segment
  }
  return issues
}

function checkTotal(segments: readonly Dates[], window: TrialWindow): Issue[] {
  const months = totalMonths(segments)
  if (months === null || months >= window.minimumMonths) return []
  return [{ path: ['segments'], code: 'TRIAL_TOO_SHORT', message: `试用期合计 ${months} 个月，须满 ${window.minimumMonths} 个月` }]
}

/** Certified internship dates (at approval) lie within the filed segments of the certifying unit. */
export function checkInternshipDates(dates: Dates, segments: readonly FiledSegment[], unitName: string | null): Issue[] {
  const issues: Issue[] = []
  for (const key of ['startDate', 'endDate'] as const) {
    if (!isDate(dates[key])) issues.push({ path: [key], code: 'INTERNSHIP_DATE_INVALID', message: `请填写实习${key === 'startDate' ? '开始' : '结束'}日期，格式如 2025-01-01` })
  }
  if (issues.length > 0) return issues
  if (dates.startDate > dates.endDate) {
    return [{ path: ['endDate'], code: 'INTERNSHIP_START_AFTER_END', message: `实习开始 ${dates.startDate} 晚于结束 ${dates.endDate}，请核对` }]
  }
  const filed = segments.filter((s) => (unitName === null ? s.own : s.unitName === unitName))
  if (covers(filed, dates)) return []
  const list = filed.map((s) => `${s.startDate} 至 ${s.endDate}`).join('、')
  return [{ path: ['startDate'], code: 'INTERNSHIP_OUTSIDE', message: list === '' ? '填报中没有本单位的试用期，不能确认实习日期' : `实习日期须在填报的本单位试用期内：${list}` }]
}

/** True when every day is in one of the segments; neighbours count as one stretch. */
function covers(segments: readonly Dates[], dates: Dates): boolean {
  let day = dates.startDate
  for (const { startDate, endDate } of sortedByStart(segments)) {
    if (startDate <= day && endDate >= day) day = addDays(endDate, 1)
  }
  return day > dates.endDate
}
