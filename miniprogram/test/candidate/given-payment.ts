import type { Payment, PaymentOrder, PaymentRefund } from '@talent/shared/contract/payments'

export const applicationId = 31

export const orderOf = (overrides: Partial<PaymentOrder> = {}): PaymentOrder => ({
  id: 5, applicationId, examYear: 2026, examName: '医师资格考试', institutionName: '武汉市江岸区某社区卫生服务中心', payerName: '陈晓', state: 'paid', amountFen: 12_000,
  orderNumber: 'P20261121100000AB12', transactionId: '4200002026112100000000000001', createdAt: '2026-11-21T01:55:00Z', expiresAt: '2026-11-21T03:55:00Z', paidAt: '2026-11-21T01:56:00Z',
  refunds: [], ...overrides,
})
export const refundOf = (overrides: Partial<PaymentRefund> = {}): PaymentRefund => ({
  id: 9, state: 'succeeded', amountFen: 12_000, automatic: false, reason: '取消报名', refundNumber: 'R20261121110000CD34', createdAt: '2026-11-21T01:58:00Z', finishedAt: '2026-11-21T01:59:00Z', ...overrides,
})

const open = { state: 'open', transactionId: null, paidAt: null } as const

const hints: Record<Payment['state'], string> = {
  notRequired: '本年度不需要缴费。', unpaid: '请缴费 120.00 元，缴费后申报才能继续审核。', paying: '订单已生成。请在 2 小时内完成支付；已经支付的，请核对结果。', paid: '缴费已完成。',
  refunding: '退款已提交，款项将按原支付方式退回，一般 1 至 3 个工作日到账。', refunded: '缴费已退回原支付账户。',
}

/** As the server answers in each state. */
export function paymentOf(state: Payment['state'], overrides: Partial<Payment> = {}): Payment {
  const paying = state === 'paying'
  const settled = state === 'paid' || state === 'refunding' || state === 'refunded'
  return {
    applicationId, examYear: 2026, examName: '医师资格考试', institutionName: '武汉市江岸区某社区卫生服务中心', state, amountFen: 12_000, when: 'beforeReview',
    order: paying ? { id: 5, createdAt: '2026-11-21T01:55:00Z', expiresAt: '2026-11-21T03:55:00Z' } : null,
    mayPay: state === 'unpaid' || paying, mayClose: paying, mayCheck: paying || state === 'refunding', hint: hints[state],
    orders: paying ? [orderOf(open)] : settled ? [orderOf()] : [], ...overrides,
  }
}

export const opened = {
  orderId: 5, amountFen: 12_000, expiresAt: '2026-11-21T03:55:00Z', cashierUrl: null,
  request: { timeStamp: '1795226100', nonceStr: 'n1', package: 'prepay_id=wx1', signType: 'RSA' as const, paySign: 'sign' },
}
