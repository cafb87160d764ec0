import { stateMachine, type ActionOf, type StateOf } from '../state-machine'

/** 实名认证 of a wechatUser. `withdraw` of a verified one needs a face check or the manual way, and no open application or binding. */
export const identityVerification = stateMachine({
  initial: 'none',
  moves: {
    none: { passAutomatically: 'verified', failAutomatically: 'none', submitManually: 'pending' },
    pending: { accept: 'verified', reject: 'rejected', withdraw: 'none' },
    rejected: { resubmit: 'pending', chooseOtherWay: 'none' },
    verified: { withdraw: 'none' },
  },
  looks: {
    none: { label: '未认证', tone: 'neutral' },
    pending: { label: '待认证', tone: 'wait' },
    rejected: { label: '认证未通过', tone: 'stop' },
    verified: { label: '已认证', tone: 'ok' },
  },
})
export type IdentityVerificationState = StateOf<typeof identityVerification>
export type IdentityVerificationAction = ActionOf<typeof identityVerification>
