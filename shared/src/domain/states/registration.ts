import { stateMachine, type ActionOf, type StateOf } from '../state-machine'

/** organizationRegistration and hrAccountApplication share this table. */
export const registration = stateMachine({
  initial: 'pending',
  moves: {
    pending: { accept: 'accepted', reject: 'rejected' },
    rejected: { resubmit: 'pending' },
    accepted: {},
  },
  looks: {
    pending: { label: '待审核', tone: 'wait' },
    rejected: { label: '已驳回', tone: 'stop' },
    accepted: { label: '已通过', tone: 'ok' },
  },
})
export type RegistrationState = StateOf<typeof registration>
export type RegistrationAction = ActionOf<typeof registration>
