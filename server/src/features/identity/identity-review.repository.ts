import type { Connection } from '../../db/database'
import { whereStartsWith } from '../../db/like'
import type { Scope } from '../../http/actor'
import type { VerificationRow, VerificationRowState } from './identity.repository'

export type ReviewListState = 'pending' | 'verified' | 'rejected'

/** A decision stays what it was when the user has moved on from it. */
const rowStates: Record<ReviewListState, VerificationRowState[]> = {
  pending: ['pending'],
  verified: ['verified', 'ended'],
  rejected: ['rejected', 'superseded'],
}

export interface ReviewRow extends VerificationRow {
  /** sealed */
  phone: string | null
}

/**
 * Submissions to review by hand. The province sees all; a city or county those whose number is on a personnel record
 * in service below it, because a candidate without a unit belongs to none of them.
 */
export const identityReviewRepository = (connection: Connection) => ({
  async page(scope: Scope, filter: { state: ReviewListState; page: number; pageSize: number }): Promise<{ rows: ReviewRow[]; total: number }> {
    const query = reviewable(connection, scope).whereIn('iv.state', rowStates[filter.state])
    if (filter.state !== 'pending') void query.whereNotNull('iv.reviewer_id')
    const [{ total } = { total: 0 }] = await query.clone().count({ total: '*' })
    const rows: ReviewRow[] = await query
      .join('wechat_users', 'wechat_users.id', 'iv.wechat_user_id')
      // Whoever waits longest comes first; of what is decided, the newest.
      .orderBy('iv.id', filter.state === 'pending' ? 'asc' : 'desc')
      .limit(filter.pageSize)
      .offset((filter.page - 1) * filter.pageSize)
      .select('iv.*', 'wechat_users.phone')
    return { rows, total: Number(total) }
  },

  async waiting(scope: Scope): Promise<number> {
    const [{ total } = { total: 0 }] = await reviewable(connection, scope).whereIn('iv.state', rowStates.pending).count({ total: '*' })
    return Number(total)
  },

  /** What the user withdrew or replaced before a decision is gone for the reviewer. */
  find: (scope: Scope, id: number): Promise<ReviewRow | undefined> =>
    reviewable(connection, scope)
      .where('iv.id', id)
      .where((q) => void q.where('iv.state', 'pending').orWhereNotNull('iv.reviewer_id'))
      .join('wechat_users', 'wechat_users.id', 'iv.wechat_user_id')
      .first('iv.*', 'wechat_users.phone'),

  lock: (id: number): Promise<VerificationRow | undefined> => connection('identity_verifications').where({ id }).forUpdate().first(),

  decide: (id: number, decision: { state: 'verified' | 'rejected'; opinion: string; reviewerId: number; reviewerName: string }, now: Date) =>
    connection('identity_verifications')
      .where({ id })
      .update({ state: decision.state, opinion: decision.opinion || null, reviewer_id: decision.reviewerId, reviewer_name: decision.reviewerName, decided_at: now.toISOString() })
      .increment('version', 1),
})

function reviewable(connection: Connection, scope: Scope) {
  const query = connection('identity_verifications as iv').whereIn('iv.method', ['manual', 'otherDocument'])
  if (scope.organizationKind === 'province') return query
  return query.whereExists((below) => {
    void below.from('people').join('organizations', 'organizations.id', 'people.organization_id').whereRaw('people.in_service_lookup = iv.identity_lookup').select(connection.raw('1'))
    whereStartsWith(below, 'organizations.path', scope.path)
  })
}
