import type { DetailRow, searchDetails } from '@talent/shared/contract/details'
import type { Input, Output } from '@talent/shared/contract/endpoint'
import { detailSectionNames } from '@talent/shared/domain/sections/details'
import type { Scope } from '../../http/actor'
import { today, type Platform } from '../../platform'
import type { ExamYearsService } from '../exam-years/exam-years.service'
import { filterOf } from '../people/people-query'
import type { PersonLock } from '../people/person-lock'
import { createDetailsReader } from './details-reader'
import { presentDetail } from './details.presenter'
import { pictureRowsRepository, type RecordRow } from './picture-rows.repository'

export type DetailListsService = ReturnType<typeof createDetailListsService>

/** 个人信息维护: everybody's records of one section, with what the exams of the year can't do without. */
export function createDetailListsService(platform: Platform, { lock, examYears }: { lock: PersonLock; examYears: ExamYearsService }) {
  const { database: { knex }, cipher } = platform
  const repository = pictureRowsRepository(knex, cipher)
  const reader = createDetailsReader(platform)

  async function necessary() {
    const year = examYears.currentYear()
    const asked = new Set<string>((await examYears.list(knex)).filter((one) => one.year === year).flatMap(({ settings }) => settings.requiredSections))
    return detailSectionNames.filter((section) => asked.has(section))
  }

  async function present(rows: readonly RecordRow[]): Promise<DetailRow[]> {
    const ids = [...new Set(rows.map(({ personId }) => personId))]
    const [files, locked] = await Promise.all([reader.ofMany(knex, ids), lock.lockedAmong(knex, ids)])
    return rows.flatMap(({ personId, name, identityNumber, departmentName, detailId }) => {
      const detail = files.get(personId)?.details.find(({ id }) => id === detailId)
      // Removed since the page was read.
      if (!detail) return []
      return [{ personId, name, identityNumber, departmentName, locked: locked.has(personId), record: presentDetail(detail, { today: today(platform) }) }]
    })
  }

  return {
    async search(scope: Scope, { section, state, ...query }: Input<typeof searchDetails>): Promise<Output<typeof searchDetails>> {
      const filter = await filterOf(platform, scope, query)
      const [counts, rows, asked] = await Promise.all([
        repository.countRecords(scope, [section], filter), repository.pageOfRecords(scope, [section], filter, state, query), necessary(),
      ])
      const { page, pageSize } = query
      return { items: await present(rows), total: state ? counts[state] : counts.missing + counts.uploaded, page, pageSize, counts, necessary: asked }
    },
  }
}
