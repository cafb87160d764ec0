import type { Tone } from '../../tokens'

interface Look {
  label: string
  tone: Tone
}

/** How one order stands, whatever became of its money afterwards. */
export const orderLooks = {
  open: { label: '待支付', tone: 'wait' },
  paid: { label: '已支付', tone: 'ok' },
  closed: { label: '已关闭', tone: 'neutral' },
  disputed: { label: '待核实', tone: 'stop' },
} as const satisfies Record<string, Look>

export const refundLooks = {
  requested: { label: '退款中', tone: 'ask' },
  processing: { label: '退款中', tone: 'ask' },
  succeeded: { label: '已退款', tone: 'neutral' },
  failed: { label: '退款未成功', tone: 'stop' },
  abnormal: { label: '退款异常', tone: 'stop' },
} as const satisfies Record<string, Look>

interface Order {
  state: keyof typeof orderLooks
  /** Newest first. */
  refunds: readonly { state: keyof typeof refundLooks }[]
}

/** An order with what became of its money: a refund that failed leaves it paid. */
export function lookOfOrder({ state, refunds: [newest] }: Order): Look {
  return newest && newest.state !== 'failed' ? refundLooks[newest.state] : orderLooks[state]
}
