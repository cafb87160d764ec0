import type { Transfer } from '@talent/shared/contract/transfers'
import { isError, type Issue } from '@talent/shared/domain/issue'
import { checkTransfer, type TransferKind } from '@talent/shared/domain/transfer'
import { z } from '@talent/shared/zod'
import { todayInChina } from '../../ui/time-text'

export type TargetWay = 'known' | 'outside' | 'none'

/** What the form holds; ids of choices are text, as the field inputs have them. */
export interface TransferValues {
  personId: number | null
  identityType: string
  identityNumber: string
  name: string
  targetWay: TargetWay
  target: { organizationId: number; name: string } | null
  toUnitName: string
  department: string
  resignationType: string
  date: string
  note: string
}

const Typed = z.object({
  personId: z.nullable(z.number()),
  identityType: z._default(z.string(), ''),
  identityNumber: z._default(z.string(), ''),
  name: z._default(z.string(), ''),
  targetWay: z.enum(['known', 'outside', 'none']),
  target: z.nullable(z.object({ organizationId: z.number(), name: z.string() })),
  toUnitName: z._default(z.string(), ''),
  department: z._default(z.string(), ''),
  resignationType: z._default(z.string(), ''),
  date: z._default(z.string(), ''),
  note: z._default(z.string(), ''),
})
/** What was typed, and the version that it was typed over; null: a new one. */
export const TransferDraft = z.object({ version: z.nullable(z.number()), values: Typed })
export type TransferDraft = z.output<typeof TransferDraft>

/** An identity document typed elsewhere, e.g. into the form of a new person. */
export type EnteredPerson = Pick<TransferValues, 'identityType' | 'identityNumber' | 'name'>

export function isEnteredPerson(value: unknown): value is EnteredPerson {
  if (typeof value !== 'object' || value === null) return false
  return ['identityType', 'identityNumber', 'name'].every((key) => typeof Object.entries(value).find(([own]) => own === key)?.[1] === 'string')
}

export const blankTransfer = (personId: number | null = null, entered: EnteredPerson | null = null): TransferValues => ({
  personId, identityType: entered?.identityType ?? 'residentCard', identityNumber: entered?.identityNumber ?? '', name: entered?.name ?? '',
  targetWay: 'known', target: null, toUnitName: '', department: '', resignationType: '', date: todayInChina(), note: '',
})

export function valuesOf(transfer: Transfer): TransferValues {
  const { toOrganizationId, toUnit } = transfer
  return {
    ...blankTransfer(transfer.personId),
    targetWay: toOrganizationId !== null ? 'known' : toUnit ? 'outside' : 'none',
    target: toOrganizationId !== null ? { organizationId: toOrganizationId, name: toUnit ?? '' } : null,
    toUnitName: toOrganizationId === null ? (toUnit ?? '') : '',
    department: transfer.toDepartmentId === null ? '' : String(transfer.toDepartmentId),
    resignationType: transfer.resignationType ?? '',
    date: transfer.date,
    note: transfer.note,
  }
}

/** The rules that the server has, and what the form itself asks. */
export function checkValues(kind: TransferKind, values: TransferValues, { submitting, isNew }: { submitting: boolean; isNew: boolean }): Issue[] {
  const missing = (path: string, message: string): Issue => ({ path: [path], code: 'REQUIRED', message })
  const issues: Issue[] = []
  if (isNew && kind !== 'in' && values.personId === null) issues.push(missing('personId', '请选择人员'))
  if (isNew && kind === 'in') {
    if (values.identityType === '') issues.push(missing('identityType', '请选择身份证件类别'))
    if (values.identityNumber.trim() === '') issues.push(missing('identityNumber', '请填写证件号'))
    if (values.name.trim() === '') issues.push(missing('name', '请填写姓名'))
  }
  if (kind === 'out' && values.targetWay === 'known' && values.target === null) issues.push(missing('target', '请选择调往的单位'))
  if (kind === 'out' && values.targetWay === 'outside' && values.toUnitName.trim() === '') issues.push(missing('toUnitName', '请填写调往的单位'))
  if (kind === 'in' && values.department === '') issues.push(missing('department', '请选择调入后的科室'))
  issues.push(...checkTransfer({ kind, date: values.date, resignationType: values.resignationType }, { today: todayInChina(), submitting, hireDate: '' }))
  return issues.filter(isError)
}

/** Names of the contract, as the form calls them. */
const formNames: Record<string, string> = { departmentId: 'department', toOrganizationId: 'target' }
export const toFormIssues = (issues: readonly Issue[]): Issue[] => issues.map((issue) => ({ ...issue, path: issue.path.map((part) => formNames[part] ?? part) }))

export const targetOf = ({ targetWay, target, toUnitName }: TransferValues) => ({
  toOrganizationId: targetWay === 'known' ? (target?.organizationId ?? null) : null,
  toUnitName: targetWay === 'outside' ? toUnitName.trim() : '',
})
