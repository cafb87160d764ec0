import { stateMachine, type ActionOf, type StateOf } from '../state-machine'

/** 信息确认 by the candidate. `reopen` needs the conditions of `mayReopen` (states/application.ts). */
export const confirmation = stateMachine({
  initial: 'notReady',
  moves: {
    notReady: { present: 'awaiting' },
    awaiting: { confirm: 'confirmed', object: 'objected', takeBack: 'notReady' },
    objected: { answer: 'awaiting', takeBack: 'notReady' },
    confirmed: { reopen: 'awaiting' },
  },
  looks: {
    notReady: { label: '填报未完成', tone: 'neutral' },
    awaiting: { label: '待考生确认', tone: 'wait' },
    objected: { label: '考生有异议', tone: 'ask' },
    confirmed: { label: '考生已确认', tone: 'ok' },
  },
})
export type ConfirmationState = StateOf<typeof confirmation>
export type ConfirmationAction = ActionOf<typeof confirmation>
