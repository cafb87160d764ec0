import { examYearPhase } from '@talent/shared/domain/exam-year'
import type { Connection } from '../../db/database'
import { today, type Platform } from '../../platform'
import { examName } from '../applications/applications.service'
import type { ExamYearsService } from '../exam-years/exam-years.service'

/** A filing that still counts: its exam year goes on, and no unit has let it go. */
export interface RunningTrial {
  trialId: number
  examYear: number
  businessCode: string
}

interface Row {
  id: number
  person_id: number
  exam_year: number
  business_code: string
}

/** What is filed for those who leave. Filings of years that are over stay as they are. */
export function createLeavingTrials(platform: Pick<Platform, 'now'>, examYears: Pick<ExamYearsService, 'list' | 'currentYear'>) {
  async function runningAmong(connection: Connection, personIds: readonly number[]): Promise<Map<number, RunningTrial[]>> {
    const found = new Map<number, RunningTrial[]>()
    const rows: Row[] = personIds.length === 0 ? [] : await connection('trials').whereIn('person_id', [...personIds]).where('released', 0).orderBy('id').select('id', 'person_id', 'exam_year', 'business_code')
    if (rows.length === 0) return found
    const thisYear = examYears.currentYear()
    const open = (await examYears.list(connection)).filter(({ settings }) => examYearPhase(settings, today(platform)) !== 'closed')
    const running = (row: Row) => row.exam_year >= thisYear || open.some((e) => e.businessCode === row.business_code && e.year === row.exam_year)
    for (const row of rows.filter(running)) {
      found.set(row.person_id, [...(found.get(row.person_id) ?? []), { trialId: row.id, examYear: row.exam_year, businessCode: row.business_code }])
    }
    return found
  }

  return {
    runningOf: async (connection: Connection, personId: number): Promise<RunningTrial[]> => (await runningAmong(connection, [personId])).get(personId) ?? [],

    /** The same in words, for whoever would take somebody out of service without a change of unit. */
    filedAmong: async (connection: Connection, personIds: readonly number[]): Promise<ReadonlyMap<number, string>> =>
      new Map([...(await runningAmong(connection, personIds))].map(([personId, trials]) => [personId, trials.map(({ examYear, businessCode }) => `${examYear} 年度${examName(businessCode)}`).join('、')])),
  }
}
