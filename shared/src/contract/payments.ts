import { z } from '../zod'
import { account, endpoint, instant, pageOf, pageQuery, publicAccess, queryInt, requiredText, text, verifiedUser } from './endpoint'

/** 缴费状态 of an application; labels and colours are `payment.looks` of the domain. */
export const PaymentState = z.enum(['notRequired', 'unpaid', 'paying', 'paid', 'refunding', 'refunded'], '缴费状态不正确')

/**
 * One order at WeChat Pay. `disputed`: what WeChat reports does not agree with what was asked; it never counts,
 * and people look into it. `closed` holds for cancelled and expired orders.
 */
export const OrderState = z.enum(['open', 'paid', 'closed', 'disputed'])
/** `abnormal`: WeChat could not return the money; the merchant settles it on WeChat's platform. */
export const RefundState = z.enum(['requested', 'processing', 'succeeded', 'failed', 'abnormal'])
export const PaymentRefund = z.object({
  id: z.number(),
  state: RefundState,
  /** fen */
  amountFen: z.number(),
  /** The second payment of the same fee, given back without being asked. */
  automatic: z.boolean(),
  reason: z.string(),
  /** 商户退款单号 */
  refundNumber: z.string(),
  createdAt: instant,
  finishedAt: z.nullable(instant),
})
export type PaymentRefund = z.output<typeof PaymentRefund>
/** Holds everything that a receipt shows. */
export const PaymentOrder = z.object({
  id: z.number(),
  applicationId: z.number(),
  examYear: z.number(),
  examName: z.string(),
  institutionName: z.nullable(z.string()),
  payerName: z.string(),
  state: OrderState,
  /** fen */
  amountFen: z.number(),
  /** 商户订单号 */
  orderNumber: z.string(),
  /** 微信支付订单号; null until paid. */
  transactionId: z.nullable(z.string()),
  createdAt: instant,
  expiresAt: instant,
  paidAt: z.nullable(instant),
  refunds: z.array(PaymentRefund),
})
export type PaymentOrder = z.output<typeof PaymentOrder>

// --- mini-program (M10) ---
export const Payment = z.object({
  applicationId: z.number(),
  examYear: z.number(),
  examName: z.string(),
  institutionName: z.nullable(z.string()),
  state: PaymentState,
  /** fen; 0 when no fee is asked */
  amountFen: z.number(),
  /** `afterReview`: asked once the unit has approved. */
  when: z.enum(['none', 'beforeReview', 'afterReview']),
  /** The order that can be paid now: pay it again with `openPaymentOrder`, or close it. */
  order: z.nullable(z.object({ id: z.number(), createdAt: instant, expiresAt: instant })),
  mayPay: z.boolean(),
  mayClose: z.boolean(),
  /** `checkPayment` may bring news: an order or a refund is under way. */
  mayCheck: z.boolean(),
  /** How it stands and what to do, one or two sentences. */
  hint: z.string(),
  /** Newest first. */
  orders: z.array(PaymentOrder),
})
export type Payment = z.output<typeof Payment>
export const getPayment = endpoint({
  method: 'GET',
  path: '/api/me/applications/:applicationId/payment',
  access: verifiedUser,
  output: Payment,
  summary: '缴费情况',
})
/** What wx.requestPayment takes, all text. */
export const PaymentRequest = z.object({
  timeStamp: z.string(),
  nonceStr: z.string(),
  package: z.string(),
  signType: z.literal('RSA'),
  paySign: z.string(),
})
/**
 * Opens an order, or gives the one that is open once more. What the phone reports afterwards is no proof: ask `checkPayment`.
 * `cashierUrl`: where a browser outside WeChat can pay, when the deployment offers such a page. It may hold `{return}`:
 * the client puts the (URL-encoded) address there that the page leads back to.
 */
export const openPaymentOrder = endpoint({
  method: 'POST',
  path: '/api/me/applications/:applicationId/payment/orders',
  access: verifiedUser,
  output: z.object({ orderId: z.number(), amountFen: z.number(), expiresAt: instant, request: PaymentRequest, cashierUrl: z.nullable(z.string()) }),
  summary: '发起缴费',
  once: true,
})
/** Asks WeChat Pay what became of the order or the refund. */
export const checkPayment = endpoint({
  method: 'POST',
  path: '/api/me/applications/:applicationId/payment/checks',
  access: verifiedUser,
  output: Payment,
  summary: '核对缴费结果',
})
/** Closes the open order. Was it paid in the meantime, then it stays paid. */
export const closePaymentOrder = endpoint({
  method: 'POST',
  path: '/api/me/applications/:applicationId/payment/closings',
  access: verifiedUser,
  output: Payment,
  summary: '取消缴费订单',
})
/** All own orders, newest first; the paid ones are receipts. */
export const listMyPaymentOrders = endpoint({
  method: 'GET',
  path: '/api/me/payment-orders',
  access: verifiedUser,
  input: z.object(pageQuery),
  output: pageOf(PaymentOrder),
  summary: '我的缴费记录',
})

// --- web ---
export const PaymentRow = z.object({
  applicationId: z.number(),
  name: z.string(),
  identityNumber: z.string(), // masked
  institutionName: z.nullable(z.string()),
  examYear: z.number(),
  examName: z.string(),
  state: PaymentState,
  /** fen */
  amountFen: z.number(),
  askedAt: instant,
  paidAt: z.nullable(instant),
})
export type PaymentRow = z.output<typeof PaymentRow>
/** POST, because an identity number never stands in a URL. `totals` ignores the state filter; every state of the list is in it. */
export const searchPayments = endpoint({
  method: 'POST',
  path: '/api/payments/search',
  access: account('payment.read'),
  input: z.object({
    ...pageQuery,
    examYear: z.optional(queryInt({ min: 2000, max: 2100 })),
    state: z.optional(PaymentState),
    name: z.optional(text(60, '姓名')),
    identityNumber: z.optional(text(40, '证件号')),
  }),
  output: z.object({
    ...pageOf(PaymentRow).shape,
    totals: z.array(z.object({ state: PaymentState, count: z.number(), amountFen: z.number() })),
  }),
  summary: '缴费列表',
})
/** One line of the books: never changed, one for each transaction or refund of WeChat Pay. */
export const LedgerEntry = z.object({
  id: z.number(),
  kind: z.enum(['payment', 'refund']),
  /** fen, always positive */
  amountFen: z.number(),
  orderNumber: z.string(),
  /** 微信支付订单号 or 微信支付退款单号 */
  wechatNumber: z.string(),
  /** When WeChat Pay did it. */
  at: instant,
  recordedAt: instant,
})
export type LedgerEntry = z.output<typeof LedgerEntry>
export const PaymentDetail = z.object({
  ...PaymentRow.shape,
  orders: z.array(PaymentOrder),
  ledger: z.array(LedgerEntry),
  /** The account may refund, and there is something to refund. */
  mayRefund: z.boolean(),
  /** An order or a refund is under way. */
  mayCheck: z.boolean(),
})
export type PaymentDetail = z.output<typeof PaymentDetail>
export const getPaymentDetail = endpoint({
  method: 'GET',
  path: '/api/payments/:applicationId',
  access: account('payment.read'),
  output: PaymentDetail,
  summary: '缴费详情',
})
/** The whole fee goes back. The candidate is told when WeChat Pay has done it. */
export const refundPayment = endpoint({
  method: 'POST',
  path: '/api/payments/:applicationId/refunds',
  access: account('payment.refund'),
  input: z.object({ reason: requiredText(80, '退款原因') }),
  output: PaymentDetail,
  summary: '退款',
  once: true,
})
export const recheckPayment = endpoint({
  method: 'POST',
  path: '/api/payments/:applicationId/checks',
  access: account('payment.read'),
  output: PaymentDetail,
  summary: '立即核对缴费',
})

// --- WeChat Pay's notices ---
/** The request as it came: the signature covers its bytes, and nothing is read before it is verified. */
const SignedNotice = z.object({ headers: z.record(z.string(), z.string()), body: z.string().check(z.maxLength(64 * 1024, '通知内容过长')) })
const Taken = z.object({ code: z.literal('SUCCESS') })
export const takePaymentNotice = endpoint({
  method: 'POST',
  path: '/api/wechatpay/notices/payments',
  access: publicAccess,
  input: SignedNotice,
  raw: true,
  output: Taken,
  summary: '微信支付结果通知（由微信支付调用）',
})
export const takeRefundNotice = endpoint({
  method: 'POST',
  path: '/api/wechatpay/notices/refunds',
  access: publicAccess,
  input: SignedNotice,
  raw: true,
  output: Taken,
  summary: '微信支付退款通知（由微信支付调用）',
})
