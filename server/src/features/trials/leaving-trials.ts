import { examYearPhase } from '@talent/shared/domain/exam-year'
import type { Connection } from '../../db/database'
import { today, type Platform } from '../../platform'
import type { ExamYearsService } from '../exam-years/exam-years.service'

/** A filing that still counts: its exam year goes on, and no unit has let it go. */
export interface RunningTrial {
  trialId: number
  examYear: number
  businessCode: string
}

/** For changes of unit: what is filed for one who leaves. Filings of years that are over stay as they are. */
export const createLeavingTrials = (platform: Pick<Platform, 'now'>, examYears: Pick<ExamYearsService, 'list' | 'currentYear'>) => ({
  async runningOf(connection: Connection, personId: number): Promise<RunningTrial[]> {
    const rows: { id: number; exam_year: number; business_code: string }[] = await connection('trials').where({ person_id: personId, released: 0 }).orderBy('id').select('id', 'exam_year', 'business_code')
    if (rows.length === 0) return []
    const thisYear = examYears.currentYear()
    const open = (await examYears.list(connection)).filter(({ settings }) => examYearPhase(settings, today(platform)) !== 'closed')
    const running = (row: { exam_year: number; business_code: string }) => row.exam_year >= thisYear || open.some((e) => e.businessCode === row.business_code && e.year === row.exam_year)
    return rows.filter(running).map((row) => ({ trialId: row.id, examYear: row.exam_year, businessCode: row.business_code }))
  },
})
