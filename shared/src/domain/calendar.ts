import { toHalfWidth } from './clean-text'

/** Dates are YYYY-MM-DD text, so `<` on two of them is chronological. No Date object: imports call these 100,000 times. */

export const present = '至今'

const monthLengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
export const daysInMonth = (year: number, month: number): number => (month === 2 && isLeap(year) ? 29 : (monthLengths[month - 1] ?? 0))

const exists = (year: number, month: number, day: number): boolean =>
  year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month)

const two = (n: number): string => (n < 10 ? `0${n}` : String(n))
const format = (year: number, month: number, day: number): string => `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`

const fullDate = /^\d{4}-\d{2}-\d{2}$/
// Digits are read by code: slices for Number cost more than all else that a row's dates need.
const digit = (date: string, at: number): number => date.charCodeAt(at) - 48
const yearOf = (date: string): number => digit(date, 0) * 1000 + digit(date, 1) * 100 + digit(date, 2) * 10 + digit(date, 3)
const monthOf = (date: string): number => digit(date, 5) * 10 + digit(date, 6)
const dayOf = (date: string): number => digit(date, 8) * 10 + digit(date, 9)

/** True for a real calendar date written YYYY-MM-DD. */
export const isDate = (text: string): boolean => fullDate.test(text) && exists(yearOf(text), monthOf(text), dayOf(text))

/** True for the forms that leave out the day: 2025-01, 2025/1, 2025年1月, 202501. */
export const isMonthOnly = (text: string): boolean => readMonth(text) !== null

const dateForms = /^(\d{4})(?:-(\d{1,2})-(\d{1,2})|\/(\d{1,2})\/(\d{1,2})|\.(\d{1,2})\.(\d{1,2})|年(\d{1,2})月(\d{1,2})日?|(\d{2})(\d{2}))$/
/** What Excel adds to a date that was typed with a time of midnight. */
const midnight = /[ T]0{1,2}:00(:00(\.0+)?)?Z?$/

/** 2025-1-3, 2025/1/3, 2025.1.3, 20250103, 2025年1月3日 → 2025-01-03; null when it is no calendar date. */
export function normalizeDate(text: string): string | null {
  if (isDate(text)) return text
  const found = dateForms.exec(tidy(text).replace(midnight, ''))
  if (!found) return null
  const parts = found.slice(2).filter((part) => part !== undefined)
  const year = Number(found[1])
  const month = Number(parts[0])
  const day = Number(parts[1])
  return exists(year, month, day) ? format(year, month, day) : null
}

const monthForms = /^(\d{4})(?:[-/.](\d{1,2})|年(\d{1,2})月?|(\d{2}))$/

function readMonth(text: string): string | null {
  const found = monthForms.exec(tidy(text))
  if (!found) return null
  const month = Number(found[2] ?? found[3] ?? found[4])
  return exists(Number(found[1]), month, 1) ? format(Number(found[1]), month, 1) : null
}

/** As normalizeDate; YYYY-MM becomes the 1st, and 至今 is kept where the dictionary allows it. */
export function normalizePartialDate(text: string, options: { allowPresent?: boolean } = {}): string | null {
  if (options.allowPresent && tidy(text) === present) return present
  return normalizeDate(text) ?? readMonth(text)
}

const tidy = (text: string): string => toHalfWidth(text).replace(/[\u00A0\u3000]/g, ' ').trim()

/** Moves a valid date by whole days, forward or back. */
export function addDays(date: string, days: number): string {
  let year = yearOf(date)
  let month = monthOf(date)
  let day = dayOf(date) + days
  while (day < 1) {
    if (--month < 1) { month = 12; year-- }
    day += daysInMonth(year, month)
  }
  while (day > daysInMonth(year, month)) {
    day -= daysInMonth(year, month)
    if (++month > 12) { month = 1; year++ }
  }
  return format(year, month, day)
}

/** Moves a valid date by whole months; a day that the month lacks becomes its last day. */
export function addMonths(date: string, months: number): string {
  const count = yearOf(date) * 12 + monthOf(date) - 1 + months
  const year = Math.floor(count / 12)
  const month = count - year * 12 + 1
  return format(year, month, Math.min(dayOf(date), daysInMonth(year, month)))
}

/**
 * Full calendar months from `start` to `dayAfterEnd` (the day after the last one counted).
 * 2025-01-31 … 2026-01-30 is 12, and so is 2024-02-29 … 2025-02-27. Source: spec "Trial period".
 */
export function fullMonths(start: string, dayAfterEnd: string): number {
  if (dayAfterEnd <= start) return 0
  const months = (yearOf(dayAfterEnd) - yearOf(start)) * 12 + monthOf(dayAfterEnd) - monthOf(start)
  return addMonths(start, months) <= dayAfterEnd ? months : months - 1
}

/** Negative, zero or positive, as a sort wants it. */
export const compareDates = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
