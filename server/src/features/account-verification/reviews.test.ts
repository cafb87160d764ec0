import {
  correctAccountReview, decideAccountReview, getAccountReview, getAccountReviewPhoto, getAccountReviewProof, getAccountVerification, listAccountReviews,
} from '@talent/shared/contract/account-verification'
import { getTodos, type Department } from '@talent/shared/contract/organization'
import { listOperationLog } from '@talent/shared/contract/system'
import { cancelAccount } from '@talent/shared/contract/my-account'
import { decideHrReview, getHrReview } from '@talent/shared/contract/hr-accounts'
import type { Caller } from '../../../test/caller'
import { givenAccount, givenInstitution, givenOrganization, givenRole } from '../../../test/given'
import { linkedWechat } from '../../../test/given-accounts'
import { givenHierarchy } from '../../../test/given-applications'
import { givenDepartments } from '../../../test/given-people'
import { givenHrApplication } from '../../../test/given-hr-accounts'
import { givenSubmission, givenSubmittedAccount, holderInput } from '../../../test/given-verifications'
import { startTestServer, type TestServer } from '../../../test/server'
import { createOperatorReviews } from './operator-reviews'

let server: TestServer
beforeAll(async () => void (server = await startTestServer()))
afterAll(() => server.stop())
afterEach(() => server.setNow('2026-03-10T01:00:00.000Z'))

const knex = () => server.platform.database.knex
const pass = { decision: 'pass', opinion: '', version: 2 } as const

/** A main account that has handed everything in, below a county. */
async function givenSubmittedMain(change: Parameters<typeof holderInput>[0] = {}) {
  const hierarchy = await givenHierarchy(server)
  const main = await givenAccount(server, { organizationId: hierarchy.institution.id, kind: 'main', verified: false })
  const holder = holderInput(change)
  await givenSubmission(main.caller, holder)
  const { id } = await knex()('account_verifications').where('account_id', main.id).first('id')
  return { ...hierarchy, main, holder, accountReviewId: Number(id) }
}

describe('who reviews whom', () => {
  test('a main account every authority above, and nobody else', async () => {
    const { county, city, province, institution, accountReviewId } = await givenSubmittedMain()
    for (const above of [county, city, province]) expect((await above.admin.call(listAccountReviews, {})).counts.submitted).toBe(1)
    const elsewhere = await givenHierarchy(server)
    for (const caller of [elsewhere.county.admin, elsewhere.province.admin, institution.admin, elsewhere.institution.admin]) {
      expect((await caller.call(listAccountReviews, {})).items).toEqual([])
      await expect(caller.call(getAccountReview, { accountReviewId })).toBeProblem(404, 'NOT_FOUND')
      await expect(caller.call(decideAccountReview, { accountReviewId, ...pass })).toBeProblem(404, 'NOT_FOUND')
      await expect(caller.call(getAccountReviewPhoto, { accountReviewId, side: 'front' })).toBeProblem(404, 'NOT_FOUND')
      await expect(caller.call(correctAccountReview, { accountReviewId, ...holderInput(), version: 2 })).toBeProblem(404, 'NOT_FOUND')
    }
    expect((await county.admin.call(getTodos, {})).items).toContainEqual(expect.objectContaining({ kind: 'accountReview.pending', count: 1, href: '/account-reviews?state=submitted' }))
  })

  test('a sub-account its own main account, not the authority above', async () => {
    const { county, institution } = await givenHierarchy(server)
    const { accountReviewId } = await givenSubmittedAccount(server, institution)
    expect((await county.admin.call(listAccountReviews, {})).items).toEqual([])
    await expect(county.admin.call(decideAccountReview, { accountReviewId, ...pass })).toBeProblem(404, 'NOT_FOUND')
    expect(await institution.admin.call(decideAccountReview, { accountReviewId, ...pass })).toMatchObject({ state: 'passed', kind: 'sub' })
  })

  test('a role limited to departments the accounts of those departments alone', async () => {
    const institution = await givenInstitution(server)
    const [surgery, general, medicine] = await givenDepartments(institution, '外科', '外科/普外科', '内科')
    const ids = (...departments: (Department | undefined)[]) => departments.flatMap((one) => (one ? [one.id] : []))
    const submitted = async (departmentIds?: number[]) => {
      const { account, accountReviewId } = await givenSubmittedAccount(server, institution)
      await givenRole(server, { accountId: account.id, organizationId: institution.id, permissions: ['person.read'], ...(departmentIds ? { departmentIds } : {}) })
      return accountReviewId
    }
    const own = await submitted(ids(general))
    const others = [await submitted(ids(medicine)), await submitted(ids(surgery, medicine)), await submitted(), (await givenSubmittedAccount(server, institution)).accountReviewId]
    const head = await givenAccount(server, { organizationId: institution.id, kind: 'sub' })
    await givenRole(server, { accountId: head.id, organizationId: institution.id, permissions: ['accountReview.read', 'accountReview.write'], departmentIds: ids(surgery) })

    const { items, counts } = await head.caller.call(listAccountReviews, {})
    expect([items.map(({ id }) => id), counts.submitted]).toEqual([[own], 1])
    expect((await head.caller.call(getTodos, {})).items).toContainEqual(expect.objectContaining({ kind: 'accountReview.pending', count: 1 }))
    for (const accountReviewId of others) {
      await expect(head.caller.call(getAccountReview, { accountReviewId })).toBeProblem(404, 'NOT_FOUND')
      await expect(head.caller.call(getAccountReviewPhoto, { accountReviewId, side: 'front' })).toBeProblem(404, 'NOT_FOUND')
      await expect(head.caller.call(decideAccountReview, { accountReviewId, ...pass })).toBeProblem(404, 'NOT_FOUND')
    }
    expect(await head.caller.call(decideAccountReview, { accountReviewId: own, ...pass })).toMatchObject({ state: 'passed' })
  })

  test('whom it was entrusted to, by the right to read and to decide; never oneself', async () => {
    const institution = await givenInstitution(server)
    const { accountReviewId } = await givenSubmittedAccount(server, institution)
    const clerk = await givenAccount(server, { organizationId: institution.id, kind: 'sub' })
    await expect(clerk.caller.call(listAccountReviews, {})).toBeProblem(403, 'FORBIDDEN')
    await givenRole(server, { accountId: clerk.id, organizationId: institution.id, permissions: ['accountReview.read'] })
    expect((await clerk.caller.call(listAccountReviews, {})).total).toBe(1)
    await expect(clerk.caller.call(decideAccountReview, { accountReviewId, ...pass })).toBeProblem(403, 'FORBIDDEN')
    await givenRole(server, { accountId: clerk.id, organizationId: institution.id, permissions: ['accountReview.write'] })
    const own = await knex()('account_verifications').where('account_id', clerk.id).first('id')
    await expect(clerk.caller.call(getAccountReview, { accountReviewId: own.id })).toBeProblem(404, 'NOT_FOUND')
    expect(await clerk.caller.call(decideAccountReview, { accountReviewId, ...pass })).toMatchObject({ state: 'passed' })
  })

  test('what was saved but not handed in is nothing to a reviewer', async () => {
    const { county, main, accountReviewId } = await givenSubmittedMain()
    await knex()('account_verifications').where('account_id', main.id).update({ state: 'saved' })
    expect((await county.admin.call(listAccountReviews, {})).items).toEqual([])
    await expect(county.admin.call(getAccountReview, { accountReviewId })).toBeProblem(404, 'NOT_FOUND')
  })
})

test('the list is masked, waits in order, and is found by unit, account or name', async () => {
  const institution = await givenInstitution(server)
  const first = await givenSubmittedAccount(server, institution, holderInput({ name: '王一' }))
  server.setNow('2026-03-10T01:20:00.000Z')
  const second = await givenSubmittedAccount(server, institution, holderInput({ name: '王二' }))
  const { items } = await institution.admin.call(listAccountReviews, {})
  expect(items.map((row) => row.name)).toEqual(['王一', '王二'])
  expect(JSON.stringify(items)).not.toContain(first.holder.identityNumber)
  const found = async (name: string) => (await institution.admin.call(listAccountReviews, { name })).items.map((row) => row.name)
  expect(await found('王二')).toEqual(['王二'])
  expect(await found(second.account.username)).toEqual(['王二'])
  expect(await found(institution.name)).toEqual(['王一', '王二'])
  expect(await found('%')).toEqual([])
  expect((await institution.admin.call(listAccountReviews, { kind: 'main' })).total).toBe(0)
})

test('the detail has everything to compare, and every look at it is logged', async () => {
  const { county, institution, main, holder, accountReviewId } = await givenSubmittedMain()
  const detail = await county.admin.call(getAccountReview, { accountReviewId })
  expect(detail).toMatchObject({ fullIdentityNumber: holder.identityNumber, mobile: holder.mobile, username: main.username, kind: 'main', unit: { name: institution.name, authorityName: county.name }, photosKept: true, corrected: [] })
  const proofId = detail.proofs[0]?.proofId ?? 0
  for (const file of [await county.admin.call(getAccountReviewPhoto, { accountReviewId, side: 'back' }), await county.admin.call(getAccountReviewProof, { accountReviewId, proofId })]) {
    expect(file.subarray(0, 2)).toEqual(Buffer.from([0xff, 0xd8]))
  }
  const other = await givenSubmittedMain()
  const [foreign] = (await other.county.admin.call(getAccountReview, { accountReviewId: other.accountReviewId })).proofs
  await expect(county.admin.call(getAccountReviewProof, { accountReviewId, proofId: foreign?.proofId ?? 0 })).toBeProblem(404, 'NOT_FOUND')
  const log = JSON.stringify(await county.admin.call(listOperationLog, {}))
  for (const action of ['accountReview.view', 'accountReview.viewPhoto', 'accountReview.viewProof']) expect(log).toContain(`"${action}"`)
  expect(log).not.toContain(holder.identityNumber)
})

describe('correcting', () => {
  test('puts right what was typed wrong; the person sees which fields, the log too', async () => {
    const { county, main, holder, accountReviewId } = await givenSubmittedMain({ name: '张珊' })
    const corrected = await county.admin.call(correctAccountReview, { accountReviewId, ...holder, name: '张姗', version: 2 })
    expect(corrected).toMatchObject({ name: '张姗', corrected: ['name'], state: 'submitted', version: 3, proofs: [{ kind: 'picture' }] })
    expect(await county.admin.call(correctAccountReview, { accountReviewId, ...holder, name: '张姗', mobile: '13900000003', version: 3 })).toMatchObject({ corrected: ['name', 'mobile'], mobile: '13900000003' })
    await county.admin.call(decideAccountReview, { accountReviewId, ...pass, version: 4 })
    expect(await main.caller.call(getAccountVerification, {})).toMatchObject({ state: 'passed', name: '张姗', corrected: ['name', 'mobile'] })
    const log = await county.admin.call(listOperationLog, {})
    expect(JSON.stringify(log.items.filter((item) => item.action === 'accountReview.correct'))).toContain('name')
  })

  test('refuses what no person can have, what is stale, and what is decided', async () => {
    const { county, holder, accountReviewId } = await givenSubmittedMain()
    await expect(county.admin.call(correctAccountReview, { accountReviewId, ...holder, identityNumber: '420100199001010120', version: 2 })).rejects.toMatchObject({ issues: [expect.objectContaining({ path: ['identityNumber'] })] })
    await expect(county.admin.call(correctAccountReview, { accountReviewId, ...holder, version: 1 })).rejects.toMatchObject({ code: 'STALE', extra: { data: { version: 2 } } })
    await county.admin.call(decideAccountReview, { accountReviewId, ...pass })
    await expect(county.admin.call(correctAccountReview, { accountReviewId, ...holder, name: '李四', version: 3 })).toBeProblem(409, 'ACCOUNT_VERIFICATION_STATE')
  })
})

describe('deciding', () => {
  test('a rejection needs its reason', async () => {
    const { county, accountReviewId } = await givenSubmittedMain()
    await expect(county.admin.call(decideAccountReview, { accountReviewId, decision: 'reject', opinion: '  ', version: 2 })).rejects.toMatchObject({ issues: [expect.objectContaining({ path: ['opinion'] })] })
    expect(await county.admin.call(decideAccountReview, { accountReviewId, decision: 'reject', opinion: '照片模糊', version: 2 })).toMatchObject({ state: 'rejected', reviewerName: '测试账号' })
  })

  test('the same decision twice is one, another is told who decided what, and what changed must be seen first', async () => {
    const { county, city, holder, accountReviewId } = await givenSubmittedMain()
    await county.admin.call(correctAccountReview, { accountReviewId, ...holder, name: '李四', version: 2 })
    await expect(county.admin.call(decideAccountReview, { accountReviewId, ...pass })).toBeProblem(409, 'STALE')
    const decide = (caller: Caller, decision: 'pass' | 'reject' = 'pass') => caller.twin().call(decideAccountReview, { accountReviewId, decision, opinion: '不符', version: 3 })
    expect(await decide(county.admin)).toMatchObject({ state: 'passed' })
    expect(await decide(county.admin)).toMatchObject({ state: 'passed' })
    for (const late of [() => decide(city.admin), () => decide(county.admin, 'reject')]) {
      await expect(late()).rejects.toMatchObject({ code: 'ACCOUNT_VERIFICATION_STATE', extra: { detail: '测试账号已于 2026-03-10 09:00 通过' } })
    }
  })

  test('of two at the same moment one decides', async () => {
    const { county, city, accountReviewId } = await givenSubmittedMain()
    const outcomes = await Promise.allSettled([
      county.admin.call(decideAccountReview, { accountReviewId, ...pass }),
      city.admin.call(decideAccountReview, { accountReviewId, decision: 'reject', opinion: '不符', version: 2 }),
    ])
    expect(outcomes.map((o) => o.status).sort()).toEqual(['fulfilled', 'rejected'])
  })
})

describe('an accepted application for the HR account', () => {
  async function givenAccepted() {
    const { county, institution } = await givenHierarchy(server)
    const given = await givenHrApplication(server, institution, { name: '李人事' })
    const { mainAccount, version } = await county.admin.call(getHrReview, { hrApplicationId: given.application.id })
    await county.admin.call(decideHrReview, { hrApplicationId: given.application.id, decision: 'accept', opinion: '', version, mainAccountSeen: mainAccount?.accountId ?? null })
    return { ...given, county, institution }
  }

  test('has shown the same person and seal already: the account is verified as that person', async () => {
    const { county, institution, applicant } = await givenAccepted()
    const { id } = await knex()('account_verifications').where('account_id', institution.accountId).first('id')
    expect(await county.admin.call(getAccountReview, { accountReviewId: id })).toMatchObject({ state: 'passed', name: '李人事', fullIdentityNumber: applicant.identityNumber, reviewerName: '测试账号', photosKept: false })
  })

  test('leaves no number and no phone with the account when the person leaves the mini-program', async () => {
    const { institution, applicant } = await givenAccepted()
    const { proof } = await linkedWechat(server, applicant.id)
    await applicant.caller.call(cancelAccount, { proof })
    expect(await knex()('account_verifications').where('account_id', institution.accountId).first()).toMatchObject({ state: 'passed', name: '李人事', identity_number: '', identity_number_masked: '', mobile: '', mobile_masked: '' })
  })
})

describe('where nobody is above, the operator decides', () => {
  test('about a province, not about those who have an authority', async () => {
    const province = await givenOrganization(server, { kind: 'province' })
    const main = await givenAccount(server, { organizationId: province.id, kind: 'main', verified: false })
    expect((await main.caller.call(getAccountVerification, {})).reviewer.kind).toBe('operator')
    const operator = createOperatorReviews(server.platform)
    const decide = (decision: 'pass' | 'reject', username = main.username) => operator.decide(username, { decision, opinion: decision === 'reject' ? '公章不清楚' : '', operator: '运维张三' })
    await expect(decide('pass')).rejects.toThrow('没有找到')
    await givenSubmission(main.caller)
    await expect(province.admin.call(listAccountReviews, {})).resolves.toMatchObject({ items: [] })
    expect((await operator.waiting()).map((row) => row.username)).toContain(main.username)
    await decide('reject')
    expect(await main.caller.call(getAccountVerification, {})).toMatchObject({ state: 'rejected', opinion: '公章不清楚', reviewerName: '运维张三' })
    await expect(decide('pass')).rejects.toThrow('没有待审核')
    await knex()('account_verifications').where('account_id', main.id).update({ state: 'submitted' })
    await decide('pass')
    expect((await main.caller.call(listAccountReviews, {})).total).toBe(0)
    const below = await givenSubmittedMain()
    await expect(decide('pass', below.main.username)).rejects.toThrow('没有找到')
  })
})
