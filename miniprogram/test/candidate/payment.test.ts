import { checkPayment, closePaymentOrder, getPayment, listMyPaymentOrders, openPaymentOrder, type Payment } from '@talent/shared/contract/payments'
import { getClientSettings } from '@talent/shared/contract/system'
import { getHome, getMe } from '@talent/shared/contract/wechat-session'
import { problem } from '@talent/shared/errors'
import { type AppUnderTest, launchApp } from '../harness/app-under-test'
import { FakeServer, type ReplyOf } from '../harness/fake-server'
import { signedIn } from '../harness/fixtures'
import { weappDist } from '../harness/fresh-build'
import { verifiedMe } from './given-candidate'
import { applicationId, opened, orderOf, paymentOf, refundOf } from './given-payment'

let app: AppUnderTest
let server: FakeServer
/** What the server knows; paying in WeChat changes it as WeChat Pay would. */
let payment: Payment

const path = `packages/candidate/payment/index?applicationId=${applicationId}`
const open = async (storage: Record<string, unknown> = signedIn(), at = path) => {
  app = await launchApp({ dist: weappDist, server, storage, path: at })
}
const storageOf = () => Object.fromEntries(app.storage)

beforeEach(() => {
  payment = paymentOf('unpaid')
  server = new FakeServer().on(getMe, verifiedMe()).on(getHome, { todos: [] })
  server.on(getPayment, () => payment).on(checkPayment, () => payment)
  server.on(openPaymentOrder, () => {
    payment = paymentOf('paying')
    return opened
  })
})
afterEach(() => {
  expect(app.errors).toEqual([])
  expect(app.warnings).toEqual([])
  expect(server.unanswered).toEqual([])
  app.stop()
})

/** The person pays in WeChat's window. */
const pays = () => app.does('requestPayment', () => {
  payment = paymentOf('paid')
  return {}
})
/** WeChat says paid; the server hears of it later. */
const paysUnheard = () => app.does('requestPayment', () => ({}))
const refuses = (words: string) => app.does('requestPayment', () => {
  throw words
})
const orders = () => server.sentTo(openPaymentOrder).length

describe('paying', () => {
  test('shows what is to pay, pays it in WeChat, and says so once the server knows', async () => {
    await open()
    for (const words of ['2026 年度 医师资格考试', '120.00 元', '待缴费', '缴费后申报才能继续审核', '医师资格考试报名费']) expect(app.page.text).toContain(words)
    pays()
    await app.tap('去支付 120.00 元')
    expect(app.callsOf('requestPayment')).toMatchObject([opened.request])
    expect(app.page.text).toContain('已缴费')
    expect(app.page.text).toContain('缴费已完成')
    expect(app.page.text).not.toContain('去支付')
    await app.tap('120.00 元', 1)
    expect(app.page.route).toBe('packages/candidate/receipt/index')
  })

  test('asks at the tap whether WeChat may tell of it, before the money', async () => {
    server.on(getClientSettings, { subscriptionTemplates: { review: 'T-review', verification: null, payment: 'T-payment', binding: null } })
    await open()
    pays()
    await app.tap('去支付 120.00 元')
    const names = app.calls.map(({ name }) => name).filter((name) => name === 'requestSubscribeMessage' || name === 'requestPayment')
    expect(names).toEqual(['requestSubscribeMessage', 'requestPayment'])
    expect(app.callsOf('requestSubscribeMessage')[0]).toMatchObject({ tmplIds: ['T-payment', 'T-review'] })
  })

  test('two taps in a row are one order and one window', async () => {
    await open()
    pays()
    await app.tapTwice('去支付 120.00 元')
    expect(orders()).toBe(1)
    expect(app.callsOf('requestPayment')).toHaveLength(1)
  })

  test('a cancelled payment leaves the order to go on with', async () => {
    await open()
    refuses('cancel')
    await app.tap('去支付 120.00 元')
    expect(app.page.text).toContain('已取消支付，没有扣款')
    expect(app.page.text).toContain('支付期限')
    expect(app.page.text).toContain('2026-11-21 11:55 前')
    pays()
    await app.tap('继续支付 120.00 元')
    expect(app.page.text).toContain('缴费已完成')
  })

  test('a payment that WeChat calls failed is looked for before anything else', async () => {
    await open()
    app.does('requestPayment', () => {
      payment = paymentOf('paid')
      throw 'system error'
    })
    await app.tap('去支付 120.00 元')
    expect(app.page.text).toContain('缴费已完成')
  })

  test('one that failed and took nothing may be tried again', async () => {
    await open()
    refuses('system error')
    await app.tap('去支付 120.00 元')
    expect(app.page.text).toContain('微信支付没有完成')
    expect(app.page.find('继续支付 120.00 元')).not.toHaveLength(0)
  })
})

describe('while the outcome is open', () => {
  test('the server is asked until it has heard; nothing can be paid meanwhile', async () => {
    await open()
    paysUnheard()
    await app.tap('去支付 120.00 元')
    expect(app.page.text).toContain('正在核对缴费结果…')
    expect(app.page.text).not.toContain('继续支付')
    payment = paymentOf('paid')
    await app.pass(1_500)
    expect(app.page.text).toContain('缴费已完成')
    expect(orders()).toBe(1)
  })

  test('a late word keeps the way to ask, and only that, also after the app was closed', async () => {
    await open()
    paysUnheard()
    await app.tap('去支付 120.00 元')
    await app.pass(20_000)
    expect(app.page.text).toContain('结果还在确认')
    expect(app.page.text).not.toContain('继续支付')
    const storage = storageOf()
    app.stop()
    await open(storage)
    await app.pass(20_000)
    expect(app.page.text).toContain('核对缴费结果')
    expect(app.page.text).not.toContain('继续支付')
    payment = paymentOf('paid')
    await app.tap('核对缴费结果')
    expect(app.page.text).toContain('缴费已完成')
    expect(app.callsOf('requestPayment')).toHaveLength(0)
  })

  test('a line that breaks after paying does not lead to a second payment', async () => {
    await open()
    paysUnheard()
    server.on(checkPayment, 'offline')
    await app.tap('去支付 120.00 元')
    await app.pass(10_000)
    expect(app.page.text).toContain('请不要重复支付')
    expect(app.page.text).not.toContain('去支付')
    payment = paymentOf('paid')
    server.on(checkPayment, () => payment)
    await app.tap('核对缴费结果')
    expect(app.page.text).toContain('缴费已完成')
    expect(orders()).toBe(1)
  })

  test('a window that the app did not outlive is asked for at the next opening', async () => {
    payment = paymentOf('paying')
    const at = Date.parse('2026-11-21T01:59:30Z')
    server.on(checkPayment, () => (payment = paymentOf('paid')))
    await open({ ...signedIn(), drafts: { [`payment-${applicationId}`]: { keptAt: at, value: { orderId: 5, reported: false, at } } } })
    expect(app.page.text).toContain('缴费已完成')
  })

  test('when it turns out that nothing was paid, one may go on', async () => {
    payment = paymentOf('paying')
    const at = Date.parse('2026-11-21T01:59:30Z')
    await open({ ...signedIn(), drafts: { [`payment-${applicationId}`]: { keptAt: at, value: { orderId: 5, reported: false, at } } } })
    expect(app.page.text).toContain('还没有查到支付')
    expect(app.page.find('继续支付 120.00 元')).not.toHaveLength(0)
  })

  test('the notice that came while WeChat was in front is seen on coming back', async () => {
    payment = paymentOf('paying')
    server.on(listMyPaymentOrders, { items: [], total: 0, page: 1, pageSize: 20 })
    await open()
    await app.goTo('/packages/candidate/payments/index')
    payment = paymentOf('paid')
    await app.back()
    expect(app.page.text).toContain('缴费已完成')
  })
})

describe('what is in the way', () => {
  test.each<[string, ReplyOf<typeof openPaymentOrder>, string]>([
    ['no WeChat', problem('PAYMENT_UNAVAILABLE', { detail: '缴费需在微信小程序中进行' }), '缴费需在微信小程序中进行'],
    ['a silent WeChat Pay', problem('UPSTREAM_UNAVAILABLE', { detail: '微信支付暂时没有响应' }), '微信支付暂时没有响应'],
    ['a broken line', 'offline', '还没有发起支付，请重试'],
  ])('%s is said, and nothing is shown to pay', async (_, reply, words) => {
    server.on(openPaymentOrder, reply)
    await open()
    await app.tap('去支付 120.00 元')
    await app.pass(20_000)
    expect(app.page.text).toContain(words)
    expect(app.callsOf('requestPayment')).toHaveLength(0)
    expect(app.page.find('去支付 120.00 元')).not.toHaveLength(0)
  })

  test('paid on another phone meanwhile: the page shows it', async () => {
    await open()
    server.on(openPaymentOrder, () => {
      payment = paymentOf('paid')
      return problem('PAYMENT_STATE', { detail: '缴费已完成。' })
    })
    await app.tap('去支付 120.00 元')
    expect(app.page.text).toContain('已缴费')
  })

  test('an order whose time is over says so and is opened anew', async () => {
    payment = paymentOf('paying', { order: { id: 4, createdAt: '2026-11-20T23:00:00Z', expiresAt: '2026-11-21T01:00:00Z' } })
    await open()
    expect(app.page.text).toContain('2026-11-21 09:00 已过期')
    pays()
    await app.tap('重新支付 120.00 元')
    expect(app.page.text).toContain('缴费已完成')
  })

  test('an order is cancelled after asking, and one that was paid meanwhile stays paid', async () => {
    payment = paymentOf('paying')
    server.on(closePaymentOrder, () => (payment = paymentOf('unpaid')))
    await open()
    await app.tap('取消订单')
    expect(app.callsOf('showModal')).toMatchObject([{ title: '取消订单', confirmText: '取消订单' }])
    expect(app.page.text).toContain('订单已取消，没有扣款')
    expect(app.page.find('去支付 120.00 元')).not.toHaveLength(0)
    await app.tap('去支付 120.00 元')
    server.on(closePaymentOrder, () => (payment = paymentOf('paid')))
    await app.pass(20_000)
    await app.tap('取消订单')
    expect(app.page.text).toContain('缴费已完成')
  })

  test.each([
    ['detached', paymentOf('unpaid', { mayPay: false, institutionName: null, hint: '您已从原单位移除，请等新单位填报并再次确认后缴费。' }), '已从原单位移除'],
    ['asked later', paymentOf('notRequired', { when: 'afterReview', hint: '单位审核通过后需要缴费 120.00 元，届时会通知您。' }), '暂不需缴费'],
    ['not asked', paymentOf('notRequired', { when: 'none', amountFen: 0 }), '本年度不需要缴费'],
    ['refunding', paymentOf('refunding'), '1 至 3 个工作日到账'],
    ['refunded', paymentOf('refunded', { orders: [orderOf({ refunds: [refundOf()] })] }), '已退回原支付账户'],
  ] as const)('%s: says how it stands and offers no payment', async (_, given, words) => {
    payment = given
    await open()
    expect(app.page.text).toContain(words)
    expect(app.page.text).not.toContain('支付 120.00 元')
    expect(app.page.text).toContain('查看申报进度')
  })

  test('news of a refund are asked for when the page opens', async () => {
    payment = paymentOf('refunding')
    server.on(checkPayment, () => (payment = paymentOf('refunded')))
    await open()
    expect(app.page.text).toContain('已退款')
  })
})

describe('receipts', () => {
  const receipt = `packages/candidate/receipt/index?applicationId=${applicationId}&orderId=5`

  test('a receipt has both numbers, time, amount, what for and who; the numbers are copied', async () => {
    payment = paymentOf('paid')
    await open(signedIn(), receipt)
    for (const words of ['120.00 元', '已支付', '2026 年度 医师资格考试报名费', '陈晓', '2026-11-21 09:56', 'P20261121100000AB12', '4200002026112100000000000001', '不是发票']) expect(app.page.text).toContain(words)
    await app.tap('复制单号')
    expect(app.callsOf('setClipboardData')).toMatchObject([{ data: '商户订单号 P20261121100000AB12\n微信支付订单号 4200002026112100000000000001' }])
  })

  test.each([
    ['succeeded', '已退款', '退回时间'],
    ['processing', '退款中', '申请时间'],
    ['abnormal', '退款异常', '考试管理机构会继续处理'],
  ] as const)('a refund that is %s', async (state, label, words) => {
    payment = paymentOf('refunding', { orders: [orderOf({ refunds: [refundOf({ state, finishedAt: state === 'succeeded' ? '2026-11-21T01:59:00Z' : null })] })] })
    await open(signedIn(), receipt)
    for (const expected of [label, words, '取消报名', 'R20261121110000CD34']) expect(app.page.text).toContain(expected)
  })

  test('an order that does not agree says not to pay again', async () => {
    payment = paymentOf('unpaid', { orders: [orderOf({ state: 'disputed', transactionId: null, paidAt: null })] })
    await open(signedIn(), receipt)
    expect(app.page.text).toContain('待核实')
    expect(app.page.text).toContain('不要重复支付')
  })

  test('one that is not there leads to the list', async () => {
    await open(signedIn(), `packages/candidate/receipt/index?applicationId=${applicationId}&orderId=77`)
    server.on(listMyPaymentOrders, { items: [], total: 0, page: 1, pageSize: 20 })
    await app.tap('查看我的缴费')
    expect(app.page.text).toContain('还没有缴费')
  })

  test('the list leads to receipts, and what waits to the page of the fee', async () => {
    const waiting = orderOf({ id: 6, state: 'open', transactionId: null, paidAt: null })
    server.on(listMyPaymentOrders, { items: [waiting, orderOf({ examYear: 2025 })], total: 2, page: 1, pageSize: 20 })
    payment = paymentOf('paid')
    await open(signedIn(), 'packages/candidate/payments/index')
    expect(app.page.text).toContain('待支付')
    await app.tap('2025 年度 医师资格考试')
    expect(app.page.route).toBe('packages/candidate/receipt/index')
    await app.back()
    await app.tap('2026 年度 医师资格考试')
    expect(app.page.route).toBe('packages/candidate/payment/index')
  })
})
