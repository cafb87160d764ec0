import { listMyConsents, withdrawConsent } from '@talent/shared/contract/my-account'
import { getIdentityVerification, submitManualVerification } from '@talent/shared/contract/identity'
import { getMe, getHome } from '@talent/shared/contract/wechat-session'
import { consentTo, givenPersonWithCard } from '../../../test/given-candidate-sign-in'
import { givenWechatPerson, storedFile } from '../../../test/given-accounts'
import { givenCandidate } from '../../../test/given-units'
import { startTestServer, type TestServer } from '../../../test/server'

let server: TestServer
beforeAll(async () => void (server = await startTestServer()))
afterAll(() => server.stop())

const knex = () => server.platform.database.knex
const photosOf = (userId: number) => knex()('attachments').where('wechat_user_id', userId)

test('each consent is listed with its moment; one taken back stays on record', async () => {
  const { caller } = await givenWechatPerson(server)
  await consentTo(caller, 'face')
  await caller.call(withdrawConsent, { kind: 'face' })
  const { items } = await caller.call(listMyConsents, {})
  expect(items.map((c) => [c.kind, c.withdrawnAt !== null])).toEqual(expect.arrayContaining([['privacy', false], ['face', true]]))
  expect((await caller.call(getMe, {})).consents.map((c) => c.kind)).toEqual(['privacy'])
})

test('what was taken back can be given again, and taken back again', async () => {
  const { caller } = await givenWechatPerson(server)
  for (let round = 0; round < 2; round++) {
    await consentTo(caller, 'face')
    await caller.call(withdrawConsent, { kind: 'face' })
    await caller.call(withdrawConsent, { kind: 'face' })
  }
  expect((await caller.call(listMyConsents, {})).items.filter((c) => c.kind === 'face')).toHaveLength(2)
})

test('without the consent to the card a submission that waits is withdrawn and its photos are deleted, rows and files', async () => {
  const { caller, id, entry } = await givenPersonWithCard(server)
  await caller.call(submitManualVerification, { ...entry, identityType: 'residentCard' })
  const keys = (await photosOf(id)).map((p) => p.storage_key)
  expect(keys).toHaveLength(2)
  await caller.call(withdrawConsent, { kind: 'identityCard' })
  expect((await caller.call(getIdentityVerification, {})).state).toBe('none')
  await server.app.jobs.drain()
  expect(await photosOf(id)).toEqual([])
  for (const key of keys) await expect(storedFile(server, key)).rejects.toThrow('ENOENT')
  await expect(caller.call(submitManualVerification, { ...entry, identityType: 'residentCard' })).toBeProblem(403, 'CONSENT_REQUIRED')
})

test('photos that were uploaded and never sent are deleted with it; another user keeps theirs', async () => {
  const [mine, theirs] = [await givenPersonWithCard(server), await givenPersonWithCard(server)]
  await mine.caller.call(withdrawConsent, { kind: 'identityCard' })
  await server.app.jobs.drain()
  expect(await photosOf(mine.id)).toEqual([])
  expect(await photosOf(theirs.id)).toHaveLength(2)
})

test('without the consent to the face a check that was not used counts no more; a used one stays on record', async () => {
  const user = await givenCandidate(server)
  await consentTo(user.caller, 'face')
  const at = server.platform.now().toISOString()
  for (const state of ['pending', 'passed', 'used']) await knex()('person_checks').insert({ wechat_user_id: user.id, purpose: 'bindManager', method: 'face', verify_id: `v-${user.id}-${state}`, serial: state, openid: user.openid, state, created_at: at, expires_at: at })
  await user.caller.call(withdrawConsent, { kind: 'face' })
  expect((await knex()('person_checks').where('wechat_user_id', user.id)).map((c) => c.state)).toEqual(['used'])
  expect((await user.caller.call(getMe, {})).identity.state).toBe('verified')
})

test('without the privacy consent everything else goes with it and every session ends; signing in again asks first', async () => {
  const { caller, id } = await givenWechatPerson(server)
  const other = await givenWechatPerson(server)
  await consentTo(caller, 'identityCard')
  expect(await caller.call(withdrawConsent, { kind: 'privacy' })).toEqual({ signedOut: true })
  await expect(caller.call(getMe, {})).toBeProblem(401, 'SESSION_EXPIRED')
  expect(await knex()('consents').where('wechat_user_id', id)).toEqual([])
  expect((await other.caller.call(getHome, {})).todos.map((t) => t.kind)).not.toContain('consent')
})
