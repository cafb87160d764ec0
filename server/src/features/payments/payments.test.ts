import { listMessages } from '@talent/shared/contract/candidate'
import { checkPayment, closePaymentOrder, getPayment, listMyPaymentOrders, openPaymentOrder } from '@talent/shared/contract/payments'
import { cancelAccount } from '@talent/shared/contract/my-account'
import { getHome } from '@talent/shared/contract/wechat-session'
import { givenWechatUser } from '../../../test/given'
import { linkedWechat } from '../../../test/given-accounts'
import type { GivenApplication } from '../../../test/given-applications'
import { givenApplication } from '../../../test/given-applications'
import { fee, givenFee, givenOrder, givenPaid, givenUnpaid } from '../../../test/given-payments'
import { startTestServer, type TestServer } from '../../../test/server'
import { inTransaction } from '../../db/transaction'
import { ordersRepository } from './orders.repository'

let server: TestServer
const start = Date.parse('2026-03-10T01:00:00.000Z')
beforeAll(async () => {
  server = await startTestServer()
  await givenFee(server)
})
afterAll(() => server.stop())
beforeEach(() => {
  server.sandbox.control({ reset: true })
  server.sandbox.control({ paymentNotices: 'none' })
  server.setNow(start)
})

const knex = () => server.platform.database.knex
const view = ({ id: applicationId, candidate }: GivenApplication) => candidate.caller.call(getPayment, { applicationId })
// Each a new request: with the key of the one before, the first answer would come again.
const open = ({ id: applicationId, candidate }: GivenApplication) => candidate.caller.twin().call(openPaymentOrder, { applicationId })
const check = ({ id: applicationId, candidate }: GivenApplication) => candidate.caller.call(checkPayment, { applicationId })
const close = ({ id: applicationId, candidate }: GivenApplication) => candidate.caller.call(closePaymentOrder, { applicationId })
const ledger = ({ id }: GivenApplication) => knex()('payment_ledger').where('application_id', id).orderBy('id')
const later = (minutes: number) => server.setNow(server.platform.now().getTime() + minutes * 60_000)
const orderOf = (orderNumber: string) => server.sandbox.state.bank.orders.get(orderNumber)

test('a fee is asked with the submission, and the candidate is told and finds it on the start page', async () => {
  const application = await givenUnpaid(server)
  expect(await view(application)).toMatchObject({ state: 'unpaid', amountFen: 12_000, when: 'beforeReview', order: null, mayPay: true, mayClose: false, mayCheck: false, hint: expect.stringContaining('120.00 元'), orders: [] })
  const { items } = await application.candidate.caller.call(listMessages, {})
  expect(items).toMatchObject([{ kind: 'payment', title: '请缴纳报名费', link: { kind: 'payment', id: application.id } }])
  const { todos } = await application.candidate.caller.call(getHome, {})
  expect(todos.filter((t) => t.kind === 'pay')).toMatchObject([{ params: { applicationId: application.id }, detail: expect.stringContaining('120.00 元') }])
})

test('an order is opened, paid at the bank and found by asking; the receipt names the transaction', async () => {
  const application = await givenUnpaid(server)
  const opened = await open(application)
  expect(opened).toMatchObject({ amountFen: 12_000, expiresAt: '2026-03-10T03:00:00.000Z', request: { signType: 'RSA', package: expect.stringMatching(/^prepay_id=wx/) } })
  const { orderNumber, prepayId } = [...server.sandbox.state.bank.orders.values()][0] ?? { orderNumber: '', prepayId: '' }
  expect(opened.cashierUrl).toBe(`/sandbox/cashier/${prepayId}?return={return}`)
  expect(await view(application)).toMatchObject({ state: 'paying', order: { id: opened.orderId }, mayPay: true, mayClose: true, mayCheck: true })
  expect(await check(application)).toMatchObject({ state: 'paying' })
  server.sandbox.control({ pay: orderNumber })
  expect(await check(application)).toMatchObject({
    state: 'paid', mayPay: false, mayClose: false, mayCheck: false,
    orders: [{ state: 'paid', amountFen: 12_000, orderNumber, transactionId: orderOf(orderNumber)?.paid?.transactionId, paidAt: '2026-03-10T01:00:00.000Z', payerName: application.person.name }],
  })
  expect(await ledger(application)).toMatchObject([{ kind: 'payment', amount_fen: 12_000 }])
  expect((await application.candidate.caller.call(listMessages, {})).items[0]).toMatchObject({ title: '缴费成功' })
  expect((await application.candidate.caller.call(getHome, {})).todos.filter((t) => t.kind === 'pay')).toEqual([])
  expect(await application.candidate.caller.call(listMyPaymentOrders, {})).toMatchObject({ total: 1, items: [{ orderNumber }] })
})

test('opening again gives the same order, also ten times at once', async () => {
  const application = await givenUnpaid(server)
  const opened = await Promise.all(Array.from({ length: 10 }, () => open(application)))
  expect(new Set(opened.map((o) => o.orderId)).size).toBe(1)
  expect(new Set(opened.map((o) => o.request.package)).size).toBe(1)
  expect(server.sandbox.state.bank.orders.size).toBe(1)
})

test('a person in the browser pays at the cashier, or leaves it', async () => {
  const application = await givenUnpaid(server)
  const { cashierUrl } = await open(application)
  const address = `${server.origin}${cashierUrl?.replace('{return}', encodeURIComponent('/m/'))}`
  expect(await (await fetch(address)).text()).toContain('支付 ¥120.00')
  const send = (result: string) => fetch(address, { method: 'POST', redirect: 'manual', body: new URLSearchParams({ result, return: '/m/' }) })
  expect((await send('cancelled')).headers.get('location')).toBe('/m/')
  expect(await check(application)).toMatchObject({ state: 'paying' })
  await send('paid')
  expect(await check(application)).toMatchObject({ state: 'paid' })
  expect(await (await fetch(address)).text()).not.toContain('<button')
})

test('a closed order can not be paid any more, and another one can be opened', async () => {
  const application = await givenUnpaid(server)
  const first = await givenOrder(server, application)
  expect(await close(application)).toMatchObject({ state: 'unpaid', order: null, mayPay: true, orders: [{ state: 'closed' }] })
  expect(() => server.sandbox.control({ pay: first })).toThrow('can not be paid')
  await expect(close(application)).toBeProblem(409, 'PAYMENT_STATE')
  await open(application)
  expect(server.sandbox.state.bank.orders.size).toBe(2)
})

test('what was paid while it was being closed is paid', async () => {
  const application = await givenUnpaid(server)
  server.sandbox.control({ pay: await givenOrder(server, application) })
  expect(await close(application)).toMatchObject({ state: 'paid' })
})

test('an order whose time is over is settled before another one is opened', async () => {
  const application = await givenUnpaid(server)
  const first = await givenOrder(server, application)
  later(121)
  const second = await givenOrder(server, { ...application, candidate: { ...application.candidate, caller: application.candidate.caller.twin() } })
  expect(second).not.toBe(first)
  expect(orderOf(first)?.state).toBe('CLOSED')
  // Paid in its last second, and the notice got lost: no second order.
  const paidLate = await givenUnpaid(server)
  server.sandbox.control({ pay: await givenOrder(server, paidLate) })
  later(121)
  await expect(open(paidLate)).toBeProblem(409, 'PAYMENT_STATE')
  expect(await view(paidLate)).toMatchObject({ state: 'paid' })
})

test('without notice and question, the reconciliation finds the payment, and closes what is over', async () => {
  const paid = await givenUnpaid(server)
  const left = await givenUnpaid(server)
  server.sandbox.control({ pay: await givenOrder(server, paid) })
  const abandoned = await givenOrder(server, left)
  later(2)
  await server.app.jobs.drain()
  expect(await view(paid)).toMatchObject({ state: 'paid' })
  expect(await view(left)).toMatchObject({ state: 'paying' })
  for (let hour = 0; hour < 4; hour++) {
    later(60)
    await server.app.jobs.drain()
  }
  expect(await view(left)).toMatchObject({ state: 'unpaid', mayCheck: false, orders: [{ state: 'closed' }] })
  expect(orderOf(abandoned)?.state).toBe('CLOSED')
  expect(await knex()('payment_orders').whereIn('application_id', [paid.id, left.id]).whereNotNull('next_check_at')).toEqual([])
})

test('an upstream that is away for hours loses nothing', async () => {
  const application = await givenUnpaid(server)
  server.sandbox.control({ pay: await givenOrder(server, application) })
  server.sandbox.control({ upstream: 'wechatpay', mode: 'fail' })
  for (let hour = 0; hour < 5; hour++) {
    later(60)
    await server.app.jobs.drain()
  }
  expect(await view(application)).toMatchObject({ state: 'paying' })
  server.sandbox.control({ upstream: 'wechatpay', mode: 'ok' })
  later(61)
  await server.app.jobs.drain()
  expect(await view(application)).toMatchObject({ state: 'paid' })
})

test.each([
  ['refuses', { mode: 'fail' }], ['answers what is not signed', { mode: 'badlySigned', code: 'unsigned' }], ['signs wrongly', { mode: 'badlySigned' }], ['is a proxy', { mode: 'malformed' }],
] as const)('when WeChat Pay %s, opening says so, and the next try goes on with the same order', async (_, fault) => {
  const application = await givenUnpaid(server)
  server.sandbox.control({ upstream: 'wechatpay.prepay', ...fault, times: 1 })
  await expect(open(application)).toBeProblem(503, 'UPSTREAM_UNAVAILABLE')
  expect(await view(application)).toMatchObject({ state: 'paying', orders: [{ state: 'open' }] })
  await open(application)
  expect(server.sandbox.state.bank.orders.size).toBe(1)
  expect((await view(application)).orders).toHaveLength(1)
})

test('an order that is refused for good makes room for another', async () => {
  const application = await givenUnpaid(server)
  server.sandbox.control({ upstream: 'wechatpay.prepay', mode: 'fail', code: 'ORDER_CLOSED', times: 1 })
  await expect(open(application)).toBeProblem(503, 'UPSTREAM_UNAVAILABLE')
  expect(await view(application)).toMatchObject({ state: 'unpaid', mayPay: true })
  await open(application)
})

test("a question to a silent WeChat Pay says so and changes nothing", async () => {
  const application = await givenUnpaid(server)
  await givenOrder(server, application)
  server.sandbox.control({ upstream: 'wechatpay.query', mode: 'fail' })
  await expect(check(application)).toBeProblem(503, 'UPSTREAM_UNAVAILABLE')
  await expect(close(application)).toBeProblem(503, 'UPSTREAM_UNAVAILABLE')
  expect(await view(application)).toMatchObject({ state: 'paying' })
})

test('a success after closing makes it paid, and the order that is open by then is closed', async () => {
  const application = await givenUnpaid(server)
  const first = await givenOrder(server, application)
  await close(application)
  await open(application)
  // The bank took it all the same, and says so when asked.
  server.sandbox.control({ pay: first, force: true })
  expect(await check(application)).toMatchObject({ state: 'paid', order: null })
  later(2)
  await server.app.jobs.drain()
  expect([...server.sandbox.state.bank.orders.values()].map((o) => o.state)).toEqual(['SUCCESS', 'CLOSED'])
})

test('nobody else sees, opens, asks for or closes it', async () => {
  const application = await givenUnpaid(server)
  await givenOrder(server, application)
  const other = await givenWechatUser(server, { identity: { name: '旁人', identityType: 'passport', identityNumber: 'OTHER0001' } })
  for (const endpoint of [getPayment, openPaymentOrder, checkPayment, closePaymentOrder]) {
    await expect(other.caller.call(endpoint, { applicationId: application.id })).toBeProblem(404, 'NOT_FOUND')
  }
  expect(await other.caller.call(listMyPaymentOrders, {})).toMatchObject({ total: 0, items: [] })
})

test('what is paid can not be paid again', async () => {
  const application = await givenPaid(server)
  await expect(open(application)).toBeProblem(409, 'PAYMENT_STATE')
  expect(server.sandbox.state.bank.orders.size).toBe(1)
})

test('a rejected application is not paid for', async () => {
  const application = await givenUnpaid(server)
  await knex()('applications').where('id', application.id).update({ review_state: 'rejected' })
  expect(await view(application)).toMatchObject({ mayPay: false, hint: expect.stringContaining('不需要缴费') })
  await expect(open(application)).toBeProblem(409, 'PAYMENT_STATE')
})

test('who came by phone alone has the cashier in the browser', async () => {
  const application = await givenUnpaid(server)
  await knex()('wechat_users').where('id', application.candidate.id).update({ openid: null })
  expect((await open(application)).cashierUrl).toContain('/sandbox/cashier/')
})

test('a year without a fee asks for none', async () => {
  await givenFee(server, { amountFen: 0, when: 'none' })
  const application = await givenUnpaid(server)
  expect(await view(application)).toMatchObject({ state: 'notRequired', amountFen: 0, when: 'none', mayPay: false })
  await expect(open(application)).toBeProblem(409, 'PAYMENT_STATE')
  await givenFee(server, fee)
})

test('what was paid stays paid after a reopening and another confirmation', async () => {
  const application = await givenPaid(server)
  await application.reopen()
  expect(await view(application)).toMatchObject({ state: 'paid' })
  await application.resubmit()
  expect(await view(application)).toMatchObject({ state: 'paid', mayPay: false })
})

test('without a merchant a year with a fee says so', async () => {
  const bare = await startTestServer({ wechatPay: null })
  try {
    await givenFee(bare)
    const application = await givenUnpaid(bare)
    expect(await application.candidate.caller.call(getPayment, { applicationId: application.id })).toMatchObject({ state: 'unpaid', mayPay: false, hint: expect.stringContaining('缴费尚未开通') })
    await expect(application.candidate.caller.call(openPaymentOrder, { applicationId: application.id })).toBeProblem(409, 'PAYMENT_UNAVAILABLE')
    expect((await fetch(`${bare.origin}/api/wechatpay/notices/payments`, { method: 'POST', body: '{}' })).status).toBe(404)
  } finally {
    await bare.stop()
  }
})

test('an application of a year without payments costs nothing to look at', async () => {
  const application = await givenApplication(server)
  expect(await view(application)).toMatchObject({ state: 'notRequired', orders: [] })
})

test('who leaves is forgotten as the payer; the books stay', async () => {
  const application = await givenPaid(server)
  await inTransaction(knex(), (tx) => ordersRepository(tx).forgetPayer(application.candidate.id))
  expect(await knex()('payment_orders').where('application_id', application.id)).toMatchObject([{ openid: '', state: 'paid' }])
  expect(await ledger(application)).toHaveLength(1)
})

test('who leaves while an order is open is forgotten as well, and what was paid at the last moment is booked', async () => {
  const application = await givenUnpaid(server)
  const orderNumber = await givenOrder(server, application)
  await knex()('applications').where('id', application.id).update({ review_state: 'rejected' })
  const { proof } = await linkedWechat(server, application.candidate.id)
  await application.candidate.caller.call(cancelAccount, { proof })
  expect(await knex()('payment_orders').where('application_id', application.id)).toMatchObject([{ openid: '', state: 'open' }])
  server.sandbox.control({ pay: orderNumber })
  later(5)
  await server.app.jobs.drain()
  expect(await knex()('payment_orders').where('application_id', application.id)).toMatchObject([{ openid: '', state: 'paid' }])
  expect(await ledger(application)).toHaveLength(1)
})

test('orders are not opened and closed without end', async () => {
  const application = await givenUnpaid(server)
  const key = `paymentOrders:${application.id}`
  await open(application)
  await knex()('attempt_counters').where({ key }).update({ count: 60 })
  await expect(open(application)).toBeProblem(429, 'TOO_MANY_REQUESTS')
  later(61)
  await open(application)
})
