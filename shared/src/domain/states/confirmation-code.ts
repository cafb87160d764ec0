import { stateMachine, type ActionOf, type StateOf } from '../state-machine'

export const confirmationCode = stateMachine({
  initial: 'active',
  moves: {
    active: { rotate: 'rotated' },
    rotated: {},
  },
  looks: {
    active: { label: '使用中', tone: 'ok' },
    rotated: { label: '已更换', tone: 'neutral' },
  },
})
export type ConfirmationCodeState = StateOf<typeof confirmationCode>
export type ConfirmationCodeAction = ActionOf<typeof confirmationCode>
