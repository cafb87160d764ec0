import type { TransferRow, TransferStep } from '@talent/shared/contract/transfers'
import { transferDateLabels, transferStageLooks, transferWaitLabels, type TransferKind, type TransferStage } from '@talent/shared/domain/transfer'
import type { Tone } from '@talent/shared/tokens'

export const lists = ['out', 'in', 'request', 'resignation'] as const
export type ListName = (typeof lists)[number]

interface ListWords {
  label: string
  /** What the list is for, above it. */
  about: string
  empty: { title: string; hint: string }
  /** What is started from it. */
  starts: { kind: TransferKind; label: string } | null
  stages: readonly TransferStage[]
}

const throughReview = ['draft', 'toHandle', 'submitted', 'rejected'] as const

/** By the names of the manual. */
export const listWords: Record<ListName, ListWords> = {
  out: {
    label: '人员调出',
    about: '本单位人员调往其他单位，包括其他单位申请调入本单位的人员。',
    empty: { title: '没有调出的人员', hint: '人员要调往其他单位时，在这里新增；其他单位申请调入本单位人员时，也会列在这里等待答复。' },
    starts: { kind: 'out', label: '新增人员调出' },
    stages: [...throughReview, 'toReceive', 'done'],
  },
  in: {
    label: '人员调入',
    about: '调到本单位的人员。原单位调出的先答复是否同意；生效后在这里接收档案。',
    empty: { title: '没有调入的人员', hint: '本单位想调入的人员，请在“调入申请”中提出。' },
    starts: null,
    stages: ['toHandle', 'submitted', 'rejected', 'toReceive', 'done'],
  },
  request: {
    label: '调入申请',
    about: '本单位申请调入其他单位的人员：原单位同意、主管单位审核后，由本单位接收档案，不用重新录入。',
    empty: { title: '还没有调入申请', hint: '凭人员的姓名和证件号提出申请，系统会找到其所在单位。' },
    starts: { kind: 'in', label: '新增调入申请' },
    stages: ['draft', 'submitted', 'rejected', 'toReceive', 'done'],
  },
  resignation: {
    label: '员工离职',
    about: '本单位人员辞职、退休、辞退等。提交后由本单位审核，审核后离职生效。',
    empty: { title: '没有离职记录', hint: '人员离开本单位时新增一条；办完后，新单位即可录入或申请调入该人员。' },
    starts: { kind: 'resignation', label: '新增离职' },
    stages: ['draft', 'toHandle', 'rejected', 'done'],
  },
}

export const listOfKind: Record<TransferKind, ListName> = { out: 'out', in: 'request', resignation: 'resignation' }

/** What follows when one is submitted. */
export const newAbouts: Record<TransferKind, string> = {
  out: '提交后，由调往的单位同意、主管单位审核；通过后人员离开本单位，档案由对方接收。',
  in: '提交后，由原单位同意、主管单位审核；通过后由本单位接收档案，不用重新录入。',
  resignation: '提交后由本单位审核；通过后人员不再在岗，新单位即可录入或申请调入。',
}

export const newTitles: Record<TransferKind, string> = { out: '新增人员调出', in: '新增调入申请', resignation: '新增离职' }

export const dateLabel = ({ kind }: { kind: TransferKind }): string => transferDateLabels[kind]

/** While it is under review, whose turn it is says more than that it is. */
export const stageWords = (row: Pick<TransferRow, 'stage' | 'waitingFor'>): { label: string; tone: Tone } => ({
  tone: transferStageLooks[row.stage].tone,
  label: row.stage === 'submitted' && row.waitingFor ? transferWaitLabels[row.waitingFor] : transferStageLooks[row.stage].label,
})

const stepWords: Record<TransferStep['action'], { label: string; tone: Tone }> = {
  submit: { label: '提交', tone: 'wait' },
  withdraw: { label: '撤回', tone: 'neutral' },
  agree: { label: '同意', tone: 'ok' },
  refuse: { label: '不同意', tone: 'stop' },
  accept: { label: '审核通过，变动生效', tone: 'ok' },
  reject: { label: '退回', tone: 'stop' },
  receive: { label: '接收档案', tone: 'ok' },
}
export const stepOf = (action: TransferStep['action']) => stepWords[action]
