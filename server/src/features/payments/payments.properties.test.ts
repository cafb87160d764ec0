import fc from 'fast-check'
import { checkPayment, closePaymentOrder, getPayment, openPaymentOrder, refundPayment } from '@talent/shared/contract/payments'
import { Problem } from '@talent/shared/errors'
import { givenHierarchy, type GivenApplication, type Hierarchy } from '../../../test/given-applications'
import { givenFee, givenUnpaid } from '../../../test/given-payments'
import { startTestServer, type TestServer } from '../../../test/server'
import type { Delivery } from '../../sandbox/wechatpay-notices'
import { settledAfterMs } from './payment-rules'

let server: TestServer
let hierarchy: Hierarchy
beforeAll(async () => {
  server = await startTestServer()
  await givenFee(server)
  hierarchy = await givenHierarchy(server)
})
afterAll(() => server.stop())

/** Everything that can happen to one application's money; `order`, `notice`, `refund` pick one of those that are there. */
type Step =
  | { kind: 'open' | 'check' | 'close' | 'refund' | 'reconcile' }
  | { kind: 'pay'; order: number; force: boolean; wrong: boolean }
  | { kind: 'notice'; notice: number; how: Delivery }
  | { kind: 'settleRefund'; refund: number; result: 'succeed' | 'abnormal' | 'close' }
  | { kind: 'refunds'; mode: 'succeed' | 'wait' | 'abnormal' | 'close' }
  | { kind: 'fault'; upstream: 'prepay' | 'query' | 'close' | 'refund' | 'queryRefund'; mode: 'fail' | 'badlySigned' | 'malformed' }
  | { kind: 'later'; minutes: number }

const pick = fc.nat(5)
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('open' as const) }) },
  // Seldom does the bank take money for what is closed, or another amount: then somebody must look into it.
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('pay' as const), order: pick, force: fc.oneof({ weight: 2, arbitrary: fc.constant(false) }, fc.constant(true)), wrong: fc.oneof({ weight: 9, arbitrary: fc.constant(false) }, fc.constant(true)) }) },
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('notice' as const), notice: pick, how: fc.oneof({ weight: 5, arbitrary: fc.constant('asIs' as const) }, fc.constantFrom('forged' as const, 'stale' as const, 'tampered' as const)) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constantFrom('check' as const, 'close' as const, 'refund' as const, 'reconcile' as const) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('settleRefund' as const), refund: pick, result: fc.constantFrom('succeed' as const, 'abnormal' as const, 'close' as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('refunds' as const), mode: fc.constantFrom('succeed' as const, 'wait' as const, 'abnormal' as const, 'close' as const) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('fault' as const), upstream: fc.constantFrom('prepay' as const, 'query' as const, 'close' as const, 'refund' as const, 'queryRefund' as const), mode: fc.constantFrom('fail' as const, 'badlySigned' as const, 'malformed' as const) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('later' as const), minutes: fc.constantFrom(1, 5, 59, 121) }) },
)

const expected = new Set(['PAYMENT_STATE', 'UPSTREAM_UNAVAILABLE', 'IN_PROGRESS'])
/** Refused is an outcome; a fault of the server is not. */
async function calmly(work: Promise<unknown>): Promise<void> {
  await work.catch((error: unknown) => {
    if (!(error instanceof Problem) || !expected.has(error.code)) throw error
  })
}

/** Nobody is signed out by it. */
async function timePasses(ms: number): Promise<void> {
  const now = server.platform.now().getTime() + ms
  server.setNow(now)
  await server.platform.database.knex('sessions').update({ seen_at: new Date(now).toISOString(), expires_at: new Date(now + 30 * 86_400_000).toISOString() })
}

async function take(one: Step, application: GivenApplication): Promise<void> {
  const { bank } = server.sandbox.state
  const caller = application.candidate.caller.twin()
  const applicationId = application.id
  const nth = <T>(list: T[], index: number): T | undefined => (list.length ? list[index % list.length] : undefined)
  switch (one.kind) {
    case 'open': return calmly(caller.call(openPaymentOrder, { applicationId }))
    case 'check': return calmly(caller.call(checkPayment, { applicationId }))
    case 'close': return calmly(caller.call(closePaymentOrder, { applicationId }))
    case 'refund': return calmly(hierarchy.county.admin.twin().call(refundPayment, { applicationId, reason: '退考' }))
    case 'reconcile': return server.app.jobs.drain()
    case 'later': return timePasses(one.minutes * 60_000)
    case 'refunds': return server.sandbox.control({ refunds: one.mode })
    case 'fault': return server.sandbox.control({ upstream: `wechatpay.${one.upstream}`, mode: one.mode, times: 1 })
    case 'pay': {
      const order = nth([...bank.orders.values()], one.order)
      // What the bank takes long after an order's end is known by its notice alone, which the bank repeats until it is taken.
      const force = one.force && order !== undefined && server.platform.now().getTime() < order.expiresAt + settledAfterMs
      if (order) server.sandbox.bank?.pay({ pay: order.orderNumber, force, ...(one.wrong ? { amountFen: 1 } : {}) })
      return
    }
    case 'notice': {
      const notice = nth(bank.notices, one.notice)
      if (notice) await server.sandbox.bank?.deliver(notice, one.how)
      return
    }
    case 'settleRefund': {
      const refund = nth([...bank.refunds.keys()], one.refund)
      if (refund) server.sandbox.bank?.finishRefund(refund, one.result)
    }
  }
}

/** The upstream is well again, the bank settles what waits there, and time passes until nothing is left to ask for. */
async function settle(application: GivenApplication): Promise<void> {
  server.sandbox.state.faults.clear()
  server.sandbox.control({ refunds: 'succeed' })
  const { knex } = server.platform.database
  for (let round = 0; round < 30; round++) {
    for (const refund of server.sandbox.state.bank.refunds.keys()) server.sandbox.bank?.finishRefund(refund, 'succeed')
    await timePasses(6 * 3_600_000)
    await server.app.jobs.drain()
    const open = [
      await knex('payment_orders').where('application_id', application.id).whereNotNull('next_check_at').first('id'),
      await knex('payment_refunds').where('application_id', application.id).whereNotNull('next_check_at').first('id'),
    ]
    if (open.every((row) => row === undefined)) return
  }
  throw new Error('something is never settled')
}

async function expectConsistent(application: GivenApplication): Promise<void> {
  const { knex } = server.platform.database
  const { bank } = server.sandbox.state
  const entries = await knex('payment_ledger').where('application_id', application.id)
  const numbers = (kind: string) => entries.filter((e) => e.kind === kind).map((e) => String(e.wechat_number)).sort()
  const sum = (kind: string) => entries.filter((e) => e.kind === kind).reduce((total, e) => total + Number(e.amount_fen), 0)
  // What the bank took rightly is in the books once each, and so is what it gave back; a wrong amount is in none.
  const took = [...bank.orders.values()].flatMap((order) => (order.paid?.amountFen === 12_000 ? [order.paid.transactionId] : []))
  const gave = [...bank.refunds.values()].flatMap((refund) => (refund.status === 'SUCCESS' ? [refund.refundId] : []))
  expect(numbers('payment')).toEqual(took.sort())
  expect(numbers('refund')).toEqual(gave.sort())
  expect(sum('refund')).toBeLessThanOrEqual(sum('payment'))
  const { state } = await application.candidate.caller.call(getPayment, { applicationId: application.id })
  // One payment at most stays with the merchant, and it is what the state says.
  const kept = sum('payment') - sum('refund')
  expect({ state, kept }).toEqual({ state: kept === 12_000 ? 'paid' : took.length > 0 ? 'refunded' : 'unpaid', kept: state === 'paid' ? 12_000 : 0 })
  const refunds = await knex('payment_refunds').where('application_id', application.id).where('state', 'succeeded')
  expect(new Set(refunds.map((r) => r.entry_id)).size).toBe(refunds.length)
  expect(refunds).toHaveLength(gave.length)
  const told = await knex('messages').where('wechat_user_id', application.candidate.id).where('title', '缴费成功')
  expect(told.length).toBe(took.length > 0 ? 1 : 0)
}

async function run(together: Step[][]): Promise<void> {
  server.sandbox.control({ reset: true })
  server.sandbox.control({ paymentNotices: 'hold' })
  const application = await givenUnpaid(server, { institution: hierarchy.institution })
  await take({ kind: 'open' }, application)
  for (const steps of together) await Promise.all(steps.map((one) => take(one, application)))
  await settle(application)
  await expectConsistent(application)
}

test('whatever happens to the money, one after the other, is in the books once, and the state is what the bank says', async () => {
  await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 20 }), (steps) => run(steps.map((one) => [one]))), { numRuns: 25 })
}, 180_000)

test('and so it is when it happens at the same time', async () => {
  await fc.assert(fc.asyncProperty(fc.array(fc.array(step, { minLength: 2, maxLength: 5 }), { minLength: 2, maxLength: 6 }), run), { numRuns: 25 })
}, 180_000)
