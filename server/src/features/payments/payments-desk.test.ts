import { listMessages } from '@talent/shared/contract/candidate'
import { createDepartment } from '@talent/shared/contract/organization'
import { getPayment, getPaymentDetail, recheckPayment, refundPayment, searchPayments } from '@talent/shared/contract/payments'
import { givenAccount, givenOrganization, givenRole } from '../../../test/given'
import { givenHierarchy, type GivenApplication, type Hierarchy } from '../../../test/given-applications'
import { givenFee, givenOrder, givenPaid, givenUnpaid } from '../../../test/given-payments'
import { startTestServer, type TestServer } from '../../../test/server'

let server: TestServer
let hierarchy: Hierarchy
beforeAll(async () => {
  server = await startTestServer()
  await givenFee(server)
})
afterAll(() => server.stop())
beforeEach(async () => {
  server.sandbox.control({ reset: true })
  server.sandbox.control({ paymentNotices: 'hold' })
  hierarchy = await givenHierarchy(server)
})

const knex = () => server.platform.database.knex
const stateOf = async ({ id: applicationId, candidate }: GivenApplication) => (await candidate.caller.call(getPayment, { applicationId })).state
const hintFor = async ({ id: applicationId, candidate }: GivenApplication) => (await candidate.caller.call(getPayment, { applicationId })).hint
const refund = ({ id: applicationId }: GivenApplication, by = hierarchy.county) => by.admin.twin().call(refundPayment, { applicationId, reason: '未参加考试' })
const detail = ({ id: applicationId }: GivenApplication, by = hierarchy.county) => by.admin.call(getPaymentDetail, { applicationId })
const messagesOf = async ({ candidate }: GivenApplication) => (await candidate.caller.call(listMessages, {})).items.map((m) => m.title)
const deliverLast = async () => {
  const notice = server.sandbox.state.bank.notices.at(-1)
  return notice ? server.sandbox.bank?.deliver(notice) : -1
}
const refundNumber = () => [...server.sandbox.state.bank.refunds.keys()][0] ?? ''

test('an institution sees its own, an authority its subtree, with counts and sums of every state', async () => {
  const { institution, county, province } = hierarchy
  const paid = await givenPaid(server, { institution })
  const unpaid = await givenUnpaid(server, { institution })
  const elsewhere = await givenUnpaid(server)
  const own = await institution.admin.call(searchPayments, {})
  expect(own.items.map((i) => i.applicationId)).toEqual([unpaid.id, paid.id])
  expect(own.totals.sort((a, b) => a.state.localeCompare(b.state))).toEqual([{ state: 'paid', count: 1, amountFen: 12_000 }, { state: 'unpaid', count: 1, amountFen: 12_000 }])
  expect(own.items[1]).toMatchObject({ name: paid.person.name, identityNumber: paid.person.identityNumber, institutionName: institution.name, state: 'paid', amountFen: 12_000 })
  expect((await county.admin.call(searchPayments, {})).total).toBe(2)
  expect((await province.admin.call(searchPayments, { state: 'paid' })).items.map((i) => i.applicationId)).toEqual([paid.id])
  expect((await province.admin.call(searchPayments, {})).items.map((i) => i.applicationId)).not.toContain(elsewhere.id)
})

test('the list is filtered by name, identity number, year and state, and paged', async () => {
  const { institution } = hierarchy
  const one = await givenPaid(server, { institution })
  await givenUnpaid(server, { institution })
  const found = async (filter: object) => (await institution.admin.call(searchPayments, filter)).items.map((i) => i.applicationId)
  expect(await found({ name: one.person.name })).toContain(one.id)
  expect(await found({ identityNumber: one.person.input.identityNumber })).toEqual([one.id])
  expect(await found({ examYear: 2025 })).toEqual([])
  expect(await institution.admin.call(searchPayments, { state: 'unpaid', pageSize: 1 })).toMatchObject({ total: 1, totals: expect.arrayContaining([expect.objectContaining({ state: 'paid' })]) })
  expect(await found({ page: 2, pageSize: 1 })).toHaveLength(1)
})

test('a department sees the fees of its people alone', async () => {
  const { institution } = hierarchy
  const one = await givenPaid(server, { institution })
  const sub = await givenAccount(server, { organizationId: institution.id, kind: 'sub' })
  const { id: departmentId } = await institution.admin.call(createDepartment, { parentId: null, name: '别的科室', category: 'clinical', standardName: '03', sortOrder: 0 })
  await givenRole(server, { accountId: sub.id, organizationId: institution.id, permissions: ['payment.read'], departmentIds: [departmentId] })
  expect((await sub.caller.call(searchPayments, {})).total).toBe(0)
  await expect(sub.caller.call(getPaymentDetail, { applicationId: one.id })).toBeProblem(404, 'NOT_FOUND')
  const own = await givenAccount(server, { organizationId: institution.id, kind: 'sub' })
  await givenRole(server, { accountId: own.id, organizationId: institution.id, permissions: ['payment.read'], departmentIds: [one.person.departmentId ?? 0] })
  expect((await own.caller.call(searchPayments, {})).items.map((i) => i.applicationId)).toEqual([one.id])
})

test('the detail shows orders and books; only an authority may refund', async () => {
  const application = await givenPaid(server, { institution: hierarchy.institution })
  expect(await detail(application)).toMatchObject({ state: 'paid', mayRefund: true, mayCheck: false, orders: [{ orderNumber: application.orderNumber }], ledger: [{ kind: 'payment', amountFen: 12_000, orderNumber: application.orderNumber }] })
  expect(await detail(application, hierarchy.institution)).toMatchObject({ mayRefund: false })
  await expect(refund(application, hierarchy.institution)).toBeProblem(403, 'FORBIDDEN')
  const stranger = await givenOrganization(server, { kind: 'county' })
  await expect(refund(application, stranger)).toBeProblem(404, 'NOT_FOUND')
  await expect(detail(application, stranger)).toBeProblem(404, 'NOT_FOUND')
  await expect(stranger.admin.call(recheckPayment, { applicationId: application.id })).toBeProblem(404, 'NOT_FOUND')
})

test('a refund goes to the bank, is logged, ends by its notice, and the candidate is told', async () => {
  const application = await givenPaid(server, { institution: hierarchy.institution })
  expect(await refund(application)).toMatchObject({ state: 'refunding', mayRefund: false, mayCheck: true, orders: [{ refunds: [{ state: 'processing', automatic: false, reason: '未参加考试' }] }] })
  expect(await knex()('operation_log').where({ action: 'payment.refund', subject: `application:${application.id}` })).toMatchObject([{ actor_kind: 'account', chain_id: hierarchy.institution.id }])
  expect(await deliverLast()).toBe(200)
  expect(await deliverLast()).toBe(200)
  expect(await detail(application)).toMatchObject({ state: 'refunded', mayRefund: false, mayCheck: false, ledger: [{ kind: 'payment' }, { kind: 'refund', amountFen: 12_000 }] })
  expect((await messagesOf(application)).filter((title) => title === '退款已完成')).toHaveLength(1)
  await expect(refund(application)).toBeProblem(409, 'PAYMENT_STATE')
})

test('ten refunds at once are one', async () => {
  const application = await givenPaid(server, { institution: hierarchy.institution })
  const outcomes = await Promise.allSettled(Array.from({ length: 10 }, () => refund(application)))
  expect(outcomes.filter((o) => o.status === 'fulfilled')).toHaveLength(1)
  expect(server.sandbox.state.bank.refunds.size).toBe(1)
})

test('what is not paid can not be refunded', async () => {
  const application = await givenUnpaid(server, { institution: hierarchy.institution })
  await expect(refund(application)).toBeProblem(409, 'PAYMENT_STATE')
  await expect(hierarchy.county.admin.call(refundPayment, { applicationId: application.id, reason: ' ' })).toBeProblem(400, 'BAD_INPUT')
})

test('an abnormal refund leaves the fee paid and can not be doubled; settled by the merchant, it is refunded', async () => {
  const application = await givenPaid(server, { institution: hierarchy.institution })
  server.sandbox.control({ refunds: 'abnormal' })
  await refund(application)
  expect(await deliverLast()).toBe(200)
  expect(await stateOf(application)).toBe('paid')
  expect(await messagesOf(application)).toContain('退款没有成功')
  expect(await hintFor(application)).toContain('退款没有成功')
  expect(await detail(application)).toMatchObject({ mayRefund: false, mayCheck: true })
  await expect(refund(application)).toBeProblem(409, 'PAYMENT_STATE')
  server.sandbox.control({ refund: refundNumber(), result: 'succeed' })
  expect(await hierarchy.county.admin.call(recheckPayment, { applicationId: application.id })).toMatchObject({ state: 'refunded' })
})

test('a closed refund leaves the fee paid, and another one may follow', async () => {
  const application = await givenPaid(server, { institution: hierarchy.institution })
  server.sandbox.control({ refunds: 'close' })
  await refund(application)
  await deliverLast()
  expect(await detail(application)).toMatchObject({ state: 'paid', mayRefund: true, orders: [{ refunds: [{ state: 'failed' }] }] })
  // The message leads to the candidate's own page, which says the same.
  expect(await hintFor(application)).toBe('退款没有成功，考试管理机构正在处理。您的缴费仍然有效，不需要重新缴费。')
  server.sandbox.control({ refunds: 'succeed' })
  await refund(application)
  expect(await hintFor(application)).toContain('退款已提交')
  await deliverLast()
  expect(await stateOf(application)).toBe('refunded')
})

test('an old notice does not undo what has ended', async () => {
  const application = await givenPaid(server, { institution: hierarchy.institution })
  server.sandbox.control({ refunds: 'abnormal' })
  await refund(application)
  const [abnormal] = server.sandbox.state.bank.notices.slice(-1)
  server.sandbox.control({ refund: refundNumber(), result: 'succeed' })
  await deliverLast()
  expect(await stateOf(application)).toBe('refunded')
  expect(abnormal && (await server.sandbox.bank?.deliver(abnormal))).toBe(200)
  expect(await detail(application)).toMatchObject({ state: 'refunded', mayCheck: false, orders: [{ refunds: [{ state: 'succeeded' }] }] })
})

test.each([['is silent', { mode: 'fail' }], ['has an empty account', { mode: 'fail', code: 'NOT_ENOUGH' }]] as const)('when WeChat Pay %s, the refund is made later by itself, once', async (_, fault) => {
  const application = await givenPaid(server, { institution: hierarchy.institution })
  server.sandbox.control({ upstream: 'wechatpay.refund', ...fault, times: 1 })
  expect(await refund(application)).toMatchObject({ state: 'refunding' })
  expect(server.sandbox.state.bank.refunds.size).toBe(0)
  for (let n = 0; n < 3; n++) {
    server.setNow(server.platform.now().getTime() + 5 * 60_000)
    await server.app.jobs.drain()
  }
  expect(server.sandbox.state.bank.refunds.size).toBe(1)
  expect(await stateOf(application)).toBe('refunded')
})

test('a refund that WeChat Pay refuses for good has failed, and the fee stays paid', async () => {
  const application = await givenPaid(server, { institution: hierarchy.institution })
  server.sandbox.control({ upstream: 'wechatpay.refund', mode: 'fail', code: 'INVALID_REQUEST', times: 1 })
  expect(await refund(application)).toMatchObject({ state: 'paid', mayRefund: true, orders: [{ refunds: [{ state: 'failed' }] }] })
  expect(await messagesOf(application)).toContain('退款没有成功')
})

test('a refund notice of another amount is refused and logged', async () => {
  const application = await givenPaid(server, { institution: hierarchy.institution })
  await refund(application)
  const [notice] = server.sandbox.state.bank.notices.slice(-1)
  const wrong = notice && { ...notice, content: { ...notice.content, amount: { total: 12_000, refund: 1 } } }
  expect(wrong && (await server.sandbox.bank?.deliver(wrong))).toBe(401)
  expect(await stateOf(application)).toBe('refunding')
  expect(await knex()('operation_log').where({ action: 'payment.refuse', subject: `application:${application.id}` })).toHaveLength(1)
})

test('a question by the web finds a payment whose notice got lost', async () => {
  const application = await givenUnpaid(server, { institution: hierarchy.institution })
  server.sandbox.control({ pay: await givenOrder(server, application) })
  expect(await hierarchy.institution.admin.call(recheckPayment, { applicationId: application.id })).toMatchObject({ state: 'paid' })
})
