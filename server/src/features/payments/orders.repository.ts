import type { Connection } from '../../db/database'

export interface OrderRow {
  id: number
  applicationId: number
  wechatUserId: number
  openid: string
  orderNumber: string
  /** fen */
  amountFen: number
  state: 'open' | 'paid' | 'closed' | 'disputed'
  prepayId: string | null
  transactionId: string | null
  createdAt: string
  expiresAt: string
  paidAt: string | null
  /** Null once nothing can change any more. */
  nextCheckAt: string | null
  checks: number
}

const read = (row: Record<string, unknown>): OrderRow => ({
  id: Number(row.id),
  applicationId: Number(row.application_id),
  wechatUserId: Number(row.wechat_user_id),
  openid: String(row.openid),
  orderNumber: String(row.order_number),
  amountFen: Number(row.amount_fen),
  state: row.state as OrderRow['state'],
  prepayId: row.prepay_id as string | null,
  transactionId: row.transaction_id as string | null,
  createdAt: String(row.created_at),
  expiresAt: String(row.expires_at),
  paidAt: row.paid_at as string | null,
  nextCheckAt: row.next_check_at as string | null,
  checks: Number(row.checks),
})

export const ordersRepository = (connection: Connection) => {
  const orders = () => connection('payment_orders')
  const one = (row: Record<string, unknown> | undefined): OrderRow | null => (row ? read(row) : null)
  return {
    find: async (id: number): Promise<OrderRow | null> => one(await orders().where({ id }).first()),
    findByNumber: async (orderNumber: string): Promise<OrderRow | null> => one(await orders().where('order_number', orderNumber).first()),
    /** The one that can be paid now. */
    live: async (applicationId: number): Promise<OrderRow | null> => one(await orders().where('live_application_id', applicationId).first()),

    async ofApplications(applicationIds: readonly number[]): Promise<OrderRow[]> {
      const rows: Record<string, unknown>[] = await orders().whereIn('application_id', applicationIds).orderBy('id', 'desc')
      return rows.map(read)
    },

    async page(applicationIds: readonly number[], page: { page: number; pageSize: number }): Promise<{ rows: OrderRow[]; total: number }> {
      const mine = orders().whereIn('application_id', applicationIds)
      const [{ total } = { total: 0 }] = await mine.clone().count({ total: '*' })
      const rows: Record<string, unknown>[] = await mine.orderBy('id', 'desc').limit(page.pageSize).offset((page.page - 1) * page.pageSize)
      return { rows: rows.map(read), total: Number(total) }
    },

    async insert(order: Pick<OrderRow, 'applicationId' | 'wechatUserId' | 'openid' | 'orderNumber' | 'amountFen' | 'createdAt' | 'expiresAt' | 'nextCheckAt'>): Promise<number> {
      const [id = 0] = await orders().insert({
        application_id: order.applicationId, wechat_user_id: order.wechatUserId, openid: order.openid, order_number: order.orderNumber, amount_fen: order.amountFen,
        state: 'open', live_application_id: order.applicationId, created_at: order.createdAt, expires_at: order.expiresAt, next_check_at: order.nextCheckAt,
      })
      return id
    },

    /** False: it was closed or paid in the meantime. */
    async setPrepay(id: number, prepayId: string): Promise<boolean> {
      return (await orders().where({ id, state: 'open' }).update({ prepay_id: prepayId })) === 1
    },

    setPaid: (id: number, paid: { transactionId: string; at: string }) =>
      orders().where({ id }).update({ state: 'paid', live_application_id: null, transaction_id: paid.transactionId, paid_at: paid.at, next_check_at: null }),

    /** `nextCheckAt`: WeChat Pay may still say something else. */
    setClosed: (id: number, nextCheckAt: string | null) =>
      orders().where({ id }).whereIn('state', ['open', 'closed']).update({ state: 'closed', live_application_id: null, next_check_at: nextCheckAt }),

    setDisputed: (id: number) => orders().where({ id }).update({ state: 'disputed', live_application_id: null, next_check_at: null }),

    /** The books keep the order; whose WeChat paid it is not kept longer than the user. One that is open is asked for by its number alone. */
    forgetPayer: (wechatUserId: number) => orders().where('wechat_user_id', wechatUserId).update({ openid: '' }),

    async due(now: string, limit: number): Promise<OrderRow[]> {
      const rows: Record<string, unknown>[] = await orders().where('next_check_at', '<=', now).orderBy('next_check_at').limit(limit)
      return rows.map(read)
    },

    /** False: somebody else asks already. */
    async claim(order: OrderRow, nextCheckAt: string): Promise<boolean> {
      return (await orders().where({ id: order.id, next_check_at: order.nextCheckAt }).update({ next_check_at: nextCheckAt, checks: order.checks + 1 })) === 1
    },

    async nextDue(): Promise<string | null> {
      const [row] = await orders().min({ at: 'next_check_at' })
      return row?.at ?? null
    },
  }
}
