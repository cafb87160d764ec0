import type { ExamYearSettings } from '@talent/shared/domain/exam-year'
import type { Connection } from '../../db/database'

export interface DraftRow {
  id: number
  business_code: string
  year: number
  settings: string
  author_name: string
  updated_at: string
  version: number
}

export interface VersionRow {
  id: number
  business_code: string
  year: number
  version: number
  settings: string
  published_at: string
  publisher_name: string | null
  note: string | null
}

interface Which {
  businessCode: string
  year: number
}

const of = ({ businessCode, year }: Which) => ({ business_code: businessCode, year })

/** Exam years hold for the whole province: who may read or write them is decided by the endpoint. */
export const examYearDraftsRepository = (connection: Connection) => ({
  drafts: (): Promise<DraftRow[]> => connection('exam_year_drafts').orderBy([{ column: 'year', order: 'desc' }, { column: 'business_code' }]),
  draft: (which: Which): Promise<DraftRow | undefined> => connection('exam_year_drafts').where(of(which)).first(),
  lockDraft: (which: Which): Promise<DraftRow | undefined> => connection('exam_year_drafts').where(of(which)).forUpdate().first(),

  async save(before: DraftRow | undefined, settings: ExamYearSettings, author: { id: number; name: string }, now: string): Promise<void> {
    const values = { settings: JSON.stringify(settings), author_id: author.id, author_name: author.name, updated_at: now }
    if (before) await connection('exam_year_drafts').where('id', before.id).update({ ...values, version: before.version + 1 })
    else await connection('exam_year_drafts').insert({ ...of(settings), ...values })
  },

  discard: (id: number) => connection('exam_year_drafts').where({ id }).delete(),

  /** Newest first. */
  versions: (which?: Which): Promise<VersionRow[]> =>
    connection('exam_years')
      .modify((query) => void (which && query.where(of(which))))
      .orderBy([{ column: 'year', order: 'desc' }, { column: 'business_code' }, { column: 'version', order: 'desc' }]),

  /** How many applications were submitted under each. */
  async applications(examYearIds: readonly number[]): Promise<ReadonlyMap<number, number>> {
    const rows: { exam_year_id: number; total: number | string }[] = await connection('applications').whereIn('exam_year_id', [...examYearIds]).groupBy('exam_year_id').select('exam_year_id').count({ total: '*' })
    return new Map(rows.map((row) => [row.exam_year_id, Number(row.total)]))
  },
})
