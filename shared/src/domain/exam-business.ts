import type { RequirableSection } from './exam-year'

/** What putting somebody up for an exam asks; an exam year may ask other sections. */
export interface ExamRequirements {
  /** A trial filing (试用期填报); without it people are put up with their record alone (预报名). */
  trial: boolean
  /** Sections that must be complete before the filing comes before the candidate. */
  sections: RequirableSection[]
}

export const examRequirements = {
  '05': { trial: true, sections: ['person', 'education', 'trial'] },
  '03': { trial: false, sections: ['person', 'education', 'degree', 'title'] },
} as const satisfies Record<string, { trial: boolean; sections: readonly RequirableSection[] }>

/** Exams whose registration this product carries. */
export type ExamBusiness = keyof typeof examRequirements
export const examBusinesses = ['05', '03'] as const satisfies readonly ExamBusiness[]
export const isExamBusiness = (code: string): code is ExamBusiness => Object.hasOwn(examRequirements, code)

/** The exam that asks a trial period, and the one that doesn't. */
export const trialBusiness = '05'
export const titleBusiness = '03'

export const requirementsOf = (code: string): ExamRequirements => {
  const { trial, sections } = isExamBusiness(code) ? examRequirements[code] : examRequirements[titleBusiness]
  return { trial, sections: [...sections] }
}

/** What the code of `applyCategory` is called: an exam without a trial period has a 专业 there. */
export const categoryWord = (businessCode: string | null): string => (businessCode === titleBusiness ? '报考专业' : '申报类别')
