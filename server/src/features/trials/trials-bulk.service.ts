import type { ExamYearSettings } from '@talent/shared/domain/exam-year'
import { identityDocumentTypes, normalizeIdentityNumber } from '@talent/shared/domain/identity-document'
import { Problem } from '@talent/shared/errors'
import type { Connection } from '../../db/database'
import { identityLookup } from '../../db/identity-lookup'
import type { Transaction } from '../../db/transaction'
import type { Author, Scope } from '../../http/actor'
import { today, type Platform } from '../../platform'
import type { ExamYearsService } from '../exam-years/exam-years.service'
import { createDetailsReader } from '../details/details-reader'
import { record } from '../operation-log/operation-log.service'
import { departmentsInScope } from '../organization/organization-scope'
import { decide, wrongRow, type Decision, type Surroundings, type TrialBulkOutcome, type TrialBulkRow } from './trials-bulk.decision'
import { trialExam, type BulkExam } from './trials-bulk.exam'
import type { FilingRules } from './filing-rules'
import { missingOf } from './records-follow'
import { boundAmong, findFilings, findPeople, insertFilings, trialKey, updateFilings } from './trials-bulk.repository'
import { withOwnUnit } from './trials.service'
import type { CandidateNews } from './trials.ports'

export type { TrialBulkOutcome, TrialBulkRow } from './trials-bulk.decision'

export interface TrialImporter {
  scope: Scope
  author: Author
  organizationName: string
}

/** A filing that waits for the candidate since this write. */
interface Waiting {
  trialId: number
  personId: number
  version: number
  event: 'filing.filed' | 'filing.corrected'
  examYear: number
}

interface Options {
  updateExisting: boolean
}

export type TrialsBulkService = ReturnType<typeof createTrialsBulkService>

export function createTrialsBulkService(platform: Platform, { examYears, rules, news }: { examYears: ExamYearsService; rules: FilingRules; news: CandidateNews }, exam: BulkExam = trialExam) {
  const { cipher } = platform

  /** The sheet does not say what kind of document a number is of: it may be any. */
  const lookupsOf = (number: string): string[] =>
    number === '' ? [] : identityDocumentTypes.map((type) => identityLookup(cipher, type, normalizeIdentityNumber(type, number)))

  async function settingsOf(connection: Connection, year: number): Promise<ExamYearSettings | string> {
    try {
      return (await examYears.find(connection, exam.businessCode, year)).settings
    } catch (error) {
      if (error instanceof Problem) return error.message
      throw error
    }
  }

  async function decideAll(connection: Connection, importer: TrialImporter, rows: readonly TrialBulkRow[], options: Options, forUpdate: boolean): Promise<Decision[]> {
    const { scope, organizationName } = importer
    const lookups = rows.map((row) => lookupsOf(row.identityNumber))
    const people = await findPeople(connection, cipher, scope, lookups.flat(), forUpdate)
    const files = await createDetailsReader(platform).ofMany(connection, [...people.values()].map(({ id }) => id))
    const years = new Map<number, ExamYearSettings | string>()
    for (const year of new Set(rows.map(({ filing }) => filing.examYear))) years.set(year, await settingsOf(connection, year))
    const filings = await findFilings(connection, exam.businessCode, [...people.keys()], forUpdate)
    const submitted = await rules.earlierOf(connection, [...filings.values()].map(({ id, filing }) => ({ id, businessCode: exam.businessCode, filing })))
    const around: Surroundings = {
      ...options, exam, years, submitted, organizationId: scope.organizationId, today: today(platform),
      reach: await departmentsInScope(connection, scope),
      filings,
      isComplete: (person, settings, filed) => missingOf({ values: person.values, file: files.get(person.id) ?? { details: [] } }, settings, today(platform), filed).length === 0,
    }
    return rows.map((row, index) => {
      const [person] = (lookups[index] ?? []).flatMap((lookup) => people.get(lookup) ?? [])
      return decide({ ...row, filing: withOwnUnit(row.filing, organizationName) }, person, around)
    })
  }

  /** As after a single save: the candidate hears of what now waits for a confirmation. */
  async function announce(tx: Transaction, importer: TrialImporter, decisions: readonly Decision[], ids: ReadonlyMap<string, number>): Promise<void> {
    const waiting = decisions.flatMap(({ added, changed }): Waiting[] => {
      const trialId = added && ids.get(trialKey(added.person.identityLookup, added.filing))
      if (added?.state === 'awaiting' && trialId !== undefined) return [{ trialId, personId: added.person.id, version: 1, event: 'filing.filed', examYear: added.filing.examYear }]
      if (changed?.state !== 'awaiting' || changed.before.confirmationState === 'awaiting') return []
      return [{ trialId: changed.before.id, personId: changed.before.personId, version: changed.before.version + 1, event: 'filing.corrected', examYear: changed.filing.examYear }]
    })
    const bound = await boundAmong(tx, waiting.map(({ personId }) => personId))
    for (const { trialId, personId, version, event, examYear } of waiting.filter((each) => bound.has(each.personId))) {
      await news.tellPerson(tx, personId, { event, key: `${trialId}:${version}`, linkId: trialId, params: { unitName: importer.organizationName, examYear } })
    }
  }

  return {
    /** What `write` would do with these rows, in their order. Reads only. */
    async compare(connection: Connection, importer: TrialImporter, rows: readonly TrialBulkRow[], options: Options): Promise<TrialBulkOutcome[]> {
      return (await decideAll(connection, importer, rows, options, false)).map(({ outcome }) => outcome)
    },

    /** Writes what can be written, in the caller's transaction; a row that can't is an outcome, never an exception. */
    async write(tx: Transaction, importer: TrialImporter & { importId: number }, rows: readonly TrialBulkRow[], options: Options): Promise<TrialBulkOutcome[]> {
      const decided = await decideAll(tx, importer, rows, options, true)
      const decisions = decided.map((decision, index): Decision => (rows[index]?.checkOnly ? { outcome: decision.outcome } : decision))
      const changed = decisions.flatMap((d) => d.changed ?? [])
      const now = platform.now()
      const ids = await insertFilings(tx, importer.scope, exam.businessCode, decisions.flatMap((d) => d.added ?? []), now.toISOString())
      await updateFilings(tx, exam.businessCode, changed, now.toISOString())
      await announce(tx, importer, decisions, ids)
      if (ids.size + changed.length > 0) {
        await record(tx, now, {
          organizationId: importer.scope.organizationId, author: importer.author, action: 'import.rows', subject: `import:${importer.importId}`,
          detail: { created: ids.size, changed: changed.length, createdIds: [...ids.values()].join(' '), changedIds: changed.map(({ before }) => before.id).join(' ') },
        })
      }
      return decisions.map(({ outcome, added }) => (added && !ids.has(trialKey(added.person.identityLookup, added.filing)) ? takenMeanwhile(outcome.row, exam) : outcome))
    },
  }
}

const takenMeanwhile = (row: number, { what }: BulkExam): TrialBulkOutcome =>
  wrongRow(row, { path: ['identityNumber'], code: 'TRIAL_EXISTS', message: `该人员本年度的${what}刚由他人填报，请核对后重新导入此行` })
