import { escapeHtml } from './html'
import { layout } from './layout'
import type { BankOrder } from './wechatpay-state'

interface CashierPage {
  order: BankOrder
  prefix: string
  /** Where to go afterwards. */
  back: string | null
  now: number
}

const yuan = (fen: number): string => `¥${(fen / 100).toFixed(2)}`

/** Stands for WeChat's cashier in the browser edition: a person decides whether to pay. No money moves. */
export function cashierPage({ order, prefix, back, now }: CashierPage): string {
  const open = order.state === 'NOTPAY' && now < order.expiresAt
  const status = open ? '请选择支付结果。' : order.paid ? '已支付。' : '订单已关闭或超时，请回到小程序重新发起。'
  const buttons = open ? `<form method="post" action="${prefix}/cashier/${encodeURIComponent(order.prepayId)}" class="choice">
      ${back ? `<input type="hidden" name="return" value="${escapeHtml(back)}">` : ''}
      <button name="result" value="paid" class="primary">支付 ${yuan(order.amountFen)}</button>
      <button name="result" value="cancelled" class="plain">取消</button>
    </form>` : ''
  return layout(prefix, '收银台（模拟）', `<main class="narrow"><section class="card">
      <h1>收银台（模拟）</h1>
      <p>正式环境由微信支付收款。这里由您决定结果，不会产生任何费用。</p>
      <dl><dt>商品</dt><dd>${escapeHtml(order.description)}</dd><dt>金额</dt><dd class="number">${yuan(order.amountFen)}</dd><dt>订单号</dt><dd>${escapeHtml(order.orderNumber)}</dd></dl>
      <p role="status"><strong>${status}</strong></p>${buttons}
      ${back ? `<p><a href="${escapeHtml(back)}">返回</a></p>` : ''}
    </section></main>`)
}
