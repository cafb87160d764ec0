import { resignationType } from '../dictionaries/person-tables'
import { isDate } from './calendar'
import type { Issue } from './issue'
import type { TransferState } from './states/transfer'

/** 人员调出, 调入申请 and 员工离职 (R17). */
export const transferKinds = ['out', 'in', 'resignation'] as const
export type TransferKind = (typeof transferKinds)[number]
export const transferKindLabels: Record<TransferKind, string> = { out: '人员调出', in: '调入申请', resignation: '员工离职' }

/** Whose word a submitted change waits for: of the unit itself, of the unit that holds or that is to get the person, of the authority above both. */
export const transferWaits = ['own', 'holder', 'receiver', 'authority'] as const
export type TransferWait = (typeof transferWaits)[number]
export const transferWaitLabels: Record<TransferWait, string> = { own: '待本单位审核', holder: '待原单位答复', receiver: '待调入单位答复', authority: '待主管单位审核' }

/**
 * A resignation is the unit's own affair. Of two units the other one is asked first, the authority above both decides; where
 * nobody holds the person any more, or nobody on the platform gets the person, there is no other unit to ask.
 */
export function firstWait(change: { kind: TransferKind; toKnownUnit: boolean; holderInService: boolean }): TransferWait {
  if (change.kind === 'resignation') return 'own'
  if (change.kind === 'out') return change.toKnownUnit ? 'receiver' : 'authority'
  return change.holderInService ? 'holder' : 'authority'
}

/** Where a change stands for one who looks at it. */
export const transferStages = ['draft', 'toHandle', 'submitted', 'rejected', 'toReceive', 'done'] as const
export type TransferStage = (typeof transferStages)[number]
export const transferStageLooks = {
  draft: { label: '未提交', tone: 'neutral' },
  toHandle: { label: '待本单位处理', tone: 'ask' },
  submitted: { label: '审核中', tone: 'wait' },
  rejected: { label: '已退回', tone: 'stop' },
  toReceive: { label: '待接收', tone: 'ask' },
  done: { label: '已生效', tone: 'ok' },
} as const satisfies Record<TransferStage, { label: string; tone: string }>

/** On which side of a change a unit stands. */
export type TransferSide = 'from' | 'to'

/** Whose answer is the unit's of that side. */
export const waitsOfSide: Record<TransferSide, readonly TransferWait[]> = { from: ['own', 'holder'], to: ['receiver'] }

export function stageOf(change: { state: TransferState; waitingFor: TransferWait | null; toKnownUnit: boolean; received: boolean }, side: TransferSide | null): TransferStage {
  if (change.state === 'submitted') return side !== null && change.waitingFor !== null && waitsOfSide[side].includes(change.waitingFor) ? 'toHandle' : 'submitted'
  if (change.state === 'effective') return change.toKnownUnit && !change.received ? 'toReceive' : 'done'
  return change.state
}

export interface TransferForm {
  kind: TransferKind
  /** YYYY-MM-DD */
  date: string
  resignationType: string | null
}

export const transferDateLabels: Record<TransferKind, string> = { out: '调出时间', in: '调入时间', resignation: '离职时间' }

const earliest = '1950-01-01'
const nextYear = (today: string): string => `${Number(today.slice(0, 4)) + 1}${today.slice(4)}`

/**
 * What is wrong with a change of unit. A draft may be of a coming day; leaving takes effect with the review, so what is
 * submitted must have come. Days are YYYY-MM-DD; `hireDate` empty: unknown.
 */
export function checkTransfer(form: TransferForm, { today, submitting, hireDate }: { today: string; submitting: boolean; hireDate: string }): Issue[] {
  const issues: Issue[] = []
  const label = transferDateLabels[form.kind]
  const date = (code: string, message: string) => issues.push({ path: ['date'], code, message })
  if (!isDate(form.date)) date('DATE', `${label}应为 2026-01-31 的格式`)
  else if (form.date < earliest) date('DATE_EARLY', `${label}不能早于 ${earliest}`)
  else if (form.date > nextYear(today)) date('DATE_LATE', `${label}不能晚于一年以后`)
  else if (form.kind !== 'in' && hireDate !== '' && form.date < hireDate) date('BEFORE_HIRE', `${label}不能早于入职日期 ${hireDate}`)
  else if (form.kind !== 'in' && submitting && form.date > today) date('NOT_YET', `${label}还没有到。可以先保存，到 ${form.date} 再提交`)
  if (form.kind === 'resignation' && !resignationType.some((type) => type.code === form.resignationType)) {
    issues.push({ path: ['resignationType'], code: 'RESIGNATION_TYPE', message: '请选择离职类型' })
  }
  return issues
}

/** The employment status of one who has left. */
export const statusAfterLeaving = (kind: TransferKind, type: string | null): 'resigned' | 'retired' => (kind === 'resignation' && type === 'retired' ? 'retired' : 'resigned')
