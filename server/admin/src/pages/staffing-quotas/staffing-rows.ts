import type { DepartmentStaffing, StaffingPlan } from '@talent/shared/contract/staffing-quotas'
import { staffingTypes, sumOfStaffing, type StaffingNumbers } from '@talent/shared/domain/staffing-quota'
import { buildTree, type DepartmentNode } from '../departments/department-tree'

/** What was typed and is not saved yet, by department. */
export type Draft = ReadonlyMap<number, StaffingNumbers>

export interface StaffingRow {
  key: number
  name: string
  /** With what was typed. */
  numbers: StaffingNumbers
  used: StaffingNumbers
  children?: StaffingRow[]
}

export const numberOf = (numbers: StaffingNumbers | null | undefined, type: string): number => numbers?.[type] ?? 0

/** The departments as a tree, siblings in their order. */
export function staffingRows(departments: readonly DepartmentStaffing[], draft: Draft): StaffingRow[] {
  const byId = new Map(departments.map((department) => [department.departmentId, department]))
  const rowsOf = (nodes: readonly DepartmentNode[]): StaffingRow[] =>
    nodes.map(({ id, name, children }) => ({
      key: id, name, numbers: draft.get(id) ?? byId.get(id)?.numbers ?? {}, used: byId.get(id)?.used ?? {}, ...(children.length > 0 ? { children: rowsOf(children) } : {}),
    }))
  return rowsOf(buildTree(departments.map(({ departmentId, name, parentId, sortOrder }) => ({ id: departmentId, name, parentId, sortOrder, category: '', standardName: null, people: 0, version: 0 }))))
}

export interface TypeTotal {
  type: string
  given: number
  divided: number
  used: number
}

/** By type, with what was typed. */
export function totalsOf(plan: StaffingPlan, draft: Draft): TypeTotal[] {
  const divided = sumOfStaffing(plan.departments.map(({ departmentId, numbers }) => draft.get(departmentId) ?? numbers))
  const used = sumOfStaffing([...plan.departments.map((department) => department.used), plan.usedWithoutDepartment])
  return staffingTypes.map((type) => ({ type, given: numberOf(plan.given, type), divided: numberOf(divided, type), used: numberOf(used, type) }))
}

/** The draft with one number changed; a department that is as it is saved is not in it. */
export function withNumber(draft: Draft, { departmentId, numbers }: Pick<DepartmentStaffing, 'departmentId' | 'numbers'>, type: string, number: number): Draft {
  const changed = { ...(draft.get(departmentId) ?? numbers), [type]: number }
  const next = new Map(draft)
  if (staffingTypes.every((one) => numberOf(changed, one) === numberOf(numbers, one))) next.delete(departmentId)
  else next.set(departmentId, changed)
  return next
}
