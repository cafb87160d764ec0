import { issueAuthorizationCode } from '@talent/shared/contract/authorization'
import { getTodos } from '@talent/shared/contract/organization'
import { decideCheckReview, getCheckReview, listCheckReviews, requestManualCheck, revealCheckReview } from '@talent/shared/contract/person-checks'
import { givenHierarchy, type Hierarchy } from '../../../test/given-applications'
import { givenAccount, givenOrganization, givenRole, type GivenOrganization } from '../../../test/given'
import { givenCandidate } from '../../../test/given-units'
import { startTestServer, type TestServer } from '../../../test/server'

let server: TestServer
let organizations: Hierarchy
beforeAll(async () => {
  server = await startTestServer()
  organizations = await givenHierarchy(server)
})
afterAll(() => server.stop())

const reason = '不愿使用人脸信息'

async function givenRequest(of: GivenOrganization = organizations.institution) {
  const user = await givenCandidate(server, { phone: `139${String(Math.floor(Math.random() * 1e8)).padStart(8, '0')}` })
  const { code } = await of.admin.call(issueAuthorizationCode, { businessCode: '05' })
  const { checkId } = await user.caller.call(requestManualCheck, { subject: { purpose: 'bindManager', code }, reason })
  return { user, checkId }
}
const accepting = (checkId: number) => ({ checkId, decision: 'accept' as const, identification: 'inPerson' as const, opinion: '', version: 1 })
const rejecting = (checkId: number) => ({ checkId, decision: 'reject' as const, identification: null, opinion: '照片与本人不符', version: 1 })

test('every authority above the unit sees it, masked; nobody else does', async () => {
  const { user, checkId } = await givenRequest()
  const { province, city, county, institution } = organizations
  for (const authority of [province, city, county]) {
    const { items, counts } = await authority.admin.call(listCheckReviews, {})
    expect(items).toContainEqual(expect.objectContaining({ id: checkId, name: user.identity.name, state: 'pending', organizationName: institution.name }))
    expect(counts.pending).toBeGreaterThan(0)
    expect(JSON.stringify(items)).not.toContain(user.identity.identityNumber)
  }
  const elsewhere = await givenOrganization(server, { kind: 'county', parent: city })
  expect((await elsewhere.admin.call(listCheckReviews, {})).items).toEqual([])
  await expect(elsewhere.admin.call(getCheckReview, { checkId })).toBeProblem(404, 'NOT_FOUND')
  await expect(elsewhere.admin.call(revealCheckReview, { checkId })).toBeProblem(404, 'NOT_FOUND')
  await expect(elsewhere.admin.call(decideCheckReview, accepting(checkId))).toBeProblem(404, 'NOT_FOUND')
  await expect(institution.admin.call(listCheckReviews, {})).toBeProblem(403, 'FORBIDDEN')
})

test("an authority's own auditor is checked from above, the province's by the province, who belongs nowhere as well", async () => {
  const { province, city, county } = organizations
  const ofCounty = await givenRequest(county)
  await expect(county.admin.call(decideCheckReview, accepting(ofCounty.checkId))).toBeProblem(404, 'NOT_FOUND')
  expect((await city.admin.call(decideCheckReview, accepting(ofCounty.checkId))).state).toBe('passed')
  const ofProvince = await givenRequest(province)
  expect((await province.admin.call(decideCheckReview, accepting(ofProvince.checkId))).state).toBe('passed')
  const nowhere = await givenCandidate(server)
  const { checkId, authorityName } = await nowhere.caller.call(requestManualCheck, { subject: { purpose: 'withdrawIdentity' }, reason })
  expect(authorityName).toBe('省级考试管理机构')
  await expect(city.admin.call(getCheckReview, { checkId })).toBeProblem(404, 'NOT_FOUND')
  expect(await province.admin.call(getCheckReview, { checkId })).toMatchObject({ reason, about: '撤回实名认证', organizationName: null })
})

test('the whole number and phone are shown when asked for, and that is logged', async () => {
  const { user, checkId } = await givenRequest()
  const { county } = organizations
  const detail = await county.admin.call(getCheckReview, { checkId })
  expect(detail).toMatchObject({ reason, phone: expect.stringMatching(/^139\*{4}\d{4}$/), identification: null, opinion: null, version: 1 })
  expect(detail.identityNumber).toContain('****')
  expect(await county.admin.call(revealCheckReview, { checkId })).toEqual({ identityNumber: user.identity.identityNumber, phone: expect.stringMatching(/^139\d{8}$/) })
  const log = await server.platform.database.knex('operation_log').where({ chain_id: county.id, action: 'personCheck.reveal', subject: `personCheck:${checkId}` })
  expect(log).toHaveLength(1)
})

describe('deciding', () => {
  test.each([
    [{ decision: 'accept', identification: null, opinion: '' }, 'identification'],
    [{ decision: 'accept', identification: 'other', opinion: ' ' }, 'opinion'],
    [{ decision: 'reject', identification: null, opinion: ' ' }, 'opinion'],
  ] as const)('%j asks for the %s', async (decision, field) => {
    const { checkId } = await givenRequest()
    await expect(organizations.county.admin.call(decideCheckReview, { ...decision, checkId, version: 1 })).rejects.toMatchObject({ code: 'BAD_INPUT', issues: [{ path: [field] }] })
  })

  test('keeps how the person was identified, and moves it to the other list', async () => {
    const { checkId } = await givenRequest()
    const { county } = organizations
    const before = (await county.admin.call(listCheckReviews, {})).counts
    expect(await county.admin.call(decideCheckReview, { ...accepting(checkId), identification: 'other', opinion: '由派出所民警在场核对' })).toMatchObject({ state: 'passed', reviewerName: '测试账号' })
    expect(await county.admin.call(getCheckReview, { checkId })).toMatchObject({ identification: 'other', opinion: '由派出所民警在场核对', version: 2 })
    const after = await county.admin.call(listCheckReviews, { state: 'passed' })
    expect(after.counts).toEqual({ ...before, pending: before.pending - 1, passed: before.passed + 1 })
    expect(after.items[0]?.id).toBe(checkId)
  })

  test('sent twice is one decision; a colleague who comes later is told who decided what', async () => {
    const { checkId } = await givenRequest()
    const { county, city } = organizations
    await county.admin.call(decideCheckReview, accepting(checkId))
    expect((await county.admin.twin().call(decideCheckReview, accepting(checkId))).state).toBe('passed')
    await expect(city.admin.call(decideCheckReview, rejecting(checkId))).rejects.toMatchObject({ code: 'CHECK_STATE', extra: { detail: expect.stringMatching(/测试账号已于 .*核验通过/) } })
  })

  test('two at once: one decision', async () => {
    const { checkId } = await givenRequest()
    const outcomes = await Promise.allSettled([organizations.county.admin.call(decideCheckReview, accepting(checkId)), organizations.city.admin.call(decideCheckReview, rejecting(checkId))])
    expect(outcomes.map((o) => o.status).toSorted()).toEqual(['fulfilled', 'rejected'])
    const log = await server.platform.database.knex('operation_log').where('subject', `personCheck:${checkId}`).whereIn('action', ['personCheck.accept', 'personCheck.reject'])
    expect(log).toHaveLength(1)
  })

  test('is a permission of its own, and waits on the home page of who holds it', async () => {
    const { checkId } = await givenRequest()
    const { county } = organizations
    const reader = await givenAccount(server, { organizationId: county.id, kind: 'sub' })
    await expect(reader.caller.call(listCheckReviews, {})).toBeProblem(403, 'FORBIDDEN')
    await givenRole(server, { accountId: reader.id, organizationId: county.id, permissions: ['personCheck.read'] })
    await reader.caller.call(getCheckReview, { checkId })
    await expect(reader.caller.call(decideCheckReview, accepting(checkId))).toBeProblem(403, 'FORBIDDEN')
    const kinds = async (caller: typeof reader.caller) => (await caller.call(getTodos, {})).items.map((t) => t.kind)
    expect(await kinds(county.admin)).toContain('personCheck.pending')
    expect(await kinds(reader.caller)).not.toContain('personCheck.pending')
  })
})
