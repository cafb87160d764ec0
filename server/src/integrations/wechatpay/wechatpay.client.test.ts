import { createVerify, createPublicKey, createPrivateKey } from 'node:crypto'
import { paymentKeys } from '../../../test/payment-keys'
import { sandboxMerchant, sandboxPayment } from '../../payment-settings'
import { startSandbox, type RunningSandbox } from '../../sandbox/sandbox-on-port'
import { noticeRequest, bankKeys, type Delivery } from '../../sandbox/wechatpay-notices'
import type { BankNotice } from '../../sandbox/wechatpay-state'
import { UpstreamError } from '../upstream'
import { createWechatPayClient, type NewOrder, type WechatPayClient } from './wechatpay.client'

const settings = sandboxPayment(paymentKeys(), 'http://replaced')
const merchant = sandboxMerchant(settings)
let sandbox: RunningSandbox
let client: WechatPayClient
const clientWith = (change: Partial<typeof settings> & { timeoutMs?: number } = {}) =>
  createWechatPayClient({ ...settings, baseUrl: sandbox.baseUrls(sandbox.origin).wechatpay, appId: sandbox.options.wechat.appId, ...change })

beforeAll(async () => {
  sandbox = await startSandbox({ wechatpay: merchant })
  client = clientWith()
})
afterAll(() => sandbox.stop())
beforeEach(() => {
  sandbox.control({ reset: true })
  sandbox.control({ paymentNotices: 'hold' })
})

let serial = 0
const newOrder = (change: Partial<NewOrder> = {}): NewOrder => ({
  orderNumber: `P2026${String(++serial).padStart(10, '0')}`, description: '报名费', amountFen: 12_000, openid: 'openid', noticeUrl: `${sandbox.origin}/nowhere`,
  expiresAt: new Date(Date.now() + 7_200_000).toISOString(), ...change,
})
const paidOrder = async () => {
  const order = newOrder()
  await client.openOrder(order)
  sandbox.control({ pay: order.orderNumber })
  const report = await client.queryOrder(order.orderNumber)
  if (report.state !== 'paid') throw new Error('not paid')
  return { order, transaction: report.transaction }
}

test('an order is opened, and the phone gets a request that the merchant signed', async () => {
  const { prepayId } = await client.openOrder(newOrder())
  const { timeStamp, nonceStr, package: prepaid, signType, paySign } = client.jsapiRequest(prepayId)
  expect({ prepaid, signType }).toEqual({ prepaid: `prepay_id=${prepayId}`, signType: 'RSA' })
  const signed = `${sandbox.options.wechat.appId}\n${timeStamp}\n${nonceStr}\n${prepaid}\n`
  expect(createVerify('RSA-SHA256').update(signed).verify(createPublicKey(createPrivateKey(settings.privateKey)), paySign, 'base64')).toBe(true)
})

test('the same order opened twice is one; with another amount it is refused', async () => {
  const order = newOrder()
  expect(await client.openOrder(order)).toEqual(await client.openOrder(order))
  await expect(client.openOrder({ ...order, amountFen: 1 })).rejects.toMatchObject({ kind: 'refused', code: 'OUT_TRADE_NO_USED', retryable: false })
})

test('what became of an order: absent, open, paid, closed', async () => {
  expect(await client.queryOrder('P000000')).toEqual({ state: 'absent' })
  const order = newOrder()
  await client.openOrder(order)
  expect(await client.queryOrder(order.orderNumber)).toEqual({ state: 'open' })
  const paid = await paidOrder()
  expect(paid.transaction).toMatchObject({ orderNumber: paid.order.orderNumber, amountFen: 12_000, currency: 'CNY', mchId: settings.mchId, appId: sandbox.options.wechat.appId })
  await client.closeOrder(order.orderNumber)
  expect(await client.queryOrder(order.orderNumber)).toEqual({ state: 'closed' })
})

test('closing once more, or what was never there, is no fault; what is paid is refused', async () => {
  const order = newOrder()
  await client.closeOrder(order.orderNumber)
  await client.openOrder(order)
  await client.closeOrder(order.orderNumber)
  await client.closeOrder(order.orderNumber)
  const paid = await paidOrder()
  await expect(client.closeOrder(paid.order.orderNumber)).rejects.toMatchObject({ kind: 'refused' })
})

test('a refund by the same number is one refund, and more than was paid is refused', async () => {
  const { transaction } = await paidOrder()
  const refund = { refundNumber: `R${transaction.orderNumber}`, transactionId: transaction.transactionId, amountFen: 12_000, totalFen: 12_000, reason: '重复缴费', noticeUrl: `${sandbox.origin}/nowhere` }
  const first = await client.refund(refund)
  expect(first).toMatchObject({ state: 'processing', amountFen: 12_000, transactionId: transaction.transactionId })
  expect(await client.refund(refund)).toMatchObject({ refundId: first.refundId, state: 'succeeded' })
  expect(await client.queryRefund(refund.refundNumber)).toMatchObject({ state: 'succeeded', at: expect.any(String) })
  expect(await client.queryRefund('R000000')).toBeNull()
  await expect(client.refund({ ...refund, refundNumber: 'R-second' })).rejects.toMatchObject({ kind: 'refused', code: 'INVALID_REQUEST' })
})

test.each([
  ['a wrong signature', { mode: 'badlySigned' }, 'HTTP 200 bad signature'],
  ['no signature', { mode: 'badlySigned', code: 'unsigned' }, 'HTTP 200 unsigned'],
  ['a page of a proxy', { mode: 'malformed' }, 'HTTP 200 unsigned'],
] as const)('an answer with %s is not believed', async (_, fault, code) => {
  sandbox.control({ upstream: 'wechatpay.prepay', ...fault })
  await expect(client.openOrder(newOrder())).rejects.toMatchObject({ kind: 'badAnswer', code, retryable: true })
})

test("an answer that another's key signed is not believed", async () => {
  const [other] = [sandboxPayment({ merchant: paymentKeys().merchant, platform: paymentKeys().merchant }, '')]
  await expect(clientWith({ publicKey: other?.publicKey }).openOrder(newOrder())).rejects.toMatchObject({ kind: 'badAnswer', code: 'HTTP 200 bad signature' })
})

test.each([['mchId', '1900000001'], ['serial', 'FFFF'], ['privateKey', paymentKeys().platform], ['publicKeyId', 'PUB_KEY_ID_1']] as const)('the sandbox refuses a wrong %s', async (name, value) => {
  const refusal = clientWith({ [name]: value }).openOrder(newOrder())
  await expect(refusal).rejects.toBeInstanceOf(UpstreamError)
  expect(sandbox.state.bank.orders.size).toBe(0)
})

test('a silent upstream is left after our own time limit', async () => {
  sandbox.control({ upstream: 'wechatpay.refund', mode: 'slow', delayMs: 30_000 })
  const { transaction } = await paidOrder()
  const call = clientWith({ timeoutMs: 50 }).refund({ refundNumber: 'R-slow1', transactionId: transaction.transactionId, amountFen: 1, totalFen: 12_000, reason: '退款', noticeUrl: 'http://127.0.0.1/x' })
  await expect(call).rejects.toMatchObject({ kind: 'timeout', retryable: true })
})

test('a 5xx is asked once more for a query, never for what changes something', async () => {
  const { order } = await paidOrder()
  sandbox.control({ upstream: 'wechatpay.query', mode: 'fail', times: 1 })
  expect(await client.queryOrder(order.orderNumber)).toMatchObject({ state: 'paid' })
  sandbox.control({ upstream: 'wechatpay.close', mode: 'fail', times: 1 })
  await expect(client.closeOrder(newOrder().orderNumber)).rejects.toMatchObject({ kind: 'refused', code: 'SYSTEM_ERROR', retryable: true })
})

describe('a notice', () => {
  const keys = bankKeys({ ...settings, sandboxKey: settings.sandboxKey ?? '' })
  const notice = async (): Promise<BankNotice> => {
    await paidOrder()
    const [first] = sandbox.state.bank.notices
    if (!first) throw new Error('no notice')
    return first
  }
  const lowerCased = (headers: Record<string, string>) => Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))
  const received = async (how: Delivery) => {
    const { headers, body } = noticeRequest(await notice(), keys, Date.now(), how)
    return client.paymentNotice({ headers: lowerCased(headers), body })
  }

  test('is opened when the signature is good', async () => {
    expect(await received('asIs')).toMatchObject({ ok: true, report: { state: 'paid', transaction: { amountFen: 12_000 } } })
  })

  test.each([
    ['forged', 'bad signature'], ['changed', 'bad signature'], ['stale', 'stale signature'], ['unsigned', 'unsigned'], ['foreignKey', 'foreign key'], ['tampered', 'unreadable'],
  ] as const)('that is %s is refused', async (how, fault) => {
    expect(await received(how)).toEqual({ ok: false, fault })
  })

  test.each(['', '{}', 'null', '[]', '{"resource":{}}'])('with the body %s is unreadable, although signed', (body) => {
    const { headers } = noticeRequest({ id: 'x', url: '', event: 'TRANSACTION.SUCCESS', content: {}, answers: [] }, keys, Date.now(), 'asIs')
    expect(client.paymentNotice({ headers: lowerCased(headers), body })).toMatchObject({ ok: false })
  })
})
