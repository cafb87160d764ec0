import { sendSmsCode, signInWithPhone, getHome } from '@talent/shared/contract/wechat-session'
import { getMyHrApplication, getMyHrProof, listMyHrApplications, resubmitHrApplication, searchHrUnits, submitHrApplication, uploadHrProof, uploadHrProofDocument } from '@talent/shared/contract/hr-accounts'
import { decideHrReview } from '@talent/shared/contract/hr-accounts'
import { givenHierarchy } from '../../../test/given-applications'
import { receivedCode } from '../../../test/given-candidate-sign-in'
import { givenApplicant, givenHrApplication, givenPdfProof, givenProof, pdfBytes } from '../../../test/given-hr-accounts'
import { givenInstitution, givenOrganization, givenWechatUser } from '../../../test/given'
import { startTestServer, type TestServer } from '../../../test/server'

let server: TestServer
beforeAll(async () => void (server = await startTestServer()))
afterAll(() => server.stop())

const knex = () => server.platform.database.knex

describe('searching a unit', () => {
  test('finds institutions by a part of the name, with public facts and nothing else', async () => {
    const { caller } = await givenApplicant(server)
    const { institution, county } = await givenHierarchy(server)
    await knex()('organizations').where('id', institution.id).update({ name: '襄阳市樊城区人民医院', category: 'A100' })
    await knex()('institution_information').insert({ organization_id: institution.id, content: JSON.stringify({ values: { address: '人民路 1 号' }, position: null, subjects: [], branches: [] }), version: 1, updated_at: server.platform.now().toISOString() })
    expect(await caller.call(searchHrUnits, { name: ' 樊城区人民 ' })).toEqual({
      items: [{ organizationId: institution.id, name: '襄阳市樊城区人民医院', authorityName: county.name, category: 'A100', address: '人民路 1 号' }],
      more: false,
    })
  })

  test('the exact name comes first, the rest is counted as more', async () => {
    const { caller } = await givenApplicant(server)
    for (let i = 0; i < 21; i++) await givenOrganization(server, { name: `测试桥头卫生院第${i}分院` })
    const exact = await givenOrganization(server, { name: '桥头卫生院' })
    const found = await caller.call(searchHrUnits, { name: '桥头卫生院' })
    expect(found.items[0]?.organizationId).toBe(exact.id)
    expect(found).toMatchObject({ more: true })
    expect(found.items).toHaveLength(20)
  })

  test.each(['%', '_', '院', ' 院 '])('“%s” is too short to search by', async (name) => {
    const { caller } = await givenApplicant(server)
    await expect(caller.call(searchHrUnits, { name })).toBeProblem(400, 'BAD_INPUT')
  })

  test('authorities are not found, signs of a pattern are letters, and haste is refused', async () => {
    const { caller } = await givenApplicant(server)
    await givenOrganization(server, { kind: 'county', name: '宜城市卫健局' })
    expect((await caller.call(searchHrUnits, { name: '宜城市卫健局' })).items).toEqual([])
    expect((await caller.call(searchHrUnits, { name: '%%' })).items).toEqual([])
    for (let i = 0; i < 28; i++) await caller.call(searchHrUnits, { name: '没有的单位' })
    await expect(caller.call(searchHrUnits, { name: '没有的单位' })).toBeProblem(429, 'TOO_MANY_REQUESTS')
  })

  test('needs a verified identity', async () => {
    const { caller } = await givenWechatUser(server)
    await expect(caller.call(searchHrUnits, { name: '人民医院' })).toBeProblem(403, 'IDENTITY_REQUIRED')
  })
})

describe('submitting', () => {
  test('an application waits with its proofs', async () => {
    const institution = await givenInstitution(server)
    const { caller } = await givenApplicant(server)
    const proofIds = [await givenProof(caller), await givenPdfProof(caller)]
    const made = await caller.call(submitHrApplication, { organizationId: institution.id, proofIds })
    expect(made).toMatchObject({
      unit: { organizationId: institution.id, name: institution.name }, state: 'pending', opinion: null, decidedAt: null, password: 'none', passwordUntil: null,
      proofs: [{ proofId: proofIds[0], kind: 'picture' }, { proofId: proofIds[1], kind: 'document' }],
    })
    expect((await caller.call(listMyHrApplications, {})).items).toEqual([made])
    expect((await caller.call(getMyHrProof, { hrApplicationId: made.id, proofId: proofIds[1] ?? 0 })).equals(pdfBytes)).toBe(true)
  })

  test('one for a user and a unit at a time, also of two at once; other units and other users may', async () => {
    const institution = await givenInstitution(server)
    const { applicant, application } = await givenHrApplication(server, institution)
    const again = { organizationId: institution.id, proofIds: [await givenProof(applicant.caller)] }
    await expect(applicant.caller.call(submitHrApplication, again)).rejects.toMatchObject({ status: 409, code: 'HR_APPLICATION_EXISTS', extra: { data: { hrApplicationId: application.id, state: 'pending' } } })
    const elsewhere = await givenInstitution(server)
    const [a, b] = [await givenProof(applicant.caller), await givenProof(applicant.caller)]
    const outcomes = await Promise.allSettled([a, b].map((proofId) => applicant.caller.twin().call(submitHrApplication, { organizationId: elsewhere.id, proofIds: [proofId] })))
    expect(outcomes.map((o) => o.status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(outcomes.find((o) => o.status === 'rejected')).toMatchObject({ reason: { code: 'HR_APPLICATION_EXISTS' } })
    expect((await givenHrApplication(server, institution)).application.state).toBe('pending')
  })

  test('the same request twice is one application', async () => {
    const institution = await givenInstitution(server)
    const { caller } = await givenApplicant(server)
    const input = { organizationId: institution.id, proofIds: [await givenProof(caller)] }
    const [first, second] = await Promise.all([1, 2].map(() => fetch(`${server.origin}/api/me/hr-account-applications`, {
      method: 'POST', headers: { ...caller.headers, 'Content-Type': 'application/json', 'Idempotency-Key': 'same-key-of-this-test' }, body: JSON.stringify(input),
    })))
    expect([first?.status, second?.status].every((status) => status === 200 || status === 409)).toBe(true)
    expect((await caller.call(listMyHrApplications, {})).items).toHaveLength(1)
  })

  test("another one's proof, a proof of another application, none, four, or one twice are refused", async () => {
    const institution = await givenInstitution(server)
    const { caller } = await givenApplicant(server)
    const own = await givenProof(caller)
    const submit = (proofIds: number[], organizationId = institution.id) => caller.call(submitHrApplication, { organizationId, proofIds })
    const foreign = await givenProof((await givenApplicant(server)).caller)
    await expect(submit([own, foreign])).rejects.toMatchObject({ code: 'BAD_INPUT', issues: [{ path: ['proofIds', 1], code: 'proof.missing' }] })
    for (const wrong of [[], [own, own], [1, 2, 3, 4]]) await expect(submit(wrong)).toBeProblem(400, 'BAD_INPUT')
    await submit([own])
    await expect(submit([own], (await givenInstitution(server)).id)).rejects.toMatchObject({ code: 'BAD_INPUT', issues: [{ path: ['proofIds', 0] }] })
  })

  test('an authority or a unit that is not there can not be applied for', async () => {
    const { caller } = await givenApplicant(server)
    const authority = await givenOrganization(server, { kind: 'county' })
    for (const organizationId of [authority.id, 999_999]) await expect(caller.call(submitHrApplication, { organizationId, proofIds: [await givenProof(caller)] })).toBeProblem(404, 'NOT_FOUND')
  })

  test('files are taken by what they are: a text is no photo, a cut PDF no document', async () => {
    const { caller } = await givenApplicant(server)
    await expect(caller.call(uploadHrProof, { file: { bytes: Buffer.from('photo'), name: 'a.jpg' } })).toBeProblem(422, 'PHOTO_REJECTED')
    await expect(caller.call(uploadHrProofDocument, { file: { bytes: Buffer.from('MZ'), name: 'a.pdf' } })).toBeProblem(400, 'BAD_INPUT')
    await expect(caller.call(uploadHrProofDocument, { file: { bytes: pdfBytes.subarray(0, 30), name: 'a.pdf' } })).toBeProblem(400, 'BAD_INPUT')
    await expect(caller.call(uploadHrProofDocument, { file: { bytes: Buffer.alloc(10 * 1024 * 1024 + 1), name: 'a.pdf' } })).toBeProblem(413, 'TOO_LARGE')
  })

  test('what is stored names no number in the open', async () => {
    const { applicant } = await givenHrApplication(server, await givenInstitution(server))
    const rows = JSON.stringify([await knex()('hr_account_applications'), await knex()('jobs'), await knex()('operation_log')])
    expect(rows).not.toContain(applicant.identityNumber)
    expect(server.logLines.join('\n')).not.toContain(applicant.identityNumber)
  })
})

describe('another user', () => {
  test('sees nothing of it', async () => {
    const { application } = await givenHrApplication(server, await givenInstitution(server))
    const other = await givenApplicant(server)
    const hrApplicationId = application.id
    await expect(other.caller.call(getMyHrApplication, { hrApplicationId })).toBeProblem(404, 'NOT_FOUND')
    await expect(other.caller.call(getMyHrProof, { hrApplicationId, proofId: application.proofs[0]?.proofId ?? 0 })).toBeProblem(404, 'NOT_FOUND')
    await expect(other.caller.call(resubmitHrApplication, { hrApplicationId, version: 1, proofIds: [await givenProof(other.caller)] })).toBeProblem(404, 'NOT_FOUND')
    expect((await other.caller.call(listMyHrApplications, {})).items).toEqual([])
  })
})

describe('after a rejection', () => {
  async function givenRejected() {
    const { institution, county } = await givenHierarchy(server)
    const { applicant, application } = await givenHrApplication(server, institution)
    await county.admin.call(decideHrReview, { hrApplicationId: application.id, decision: 'reject', opinion: '公章不清楚', version: 1, mainAccountSeen: null })
    return { institution, county, applicant, application }
  }

  test('the applicant reads why, on the start page too, and hands in again with other photos', async () => {
    const { applicant, application, institution } = await givenRejected()
    const { caller } = applicant
    const rejected = await caller.call(getMyHrApplication, { hrApplicationId: application.id })
    expect(rejected).toMatchObject({ state: 'rejected', opinion: '公章不清楚', version: 2 })
    expect((await caller.call(getHome, {})).todos).toContainEqual(expect.objectContaining({ kind: 'hrAccountRejected', detail: expect.stringContaining('公章不清楚'), params: { hrApplicationId: application.id } }))
    await expect(caller.call(submitHrApplication, { organizationId: institution.id, proofIds: [await givenProof(caller)] })).rejects.toMatchObject({ code: 'HR_APPLICATION_EXISTS', extra: { detail: expect.stringContaining('驳回') } })

    const kept = application.proofs[0]?.proofId ?? 0
    const added = await givenProof(caller)
    const again = await caller.call(resubmitHrApplication, { hrApplicationId: application.id, version: 2, proofIds: [added, kept] })
    expect(again).toMatchObject({ id: application.id, state: 'pending', opinion: null, version: 3, proofs: [{ proofId: added }, { proofId: kept }] })
    expect((await caller.call(getHome, {})).todos.map((t) => t.kind)).not.toContain('hrAccountRejected')
    await expect(caller.call(resubmitHrApplication, { hrApplicationId: application.id, version: 3, proofIds: [kept] })).rejects.toMatchObject({ status: 409, code: 'HR_APPLICATION_STATE', extra: { data: { state: 'pending' } } })
  })

  test('a stale version is told, and a photo that was left out goes in a day', async () => {
    const { applicant, application } = await givenRejected()
    const fresh = await givenProof(applicant.caller)
    await expect(applicant.caller.call(resubmitHrApplication, { hrApplicationId: application.id, version: 1, proofIds: [fresh] })).toBeProblem(409, 'STALE')
    await applicant.caller.call(resubmitHrApplication, { hrApplicationId: application.id, version: 2, proofIds: [fresh] })
    const unused = await knex()('attachments').where('id', application.proofs[0]?.proofId ?? 0).first('unused_since')
    expect(unused.unused_since).not.toBeNull()
  })
})

test('two users become one: of two applications for a unit one goes on', async () => {
  const institution = await givenInstitution(server)
  const byPhone = await givenApplicant(server)
  await byPhone.caller.call(submitHrApplication, { organizationId: institution.id, proofIds: [await givenProof(byPhone.caller)] })
  const wechat = await givenHrApplication(server, institution, { phone: null })
  // The same person, whose identity stands in both until they meet.
  await knex()('wechat_users').where('id', wechat.applicant.id).update({ identity_lookup: null, identity_number: null, identity_name: null, identity_type: null })
  await knex()('wechat_users').where('id', byPhone.id).update({ openid: null })
  await byPhone.caller.call(sendSmsCode, { phone: byPhone.phone ?? '' })
  const merged = await wechat.applicant.caller.call(signInWithPhone, { phone: byPhone.phone ?? '', smsCode: receivedCode(server, byPhone.phone ?? '') })
  const rows = await knex()('hr_account_applications').where({ wechat_user_id: merged.me.id, organization_id: institution.id }).orderBy('id')
  expect(rows.map((row) => row.state).sort()).toEqual(['pending', 'rejected'])
  expect(rows.filter((row) => row.open_user_id !== null)).toHaveLength(1)
})

test('nothing is applied for in the name of one who leaves at the same moment', async () => {
  const unit = await givenInstitution(server)
  const { caller, id } = await givenApplicant(server)
  const proofIds = [await givenProof(caller)]
  const submitted = await knex().transaction(async (tx) => {
    await tx('wechat_users').where({ id }).forUpdate().first('id')
    const answer = caller.call(submitHrApplication, { organizationId: unit.id, proofIds }).catch((error: { code: string }) => error.code)
    // Time to come as far as the one who leaves lets it.
    await new Promise((resolve) => setTimeout(resolve, 200))
    await tx('wechat_users').where({ id }).update({ identity_name: null, identity_type: null, identity_number: null, identity_lookup: null, cancelled_at: server.platform.now().toISOString() })
    return { answer }
  })
  expect(['IDENTITY_REQUIRED', 'SESSION_EXPIRED']).toContain(await submitted.answer)
  expect(await knex()('hr_account_applications').where('wechat_user_id', id)).toEqual([])
})
