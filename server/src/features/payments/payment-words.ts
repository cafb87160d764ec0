import { yuan } from '@talent/shared/domain/money'
import type { PaymentState } from '@talent/shared/domain/states/payment'

/** Why an unpaid fee can't be paid now. */
export type Hindrance = 'unavailable' | 'rejected' | 'detached'

interface Situation {
  state: PaymentState
  amountFen: number
  /** The year asks a fee later, once the unit has approved. */
  later: boolean
  hindrance: Hindrance | null
  disputed: boolean
  /** The last refund that was asked for has not come about. */
  refundFailed: boolean
  /** What was paid twice could not be given back yet. */
  surplusFailed: boolean
}

const hindrances: Record<Hindrance, string> = {
  unavailable: '缴费尚未开通，请联系考试管理机构了解开通时间。',
  rejected: '本年度审核不通过，不需要缴费。',
  detached: '您已从原单位移除，请等新单位填报并再次确认后缴费。',
}

/** How it stands and what to do, for the candidate. */
export function hintOf(situation: Situation): string {
  const { state, amountFen, hindrance } = situation
  const amount = yuan(amountFen)
  switch (state) {
    case 'notRequired':
      return situation.later ? `单位审核通过后需要缴费 ${amount}，届时会通知您。` : '本年度不需要缴费。'
    case 'unpaid':
      if (situation.disputed) return '有一笔支付与应缴内容不一致，没有计入缴费。请不要重复支付，联系考试管理机构核实。'
      return hindrance ? hindrances[hindrance] : `请缴费 ${amount}，缴费后申报才能继续审核。`
    case 'paying':
      return hindrance ? hindrances[hindrance] : '订单已生成。请在 2 小时内完成支付；已经支付的，请核对结果。'
    case 'paid':
      if (situation.refundFailed) return '退款没有成功，考试管理机构正在处理。您的缴费仍然有效，不需要重新缴费。'
      return situation.surplusFailed ? '缴费已完成。多缴的款项还没有退成，考试管理机构正在处理，不需要您操作。' : '缴费已完成。'
    case 'refunding':
      return '退款已提交，款项将按原支付方式退回，一般 1 至 3 个工作日到账。'
    case 'refunded':
      return '缴费已退回原支付账户。'
  }
}
