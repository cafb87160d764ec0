import fc from 'fast-check'
import { addDays, addMonths, compareDates, daysInMonth, fullMonths, isDate, isMonthOnly, normalizeDate, normalizePartialDate } from './calendar'

const day = fc.date({ min: new Date('1900-01-01'), max: new Date('2100-12-31'), noInvalidDate: true }).map((d) => d.toISOString().slice(0, 10))

test.each([
  ['2024-02-29', true], ['2025-02-29', false], ['2000-02-29', true], ['1900-02-29', false], ['2025-04-31', false], ['2025-12-31', true],
  ['2025-13-01', false], ['2025-00-01', false], ['2025-01-00', false], ['2025-1-1', false], ['', false], ['2025-01-01T00:00', false], ['0000-01-01', false],
])('isDate(%s) is %s', (text, expected) => expect(isDate(text)).toBe(expected))

test.each([
  ['2025-1-3', '2025-01-03'], ['2025/1/3', '2025-01-03'], ['2025.1.3', '2025-01-03'], ['20250103', '2025-01-03'], ['2025年1月3日', '2025-01-03'],
  ['2025年1月3', '2025-01-03'], [' 2025-01-03 ', '2025-01-03'], ['２０２５－０１－０３', '2025-01-03'], ['2025-01-03 00:00:00', '2025-01-03'],
  ['2025-02-29', null], ['2025-1', null], ['2025/1-3', null], ['250103', null], ['1972/3/4', '1972-03-04'], ['45660', null], ['至今', null], ['', null],
  ['2025-01-03 08:00:00', null], ['3/4/1972', null],
])('normalizeDate(%s) is %s', (text, expected) => expect(normalizeDate(text)).toBe(expected))

test.each([
  ['2025-01', '2025-01-01'], ['2025/1', '2025-01-01'], ['2025年12月', '2025-12-01'], ['202512', '2025-12-01'], ['2025-13', null], ['202500', null],
  ['2025-02-03', '2025-02-03'], ['2025', null],
])('normalizePartialDate(%s) is %s', (text, expected) => expect(normalizePartialDate(text)).toBe(expected))

test('至今 is kept only where it is allowed', () => {
  expect(normalizePartialDate('至今')).toBeNull()
  expect(normalizePartialDate(' 至今', { allowPresent: true })).toBe('至今')
})

test('a month without a day is recognised as such', () => {
  expect(isMonthOnly('2025-01')).toBe(true)
  expect(isMonthOnly('2025-01-01')).toBe(false)
  expect(isMonthOnly('2025-13')).toBe(false)
})

test.each([
  ['2025-01-31', 1, '2025-02-28'], ['2024-01-31', 1, '2024-02-29'], ['2024-02-29', 12, '2025-02-28'], ['2025-12-15', 1, '2026-01-15'],
  ['2025-01-15', -1, '2024-12-15'], ['2025-03-31', -1, '2025-02-28'],
])('addMonths(%s, %i) is %s', (date, months, expected) => expect(addMonths(date, months)).toBe(expected))

test('addDays agrees with the calendar of the platform', () => {
  fc.assert(fc.property(day, fc.integer({ min: -1000, max: 1000 }), (date, days) => {
    const reference = new Date(`${date}T00:00:00Z`)
    reference.setUTCDate(reference.getUTCDate() + days)
    expect(addDays(date, days)).toBe(reference.toISOString().slice(0, 10))
  }))
})

test.each([
  ['2025-01-01', '2025-12-31', 12], ['2025-01-01', '2025-12-30', 11], ['2025-01-31', '2026-01-30', 12], ['2025-01-31', '2026-01-29', 11],
  ['2024-02-29', '2025-02-27', 12], ['2024-02-29', '2025-02-26', 11], ['2025-01-31', '2025-02-27', 1], ['2025-01-31', '2025-02-26', 0],
  ['2025-01-15', '2026-01-14', 12], ['2025-07-01', '2026-08-31', 14], ['2025-01-01', '2026-01-31', 13],
])('%s to %s inclusive is %i full months', (start, end, expected) => expect(fullMonths(start, addDays(end, 1))).toBe(expected))

/** Walks month by month and day by day, with nothing but day counts. */
function slowFullMonths(start: string, dayAfterEnd: string): number {
  let months = 0
  for (;;) {
    let year = Number(start.slice(0, 4))
    let month = Number(start.slice(5, 7))
    for (let i = 0; i <= months; i++) { month++; if (month > 12) { month = 1; year++ } }
    const wanted = Number(start.slice(8))
    const last = daysInMonth(year, month)
    const reached = `${year}-${String(month).padStart(2, '0')}-${String(wanted > last ? last : wanted).padStart(2, '0')}`
    if (reached > dayAfterEnd) return months
    months++
  }
}

test('month counting agrees with a slow reference', () => {
  fc.assert(fc.property(day, fc.integer({ min: 0, max: 1200 }), (start, days) => {
    const end = addDays(start, days)
    expect(fullMonths(start, end)).toBe(slowFullMonths(start, end))
  }), { numRuns: 2000 })
})

test('one day more never counts less', () => {
  fc.assert(fc.property(day, fc.integer({ min: 0, max: 2000 }), (start, days) => {
    expect(fullMonths(start, addDays(start, days + 1))).toBeGreaterThanOrEqual(fullMonths(start, addDays(start, days)))
  }))
})

test('an end before the start counts nothing, and dates compare by time', () => {
  expect(fullMonths('2025-12-31', '2025-01-01')).toBe(0)
  expect(['2025-02-01', '2024-12-31', '2025-01-15'].sort(compareDates)).toEqual(['2024-12-31', '2025-01-15', '2025-02-01'])
})

test('normalizing twice changes nothing', () => {
  fc.assert(fc.property(fc.oneof(day, fc.string()), (text) => {
    const once = normalizeDate(text)
    if (once !== null) expect(normalizeDate(once)).toBe(once)
  }))
})
