import { problem } from '@talent/shared/errors'
import type { RawRequest, ReceivedNotice, WechatPayClient } from '../../integrations/wechatpay/wechatpay.client'
import type { Platform } from '../../platform'
import { ordersRepository } from './orders.repository'
import type { RefundSettlement } from './refund-settlement.service'
import { refundsRepository } from './refunds.repository'
import type { Settlement } from './settlement.service'

const taken = { code: 'SUCCESS' } as const

export type NoticesService = ReturnType<typeof createNoticesService>

/**
 * WeChat Pay's notices. Only what it signed within the last minutes and sealed for us is read; the answer waits for nothing
 * but the database, well within the five seconds that it has. Whatever is refused or missed, the reconciliation asks for.
 */
export function createNoticesService(platform: Platform, pay: WechatPayClient | null, settlement: Settlement, refundSettlement: RefundSettlement) {
  const { knex } = platform.database

  function believed<T>(notice: ReceivedNotice<T>, of: 'payment' | 'refund'): T {
    if (notice.ok) return notice.report
    platform.log.warn({ of, fault: notice.fault }, 'notice refused')
    throw problem('NOTICE_REFUSED')
  }

  const settled = (outcome: 'taken' | 'disputed') => {
    if (outcome === 'disputed') throw problem('NOTICE_REFUSED')
    return taken
  }

  return {
    async payment(request: RawRequest): Promise<typeof taken> {
      if (!pay) throw problem('NOT_FOUND')
      const report = believed(pay.paymentNotice(request), 'payment')
      // Only a success is told; anything else is asked for when it matters.
      if (report.state !== 'paid') return taken
      const order = await ordersRepository(knex).findByNumber(report.transaction.orderNumber)
      if (!order) {
        platform.log.error({ order: report.transaction.orderNumber, transaction: report.transaction.transactionId }, 'payment of an order that is not ours')
        throw problem('NOTICE_REFUSED')
      }
      return settled(await settlement.takeOrder(pay.merchant, order, report, false))
    },

    async refund(request: RawRequest): Promise<typeof taken> {
      if (!pay) throw problem('NOT_FOUND')
      const report = believed(pay.refundNotice(request), 'refund')
      const refund = await refundsRepository(knex).findByNumber(report.refundNumber)
      if (!refund) {
        platform.log.error({ refund: report.refundNumber }, 'refund that is not ours')
        throw problem('NOTICE_REFUSED')
      }
      return settled(await refundSettlement.takeRefund(pay.merchant, refund, report))
    },
  }
}
