import { lookOfOrder } from './payment-order'

test.each([
  ['open', [], '待支付'],
  ['paid', [], '已支付'],
  ['closed', [], '已关闭'],
  ['disputed', [], '待核实'],
  ['paid', ['requested'], '退款中'],
  ['paid', ['processing'], '退款中'],
  ['paid', ['succeeded'], '已退款'],
  ['paid', ['failed'], '已支付'],
  ['paid', ['abnormal'], '退款异常'],
  ['paid', ['succeeded', 'failed'], '已退款'],
] as const)('%s with refunds %j is %s', (state, refunds, label) => {
  expect(lookOfOrder({ state, refunds: refunds.map((one) => ({ state: one })) }).label).toBe(label)
})
