import { stateMachine, type ActionOf, type StateOf } from '../state-machine'

/** 调出, 调入 and 离职 share this table. Whoever submitted may take it back before it is reviewed. */
export const transfer = stateMachine({
  initial: 'draft',
  moves: {
    draft: { submit: 'submitted' },
    submitted: { accept: 'effective', reject: 'rejected', withdraw: 'draft' },
    rejected: { revise: 'draft' },
    effective: {},
  },
  looks: {
    draft: { label: '未提交', tone: 'neutral' },
    submitted: { label: '待审核', tone: 'wait' },
    rejected: { label: '已退回', tone: 'stop' },
    effective: { label: '已生效', tone: 'ok' },
  },
})
export type TransferState = StateOf<typeof transfer>
export type TransferAction = ActionOf<typeof transfer>
