import type { PaymentState } from '@talent/shared/domain/states/payment'
import type { Connection } from '../../db/database'
import { whereContains, whereStartsWith } from '../../db/like'
import type { Scope } from '../../http/actor'

export interface DeskRow {
  applicationId: number
  organizationId: number
  name: string
  identityNumberMasked: string
  institutionName: string
  examYear: number
  businessCode: string
  state: PaymentState
  amountFen: number
  askedAt: string
  paidAt: string | null
  paidEntryId: number | null
}

export interface DeskFilter {
  examYear?: number | undefined
  name?: string | undefined
  identity?: { last4: string } | { identities: string[] } | undefined
}

const read = (row: Record<string, unknown>): DeskRow => ({
  applicationId: Number(row.application_id),
  organizationId: Number(row.organization_id),
  name: String(row.name),
  identityNumberMasked: String(row.identity_number_masked),
  institutionName: String(row.organization_name),
  examYear: Number(row.exam_year),
  businessCode: String(row.business_code),
  state: row.payment_state as PaymentState,
  amountFen: Number(row.amount_fen),
  askedAt: String(row.asked_at),
  paidAt: row.paid_at as string | null,
  paidEntryId: row.paid_entry_id === null ? null : Number(row.paid_entry_id),
})

const columns = [
  'fee.application_id', 'fee.organization_id', 'a.name', 'a.identity_number_masked', 'o.name as organization_name', 'fee.exam_year', 'a.business_code', 'a.payment_state',
  'fee.amount_fen', 'fee.asked_at', 'fee.paid_at', 'fee.paid_entry_id',
]

/** An institution sees its own candidates' fees (a department's account those of its people), an authority those of all below it. */
export function paymentsDeskRepository(connection: Connection, scope: Scope, departmentIds: readonly number[] | null) {
  const within = () => {
    const query = connection('application_fees as fee').join('applications as a', 'a.id', 'fee.application_id').join('organizations as o', 'o.id', 'fee.organization_id')
    if (scope.organizationKind === 'institution') void query.where('fee.organization_id', scope.organizationId)
    else whereStartsWith(query, 'o.path', scope.path)
    if (departmentIds !== null) void query.join('people as p', 'p.id', 'a.person_id').whereIn('p.department_id', [...departmentIds])
    return query
  }
  const matching = ({ examYear, name, identity }: DeskFilter) => {
    const query = within()
    if (examYear !== undefined) void query.where('fee.exam_year', examYear)
    if (name) whereContains(query, 'a.name', name)
    if (identity && 'last4' in identity) void query.where('a.identity_last4_lookup', identity.last4)
    if (identity && 'identities' in identity) void query.whereIn('a.identity_lookup', identity.identities)
    return query
  }
  return {
    async page(filter: DeskFilter & { state?: PaymentState | undefined }, { page, pageSize }: { page: number; pageSize: number }): Promise<DeskRow[]> {
      const query = matching(filter)
      if (filter.state !== undefined) void query.where('a.payment_state', filter.state)
      const rows: Record<string, unknown>[] = await query.orderBy('fee.application_id', 'desc').limit(pageSize).offset((page - 1) * pageSize).select(columns)
      return rows.map(read)
    },

    /** Of every state, whatever state is asked for; the page's total is among them. */
    async totals(filter: DeskFilter): Promise<{ state: PaymentState; count: number; amountFen: number }[]> {
      const rows: { payment_state: PaymentState; count: number | string; amount: number | string }[] = await matching(filter)
        .groupBy('a.payment_state')
        .select('a.payment_state')
        .count({ count: '*' })
        .sum({ amount: 'fee.amount_fen' })
      return rows.map((row) => ({ state: row.payment_state, count: Number(row.count), amountFen: Number(row.amount) }))
    },

    async find(applicationId: number): Promise<DeskRow | null> {
      const row = await within().where('fee.application_id', applicationId).first(columns)
      return row ? read(row) : null
    },
  }
}
