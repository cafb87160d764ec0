import type { Knex } from 'knex'
import type { FiledResult, Trial } from '@talent/shared/contract/trials'
import type { ExamYearSettings } from '@talent/shared/domain/exam-year'
import { labelOf } from '@talent/shared/dictionaries/index'
import { villageClinic } from '@talent/shared/dictionaries/organization-tables'
import { Problem } from '@talent/shared/errors'
import { searchLookups } from '../../db/identity-lookup'
import { throughIndex } from '../../db/index-hint'
import { whereContains } from '../../db/like'
import type { AccountActor } from '../../http/actor'
import { today, type Platform } from '../../platform'
import { createDetailsReader } from '../details/details-reader'
import type { ExamYearsService } from '../exam-years/exam-years.service'
import { departmentsFor, departmentsInScope } from '../organization/organization-scope'
import { missingOf } from './records-follow'
import { findPeople } from './trials-bulk.repository'

export interface CandidateSearch {
  businessCode: string
  examYear: number
  keyword?: string | undefined
  departmentId?: number | undefined
  page: number
  pageSize: number
}

/** The picker, by name, department or number: who may be put up for the exam of the year, what their records lack for it, and why others may not. */
export function createFilingCandidates(platform: Platform, examYears: ExamYearsService) {
  const { database: { knex }, cipher } = platform

  /** Wrapped: a query that an async function returned would be run. */
  async function found(actor: AccountActor, { keyword, departmentId }: Pick<CandidateSearch, 'keyword' | 'departmentId'>): Promise<{ query: Knex.QueryBuilder }> {
    const typed = keyword?.trim() ?? ''
    const number = /^[\dA-Za-z]{4,}$/.test(typed) ? searchLookups(cipher, typed) : null
    const index = !number ? 'people_narrowed' : 'last4' in number ? 'people_by_last4' : 'people_one_of_a_kind'
    const query = knex(throughIndex(knex, 'people', index)).where('people.organization_id', actor.scope.organizationId)
    const reach = await departmentsInScope(knex, actor.scope)
    if (reach) void query.whereIn('people.department_id', reach)
    if (departmentId) void query.whereIn('people.department_id', (await departmentsFor(knex, actor.scope, { departmentId })) ?? [])
    if (number && 'last4' in number) void query.where('people.identity_last4_lookup', number.last4)
    else if (number) void query.whereIn('people.identity_lookup', number.identities)
    else if (typed) {
      const departments = (await departmentsFor(knex, actor.scope, { departmentName: typed })) ?? []
      void query.where((either: Knex.QueryBuilder) => {
        whereContains(either, 'people.name', typed)
        if (departments.length > 0) void either.orWhereIn('people.department_id', departments)
      })
    }
    return { query }
  }

  const ofYear = (actor: AccountActor, { businessCode, examYear }: CandidateSearch) => ({
    'trials.organization_id': actor.scope.organizationId, 'trials.business_code': businessCode, 'trials.exam_year': examYear, 'trials.released': 0,
  })
  /** Collected once. Asked for each person anew, SQLite reads all filings of the institution as often as it has people. */
  const filed = (actor: AccountActor, input: CandidateSearch) => knex('trials').where(ofYear(actor, input)).select('trials.person_id')

  async function page(query: Knex.QueryBuilder, input: CandidateSearch): Promise<{ rows: PersonRow[]; total: number }> {
    const [{ total } = { total: 0 }] = await query.clone().count({ total: '*' })
    const ids = query.orderBy('people.id', 'desc').limit(input.pageSize).offset((input.page - 1) * input.pageSize).select('people.id')
    const rows: PersonRow[] = await knex
      .from(ids.as('page'))
      .join('people', 'people.id', 'page.id')
      .leftJoin('departments', 'departments.id', 'people.department_id')
      .leftJoin('posts', 'posts.id', 'people.post_id')
      .orderBy('page.id', 'desc')
      .select(
        'people.id', 'people.name', 'people.identity_lookup', 'people.identity_number_masked', 'people.employment_status', 'departments.name as department_name',
        'departments.category as department_category', 'posts.name as post_name',
      )
    return { rows, total: Number(total) }
  }

  return {
    async eligible(actor: AccountActor, input: CandidateSearch) {
      const { settings } = await examYears.find(knex, input.businessCode, input.examYear)
      const query = (await found(actor, input)).query.whereIn('people.employment_status', settings.eligibleStatuses).whereNotIn('people.id', filed(actor, input))
      const { rows, total } = await page(query, input)
      const records = await findPeople(knex, cipher, actor.scope, rows.map((row) => row.identity_lookup), false)
      const files = await createDetailsReader(platform).ofMany(knex, rows.map(({ id }) => id))
      const unfiled = { filing: { schoolOrArmy: false }, forms: [] }
      const items = rows.map((row) => {
        const record = records.get(row.identity_lookup)
        const missing = record ? missingOf({ values: record.values, file: files.get(row.id) ?? { details: [] } }, settings, today(platform), unfiled) : []
        return { ...presentPerson(row), postName: row.post_name, missing: missing.map(({ message }) => message) }
      })
      return { items, total, page: input.page, pageSize: input.pageSize }
    },

    async ineligible(actor: AccountActor, input: CandidateSearch) {
      const { settings } = await examYears.find(knex, input.businessCode, input.examYear)
      const query = (await found(actor, input)).query.where((q: Knex.QueryBuilder) => void q.whereNotIn('people.employment_status', settings.eligibleStatuses).orWhereIn('people.id', filed(actor, input)))
      const { rows, total } = await page(query, input)
      const filings: { id: number; person_id: number }[] = await knex('trials').whereIn('person_id', rows.map(({ id }) => id)).where(ofYear(actor, input)).select('id', 'person_id')
      const items = rows.map((row) => {
        const trialId = filings.find((filing) => filing.person_id === row.id)?.id ?? null
        return { ...presentPerson(row), trialId, reason: trialId === null ? statusReason(row, settings) : `${settings.year} 年已填报` }
      })
      return { items, total, page: input.page, pageSize: input.pageSize }
    },

    /** 批量填报, one after the other: what is refused for one stops nobody else. */
    async fileEach(actor: AccountActor, personIds: readonly number[], file: (personId: number) => Promise<Trial>): Promise<{ results: FiledResult[] }> {
      const people: { id: number; name: string }[] = await (await found(actor, {})).query.whereIn('people.id', [...personIds]).select('people.id', 'people.name')
      const results: FiledResult[] = []
      for (const personId of new Set(personIds)) {
        const name = people.find(({ id }) => id === personId)?.name ?? null
        try {
          const trial = await file(personId)
          results.push({ personId, name, trialId: trial.id, confirmationState: trial.confirmationState, message: trial.notReadyReason })
        } catch (error) {
          if (!(error instanceof Problem)) throw error
          results.push({ personId, name, trialId: null, confirmationState: null, message: refusalOf(error) })
        }
      }
      return { results }
    },
  }
}

const refusalOf = (problem: Problem): string =>
  problem.code === 'NOT_FOUND' ? '没有找到该人员，请刷新后重新选择' : problem.issues.length > 0 ? problem.issues.map(({ message }) => message).join('；') : problem.message

export type FilingCandidates = ReturnType<typeof createFilingCandidates>

interface PersonRow {
  id: number
  name: string
  identity_lookup: string
  identity_number_masked: string
  employment_status: string
  department_name: string | null
  department_category: string | null
  post_name: string | null
}

const presentPerson = (row: PersonRow) => ({
  id: row.id, name: row.name, identityNumber: row.identity_number_masked, departmentName: row.department_name, inVillageClinic: row.department_category === villageClinic,
})

function statusReason(row: PersonRow, settings: ExamYearSettings): string {
  const allowed = settings.eligibleStatuses.map((code) => labelOf('employmentStatus', code) ?? code).join('、')
  return `在职状态为“${labelOf('employmentStatus', row.employment_status) ?? row.employment_status}”，本年度只有${allowed}可以填报`
}
