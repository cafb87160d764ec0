import { yuan } from '@talent/shared/domain/money'
import { problem } from '@talent/shared/errors'
import { inTransaction, type Transaction } from '../../db/transaction'
import type { Merchant, RefundReport } from '../../integrations/wechatpay/reports'
import type { Platform } from '../../platform'
import { examName, type ApplicationRow } from '../applications/applications.service'
import { record } from '../operation-log/operation-log.service'
import { feesRepository } from './fees.repository'
import { ledgerRepository } from './ledger.repository'
import { ordersRepository } from './orders.repository'
import { after, refundAgrees } from './payment-rules'
import { refundsRepository, type RefundRow } from './refunds.repository'
import { wechatPay, type SettlementDependencies } from './settlement.service'

export type RefundSettlement = ReturnType<typeof createRefundSettlement>

/** The one way in which WeChat Pay's word on a refund becomes a fact here. `refused`: it will not do it, and knows no such refund. */
export function createRefundSettlement(platform: Platform, { applications, messages }: SettlementDependencies) {
  const { knex } = platform.database

  const log = async (tx: Transaction, refund: RefundRow, action: string, detail: Record<string, string | number> = {}) => {
    const fee = await feesRepository(tx).find(refund.applicationId)
    await record(tx, platform.now(), {
      organizationId: fee?.organizationId ?? 0, author: wechatPay, action, subject: `application:${refund.applicationId}`,
      detail: { refund: refund.refundNumber, amount: refund.amountFen, ...detail },
    })
  }

  const tell = async (tx: Transaction, event: 'payment.refunded' | 'payment.refundFailed', application: ApplicationRow, refund: RefundRow) => {
    if (application.ownerId === null) return
    const params = { examYear: application.examYear, examName: examName(application.businessCode), amount: yuan(refund.amountFen), surplus: refund.automatic }
    await messages.tell(tx, { event, wechatUserId: application.ownerId, key: refund.id, linkId: application.id, params })
  }

  async function succeed(tx: Transaction, application: ApplicationRow, refund: RefundRow, report: RefundReport): Promise<void> {
    const now = platform.now().toISOString()
    const ledger = ledgerRepository(tx)
    if (await ledger.find('refund', report.refundId)) return
    const at = report.at ?? now
    await ledger.insert({ kind: 'refund', wechatNumber: report.refundId, applicationId: refund.applicationId, orderId: refund.orderId, amountFen: refund.amountFen, at, recordedAt: now })
    await refundsRepository(tx).setSucceeded(refund.id, at)
    if (!refund.automatic) {
      const fees = feesRepository(tx)
      const state = await fees.state(refund.applicationId)
      // After an abnormal refund the fee counted as paid again; the merchant has settled it since.
      const next = after(state, 'refundSucceed') ?? after(state, 'refund', 'refundSucceed')
      if (next) await fees.setState(refund.applicationId, next)
    }
    await log(tx, refund, 'payment.refunded')
    await tell(tx, 'payment.refunded', application, refund)
  }

  /** The fee counts as paid again; told once for a refund. */
  async function fail(tx: Transaction, application: ApplicationRow, refund: RefundRow, state: 'failed' | 'abnormal'): Promise<void> {
    const refunds = refundsRepository(tx)
    if (state === 'failed') await refunds.setFailed(refund.id, platform.now().toISOString())
    else await refunds.setAbnormal(refund.id)
    if (!refund.automatic) {
      const fees = feesRepository(tx)
      const next = after(await fees.state(refund.applicationId), 'refundFail')
      if (next) await fees.setState(refund.applicationId, next)
    }
    platform.log.error({ refund: refund.refundNumber, state, automatic: refund.automatic }, 'refund did not succeed')
    await log(tx, refund, 'payment.refundFail', { state })
    await tell(tx, 'payment.refundFailed', application, refund)
  }

  async function agrees(tx: Transaction, merchant: Merchant, refund: RefundRow, report: RefundReport): Promise<boolean> {
    const entry = await ledgerRepository(tx).byId(refund.entryId)
    const order = await ordersRepository(tx).find(refund.orderId)
    const paid = entry && order && { orderNumber: order.orderNumber, transactionId: entry.wechatNumber, amountFen: entry.amountFen }
    return paid !== null && refundAgrees(report, refund, paid, merchant)
  }

  async function dispute(tx: Transaction, refund: RefundRow, report: RefundReport): Promise<void> {
    platform.log.error({ refund: refund.refundNumber, asked: refund.amountFen, reported: report.amountFen, state: report.state }, 'refund does not agree with what was asked and is not counted')
    if (refund.nextCheckAt === null) return
    await refundsRepository(tx).stopChecking(refund.id)
    await log(tx, refund, 'payment.refuse', { reported: report.amountFen })
  }

  return {
    takeRefund(merchant: Merchant, known: RefundRow, report: RefundReport | 'refused'): Promise<'taken' | 'disputed'> {
      return inTransaction(knex, async (tx) => {
        const application = await applications.lock(tx, known.applicationId)
        const refund = await refundsRepository(tx).find(known.id)
        if (!application || !refund) throw problem('NOT_FOUND')
        // What ended stays ended, whatever an older notice says.
        if (refund.state === 'succeeded' || refund.state === 'failed') return 'taken'
        if (report === 'refused') {
          if (refund.state === 'requested') await fail(tx, application, refund, 'failed')
          return 'taken'
        }
        if (!(await agrees(tx, merchant, refund, report))) {
          await dispute(tx, refund, report)
          return 'disputed'
        }
        if (report.state === 'succeeded') await succeed(tx, application, refund, report)
        else if (report.state === 'closed') await fail(tx, application, refund, 'failed')
        else if (report.state === 'processing') await refundsRepository(tx).setProcessing(refund.id)
        else if (refund.state !== 'abnormal') await fail(tx, application, refund, 'abnormal')
        return 'taken'
      })
    },
  }
}
