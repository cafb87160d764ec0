import type { ExamYearDraft, ExamYearHistory, ExamYearRow, ExamYearVersion, publishExamYear } from '@talent/shared/contract/exam-years'
import type { Input } from '@talent/shared/contract/endpoint'
import { examBusinesses, type ExamYearSettings } from '@talent/shared/domain/exam-year'
import { checkExamYear } from '@talent/shared/domain/exam-year-check'
import { compareExamYears } from '@talent/shared/domain/exam-year-words'
import { isError } from '@talent/shared/domain/issue'
import { problem } from '@talent/shared/errors'
import { inTransaction, isDuplicate, type Transaction } from '../../db/transaction'
import type { AccountActor } from '../../http/actor'
import { chinaTime, type Platform } from '../../platform'
import type { z } from '@talent/shared/zod'
import { record } from '../operation-log/operation-log.service'
import { examYearDraftsRepository, type DraftRow, type VersionRow } from './exam-year-drafts.repository'
import type { ExamYearsService } from './exam-years.service'

type BusinessCode = ExamYearRow['businessCode']
interface Which {
  businessCode: BusinessCode
  year: number
}

/** Settings are filed for this many years ahead. */
const yearsAhead = 2

export type ExamYearSettingsService = ReturnType<typeof createExamYearSettings>

/** P8: the province prepares a version of an exam year as a draft and puts it in force; whoever may read sees what is in force. */
export function createExamYearSettings(platform: Platform, examYears: ExamYearsService) {
  const { knex } = platform.database

  const mayPublish = (actor: AccountActor): boolean => actor.permissions.has('examYear.write')
  const log = (tx: Transaction, actor: AccountActor, action: string, { businessCode, year }: Which, detail: Record<string, string | number | string[]> = {}) =>
    record(tx, platform.now(), { organizationId: actor.organization.id, author: actor.author, action: `examYear.${action}`, subject: `examYear:${businessCode}-${year}`, detail: { businessCode, year, ...detail } })

  async function present(row: VersionRow, applications: number | null): Promise<ExamYearVersion> {
    return { version: row.version, settings: settingsOf(row), publishedAt: row.published_at, publisherName: row.publisher_name, note: row.note, applications }
  }

  return {
    async list(actor: AccountActor): Promise<{ items: ExamYearRow[] }> {
      const repository = examYearDraftsRepository(knex)
      const rows = new Map<string, ExamYearRow>()
      for (const row of await repository.versions()) {
        const key = `${row.business_code} ${row.year}`
        if (rows.has(key) || !isBusiness(row.business_code)) continue
        rows.set(key, { businessCode: row.business_code, year: row.year, published: { version: row.version, publishedAt: row.published_at, publisherName: row.publisher_name, settings: settingsOf(row) }, draft: null })
      }
      for (const draft of mayPublish(actor) ? await repository.drafts() : []) {
        const key = `${draft.business_code} ${draft.year}`
        if (!isBusiness(draft.business_code)) continue
        rows.set(key, { ...(rows.get(key) ?? { businessCode: draft.business_code, year: draft.year, published: null }), draft: { authorName: draft.author_name, updatedAt: draft.updated_at } })
      }
      const order = (row: ExamYearRow) => examBusinesses.indexOf(row.businessCode)
      return { items: [...rows.values()].sort((a, b) => b.year - a.year || order(a) - order(b)) }
    },

    async history(actor: AccountActor, which: Which): Promise<z.output<typeof ExamYearHistory>> {
      const repository = examYearDraftsRepository(knex)
      const rows = await repository.versions(which)
      const counts = mayPublish(actor) ? await repository.applications(rows.map(({ id }) => id)) : null
      const draft = mayPublish(actor) ? await repository.draft(which) : undefined
      const [before] = await repository.versions({ ...which, year: which.year - 1 })
      return {
        versions: await Promise.all(rows.map((row) => present(row, counts && (counts.get(row.id) ?? 0)))),
        draft: draft ? presentDraft(draft) : null,
        previousYear: before ? settingsOf(before) : null,
      }
    },

    async saveDraft(actor: AccountActor, { settings, version }: { settings: Settings; version: number }): Promise<ExamYearDraft> {
      refuseFarYear(settings.year)
      try {
        return await inTransaction(knex, async (tx) => {
          const repository = examYearDraftsRepository(tx)
          const before = await repository.lockDraft(settings)
          if ((before?.version ?? 0) !== version) throw stale(before)
          await repository.save(before, settings, { id: actor.accountId, name: actor.displayName }, platform.now().toISOString())
          await log(tx, actor, 'saveDraft', settings)
          const after = await repository.draft(settings)
          if (!after) throw problem('NOT_FOUND')
          return presentDraft(after)
        })
      } catch (error) {
        // Two began the same draft at once.
        throw isDuplicate(error) ? stale(await examYearDraftsRepository(knex).draft(settings)) : error
      }
    },

    discardDraft: (actor: AccountActor, { version, ...which }: Which & { version: number }): Promise<void> =>
      inTransaction(knex, async (tx) => {
        const repository = examYearDraftsRepository(tx)
        const draft = await repository.lockDraft(which)
        if (!draft) throw problem('NOT_FOUND')
        if (draft.version !== version) throw stale(draft)
        await repository.discard(draft.id)
        await log(tx, actor, 'discardDraft', which)
      }),

    publish: (actor: AccountActor, { version, note, ...which }: Input<typeof publishExamYear>): Promise<ExamYearVersion> =>
      inTransaction(knex, async (tx) => {
        const repository = examYearDraftsRepository(tx)
        const draft = await repository.lockDraft(which)
        const [current] = await repository.versions(which)
        if (!draft) {
          const detail = current?.publisher_name ? `没有未发布的修改。${current.publisher_name}已于 ${chinaTime(new Date(current.published_at))} 发布第 ${current.version} 版` : undefined
          throw problem('EXAM_YEAR_DRAFT', detail === undefined ? {} : { detail })
        }
        if (draft.version !== version) throw stale(draft)
        const settings = settingsOf(draft)
        const issues = checkExamYear(settings).filter(isError)
        if (issues.length > 0) throw problem('BAD_INPUT', issues)
        const changes = current ? compareExamYears(settingsOf(current), settings) : []
        if (current && changes.length === 0) throw problem('EXAM_YEAR_DRAFT', { detail: '草稿与现行版本相同，没有需要发布的修改' })
        await examYears.publish(tx, settings, { publisherName: actor.displayName, note: note.trim() })
        await repository.discard(draft.id)
        const [published] = await repository.versions(which)
        if (!published) throw problem('NOT_FOUND')
        await log(tx, actor, 'publish', which, { examYearVersion: published.version, fields: changes.map(({ label }) => label) })
        return present(published, 0)
      }),
  }

  function refuseFarYear(year: number): void {
    const last = examYears.currentYear() + yearsAhead
    if (year > last) throw problem('BAD_INPUT', [{ path: ['settings', 'year'], code: 'YEAR_FAR', message: `最多提前设置到 ${last} 年度` }])
  }
}

type Settings = ExamYearDraft['settings']

const isBusiness = (code: string): code is BusinessCode => (examBusinesses as readonly string[]).includes(code)

const settingsOf = (row: { settings: string }): Settings => JSON.parse(row.settings) as ExamYearSettings & Settings

const presentDraft = (row: DraftRow): ExamYearDraft => ({ settings: settingsOf(row), authorName: row.author_name, updatedAt: row.updated_at, version: row.version })

const stale = (draft: DraftRow | undefined) => problem('STALE', draft ? { data: presentDraft(draft) } : { detail: '草稿已被发布或放弃，请刷新后查看' })
