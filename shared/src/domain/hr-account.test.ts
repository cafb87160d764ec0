import { oneTimePasswordState } from './hr-account'

const waiting = { expiresAt: '2026-03-17T01:00:00.000Z', shownAt: null, gone: false }

test.each([
  [null, '2026-03-10T01:00:00.000Z', 'none'],
  [waiting, '2026-03-17T00:59:59.999Z', 'waiting'],
  [waiting, '2026-03-17T01:00:00.000Z', 'expired'],
  [{ ...waiting, gone: true }, '2026-03-10T01:00:00.000Z', 'expired'],
  [{ ...waiting, shownAt: '2026-03-11T00:00:00.000Z', gone: true }, '2026-03-20T00:00:00.000Z', 'shown'],
] as const)('%j at %s is %s', (password, now, expected) => {
  expect(oneTimePasswordState(password, now)).toBe(expected)
})
