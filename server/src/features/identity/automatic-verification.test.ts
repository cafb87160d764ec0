import { stat } from 'node:fs/promises'
import { getIdentityVerification, verifyAutomatically } from '@talent/shared/contract/identity'
import { getMe } from '@talent/shared/contract/wechat-session'
import { createCaller } from '../../../test/caller'
import { givenWechatUser } from '../../../test/given'
import { givenCardPhotos, givenPersonWithCard, givenWechatSignIn, nextIdentityNumber } from '../../../test/given-candidate-sign-in'
import { startTestServer, type TestServer } from '../../../test/server'

let server: TestServer
beforeAll(async () => void (server = await startTestServer()))
afterAll(() => server.stop())
afterEach(() => server.sandbox.state.faults.clear())

const files = () => server.platform.database.knex('attachments')

test('a card that agrees with what was entered verifies, and its photos are gone right after', async () => {
  const { caller, person, entry, photos } = await givenPersonWithCard(server)
  const verified = await caller.call(verifyAutomatically, { ...entry, name: ` ${person.name} `, identityNumber: person.number.toLowerCase() })
  expect(verified).toMatchObject({ state: 'verified', method: 'automatic', name: '张三', identityType: 'residentCard', identityNumber: `4201****${person.number.slice(-2)}` })
  expect((await caller.call(getMe, {})).identity).toMatchObject({ state: 'verified', name: '张三' })

  const stored = await files().whereIn('id', [photos.frontPhotoId, photos.backPhotoId])
  expect(stored).toHaveLength(2)
  await server.app.jobs.drain()
  expect(await files().whereIn('id', [photos.frontPhotoId, photos.backPhotoId])).toEqual([])
  for (const { storage_key } of stored) await expect(stat(await server.integrations.storage.localPath(storage_key))).rejects.toMatchObject({ code: 'ENOENT' })
})

test('nothing of it in the log or in plain in the database', async () => {
  const { caller, person, entry } = await givenPersonWithCard(server, { name: '欧阳日志' })
  await caller.call(verifyAutomatically, entry)
  expect(server.logLines.join('\n')).not.toMatch(new RegExp(`${person.number}|欧阳日志`))
  const rows = JSON.stringify(await server.platform.database.knex('identity_verifications').select())
  expect(rows).not.toContain(person.number)
})

test('a try that came to nothing keeps when and how it ended, not whom it was about', async () => {
  const { id, caller, entry } = await givenPersonWithCard(server)
  await caller.call(verifyAutomatically, { ...entry, name: '李四' }).catch(() => undefined)
  expect(await server.platform.database.knex('identity_verifications').where('wechat_user_id', id)).toMatchObject([
    { state: 'failed', name: '', identity_number: '', identity_number_masked: '', decided_at: '2026-03-10T01:00:00.000Z' },
  ])
})

test('without consent to the identity card neither photo nor check', async () => {
  const { caller } = await givenWechatSignIn(server)
  const refusal = await givenCardPhotos(caller, { name: '张三', number: nextIdentityNumber() }).catch((e: unknown) => e)
  expect(refusal).toMatchObject({ status: 403, code: 'CONSENT_REQUIRED', extra: { data: { kind: 'identityCard' } } })
  await expect(caller.call(verifyAutomatically, { name: '张三', identityNumber: nextIdentityNumber(), frontPhotoId: 1, backPhotoId: 2 })).toBeProblem(403, 'CONSENT_REQUIRED')
})

test('everything that is wrong with the entry is named at once', async () => {
  const { caller, entry } = await givenPersonWithCard(server)
  await expect(caller.call(verifyAutomatically, { ...entry, name: '张3', identityNumber: '42010019900101012X' })).rejects.toMatchObject({
    code: 'BAD_INPUT', issues: [{ path: ['name'] }, { path: ['identityNumber'], message: expect.stringContaining('应为 6') }],
  })
})

test("another user's photo, the other side and a missing one are issues of the field", async () => {
  const other = await givenPersonWithCard(server)
  const { caller, entry, photos } = await givenPersonWithCard(server)
  await expect(caller.call(verifyAutomatically, { ...entry, frontPhotoId: other.photos.frontPhotoId })).rejects.toMatchObject({ code: 'BAD_INPUT', issues: [{ path: ['frontPhotoId'] }] })
  await expect(caller.call(verifyAutomatically, { ...entry, frontPhotoId: photos.backPhotoId, backPhotoId: photos.frontPhotoId })).rejects.toMatchObject({
    code: 'BAD_INPUT', issues: [{ path: ['frontPhotoId'] }, { path: ['backPhotoId'] }],
  })
  expect(await caller.call(getIdentityVerification, {})).toMatchObject({ automaticTriesLeft: 3 })
})

describe('what disagrees is said in its own sentence', () => {
  const refusalOf = async (options: Parameters<typeof givenPersonWithCard>[1], entered: { name?: string; identityNumber?: string } = {}) => {
    const { caller, entry } = await givenPersonWithCard(server, options)
    const refusal = await caller.call(verifyAutomatically, { ...entry, ...entered }).catch((e: unknown) => e)
    return { caller, refusal, triesLeft: (await caller.call(getIdentityVerification, {})).automaticTriesLeft }
  }

  test.each([
    ['another name', {}, { name: '李四' }, 'name', '照片上的姓名与填写的不一致'],
    ['another number', {}, { identityNumber: '420102199404093424' }, 'identityNumber', '照片上的身份证号与填写的不一致'],
    ['a copy', { front: { warnings: [-9102] } }, {}, 'frontPhotoId', '复印件'],
    ['a photo of a screen', { back: { warnings: [-9103] } }, {}, 'backPhotoId', '翻拍'],
    ['a temporary card', { front: { warnings: [-9104] } }, {}, 'frontPhotoId', '临时身份证'],
    ['an edited photo', { front: { warnings: [-9106] } }, {}, 'frontPhotoId', '编辑'],
    ['expired yesterday', { back: { validDate: '2016.03.09-2026.03.09' } }, {}, 'backPhotoId', '已过有效期（2026-03-09）'],
  ])('%s', async (_, card, entered, path, sentence) => {
    const { refusal, triesLeft } = await refusalOf(card, entered)
    expect(refusal).toMatchObject({ status: 422, code: 'IDENTITY_MISMATCH', extra: { issues: [{ path: [path], message: expect.stringContaining(sentence) }], data: { automaticTriesLeft: 2 } } })
    expect(triesLeft).toBe(2)
  })

  test('valid through today', async () => {
    const { caller, entry } = await givenPersonWithCard(server, { back: { validDate: '2016.03.10-2026.03.10' } })
    expect((await caller.call(verifyAutomatically, entry)).state).toBe('verified')
  })

  test('the register says no', async () => {
    const number = nextIdentityNumber()
    server.sandbox.control({ mismatch: number })
    const { refusal, triesLeft } = await refusalOf({ number })
    expect(refusal).toMatchObject({ code: 'IDENTITY_MISMATCH', extra: { issues: [{ path: ['name'], message: expect.stringContaining('人工审核') }] } })
    expect(triesLeft).toBe(2)
  })

  test.each([
    ['blurred', { front: { quality: 20 } }, 'frontPhotoId', '模糊'],
    ['covered', { back: { warnings: [-9105] } }, 'backPhotoId', '遮挡'],
  ])('a photo that is %s is taken again and costs no try', async (_, card, path, sentence) => {
    const { refusal, triesLeft } = await refusalOf(card)
    expect(refusal).toMatchObject({ status: 422, code: 'PHOTO_REJECTED', extra: { issues: [{ path: [path], message: expect.stringContaining(sentence) }] } })
    expect(triesLeft).toBe(3)
  })

  test.each(['tencent.ocr', 'tencent.identityCheck'] as const)('%s without an answer costs no try', async (upstream) => {
    server.sandbox.control({ upstream, mode: 'malformed' })
    const { refusal, triesLeft, caller } = await refusalOf({})
    expect(refusal).toMatchObject({ status: 503, code: 'UPSTREAM_UNAVAILABLE', extra: { detail: expect.stringContaining('不计入次数') } })
    expect(triesLeft).toBe(3)
    expect((await caller.call(getIdentityVerification, {})).state).toBe('none')
  })
})

test('a name with a dot and a rare character passes when the card says the same', async () => {
  const { caller, entry } = await givenPersonWithCard(server, { name: '买买提·𠮷力' })
  expect((await caller.call(verifyAutomatically, { ...entry, name: '买买提•𠮷力' })).name).toBe('买买提·𠮷力')
})

test('the third failure closes the automatic way for 24 h', async () => {
  const { caller, entry } = await givenPersonWithCard(server)
  const start = server.platform.now().getTime()
  for (const left of [2, 1]) {
    await expect(caller.call(verifyAutomatically, { ...entry, name: '李四' })).rejects.toMatchObject({ extra: { detail: expect.stringContaining(`还可以自动核验 ${left} 次`) } })
  }
  await expect(caller.call(verifyAutomatically, { ...entry, name: '李四' })).rejects.toMatchObject({ code: 'IDENTITY_MISMATCH', extra: { detail: expect.stringContaining('2026-03-11 09:00') } })
  const opens = new Date(start + 24 * 3_600_000).toISOString()
  expect(await caller.call(getIdentityVerification, {})).toMatchObject({ state: 'none', automaticTriesLeft: 0, automaticOpensAt: opens })
  await expect(caller.call(verifyAutomatically, entry)).rejects.toMatchObject({ status: 409, code: 'IDENTITY_AUTOMATIC_CLOSED', extra: { data: { automaticOpensAt: opens } } })
  server.setNow(opens)
  expect(await caller.call(getIdentityVerification, {})).toMatchObject({ automaticTriesLeft: 3, automaticOpensAt: null })
  server.setNow(start)
})

test('two requests at once are one try', async () => {
  const { id, caller, entry } = await givenPersonWithCard(server)
  const outcomes = await Promise.allSettled([1, 2, 3].map(() => caller.call(verifyAutomatically, { ...entry, name: '李四' })))
  const codes = outcomes.map((o) => (o.status === 'rejected' ? (o.reason as { code: string }).code : 'answered')).sort()
  expect(codes.filter((c) => c === 'IDENTITY_MISMATCH')).toHaveLength(1)
  expect(codes.filter((c) => c === 'IN_PROGRESS')).toHaveLength(2)
  expect(await server.platform.database.knex('identity_verifications').where('wechat_user_id', id)).toHaveLength(1)
})

test('a try whose process died blocks for two minutes and no longer', async () => {
  const { id, caller, entry } = await givenPersonWithCard(server)
  await caller.call(verifyAutomatically, { ...entry, name: '李四' }).catch(() => undefined)
  await server.platform.database.knex('identity_verifications').where('wechat_user_id', id).update({ state: 'checking', decided_at: null })
  const start = server.platform.now().getTime()
  server.setNow(start + 119_000)
  await expect(caller.call(verifyAutomatically, entry)).toBeProblem(409, 'IN_PROGRESS')
  server.setNow(start + 121_000)
  expect((await caller.call(verifyAutomatically, entry)).state).toBe('verified')
  server.setNow(start)
})

test('a number belongs to one verified user; one who has the card is told of the appeal, at no cost', async () => {
  const number = nextIdentityNumber()
  await givenWechatUser(server, { identity: { name: '张三', identityNumber: number } })
  const { caller, entry } = await givenPersonWithCard(server, { number })
  await expect(caller.call(verifyAutomatically, entry)).toBeProblem(409, 'IDENTITY_TAKEN')
  expect((await caller.call(getIdentityVerification, {})).automaticTriesLeft).toBe(3)
  const stranger = await givenPersonWithCard(server)
  await expect(stranger.caller.call(verifyAutomatically, { ...stranger.entry, identityNumber: number })).toBeProblem(422, 'IDENTITY_MISMATCH')
})

test('two users with the same card at once: one is verified', async () => {
  const number = nextIdentityNumber()
  const people = await Promise.all([1, 2].map(() => givenPersonWithCard(server, { number })))
  const outcomes = await Promise.allSettled(people.map(({ caller, entry }) => caller.call(verifyAutomatically, entry)))
  expect(outcomes.map((o) => (o.status === 'rejected' ? (o.reason as { code: string }).code : o.value.state)).sort()).toEqual(['IDENTITY_TAKEN', 'verified'])
})

test('a verified user does not verify again', async () => {
  const { caller, entry } = await givenPersonWithCard(server)
  await caller.call(verifyAutomatically, entry)
  await expect(caller.call(verifyAutomatically, { ...entry, name: '李四' })).rejects.toMatchObject({ status: 409, code: 'IDENTITY_STATE', extra: { data: { state: 'verified' } } })
  await expect(createCaller(server).call(getIdentityVerification, {})).toBeProblem(401, 'NOT_SIGNED_IN')
})
