import type { ExamYearSettings } from '@talent/shared/domain/exam-year'
import { searchLookups } from '../../db/identity-lookup'
import { throughIndex } from '../../db/index-hint'
import { whereContains } from '../../db/like'
import type { AccountActor } from '../../http/actor'
import type { Platform } from '../../platform'
import type { ExamYearsService } from '../exam-years/exam-years.service'
import { createDetailsReader } from '../details/details-reader'
import { departmentsFor, departmentsInScope } from '../organization/organization-scope'
import { titled } from './objection-titles'
import { objectionsRepository } from './objections.repository'
import { presentTrialRow } from './trials.presenter'
import { trialListsRepository, type TrialFilter } from './trial-lists.repository'
import { trialBusiness } from './trials.service'

interface Search extends Omit<TrialFilter, 'identityLookups' | 'last4Lookup' | 'departmentIds'> {
  identityNumber?: string | undefined
  departmentId?: number | undefined
}

/** The lists of the institution's side: filings, people who may be filed, objections. */
export function createTrialQueries(platform: Platform, examYears: ExamYearsService) {
  const { knex } = platform.database
  const details = createDetailsReader(platform)

  const byIdentity = (typed: string | undefined): Pick<TrialFilter, 'identityLookups' | 'last4Lookup'> => {
    if (!typed?.trim()) return {}
    const search = searchLookups(platform.cipher, typed)
    return 'last4' in search ? { last4Lookup: search.last4 } : { identityLookups: search.identities }
  }

  return {
    async search(actor: AccountActor, { identityNumber, departmentId, ...filter }: Search) {
      const reach = await departmentsInScope(knex, actor.scope)
      const departmentIds = departmentId ? ((await departmentsFor(knex, actor.scope, { departmentId })) ?? undefined) : undefined
      const found = await trialListsRepository(knex).search(actor.scope, reach, { ...filter, ...byIdentity(identityNumber), departmentIds })
      return { items: found.rows.map(presentTrialRow), total: found.total, counts: found.counts, page: filter.page, pageSize: filter.pageSize }
    },

    async eligiblePeople(actor: AccountActor, input: { examYear: number; keyword?: string | undefined; departmentId?: number | undefined; page: number; pageSize: number }) {
      const { settings } = await examYears.find(knex, trialBusiness, input.examYear)
      const keyword = input.keyword?.trim() ?? ''
      const number = /^[\dA-Za-z]{4,}$/.test(keyword) ? searchLookups(platform.cipher, keyword) : null
      const query = eligible(actor, settings, input.examYear, await departmentsInScope(knex, actor.scope), !number ? 'people_narrowed' : 'last4' in number ? 'people_by_last4' : 'people_one_of_a_kind')
      if (input.departmentId) void query.whereIn('people.department_id', (await departmentsFor(knex, actor.scope, { departmentId: input.departmentId })) ?? [])
      if (number && 'last4' in number) void query.where('people.identity_last4_lookup', number.last4)
      else if (number) void query.whereIn('people.identity_lookup', number.identities)
      else if (keyword) whereContains(query, 'people.name', keyword)
      const [{ total } = { total: 0 }] = await query.clone().count({ total: '*' })
      const ids = query.orderBy('people.id', 'desc').limit(input.pageSize).offset((input.page - 1) * input.pageSize).select('people.id')
      const rows = await knex
        .from(ids.as('page'))
        .join('people', 'people.id', 'page.id')
        .leftJoin('departments', 'departments.id', 'people.department_id')
        .leftJoin('posts', 'posts.id', 'people.post_id')
        .orderBy('page.id', 'desc')
        .select('people.id', 'people.name', 'people.identity_number_masked', 'departments.name as department_name', 'posts.name as post_name')
      return {
        items: rows.map((r) => ({ id: r.id, name: r.name, identityNumber: r.identity_number_masked, departmentName: r.department_name, postName: r.post_name })),
        total: Number(total),
        page: input.page,
        pageSize: input.pageSize,
      }
    },

    async objections(actor: AccountActor, filter: { page: number; pageSize: number; state: 'open' | 'answered' | 'all' }) {
      const reach = await departmentsInScope(knex, actor.scope)
      const found = await objectionsRepository(knex, platform.cipher).search(actor.scope, reach, filter)
      const files = await details.ofMany(knex, [...new Set(found.items.map(({ personId }) => personId))])
      const items = found.items.flatMap((objection) => titled([objection], files.get(objection.personId)?.details ?? []))
      return { items, total: found.total, page: filter.page, pageSize: filter.pageSize }
    },
  }

  /** In service, of a status that the exam year takes, and without a filing of the year. */
  function eligible(actor: AccountActor, settings: ExamYearSettings, examYear: number, reach: number[] | null, index: string) {
    const { organizationId } = actor.scope
    const query = knex(throughIndex(knex, 'people', index))
      .where('people.organization_id', organizationId)
      .whereIn('people.employment_status', settings.eligibleStatuses)
      // A person's filings are the institution's: without its id some optimizers collect those of the whole region first.
      .whereNotExists((q) => void q.from('trials').whereRaw('trials.person_id = people.id').where({ 'trials.organization_id': organizationId, 'trials.exam_year': examYear, 'trials.released': 0 }))
    if (reach) void query.whereIn('people.department_id', reach)
    return query
  }
}

export type TrialQueries = ReturnType<typeof createTrialQueries>
