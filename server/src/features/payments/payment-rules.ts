import type { ExamFee, Level } from '@talent/shared/domain/exam-year'
import type { Decision, LevelReview } from '@talent/shared/domain/states/application'
import { payment, type PaymentAction, type PaymentState } from '@talent/shared/domain/states/payment'
import { canMove, move } from '@talent/shared/domain/state-machine'
import type { Merchant, RefundReport, Transaction } from '../../integrations/wechatpay/reports'

/** An order can be paid for two hours. */
export const orderLifetimeMs = 2 * 3_600_000
/** WeChat Pay may still know of a payment for a while after the order's time is over. */
export const settledAfterMs = 10 * 60_000

const minute = 60_000
const gaps = [1, 2, 4, 8, 15, 30, 60].map((minutes) => minutes * minute)
const farGapsFrom = 30

/** How long until WeChat Pay is asked again: soon at first, then each hour, after a day every six hours. */
export const checkGapMs = (checks: number): number => (checks >= farGapsFrom ? 6 * 60 * minute : (gaps[checks] ?? 60 * minute))

/** A year that says when, and how much. */
export const asksFee = (fee: ExamFee): boolean => fee.when !== 'none' && fee.amountFen > 0

/**
 * Whether a decision has to wait for the fee that was asked. Before review: every approval. After review: every approval above
 * the lowest level, whose own approval is what asks for it.
 */
export function waitsForFee(fee: ExamFee, state: PaymentState, reviews: readonly LevelReview[], level: Level, decision: Decision): boolean {
  if (!asksFee(fee) || decision !== 'approve' || state === 'paid' || state === 'notRequired') return false
  return fee.when === 'beforeReview' || level !== reviews[0]?.level
}

/** The fee is asked by this approval. */
export const asksNow = (fee: ExamFee, reviews: readonly LevelReview[], level: Level, decision: Decision): boolean =>
  asksFee(fee) && fee.when === 'afterReview' && decision === 'approve' && level === reviews[0]?.level

/** Moves in a row, each only where it applies; null: none of them does. */
export function after(state: PaymentState, ...actions: PaymentAction[]): PaymentState | null {
  let now = state
  for (const action of actions) {
    const moved = move(payment, now, action)
    if (!moved.ok) return null
    now = moved.state
  }
  return now
}

interface Expected {
  id: number
  orderNumber: string
  amountFen: number
}

/**
 * What a reported success means. same: it is in the books; disputed: it is not what was asked, and never counts; counts: it
 * pays the fee; surplus: the fee is paid or given back already, so this one goes back.
 */
export type SuccessMeaning = 'same' | 'disputed' | 'counts' | 'surplus'

export function meaningOfSuccess(transaction: Transaction, order: Expected, merchant: Merchant, entry: { orderId: number } | null, state: PaymentState): SuccessMeaning {
  const agrees =
    transaction.orderNumber === order.orderNumber && transaction.amountFen === order.amountFen && transaction.currency === 'CNY' &&
    transaction.mchId === merchant.mchId && transaction.appId === merchant.appId
  if (!agrees || (entry && entry.orderId !== order.id)) return 'disputed'
  if (entry) return 'same'
  return canMove(payment, state, 'succeed') ? 'counts' : 'surplus'
}

/** A refund is believed only when it is the one that was asked for, whole. */
export const refundAgrees = (
  report: RefundReport, refund: { refundNumber: string; amountFen: number }, paid: { orderNumber: string; transactionId: string; amountFen: number }, merchant: Merchant,
): boolean =>
  report.refundNumber === refund.refundNumber && report.orderNumber === paid.orderNumber && report.transactionId === paid.transactionId &&
  report.amountFen === refund.amountFen && report.totalFen === paid.amountFen && (report.currency ?? 'CNY') === 'CNY' && (report.mchId ?? merchant.mchId) === merchant.mchId
