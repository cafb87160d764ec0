import { randomBytes, randomInt } from 'node:crypto'
import type { Json } from './answer'
import type { SandboxState } from './sandbox-state'
import type { BankNotice, BankOrder, BankRefund } from './wechatpay-state'
import { noticeRequest, type BankKeys, type Delivery } from './wechatpay-notices'

export interface BankClocks {
  /** ms since the epoch: of signatures */
  now: () => number
  /** ms since the epoch: by which orders expire and money moves */
  orderClock: () => number
}

export interface PayCommand {
  pay: string
  /** Something else than what was asked: the bank took a wrong amount, another currency, for another merchant. */
  amountFen?: number
  currency?: string
  mchId?: string
  /** Although it is closed or expired. */
  force?: boolean
}

export type Bank = ReturnType<typeof createBank>

/** The money's own view: who paid what, whatever the merchant has heard of it. */
export function createBank(state: SandboxState, merchant: { appId: string; mchId: string }, keys: BankKeys, { now, orderClock }: BankClocks) {
  const time = () => inChina(orderClock())

  function notify(url: string, event: string, content: Json): void {
    const { bank } = state
    if (bank.noticeMode === 'none') return
    const notice: BankNotice = { id: randomBytes(16).toString('hex'), url, event, content, answers: [] }
    bank.notices.push(notice)
    if (bank.noticeMode === 'send') void deliver(notice)
  }

  /** What the receiver answered; 0: nobody was there. */
  async function deliver(notice: BankNotice, how: Delivery = 'asIs'): Promise<number> {
    const { headers, body } = noticeRequest(notice, keys, now(), how)
    const status = await fetch(notice.url, { method: 'POST', headers, body, signal: AbortSignal.timeout(5000) }).then((answer) => answer.status, () => 0)
    notice.answers.push(status)
    return status
  }

  function orderContent(order: BankOrder): Json {
    const refunded = [...state.bank.refunds.values()].some((r) => r.orderNumber === order.orderNumber && r.status !== 'CLOSED')
    const base = { appid: merchant.appId, mchid: order.paid?.mchId ?? merchant.mchId, out_trade_no: order.orderNumber, payer: { openid: order.openid } }
    if (!order.paid) return { ...base, trade_state: order.state, trade_state_desc: order.state === 'NOTPAY' ? '订单未支付' : '订单已关闭' }
    const { transactionId, at, amountFen, currency } = order.paid
    return {
      ...base, transaction_id: transactionId, trade_type: 'JSAPI', trade_state: refunded ? 'REFUND' : 'SUCCESS', trade_state_desc: '支付成功',
      bank_type: 'OTHERS', success_time: at, amount: { total: amountFen, payer_total: amountFen, currency, payer_currency: currency },
    }
  }

  function refundContent(refund: BankRefund): Json {
    return {
      refund_id: refund.refundId, out_refund_no: refund.refundNumber, transaction_id: refund.transactionId, out_trade_no: refund.orderNumber,
      channel: 'ORIGINAL', user_received_account: '支付用户零钱', create_time: time(), status: refund.status, ...(refund.at ? { success_time: refund.at } : {}),
      amount: { total: refund.totalFen, refund: refund.amountFen, payer_total: refund.totalFen, payer_refund: refund.amountFen, currency: 'CNY' },
    }
  }

  return {
    orderContent, refundContent, deliver,

    /** False: it can't be paid now. */
    pay({ pay, amountFen, currency = 'CNY', mchId = merchant.mchId, force = false }: PayCommand): boolean {
      const order = state.bank.orders.get(pay)
      if (!order || order.paid || (!force && (order.state !== 'NOTPAY' || orderClock() >= order.expiresAt))) return false
      order.state = 'SUCCESS'
      order.paid = { transactionId: `4200${digits(24)}`, at: time(), amountFen: amountFen ?? order.amountFen, currency, mchId }
      notify(order.noticeUrl, 'TRANSACTION.SUCCESS', orderContent(order))
      return true
    },

    finishRefund(refundNumber: string, result: 'succeed' | 'abnormal' | 'close'): boolean {
      const refund = state.bank.refunds.get(refundNumber)
      if (!refund || refund.status === 'SUCCESS' || refund.status === 'CLOSED') return false
      refund.status = ({ succeed: 'SUCCESS', abnormal: 'ABNORMAL', close: 'CLOSED' } as const)[result]
      refund.at = result === 'succeed' ? time() : null
      const { status, ...content } = refundContent(refund)
      notify(refund.noticeUrl, `REFUND.${refund.status}`, { ...content, mchid: merchant.mchId, refund_status: status })
      return true
    },

    newRefund(asked: { refundNumber: string; order: BankOrder; transactionId: string; amountFen: number; noticeUrl: string }): BankRefund {
      const refund: BankRefund = {
        refundNumber: asked.refundNumber, refundId: `5030${digits(24)}`, orderNumber: asked.order.orderNumber, transactionId: asked.transactionId,
        amountFen: asked.amountFen, totalFen: asked.order.paid?.amountFen ?? 0, noticeUrl: asked.noticeUrl, status: 'PROCESSING', at: null,
      }
      state.bank.refunds.set(refund.refundNumber, refund)
      return refund
    },
  }
}

const digits = (count: number): string => Array.from({ length: count }, () => randomInt(10)).join('')
const inChina = (ms: number): string => `${new Date(ms + 8 * 3_600_000).toISOString().slice(0, 19)}+08:00`
