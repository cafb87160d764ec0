import { stateMachine, type ActionOf, type StateOf } from '../state-machine'

/** 机构信息修改 (R4): asked for by the institution, decided by the authority above. What was rejected may be corrected and sent again, or given up. */
export const institutionChange = stateMachine({
  initial: 'pending',
  moves: {
    pending: { accept: 'accepted', reject: 'rejected', withdraw: 'withdrawn' },
    rejected: { resubmit: 'pending', withdraw: 'withdrawn' },
    accepted: {},
    withdrawn: {},
  },
  looks: {
    pending: { label: '待审核', tone: 'wait' },
    rejected: { label: '已驳回', tone: 'stop' },
    accepted: { label: '已通过', tone: 'ok' },
    withdrawn: { label: '已撤回', tone: 'neutral' },
  },
})
export type InstitutionChangeState = StateOf<typeof institutionChange>
export type InstitutionChangeAction = ActionOf<typeof institutionChange>
