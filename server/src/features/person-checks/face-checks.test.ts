import { withdrawConsent } from '@talent/shared/contract/my-account'
import { getPersonCheck, startFaceCheck } from '@talent/shared/contract/person-checks'
import { inTransaction } from '../../db/transaction'
import { createIntegrations } from '../../integrations'
import { givenWechatUser } from '../../../test/given'
import { givenFaceConsent, givenPassedFaceCheck } from '../../../test/given-managers'
import { givenCandidate } from '../../../test/given-units'
import { startTestServer, type TestServer } from '../../../test/server'
import { createFaceChecksService } from './face-checks.service'
import { createPersonChecksService } from './person-checks.service'

let server: TestServer
beforeAll(async () => void (server = await startTestServer()))
afterAll(() => server.stop())
afterEach(() => {
  for (const upstream of ['wechat.getVerifyId', 'wechat.queryVerifyInfo'] as const) server.sandbox.control({ upstream, mode: 'ok' })
})

const purpose = 'bindManager' as const
const service = () => createFaceChecksService(server.platform, createIntegrations(server.platform.config).wechat)
const consume = (check: { userId: number; checkId: number; purpose: 'bindManager' | 'confirmFiling' }) =>
  inTransaction(server.platform.database.knex, (tx) => createPersonChecksService(server.platform, service()).consume(tx, { ...check, subject: { kind: 'trial', trialId: 1 } }))

async function givenStarted() {
  const user = await givenCandidate(server)
  await givenFaceConsent(server, user)
  return { ...user, ...(await user.caller.call(startFaceCheck, { purpose })) }
}

/** The second that must pass between two questions to WeChat. */
const aSecondLater = () => server.setNow(server.platform.now().getTime() + 1000)

describe('starting', () => {
  test('needs the consent of its own for the face, and names it', async () => {
    const { caller } = await givenCandidate(server)
    await expect(caller.call(startFaceCheck, { purpose })).rejects.toMatchObject({ code: 'CONSENT_REQUIRED', extra: { detail: expect.stringContaining('人脸') } })
  })

  test('is for resident cards only', async () => {
    const user = await givenWechatUser(server, { identity: { name: 'Anna Lee', identityType: 'passport', identityNumber: 'E12345678' } })
    await givenFaceConsent(server, user)
    await expect(user.caller.call(startFaceCheck, { purpose })).toBeProblem(422, 'FACE_NOT_AVAILABLE')
  })

  test('gives the id, an hour, and the page with the place for the way back', async () => {
    const { verifyId, expiresAt, pageUrl } = await givenStarted()
    expect(Date.parse(expiresAt) - server.platform.now().getTime()).toBe(3_600_000)
    expect(pageUrl).toBe(`/sandbox/face/${verifyId}?return={return}`)
    expect((await fetch(`${server.origin}/sandbox/face/${verifyId}`)).status).toBe(200)
  })

  test('works in the browser edition, where nobody has an openid, as long as there is a page for it', async () => {
    const user = await givenCandidate(server)
    await givenFaceConsent(server, user)
    await server.platform.database.knex('wechat_users').where('id', user.id).update({ openid: null })
    const { checkId, verifyId } = await user.caller.call(startFaceCheck, { purpose })
    server.sandbox.control({ face: verifyId, result: 'passed' })
    expect(await user.caller.call(getPersonCheck, { checkId })).toEqual({ method: 'face', state: 'passed' })
    const without = { ...server.platform, config: { ...server.platform.config, facePageUrl: null } }
    const actor = { kind: 'wechatUser' as const, author: { kind: 'wechatUser' as const, id: user.id, name: '', source: '' }, sessionId: 0, wechatUserId: user.id, openid: null, verified: true, identityLookup: 'x' }
    await expect(createFaceChecksService(without, server.integrations.wechat).start(actor, purpose)).toBeProblem(422, 'FACE_NOT_AVAILABLE')
  })

  test('twenty an hour are no more when they are asked for at once, or the consent is taken back and given anew', async () => {
    const user = await givenCandidate(server)
    await givenFaceConsent(server, user)
    const outcomes = await Promise.allSettled(Array.from({ length: 26 }, () => user.caller.twin().call(startFaceCheck, { purpose })))
    expect(outcomes.filter((o) => o.status === 'fulfilled')).toHaveLength(20)
    await user.caller.call(withdrawConsent, { kind: 'face' })
    await givenFaceConsent(server, user)
    await expect(user.caller.twin().call(startFaceCheck, { purpose })).toBeProblem(429, 'TOO_MANY_REQUESTS')
  })

  test('is bounded to twenty an hour', async () => {
    const user = await givenCandidate(server)
    await givenFaceConsent(server, user)
    for (let n = 0; n < 20; n++) await user.caller.call(startFaceCheck, { purpose })
    await expect(user.caller.call(startFaceCheck, { purpose })).toBeProblem(429, 'TOO_MANY_REQUESTS')
  })

  test('says so when WeChat does not answer, and keeps nothing', async () => {
    const user = await givenCandidate(server)
    await givenFaceConsent(server, user)
    server.sandbox.control({ upstream: 'wechat.getVerifyId', mode: 'fail' })
    await expect(user.caller.call(startFaceCheck, { purpose })).toBeProblem(503, 'UPSTREAM_UNAVAILABLE')
    expect(await server.platform.database.knex('person_checks').where('wechat_user_id', user.id)).toEqual([])
  })

  test('refuses another purpose; leaves no name, number or openid in the log', async () => {
    const { caller, identity, openid } = await givenStarted()
    await expect(caller.call(startFaceCheck, { purpose: 'other' as 'bindManager' })).toBeProblem(400, 'BAD_INPUT')
    const log = server.logLines.join('')
    for (const secret of [identity.identityNumber, openid]) expect(log).not.toContain(secret)
  })
})

describe('the result', () => {
  test.each(['passed', 'failed'] as const)('is %s by what WeChat says', async (result) => {
    const { caller, checkId, verifyId } = await givenStarted()
    expect(await caller.call(getPersonCheck, { checkId })).toEqual({ method: 'face', state: 'pending' })
    server.sandbox.control({ face: verifyId, result })
    aSecondLater()
    expect(await caller.call(getPersonCheck, { checkId })).toEqual({ method: 'face', state: result })
    server.sandbox.control({ upstream: 'wechat.queryVerifyInfo', mode: 'fail' })
    aSecondLater()
    expect(await caller.call(getPersonCheck, { checkId })).toEqual({ method: 'face', state: result })
  })

  test('WeChat is asked once a second at most, however often the client asks', async () => {
    const { caller, checkId, verifyId } = await givenStarted()
    const states = await Promise.all(Array.from({ length: 5 }, () => caller.call(getPersonCheck, { checkId })))
    expect(states.every((s) => s.state === 'pending')).toBe(true)
    server.sandbox.control({ face: verifyId, result: 'passed' })
    expect(await caller.call(getPersonCheck, { checkId })).toEqual({ method: 'face', state: 'pending' })
    aSecondLater()
    expect(await caller.call(getPersonCheck, { checkId })).toEqual({ method: 'face', state: 'passed' })
  })

  test('an answer that can not be believed passes nobody', async () => {
    const { caller, checkId, verifyId, id } = await givenStarted()
    server.sandbox.control({ face: verifyId, result: 'passed' })
    server.sandbox.control({ upstream: 'wechat.queryVerifyInfo', mode: 'badlySigned' })
    await expect(caller.call(getPersonCheck, { checkId })).toBeProblem(503, 'UPSTREAM_UNAVAILABLE')
    await expect(consume({ userId: id, checkId, purpose })).toBeProblem(422, 'FACE_NOT_PASSED')
  })

  test("another one's check is not there", async () => {
    const { checkId } = await givenStarted()
    await expect((await givenCandidate(server)).caller.call(getPersonCheck, { checkId })).toBeProblem(404, 'NOT_FOUND')
  })
})

describe('using a check', () => {
  test('once, and for its purpose and user only', async () => {
    const user = await givenCandidate(server)
    const other = await givenCandidate(server)
    const checkId = await givenPassedFaceCheck(server, user, 'confirmFiling')
    await expect(consume({ userId: user.id, checkId, purpose: 'bindManager' })).toBeProblem(422, 'FACE_NOT_PASSED')
    await expect(consume({ userId: other.id, checkId, purpose: 'confirmFiling' })).toBeProblem(422, 'FACE_NOT_PASSED')
    await consume({ userId: user.id, checkId, purpose: 'confirmFiling' })
    await expect(consume({ userId: user.id, checkId, purpose: 'confirmFiling' })).rejects.toMatchObject({ code: 'FACE_NOT_PASSED', extra: { detail: expect.stringContaining('已经用过') } })
    expect(await user.caller.call(getPersonCheck, { checkId })).toEqual({ method: 'face', state: 'used' })
  })

  test.each([
    [3_599_999, true],
    [3_600_000, false],
  ])('%i ms after its start: %s', async (later, counts) => {
    const user = await givenCandidate(server)
    const start = server.platform.now().getTime()
    const checkId = await givenPassedFaceCheck(server, user, purpose)
    server.setNow(start + later)
    expect(await user.caller.call(getPersonCheck, { checkId })).toEqual({ method: 'face', state: counts ? 'passed' : 'expired' })
    expect(await consume({ userId: user.id, checkId, purpose }).then(() => true, () => false)).toBe(counts)
  })

  test('a failed one never, and one of an identity that the user had before neither', async () => {
    const failed = await givenStarted()
    server.sandbox.control({ face: failed.verifyId, result: 'failed' })
    await failed.caller.call(getPersonCheck, { checkId: failed.checkId })
    await expect(consume({ userId: failed.id, checkId: failed.checkId, purpose })).toBeProblem(422, 'FACE_NOT_PASSED')

    const user = await givenCandidate(server)
    const checkId = await givenPassedFaceCheck(server, user, purpose)
    await server.platform.database.knex('wechat_users').where('id', user.id).update({ identity_lookup: server.platform.cipher.lookup('identity', 'another') })
    await expect(consume({ userId: user.id, checkId, purpose })).toBeProblem(422, 'FACE_NOT_PASSED')
    expect(await user.caller.call(getPersonCheck, { checkId })).toEqual({ method: 'face', state: 'expired' })
  })
})
