import { activeEntries, labelOf } from '../dictionaries'
import type { Issue } from './issue'

/** Numbers of posts by type of 编制; a type that is left out is 0. */
export type StaffingNumbers = Record<string, number>

export const staffingTypes = activeEntries('staffing').map(({ code }) => code)
export const maxStaffing = 100_000

const numberOf = (numbers: StaffingNumbers, type: string): number => numbers[type] ?? 0
const nameOf = (type: string): string => labelOf('staffing', type) ?? type

export const sumOfStaffing = (all: readonly StaffingNumbers[]): StaffingNumbers =>
  Object.fromEntries(staffingTypes.map((type) => [type, all.reduce((sum, numbers) => sum + numberOf(numbers, type), 0)]))

/** Every number is a whole one of a known type. `path`: where the numbers stand in the form. */
export function checkStaffingNumbers(numbers: StaffingNumbers, path: Issue['path']): Issue[] {
  return Object.entries(numbers).flatMap(([type, number]): Issue[] => {
    if (!staffingTypes.includes(type)) return [{ path: [...path, type], code: 'STAFFING_UNKNOWN', message: '没有这种编制，请刷新页面后重试' }]
    if (Number.isInteger(number) && number >= 0 && number <= maxStaffing) return []
    return [{ path: [...path, type], code: 'STAFFING_NUMBER', message: `${nameOf(type)}应为 0 到 ${maxStaffing} 的整数` }]
  })
}

/** What an institution divides over its departments is at most what it was given, type by type. */
export function checkStaffingDivision(given: StaffingNumbers, divided: StaffingNumbers): Issue[] {
  return staffingTypes.flatMap((type): Issue[] => {
    const [limit, sum] = [numberOf(given, type), numberOf(divided, type)]
    if (sum <= limit) return []
    return [{ path: ['departments', type], code: 'STAFFING_EXCEEDED', message: `${nameOf(type)}共分配 ${sum} 个，超过核定的 ${limit} 个，请调减 ${sum - limit} 个，或请主管单位增加核定数` }]
  })
}

/** What an authority gives is at least what the institution has divided already. */
export function checkStaffingGrant(given: StaffingNumbers, divided: StaffingNumbers): Issue[] {
  return staffingTypes.flatMap((type): Issue[] => {
    const [number, sum] = [numberOf(given, type), numberOf(divided, type)]
    if (number >= sum) return []
    return [{ path: ['numbers', type], code: 'STAFFING_DIVIDED', message: `${nameOf(type)}已分配到科室 ${sum} 个，不能核定为 ${number} 个。请该机构先在“机构编制管理”中调减科室编制，或核定不少于 ${sum} 个` }]
  })
}

/** 编制内 10→12: what the log tells of a change. */
export const staffingChanges = (before: StaffingNumbers, after: StaffingNumbers): string[] =>
  staffingTypes.filter((type) => numberOf(before, type) !== numberOf(after, type)).map((type) => `${nameOf(type)} ${numberOf(before, type)}→${numberOf(after, type)}`)
