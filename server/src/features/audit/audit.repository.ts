import type { PaymentState } from '@talent/shared/domain/states/payment'
import type { ReviewState } from '@talent/shared/domain/states/application'
import type { Connection } from '../../db/database'
import { throughIndex } from '../../db/index-hint'
import { afterPosition, atDesk, inOrder, searchQuery, within, type AuditFilter, type Place } from './audit-search'
import type { Position } from './cursor'
import type { Departments, Desk } from './desk'
import type { DeskYear } from './desk-years'

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

const countedStates: ReviewState[] = ['pending', 'approved', 'deferred', 'revisionRequested', 'returned', 'rejected']

export const auditRepository = (connection: Connection) => {
  return {
    /** One page, and whether more follow: oldest submission first, what has left the desk newest first. */
    async search(desk: Desk, filter: AuditFilter): Promise<{ rows: AuditRowRecord[]; more: boolean }> {
      const rows: Record<string, unknown>[] = await searchQuery(connection, desk, filter)
      return { rows: rows.slice(0, filter.pageSize).map(readRow), more: rows.length > filter.pageSize }
    },

    async countPending(desk: Place, examYear: number): Promise<number> {
      const [row] = await atDesk(connection('application_level_states as s'), desk, examYear).where('s.state', 'pending').count({ total: '*' })
      return Number(row?.total ?? 0)
    },

    /** Of these years, newest first, those of which something has come to the desk, with how many wait. */
    async years(desk: Place, candidates: readonly number[]): Promise<DeskYear[]> {
      const found: DeskYear[] = []
      for (const examYear of [...candidates].sort((a, b) => b - a)) {
        const some = await atDesk(connection('application_level_states as s'), desk, examYear).whereIn('s.state', countedStates).first('s.application_id')
        if (some) found.push({ examYear, pending: await this.countPending(desk, examYear) })
      }
      return found
    },

    /** Of what has come to the desk; what has not may be most of what the year has. */
    async counts(desk: Place, examYear: number): Promise<Map<string, number>> {
      const rows: { state: string; total: number | string }[] = await atDesk(connection('application_level_states as s'), desk, examYear)
        .whereIn('s.state', countedStates)
        .groupBy('s.state')
        .select('s.state')
        .count({ total: '*' })
      return new Map(rows.map(({ state, total }) => [state, Number(total)]))
    },

    /** Where an application stands at this desk: a unit sees all of its own, an authority what has come to it or passed it. */
    async place(desk: Desk, applicationId: number): Promise<{ state: ReviewState; submittedAt: string | null } | null> {
      const row = await within(connection('application_level_states'), 'application_level_states.application_id', desk.departmentIds)
        .where({
          application_id: applicationId, level: desk.organizationKind, organization_id: desk.organizationId, business_code: desk.businessCode,
        })
        .first('state', 'submitted_at')
      if (!row || (row.state === 'notStarted' && desk.organizationKind !== 'institution')) return null
      return { state: row.state, submittedAt: row.submitted_at }
    },

    /** The next one that waits after a position, from the beginning again after the last; never the one at the position. */
    async nextPending(desk: Desk, examYear: number, from: { id: number; submittedAt: string | null }): Promise<number | null> {
      const pending = () =>
        inOrder(atDesk(connection.from(throughIndex(connection, 'application_level_states as s', 'level_states_by_state')), desk, examYear))
          .where('s.state', 'pending')
          .where('s.application_id', '<>', from.id)
      const after = from.submittedAt === null ? undefined : await afterPosition(pending(), { id: from.id, submittedAt: from.submittedAt }).first('s.application_id')
      const next = after ?? (await pending().first('s.application_id'))
      return next ? Number(next.application_id) : null
    },

    /** False when a manager's authorisation has ended since the request began; it can't end before the decision is written. */
    async lockRight({ bindingId }: Desk): Promise<boolean> {
      if (bindingId === null) return true
      return (await connection('manager_bindings').where('id', bindingId).whereNull('ended_at').forUpdate().first('id')) !== undefined
    },

    async organizationName(desk: Desk): Promise<string> {
      const row = await connection('organizations').where('id', desk.organizationId).first('name')
      return String(row?.name ?? '')
    },

    /** Whether the applicant is one of these departments' people. */
    async isWithin(applicationId: number, departments: Departments): Promise<boolean> {
      if (departments === null) return true
      return (await within(connection('applications').where('id', applicationId), 'applications.id', departments).first('id')) !== undefined
    },

    /**
     * Sealed, by application, of the people in these departments. Whose record another unit has taken over is known to the
     * authorities, from that unit's record; the former unit has the number no more.
     */
    async sealedNumbers(applicationIds: readonly number[], departments: Departments, byAuthority: boolean): Promise<Map<number, string>> {
      if (applicationIds.length === 0 || departments?.length === 0) return new Map()
      const query = connection('applications as a').join('people as p', 'p.id', 'a.person_id').whereIn('a.id', [...applicationIds])
      if (departments !== null) void query.whereIn('p.department_id', departments)
      if (!byAuthority) {
        const rows: { id: number; identity_number: string }[] = await query.whereNull('p.handed_over_at').select('a.id', 'p.identity_number')
        return new Map(rows.map((row) => [Number(row.id), row.identity_number]))
      }
      const rows: { id: number; identity_number: string }[] = await query.join('people as n', 'n.identity_lookup', 'a.identity_lookup').select('a.id', 'n.identity_number')
      return new Map(rows.map((row) => [Number(row.id), row.identity_number]))
    },

    /** Whether another unit has taken over the record that a removed application was filed from. */
    async isHandedOver(detachmentId: number): Promise<boolean> {
      const row = await connection('detachments as d').join('trials as t', 't.id', 'd.trial_id').join('people as p', 'p.id', 't.person_id').where('d.id', detachmentId).first('p.handed_over_at')
      return row !== undefined && row.handed_over_at !== null
    },

    /** The name under which a review is signed: a manager's verified one, or the account's. */
    async reviewerName({ accountName, reviewer }: Desk): Promise<string> {
      if (accountName !== null) return accountName
      const row = await connection('wechat_users').where('id', reviewer.id).first('identity_name')
      return String(row?.identity_name ?? '')
    },
  }
}
