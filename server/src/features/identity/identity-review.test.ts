import { stat } from 'node:fs/promises'
import {
  decideIdentityReview, getIdentityReview, getIdentityReviewPhoto, getIdentityVerification, listIdentityReviews, submitManualVerification, verifyAutomatically, withdrawVerification,
} from '@talent/shared/contract/identity'
import { issueAuthorizationCode } from '@talent/shared/contract/authorization'
import { listMessages } from '@talent/shared/contract/candidate'
import { decideCheckReview, getPersonCheck, requestManualCheck } from '@talent/shared/contract/person-checks'
import { listOperationLog } from '@talent/shared/contract/system'
import { bindWechatPhone, getHome, getMe } from '@talent/shared/contract/wechat-session'
import { givenAccount, givenInstitution, givenOrganization, givenRole, givenWechatUser, type GivenOrganization } from '../../../test/given'
import { createCaller } from '../../../test/caller'
import { givenPersonWithCard, nextIdentityNumber, nextPhone } from '../../../test/given-candidate-sign-in'
import { givenPassedFaceCheck } from '../../../test/given-managers'
import { givenCandidate } from '../../../test/given-units'
import { startTestServer, type TestServer } from '../../../test/server'

let server: TestServer
let province: GivenOrganization
beforeAll(async () => {
  server = await startTestServer()
  province = await givenOrganization(server, { kind: 'province' })
})
afterAll(() => server.stop())

const dayMs = 24 * 3_600_000

async function givenPending(options: { number?: string; identityType?: string; name?: string } = {}) {
  const person = await givenPersonWithCard(server, options)
  const entry = { ...person.entry, identityType: options.identityType ?? 'residentCard', ...(options.identityType ? { identityNumber: options.number ?? 'E12345678' } : {}) }
  expect((await person.caller.call(submitManualVerification, entry)).state).toBe('pending')
  const { id: reviewId } = await server.platform.database.knex('identity_verifications').where('wechat_user_id', person.id).orderBy('id', 'desc').first('id')
  return { ...person, entry, reviewId: Number(reviewId) }
}

const decide = (by: GivenOrganization['admin'], reviewId: number, decision: 'accept' | 'reject', opinion = '', version = 1) =>
  by.call(decideIdentityReview, { reviewId, decision, opinion, version })

describe('the candidate', () => {
  test('waits, sees it on the start page, and may withdraw to choose the automatic way', async () => {
    const { caller, person, entry } = await givenPending()
    expect(await caller.call(getIdentityVerification, {})).toMatchObject({ state: 'pending', method: 'manual', identityNumber: `4201****${person.number.slice(-2)}`, submittedAt: '2026-03-10T01:00:00.000Z' })
    expect((await caller.call(getHome, {})).todos[0]).toMatchObject({ kind: 'verifyPending', detail: expect.stringContaining('2026-03-10 09:00') })
    await expect(caller.call(verifyAutomatically, entry)).rejects.toMatchObject({ code: 'IDENTITY_STATE', extra: { data: { state: 'pending' } } })
    await expect(caller.call(submitManualVerification, entry)).toBeProblem(409, 'IDENTITY_STATE')
    expect((await caller.call(withdrawVerification, {})).state).toBe('none')
    await expect(caller.call(withdrawVerification, {})).toBeProblem(409, 'IDENTITY_STATE')
    expect((await caller.call(verifyAutomatically, entry)).state).toBe('verified')
  })

  test('after a rejection reads why, and hands in again with the same photos', async () => {
    const { caller, entry, reviewId } = await givenPending()
    await decide(province.admin, reviewId, 'reject', '照片不清楚')
    expect(await caller.call(getIdentityVerification, {})).toMatchObject({ state: 'rejected', opinion: '照片不清楚' })
    expect((await caller.call(getHome, {})).todos[0]).toMatchObject({ kind: 'verifyRejected', detail: expect.stringContaining('照片不清楚') })
    expect((await caller.call(submitManualVerification, entry)).state).toBe('pending')
  })

  test('after a rejection takes another way', async () => {
    const { caller, entry, reviewId } = await givenPending()
    await decide(province.admin, reviewId, 'reject', '请用自动核验')
    expect((await caller.call(verifyAutomatically, entry)).state).toBe('verified')
  })

  test('other documents go this way, with their own checks', async () => {
    const { caller } = await givenPending({ identityType: 'passport' })
    expect(await caller.call(getIdentityVerification, {})).toMatchObject({ state: 'pending', method: 'otherDocument', identityType: 'passport' })
    const fresh = await givenPersonWithCard(server)
    await expect(fresh.caller.call(submitManualVerification, { ...fresh.entry, identityType: 'libraryCard', name: '' })).rejects.toMatchObject({ code: 'BAD_INPUT' })
    await expect(fresh.caller.call(submitManualVerification, { ...fresh.entry, identityType: 'taiwanPermit', identityNumber: '1' })).rejects.toMatchObject({ code: 'BAD_INPUT', issues: [{ path: ['identityNumber'] }] })
  })

  test('is not verified by a try that still ran when they handed in by hand', async () => {
    const { id, caller, entry } = await givenPersonWithCard(server)
    server.sandbox.control({ upstream: 'tencent.identityCheck', mode: 'slow', times: 1, delayMs: 400 })
    const [automatic] = await Promise.allSettled([
      caller.call(verifyAutomatically, entry),
      new Promise((resolve) => setTimeout(resolve, 250)).then(() => caller.call(submitManualVerification, { ...entry, identityType: 'residentCard' })),
    ])
    expect((await caller.call(getIdentityVerification, {})).state).toBe(automatic.status === 'fulfilled' ? 'verified' : 'pending')
    expect(await server.platform.database.knex('identity_verifications').where('wechat_user_id', id).whereIn('state', ['pending', 'verified'])).toHaveLength(1)
  })
})

describe('two users become one', () => {
  const phoneOf = async (caller: GivenOrganization['admin']) => {
    const phone = nextPhone()
    const { token } = await caller.call(bindWechatPhone, { code: `phone:${phone}` })
    return { phone, token }
  }
  /** One who has only a phone: no WeChat stands against the merge. */
  const withoutWechat = (id: number) => server.platform.database.knex('wechat_users').where({ id }).update({ openid: null })

  test('what waited moves along', async () => {
    const waiting = await givenPending()
    const { phone } = await phoneOf(waiting.caller)
    await withoutWechat(waiting.id)
    const wechat = await givenPersonWithCard(server)
    const { token } = await wechat.caller.call(bindWechatPhone, { code: `phone:${phone}` })
    expect((await createCaller(server, { bearer: token }).call(getIdentityVerification, {})).state).toBe('pending')
    expect(await decide(province.admin, waiting.reviewId, 'accept')).toMatchObject({ state: 'verified' })
  })

  test('of two that wait the one of the user who stays does', async () => {
    const stays = await givenPending()
    const { phone } = await phoneOf(stays.caller)
    await withoutWechat(stays.id)
    const goes = await givenPending()
    await goes.caller.call(bindWechatPhone, { code: `phone:${phone}` })
    await expect(province.admin.call(getIdentityReview, { reviewId: goes.reviewId })).toBeProblem(404, 'NOT_FOUND')
    await expect(decide(province.admin, goes.reviewId, 'accept')).toBeProblem(404, 'NOT_FOUND')
    expect(await decide(province.admin, stays.reviewId, 'accept')).toMatchObject({ state: 'verified' })
  })

  test('failed tries are counted on: a second account gives no more of them', async () => {
    const first = await givenPersonWithCard(server)
    const { phone } = await phoneOf(first.caller)
    await withoutWechat(first.id)
    await first.caller.call(verifyAutomatically, { ...first.entry, name: '李四' }).catch(() => undefined)
    const second = await givenPersonWithCard(server)
    await second.caller.call(verifyAutomatically, { ...second.entry, name: '李四' }).catch(() => undefined)
    const { token } = await second.caller.call(bindWechatPhone, { code: `phone:${phone}` })
    expect((await createCaller(server, { bearer: token }).call(getIdentityVerification, {})).automaticTriesLeft).toBe(1)
  })
})

describe('the authority', () => {
  test('sees the list masked, the detail whole, and the look is written down', async () => {
    const { person, reviewId } = await givenPending()
    const row = (await province.admin.call(listIdentityReviews, { pageSize: 100 })).items.find((r) => r.id === reviewId)
    expect(row).toMatchObject({ name: '张三', identityNumber: `4201****${person.number.slice(-2)}`, state: 'pending', reviewerName: null })
    expect(await province.admin.call(getIdentityReview, { reviewId })).toMatchObject({ fullIdentityNumber: person.number, takenByOther: false, version: 1 })
    const photo = await province.admin.call(getIdentityReviewPhoto, { reviewId, side: 'front' })
    expect(photo.subarray(0, 2).toString('hex')).toBe('ffd8')
    await expect(province.admin.call(getIdentityReviewPhoto, { reviewId, side: 'middle' })).toBeProblem(404, 'NOT_FOUND')
    const log = await province.admin.call(listOperationLog, { action: 'identityReview.view', pageSize: 100 })
    expect(log.items.filter((l) => l.subject === `identityVerification:${reviewId}`)).toHaveLength(2)
  })

  test('accepts: the user is verified, told in the inbox and by WeChat', async () => {
    const { id, caller, reviewId } = await givenPending({ name: '王五' })
    expect(await decide(province.admin, reviewId, 'accept')).toMatchObject({ state: 'verified', reviewerName: '测试账号' })
    expect((await caller.call(getMe, {})).identity).toMatchObject({ state: 'verified', name: '王五' })
    expect((await caller.call(listMessages, {})).items).toMatchObject([{ kind: 'identity', title: '实名认证已通过', link: { kind: 'identity' } }])
    const { openid } = await server.platform.database.knex('wechat_users').where({ id }).first('openid')
    await server.app.jobs.drain()
    expect(server.sandbox.state.messages.find((m) => m.openid === openid)).toMatchObject({ templateId: 'verification', fields: { phrase2: '审核通过' } })
  })

  test('rejects only with an opinion', async () => {
    const { reviewId } = await givenPending()
    await expect(decide(province.admin, reviewId, 'reject', '  ')).rejects.toMatchObject({ code: 'BAD_INPUT', issues: [{ path: ['opinion'] }] })
    expect(await decide(province.admin, reviewId, 'reject', '照片不清楚')).toMatchObject({ state: 'rejected' })
  })

  test('the same decision twice is one; another reviewer hears who decided what', async () => {
    const { caller, reviewId } = await givenPending()
    const first = await decide(province.admin, reviewId, 'accept')
    expect(await decide(province.admin, reviewId, 'accept')).toEqual(first)
    expect((await caller.call(listMessages, {})).total).toBe(1)
    const colleague = await givenAccount(server, { organizationId: province.id, kind: 'main' })
    await expect(decide(colleague.caller, reviewId, 'reject', '晚了')).rejects.toMatchObject({ status: 409, code: 'IDENTITY_STATE', extra: { detail: '测试账号已于 2026-03-10 09:00 审核通过' } })
  })

  test('two reviewers at once: one decision', async () => {
    const { reviewId } = await givenPending()
    const colleague = await givenAccount(server, { organizationId: province.id, kind: 'main' })
    const outcomes = await Promise.allSettled([decide(province.admin, reviewId, 'accept'), decide(colleague.caller, reviewId, 'reject', '照片不清楚')])
    expect(outcomes.map((o) => o.status).sort()).toEqual(['fulfilled', 'rejected'])
  })

  test('what was withdrawn can not be decided, a stale version neither', async () => {
    const { caller, entry, reviewId } = await givenPending()
    await expect(decide(province.admin, reviewId, 'accept', '', 7)).rejects.toMatchObject({ status: 409, code: 'STALE', extra: { data: { id: reviewId } } })
    await caller.call(withdrawVerification, {})
    await expect(decide(province.admin, reviewId, 'accept')).toBeProblem(404, 'NOT_FOUND')
    expect((await caller.call(submitManualVerification, entry)).state).toBe('pending')
  })

  test('below the province only whose number is on a record in service there', async () => {
    const number = nextIdentityNumber()
    const { reviewId } = await givenPending({ number })
    const institution = await givenInstitution(server)
    const { knex } = server.platform.database
    const organizations: { id: number; path: string }[] = await knex('organizations').select('id', 'path')
    const countyOf = Number(institution.path.split('/').at(-3))
    expect(organizations.some((o) => o.id === countyOf)).toBe(true)
    const county = await givenAccount(server, { organizationId: countyOf, kind: 'main' })
    await expect(county.caller.call(getIdentityReview, { reviewId })).toBeProblem(404, 'NOT_FOUND')
    await expect(county.caller.call(getIdentityReviewPhoto, { reviewId, side: 'front' })).toBeProblem(404, 'NOT_FOUND')
    await expect(decide(county.caller, reviewId, 'accept')).toBeProblem(404, 'NOT_FOUND')
    await givenRecordInService(institution.id, number)
    expect((await county.caller.call(listIdentityReviews, {})).items.map((r) => r.id)).toEqual([reviewId])
    expect(await decide(county.caller, reviewId, 'accept')).toMatchObject({ state: 'verified' })
    expect((await county.caller.call(listIdentityReviews, { state: 'verified' })).total).toBe(1)
  })

  test('an institution and an account without the permission are kept out', async () => {
    const { reviewId } = await givenPending()
    const institution = await givenInstitution(server)
    await expect(institution.admin.call(listIdentityReviews, {})).toBeProblem(403, 'FORBIDDEN')
    const sub = await givenAccount(server, { organizationId: province.id, kind: 'sub' })
    await expect(sub.caller.call(getIdentityReview, { reviewId })).toBeProblem(403, 'FORBIDDEN')
    await givenRole(server, { accountId: sub.id, organizationId: province.id, permissions: ['identityReview.read'] })
    expect((await sub.caller.call(getIdentityReview, { reviewId })).id).toBe(reviewId)
    await expect(decide(sub.caller, reviewId, 'accept')).toBeProblem(403, 'FORBIDDEN')
  })
})

test('an accepted appeal ends the other identity with its bindings, not its sessions', async () => {
  const number = nextIdentityNumber()
  const holder = await givenWechatUser(server, { identity: { name: '张三', identityNumber: number } })
  const institution = await givenInstitution(server)
  const personId = await givenRecordInService(institution.id, number)
  const { knex } = server.platform.database
  await knex('unit_bindings').insert({ wechat_user_id: holder.id, active_user_id: holder.id, organization_id: institution.id, person_id: personId, method: 'matched', bound_at: server.platform.now().toISOString() })
  await knex('manager_bindings').insert({ wechat_user_id: holder.id, organization_id: institution.id, business_code: '05', role: 'main', main_key: `${institution.id}:05`, bound_at: server.platform.now().toISOString() })

  const { caller, reviewId } = await givenPending({ number })
  expect((await province.admin.call(getIdentityReview, { reviewId })).takenByOther).toBe(true)
  await decide(province.admin, reviewId, 'accept')
  expect(await holder.caller.call(getMe, {})).toMatchObject({ identity: { state: 'none', name: null }, unit: null, managerBindings: [], unreadMessages: 1 })
  expect(await caller.call(getMe, {})).toMatchObject({ identity: { state: 'verified' }, unit: { organizationId: institution.id, method: 'matched' } })
})

describe('withdrawing a verified identity', () => {
  const givenVerified = () => givenCandidate(server)

  test('needs the person: without a check, with one for another purpose or of somebody else it stays', async () => {
    const user = await givenVerified()
    await expect(user.caller.call(withdrawVerification, {})).rejects.toMatchObject({ status: 422, code: 'FACE_NOT_PASSED', extra: { detail: expect.stringContaining('先完成') } })
    for (const checkId of [await givenPassedFaceCheck(server, user, 'bindManager'), await givenPassedFaceCheck(server, await givenVerified(), 'withdrawIdentity')]) {
      await expect(user.caller.call(withdrawVerification, { checkId })).toBeProblem(422, 'FACE_NOT_PASSED')
    }
    expect((await user.caller.call(getMe, {})).identity.state).toBe('verified')
  })

  test('ends it with a face check when nothing stands on it', async () => {
    const user = await givenVerified()
    const checkId = await givenPassedFaceCheck(server, user, 'withdrawIdentity')
    expect((await user.caller.call(withdrawVerification, { checkId })).state).toBe('none')
  })

  test('ends it with a manual check, and takes other requests along', async () => {
    const user = await givenVerified()
    const { checkId } = await user.caller.call(requestManualCheck, { subject: { purpose: 'withdrawIdentity' }, reason: '不愿使用人脸信息' })
    await province.admin.call(decideCheckReview, { checkId, decision: 'accept', identification: 'video', opinion: '', version: 1 })
    const institution = await givenInstitution(server)
    const { code } = await institution.admin.call(issueAuthorizationCode, { businessCode: '05' })
    const other = await user.caller.call(requestManualCheck, { subject: { purpose: 'bindManager', code }, reason: '不愿使用人脸信息' })
    expect((await user.caller.call(withdrawVerification, { checkId })).state).toBe('none')
    expect(await server.platform.database.knex('person_checks').where('id', other.checkId).first()).toMatchObject({ state: 'withdrawn', live_key: null })
  })

  test('is refused to a business manager, and the check stays good', async () => {
    const user = await givenVerified()
    const checkId = await givenPassedFaceCheck(server, user, 'withdrawIdentity')
    const institution = await givenInstitution(server)
    await server.platform.database.knex('manager_bindings').insert({ wechat_user_id: user.id, organization_id: institution.id, business_code: '05', role: 'main', main_key: `${institution.id}:05`, bound_at: server.platform.now().toISOString() })
    await expect(user.caller.call(withdrawVerification, { checkId })).rejects.toMatchObject({ status: 409, code: 'IDENTITY_STATE', extra: { detail: expect.stringContaining('业务管理人') } })
    expect((await user.caller.call(getMe, {})).identity.state).toBe('verified')
    expect((await user.caller.call(getPersonCheck, { checkId })).state).toBe('passed')
  })
})

describe('photos of a submission', () => {
  const storedOf = (photos: { frontPhotoId: number; backPhotoId: number }) =>
    server.platform.database.knex('attachments').whereIn('id', [photos.frontPhotoId, photos.backPhotoId]).select('storage_key')
  const at = async (ms: number) => {
    server.setNow(ms)
    await server.app.jobs.drain()
  }

  test('stay while it waits and for 30 days after the decision, then row and file go', async () => {
    const start = server.platform.now().getTime()
    const { photos, reviewId } = await givenPending()
    await at(start + 40 * dayMs)
    const stored = await storedOf(photos)
    expect(stored).toHaveLength(2)
    const reviewer = await givenAccount(server, { organizationId: province.id, kind: 'main' })
    await decide(reviewer.caller, reviewId, 'reject', '照片不清楚')
    await at(start + 70 * dayMs - 60_000)
    expect(await storedOf(photos)).toHaveLength(2)
    await at(start + 70 * dayMs)
    expect(await storedOf(photos)).toEqual([])
    for (const { storage_key } of stored) await expect(stat(await server.integrations.storage.localPath(storage_key))).rejects.toMatchObject({ code: 'ENOENT' })
    const again = await givenAccount(server, { organizationId: province.id, kind: 'main' })
    await expect(again.caller.call(getIdentityReviewPhoto, { reviewId, side: 'front' })).rejects.toMatchObject({ code: 'NOT_FOUND', extra: { detail: '照片已按保存期限删除' } })
    server.setNow(start)
  })

  test('that were handed in again stay with the later submission', async () => {
    const start = server.platform.now().getTime()
    const { caller, entry, photos, reviewId } = await givenPending()
    await decide(province.admin, reviewId, 'reject', '姓名请填全')
    await caller.call(submitManualVerification, entry)
    await at(start + 31 * dayMs)
    expect(await storedOf(photos)).toHaveLength(2)
    server.setNow(start)
  })

  test('of a withdrawn one go a day later', async () => {
    const start = server.platform.now().getTime()
    const { caller, photos } = await givenPending()
    await at(start + 2 * dayMs)
    expect(await storedOf(photos)).toHaveLength(2)
    await caller.call(withdrawVerification, {})
    await at(start + 3 * dayMs)
    expect(await storedOf(photos)).toEqual([])
    server.setNow(start)
  })
})

async function givenRecordInService(organizationId: number, number: string): Promise<number> {
  const { cipher } = server.platform
  const now = server.platform.now().toISOString()
  const lookup = cipher.lookup('identity', `residentCard:${number}`)
  const [id = 0] = await server.platform.database.knex('people').insert({
    organization_id: organizationId, name: '张三', identity_type: 'residentCard', identity_number: cipher.seal('people.identity_number', number), identity_number_masked: '4201****00',
    identity_lookup: lookup, identity_last4_lookup: cipher.lookup('last4', number.slice(-4)), in_service_lookup: lookup, mobile: cipher.seal('people.mobile', '13900000000'),
    sex: '1', birth_date: '1990-01-01', education: '11', degree: '1', employment_status: '1', created_at: now, updated_at: now,
  })
  return id
}
