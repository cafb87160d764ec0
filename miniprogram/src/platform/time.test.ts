import { chinaTime } from './time'

test.each([
  ['2026-01-31T06:05:59.000Z', '2026-01-31 14:05'],
  ['2026-01-31T15:59:59Z', '2026-01-31 23:59'],
  ['2026-01-31T16:00:00Z', '2026-02-01 00:00'],
  ['', ''],
])('%s is shown as %j in China', (instant, shown) => {
  expect(chinaTime(instant)).toBe(shown)
})
