import { entryOf, labelOf, type DictionaryName } from '../dictionaries'
import { assistantOnlyCategories, unqualified } from '../dictionaries/exam-tables'
import { checkPractisingNumber } from './certificate-number'
import type { ExamYearSettings } from './exam-year'
import type { Issue } from './issue'
import { checkPersonName } from './person-name'
import { checkTrialPeriod, type TrialSegment } from './trial-segments'

export { checkInternshipDates, checkTrialPeriod, totalMonths, trialSpan, trialWindow } from './trial-segments'
export type { TrialKind, TrialSegment } from './trial-segments'

/** 试用期填报. Choices hold codes: applyLevel, applyCategory, institutionOpinion (dictionary `opinion`). */
export interface TrialFiling {
  examYear: number
  applyLevel: string
  applyCategory: string
  assistantUpgrade: boolean
  assistantQualificationNo?: string
  assistantPractisingNo?: string
  freshGraduate: boolean
  /** 高校/部队考生; the template has no column for it. */
  schoolOrArmy?: boolean
  institutionOpinion: string
  postName?: string
  segments: TrialSegment[]
}

/** What the person's record says; codes of the dictionaries. */
export interface TrialContext {
  education?: string
  employmentStatus?: string
}

/** Everything that refuses a filing of the exam year, in the order of the form. */
export function checkTrialFiling(filing: TrialFiling, settings: ExamYearSettings, context: TrialContext): Issue[] {
  return [
    ...checkEligibility(filing, settings, context),
    ...checkApplication(filing, settings),
    ...checkAssistant(filing),
    ...filing.segments.flatMap(checkSegment),
    ...(settings.trial ? checkTrialPeriod(filing.segments, settings.trial, { ...filing, education: context.education }) : []),
    ...checkChoice(filing.institutionOpinion, 'opinion', ['institutionOpinion'], '工作机构考核意见'),
  ]
}

function checkEligibility(filing: TrialFiling, settings: ExamYearSettings, context: TrialContext): Issue[] {
  const issues: Issue[] = []
  if (filing.examYear !== settings.year) {
    issues.push({ path: ['examYear'], code: 'TRIAL_YEAR', message: `本次填报的报考年度为 ${settings.year}，不能填 ${filing.examYear}` })
  }
  if (settings.trial === null) {
    issues.push({ path: ['examYear'], code: 'TRIAL_NOT_ASKED', message: '该业务本年度不需要填报试用期' })
  }
  const status = context.employmentStatus
  if (status !== undefined && !settings.eligibleStatuses.includes(status)) {
    const allowed = settings.eligibleStatuses.map((code) => labelOf('employmentStatus', code) ?? code).join('、')
    const now = labelOf('employmentStatus', status) ?? status
    issues.push({ path: [], code: 'TRIAL_STATUS', message: `该人员的在职状态为“${now}”，本年度只有 ${allowed} 可以填报` })
  }
  return issues
}

function checkApplication(filing: TrialFiling, settings: ExamYearSettings): Issue[] {
  const issues = [
    ...checkChoice(filing.applyLevel, 'applyLevel', ['applyLevel'], '申报级别'),
    ...checkChoice(filing.applyCategory, 'applyCategory', ['applyCategory'], '报考类别'),
  ]
  const level = entryOf('applyLevel', filing.applyLevel)
  if (level && 'business' in level && level.business !== settings.businessCode) {
    issues.push({ path: ['applyLevel'], code: 'TRIAL_LEVEL_BUSINESS', message: `“${level.label}”不是${labelOf('business', settings.businessCode) ?? '该业务'}的申报级别` })
  }
  if (assistantOnlyCategories.has(filing.applyCategory) && filing.applyLevel === 'practising') {
    issues.push({ path: ['applyCategory'], code: 'TRIAL_CATEGORY_LEVEL', message: `“${labelOf('applyCategory', filing.applyCategory) ?? ''}”只能报考执业助理医师` })
  }
  return issues
}

function checkAssistant(filing: TrialFiling): Issue[] {
  if (!filing.assistantUpgrade) return []
  const issues: Issue[] = []
  if (filing.applyLevel === 'assistant') {
    issues.push({ path: ['applyLevel'], code: 'TRIAL_ASSISTANT_LEVEL', message: '助理医师报考执业时，申报级别应为执业医师' })
  }
  if (isBlank(filing.assistantQualificationNo)) {
    issues.push({ path: ['assistantQualificationNo'], code: 'TRIAL_ASSISTANT_QUALIFICATION', message: '助理医师报考执业时，请填写助理资格证号' })
  }
  if (isBlank(filing.assistantPractisingNo)) {
    issues.push({ path: ['assistantPractisingNo'], code: 'TRIAL_ASSISTANT_PRACTISING', message: '助理医师报考执业时，请填写助理执业证号' })
  }
  return issues
}

/** Unit and supervisor. At other units the supervisor may be left out, but what is given must be right. */
function checkSegment(segment: TrialSegment, index: number): Issue[] {
  const path = (key: string): Issue['path'] => ['segments', index, key]
  const where = `第 ${index + 1} 段`
  const issues: Issue[] = []
  if (!segment.own && isBlank(segment.unitName)) {
    issues.push({ path: path('unitName'), code: 'TRIAL_UNIT_REQUIRED', message: `请填写${where}的单位名称` })
  }
  if (segment.own || !isBlank(segment.supervisorName)) {
    issues.push(...checkPersonName(segment.supervisorName, path('supervisorName'), `${where}的带教老师姓名`))
  }
  if (!isBlank(segment.supervisorCertificateNo)) {
    issues.push(...checkPractisingNumber(segment.supervisorCertificateNo, path('supervisorCertificateNo'), `${where}的带教执业证书编码`))
  } else if (segment.own) {
    issues.push({ path: path('supervisorCertificateNo'), code: 'TRIAL_SUPERVISOR_CERTIFICATE', message: `请填写${where}的带教执业证书编码` })
  }
  if (segment.own || !isBlank(segment.supervisorEvaluation)) {
    issues.push(...checkChoice(segment.supervisorEvaluation, 'evaluation', path('supervisorEvaluation'), `${where}的带教老师评价`))
  }
  return issues
}

function checkChoice(code: string, dictionary: DictionaryName, path: Issue['path'], label: string): Issue[] {
  if (isBlank(code)) return [{ path, code: 'REQUIRED', message: `请选择${label}` }]
  return entryOf(dictionary, code) ? [] : [{ path, code: 'CHOICE_UNKNOWN', message: `${label}“${code}”不在可选范围内，请重新选择` }]
}

const isBlank = (text: string | undefined): boolean => text === undefined || text.trim() === ''

/** Why a filing that may be saved is not put before the candidate: an evaluation or the opinion is 不合格. */
export function checkPresentable(filing: Pick<TrialFiling, 'segments' | 'institutionOpinion'>): Issue[] {
  const issues: Issue[] = []
  filing.segments.forEach((segment, index) => {
    if (segment.supervisorEvaluation !== unqualified) return
    issues.push({ path: ['segments', index, 'supervisorEvaluation'], code: 'TRIAL_UNQUALIFIED', message: `第 ${index + 1} 段的带教老师评价为不合格，不能提交考生确认` })
  })
  if (filing.institutionOpinion === unqualified) {
    issues.push({ path: ['institutionOpinion'], code: 'TRIAL_UNQUALIFIED', message: '工作机构考核意见为不合格，不能提交考生确认' })
  }
  return issues
}
