import { activeEntries, labelOf } from '../dictionaries'
import { addDays, fullMonths, isDate } from './calendar'
import { defaultExamYearSettings, levels, requirableSections, unboundGroups, type ExamYearSettings, type TrialWindow } from './exam-year'
import type { Issue } from './issue'

export const maxDeclaration = 2000
export const maxFeeFen = 1_000_000
/** Month counts beyond this are a slip of the finger. */
const maxMonths = 120
const segmentsLimit = 10

type Path = (string | number)[]

/** Everything that is wrong with an exam year's settings (P8), in the order of the form. */
export function checkExamYear(settings: ExamYearSettings): Issue[] {
  return [
    ...checkDates(settings), ...checkLists(settings), ...checkFee(settings),
    ...(settings.declaration.trim() === '' ? [issue(['declaration'], 'REQUIRED', '请填写承诺书，考生确认信息时须阅读并同意')] : []),
    ...(settings.declaration.length > maxDeclaration ? [issue(['declaration'], 'TOO_LONG', `承诺书最多 ${maxDeclaration} 个字，现为 ${settings.declaration.length} 个`)] : []),
    ...checkTrialRules(settings),
  ]
}

const issue = (path: Path, code: string, message: string): Issue => ({ path, code, message })

function checkDate(value: string, path: Path, label: string): Issue[] {
  if (value === '') return [issue(path, 'REQUIRED', `请填写${label}`)]
  return isDate(value) ? [] : [issue(path, 'DATE_INVALID', `${label}“${value}”不是有效日期，应为 2026-01-31 的格式`)]
}

function checkDates({ year, openDate, closeDate, correctionDate }: ExamYearSettings): Issue[] {
  const wrong = [...checkDate(openDate, ['openDate'], '填报开始日期'), ...checkDate(closeDate, ['closeDate'], '填报截止日期'), ...checkDate(correctionDate, ['correctionDate'], '更正截止日期')]
  if (wrong.length > 0) return wrong
  const found: Issue[] = []
  if (closeDate < openDate) found.push(issue(['closeDate'], 'DATE_ORDER', `填报截止日期 ${closeDate} 早于开始日期 ${openDate}，请核对`))
  if (correctionDate < closeDate) found.push(issue(['correctionDate'], 'DATE_ORDER', `更正截止日期 ${correctionDate} 早于填报截止日期 ${closeDate}，请核对`))
  if (openDate < `${year - 1}-01-01` || openDate > `${year}-12-31`) found.push(issue(['openDate'], 'DATE_YEAR', `${year} 年度应在 ${year - 1} 或 ${year} 年开始填报，现为 ${openDate}`))
  if (correctionDate > `${year + 1}-12-31`) found.push(issue(['correctionDate'], 'DATE_YEAR', `${year} 年度的更正不能晚于 ${year + 1}-12-31，现为 ${correctionDate}`))
  return found
}

function checkLists({ levels: taking, eligibleStatuses, requiredSections, needNotBind, trial }: ExamYearSettings): Issue[] {
  const found: Issue[] = []
  const statuses = new Set(activeEntries('employmentStatus').map(({ code }) => code))
  if (taking.length === 0) found.push(issue(['levels'], 'REQUIRED', '请至少选择一个审核层级'))
  if (needNotBind.length > 0 && !taking.includes('county')) found.push(issue(['levels'], 'COUNTY_NEEDED', '有不需绑定单位的人员时，须由考点（县级）审核，请勾选考点，或不允许免绑定'))
  if (eligibleStatuses.length === 0) found.push(issue(['eligibleStatuses'], 'REQUIRED', '请至少选择一种可填报的在职状态'))
  const unknown = eligibleStatuses.filter((code) => !statuses.has(code))
  if (unknown.length > 0) found.push(issue(['eligibleStatuses'], 'CHOICE_UNKNOWN', `在职状态“${unknown.map((code) => labelOf('employmentStatus', code) ?? code).join('、')}”已停用，请取消选择`))
  if (!requiredSections.includes('person')) found.push(issue(['requiredSections'], 'REQUIRED', '基本信息必须齐全，不能取消'))
  if (trial !== null && !requiredSections.includes('trial')) found.push(issue(['requiredSections'], 'TRIAL_NEEDED', '本业务须填报试用期，不能取消“试用期”'))
  if (trial === null && requiredSections.includes('trial')) found.push(issue(['requiredSections'], 'TRIAL_NONE', '本业务不填报试用期，请取消“试用期”'))
  for (const [key, list, all] of [['levels', taking, levels], ['requiredSections', requiredSections, requirableSections], ['needNotBind', needNotBind, unboundGroups]] as const) {
    const order = list.map((one) => (all as readonly string[]).indexOf(one))
    if (order.some((at, i) => at < 0 || (i > 0 && at <= (order[i - 1] ?? -1)))) found.push(issue([key], 'ORDER', '选项有重复或顺序不对，请重新选择'))
  }
  return found
}

function checkFee({ fee }: ExamYearSettings): Issue[] {
  const path = ['fee', 'amountFen']
  if (fee.when === 'none') return fee.amountFen === 0 ? [] : [issue(path, 'FEE_NONE', '不收费时金额应为 0')]
  if (fee.amountFen <= 0) return [issue(path, 'FEE_REQUIRED', '请填写缴费金额，不收费的请选择“不收费”')]
  return fee.amountFen > maxFeeFen ? [issue(path, 'FEE_LARGE', `缴费金额超过 ${maxFeeFen / 100} 元，请核对`)] : []
}

function checkTrialRules({ businessCode, year, trial }: ExamYearSettings): Issue[] {
  // Which exam asks a trial period is the exam's nature and no setting of a year.
  if ((trial === null) !== (defaultExamYearSettings(businessCode, year).trial === null)) return [issue(['trial'], 'TRIAL_OF_BUSINESS', trial === null ? '本业务须有试用期规则' : '本业务没有试用期规则')]
  if (trial === null) return []
  const found = [
    ...checkWindow(trial.notFresh, ['trial', 'notFresh'], '非应届生'), ...checkWindow(trial.fresh, ['trial', 'fresh'], '应届生'), ...checkWindow(trial.assistant, ['trial', 'assistant'], '助理医师执业期'),
    ...checkMonths(trial.assistant.minimumMonthsBelowCollege, ['trial', 'assistant', 'minimumMonthsBelowCollege'], '助理医师执业期（中专）'),
  ]
  if (!Number.isInteger(trial.maximumSegments) || trial.maximumSegments < 1 || trial.maximumSegments > segmentsLimit) found.push(issue(['trial', 'maximumSegments'], 'SEGMENTS', `试用期段数应为 1 到 ${segmentsLimit} 的整数`))
  return found
}

function checkMonths(months: number, path: Path, label: string): Issue[] {
  return Number.isInteger(months) && months >= 1 && months <= maxMonths ? [] : [issue(path, 'MONTHS', `${label}的最少月数应为 1 到 ${maxMonths} 的整数`)]
}

function checkWindow({ earliestStart, latestEnd, minimumMonths }: TrialWindow, path: Path, label: string): Issue[] {
  const found = [
    ...(earliestStart === null ? [] : checkDate(earliestStart, [...path, 'earliestStart'], `${label}的最早开始日期`)),
    ...(latestEnd === null ? [] : checkDate(latestEnd, [...path, 'latestEnd'], `${label}的最晚结束日期`)),
    ...checkMonths(minimumMonths, [...path, 'minimumMonths'], label),
  ]
  if (found.length > 0 || earliestStart === null || latestEnd === null) return found
  if (latestEnd < earliestStart) return [issue([...path, 'latestEnd'], 'DATE_ORDER', `${label}的最晚结束日期 ${latestEnd} 早于最早开始日期 ${earliestStart}，请核对`)]
  const room = fullMonths(earliestStart, addDays(latestEnd, 1))
  return room >= minimumMonths ? [] : [issue([...path, 'minimumMonths'], 'WINDOW_SHORT', `${label}从 ${earliestStart} 到 ${latestEnd} 只有 ${room} 个月，不够 ${minimumMonths} 个月，请调整日期或月数`)]
}
