import { z } from '@talent/shared/zod'

/** Who took the money, as WeChat Pay names it. */
export interface Merchant {
  appId: string
  mchId: string
}

export interface Transaction extends Merchant {
  orderNumber: string
  transactionId: string
  /** fen */
  amountFen: number
  currency: string
  /** ISO instant */
  at: string
}

/** What WeChat Pay says of an order. `open`: it can still be paid, or somebody is typing the password. */
export type OrderReport = { state: 'paid'; transaction: Transaction } | { state: 'open' | 'closed' | 'absent' }

export interface RefundReport {
  state: 'processing' | 'succeeded' | 'closed' | 'abnormal'
  refundNumber: string
  /** 微信支付退款单号 */
  refundId: string
  orderNumber: string
  transactionId: string
  /** fen, of this refund and of the payment */
  amountFen: number
  totalFen: number
  /** Notices name none: there it is null. */
  currency: string | null
  /** Notices name the merchant; answers to our own signed questions don't need to. */
  mchId: string | null
  /** ISO instant; null until it succeeded. */
  at: string | null
}

const shortText = z.string().check(z.minLength(1), z.maxLength(64))
const fen = z.int().check(z.nonnegative())
/** RFC 3339 with an offset → ISO in UTC. */
const moment = z.pipe(z.string().check(z.refine((text) => /T.*(Z|[+-]\d\d:\d\d)$/.test(text) && !Number.isNaN(Date.parse(text)))), z.transform((text: string) => new Date(text).toISOString()))

const Paid = z.object({
  appid: shortText, mchid: shortText, out_trade_no: shortText, transaction_id: shortText, success_time: moment,
  amount: z.object({ total: fen, currency: z._default(z.string(), 'CNY') }),
})
const Order = z.object({ out_trade_no: shortText, trade_state: z.enum(['SUCCESS', 'REFUND', 'NOTPAY', 'CLOSED', 'REVOKED', 'USERPAYING', 'PAYERROR']) })

/** A successful answer of the order query, or what a payment notice carries. Null: it is none of WeChat Pay's. */
export function orderReport(answer: unknown): OrderReport | null {
  const order = Order.safeParse(answer)
  if (!order.success) return null
  switch (order.data.trade_state) {
    case 'NOTPAY':
    case 'USERPAYING':
    case 'PAYERROR': // One try failed; another may not.
      return { state: 'open' }
    case 'CLOSED':
    case 'REVOKED':
      return { state: 'closed' }
    case 'SUCCESS':
    case 'REFUND': {
      const paid = Paid.safeParse(answer)
      if (!paid.success) return null
      const { appid, mchid, out_trade_no, transaction_id, success_time, amount } = paid.data
      const transaction = { appId: appid, mchId: mchid, orderNumber: out_trade_no, transactionId: transaction_id, amountFen: amount.total, currency: amount.currency, at: success_time }
      return { state: 'paid', transaction }
    }
  }
}

const refundStates = { PROCESSING: 'processing', SUCCESS: 'succeeded', CLOSED: 'closed', ABNORMAL: 'abnormal' } as const
const RefundState = z.enum(['PROCESSING', 'SUCCESS', 'CLOSED', 'ABNORMAL'])
const refundFields = {
  out_refund_no: shortText, refund_id: shortText, out_trade_no: shortText, transaction_id: shortText, success_time: z.optional(moment),
}
const RefundAnswer = z.object({ ...refundFields, status: RefundState, amount: z.object({ total: fen, refund: fen, currency: z._default(z.string(), 'CNY') }) })
const RefundNotice = z.object({ ...refundFields, mchid: shortText, refund_status: RefundState, amount: z.object({ total: fen, refund: fen }) })

const facts = (data: z.output<typeof RefundAnswer> | z.output<typeof RefundNotice>) => ({
  refundNumber: data.out_refund_no, refundId: data.refund_id, orderNumber: data.out_trade_no, transactionId: data.transaction_id,
  amountFen: data.amount.refund, totalFen: data.amount.total, at: data.success_time ?? null,
})

export function refundReport(answer: unknown): RefundReport | null {
  const parsed = RefundAnswer.safeParse(answer)
  return parsed.success ? { ...facts(parsed.data), state: refundStates[parsed.data.status], currency: parsed.data.amount.currency, mchId: null } : null
}

export function refundNotice(content: unknown): RefundReport | null {
  const parsed = RefundNotice.safeParse(content)
  return parsed.success ? { ...facts(parsed.data), state: refundStates[parsed.data.refund_status], currency: null, mchId: parsed.data.mchid } : null
}
