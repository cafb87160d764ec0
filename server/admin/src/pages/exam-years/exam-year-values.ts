import type { ExamFee, ExamYearSettings, Level, RequirableSection, TrialWindow, UnboundGroup } from '@talent/shared/domain/exam-year'
import { levels, requirableSections, unboundGroups } from '@talent/shared/domain/exam-year'

/** A window as it is typed: an empty date is no bound. */
export interface WindowValues {
  earliestStart: string
  latestEnd: string
  minimumMonths: string
}
/** The form's values: what is typed is text. */
export interface ExamYearValues {
  openDate: string
  closeDate: string
  correctionDate: string
  levels: Level[]
  eligibleStatuses: string[]
  requiredSections: RequirableSection[]
  needNotBind: UnboundGroup[]
  fee: { when: ExamFee['when']; amountFen: string }
  faceCheckOnConfirm: boolean
  declaration: string
  trial: { notFresh: WindowValues; fresh: WindowValues; assistant: WindowValues & { minimumMonthsBelowCollege: string }; maximumSegments: string } | null
}

const windowValues = ({ earliestStart, latestEnd, minimumMonths }: TrialWindow): WindowValues => ({ earliestStart: earliestStart ?? '', latestEnd: latestEnd ?? '', minimumMonths: String(minimumMonths) })

export function valuesOf(settings: ExamYearSettings): ExamYearValues {
  const { openDate, closeDate, correctionDate, eligibleStatuses, requiredSections, needNotBind, fee, faceCheckOnConfirm, declaration, trial } = settings
  return {
    openDate, closeDate, correctionDate, levels: settings.levels, eligibleStatuses, requiredSections, needNotBind, faceCheckOnConfirm, declaration,
    fee: { when: fee.when, amountFen: fee.when === 'none' ? '' : (fee.amountFen / 100).toFixed(2) },
    trial: trial && {
      notFresh: windowValues(trial.notFresh), fresh: windowValues(trial.fresh),
      assistant: { ...windowValues(trial.assistant), minimumMonthsBelowCollege: String(trial.assistant.minimumMonthsBelowCollege) },
      maximumSegments: String(trial.maximumSegments),
    },
  }
}

/** 0 for what is no whole number: the rules name it. */
const whole = (text: string): number => (/^\d{1,3}$/.test(text.trim()) ? Number(text.trim()) : 0)
/** In fen; 0 for what is no amount of money. */
export function fenOf(text: string): number {
  const found = /^(\d{1,6})(?:\.(\d{1,2}))?$/.exec(text.trim())
  return found ? Number(found[1]) * 100 + Number((found[2] ?? '').padEnd(2, '0')) : 0
}
/** Chosen ones in their own order, whatever the order of the clicks. */
const inOrder = <T extends string>(all: readonly T[], chosen: readonly T[]): T[] => all.filter((one) => chosen.includes(one))
const windowOf = ({ earliestStart, latestEnd, minimumMonths }: WindowValues): TrialWindow => ({ earliestStart: earliestStart || null, latestEnd: latestEnd || null, minimumMonths: whole(minimumMonths) })

export function settingsOf(values: ExamYearValues, { businessCode, year }: Pick<ExamYearSettings, 'businessCode' | 'year'>): ExamYearSettings {
  const { trial, fee } = values
  return {
    businessCode, year, openDate: values.openDate, closeDate: values.closeDate, correctionDate: values.correctionDate,
    levels: inOrder(levels, values.levels), eligibleStatuses: values.eligibleStatuses, requiredSections: inOrder(requirableSections, values.requiredSections),
    needNotBind: inOrder(unboundGroups, values.needNotBind), fee: { when: fee.when, amountFen: fee.when === 'none' ? 0 : fenOf(fee.amountFen) },
    faceCheckOnConfirm: values.faceCheckOnConfirm, declaration: values.declaration,
    trial: trial && {
      notFresh: windowOf(trial.notFresh), fresh: windowOf(trial.fresh),
      assistant: { ...windowOf(trial.assistant), minimumMonthsBelowCollege: whole(trial.assistant.minimumMonthsBelowCollege) },
      maximumSegments: whole(trial.maximumSegments),
    },
  }
}
