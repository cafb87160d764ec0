import type { LedgerEntry, PaymentOrder, PaymentRefund } from '@talent/shared/contract/payments'
import { examName, type ApplicationRow } from '../applications/applications.service'
import type { LedgerRow } from './ledger.repository'
import type { OrderRow } from './orders.repository'
import type { RefundRow } from './refunds.repository'

/** Of the application, as orders and receipts show it. */
export interface PaidFor {
  applicationId: number
  name: string
  businessCode: string
  examYear: number
  institutionName: string | null
}

export const paidForOf = (application: ApplicationRow): PaidFor => ({
  applicationId: application.id, name: application.name, businessCode: application.businessCode, examYear: application.examYear, institutionName: application.organizationName,
})

const presentRefund = (refund: RefundRow): PaymentRefund => ({
  id: refund.id, state: refund.state, amountFen: refund.amountFen, automatic: refund.automatic, reason: refund.reason, refundNumber: refund.refundNumber,
  createdAt: refund.createdAt, finishedAt: refund.finishedAt,
})

export function presentOrder(order: OrderRow, paidFor: PaidFor, refunds: readonly RefundRow[]): PaymentOrder {
  return {
    id: order.id,
    applicationId: order.applicationId,
    examYear: paidFor.examYear,
    examName: examName(paidFor.businessCode),
    institutionName: paidFor.institutionName,
    payerName: paidFor.name,
    state: order.state,
    amountFen: order.amountFen,
    orderNumber: order.orderNumber,
    transactionId: order.transactionId,
    createdAt: order.createdAt,
    expiresAt: order.expiresAt,
    paidAt: order.paidAt,
    refunds: refunds.filter((refund) => refund.orderId === order.id).map(presentRefund),
  }
}

export function presentLedger(entry: LedgerRow, orders: readonly OrderRow[]): LedgerEntry {
  const order = orders.find((one) => one.id === entry.orderId)
  return { id: entry.id, kind: entry.kind, amountFen: entry.amountFen, orderNumber: order?.orderNumber ?? '', wechatNumber: entry.wechatNumber, at: entry.at, recordedAt: entry.recordedAt }
}

/** Something that WeChat Pay may well have news of. */
export const isUnderWay = (orders: readonly OrderRow[], refunds: readonly RefundRow[]): boolean =>
  orders.some((order) => order.state === 'open') || refunds.some((refund) => refund.nextCheckAt !== null)
