import type { Connection } from '../../db/database'

export interface RefundRow {
  id: number
  applicationId: number
  orderId: number
  /** The payment that goes back. */
  entryId: number
  refundNumber: string
  /** fen */
  amountFen: number
  /** The second payment of one fee, given back without being asked. */
  automatic: boolean
  reason: string
  state: 'requested' | 'processing' | 'succeeded' | 'failed' | 'abnormal'
  createdAt: string
  finishedAt: string | null
  /** Null once nothing can change any more. */
  nextCheckAt: string | null
  checks: number
}

const read = (row: Record<string, unknown>): RefundRow => ({
  id: Number(row.id),
  applicationId: Number(row.application_id),
  orderId: Number(row.order_id),
  entryId: Number(row.entry_id),
  refundNumber: String(row.refund_number),
  amountFen: Number(row.amount_fen),
  automatic: Boolean(row.automatic),
  reason: String(row.reason),
  state: row.state as RefundRow['state'],
  createdAt: String(row.created_at),
  finishedAt: row.finished_at as string | null,
  nextCheckAt: row.next_check_at as string | null,
  checks: Number(row.checks),
})

export const refundsRepository = (connection: Connection) => {
  const refunds = () => connection('payment_refunds')
  const one = (row: Record<string, unknown> | undefined): RefundRow | null => (row ? read(row) : null)
  return {
    find: async (id: number): Promise<RefundRow | null> => one(await refunds().where({ id }).first()),
    findByNumber: async (refundNumber: string): Promise<RefundRow | null> => one(await refunds().where('refund_number', refundNumber).first()),
    /** The one refund of a payment that has not failed. */
    liveOf: async (entryId: number): Promise<RefundRow | null> => one(await refunds().where('live_entry_id', entryId).first()),

    async ofApplications(applicationIds: readonly number[]): Promise<RefundRow[]> {
      const rows: Record<string, unknown>[] = await refunds().whereIn('application_id', applicationIds).orderBy('id', 'desc')
      return rows.map(read)
    },

    async insert(refund: Pick<RefundRow, 'applicationId' | 'orderId' | 'entryId' | 'refundNumber' | 'amountFen' | 'automatic' | 'reason' | 'createdAt' | 'nextCheckAt'>): Promise<number> {
      const [id = 0] = await refunds().insert({
        application_id: refund.applicationId, order_id: refund.orderId, entry_id: refund.entryId, live_entry_id: refund.entryId, refund_number: refund.refundNumber,
        amount_fen: refund.amountFen, automatic: refund.automatic, reason: refund.reason, state: 'requested', created_at: refund.createdAt, next_check_at: refund.nextCheckAt,
      })
      return id
    },

    setProcessing: (id: number) => refunds().where({ id, state: 'requested' }).update({ state: 'processing' }),
    setSucceeded: (id: number, at: string) => refunds().where({ id }).update({ state: 'succeeded', finished_at: at, next_check_at: null }),
    setAbnormal: (id: number) => refunds().where({ id }).update({ state: 'abnormal' }),
    /** The payment may be refunded anew. */
    setFailed: (id: number, at: string) => refunds().where({ id }).update({ state: 'failed', live_entry_id: null, finished_at: at, next_check_at: null }),
    /** What WeChat Pay says does not agree: people look into it. */
    stopChecking: (id: number) => refunds().where({ id }).update({ next_check_at: null }),

    async due(now: string, limit: number): Promise<RefundRow[]> {
      const rows: Record<string, unknown>[] = await refunds().where('next_check_at', '<=', now).orderBy('next_check_at').limit(limit)
      return rows.map(read)
    },

    /** False: somebody else asks already. */
    async claim(refund: RefundRow, nextCheckAt: string): Promise<boolean> {
      return (await refunds().where({ id: refund.id, next_check_at: refund.nextCheckAt }).update({ next_check_at: nextCheckAt, checks: refund.checks + 1 })) === 1
    },

    async nextDue(): Promise<string | null> {
      const [row] = await refunds().min({ at: 'next_check_at' })
      return row?.at ?? null
    },
  }
}
