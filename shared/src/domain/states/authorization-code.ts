import { stateMachine, type ActionOf, type StateOf } from '../state-machine'

export const authorizationCode = stateMachine({
  initial: 'issued',
  moves: {
    issued: { use: 'used', revoke: 'revoked', expire: 'expired' },
    used: {},
    revoked: {},
    expired: {},
  },
  looks: {
    issued: { label: '待使用', tone: 'wait' },
    used: { label: '已激活', tone: 'ok' },
    revoked: { label: '已作废', tone: 'stop' },
    expired: { label: '已过期', tone: 'neutral' },
  },
})
export type AuthorizationCodeState = StateOf<typeof authorizationCode>
export type AuthorizationCodeAction = ActionOf<typeof authorizationCode>
