/** What the bank behind WeChat Pay remembers; `control` tells it how to behave. */
export interface BankOrder {
  orderNumber: string
  prepayId: string
  description: string
  amountFen: number
  openid: string
  noticeUrl: string
  /** ms since the epoch */
  expiresAt: number
  state: 'NOTPAY' | 'SUCCESS' | 'CLOSED'
  paid: { transactionId: string; at: string; amountFen: number; currency: string; mchId: string } | null
}

export interface BankRefund {
  refundNumber: string
  refundId: string
  orderNumber: string
  transactionId: string
  amountFen: number
  totalFen: number
  noticeUrl: string
  status: 'PROCESSING' | 'SUCCESS' | 'ABNORMAL' | 'CLOSED'
  at: string | null
}

export interface BankNotice {
  id: string
  url: string
  /** TRANSACTION.SUCCESS, REFUND.SUCCESS … */
  event: string
  /** What is sealed inside. */
  content: Record<string, unknown>
  /** HTTP statuses it was answered with; 0: nobody was there. */
  answers: number[]
}

export interface BankState {
  orders: Map<string, BankOrder>
  refunds: Map<string, BankRefund>
  /** Oldest first. */
  notices: BankNotice[]
  /** send: at once; hold: kept until one is delivered; none: never made, as one that gets lost. */
  noticeMode: 'send' | 'hold' | 'none'
  /** What becomes of a refund at once; wait: nothing until told. */
  refundMode: 'succeed' | 'wait' | 'abnormal' | 'close'
}

export const emptyBank = (): BankState => ({ orders: new Map(), refunds: new Map(), notices: [], noticeMode: 'send', refundMode: 'succeed' })
