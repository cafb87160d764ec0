import { requirementsOf } from './exam-business'

export { examBusinesses } from './exam-business'

/** The levels that may take part in a review, from the bottom up. */
export const levels = ['institution', 'county', 'city', 'province'] as const
export type Level = (typeof levels)[number]
export const levelLabels: Record<Level, string> = { institution: '单位', county: '考点（县级）', city: '市级', province: '省级' }

/** Both bounds are inclusive; null means there is none. Months are full calendar months. */
export interface TrialWindow {
  earliestStart: string | null
  latestEnd: string | null
  minimumMonths: number
}

/** Source: spec "Trial period". Every bound is a setting of the exam year. */
export interface TrialRules {
  notFresh: TrialWindow
  fresh: TrialWindow
  /** 执业助理医师报考执业医师; the longer minimum holds for an education below 大专. */
  assistant: TrialWindow & { minimumMonthsBelowCollege: number }
  maximumSegments: number
}

export interface ExamFee {
  /** In fen; 0 when there is no fee. */
  amountFen: number
  when: 'none' | 'beforeReview' | 'afterReview'
}

/** Sections of a person's record that must be complete before the person is put up for the exam. */
export const requirableSections = ['person', 'education', 'degree', 'title', 'qualification', 'practising', 'trial'] as const
export type RequirableSection = (typeof requirableSections)[number]

/** Candidates whom the county (考点) reviews first, without a unit. */
export const unboundGroups = ['agencyStaff', 'army', 'repeatCandidate'] as const
export type UnboundGroup = (typeof unboundGroups)[number]
export const unboundGroupLabels: Record<UnboundGroup, string> = {
  agencyStaff: '由人事代理机构盖章的非公立机构人员',
  army: '部队人员',
  repeatCandidate: '往年已通过审核的再次报考人员',
}

export interface ExamYearSettings {
  businessCode: string
  year: number
  /** Filing and confirmation are open from `openDate` to `closeDate`, corrections that a reviewer asked for to `correctionDate`; all inclusive. */
  openDate: string
  closeDate: string
  correctionDate: string
  /** Null: this exam asks no trial period. */
  trial: TrialRules | null
  requiredSections: RequirableSection[]
  /** Codes of 在职状态 that may be put up. */
  eligibleStatuses: string[]
  /** In order from the bottom up. */
  levels: Level[]
  fee: ExamFee
  faceCheckOnConfirm: boolean
  declaration: string
  needNotBind: UnboundGroup[]
}

/** The defaults of the rules for the exam year Y. */
export const defaultTrialRules = (year: number): TrialRules => ({
  notFresh: { earliestStart: `${year - 1}-01-01`, latestEnd: `${year}-01-31`, minimumMonths: 12 },
  fresh: { earliestStart: `${year - 1}-06-01`, latestEnd: `${year}-08-31`, minimumMonths: 12 },
  assistant: { earliestStart: null, latestEnd: `${year}-08-31`, minimumMonths: 24, minimumMonthsBelowCollege: 60 },
  maximumSegments: 10,
})

const declaration =
  '本人已逐项核对单位填报的信息，确认真实、准确、完整；所提供的证件和材料均为本人所有且真实有效。如有不实，本人自愿承担取消报名资格、考试成绩无效等后果。'

/** What an exam year starts with; the province changes and publishes it. */
export function defaultExamYearSettings(businessCode: string, year: number): ExamYearSettings {
  const { trial, sections } = requirementsOf(businessCode)
  return {
    businessCode,
    year,
    openDate: `${year - 1}-01-01`,
    closeDate: `${year}-12-31`,
    correctionDate: `${year}-12-31`,
    trial: trial ? defaultTrialRules(year) : null,
    requiredSections: sections,
    eligibleStatuses: ['inPost', 'trial'],
    levels: [...levels],
    fee: { amountFen: 0, when: 'none' },
    faceCheckOnConfirm: true,
    declaration,
    needNotBind: [...unboundGroups],
  }
}

/**
 * What judges an application that was submitted under an earlier version (P8): the rules of then. Until when it may be put right,
 * and how its candidate confirms it once more, are as published now.
 */
export const judgedBy = (submittedUnder: ExamYearSettings, now: ExamYearSettings): ExamYearSettings => ({
  ...submittedUnder,
  openDate: now.openDate,
  closeDate: now.closeDate,
  correctionDate: now.correctionDate,
  faceCheckOnConfirm: now.faceCheckOnConfirm,
  declaration: now.declaration,
})

/** Where `today` stands in the exam year. */
export type ExamYearPhase = 'notOpen' | 'open' | 'correctionsOnly' | 'closed'
export function examYearPhase(settings: Pick<ExamYearSettings, 'openDate' | 'closeDate' | 'correctionDate'>, today: string): ExamYearPhase {
  if (today < settings.openDate) return 'notOpen'
  if (today <= settings.closeDate) return 'open'
  return today <= settings.correctionDate ? 'correctionsOnly' : 'closed'
}
