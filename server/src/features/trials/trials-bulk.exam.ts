import { entryOf } from '@talent/shared/dictionaries/index'
import { titleBusiness, trialBusiness, type ExamBusiness } from '@talent/shared/domain/exam-business'
import type { ExamYearSettings } from '@talent/shared/domain/exam-year'
import type { Issue } from '@talent/shared/domain/issue'
import { checkPreRegistration } from '@talent/shared/domain/pre-registration'
import { checkTrialFiling, type TrialFiling } from '@talent/shared/domain/trial-period'

/** What filings of an exam have of their own, when a workbook brings many of them. */
export interface BulkExam {
  businessCode: ExamBusiness
  /** What is filed, and the page where it is. */
  what: string
  page: string
  /** Paths are of the filing, or template keys. */
  check(filing: TrialFiling, settings: ExamYearSettings, person: { education?: string; employmentStatus?: string }): Issue[]
}

export const trialExam: BulkExam = { businessCode: trialBusiness, what: '试用期', page: '试用期填报', check: checkTrialFiling }

export const registrationExam: BulkExam = {
  businessCode: titleBusiness,
  what: '预报名',
  page: '资格考试预报名',
  // What is missing or none of the choices has been named at its cell.
  check: (filing, settings, person) =>
    checkPreRegistration({ examYear: filing.examYear, applyLevel: filing.applyLevel, speciality: filing.applyCategory, postName: filing.postName ?? '' }, settings, person).filter(
      ({ code }) => code !== 'REGISTRATION_SPECIALITY' && (code !== 'REGISTRATION_LEVEL' || entryOf('applyLevel', filing.applyLevel) !== undefined),
    ),
}
