import type { Knex } from 'knex'
import type { Connection } from '../../db/database'
import { throughIndex } from '../../db/index-hint'
import { whereContains } from '../../db/like'
import type { Scope } from '../../http/actor'
import { membersOf } from '../key-groups/members-of'
import { whereClinic, whereForms } from './trial-list-filters'
import { inScope } from './trials.repository'

export interface TrialFilter {
  page: number
  pageSize: number
  businessCode: string
  examYear?: number | undefined
  name?: string | undefined
  /** Keyed hashes that the number searched for may have; empty: no such filter. */
  identityLookups?: string[] | undefined
  last4Lookup?: string | undefined
  /** Ids of a department and its subtree. */
  departmentIds?: readonly number[] | undefined
  keyGroupId?: number | undefined
  confirmationState?: string | undefined
  reviewState?: string | undefined
  /** Only filings that need a special form, by whether all are there. */
  forms?: 'missing' | 'uploaded' | undefined
  inVillageClinic?: boolean | undefined
}

type Row = Record<string, unknown>
type Reach = readonly number[] | null

/** What counts, beside what a unit let go and only reads. */
const isKept = 'case when trials.released = 0 then 1 else 0 end'

/** Lists and counts of filings. Both are read from indexes: only the rows of the page are fetched. */
export const trialListsRepository = (connection: Connection) => {
  const trials = () => connection.from(throughIndex(connection, 'trials', 'trials_of_business'))

  /** Their rows are long, and all that a list of filings is narrowed by stands in an index. From the filings, which are fewer. */
  const withPeople = (query: Knex.QueryBuilder) =>
    query.crossJoin(throughIndex(connection, 'people', 'people_narrowed'), (on) => void on.on('people.organization_id', 'trials.organization_id').andOn('people.id', 'trials.person_id'))

  function within(scope: Scope, reach: Reach): Knex.QueryBuilder {
    const query = trials()
    return inScope(reach ? withPeople(query) : query, scope, reach)
  }

  /** Through the people when a number says who they are: they are few. */
  function ofNumber(scope: Scope, reach: Reach, { identityLookups, last4Lookup }: TrialFilter): Knex.QueryBuilder {
    const index = last4Lookup ? 'people_by_last4' : 'people_one_of_a_kind'
    const query = inScope(connection.from(throughIndex(connection, 'people', index)).join('trials', 'trials.person_id', 'people.id'), scope, reach).where('people.organization_id', scope.organizationId)
    if (last4Lookup) void query.where('people.identity_last4_lookup', last4Lookup)
    if (identityLookups) void query.whereIn('people.identity_lookup', identityLookups)
    return query
  }

  function filtered(scope: Scope, reach: Reach, filter: TrialFilter): Knex.QueryBuilder {
    const { name, departmentIds, examYear, keyGroupId, forms, inVillageClinic } = filter
    const byNumber = Boolean(filter.last4Lookup ?? filter.identityLookups?.length)
    const query = byNumber ? ofNumber(scope, reach, filter) : within(scope, reach)
    const asksPeople = Boolean(name || departmentIds || forms) || inVillageClinic !== undefined
    if (!byNumber && !reach && asksPeople) void withPeople(query)
    if (keyGroupId) void query.whereIn('trials.person_id', membersOf(connection, scope, keyGroupId))
    void query.where('trials.business_code', filter.businessCode)
    if (examYear) void query.where('trials.exam_year', examYear)
    if (name) whereContains(query, 'people.name', name)
    if (departmentIds) void query.whereIn('people.department_id', departmentIds)
    if (forms) whereForms(query, forms)
    if (inVillageClinic !== undefined) whereClinic(query, connection, scope, inVillageClinic)
    return query
  }

  /** By state, and what was let go on top: with any filter but those of state. */
  async function counts(query: Knex.QueryBuilder): Promise<{ states: Record<string, number>; all: number }> {
    const rows: { state: string; kept: number | string; total: number | string }[] = await query
      .groupBy('trials.confirmation_state')
      .groupByRaw(isKept)
      .select('trials.confirmation_state as state', connection.raw(`${isKept} as kept`))
      .count({ total: '*' })
    const states: Record<string, number> = {}
    for (const { state, kept, total } of rows) if (Number(kept) === 1) states[state] = Number(total)
    return { states, all: rows.reduce((sum, { total }) => sum + Number(total), 0) }
  }

  /** Asked of each filing: as a join, SQLite would look through all filings for each application. */
  const inState = (query: Knex.QueryBuilder, { confirmationState, reviewState }: Pick<TrialFilter, 'confirmationState' | 'reviewState'>, scope: Scope): Knex.QueryBuilder => {
    if (confirmationState) void query.where({ 'trials.confirmation_state': confirmationState, 'trials.released': 0 })
    if (reviewState) {
      void query.whereExists((made) =>
        void made
          .from(throughIndex(connection, 'applications as reviewed', 'applications_of_unit'))
          .whereRaw('reviewed.trial_id = trials.id')
          .where({ 'reviewed.organization_id': scope.organizationId, 'reviewed.review_state': reviewState })
          .select('reviewed.id'),
      )
    }
    return query
  }

  const countOf = async (query: Knex.QueryBuilder): Promise<number> => Number((await query.count({ total: '*' }))[0]?.total ?? 0)

  return {
    /** Of one business and year: what the list says that is narrowed to the year and the state. */
    async waiting(scope: Scope, reach: Reach, businessCode: string, examYear: number): Promise<{ awaiting: number; notReady: number; revisionRequested: number }> {
      const filter: TrialFilter = { page: 1, pageSize: 1, businessCode, examYear, confirmationState: 'confirmed', reviewState: 'revisionRequested' }
      const { states } = await counts(filtered(scope, reach, filter))
      return { awaiting: states.awaiting ?? 0, notReady: states.notReady ?? 0, revisionRequested: await countOf(inState(filtered(scope, reach, filter), filter, scope)) }
    },

    async search(scope: Scope, reach: Reach, filter: TrialFilter): Promise<{ rows: Row[]; total: number; counts: Record<string, number> }> {
      const { states, all } = await counts(filtered(scope, reach, filter))
      const found = () => inState(filtered(scope, reach, filter), filter, scope)
      const { confirmationState, reviewState, page, pageSize } = filter
      const total = reviewState ? await countOf(found()) : confirmationState ? (states[confirmationState] ?? 0) : all
      const ids = found().orderBy('trials.id', 'desc').limit(pageSize).offset((page - 1) * pageSize).select('trials.id')
      return { rows: await this.shown(ids), total, counts: states }
    },

    shown: (ids: Knex.QueryBuilder): Promise<Row[]> =>
      connection
        .from(ids.as('page'))
        .join('trials', 'trials.id', 'page.id')
        .join('people', 'people.id', 'trials.person_id')
        .leftJoin('applications', 'applications.trial_id', 'trials.id')
        .leftJoin('departments', 'departments.id', 'people.department_id')
        .leftJoin('unit_bindings', (join) => void join.on('unit_bindings.person_id', 'people.id').andOnNotNull('unit_bindings.active_user_id'))
        .orderBy('page.id', 'desc')
        .select(
          'trials.id', 'trials.business_code', 'trials.person_id', 'people.name', 'people.identity_number_masked', 'departments.name as department_name', 'departments.category as department_category', 'trials.exam_year',
          'trials.apply_level', 'trials.apply_category', 'trials.post_name', 'trials.total_months', 'trials.confirmation_state', 'trials.updated_at', 'trials.released_at', 'trials.school_or_army', 'people.identity_type',
          'unit_bindings.active_user_id', 'applications.review_state',
          connection('objections').whereRaw('objections.trial_id = trials.id').whereNull('answered_at').count('*').as('open_objections'),
        ),
  }
}
