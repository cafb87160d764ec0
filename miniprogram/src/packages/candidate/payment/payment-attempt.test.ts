import { mayBePaid, stillOpen } from './payment-attempt'

const now = Date.parse('2026-11-21T02:00:00Z')
const order = { id: 5, createdAt: '2026-11-21T01:50:00Z', expiresAt: '2026-11-21T03:50:00Z' }
const attempt = { orderId: 5, reported: true, at: now - 1_000 }

test.each([
  ['the order that was shown is open', attempt, { state: 'paying', order }, true],
  ['the page has not heard of the order yet', attempt, { state: 'unpaid', order: null }, true],
  ['nothing was shown', null, { state: 'paying', order }, false],
  ['another order is open', attempt, { state: 'paying', order: { ...order, id: 6 } }, false],
  ['it is known to be paid', attempt, { state: 'paid', order: null }, false],
  ['just below ten minutes', { ...attempt, at: now - 599_999 }, { state: 'paying', order }, true],
  ['ten minutes later', { ...attempt, at: now - 600_000 }, { state: 'paying', order }, false],
] as const)('may be paid: %s', (_, shown, payment, expected) => {
  expect(mayBePaid(shown, payment, now)).toBe(expected)
})

test('the answer of the server settles an attempt, unless WeChat said that it is done', () => {
  expect(stillOpen(attempt, { state: 'paying', order })).toBe(true)
  expect(stillOpen({ ...attempt, reported: false }, { state: 'paying', order })).toBe(false)
  expect(stillOpen(attempt, { state: 'paid', order: null })).toBe(false)
  expect(stillOpen(attempt, { state: 'unpaid', order: null })).toBe(false)
  expect(stillOpen(attempt, { state: 'paying', order: { ...order, id: 6 } })).toBe(false)
})
