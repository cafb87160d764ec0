import type { PaymentState } from '@talent/shared/domain/states/payment'
import type { Connection } from '../../db/database'

export interface FeeRow {
  applicationId: number
  organizationId: number
  examYear: number
  /** fen */
  amountFen: number
  askedAt: string
  /** The ledger entry that pays it. */
  paidEntryId: number | null
  paidAt: string | null
}

const read = (row: Record<string, unknown>): FeeRow => ({
  applicationId: Number(row.application_id),
  organizationId: Number(row.organization_id),
  examYear: Number(row.exam_year),
  amountFen: Number(row.amount_fen),
  askedAt: String(row.asked_at),
  paidEntryId: row.paid_entry_id === null ? null : Number(row.paid_entry_id),
  paidAt: row.paid_at === null ? null : String(row.paid_at),
})

/** The fee of an application and its 缴费状态. The caller of what writes has locked the application. */
export const feesRepository = (connection: Connection) => ({
  async find(applicationId: number): Promise<FeeRow | null> {
    const row = await connection('application_fees').where('application_id', applicationId).first()
    return row ? read(row) : null
  },

  insert: (fee: Pick<FeeRow, 'applicationId' | 'organizationId' | 'examYear' | 'amountFen' | 'askedAt'>) =>
    connection('application_fees').insert({
      application_id: fee.applicationId, organization_id: fee.organizationId, exam_year: fee.examYear, amount_fen: fee.amountFen, asked_at: fee.askedAt,
    }),

  update: (applicationId: number, change: { organizationId?: number; amountFen?: number }) =>
    connection('application_fees').where('application_id', applicationId).update({ organization_id: change.organizationId, amount_fen: change.amountFen }),

  setPaid: (applicationId: number, entryId: number, at: string) =>
    connection('application_fees').where('application_id', applicationId).update({ paid_entry_id: entryId, paid_at: at }),

  async states(applicationIds: readonly number[]): Promise<Map<number, PaymentState>> {
    const rows: { id: number; payment_state: PaymentState }[] = await connection('applications').whereIn('id', applicationIds).select('id', 'payment_state')
    return new Map(rows.map((row) => [row.id, row.payment_state]))
  },

  async state(applicationId: number): Promise<PaymentState> {
    return (await this.states([applicationId])).get(applicationId) ?? 'notRequired'
  },

  /** The application's version stays: a payment is no change that a reviewer's decision could miss. */
  setState: (applicationId: number, state: PaymentState) => connection('applications').where('id', applicationId).update({ payment_state: state }),
})
