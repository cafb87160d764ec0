import { UpstreamError } from '../../integrations/upstream'
import type { OrderReport } from '../../integrations/wechatpay/reports'
import type { WechatPayClient } from '../../integrations/wechatpay/wechatpay.client'
import type { Platform } from '../../platform'
import { ledgerRepository } from './ledger.repository'
import { ordersRepository, type OrderRow } from './orders.repository'
import type { Checks } from './reconciliation'
import type { RefundSettlement } from './refund-settlement.service'
import { refundsRepository, type RefundRow } from './refunds.repository'
import type { Settlement } from './settlement.service'

export const noticePaths = { payments: '/api/wechatpay/notices/payments', refunds: '/api/wechatpay/notices/refunds' } as const

export interface Checking extends Checks {
  /** `close`: it must not be paid any more. */
  order(orderId: number, options?: { close: boolean }): Promise<void>
}

/** Not now, but perhaps with the same words later; e.g. the merchant's account is empty today. */
const mayPass = (error: UpstreamError): boolean => error.retryable || error.kind !== 'refused' || ['NOT_ENOUGH', 'SIGN_ERROR', 'NO_AUTH', 'NOAUTH'].includes(error.code ?? '')

/** Asks WeChat Pay, never inside a transaction, and hands on what it says. @throws UpstreamError when it does not answer */
export function createChecking(platform: Platform, pay: WechatPayClient, settlement: Settlement, refundSettlement: RefundSettlement): Checking {
  const { knex } = platform.database

  /** Paid just now? Then closing is refused, and the question is asked again. */
  async function close(order: OrderRow): Promise<OrderReport> {
    try {
      await pay.closeOrder(order.orderNumber)
      return { state: 'closed' }
    } catch (error) {
      if (!(error instanceof UpstreamError) || error.kind !== 'refused') throw error
      const report = await pay.queryOrder(order.orderNumber)
      if (report.state === 'open') throw error
      return report
    }
  }

  /** The number makes it one refund, however often it is asked for. */
  async function request(refund: RefundRow): Promise<void> {
    const entry = await ledgerRepository(knex).byId(refund.entryId)
    if (!entry) throw new Error(`refund ${refund.id} without its payment`)
    const report = await pay.refund({
      refundNumber: refund.refundNumber, transactionId: entry.wechatNumber, amountFen: refund.amountFen, totalFen: entry.amountFen, reason: refund.reason,
      noticeUrl: platform.config.publicUrl + noticePaths.refunds,
    })
    await refundSettlement.takeRefund(pay.merchant, refund, report)
  }

  return {
    async order(orderId, options = { close: false }) {
      const order = await ordersRepository(knex).find(orderId)
      if (!order || (order.state !== 'open' && order.nextCheckAt === null)) return
      const over = options.close || order.state === 'closed' || order.expiresAt <= platform.now().toISOString()
      const report = await pay.queryOrder(order.orderNumber)
      await settlement.takeOrder(pay.merchant, order, report.state === 'open' && over ? await close(order) : report, over)
    },

    async refund(refundId) {
      const refund = await refundsRepository(knex).find(refundId)
      if (!refund || refund.nextCheckAt === null) return
      const report = await pay.queryRefund(refund.refundNumber)
      if (report) return void (await refundSettlement.takeRefund(pay.merchant, refund, report))
      try {
        await request(refund)
      } catch (error) {
        if (!(error instanceof UpstreamError) || mayPass(error)) throw error
        await refundSettlement.takeRefund(pay.merchant, refund, 'refused')
      }
    },
  }
}
