import { judgedBy } from '@talent/shared/domain/exam-year'
import type { Connection } from '../../db/database'
import type { ApplicationsService } from '../applications/applications.service'
import type { ExamYear, ExamYearsService } from '../exam-years/exam-years.service'
import type { TrialRecord } from './trials.repository'

type Filed = Pick<TrialRecord, 'id' | 'businessCode'> & { filing: { examYear: number } }

/** By which settings a filing is judged: what is in force, and once it was submitted, the rules under which it was. */
export interface FilingRules {
  of(connection: Connection, trial: Filed): Promise<ExamYear>
  /** Of those that were submitted under another version than the one in force. */
  earlierOf(connection: Connection, trials: readonly Filed[]): Promise<Map<number, ExamYear>>
}

export function createFilingRules({ examYears, applications }: { examYears: Pick<ExamYearsService, 'find' | 'version'>; applications: Pick<ApplicationsService, 'submittedUnder'> }): FilingRules {
  async function earlierOf(connection: Connection, trials: readonly Filed[]): Promise<Map<number, ExamYear>> {
    const submitted = await applications.submittedUnder(connection, trials.map(({ id }) => id))
    const found = new Map<number, ExamYear>()
    for (const trial of trials) {
      const versionId = submitted.get(trial.id)
      if (versionId === undefined) continue
      const now = await examYears.find(connection, trial.businessCode, trial.filing.examYear)
      if (versionId === now.id) continue
      const { settings } = await examYears.version(connection, versionId)
      found.set(trial.id, { ...now, settings: judgedBy(settings, now.settings) })
    }
    return found
  }
  return {
    earlierOf,
    of: async (connection, trial) => (await earlierOf(connection, [trial])).get(trial.id) ?? examYears.find(connection, trial.businessCode, trial.filing.examYear),
  }
}
