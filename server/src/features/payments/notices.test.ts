import { getPayment } from '@talent/shared/contract/payments'
import type { GivenApplication } from '../../../test/given-applications'
import { givenFee, givenOrder, givenUnpaid } from '../../../test/given-payments'
import { startTestServer, type TestServer } from '../../../test/server'
import type { Delivery } from '../../sandbox/wechatpay-notices'
import type { BankNotice } from '../../sandbox/wechatpay-state'

let server: TestServer
beforeAll(async () => {
  // Fewer public requests a minute than WeChat Pay sends notices.
  server = await startTestServer({ limits: { publicWritesPerMinute: 5, userRequestsPerMinute: 100_000 } })
  await givenFee(server)
})
afterAll(() => server.stop())
beforeEach(() => {
  server.sandbox.control({ reset: true })
  server.sandbox.control({ paymentNotices: 'hold' })
  server.logLines.length = 0
})

const knex = () => server.platform.database.knex
const stateOf = async ({ id: applicationId, candidate }: GivenApplication) => (await candidate.caller.call(getPayment, { applicationId })).state
const entries = ({ id }: GivenApplication) => knex()('payment_ledger').where('application_id', id)
const logged = (message: string) => server.logLines.filter((line) => line.includes(message))
const lastNotice = (): BankNotice => {
  const notice = server.sandbox.state.bank.notices.at(-1)
  if (!notice) throw new Error('no notice')
  return notice
}
const deliver = async (notice: BankNotice, how: Delivery = 'asIs') => (await server.sandbox.bank?.deliver(notice, how)) ?? -1

async function givenNotice(took: { amountFen?: number; currency?: string; mchId?: string } = {}) {
  const application = await givenUnpaid(server)
  const orderNumber = await givenOrder(server, application)
  server.sandbox.control({ pay: orderNumber, ...took })
  return { application, orderNumber, notice: lastNotice() }
}

test('a notice makes it paid; repeated, it stays one payment', async () => {
  const { application, notice } = await givenNotice()
  expect(await deliver(notice)).toBe(200)
  expect(await stateOf(application)).toBe('paid')
  expect(await Promise.all(Array.from({ length: 5 }, () => deliver(notice)))).toEqual([200, 200, 200, 200, 200])
  expect(await entries(application)).toHaveLength(1)
  expect(await knex()('payment_refunds').where('application_id', application.id)).toEqual([])
})

test.each(['forged', 'changed', 'stale', 'unsigned', 'foreignKey', 'tampered'] as const)('a notice that is %s is refused and changes nothing', async (how) => {
  const { application, notice } = await givenNotice()
  expect(await deliver(notice, how)).toBe(401)
  expect(await stateOf(application)).toBe('paying')
  expect(await entries(application)).toEqual([])
  expect(logged('notice refused')).toHaveLength(1)
})

test.each([
  ['another amount', { amountFen: 1 }], ['more than was asked', { amountFen: 12_001 }], ['another currency', { currency: 'USD' }], ['another merchant', { mchId: '1900000009' }],
])('%s never counts, and is logged loudly once', async (_, took) => {
  const { application, notice } = await givenNotice(took)
  expect(await deliver(notice)).toBe(401)
  expect(await deliver(notice)).toBe(401)
  expect(await stateOf(application)).toBe('unpaid')
  expect(await entries(application)).toEqual([])
  expect(logged('payment does not agree')).toHaveLength(2)
  expect(await knex()('operation_log').where({ action: 'payment.refuse', subject: `application:${application.id}` })).toHaveLength(1)
  expect(await application.candidate.caller.call(getPayment, { applicationId: application.id })).toMatchObject({ orders: [{ state: 'disputed' }], hint: expect.stringContaining('不要重复支付') })
})

test('a notice whose content is of another order than its number says is not taken for it', async () => {
  const { application, notice } = await givenNotice()
  const other = await givenNotice()
  await deliver(notice)
  const swapped = { ...other.notice, content: { ...other.notice.content, transaction_id: notice.content.transaction_id } }
  expect(await deliver(swapped)).toBe(401)
  expect(await stateOf(other.application)).not.toBe('paid')
  expect(await entries(application)).toHaveLength(1)
})

test('an order that is not ours is refused', async () => {
  const { notice } = await givenNotice()
  expect(await deliver({ ...notice, content: { ...notice.content, out_trade_no: 'P20260101unknown' } })).toBe(401)
  expect(logged('not ours')).toHaveLength(1)
})

test.each([
  ['nothing', undefined], ['no JSON', 'x'], ['a JSON without a seal', '{"resource":1}'], ['a whole megabyte', 'x'.repeat(1_000_000)],
])('%s is refused without a fault', async (_, body) => {
  for (const path of ['payments', 'refunds']) {
    const { status } = await fetch(`${server.origin}/api/wechatpay/notices/${path}`, { method: 'POST', body })
    expect([400, 401]).toContain(status)
  }
})

test('many notices from one address are no haste', async () => {
  const { notice } = await givenNotice()
  const statuses = new Set<number>()
  for (let n = 0; n < 100; n++) statuses.add(await deliver(notice))
  expect(statuses).toEqual(new Set([200]))
})

test('two paid orders: the second one goes back by itself, and the fee stays paid', async () => {
  const { application, orderNumber, notice } = await givenNotice()
  // The first order's success is not known here when a second one is opened and paid.
  await knex()('payment_orders').where('order_number', orderNumber).update({ state: 'closed', live_application_id: null })
  await knex()('applications').where('id', application.id).update({ payment_state: 'unpaid' })
  const again = { ...application, candidate: { ...application.candidate, caller: application.candidate.caller.twin() } }
  server.sandbox.control({ pay: await givenOrder(server, again) })
  expect(await deliver(lastNotice())).toBe(200)
  expect(await deliver(notice)).toBe(200)
  expect(await deliver(notice)).toBe(200)
  expect(await stateOf(application)).toBe('paid')
  server.setNow(server.platform.now().getTime() + 120_000)
  await server.app.jobs.drain()
  expect([...server.sandbox.state.bank.refunds.values()]).toMatchObject([{ amountFen: 12_000, transactionId: notice.content.transaction_id, status: 'SUCCESS' }])
  expect(await deliver(lastNotice())).toBe(200)
  expect(await stateOf(application)).toBe('paid')
  expect((await entries(application)).map((e) => e.kind).sort()).toEqual(['payment', 'payment', 'refund'])
})
