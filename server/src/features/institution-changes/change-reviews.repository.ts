import type { Connection } from '../../db/database'
import { whereContains, whereStartsWith } from '../../db/like'
import type { Scope } from '../../http/actor'
import type { ChangeRow } from './changes.repository'

export const reviewedStates = ['pending', 'accepted', 'rejected'] as const
export type ReviewedState = (typeof reviewedStates)[number]

export interface ChangeReviewListRow extends ChangeRow {
  organization_name: string
  authority_name: string | null
}

export interface ListFilter {
  state: ReviewedState
  name: string
  page: number
  pageSize: number
}

/** Requests of the institutions below an authority, and what it decided while an institution was below it. */
export const changeReviewsRepository = (connection: Connection) => ({
  async page(scope: Scope, filter: ListFilter): Promise<{ rows: ChangeReviewListRow[]; total: number }> {
    const query = named(reviewable(connection, scope), filter.name).where('changes.state', filter.state)
    const [{ total } = { total: 0 }] = await query.clone().count({ total: '*' })
    const rows = await withNames(query)
      // Whoever waits longest comes first; of what is decided, the newest.
      .orderBy(filter.state === 'pending' ? [{ column: 'changes.submitted_at' }, { column: 'changes.id' }] : [{ column: 'changes.decided_at', order: 'desc' }, { column: 'changes.id', order: 'desc' }])
      .limit(filter.pageSize)
      .offset((filter.page - 1) * filter.pageSize)
    return { rows, total: Number(total) }
  },

  async counts(scope: Scope, name = ''): Promise<Record<ReviewedState, number>> {
    const rows: { state: ReviewedState; total: number | string }[] = await named(reviewable(connection, scope), name).groupBy('changes.state').select('changes.state', connection.raw('count(*) as total'))
    const counts = { pending: 0, accepted: 0, rejected: 0 }
    for (const row of rows) counts[row.state] = Number(row.total)
    return counts
  },

  find: (scope: Scope, id: number): Promise<ChangeReviewListRow | undefined> => withNames(reviewable(connection, scope).where('changes.id', id)).first(),
})

function reviewable(connection: Connection, scope: Scope) {
  return connection('institution_changes as changes')
    .join('organizations', 'organizations.id', 'changes.organization_id')
    .whereIn('changes.state', reviewedStates)
    .where((any) => {
      whereStartsWith(any, 'organizations.path', scope.path)
      void any.orWhere((decided) => void decided.whereNot('changes.state', 'pending').where('changes.reviewer_organization_id', scope.organizationId))
    })
}

function named<Q extends ReturnType<typeof reviewable>>(query: Q, name: string): Q {
  const wanted = name.trim()
  if (wanted !== '') {
    void query.where((any) => {
      whereContains(any, 'organizations.name', wanted)
      void any.orWhere((asked) => whereContains(asked, 'changes.new_name', wanted))
      void any.orWhere((stood) => whereContains(stood, 'changes.old_name', wanted))
    })
  }
  return query
}

const withNames = (query: ReturnType<typeof reviewable>) =>
  query
    .leftJoin('organizations as authorities', 'authorities.id', 'organizations.parent_id')
    .select<ChangeReviewListRow[]>('changes.*', 'organizations.name as organization_name', 'authorities.name as authority_name')
