import type { Payment } from '@talent/shared/contract/payments'
import { keepDraft, readDraft } from '../../../platform/drafts'

/** A payment that was shown and whose outcome the server has not told yet; outlives the app. */
export interface PaymentAttempt {
  orderId: number
  /** WeChat said that it is done. */
  reported: boolean
  /** ms since the epoch */
  at: number
}

/** WeChat's own word reaches the server within seconds; later than this the server's word counts alone. */
const believedForMs = 10 * 60_000

const isAttempt = (value: unknown): value is PaymentAttempt =>
  typeof value === 'object' && value !== null && 'orderId' in value && typeof value.orderId === 'number' && 'reported' in value && typeof value.reported === 'boolean' &&
  'at' in value && typeof value.at === 'number'

const name = (applicationId: number) => `payment-${applicationId}`

export const attemptOf = (applicationId: number): PaymentAttempt | null => readDraft(name(applicationId), isAttempt)
export const rememberAttempt = (applicationId: number, attempt: PaymentAttempt): void => keepDraft(name(applicationId), attempt)
export const forgetAttempt = (applicationId: number): void => keepDraft(name(applicationId), null)

/** The money may have gone: the outcome is asked for, and nothing else can be paid before it is known. */
export function mayBePaid(attempt: PaymentAttempt | null, { state, order }: Pick<Payment, 'state' | 'order'>, now: number): boolean {
  if (attempt === null || (state !== 'paying' && state !== 'unpaid')) return false
  return now - attempt.at < believedForMs && (order === null || order.id === attempt.orderId)
}

/** What is left of an attempt once the server has answered: a report of WeChat is waited for, anything else is settled. */
export const stillOpen = (attempt: PaymentAttempt, { state, order }: Pick<Payment, 'state' | 'order'>): boolean =>
  attempt.reported && state === 'paying' && order?.id === attempt.orderId
