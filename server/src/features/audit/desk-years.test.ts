import { yearToOpen } from './desk-years'

const years = (pending: Record<number, number>) => Object.entries(pending).map(([examYear, count]) => ({ examYear: Number(examYear), pending: count }))

test.each([
  ['nothing has come yet: the current year', {}, 2026],
  ['the current year, when something waits in it', { 2027: 5, 2026: 1, 2025: 2 }, 2026],
  ['nothing waits in the current year: the first in which something does', { 2027: 5, 2026: 0 }, 2027],
  ['what was left of last year goes before next year', { 2027: 5, 2026: 0, 2025: 2 }, 2025],
  ['nothing waits at all: the current year, where it has something', { 2027: 0, 2026: 0 }, 2026],
  ['else the newest that has', { 2025: 0, 2024: 0 }, 2025],
] as const)('%s', (_, pending, opened) => {
  expect(yearToOpen(years(pending), 2026)).toBe(opened)
})
