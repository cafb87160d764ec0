import { stateMachine, type ActionOf, type StateOf } from '../state-machine'

/** 实名认证 of a web account (R2). What was rejected may be saved again before it is submitted again. */
export const accountVerification = stateMachine({
  initial: 'none',
  moves: {
    none: { save: 'saved' },
    saved: { save: 'saved', submit: 'submitted' },
    submitted: { pass: 'passed', reject: 'rejected' },
    rejected: { save: 'rejected', submit: 'submitted' },
    passed: {},
  },
  looks: {
    none: { label: '未填写', tone: 'neutral' },
    saved: { label: '待提交证明材料', tone: 'wait' },
    submitted: { label: '待审核', tone: 'wait' },
    rejected: { label: '已驳回', tone: 'stop' },
    passed: { label: '已通过', tone: 'ok' },
  },
})
export type AccountVerificationState = StateOf<typeof accountVerification>
export type AccountVerificationAction = ActionOf<typeof accountVerification>
