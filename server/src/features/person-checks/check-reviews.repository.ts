import type { CheckPurpose, CheckReviewRow, Identification } from '@talent/shared/contract/person-checks'
import type { z } from '@talent/shared/zod'
import type { Connection } from '../../db/database'
import { whereStartsWith } from '../../db/like'
import type { Scope } from '../../http/actor'
import type { CheckState } from './person-checks.repository'

export type ReviewState = z.output<typeof CheckReviewRow>['state']

/** A used check was a passed one. */
const rowStates: Record<ReviewState, CheckState[]> = { pending: ['pending'], passed: ['passed', 'used'], rejected: ['rejected'] }

export interface ReviewRow {
  id: number
  wechat_user_id: number
  purpose: CheckPurpose
  /** Null when the user has left. */
  about: string | null
  organization_id: number | null
  organization_name: string | null
  trial_id: number | null
  identity_lookup: string | null
  state: CheckState
  /** sealed; null when the user has left */
  reason: string | null
  identification: Identification | null
  opinion: string | null
  reviewer_id: number | null
  reviewer_name: string | null
  created_at: string
  decided_at: string | null
  version: number
  /** Of the user as it is now. */
  name: string | null
  identity_type: string | null
  /** sealed */
  identity_number: string | null
  /** sealed */
  phone: string | null
  current_lookup: string | null
}

/** The requests that an authority reaches: of what lies below it, never its own; the province those of nobody and its own as well. */
export const checkReviewsRepository = (connection: Connection) => ({
  async page(scope: Scope, filter: { state: ReviewState; page: number; pageSize: number }): Promise<{ rows: ReviewRow[]; total: number }> {
    const query = reviewable(connection, scope).whereIn('c.state', rowStates[filter.state])
    const [{ total } = { total: 0 }] = await query.clone().count({ total: '*' })
    const rows: ReviewRow[] = await columns(query)
      // Whoever waits longest comes first; of what is decided, the newest.
      .orderBy('c.id', filter.state === 'pending' ? 'asc' : 'desc')
      .limit(filter.pageSize)
      .offset((filter.page - 1) * filter.pageSize)
    return { rows, total: Number(total) }
  },

  async counts(scope: Scope): Promise<Record<ReviewState, number>> {
    const rows: { state: CheckState; total: number | string }[] = await reviewable(connection, scope).groupBy('c.state').select('c.state').count({ total: '*' })
    const of = (state: ReviewState) => rows.filter((row) => rowStates[state].includes(row.state)).reduce((sum, row) => sum + Number(row.total), 0)
    return { pending: of('pending'), passed: of('passed'), rejected: of('rejected') }
  },

  /** What the user withdrew is gone for the reviewer. */
  find: (scope: Scope, id: number): Promise<ReviewRow | undefined> =>
    columns(reviewable(connection, scope).where('c.id', id).whereNot('c.state', 'withdrawn')).first(),

  lock: (id: number): Promise<{ state: CheckState; version: number; reviewer_id: number | null; reviewer_name: string | null; decided_at: string | null } | undefined> =>
    connection('person_checks').where({ id }).forUpdate().first(),

  decide: (
    id: number,
    decision: { state: 'passed' | 'rejected'; identification: Identification | null; opinion: string; reviewerId: number; reviewerName: string; now: string; expiresAt: string },
  ) =>
    connection('person_checks')
      .where({ id })
      .update({
        state: decision.state, identification: decision.identification, opinion: decision.opinion || null, reviewer_id: decision.reviewerId, reviewer_name: decision.reviewerName,
        decided_at: decision.now, expires_at: decision.expiresAt, live_key: null, version: connection.raw('version + 1'),
      }),
})

function reviewable(connection: Connection, scope: Scope) {
  const query = connection('person_checks as c')
    .leftJoin('organizations as o', 'o.id', 'c.organization_id')
    .join('wechat_users as u', 'u.id', 'c.wechat_user_id')
    .where('c.method', 'manual')
  const isProvince = scope.organizationKind === 'province'
  return query.where((mine) => {
    void mine.where((below) => {
      whereStartsWith(below, 'o.path', scope.path)
      if (!isProvince) void below.whereNot('o.id', scope.organizationId)
    })
    if (isProvince) void mine.orWhereNull('c.organization_id')
  })
}

const columns = (query: ReturnType<typeof reviewable>) =>
  query.select(
    'c.id', 'c.wechat_user_id', 'c.purpose', 'c.about', 'c.organization_id', 'o.name as organization_name', 'c.trial_id', 'c.identity_lookup', 'c.state', 'c.reason',
    'c.identification', 'c.opinion', 'c.reviewer_id', 'c.reviewer_name', 'c.created_at', 'c.decided_at', 'c.version',
    'u.identity_name as name', 'u.identity_type', 'u.identity_number', 'u.phone', 'u.identity_lookup as current_lookup',
  )
