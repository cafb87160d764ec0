import { examBusinesses } from '@talent/shared/domain/exam-business'
import { defaultExamYearSettings, examYearPhase, unboundGroups, type ExamYearSettings, type UnboundGroup } from '@talent/shared/domain/exam-year'
import { problem } from '@talent/shared/errors'
import type { Connection } from '../../db/database'
import type { Transaction } from '../../db/transaction'
import { today, type Platform } from '../../platform'

export interface ExamYear {
  id: number
  businessCode: string
  year: number
  version: number
  settings: ExamYearSettings
}

const present = (row: { id: number; business_code: string; year: number; version: number; settings: string }): ExamYear => ({
  id: row.id,
  businessCode: row.business_code,
  year: row.year,
  version: row.version,
  settings: JSON.parse(row.settings) as ExamYearSettings,
})

const newestFirst = (connection: Connection) => connection('exam_years').orderBy([{ column: 'year', order: 'desc' }, { column: 'version', order: 'desc' }])

export type ExamYearsService = ReturnType<typeof createExamYearsService>

export function createExamYearsService(platform: Platform) {
  return {
    /** The published settings in force. @throws EXAM_YEAR_CLOSED when the year was never opened */
    async find(connection: Connection, businessCode: string, year: number): Promise<ExamYear> {
      const row = await newestFirst(connection).where({ business_code: businessCode, year }).first()
      if (!row) throw problem('EXAM_YEAR_CLOSED', { detail: `${year} 年度的填报尚未开放，请核对报名年度` })
      return present(row)
    },

    /** A version that an application was submitted under; versions are never changed or removed. */
    async version(connection: Connection, id: number): Promise<ExamYear> {
      const row = await connection('exam_years').where({ id }).first()
      if (!row) throw problem('NOT_FOUND')
      return present(row)
    },

    /** The newest version of every year, newest year first. */
    async list(connection: Connection): Promise<ExamYear[]> {
      const rows = await newestFirst(connection)
      const seen = new Set<string>()
      return rows.map(present).filter((e) => !seen.has(`${e.businessCode} ${e.year}`) && seen.add(`${e.businessCode} ${e.year}`))
    },

    /** Every year that the business was ever opened for. */
    async yearsOf(connection: Connection, businessCode: string): Promise<number[]> {
      const rows: { year: number }[] = await connection('exam_years').where('business_code', businessCode).distinct('year')
      return rows.map(({ year }) => year)
    },

    /** Years in which something can still be filed or put right, newest first. */
    async unclosed(connection: Connection, businessCode: string): Promise<ExamYear[]> {
      const years = await this.list(connection)
      return years.filter((one) => one.businessCode === businessCode && ['open', 'correctionsOnly'].includes(examYearPhase(one.settings, today(platform))))
    },

    /** Of the years that still take something: who need not bind a unit. */
    async unbound(connection: Connection): Promise<UnboundGroup[]> {
      const years = (await Promise.all(examBusinesses.map((businessCode) => this.unclosed(connection, businessCode)))).flat()
      return unboundGroups.filter((group) => years.some(({ settings }) => settings.needNotBind.includes(group)))
    },

    /** A new version of the year's settings, in force from now on; what was submitted keeps the version it was submitted under. */
    async publish(tx: Transaction, settings: ExamYearSettings, by: { publisherName: string; note: string } | null = null): Promise<void> {
      const { businessCode, year } = settings
      const latest = await newestFirst(tx).where({ business_code: businessCode, year }).forUpdate().first('version')
      await tx('exam_years').insert({
        business_code: businessCode, year, version: Number(latest?.version ?? 0) + 1, settings: JSON.stringify(settings), published_at: platform.now().toISOString(),
        publisher_name: by?.publisherName ?? null, note: by?.note || null,
      })
    },

    /** The year that today belongs to: exams of a year are filed for during that year and the one before. */
    currentYear: (): number => Number(today(platform).slice(0, 4)),

    /** This year and the next exist with the defaults of the rules, until the province publishes its own. */
    async ensureDefaults(): Promise<void> {
      const { knex } = platform.database
      const year = Number(today(platform).slice(0, 4))
      for (const businessCode of examBusinesses) {
        for (const y of [year, year + 1]) {
          await knex('exam_years')
            .insert({
              business_code: businessCode, year: y, version: 1, settings: JSON.stringify(defaultExamYearSettings(businessCode, y)), published_at: platform.now().toISOString(),
            })
            .onConflict(['business_code', 'year', 'version'])
            .ignore()
        }
      }
    },
  }
}
