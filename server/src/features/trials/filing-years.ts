import { examBusinesses } from '@talent/shared/domain/exam-business'
import type { Connection } from '../../db/database'
import type { ExamYear, ExamYearsService } from '../exam-years/exam-years.service'

/** Years, of every exam that people are put up for, that still take anything. */
export const unclosedYears = async (connection: Connection, examYears: Pick<ExamYearsService, 'unclosed'>): Promise<ExamYear[]> =>
  (await Promise.all(examBusinesses.map((businessCode) => examYears.unclosed(connection, businessCode)))).flat()

export const numbersOf = (years: readonly ExamYear[]): number[] => [...new Set(years.map(({ year }) => year))]
