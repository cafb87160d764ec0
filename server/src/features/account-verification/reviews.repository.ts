import type { Knex } from 'knex'
import type { Connection } from '../../db/database'
import { whereContains, whereStartsWith } from '../../db/like'
import type { Scope } from '../../http/actor'
import type { VerificationRow } from './verifications.repository'

export const reviewStates = ['submitted', 'passed', 'rejected'] as const
export type ReviewState = (typeof reviewStates)[number]

export interface ReviewRow extends Omit<VerificationRow, 'state'> {
  state: ReviewState
  username: string
  kind: 'main' | 'sub'
  organization_name: string
}

/** Whoever reviews: never the own account. `departments`: those that the right reaches; null: the whole organization. */
export interface Reviewer {
  scope: Scope
  accountId: number
  departments: readonly number[] | null
}

export interface ListFilter {
  state: ReviewState
  kind: 'main' | 'sub' | null
  name: string
  page: number
  pageSize: number
}

/** What is submitted to an organization: by its own sub-accounts, and by the main accounts of the organizations below it. */
export const reviewsRepository = (connection: Connection) => ({
  async page(reviewer: Reviewer, filter: ListFilter): Promise<{ rows: ReviewRow[]; total: number }> {
    const query = narrowed(reviewable(connection, reviewer), filter).where('v.state', filter.state)
    const [{ total } = { total: 0 }] = await query.clone().count({ total: '*' })
    const rows = await withNames(query)
      // Whoever waits longest comes first; of what is decided, the newest.
      .orderBy(filter.state === 'submitted' ? [{ column: 'v.submitted_at' }, { column: 'v.id' }] : [{ column: 'v.decided_at', order: 'desc' }, { column: 'v.id', order: 'desc' }])
      .limit(filter.pageSize)
      .offset((filter.page - 1) * filter.pageSize)
    return { rows, total: Number(total) }
  },

  async counts(reviewer: Reviewer, filter: Pick<ListFilter, 'kind' | 'name'>): Promise<Record<ReviewState, number>> {
    const rows: { state: ReviewState; total: number | string }[] = await narrowed(reviewable(connection, reviewer), filter).groupBy('v.state').select('v.state', connection.raw('count(*) as total'))
    const counts = { submitted: 0, passed: 0, rejected: 0 }
    for (const row of rows) counts[row.state] = Number(row.total)
    return counts
  },

  async waiting(reviewer: Reviewer): Promise<number> {
    const [{ total } = { total: 0 }] = await reviewable(connection, reviewer).where('v.state', 'submitted').count({ total: '*' })
    return Number(total)
  },

  find: (reviewer: Reviewer, id: number): Promise<ReviewRow | undefined> => withNames(reviewable(connection, reviewer).where('v.id', id)).first(),
})

function reviewable(connection: Connection, { scope, accountId, departments }: Reviewer) {
  const query = connection('account_verifications as v')
    .join('accounts', 'accounts.id', 'v.account_id')
    .join('organizations', 'organizations.id', 'accounts.organization_id')
    .whereIn('v.state', reviewStates)
    .whereNull('accounts.removed_at')
    .whereNot('accounts.id', accountId)
    .where((any) => {
      void any.where({ 'accounts.kind': 'sub', 'accounts.organization_id': scope.organizationId })
      void any.orWhere((below) => {
        void below.where('accounts.kind', 'main').whereNot('accounts.organization_id', scope.organizationId)
        whereStartsWith(below, 'organizations.path', scope.path)
      })
    })
  return departments === null ? query : withinDepartments(connection, query, departments)
}

/** Sub-accounts whose every role is limited to these departments: who stands behind the others is not for a department to read. */
function withinDepartments<Q extends Knex.QueryBuilder>(connection: Connection, query: Q, departments: readonly number[]): Q {
  const roles = () => connection('account_roles as held').join('roles', 'roles.id', 'held.role_id').whereRaw('held.account_id = accounts.id')
  void query.where('accounts.kind', 'sub').whereExists(roles().select('held.role_id'))
  void query.whereNotExists(
    roles()
      .leftJoin('role_departments as reached', 'reached.role_id', 'roles.id')
      .where((any) => void any.where('roles.department_limited', false).orWhereNull('reached.department_id').orWhereNotIn('reached.department_id', [...departments]))
      .select('held.role_id'),
  )
  return query
}

function narrowed<Q extends ReturnType<typeof reviewable>>(query: Q, { kind, name }: Pick<ListFilter, 'kind' | 'name'>): Q {
  if (kind !== null) void query.where('accounts.kind', kind)
  const wanted = name.trim()
  if (wanted !== '') {
    void query.where((q) => {
      whereContains(q, 'organizations.name', wanted)
      void q.orWhere('accounts.username', wanted).orWhere('v.name', wanted)
    })
  }
  return query
}

const withNames = (query: ReturnType<typeof reviewable>) => query.select<ReviewRow[]>('v.*', 'accounts.username', 'accounts.kind', 'organizations.name as organization_name')
