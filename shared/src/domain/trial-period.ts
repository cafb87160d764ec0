import type { ExamYearSettings, TrialRules } from './exam-year'
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

/** 试用期填报. Choices hold codes: applyLevel, applyCategory, institutionOpinion (dictionary `opinion`). */
export interface TrialFiling {
  examYear: number
  applyLevel: string
  applyCategory: string
  assistantUpgrade: boolean
  assistantQualificationNo?: string
  assistantPractisingNo?: string
  freshGraduate: boolean
  institutionOpinion: string
  postName?: string
  segments: TrialSegment[]
}

/** What decides which window and which minimum hold; `education` a code of the dictionary. */
export interface TrialKind {
  freshGraduate: boolean
  assistantUpgrade: boolean
  education?: string
}

/** What the person's record says. */
export interface TrialContext {
  education?: string
  employmentStatus?: string
}

export function checkTrialPeriod(_segments: readonly TrialSegment[], _rules: TrialRules, _kind: TrialKind): Issue[] {
  return []
}
export function checkTrialFiling(_filing: TrialFiling, _settings: ExamYearSettings, _context: TrialContext): Issue[] {
  return []
}
export function checkPresentable(_filing: TrialFiling): Issue[] {
  return []
}
export function totalMonths(_segments: readonly Pick<TrialSegment, 'startDate' | 'endDate'>[]): number | null {
  return null
}
export function trialSpan(_segments: readonly Pick<TrialSegment, 'startDate' | 'endDate'>[]): { startDate: string; endDate: string } | null {
  return null
}
