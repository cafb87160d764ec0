import { bindManager, issueAuthorizationCode } from '@talent/shared/contract/authorization'
import { confirmFiling, getFilings, listMessages } from '@talent/shared/contract/candidate'
import { decideCheckReview, getCheckReview, getPersonCheck, listCheckReviews, listManualChecks, requestManualCheck, withdrawManualCheck } from '@talent/shared/contract/person-checks'
import { getHome } from '@talent/shared/contract/wechat-session'
import { givenHierarchy, type Hierarchy } from '../../../test/given-applications'
import { givenAccount } from '../../../test/given'
import { givenCandidateOf, givenTrial } from '../../../test/given-trials'
import { givenCandidate, onAnotherDevice } from '../../../test/given-units'
import { startTestServer, type TestServer } from '../../../test/server'

let server: TestServer
let organizations: Hierarchy
beforeAll(async () => {
  server = await startTestServer()
  organizations = await givenHierarchy(server)
})
afterAll(() => server.stop())

const day = 24 * 3_600_000
const reason = '面部有伤，无法通过人脸核验'
const codeFor = async (businessCode: string) => (await organizations.institution.admin.call(issueAuthorizationCode, { businessCode })).code

async function givenRequest(businessCode = '05') {
  const user = await givenCandidate(server)
  const code = await codeFor(businessCode)
  const check = await user.caller.call(requestManualCheck, { subject: { purpose: 'bindManager', code }, reason })
  return { user, code, check, checkId: check.checkId }
}

const accept = (checkId: number, authority = organizations.county) =>
  authority.admin.call(decideCheckReview, { checkId, decision: 'accept', identification: 'inPerson', opinion: '', version: 1 })
const reject = (checkId: number, opinion = '请带证件原件到考点') =>
  organizations.county.admin.call(decideCheckReview, { checkId, decision: 'reject', identification: null, opinion, version: 1 })

describe('binding without a face', () => {
  test('asked for, accepted, told, and used with the same id', async () => {
    const { user, code, check, checkId } = await givenRequest()
    expect(check).toMatchObject({
      state: 'pending', reason, authorityName: organizations.county.name, about: expect.stringContaining(organizations.institution.name), opinion: null, expiresAt: null,
      subjectKey: `business:${organizations.institution.id}:05`,
    })
    await expect(user.caller.call(bindManager, { code, checkId })).toBeProblem(422, 'FACE_NOT_PASSED')
    expect(await user.caller.call(getPersonCheck, { checkId })).toEqual({ method: 'manual', state: 'pending' })
    await accept(checkId)
    expect((await user.caller.call(listManualChecks, {})).items).toMatchObject([{ checkId, state: 'passed', expiresAt: expect.any(String) }])
    expect((await user.caller.call(getHome, {})).todos).toContainEqual(expect.objectContaining({ kind: 'personCheck', params: { checkId } }))
    expect((await user.caller.call(listMessages, {})).items).toMatchObject([{ title: '人工核验已通过', link: { kind: 'personCheck' } }])
    await user.caller.call(bindManager, { code, checkId })
    expect(await user.caller.call(getPersonCheck, { checkId })).toEqual({ method: 'manual', state: 'used' })
    expect((await user.caller.call(getHome, {})).todos.filter((t) => t.kind === 'personCheck')).toEqual([])
  })

  test('another code for the same business is the same thing, another business is not', async () => {
    const { user, checkId } = await givenRequest('14')
    await accept(checkId)
    await expect(user.caller.call(bindManager, { code: await codeFor('58'), checkId })).rejects.toMatchObject({ code: 'FACE_NOT_PASSED', extra: { detail: expect.stringContaining('另一事项') } })
    await user.caller.call(bindManager, { code: await codeFor('14'), checkId })
  })

  test.each([
    [7 * day - 1, 'passed'],
    [7 * day, 'expired'],
  ])('%i ms after the decision it is %s', async (later, state) => {
    const { user, checkId } = await givenRequest('03')
    const start = server.platform.now().getTime()
    server.setNow(start + 20 * day)
    // The web session has ended by idleness long ago.
    const { caller } = await givenAccount(server, { organizationId: organizations.county.id, kind: 'main' })
    await caller.call(decideCheckReview, { checkId, decision: 'accept', identification: 'video', opinion: '', version: 1 })
    server.setNow(start + 20 * day + later)
    expect((await user.caller.call(getPersonCheck, { checkId })).state).toBe(state)
    expect((await user.caller.call(listManualChecks, {})).items[0]?.state).toBe(state)
    server.setNow(start)
  })
})

describe('a request', () => {
  test('is one for a thing; several at once as well', async () => {
    const { user, code } = await givenRequest('21')
    await expect(user.caller.call(requestManualCheck, { subject: { purpose: 'bindManager', code }, reason })).rejects.toMatchObject({ code: 'CHECK_STATE', extra: { detail: expect.stringContaining('正在等待') } })
    const other = await givenCandidate(server)
    const outcomes = await Promise.all(
      [1, 2, 3].map(() => onAnotherDevice(server, other.caller).call(requestManualCheck, { subject: { purpose: 'bindManager', code }, reason }).then(() => 'asked', (e: { code: string }) => e.code)),
    )
    expect(outcomes.toSorted()).toEqual(['CHECK_STATE', 'CHECK_STATE', 'asked'])
  })

  test('that has passed needs no second one', async () => {
    const { user, code, checkId } = await givenRequest('51')
    await accept(checkId)
    await expect(user.caller.call(requestManualCheck, { subject: { purpose: 'bindManager', code }, reason })).rejects.toMatchObject({ code: 'CHECK_STATE', extra: { detail: expect.stringContaining('已通过') } })
  })

  test('rejected: the opinion is told, and it can be asked for again', async () => {
    const { user, code, checkId } = await givenRequest('54')
    await reject(checkId)
    expect((await user.caller.call(listManualChecks, {})).items).toMatchObject([{ state: 'rejected', opinion: '请带证件原件到考点' }])
    expect((await user.caller.call(listMessages, {})).items).toMatchObject([{ title: '人工核验被驳回', body: expect.stringContaining('请带证件原件到考点') }])
    expect(await user.caller.call(getPersonCheck, { checkId })).toEqual({ method: 'manual', state: 'failed' })
    expect((await user.caller.call(requestManualCheck, { subject: { purpose: 'bindManager', code }, reason })).state).toBe('pending')
  })

  test('can be withdrawn while it waits, twice is once; a decided one can not', async () => {
    const { user, code, checkId } = await givenRequest('57')
    expect((await user.caller.call(withdrawManualCheck, { checkId })).state).toBe('withdrawn')
    expect((await user.caller.call(withdrawManualCheck, { checkId })).state).toBe('withdrawn')
    await expect(organizations.county.admin.call(getCheckReview, { checkId })).toBeProblem(404, 'NOT_FOUND')
    const again = await user.caller.call(requestManualCheck, { subject: { purpose: 'bindManager', code }, reason })
    await reject(again.checkId)
    await expect(user.caller.call(withdrawManualCheck, { checkId: again.checkId })).toBeProblem(409, 'CHECK_STATE')
  })

  test("another one's is not there; wrong codes count as they do when binding", async () => {
    const { checkId } = await givenRequest('30')
    const other = await givenCandidate(server)
    await expect(other.caller.call(withdrawManualCheck, { checkId })).toBeProblem(404, 'NOT_FOUND')
    await expect(other.caller.call(getPersonCheck, { checkId })).toBeProblem(404, 'NOT_FOUND')
    for (let n = 0; n < 4; n++) await expect(other.caller.call(requestManualCheck, { subject: { purpose: 'bindManager', code: 'AAAAAAAAAA' }, reason })).toBeProblem(422, 'CODE_WRONG')
    await expect(other.caller.call(requestManualCheck, { subject: { purpose: 'bindManager', code: 'AAAAAAAAAA' }, reason })).toBeProblem(423, 'CODE_LOCKED')
  })

  test('needs a reason, and something that there is', async () => {
    const user = await givenCandidate(server)
    await expect(user.caller.call(requestManualCheck, { subject: { purpose: 'withdrawIdentity' }, reason: ' ' })).rejects.toMatchObject({ code: 'BAD_INPUT', issues: [{ path: ['reason'] }] })
    await expect(user.caller.call(requestManualCheck, { subject: { purpose: 'confirmFiling', trialId: 4_000_000 }, reason })).toBeProblem(404, 'NOT_FOUND')
    await expect(user.caller.call(requestManualCheck, { subject: { purpose: 'transferManager', bindingId: 4_000_000 }, reason })).toBeProblem(404, 'NOT_FOUND')
  })

  test('the reason is sealed', async () => {
    await givenRequest('00')
    const kept = JSON.stringify([await server.platform.database.knex('person_checks'), await server.platform.database.knex('operation_log'), server.logLines])
    expect(kept).not.toContain(reason)
  })
})

describe('confirming when the year asks a check', () => {
  async function givenFiling() {
    const trial = await givenTrial(server, { institution: organizations.institution })
    const candidate = await givenCandidateOf(server, trial)
    // A document that WeChat can't check.
    await server.platform.database.knex('wechat_users').where('id', candidate.id).update({ identity_type: 'hongKongMacaoPermit' })
    const [filing] = (await candidate.caller.call(getFilings, {})).filings
    if (!filing) throw new Error('no filing')
    const sections = filing.sections.map((s) => s.section)
    return { candidate, trialId: filing.trialId, input: { trialId: filing.trialId, contentHash: filing.contentHash, declarationAccepted: true as const, sections } }
  }

  test('nobody is let through unchecked, and a manual check counts for this filing', async () => {
    const { candidate, trialId, input } = await givenFiling()
    await expect(candidate.caller.call(confirmFiling, input)).toBeProblem(422, 'FACE_NOT_PASSED')
    const { checkId, about } = await candidate.caller.call(requestManualCheck, { subject: { purpose: 'confirmFiling', trialId }, reason: '证件不支持人脸核验' })
    expect(about).toContain('2026 年度')
    await expect(candidate.caller.twin().call(confirmFiling, { ...input, checkId })).toBeProblem(422, 'FACE_NOT_PASSED')
    await accept(checkId, organizations.city)
    await candidate.caller.twin().call(confirmFiling, { ...input, checkId })
    expect((await candidate.caller.call(getPersonCheck, { checkId })).state).toBe('used')
  })

  test("another one's passed check confirms nothing", async () => {
    const mine = await givenFiling()
    const other = await givenFiling()
    const { checkId } = await other.candidate.caller.call(requestManualCheck, { subject: { purpose: 'confirmFiling', trialId: other.trialId }, reason })
    await accept(checkId)
    await expect(mine.candidate.caller.call(confirmFiling, { ...mine.input, checkId })).toBeProblem(422, 'FACE_NOT_PASSED')
    await expect(mine.candidate.caller.call(requestManualCheck, { subject: { purpose: 'confirmFiling', trialId: other.trialId }, reason })).toBeProblem(404, 'NOT_FOUND')
  })
})

test('an identity that ends takes its requests along', async () => {
  const { user, checkId } = await givenRequest('00')
  await server.platform.database.knex('wechat_users').where('id', user.id).update({ identity_lookup: server.platform.cipher.lookup('identity', 'someone else') })
  expect((await user.caller.call(getPersonCheck, { checkId })).state).toBe('expired')
  await expect(accept(checkId)).rejects.toMatchObject({ code: 'CHECK_STATE', extra: { detail: expect.stringContaining('实名认证已变化') } })
  expect((await organizations.county.admin.call(listCheckReviews, {})).items.some((row) => row.id === checkId)).toBe(true)
})

test('nobody is to be checked who gives the identity back at the same moment', async () => {
  const { knex } = server.platform.database
  const user = await givenCandidate(server)
  const code = await codeFor('03')
  const asked = await knex.transaction(async (tx) => {
    await tx('wechat_users').where('id', user.id).forUpdate().first('id')
    const answer = user.caller.call(requestManualCheck, { subject: { purpose: 'bindManager', code }, reason }).catch((error: { code: string }) => error.code)
    // Time to come as far as the withdrawal lets it.
    await new Promise((resolve) => setTimeout(resolve, 200))
    await tx('wechat_users').where('id', user.id).update({ identity_name: null, identity_type: null, identity_number: null, identity_lookup: null })
    return { answer }
  })
  expect(await asked.answer).toBe('IDENTITY_REQUIRED')
  expect(await knex('person_checks').where('wechat_user_id', user.id)).toEqual([])
})
