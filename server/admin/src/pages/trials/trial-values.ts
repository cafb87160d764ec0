import type { Trial, TrialInput } from '@talent/shared/contract/trials'
import { addDays, isDate } from '@talent/shared/domain/calendar'

/** What the form holds: text as it is typed and chosen, nothing missing. */
export interface SegmentValues {
  own: boolean
  unitName: string
  startDate: string
  endDate: string
  supervisorName: string
  supervisorCertificateNo: string
  supervisorEvaluation: string
}
export interface TrialValues {
  /** null: none is open. */
  examYear: number | null
  postName: string
  applyLevel: string
  applyCategory: string
  assistantUpgrade: boolean
  assistantQualificationNo: string
  assistantPractisingNo: string
  /** null: not chosen yet. It decides which dates are right, so there is no default. */
  freshGraduate: boolean | null
  schoolOrArmy: boolean
  institutionOpinion: string
  segments: SegmentValues[]
}

const blankSegment: SegmentValues = {
  own: true,
  unitName: '',
  startDate: '',
  endDate: '',
  supervisorName: '',
  supervisorCertificateNo: '',
  supervisorEvaluation: '',
}

export const blankTrial = (examYear: number | null): TrialValues => ({
  examYear,
  postName: '',
  applyLevel: '',
  applyCategory: '',
  assistantUpgrade: false,
  assistantQualificationNo: '',
  assistantPractisingNo: '',
  freshGraduate: null,
  schoolOrArmy: false,
  institutionOpinion: '',
  segments: [blankSegment],
})

/** For the next person of a pile: what such people mostly share stays. */
export const nextTrial = (before: TrialValues): TrialValues => ({
  ...blankTrial(before.examYear),
  applyLevel: before.applyLevel,
  applyCategory: before.applyCategory,
  freshGraduate: before.freshGraduate,
})

/** Further segments are mostly elsewhere, and begin the day after the last one ended. */
export function nextSegment(segments: readonly SegmentValues[]): SegmentValues {
  const lastEnd = segments.map((segment) => segment.endDate).filter(isDate).toSorted().at(-1)
  return { ...blankSegment, own: false, startDate: lastEnd ? addDays(lastEnd, 1) : '' }
}

export const copyOf = (values: TrialValues): TrialValues => ({ ...values, segments: values.segments.map((segment) => ({ ...segment })) })

export function valuesOf(trial: Trial | TrialInput): TrialValues {
  const { examYear, postName, applyLevel, applyCategory, assistantUpgrade, assistantQualificationNo, assistantPractisingNo } = trial
  const { freshGraduate, schoolOrArmy, institutionOpinion, segments } = trial
  return {
    examYear, postName, applyLevel, applyCategory, assistantUpgrade, assistantQualificationNo, assistantPractisingNo, freshGraduate, schoolOrArmy, institutionOpinion,
    segments: segments.map((segment) => ({ ...segment })),
  }
}

/** What is sent: numbers of an assistant only for an assistant, the unit's name only of other units. */
export function inputOf(values: TrialValues, institutionName: string): TrialInput {
  const assistant = values.assistantUpgrade
  return {
    ...values,
    examYear: values.examYear ?? 0,
    freshGraduate: values.freshGraduate ?? false,
    assistantQualificationNo: assistant ? values.assistantQualificationNo.trim() : '',
    assistantPractisingNo: assistant ? values.assistantPractisingNo.trim() : '',
    segments: values.segments.map((segment) => ({
      ...segment,
      unitName: segment.own ? institutionName : segment.unitName.trim(),
      supervisorName: segment.supervisorName.trim(),
      supervisorCertificateNo: segment.supervisorCertificateNo.trim(),
    })),
  }
}

export const sameContent = (a: TrialInput, b: TrialInput): boolean => JSON.stringify(valuesOf(a)) === JSON.stringify(valuesOf(b))
