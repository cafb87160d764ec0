import type { Person } from '@talent/shared/contract/people'
import type { Transfer } from '@talent/shared/contract/transfers'
import { labelOf } from '@talent/shared/dictionaries/index'
import { employmentStatus } from '@talent/shared/dictionaries/person-tables'
import { isDate } from '@talent/shared/domain/calendar'
import type { FieldSpec, FieldValues } from '@talent/shared/domain/fields'
import type { Issue } from '@talent/shared/domain/issue'
import { z } from '@talent/shared/zod'
import type { StaleField } from '../../api/stale-dialog'
import type { OwnChoices } from '../../ui/field-input'
import { shownValue } from '../people/person-values'

/** Where the person works from now on. */
export type PlaceField = 'department' | 'employmentStatus' | 'hireDate' | 'post' | 'employeeNo'
export type PlaceValues = FieldValues<PlaceField>

export const placeSpecs: readonly FieldSpec<PlaceField>[] = [
  { key: 'department', label: '科室/部门', kind: 'department', required: true, maxLength: 40 },
  { key: 'employmentStatus', label: '在职状态', kind: 'choice', dictionary: 'employmentStatus', required: true, maxLength: 40, hint: '要填报试用期的，选择本年度可填报的状态' },
  { key: 'hireDate', label: '入职日期', kind: 'date', required: true, maxLength: 10 },
  { key: 'post', label: '岗位', kind: 'post', maxLength: 40 },
  { key: 'employeeNo', label: '工号', kind: 'text', maxLength: 30 },
]

const Typed = z.object({ department: z.string(), employmentStatus: z.string(), hireDate: z.string(), post: z.string(), employeeNo: z.string() })
/** What was typed, and the version that it was typed over. */
export const ReceiveDraft = z.object({ version: z.number(), values: Typed })
export type ReceiveDraft = z.output<typeof ReceiveDraft>

/** As the change was agreed on. A department that was planned and has been removed since is chosen anew. */
export const plannedPlace = ({ toDepartmentId, date }: Transfer, choices: OwnChoices): PlaceValues => ({
  department: choices.department?.find(({ value }) => value === String(toDepartmentId))?.value ?? '', employmentStatus: 'inPost', hireDate: date, post: '', employeeNo: '',
})

export const placeOfPerson = (person: Person): PlaceValues => Object.fromEntries(placeSpecs.map(({ key }) => [key, shownValue(person, key)]))

export const placeInput = (values: PlaceValues) => ({
  departmentId: Number(values.department), postId: values.post ? Number(values.post) : null, employmentStatus: values.employmentStatus ?? '', employeeNo: values.employeeNo?.trim() ?? '', hireDate: values.hireDate ?? '',
})

const serving: ReadonlySet<string> = new Set(employmentStatus.filter((status) => status.inService).map(({ code }) => code))

export function checkPlace(values: PlaceValues): Issue[] {
  const issues: Issue[] = []
  const wrong = (path: PlaceField, message: string) => issues.push({ path: [path], code: 'REQUIRED', message })
  if (!values.department) wrong('department', '请选择科室')
  if (!serving.has(values.employmentStatus ?? '')) wrong('employmentStatus', '请选择在岗的在职状态')
  if (!isDate(values.hireDate ?? '')) wrong('hireDate', '请填写入职日期')
  return issues
}

/** What two people of the unit may have chosen differently. */
export const stalePlace = (choices: OwnChoices): StaleField<PlaceValues>[] =>
  placeSpecs.map(({ key, label }) => {
    const words = (value: string): string =>
      key === 'employmentStatus' ? (labelOf('employmentStatus', value) ?? value) : key === 'department' || key === 'post' ? (choices[key]?.find((one) => one.value === value)?.label ?? value) : value
    return { key, label, show: (values) => words(values[key] ?? ''), same: (mine, current) => (mine[key] ?? '').trim() === (current[key] ?? '').trim() }
  })
