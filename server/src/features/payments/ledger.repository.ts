import type { Connection } from '../../db/database'

export interface LedgerRow {
  id: number
  kind: 'payment' | 'refund'
  wechatNumber: string
  applicationId: number
  orderId: number
  /** fen */
  amountFen: number
  at: string
  recordedAt: string
}

const read = (row: Record<string, unknown>): LedgerRow => ({
  id: Number(row.id),
  kind: row.kind as LedgerRow['kind'],
  wechatNumber: String(row.wechat_number),
  applicationId: Number(row.application_id),
  orderId: Number(row.order_id),
  amountFen: Number(row.amount_fen),
  at: String(row.at),
  recordedAt: String(row.recorded_at),
})

/** The books: nothing here changes or removes a row. */
export const ledgerRepository = (connection: Connection) => ({
  async find(kind: LedgerRow['kind'], wechatNumber: string): Promise<LedgerRow | null> {
    const row = await connection('payment_ledger').where({ kind, wechat_number: wechatNumber }).first()
    return row ? read(row) : null
  },

  async byId(id: number): Promise<LedgerRow | null> {
    const row = await connection('payment_ledger').where({ id }).first()
    return row ? read(row) : null
  },

  async ofApplication(applicationId: number): Promise<LedgerRow[]> {
    const rows: Record<string, unknown>[] = await connection('payment_ledger').where('application_id', applicationId).orderBy('id')
    return rows.map(read)
  },

  async insert(entry: Omit<LedgerRow, 'id'>): Promise<number> {
    const [id = 0] = await connection('payment_ledger').insert({
      kind: entry.kind, wechat_number: entry.wechatNumber, application_id: entry.applicationId, order_id: entry.orderId, amount_fen: entry.amountFen,
      at: entry.at, recorded_at: entry.recordedAt,
    })
    return id
  },
})
