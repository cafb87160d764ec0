import { stateMachine, type StateOf } from '../state-machine'

/** 人工核验: asked for by the person, decided by the authority above the unit concerned; a passed one counts once, for seven days. */
export const manualCheck = stateMachine({
  initial: 'pending',
  moves: {
    pending: { accept: 'passed', reject: 'rejected', withdraw: 'withdrawn' },
    passed: { use: 'used', expire: 'expired' },
    rejected: {},
    withdrawn: {},
    used: {},
    expired: {},
  },
  looks: {
    pending: { label: '待核验', tone: 'wait' },
    passed: { label: '通过', tone: 'ok' },
    rejected: { label: '驳回', tone: 'stop' },
    withdrawn: { label: '已撤回', tone: 'neutral' },
    used: { label: '已使用', tone: 'neutral' },
    expired: { label: '已过期', tone: 'neutral' },
  },
})
export type ManualCheckState = StateOf<typeof manualCheck>
