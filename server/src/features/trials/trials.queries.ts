import { searchLookups } from '../../db/identity-lookup'
import type { AccountActor } from '../../http/actor'
import type { Platform } from '../../platform'
import { createDetailsReader } from '../details/details-reader'
import type { ExamYearsService } from '../exam-years/exam-years.service'
import { departmentsFor, departmentsInScope } from '../organization/organization-scope'
import { titled } from './objection-titles'
import { numbersOf, unclosedYears } from './filing-years'
import { objectionsRepository } from './objections.repository'
import { presentTrialRow } from './trials.presenter'
import { trialListsRepository, type TrialFilter } from './trial-lists.repository'
import { formPhotosOf } from './trials.repository'

interface Search extends Omit<TrialFilter, 'identityLookups' | 'last4Lookup' | 'departmentIds'> {
  identityNumber?: string | undefined
  departmentId?: number | undefined
}

/** The lists of the institution's side: filings, objections. */
export function createTrialQueries(platform: Platform, examYears: Pick<ExamYearsService, 'unclosed'>) {
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
      const photos = await formPhotosOf(knex, found.rows.map((row) => Number(row.id)))
      return { items: found.rows.map((row) => presentTrialRow(row, photos.get(Number(row.id)) ?? [])), total: found.total, counts: found.counts, page: filter.page, pageSize: filter.pageSize }
    },

    async objections(actor: AccountActor, filter: { page: number; pageSize: number; state: 'open' | 'answered' | 'all' }) {
      const reach = await departmentsInScope(knex, actor.scope)
      const found = await objectionsRepository(knex, platform.cipher).search(actor.scope, reach, { ...filter, openYears: numbersOf(await unclosedYears(knex, examYears)) })
      const files = await details.ofMany(knex, [...new Set(found.items.map(({ personId }) => personId))])
      const items = found.items.flatMap((objection) => titled([objection], files.get(objection.personId)?.details ?? []))
      return { items, total: found.total, page: filter.page, pageSize: filter.pageSize }
    },
  }
}

export type TrialQueries = ReturnType<typeof createTrialQueries>
