import { defaultExamYearSettings } from '@talent/shared/domain/exam-year'
import { likelyYear, yearLabel } from './use-exam-years'

// 2026 is open in 2025 and 2026, 2027 in 2026 and 2027.
const years = [defaultExamYearSettings('05', 2027), defaultExamYearSettings('05', 2026)]

test.each([
  ['2025-06-01', 2026],
  ['2026-12-31', 2026],
  ['2027-01-01', 2027],
  ['2030-01-01', 2027],
])('on %s the likely year is %i', (today, year) => {
  expect(likelyYear(years, today)).toBe(year)
})

test.each([
  ['2024-12-31', '2026 年（2025-01-01 起开放）'],
  ['2026-12-31', '2026 年'],
  ['2027-01-01', '2026 年（已截止）'],
])('on %s it says %s', (today, label) => {
  expect(yearLabel(defaultExamYearSettings('05', 2026), today)).toBe(label)
})
