import { applyLevel } from '@talent/shared/dictionaries/exam-tables'
import { titleBusiness } from '@talent/shared/domain/exam-business'
import { identityTypeCodes } from '@talent/shared/dictionaries/identity-types'
import { activeEntries, applyCategoryLabel, labelOf } from '@talent/shared/dictionaries/index'
import { payment } from '@talent/shared/domain/states/payment'
import type { Choice } from '../../ui/choice-field'
import type { AuditFilter } from './use-audit-list'

/** Codes; empty: all. Days are `YYYY-MM-DD`. */
export interface Filters {
  applyLevel: string
  applyCategory: string
  submission: '' | NonNullable<AuditFilter['submission']>
  paymentState: '' | NonNullable<AuditFilter['paymentState']>
  identityType: '' | NonNullable<AuditFilter['identityType']>
  submittedFrom: string
  submittedTo: string
}

export const noFilters: Filters = { applyLevel: '', applyCategory: '', submission: '', paymentState: '', identityType: '', submittedFrom: '', submittedTo: '' }

const submissions: Choice<Filters['submission']>[] = [
  { value: '', label: '全部' },
  { value: 'submitted', label: '已提交' },
  { value: 'draft', label: '未提交（重新填报中）' },
  { value: 'detached', label: '已从单位移除' },
]
const payments: Choice<Filters['paymentState']>[] = [
  { value: '', label: '全部' },
  ...(['unpaid', 'paying', 'paid', 'refunding', 'refunded', 'notRequired'] as const).map((state) => ({ value: state, label: payment.looks[state].label })),
]
const documents: Choice<Filters['identityType']>[] = [{ value: '', label: '全部' }, ...identityTypeCodes.map((code) => ({ value: code, label: labelOf('identityType', code) ?? code }))]

const toChoice = ({ code, label }: { code: string; label: string }): Choice<string> => ({ value: code, label })

/** What each filter offers; the levels of this business only, when it is known. */
export const choicesFor = (businessCode: string | null) => ({
  applyLevel: [{ value: '', label: '全部' }, ...applyLevel.filter((level) => businessCode === null || level.business === businessCode).map(toChoice)],
  applyCategory: [{ value: '', label: '全部' }, ...activeEntries(businessCode === titleBusiness ? 'titleSpeciality' : 'applyCategory').map(toChoice)],
  submission: submissions,
  paymentState: payments,
  identityType: documents,
})

/** A range that ends before it begins finds nothing: said before it is asked. */
export const problemOf = ({ submittedFrom, submittedTo }: Filters): string | null =>
  submittedFrom !== '' && submittedTo !== '' && submittedFrom > submittedTo ? '最晚提交早于最早提交，请重新选择' : null

/** What the list is narrowed to, in words; empty when it is not. */
export function filterWords(filters: Filters): string {
  const { submittedFrom: from, submittedTo: to } = filters
  const labelIn = <V extends string>(choices: readonly Choice<V>[], value: V) => (value === '' ? undefined : choices.find((choice) => choice.value === value)?.label)
  const days = from !== '' && to !== '' ? `${from} 至 ${to} 提交` : from !== '' ? `${from} 起提交` : to !== '' ? `${to} 及以前提交` : undefined
  return [
    labelOf('applyLevel', filters.applyLevel), filters.applyCategory === '' ? undefined : applyCategoryLabel(filters.applyCategory), labelIn(submissions, filters.submission),
    labelIn(payments, filters.paymentState), labelIn(documents, filters.identityType), days,
  ].filter((word) => word !== undefined).join('、')
}

/** As the list asks for it. */
export function givenOf(filters: Filters): AuditFilter {
  const given: AuditFilter = {}
  if (filters.applyLevel) given.applyLevel = filters.applyLevel
  if (filters.applyCategory) given.applyCategory = filters.applyCategory
  if (filters.submission) given.submission = filters.submission
  if (filters.paymentState) given.paymentState = filters.paymentState
  if (filters.identityType) given.identityType = filters.identityType
  if (filters.submittedFrom) given.submittedFrom = filters.submittedFrom
  if (filters.submittedTo) given.submittedTo = filters.submittedTo
  return given
}

/** What was kept on the phone may be of an older version of the app. */
export const areFilters = (value: unknown): value is Filters =>
  typeof value === 'object' && value !== null && Object.entries(noFilters).every(([name]) => typeof (value as Record<string, unknown>)[name] === 'string') &&
  isOffered(submissions, value, 'submission') && isOffered(payments, value, 'paymentState') && isOffered(documents, value, 'identityType')

const isOffered = (choices: readonly Choice<string>[], value: object, name: string): boolean =>
  choices.some((choice) => choice.value === (value as Record<string, unknown>)[name])
