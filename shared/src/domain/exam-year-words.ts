import { labelOf } from '../dictionaries'
import { defaultExamYearSettings, levelLabels, unboundGroupLabels, type ExamFee, type ExamYearPhase, type ExamYearSettings, type RequirableSection, type TrialWindow, type UnboundGroup } from './exam-year'
import { yuan } from './money'

export const sectionLabels: Record<RequirableSection, string> = {
  person: '基本信息', education: '学历', degree: '学位', title: '专业技术资格', qualification: '医师资格证', practising: '医师执业证', trial: '试用期',
}
export const feeLabels: Record<ExamFee['when'], string> = { none: '不收费', beforeReview: '单位审核前缴费', afterReview: '单位审核通过后缴费' }
export const phaseLabels: Record<ExamYearPhase, string> = { notOpen: '未开始', open: '填报中', correctionsOnly: '只受理更正', closed: '已截止' }

export interface SettingLine {
  key: string
  label: string
  value: string
}

/** Every setting in words, in the order of the form: what is shown to those who don't change it, and compared between versions. */
export function describeExamYear(settings: ExamYearSettings): SettingLine[] {
  const { fee, trial } = settings
  const line = (key: string, label: string, value: string): SettingLine => ({ key, label, value })
  return [
    line('openDate', '填报开始日期', settings.openDate),
    line('closeDate', '填报截止日期', settings.closeDate),
    line('correctionDate', '更正截止日期', settings.correctionDate),
    line('levels', '审核层级', settings.levels.map((level) => levelLabels[level]).join('、')),
    line('eligibleStatuses', '可填报的在职状态', settings.eligibleStatuses.map((code) => labelOf('employmentStatus', code) ?? code).join('、')),
    line('requiredSections', '须齐全的资料', settings.requiredSections.map((section) => sectionLabels[section]).join('、')),
    line('needNotBind', '不需绑定单位的人员', settings.needNotBind.map((group) => unboundGroupLabels[group]).join('、') || '没有'),
    line('fee', '缴费', fee.when === 'none' ? feeLabels.none : `${feeLabels[fee.when]}，${yuan(fee.amountFen)}`),
    line('faceCheckOnConfirm', '确认信息时人脸核验', settings.faceCheckOnConfirm ? '需要' : '不需要'),
    ...(trial === null
      ? []
      : [
          line('notFresh', '非应届生试用期', windowWords(trial.notFresh)),
          line('fresh', '应届生试用期', windowWords(trial.fresh)),
          line('assistant', '助理医师执业期', `${windowWords(trial.assistant)}（中专至少 ${trial.assistant.minimumMonthsBelowCollege} 个月）`),
          line('maximumSegments', '试用期段数', `最多 ${trial.maximumSegments} 段`),
        ]),
    line('declaration', '承诺书', settings.declaration),
  ]
}

const windowWords = ({ earliestStart, latestEnd, minimumMonths }: TrialWindow): string => `${earliestStart ? `${earliestStart} 起` : '不限开始日期'}，${latestEnd ? `${latestEnd} 止` : '不限结束日期'}，至少 ${minimumMonths} 个月`

export interface SettingChange {
  label: string
  from: string
  to: string
}

/** What differs between two versions, in words. */
export function compareExamYears(before: ExamYearSettings, after: ExamYearSettings): SettingChange[] {
  const [old, now] = [describeExamYear(before), describeExamYear(after)]
  const keys = [...new Set([...now, ...old].map(({ key }) => key))]
  return keys.flatMap((key) => {
    const [from, to] = [old.find((line) => line.key === key), now.find((line) => line.key === key)]
    return from?.value === to?.value ? [] : [{ label: to?.label ?? from?.label ?? key, from: from?.value ?? '', to: to?.value ?? '' }]
  })
}

/** What a new exam year starts with: dates and trial rules by the rules' defaults, the rest as the year before had it. */
export function nextExamYear(previous: ExamYearSettings | null, businessCode: string, year: number): ExamYearSettings {
  const fresh = defaultExamYearSettings(businessCode, year)
  if (!previous) return fresh
  const { openDate, closeDate, correctionDate, trial } = fresh
  return { ...previous, businessCode, year, openDate, closeDate, correctionDate, trial }
}

/** Who need not bind a unit, and where they turn to; empty when everybody has one. */
export const unboundText = (groups: readonly UnboundGroup[]): string =>
  groups.length === 0 ? '' : `${groups.map((group) => unboundGroupLabels[group]).join('、')}不需要绑定单位，请直接到报考的考点（县级）办理`
