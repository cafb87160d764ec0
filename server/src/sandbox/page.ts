import { maskName, maskNumber } from './face-page'
import { escapeHtml } from './html'
import { layout } from './layout'
import type { SandboxPerson } from './sandbox'
import type { FaceSession, FaultTarget, Mode, SandboxState } from './sandbox-state'
import { faultTargets, modes } from './sandbox-state'

interface SandboxPage {
  state: SandboxState
  people: SandboxPerson[]
  prefix: string
  now: number
}

const targetNames: Record<FaultTarget, string> = {
  wechat: '微信（全部接口）', 'wechat.code2session': '微信登录', 'wechat.stableToken': '微信接口凭证', 'wechat.phoneNumber': '微信手机号',
  'wechat.subscribeMessage': '订阅消息', 'wechat.getVerifyId': '人脸核验发起', 'wechat.queryVerifyInfo': '人脸核验结果',
  wechatpay: '微信支付（全部接口）', 'wechatpay.prepay': '微信支付下单', 'wechatpay.query': '微信支付查单', 'wechatpay.close': '微信支付关单',
  'wechatpay.refund': '微信支付退款', 'wechatpay.queryRefund': '微信支付查退款',
  tencent: '腾讯云（全部接口）', 'tencent.ocr': '身份证识别', 'tencent.identityCheck': '姓名身份证号核对', 'tencent.sms': '短信',
}
const modeNames: Record<Mode, string> = { ok: '正常', fail: '拒绝', slow: '很慢', badlySigned: '内容不可信', malformed: '返回乱码' }
const faceNames: Record<FaceSession['result'], string> = { pending: '等待选择', passed: '通过', failed: '不通过' }
const faceTones: Record<FaceSession['result'], string> = { pending: 'wait', passed: 'ok', failed: 'stop' }

/** Everything on one page: what came in first, then what one needs for a try, then the switches. */
export function sandboxPage({ state, people, prefix, now }: SandboxPage): string {
  return layout(prefix, '模拟上游', `
    <header><h1>模拟上游</h1><p>代替微信、微信支付和腾讯云接收请求。短信和消息只到这里，不会发给任何人，也不会产生费用。</p></header>
    <main>
      <div id="inbox">${smsSection(state)}${messageSection(state)}${faceSection(state, prefix, now)}${paymentSection(state, prefix)}${faultNote(state)}</div>
      ${specimenSection(people, prefix)}${controlSection(prefix)}
    </main><script src="${prefix}/page.js" defer></script>`)
}

/** 2026-01-31 14:05, in China's time. */
const timeOf = (iso: string): string => new Date(Date.parse(iso) + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')

function section(title: string, empty: string, head: string[], lines: string[]): string {
  const table = `<div class="scroll"><table><thead><tr>${head.map((cell) => `<th scope="col">${cell}</th>`).join('')}</tr></thead><tbody>${lines.join('')}</tbody></table></div>`
  return `<section class="card"><h2>${title}</h2>${lines.length ? table : `<p class="empty">${empty}</p>`}</section>`
}

const row = (...cells: string[]): string => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`

function smsSection({ sms }: SandboxState): string {
  return section('短信', '还没有短信。获取验证码后，以及微信通知不到本人时，会显示在这里。', ['时间', '手机号', '验证码', '内容'], sms.slice(0, 20).map((one) => {
    const code = one.params.find((param) => /^\d{6}$/.test(param)) ?? ''
    return row(timeOf(one.at), `<span class="number">${escapeHtml(one.phone)}</span>`, `<span class="code">${code}</span>`, escapeHtml(one.text))
  }))
}

function messageSection({ messages }: SandboxState): string {
  return section('订阅消息', '还没有订阅消息。审核、认证、缴费和绑定有结果时会发送。', ['时间', '收件人', '消息', '内容'], messages.slice(0, 20).map((one) =>
    row(timeOf(one.at), `<span class="number">${escapeHtml(one.openid.slice(0, 8))}…</span>`, escapeHtml(one.title),
      Object.entries(one.fields).map(([label, text]) => `${escapeHtml(label)}：${escapeHtml(text)}`).join('<br>'))))
}

function faceSection({ faces }: SandboxState, prefix: string, now: number): string {
  const latest = [...faces.values()].reverse().slice(0, 20)
  return section('人脸核验', '还没有人脸核验。', ['时间', '姓名', '身份证号', '结果', ''], latest.map((one) => {
    const open = one.result === 'pending' && now < one.expiresAt
    const link = open ? `<a href="${prefix}/face/${encodeURIComponent(one.verifyId)}">去选择</a>` : ''
    return row(timeOf(one.at), escapeHtml(maskName(one.name)), `<span class="number">${escapeHtml(maskNumber(one.number))}</span>`,
      `<span class="tag ${faceTones[one.result]}">${faceNames[one.result]}</span>`, link)
  }))
}

function paymentSection({ bank }: SandboxState, prefix: string): string {
  const names = { NOTPAY: '未支付', SUCCESS: '已支付', CLOSED: '已关闭' }
  const tones = { NOTPAY: 'wait', SUCCESS: 'ok', CLOSED: 'stop' }
  const refunds = { PROCESSING: '退款处理中', SUCCESS: '已退款', ABNORMAL: '退款异常', CLOSED: '退款关闭' }
  return section('微信支付', '还没有支付订单。', ['商户订单号', '商品', '金额', '状态', ''], [...bank.orders.values()].reverse().slice(0, 20).map((order) => {
    const refunded = [...bank.refunds.values()].filter((refund) => refund.orderNumber === order.orderNumber).map((refund) => `，${refunds[refund.status]}`).join('')
    const link = order.state === 'NOTPAY' ? `<a href="${prefix}/cashier/${encodeURIComponent(order.prepayId)}">去收银台</a>` : ''
    return row(`<span class="number">${escapeHtml(order.orderNumber)}</span>`, escapeHtml(order.description), `¥${(order.amountFen / 100).toFixed(2)}`,
      `<span class="tag ${tones[order.state]}">${names[order.state]}${refunded}</span>`, link)
  }))
}

function faultNote({ faults }: SandboxState): string {
  if (faults.size === 0) return ''
  const items = [...faults].map(([target, fault]) =>
    `<li>${targetNames[target]}：${modeNames[fault.mode]}，${fault.left === null ? '直到改回正常' : `还有 ${fault.left} 次`}</li>`)
  return `<section class="card note"><h2>正在模拟的故障</h2><ul>${items.join('')}</ul></section>`
}

function specimenSection(people: SandboxPerson[], prefix: string): string {
  const lines = people.slice(0, 50).map((person, index) => row(
    escapeHtml(person.name), `<span class="number">${escapeHtml(maskNumber(person.number))}</span>`,
    `<a href="${prefix}/specimens/${index}/front.jpg" download>人像面</a>　<a href="${prefix}/specimens/${index}/back.jpg" download>国徽面</a>`))
  return `${section('样本身份证', '没有演示人员，请在下面填写姓名和身份证号生成。', ['姓名', '身份证号', '下载'], lines)}
    <section class="card"><h2>生成样本身份证</h2><p>实名认证时上传样本图片，模拟的身份证识别能读出图片下方的方块码。普通照片会被识别为“没有身份证”。</p>
    <form method="post" action="${prefix}/specimens" class="fields">
      <label>姓名<input name="name" required maxlength="50" autocomplete="off"></label>
      <label>身份证号<input name="number" required pattern="[0-9]{17}[0-9X]" title="18 位，末位 X 用大写" autocomplete="off"></label>
      <button name="side" value="front" class="primary">下载人像面</button><button name="side" value="back" class="plain">下载国徽面</button>
    </form></section>`
}

function controlSection(prefix: string): string {
  const choices = (names: Record<string, string>, keys: readonly string[]) => keys.map((key) => `<option value="${key}">${names[key]}</option>`).join('')
  return `<section class="card"><h2>模拟故障</h2><form method="post" action="${prefix}/control" class="fields">
      <label>接口<select name="upstream">${choices(targetNames, faultTargets)}</select></label>
      <label>状态<select name="mode">${choices(modeNames, modes)}</select></label>
      <label>次数<input name="times" type="number" min="1" placeholder="一直"></label>
      <label>延迟（毫秒）<input name="delayMs" type="number" min="0" placeholder="10000"></label>
      <label>错误码<input name="code" placeholder="系统繁忙" autocomplete="off"></label>
      <button class="primary">应用</button>
    </form>
    <form method="post" action="${prefix}/control"><button name="reset" value="true" class="plain">清空收到的内容和故障</button></form></section>`
}
