import type { PaymentState } from '@talent/shared/domain/states/payment'
import type { ReviewState } from '@talent/shared/domain/states/application'
import type { Connection } from '../../db/database'
import { throughIndex } from '../../db/index-hint'
import { afterPosition, atDesk, inOrder, pageSize, searchQuery, type AuditFilter, type Binding } from './audit-search'
import type { Position } from './cursor'

export interface AuditRowRecord {
  id: number
  name: string
  identityNumberMasked: string
  applyLevel: string
  applyCategory: string
  institutionName: string
  submission: 'draft' | 'submitted' | 'detached'
  state: ReviewState
  paymentState: PaymentState
  submittedAt: string
  /** Where the page after it goes on. */
  position: Position
}

// knex answers rows as loose records; this is the one place that gives them their type.
const readRow = (row: Record<string, unknown>): AuditRowRecord => ({
  id: Number(row.id),
  name: String(row.name),
  identityNumberMasked: String(row.identity_number_masked),
  applyLevel: String(row.apply_level),
  applyCategory: String(row.apply_category),
  institutionName: String(row.institution_name ?? ''),
  submission: row.submission as AuditRowRecord['submission'],
  state: row.state as ReviewState,
  paymentState: row.payment_state as PaymentState,
  submittedAt: String(row.submitted_at),
  position: { submittedAt: String(row.position_at), id: Number(row.position_id) },
})

export const auditRepository = (connection: Connection) => {
  return {
    /** One page, and whether more follow: oldest submission first, what has left the desk newest first. */
    async search(binding: Binding, filter: AuditFilter): Promise<{ rows: AuditRowRecord[]; more: boolean }> {
      const rows: Record<string, unknown>[] = await searchQuery(connection, binding, filter)
      return { rows: rows.slice(0, pageSize).map(readRow), more: rows.length > pageSize }
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
