import type { Tone } from '@talent/shared/tokens'

const word = (tone: Tone, text: string): { tone: Tone; text: string } => ({ tone, text })

/** What is said after a try, while the order is still open. */
export const words = {
  reported: word('wait', '微信提示已支付，结果还在确认，一般几分钟内更新。请不要重复支付，可稍后再来核对。'),
  cancelled: word('wait', '已取消支付，没有扣款。订单有效期内可以继续支付。'),
  failed: word('wait', '微信支付没有完成，没有查到扣款。可以再次支付；如果稍后收到扣款通知，结果会自动更新。'),
  notFound: word('wait', '还没有查到支付，可以继续支付。已经扣款的先不要支付，几分钟后再核对。'),
  unknown: (reason: string) => word('wait', `${reason}。暂时查不到缴费结果，如果已经扣款，请不要重复支付，稍后点“核对缴费结果”。`),
  elsewhere: word('ask', '请在微信小程序中缴费：打开微信，搜索“湖北卫生人才”小程序，用本人微信登录后进入“缴费”。'),
  closed: word('neutral', '订单已取消，没有扣款。需要时可以重新缴费。'),
  notBegun: '还没有发起支付，请重试。',
  notClosed: '订单可能还没有取消，请刷新后查看。',
}
