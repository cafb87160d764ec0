import { stateMachine, type ActionOf, type StateOf } from '../state-machine'

/** A success that arrives after closing still makes it paid; money is never lost, whatever order notices come in. */
export const payment = stateMachine({
  initial: 'notRequired',
  moves: {
    notRequired: { ask: 'unpaid' },
    unpaid: { start: 'paying', succeed: 'paid' },
    paying: { succeed: 'paid', close: 'unpaid', expire: 'unpaid' },
    paid: { refund: 'refunding' },
    refunding: { refundSucceed: 'refunded', refundFail: 'paid' },
    refunded: {},
  },
  looks: {
    notRequired: { label: '无需缴费', tone: 'neutral' },
    unpaid: { label: '待缴费', tone: 'wait' },
    paying: { label: '支付中', tone: 'wait' },
    paid: { label: '已缴费', tone: 'ok' },
    refunding: { label: '退款中', tone: 'ask' },
    refunded: { label: '已退款', tone: 'neutral' },
  },
})
export type PaymentState = StateOf<typeof payment>
export type PaymentAction = ActionOf<typeof payment>
