import type { Knex } from 'knex'
import type { ReviewState } from '@talent/shared/domain/states/application'
import type { Connection } from '../../db/database'
import type { searchLookups } from '../../db/identity-lookup'
import { throughIndex } from '../../db/index-hint'
import { whereContains } from '../../db/like'
import type { ManagerActor } from '../../http/actor'
import type { Position } from './cursor'

/** What a manager reaches: made from the session's binding only. */
export type Binding = ManagerActor['binding']

export interface AuditFilter {
  examYear: number
  state?: ReviewState | undefined
  name?: string | undefined
  identity?: ReturnType<typeof searchLookups> | undefined
  applyLevel?: string | undefined
  applyCategory?: string | undefined
  after?: Position | undefined
}

export interface AuditRowRecord {
  id: number
  name: string
  identityNumberMasked: string
  applyLevel: string
  applyCategory: string
  state: ReviewState
  submittedAt: string
}

const pageSize = 20

/** Before everything that has come to a level: instants begin with a year. */
const beforeAll = '0'

export const auditRepository = (connection: Connection) => {
  const atDesk = (query: Knex.QueryBuilder, binding: Binding, examYear: number) =>
    query.where({ 's.organization_id': binding.organizationId, 's.business_code': binding.businessCode, 's.exam_year': examYear })

  /** Rows after a position in the list's order; comparing the two columns as a pair would not use the index. */
  const afterPosition = (query: Knex.QueryBuilder, { submittedAt, id }: Position) =>
    query.where('s.submitted_at', '>=', submittedAt).where((q) => void q.where('s.submitted_at', '>', submittedAt).orWhere('s.application_id', '>', id))

  const inOrder = (query: Knex.QueryBuilder) => query.orderBy([{ column: 's.submitted_at' }, { column: 's.application_id' }])

  return {
    /** Optimizers were seen to start with the applications and sort all of them: the list's index is named unless an identity narrows it. */
    searchQuery(binding: Binding, filter: AuditFilter): Knex.QueryBuilder {
      const index = filter.state ? 'level_states_by_state' : 'level_states_list'
      const source = filter.identity ? 'application_level_states as s' : throughIndex(connection, 'application_level_states as s', index)
      const query = atDesk(connection.from(source), binding, filter.examYear).join('applications as a', 'a.id', 's.application_id')
      if (filter.state) void query.where('s.state', filter.state)
      if (filter.name) whereContains(query, 'a.name', filter.name)
      if (filter.identity && 'last4' in filter.identity) void query.where('a.identity_last4_lookup', filter.identity.last4)
      if (filter.identity && 'identities' in filter.identity) void query.whereIn('a.identity_lookup', filter.identity.identities)
      if (filter.applyLevel) void query.where('a.apply_level', filter.applyLevel)
      if (filter.applyCategory) void query.where('a.apply_category', filter.applyCategory)
      if (filter.after) void afterPosition(query, filter.after)
      else void query.where('s.submitted_at', '>', beforeAll)
      return inOrder(query)
        .limit(pageSize + 1)
        .select('a.id', 'a.name', 'a.identity_number_masked', 'a.apply_level', 'a.apply_category', 's.state', 's.submitted_at')
    },

    /** One page, oldest submission first, and whether more follow. */
    async search(binding: Binding, filter: AuditFilter): Promise<{ rows: AuditRowRecord[]; more: boolean }> {
      const rows: Record<string, unknown>[] = await this.searchQuery(binding, filter)
      return {
        rows: rows.slice(0, pageSize).map((row) => ({
          id: Number(row.id), name: String(row.name), identityNumberMasked: String(row.identity_number_masked), applyLevel: String(row.apply_level),
          applyCategory: String(row.apply_category), state: row.state as ReviewState, submittedAt: String(row.submitted_at),
        })),
        more: rows.length > pageSize,
      }
    },

    async counts(binding: Binding, examYear: number): Promise<Map<string, number>> {
      const rows: { state: string; total: number | string }[] = await atDesk(connection('application_level_states as s'), binding, examYear)
        .groupBy('s.state')
        .select('s.state')
        .count({ total: '*' })
      return new Map(rows.map(({ state, total }) => [state, Number(total)]))
    },

    /** Where an application stands at this desk: a unit sees all of its own, an authority what has come to it or passed it. */
    async place(binding: Binding, applicationId: number): Promise<{ state: ReviewState; submittedAt: string | null } | null> {
      const row = await connection('application_level_states')
        .where({
          application_id: applicationId, level: binding.organizationKind, organization_id: binding.organizationId, business_code: binding.businessCode,
        })
        .first('state', 'submitted_at')
      if (!row || (row.state === 'notStarted' && binding.organizationKind !== 'institution')) return null
      return { state: row.state, submittedAt: row.submitted_at }
    },

    /** The next one that waits after a position, from the beginning again after the last; never the one at the position. */
    async nextPending(binding: Binding, examYear: number, from: { id: number; submittedAt: string | null }): Promise<number | null> {
      const pending = () =>
        inOrder(atDesk(connection.from(throughIndex(connection, 'application_level_states as s', 'level_states_by_state')), binding, examYear))
          .where('s.state', 'pending')
          .where('s.application_id', '<>', from.id)
      const after = from.submittedAt === null ? undefined : await afterPosition(pending(), { id: from.id, submittedAt: from.submittedAt }).first('s.application_id')
      const next = after ?? (await pending().first('s.application_id'))
      return next ? Number(next.application_id) : null
    },

    /** False when the authorisation has ended since the request began; it can't end before the decision is written. */
    async lockBinding(binding: Binding): Promise<boolean> {
      return (await connection('manager_bindings').where('id', binding.id).whereNull('ended_at').forUpdate().first('id')) !== undefined
    },

    async organizationName(binding: Binding): Promise<string> {
      const row = await connection('organizations').where('id', binding.organizationId).first('name')
      return String(row?.name ?? '')
    },

    /** The verified name under which a review is signed. */
    async reviewerName(wechatUserId: number): Promise<string> {
      const row = await connection('wechat_users').where('id', wechatUserId).first('identity_name')
      return String(row?.identity_name ?? '')
    },
  }
}
