import type { RegistrationState } from '@talent/shared/domain/states/registration'
import type { Connection } from '../../db/database'
import { whereContains, whereStartsWith } from '../../db/like'
import type { Scope } from '../../http/actor'
import type { HrApplicationRow } from './hr-applications.repository'

export interface HrReviewListRow extends HrApplicationRow {
  organization_name: string
  authority_name: string | null
}

export type Counts = Record<RegistrationState, number>

export interface ListFilter {
  state: RegistrationState
  name: string
  page: number
  pageSize: number
}

/** Applications for institutions below an authority. */
export const hrReviewsRepository = (connection: Connection) => ({
  async page(scope: Scope, filter: ListFilter): Promise<{ rows: HrReviewListRow[]; total: number }> {
    const query = named(reviewable(connection, scope), filter.name).where('applications.state', filter.state)
    const [{ total } = { total: 0 }] = await query.clone().count({ total: '*' })
    const rows = await withNames(query)
      // Whoever waits longest comes first; of what is decided, the newest.
      .orderBy(filter.state === 'pending' ? [{ column: 'applications.submitted_at' }, { column: 'applications.id' }] : [{ column: 'applications.decided_at', order: 'desc' }, { column: 'applications.id', order: 'desc' }])
      .limit(filter.pageSize)
      .offset((filter.page - 1) * filter.pageSize)
    return { rows, total: Number(total) }
  },

  async counts(scope: Scope, name = ''): Promise<Counts> {
    const rows: { state: RegistrationState; total: number | string }[] = await named(reviewable(connection, scope), name)
      .groupBy('applications.state')
      .select('applications.state', connection.raw('count(*) as total'))
    const counts: Counts = { pending: 0, accepted: 0, rejected: 0 }
    for (const row of rows) counts[row.state] = Number(row.total)
    return counts
  },

  find: (scope: Scope, id: number): Promise<HrReviewListRow | undefined> => withNames(reviewable(connection, scope).where('applications.id', id)).first(),

  lock: (id: number): Promise<HrApplicationRow | undefined> => connection('hr_account_applications').where({ id }).forUpdate().first(),

  /** Who administers a unit is settled one after the other. */
  lockOrganization: (id: number) => connection('organizations').where({ id }).forUpdate().first('id'),

  decide: (id: number, decision: { state: 'accepted' | 'rejected'; opinion: string; reviewerId: number; reviewerName: string }, now: Date) =>
    connection('hr_account_applications')
      .where({ id })
      .update({
        state: decision.state, opinion: decision.opinion || null, reviewer_id: decision.reviewerId, reviewer_name: decision.reviewerName, decided_at: now.toISOString(),
        ...(decision.state === 'accepted' ? { open_user_id: null } : {}),
      })
      .increment('version', 1),

  administratorOf: (organizationId: number): Promise<{ id: number; wechat_user_id: number; applicant_name: string } | undefined> =>
    connection('hr_administrators as administrators')
      .join('hr_account_applications as applications', 'applications.id', 'administrators.application_id')
      .where('administrators.active_organization_id', organizationId)
      .first('administrators.id', 'administrators.wechat_user_id', 'applications.applicant_name'),

  endAdministrator: (organizationId: number, now: string) =>
    connection('hr_administrators').where('active_organization_id', organizationId).update({ active_organization_id: null, ended_at: now }),

  appoint: (link: { organizationId: number; wechatUserId: number; accountId: number; applicationId: number }, now: string) =>
    connection('hr_administrators').insert({
      organization_id: link.organizationId, active_organization_id: link.organizationId, wechat_user_id: link.wechatUserId, account_id: link.accountId,
      application_id: link.applicationId, granted_at: now,
    }),
})

function reviewable(connection: Connection, scope: Scope) {
  const query = connection('hr_account_applications as applications').join('organizations', 'organizations.id', 'applications.organization_id').where('organizations.kind', 'institution')
    // Of one who has left nothing but the accepted account is of interest.
    .whereNot('applications.applicant_name', '')
  whereStartsWith(query, 'organizations.path', scope.path)
  return query
}

function named<Q extends ReturnType<typeof reviewable>>(query: Q, name: string): Q {
  const wanted = name.trim()
  if (wanted !== '') {
    void query.where((q) => {
      whereContains(q, 'organizations.name', wanted)
      void q.orWhere('applications.applicant_name', wanted)
    })
  }
  return query
}

const withNames = (query: ReturnType<typeof reviewable>) =>
  query
    .leftJoin('organizations as authorities', 'authorities.id', 'organizations.parent_id')
    .select<HrReviewListRow[]>('applications.*', 'organizations.name as organization_name', 'authorities.name as authority_name')
