import type { ExamFee } from '@talent/shared/domain/exam-year'
import { startReviews } from '@talent/shared/domain/states/application'
import type { PaymentState } from '@talent/shared/domain/states/payment'
import type { RefundReport, Transaction } from '../../integrations/wechatpay/reports'
import { after, asksNow, checkGapMs, meaningOfSuccess, refundAgrees, waitsForFee } from './payment-rules'

const before: ExamFee = { amountFen: 100, when: 'beforeReview' }
const later: ExamFee = { amountFen: 100, when: 'afterReview' }
const reviews = startReviews(['institution', 'county', 'city', 'province'])
const withoutUnit = startReviews(['county', 'city'])

test.each<[string, ExamFee, PaymentState, Parameters<typeof waitsForFee>[3], Parameters<typeof waitsForFee>[4], boolean]>([
  ['unpaid before review', before, 'unpaid', 'institution', 'approve', true],
  ['an order is open', before, 'paying', 'institution', 'approve', true],
  ['also above', before, 'unpaid', 'county', 'approve', true],
  ['paid', before, 'paid', 'institution', 'approve', false],
  ['given back', before, 'refunded', 'institution', 'approve', true],
  ['going back', before, 'refunding', 'county', 'approve', true],
  ['never asked', before, 'notRequired', 'institution', 'approve', false],
  ['another decision', before, 'unpaid', 'institution', 'requestRevision', false],
  ['rejected', before, 'unpaid', 'institution', 'reject', false],
  ['after review, by the unit', later, 'unpaid', 'institution', 'approve', false],
  ['after review, above it', later, 'unpaid', 'county', 'approve', true],
  ['after review, higher still', later, 'paying', 'province', 'approve', true],
  ['after review, sent back', later, 'unpaid', 'county', 'sendBack', false],
  ['no fee', { amountFen: 0, when: 'none' }, 'unpaid', 'county', 'approve', false],
  ['a fee of nothing', { amountFen: 0, when: 'beforeReview' }, 'unpaid', 'institution', 'approve', false],
])('an approval waits for the fee: %s', (_, fee, state, level, decision, waits) => {
  expect(waitsForFee(fee, state, reviews, level, decision)).toBe(waits)
})

test('the lowest level that takes part is what the fee after review follows', () => {
  expect(asksNow(later, reviews, 'institution', 'approve')).toBe(true)
  expect(asksNow(later, reviews, 'county', 'approve')).toBe(false)
  expect(asksNow(later, withoutUnit, 'county', 'approve')).toBe(true)
  expect(asksNow(later, reviews, 'institution', 'defer')).toBe(false)
  expect(asksNow(before, reviews, 'institution', 'approve')).toBe(false)
})

const merchant = { appId: 'wx1', mchId: 'm1' }
const order = { id: 7, orderNumber: 'P1', amountFen: 100 }
const transaction: Transaction = { ...merchant, orderNumber: 'P1', transactionId: 't1', amountFen: 100, currency: 'CNY', at: '2026-03-10T01:00:00.000Z' }
test.each<[string, Partial<Transaction>, { orderId: number } | null, PaymentState, string]>([
  ['the first', {}, null, 'paying', 'counts'],
  ['after closing', {}, null, 'unpaid', 'counts'],
  ['once more', {}, { orderId: 7 }, 'paid', 'same'],
  ['a second one', {}, null, 'paid', 'surplus'],
  ['while the fee goes back', {}, null, 'refunding', 'surplus'],
  ['after the fee went back', {}, null, 'refunded', 'surplus'],
  ['where nothing was asked', {}, null, 'notRequired', 'surplus'],
  ['a transaction of another order', {}, { orderId: 8 }, 'paying', 'disputed'],
  ['one fen less', { amountFen: 99 }, null, 'paying', 'disputed'],
  ['one fen more', { amountFen: 101 }, null, 'paying', 'disputed'],
  ['another currency', { currency: 'HKD' }, null, 'paying', 'disputed'],
  ['another merchant', { mchId: 'm2' }, null, 'paying', 'disputed'],
  ['another mini-program', { appId: 'wx2' }, null, 'paying', 'disputed'],
  ['another order number', { orderNumber: 'P2' }, null, 'paying', 'disputed'],
])('what a success means: %s', (_, change, entry, state, meaning) => {
  expect(meaningOfSuccess({ ...transaction, ...change }, order, merchant, entry, state)).toBe(meaning)
})

test('moves in a row, or none', () => {
  expect(after('paid', 'refund', 'refundSucceed')).toBe('refunded')
  expect(after('refunded', 'refund')).toBeNull()
})

const report: RefundReport = { state: 'succeeded', refundNumber: 'R1', refundId: 'r1', orderNumber: 'P1', transactionId: 't1', amountFen: 100, totalFen: 100, currency: null, mchId: null, at: null }
test.each<[Partial<RefundReport>, boolean]>([
  [{}, true], [{ currency: 'CNY', mchId: 'm1' }, true], [{ refundNumber: 'R2' }, false], [{ orderNumber: 'P2' }, false], [{ transactionId: 't2' }, false], [{ amountFen: 99 }, false],
  [{ totalFen: 200 }, false], [{ currency: 'USD' }, false], [{ mchId: 'm2' }, false],
])('a refund with %j agrees: %s', (change, agrees) => {
  expect(refundAgrees({ ...report, ...change }, { refundNumber: 'R1', amountFen: 100 }, transaction, merchant)).toBe(agrees)
})

test('the gaps grow from a minute to six hours', () => {
  const gaps = Array.from({ length: 40 }, (_, checks) => checkGapMs(checks) / 60_000)
  expect(gaps.slice(0, 8)).toEqual([1, 2, 4, 8, 15, 30, 60, 60])
  expect(gaps.at(-1)).toBe(360)
  expect([...gaps].sort((a, b) => a - b)).toEqual(gaps)
})
