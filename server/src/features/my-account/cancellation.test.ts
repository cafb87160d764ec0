import { cancelAccount, getCancellation } from '@talent/shared/contract/my-account'
import { listMessages } from '@talent/shared/contract/candidate'
import { submitManualVerification, verifyAutomatically, getIdentityVerification } from '@talent/shared/contract/identity'
import { getMe, sendSmsCode, signInWithPhone, signInWithWechat } from '@talent/shared/contract/wechat-session'
import { createCaller } from '../../../test/caller'
import { forgetSentCodes, givenPhonePerson, givenWechatPerson, linkedWechat, smsProof, storedFile } from '../../../test/given-accounts'
import { givenApplication, givenReviewer } from '../../../test/given-applications'
import { consentTo, givenCardPhotos, givenPersonWithCard, nextLoginCode, receivedCode } from '../../../test/given-candidate-sign-in'
import { givenInstitution } from '../../../test/given'
import { startTestServer, type TestServer } from '../../../test/server'

let server: TestServer
beforeAll(async () => void (server = await startTestServer()))
afterAll(() => server.stop())

const knex = () => server.platform.database.knex
/** Every row that names this user, as text. */
async function everythingOf(userId: number): Promise<string> {
  const rows = []
  for (const table of ['identity_verifications', 'messages', 'person_checks', 'unit_bindings', 'attachments', 'sessions', 'data_exports']) rows.push(await knex()(table).where('wechat_user_id', userId))
  rows.push(await knex()('wechat_users').where('id', userId))
  return JSON.stringify(rows)
}

test('says beforehand what stands against it, what goes and what is kept', async () => {
  const { caller, phone } = await givenPhonePerson(server)
  const terms = await caller.call(getCancellation, {})
  expect(terms).toMatchObject({ obstacles: [], phone: `${phone.slice(0, 3)}****${phone.slice(-4)}`, wechatLinked: false })
  expect(terms.deleted.length).toBeGreaterThan(0)
  expect(terms.kept.length).toBeGreaterThan(0)
})

test('by SMS: sessions end, the phone is free for a new user who inherits nothing', async () => {
  const person = await givenPhonePerson(server)
  await person.caller.call(cancelAccount, { proof: await smsProof(server, person) })
  await expect(person.caller.call(getMe, {})).toBeProblem(401, 'SESSION_EXPIRED')
  await forgetSentCodes(server)
  await createCaller(server).call(sendSmsCode, { phone: person.phone })
  const again = await createCaller(server).call(signInWithPhone, { phone: person.phone, smsCode: receivedCode(server, person.phone) })
  expect(again.me.id).not.toBe(person.id)
  expect(again.me.consents).toEqual([])
})

test('by WeChat: identity, photos and messages are gone, rows and files, and the person may register anew', async () => {
  const person = await givenPersonWithCard(server)
  await person.caller.call(verifyAutomatically, person.entry)
  const photos = await givenCardPhotos(person.caller, person.person)
  const keys = (await knex()('attachments').where('wechat_user_id', person.id)).map((a) => a.storage_key)
  const { code, openid, proof } = await linkedWechat(server, person.id)
  await knex()('messages').insert({ wechat_user_id: person.id, kind: 'identity', title: '通知', body: server.platform.cipher.seal('messages.body', '内容'), event_key: `cancel${person.id}`, created_at: server.platform.now().toISOString() })
  await person.caller.call(cancelAccount, { proof })
  await server.app.jobs.drain()

  const left = await everythingOf(person.id)
  for (const secret of [person.person.name, openid, 't.']) expect(left).not.toContain(secret)
  expect(await knex()('attachments').whereIn('id', [photos.frontPhotoId, photos.backPhotoId])).toEqual([])
  for (const key of keys) await expect(storedFile(server, key)).rejects.toThrow('ENOENT')

  const anew = await givenPersonWithCard(server, { name: person.person.name, number: person.person.number })
  await anew.caller.call(verifyAutomatically, anew.entry)
  expect((await anew.caller.call(getMe, {})).identity.state).toBe('verified')
  const again = await createCaller(server).call(signInWithWechat, { code })
  expect(again.me).toMatchObject({ identity: { state: 'none' }, unreadMessages: 0 })
  expect(again.me.id).not.toBe(person.id)
})

test('a submission that waits is withdrawn with its photos', async () => {
  const person = await givenPersonWithCard(server)
  await person.caller.call(submitManualVerification, { ...person.entry, identityType: 'residentCard' })
  await person.caller.call(cancelAccount, { proof: (await linkedWechat(server, person.id)).proof })
  await server.app.jobs.drain()
  expect((await knex()('identity_verifications').where('wechat_user_id', person.id)).map((v) => [v.state, v.name, v.identity_number])).toEqual([['withdrawn', '', '']])
  expect(await knex()('attachments').where('wechat_user_id', person.id)).toEqual([])
})

test('is refused while an application is under way, and says so; nothing has changed', async () => {
  const { candidate } = await givenApplication(server, {})
  const terms = await candidate.caller.call(getCancellation, {})
  expect(terms.obstacles).toMatchObject([{ kind: 'application' }])
  await expect(candidate.caller.call(cancelAccount, { proof: (await linkedWechat(server, candidate.id)).proof })).rejects.toMatchObject({ code: 'CANCELLATION_REFUSED', extra: { detail: expect.stringContaining('申报') } })
  expect((await candidate.caller.call(getMe, {})).identity.state).toBe('verified')
})

test('is refused while a business is bound', async () => {
  const manager = await givenReviewer(server, await givenInstitution(server), { role: 'main' })
  await expect(manager.caller.call(cancelAccount, { proof: (await linkedWechat(server, manager.id)).proof })).rejects.toMatchObject({ code: 'CANCELLATION_REFUSED', extra: { data: { obstacles: [{ kind: 'business', text: expect.any(String) }] } } })
  expect((await manager.caller.call(getMe, {})).managerBindings).toHaveLength(1)
})

test("a stolen session does not cancel: neither with the thief's WeChat nor by guessing the code", async () => {
  const person = await givenPhonePerson(server)
  const proof = await smsProof(server, person)
  await expect(person.caller.call(cancelAccount, { proof: { way: 'wechat', code: nextLoginCode() } })).toBeProblem(422, 'PROOF_REFUSED')
  for (let n = 0; n < 4; n++) await expect(person.caller.call(cancelAccount, { proof: { way: 'sms', smsCode: '000000' } })).toBeProblem(422, 'SMS_CODE_WRONG')
  await expect(person.caller.call(cancelAccount, { proof: { way: 'sms', smsCode: '000000' } })).toBeProblem(422, 'SMS_CODE_EXPIRED')
  await expect(person.caller.call(cancelAccount, { proof })).toBeProblem(422, 'SMS_CODE_EXPIRED')
  await person.caller.call(getMe, {})
})

test('asked for twice at once it happens once', async () => {
  const person = await givenWechatPerson(server)
  const answers = await Promise.allSettled([1, 2, 3].map(() => person.caller.twin().call(cancelAccount, { proof: person.proof })))
  expect(answers.some((a) => a.status === 'fulfilled')).toBe(true)
  expect(await knex()('operation_log').where({ action: 'wechatUser.cancel', actor_id: person.id })).toHaveLength(1)
})

test('whoever has declined a new notice may still leave; other users feel nothing', async () => {
  const leaving = await givenWechatPerson(server)
  const staying = await givenPersonWithCard(server)
  await consentTo(staying.caller, 'face')
  await knex()('consents').where('wechat_user_id', leaving.id).delete()
  await leaving.caller.call(cancelAccount, { proof: leaving.proof })
  expect((await staying.caller.call(getMe, {})).consents).toHaveLength(3)
  expect((await staying.caller.call(getIdentityVerification, {})).state).toBe('none')
  expect((await staying.caller.call(listMessages, {})).items).toEqual([])
  expect(await knex()('attachments').where('wechat_user_id', staying.id)).toHaveLength(2)
})
