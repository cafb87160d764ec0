import type { AuditDesk, searchDesk } from '@talent/shared/contract/audit-desk'
import type { Input } from '@talent/shared/contract/endpoint'
import { applyLevel } from '@talent/shared/dictionaries/exam-tables'
import { categoryWord, titleBusiness } from '@talent/shared/domain/exam-business'
import { identityTypeCodes } from '@talent/shared/dictionaries/identity-types'
import { activeEntries, labelOf } from '@talent/shared/dictionaries/index'
import { payment } from '@talent/shared/domain/states/payment'
import type { FilterField } from '../../ui/filter-bar'

export type Search = Omit<Input<typeof searchDesk>, 'cursor' | 'pageSize'>

/** All texts; empty: not narrowed. */
export const noFilter = {
  state: 'pending', name: '', identityType: '', identityNumber: '', applyLevel: '', applyCategory: '', submission: '', paymentState: '', submittedFrom: '', submittedTo: '', examYear: '',
}
export type FilterName = keyof typeof noFilter

const submissions = [
  { value: 'submitted', label: '已提交' },
  { value: 'draft', label: '未提交（重新填报中）' },
  { value: 'detached', label: '已从单位移除' },
] as const
const payments = ['unpaid', 'paying', 'paid', 'refunding', 'refunded', 'notRequired'] as const

const choice = ({ code, label }: { code: string; label: string }) => ({ value: code, label })

/** M11's filters; the state is a tab and not among them. */
export const filterFields = (businessCode: string, desk: Pick<AuditDesk, 'examYear' | 'years'> | undefined): FilterField<FilterName>[] => [
  { kind: 'text', key: 'name', label: '姓名', placeholder: '可填一部分' },
  { kind: 'choice', key: 'identityType', label: '证件类别', choices: identityTypeCodes.map((code) => ({ value: code, label: labelOf('identityType', code) ?? code })) },
  { kind: 'text', key: 'identityNumber', label: '证件号', placeholder: '号码或后 4 位' },
  { kind: 'choice', key: 'applyLevel', label: '申报级别', choices: applyLevel.filter((level) => level.business === businessCode).map(choice) },
  { kind: 'choice', key: 'applyCategory', label: categoryWord(businessCode), choices: activeEntries(businessCode === titleBusiness ? 'titleSpeciality' : 'applyCategory').map(choice) },
  { kind: 'choice', key: 'submission', label: '提交状态', choices: [...submissions] },
  { kind: 'choice', key: 'paymentState', label: '缴费状态', choices: payments.map((state) => ({ value: state, label: payment.looks[state].label })) },
  { kind: 'date', key: 'submittedFrom', label: '最早提交' },
  { kind: 'date', key: 'submittedTo', label: '最晚提交' },
  {
    kind: 'choice', key: 'examYear', label: '报名年度', all: '本年度',
    choices: desk === undefined ? [] : otherYears(desk).map((year) => ({ value: String(year), label: `${year} 年度` })),
  },
]

/** Newest first: the last two, and whichever have something at this desk. Files of the next year come while this one goes on. */
const otherYears = ({ examYear: current, years }: Pick<AuditDesk, 'examYear' | 'years'>): number[] =>
  [...new Set([...years.map(({ examYear }) => examYear), current - 1, current - 2])].filter((year) => year !== current).sort((a, b) => b - a)

const oneOf = <V extends string>(values: readonly V[], text: string): V | undefined => values.find((value) => value === text)

/** What the list asks for; an address that was tampered with asks for what it says rightly. */
export function searchOf(values: Record<FilterName, string>): Search {
  const text = (name: FilterName) => values[name] || undefined
  const day = (name: FilterName) => (/^\d{4}-\d{2}-\d{2}$/.test(values[name]) ? values[name] : undefined)
  return {
    state: oneOf(['pending', 'deferred', 'revisionRequested', 'approved', 'rejected', 'returned'] as const, values.state),
    name: text('name'),
    identityType: oneOf(identityTypeCodes, values.identityType),
    identityNumber: text('identityNumber'),
    applyLevel: text('applyLevel'),
    applyCategory: text('applyCategory'),
    submission: oneOf(submissions.map(({ value }) => value), values.submission),
    paymentState: oneOf(payments, values.paymentState),
    submittedFrom: day('submittedFrom'),
    submittedTo: day('submittedTo'),
    examYear: /^20\d\d$/.test(values.examYear) ? Number(values.examYear) : undefined,
  }
}
