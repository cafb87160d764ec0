import { decideApplication, getAuditDetail } from '@talent/shared/contract/audit'
import { confirmFiling, getFilings, listMessages } from '@talent/shared/contract/candidate'
import { checkPayment, getPayment } from '@talent/shared/contract/payments'
import { givenApplication, givenHierarchy, givenReviewer, type GivenApplication, type GivenReviewer, type Hierarchy } from '../../../test/given-applications'
import { feeOfSubmission, givenFee, givenOrder, givenPaid, givenUnpaid } from '../../../test/given-payments'
import { givenCandidateOf, givenTrial, withoutFaceCheck } from '../../../test/given-trials'
import { startTestServer, type TestServer } from '../../../test/server'

let server: TestServer
let hierarchy: Hierarchy
let unit: GivenReviewer
let county: GivenReviewer
beforeAll(async () => {
  server = await startTestServer()
  hierarchy = await givenHierarchy(server)
  unit = await givenReviewer(server, hierarchy.institution)
  county = await givenReviewer(server, hierarchy.county)
})
afterAll(() => server.stop())

const dates = { internshipStart: '2025-01-01', internshipEnd: '2025-09-30' }
type Decided = 'approved' | 'deferred' | 'revisionRequested' | 'rejected' | 'returned'
async function decide(reviewer: GivenReviewer, { id: applicationId }: GivenApplication, decision: Decided = 'approved') {
  const row = await server.platform.database.knex('applications').where('id', applicationId).first('version')
  return reviewer.caller.call(decideApplication, { bindingId: reviewer.bindingId, applicationId, decision, remark: '请核对', ...dates, version: Number(row?.version) })
}
const stateOf = async ({ id: applicationId, candidate }: GivenApplication) => (await candidate.caller.call(getPayment, { applicationId })).state
const closedFor = async ({ bindingId, caller }: GivenReviewer, { id: applicationId }: GivenApplication) => (await caller.call(getAuditDetail, { bindingId, applicationId })).closed
async function pay(application: GivenApplication) {
  server.sandbox.control({ pay: await givenOrder(server, application) })
  return application.candidate.caller.call(checkPayment, { applicationId: application.id })
}

describe('a fee before review', () => {
  beforeAll(() => givenFee(server, { amountFen: 9_900, when: 'beforeReview' }))

  test('holds back the approval of the unit until it is paid, and nothing else', async () => {
    const application = await givenUnpaid(server, hierarchy)
    await expect(decide(unit, application)).toBeProblem(409, 'PAYMENT_REQUIRED')
    expect(await closedFor(unit, application)).toEqual([{ decision: 'approved', reason: expect.stringContaining('缴费后才能审核通过') }])
    await decide(unit, application, 'deferred')
    await givenOrder(server, application)
    await expect(decide(unit, application)).toBeProblem(409, 'PAYMENT_REQUIRED')
    await application.candidate.caller.call(checkPayment, { applicationId: application.id })
    server.sandbox.control({ pay: [...server.sandbox.state.bank.orders.keys()].at(-1) ?? '' })
    await application.candidate.caller.call(checkPayment, { applicationId: application.id })
    expect(await closedFor(unit, application)).toEqual([])
    await decide(unit, application)
    await decide(county, application)
  })

  test('is asked when the candidate confirms', async () => {
    await withoutFaceCheck(server)
    const { caller } = await givenCandidateOf(server, await givenTrial(server))
    const [filing] = (await caller.call(getFilings, {})).filings
    const { applicationId } = await caller.call(confirmFiling, {
      trialId: filing?.trialId ?? 0, contentHash: filing?.contentHash ?? '', declarationAccepted: true, sections: filing?.sections.map((s) => s.section) ?? [],
    })
    expect(await caller.call(getPayment, { applicationId })).toMatchObject({ state: 'unpaid', amountFen: 9_900, mayPay: true })
  })

  test('a refusal leaves the review and its internship as they were', async () => {
    const application = await givenUnpaid(server, hierarchy)
    await expect(decide(unit, application)).toBeProblem(409, 'PAYMENT_REQUIRED')
    const { knex } = server.platform.database
    expect(await knex('reviews').where('application_id', application.id)).toEqual([])
    expect(await knex('internship_records').where('application_id', application.id)).toEqual([])
  })

  test.each(['revisionRequested', 'rejected'] as const)('does not hold back %s', async (decision) => {
    await decide(unit, await givenUnpaid(server, hierarchy), decision)
  })

  test('a refunded fee holds back again', async () => {
    const application = await givenPaid(server, hierarchy)
    await server.platform.database.knex('applications').where('id', application.id).update({ payment_state: 'refunded' })
    await expect(decide(unit, application)).toBeProblem(409, 'PAYMENT_REQUIRED')
  })
})

describe('a fee after review', () => {
  beforeAll(() => givenFee(server, { amountFen: 15_000, when: 'afterReview' }))

  test('is asked by the approval of the unit, once, and the county waits for it', async () => {
    const application = await givenUnpaid(server, hierarchy)
    expect(await application.candidate.caller.call(getPayment, { applicationId: application.id })).toMatchObject({ state: 'notRequired', amountFen: 15_000, hint: expect.stringContaining('单位审核通过后') })
    await decide(unit, application)
    expect(await stateOf(application)).toBe('unpaid')
    await expect(decide(county, application)).toBeProblem(409, 'PAYMENT_REQUIRED')
    await decide(county, application, 'returned')
    await decide(unit, application)
    const { items } = await application.candidate.caller.call(listMessages, {})
    expect(items.filter((m) => m.kind === 'payment')).toHaveLength(1)
    expect(await pay(application)).toMatchObject({ state: 'paid', amountFen: 15_000 })
    await decide(county, application)
  })

  test('is not announced to whom the unit has rejected', async () => {
    const application = await givenUnpaid(server, hierarchy)
    await decide(unit, application, 'rejected')
    expect(await application.candidate.caller.call(getPayment, { applicationId: application.id })).toMatchObject({ state: 'notRequired', amountFen: 0, mayPay: false, hint: '本年度不需要缴费。' })
  })

  test('two applications do not pay for each other', async () => {
    const paid = await givenUnpaid(server, hierarchy)
    const unpaid = await givenUnpaid(server, hierarchy)
    await decide(unit, paid)
    await decide(unit, unpaid)
    await pay(paid)
    expect(await stateOf(unpaid)).toBe('unpaid')
    await expect(decide(county, unpaid)).toBeProblem(409, 'PAYMENT_REQUIRED')
  })
})

test('the fee is that of the version the application was submitted under', async () => {
  await givenFee(server, { amountFen: 100, when: 'beforeReview' })
  const application = await givenApplication(server, hierarchy)
  await givenFee(server, { amountFen: 99_999, when: 'beforeReview' })
  await feeOfSubmission(server, application.id)
  expect(await pay(application)).toMatchObject({ state: 'paid', amountFen: 100 })
})

test('a year without a fee holds back nobody', async () => {
  await givenFee(server, { amountFen: 0, when: 'none' })
  const application = await givenUnpaid(server, hierarchy)
  await decide(unit, application)
  await decide(county, application)
  expect(await stateOf(application)).toBe('notRequired')
})
