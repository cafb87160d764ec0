import { yuan } from '@talent/shared/domain/money'
import { problem } from '@talent/shared/errors'
import { inTransaction, type Transaction } from '../../db/transaction'
import type { Author } from '../../http/actor'
import type { Merchant, OrderReport, Transaction as PaidTransaction } from '../../integrations/wechatpay/reports'
import type { Platform } from '../../platform'
import { examName, type ApplicationRow, type ApplicationsService } from '../applications/applications.service'
import type { MessagesService } from '../messages/messages.service'
import { record } from '../operation-log/operation-log.service'
import { feesRepository } from './fees.repository'
import { ledgerRepository } from './ledger.repository'
import { ordersRepository, type OrderRow } from './orders.repository'
import { newNumber } from './payment-numbers'
import { after, meaningOfSuccess, settledAfterMs } from './payment-rules'
import { orderReconciliation } from './reconciliation'
import { refundsRepository } from './refunds.repository'

export interface SettlementDependencies {
  applications: Pick<ApplicationsService, 'lock'>
  messages: Pick<MessagesService, 'tell'>
}

/** Who writes what WeChat Pay reports. */
export const wechatPay: Author = { kind: 'system', id: null, name: '微信支付', source: '' }

export type Settlement = ReturnType<typeof createSettlement>

/**
 * The one way in which WeChat Pay's word on an order becomes a fact here, whether a notice, a query or a closing brings it:
 * under the lock of the application, so that they may come in any order, together and again.
 */
export function createSettlement(platform: Platform, { applications, messages }: SettlementDependencies) {
  const { knex } = platform.database

  /** Locks the order's application; what was read before is read again. */
  async function lock(tx: Transaction, order: OrderRow): Promise<{ application: ApplicationRow; order: OrderRow }> {
    const application = await applications.lock(tx, order.applicationId)
    const locked = await ordersRepository(tx).find(order.id)
    if (!application || !locked) throw problem('NOT_FOUND')
    return { application, order: locked }
  }

  const log = async (tx: Transaction, applicationId: number, action: string, detail: Record<string, string | number>) => {
    const fee = await feesRepository(tx).find(applicationId)
    await record(tx, platform.now(), { organizationId: fee?.organizationId ?? 0, author: wechatPay, action, subject: `application:${applicationId}`, detail })
  }

  /**
   * What is closed, or was never there, is asked for once more when its time is well over: the request that opens it may still
   * be under way, and a payment may have come in together with the closing. Null: that time is over.
   */
  function lastCheckOf(order: OrderRow): string | null {
    const at = Date.parse(order.expiresAt) + settledAfterMs
    return platform.now().getTime() >= at ? null : new Date(at).toISOString()
  }

  /** Not live any more; the fee is asked again when this was the live one. */
  async function close(tx: Transaction, order: OrderRow, nextCheckAt: string | null): Promise<void> {
    const wasLive = order.state === 'open'
    await ordersRepository(tx).setClosed(order.id, nextCheckAt)
    const fees = feesRepository(tx)
    const next = wasLive ? after(await fees.state(order.applicationId), 'close') : null
    if (next) await fees.setState(order.applicationId, next)
  }

  async function dispute(tx: Transaction, order: OrderRow, transaction: PaidTransaction): Promise<void> {
    const facts = { order: order.orderNumber, transaction: transaction.transactionId, asked: order.amountFen, reported: transaction.amountFen, currency: transaction.currency, merchant: transaction.mchId }
    platform.log.error(facts, 'payment does not agree with its order and is not counted')
    if (order.state === 'paid' || order.state === 'disputed') return
    await close(tx, order, null)
    await ordersRepository(tx).setDisputed(order.id)
    await log(tx, order.applicationId, 'payment.refuse', facts)
  }

  async function takeSuccess(tx: Transaction, merchant: Merchant, application: ApplicationRow, order: OrderRow, transaction: PaidTransaction): Promise<'taken' | 'disputed'> {
    const fees = feesRepository(tx)
    const ledger = ledgerRepository(tx)
    const state = await fees.state(application.id)
    const entry = await ledger.find('payment', transaction.transactionId)
    const meaning = meaningOfSuccess(transaction, order, merchant, entry, state)
    if (meaning === 'disputed') {
      await dispute(tx, order, transaction)
      return 'disputed'
    }
    if (meaning === 'same') return 'taken'
    const now = platform.now()
    const { transactionId, amountFen, at } = transaction
    const entryId = await ledger.insert({ kind: 'payment', wechatNumber: transactionId, applicationId: application.id, orderId: order.id, amountFen, at, recordedAt: now.toISOString() })
    await ordersRepository(tx).setPaid(order.id, { transactionId, at })
    if (meaning === 'surplus') {
      await refundsRepository(tx).insert({
        applicationId: application.id, orderId: order.id, entryId, refundNumber: newNumber('R', now), amountFen, automatic: true, reason: '重复缴费，自动退款',
        createdAt: now.toISOString(), nextCheckAt: now.toISOString(),
      })
      await orderReconciliation(tx, now, now)
      await log(tx, application.id, 'payment.surplus', { order: order.orderNumber, amount: amountFen })
      return 'taken'
    }
    await fees.setPaid(application.id, entryId, at)
    const next = after(state, 'succeed')
    if (next) await fees.setState(application.id, next)
    await closeOther(tx, application.id)
    await log(tx, application.id, 'payment.receive', { order: order.orderNumber, amount: amountFen })
    if (application.ownerId !== null) {
      await messages.tell(tx, {
        event: 'payment.paid', wechatUserId: application.ownerId, key: entryId, linkId: application.id,
        params: { examYear: application.examYear, examName: examName(application.businessCode), amount: yuan(amountFen) },
      })
    }
    return 'taken'
  }

  /** An earlier order was paid after all: the one that is open now must not be paid as well. */
  async function closeOther(tx: Transaction, applicationId: number): Promise<void> {
    const other = await ordersRepository(tx).live(applicationId)
    if (!other) return
    const now = platform.now()
    await ordersRepository(tx).setClosed(other.id, now.toISOString())
    await orderReconciliation(tx, now, now)
  }

  return {
    /** `over`: the order is not to be paid any more, its time is over or the payer has closed it. */
    takeOrder(merchant: Merchant, known: OrderRow, report: OrderReport, over: boolean): Promise<'taken' | 'disputed'> {
      return inTransaction(knex, async (tx) => {
        const { application, order } = await lock(tx, known)
        if (report.state === 'paid') return takeSuccess(tx, merchant, application, order, report.transaction)
        if (order.state !== 'open' && order.state !== 'closed') return 'taken'
        if (report.state === 'closed' || (report.state === 'absent' && over)) await close(tx, order, lastCheckOf(order))
        return 'taken'
      })
    },
  }
}
