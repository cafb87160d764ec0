import { momentText, timeText, todayInChina } from './time-text'

test.each([
  ['2026-01-31T06:05:59.000Z', '2026-01-31 14:05'],
  ['2026-01-31T16:00:00.000Z', '2026-02-01 00:00'],
])('%s is %s in China', (instant, shown) => {
  expect(timeText(instant)).toBe(shown)
})

test('a record is told to the second', () => {
  expect(momentText('2026-01-31T06:05:59.000Z')).toBe('2026-01-31 14:05:59')
})

test.each([
  ['2026-08-31T15:59:59.999Z', '2026-08-31'],
  ['2026-08-31T16:00:00.000Z', '2026-09-01'],
])('at %s the date is %s', (now, date) => {
  expect(todayInChina(new Date(now))).toBe(date)
})
