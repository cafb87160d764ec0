import { examYearPhase, type ExamYearSettings } from '@talent/shared/domain/exam-year'
import { isError, type Issue } from '@talent/shared/domain/issue'
import { normalizePersonName } from '@talent/shared/domain/person-name'
import { totalMonths, type TrialFiling } from '@talent/shared/domain/trial-period'
import type { BulkExam } from './trials-bulk.exam'
import { checkClinic, type StatedClinic } from '../people/stated-clinic'
import { trialKey, type ChangedTrial, type NewTrial, type PersonOnFile, type TrialOnFile } from './trials-bulk.repository'
import { columnsOf, segmentRows } from './trials.repository'
import { stateAfterSaving } from './filing-state'
import { closedText } from './trial-access'

/** A filing of whoever has the name and the number, which have to agree with the person on file. */
export interface TrialBulkRow {
  /** As the sheet counts; comes back in the outcome. */
  row: number
  name: string
  identityNumber: string
  /** The village clinic that stands where one's own name may. */
  clinic?: StatedClinic | undefined
  filing: TrialFiling
  /** Name what is wrong, but never write: the caller has found something wrong already. */
  checkOnly?: boolean
}

/** `kept`: it differs, and existing filings are not to be changed. Paths are of `name`, `identityNumber` or the filing. */
export type TrialBulkOutcome = { row: number; kind: 'new' | 'changed' | 'same' | 'kept' } | { row: number; kind: 'wrong'; issues: Issue[] }

export interface Decision {
  outcome: TrialBulkOutcome
  added?: NewTrial
  changed?: ChangedTrial
}

/** What the database has around the rows. */
export interface Surroundings {
  exam: BulkExam
  organizationId: number
  /** Departments that the importer reaches; null: all. */
  reach: readonly number[] | null
  filings: ReadonlyMap<string, TrialOnFile>
  /** Whether everything that the exam year asks of the person's record and of the filing is there. */
  isComplete(person: PersonOnFile, settings: ExamYearSettings, filed: Pick<TrialOnFile, 'filing' | 'forms'>): boolean
  /** Settings, or why there are none. */
  years: ReadonlyMap<number, ExamYearSettings | string>
  /** By filing, of those that were submitted under another version: they are judged by that one. */
  submitted: ReadonlyMap<number, { settings: ExamYearSettings }>
  /** YYYY-MM-DD */
  today: string
  updateExisting: boolean
}

const issue = (path: Issue['path'], code: string, message: string): Issue => ({ path, code, message })

export const wrongRow = (row: number, ...issues: Issue[]): TrialBulkOutcome => ({ row, kind: 'wrong', issues })

/** What becomes of a row; `filing` has the institution's own unit filled in. */
export function decide({ row, name, identityNumber, clinic, filing: read }: TrialBulkRow, person: PersonOnFile | undefined, around: Surroundings): Decision {
  const who = checkPerson(name, identityNumber, person, around)
  const before = person && around.filings.get(trialKey(person.identityLookup, read))
  const settings = (before && around.submitted.get(before.id)?.settings) ?? around.years.get(read.examYear)
  const filing = { ...read, schoolOrArmy: read.schoolOrArmy ?? before?.filing.schoolOrArmy ?? false }
  const issues = [...who, ...checkClinic(clinic, person), ...(settings === undefined ? [] : checkFiling(filing, settings, person, before, around)), ...checkExisting(before, around)]
  if (issues.some(isError) || !person) return { outcome: wrongRow(row, ...issues) }
  const months = totalMonths(filing.segments) ?? 0
  const complete = typeof settings === 'object' && around.isComplete(person, settings, { filing, forms: before?.forms ?? [] })
  if (!before) return { outcome: { row, kind: 'new' }, added: { person, filing, totalMonths: months, state: stateAfterSaving('notReady', filing, complete) } }
  if (sameFiling(before.filing, filing)) return { outcome: { row, kind: 'same' } }
  if (!around.updateExisting) return { outcome: { row, kind: 'kept' } }
  if (before.confirmationState === 'confirmed') {
    return { outcome: wrongRow(row, issue(['identityNumber'], 'TRIAL_CONFIRMED', `考生已确认该填报，不能修改。如需修改请先在${around.exam.page}中重新打开`)) }
  }
  return { outcome: { row, kind: 'changed' }, changed: { before, filing, totalMonths: months, state: stateAfterSaving(before.confirmationState, filing, complete) } }
}

function checkPerson(name: string, identityNumber: string, person: PersonOnFile | undefined, around: Surroundings): Issue[] {
  // A missing number has been named already.
  if (identityNumber === '') return []
  if (!person) {
    return [issue(['identityNumber'], 'PERSON_NOT_ON_FILE', '本机构的人员档案中没有这个证件号码，请核对号码，或先录入该人员')]
  }
  const reached = around.reach === null || (person.departmentId !== null && around.reach.includes(person.departmentId))
  if (!reached) return [issue(['identityNumber'], 'PERSON_OUTSIDE', '该人员不在您负责的科室中，请由负责该科室的账号导入')]
  if (name === '' || normalizePersonName(name) === person.name) return []
  return [issue(['name'], 'PERSON_NAME_DIFFERS', `姓名“${name}”与人员档案不一致，该证件号码在档案中的姓名是“${person.name}”，请核对姓名和号码`)]
}

function checkFiling(filing: TrialFiling, settings: ExamYearSettings | string, person: PersonOnFile | undefined, before: TrialOnFile | undefined, around: Surroundings): Issue[] {
  // A year that is none has been named already.
  if (typeof settings === 'string') return filing.examYear > 0 ? [issue(['examYear'], 'EXAM_YEAR_CLOSED', settings)] : []
  const phase = examYearPhase(settings, around.today)
  const correction = before !== undefined && (before.confirmationState === 'objected' || before.reopened)
  const open = phase === 'open' || (phase === 'correctionsOnly' && correction)
  const context = person ? { education: person.education, employmentStatus: person.employmentStatus } : {}
  return [...(open ? [] : [issue(['examYear'], 'EXAM_YEAR_CLOSED', closedText(settings, phase))]), ...around.exam.check(filing, settings, context)]
}

function checkExisting(before: TrialOnFile | undefined, around: Surroundings): Issue[] {
  if (!before || before.organizationId === around.organizationId) return []
  return [issue(['identityNumber'], 'TRIAL_EXISTS', `“${before.organizationName}”已为该证件号填报本年度${around.exam.what}，每个证件号每年每类考试只能填报一次`)]
}

const sameFiling = (a: TrialFiling, b: TrialFiling): boolean => contentOf(a) === contentOf(b)

const contentOf = (filing: TrialFiling): string => JSON.stringify([columnsOf(filing, 0), segmentRows(0, filing)])
