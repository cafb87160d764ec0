import { randomUUID } from 'node:crypto'
import { getDeskCounts } from '@talent/shared/contract/audit-desk'
import { confirmWebSignIn, finishManagerSignIn, getManagerSignIn, lookUpWebSignIn, openManagerSignIn, refuseWebSignIn } from '@talent/shared/contract/manager-sign-in'
import { endMySession, listMySessions } from '@talent/shared/contract/my-account'
import { listPosts } from '@talent/shared/contract/organization'
import { getSession, signOut } from '@talent/shared/contract/session'
import { createClient, type Client, type Transport } from '@talent/shared/client'
import { createCaller, httpTransport } from '../../../test/caller'
import { givenInstitution, givenWechatUser, type GivenOrganization } from '../../../test/given'
import { givenReviewer, type GivenReviewer } from '../../../test/given-applications'
import { startTestServer, type TestServer } from '../../../test/server'

let server: TestServer
let institution: GivenOrganization
let manager: GivenReviewer
beforeAll(async () => void (server = await startTestServer()))
beforeEach(async () => {
  institution = await givenInstitution(server)
  manager = await givenReviewer(server, institution, { role: 'main' })
})
afterAll(() => server.stop())

const windows = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36'

interface Browser extends Client<Buffer> {
  cookies: Map<string, string>
}

/** Keeps its cookies, as a browser does. */
function browser(at: Pick<TestServer, 'origin'> = server): Browser {
  const cookies = new Map<string, string>()
  const transport: Transport<Buffer> = async (request) => {
    const headers = { 'User-Agent': windows, Cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') }
    const response = await fetch(at.origin + request.path, { method: request.method, headers: { ...request.headers, ...headers }, body: request.body })
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      cookies.set(name, value)
    }
    return { status: response.status, body: await response.text() }
  }
  return { ...createClient(transport, randomUUID), cookies }
}
const confirm = (code: string, by: GivenReviewer = manager) => by.caller.call(confirmWebSignIn, { bindingId: by.bindingId, code })
const state = async (web: Browser, signInId: number) => (await web.call(getManagerSignIn, { signInId })).state
async function signedIn(by: GivenReviewer = manager) {
  const web = browser()
  const { signInId, code } = await web.call(openManagerSignIn, {})
  await confirm(code, by)
  return { web, signInId, info: await web.call(finishManagerSignIn, { signInId }) }
}

test('scanned, shown, confirmed: the browser holds the audit of that binding and nothing else', async () => {
  const web = browser()
  const { signInId, code, url, expiresAt } = await web.call(openManagerSignIn, {})
  expect(url).toBe(`${server.platform.config.publicUrl}/open/web-sign-in?code=${code}`)
  expect(await state(web, signInId)).toBe('waiting')
  await expect(web.call(finishManagerSignIn, { signInId })).toBeProblem(409, 'CODE_STATE')
  expect(await manager.caller.call(lookUpWebSignIn, { code })).toEqual({
    device: 'Chrome 浏览器 · Windows 电脑', source: expect.stringMatching(/127\.0\.0\.1|::1/), requestedAt: server.platform.now().toISOString(), expiresAt,
  })
  expect(await state(web, signInId)).toBe('scanned')
  await confirm(code)
  expect(await state(web, signInId)).toBe('confirmed')
  const info = await web.call(finishManagerSignIn, { signInId })
  expect(info).toMatchObject({ account: { id: manager.id, displayName: manager.name, kind: 'manager' }, organization: { id: institution.id }, permissions: ['trialAudit.read', 'trialAudit.write', 'confirmationCode.read', 'confirmationCode.write'] })
  expect(await web.call(getSession, {})).toEqual(info)
  expect((await web.call(getDeskCounts, { businessCode: '05' })).organizationName).toBe(institution.name)
  await expect(web.call(listPosts, {})).toBeProblem(403, 'FORBIDDEN')
  await expect(web.call(listMySessions, {})).toBeProblem(403, 'FORBIDDEN')
  const log = await server.platform.database.knex('operation_log').where({ chain_id: institution.id, subject: `managerBinding:${manager.bindingId}` }).orderBy('id').select('action')
  expect(log.map((entry) => entry.action)).toEqual(['managerBinding.confirmWebSignIn', 'session.signIn'])
})

test('neither the code nor the browser\'s secret stands in the database', async () => {
  const web = browser()
  const { code } = await web.call(openManagerSignIn, {})
  const rows = JSON.stringify(await server.platform.database.knex('web_sign_ins'))
  expect(rows).not.toContain(code)
  expect(web.cookies.get('talent_browser')).toMatch(/^[\w-]{43}$/)
  expect(rows).not.toContain(web.cookies.get('talent_browser'))
})

test('the code opens nothing for a browser that did not ask for it', async () => {
  const web = browser()
  const { signInId, code } = await web.call(openManagerSignIn, {})
  await confirm(code)
  const thief = browser()
  await expect(thief.call(getManagerSignIn, { signInId })).toBeProblem(404, 'NOT_FOUND')
  await expect(thief.call(finishManagerSignIn, { signInId })).toBeProblem(404, 'NOT_FOUND')
  await thief.call(openManagerSignIn, {})
  await expect(thief.call(finishManagerSignIn, { signInId })).toBeProblem(404, 'NOT_FOUND')
  await web.call(finishManagerSignIn, { signInId })
})

test('a code works once: one session, however many ask for it', async () => {
  const web = browser()
  const { signInId, code } = await web.call(openManagerSignIn, {})
  await confirm(code)
  const outcomes = await Promise.allSettled([1, 2, 3].map(() => web.call(finishManagerSignIn, { signInId })))
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  await expect(web.call(finishManagerSignIn, { signInId })).toBeProblem(409, 'CODE_STATE')
  expect(await state(web, signInId)).toBe('expired')
  await expect(confirm(code)).toBeProblem(422, 'CODE_USED')
  expect(await server.platform.database.knex('sessions').where({ kind: 'manager', wechat_user_id: manager.id })).toHaveLength(1)
})

test('whoever looked first answers; refused or over, it grants nothing', async () => {
  const other = await givenReviewer(server, institution)
  const web = browser()
  const first = await web.call(openManagerSignIn, {})
  await manager.caller.call(lookUpWebSignIn, { code: first.code })
  await expect(confirm(first.code, other)).toBeProblem(422, 'CODE_USED')
  await expect(other.caller.call(refuseWebSignIn, { code: first.code })).toBeProblem(422, 'CODE_USED')
  await manager.caller.call(refuseWebSignIn, { code: first.code })
  expect(await state(web, first.signInId)).toBe('refused')
  await expect(confirm(first.code)).toBeProblem(422, 'CODE_USED')
  const second = await web.call(openManagerSignIn, {})
  await confirm(second.code)
  const start = server.platform.now().getTime()
  server.setNow(start + 3 * 60_000)
  expect(await state(web, second.signInId)).toBe('expired')
  await expect(confirm(second.code)).toBeProblem(422, 'CODE_EXPIRED')
  await expect(web.call(finishManagerSignIn, { signInId: second.signInId })).toBeProblem(409, 'CODE_STATE')
  server.setNow(start)
})

test('only one\'s own living binding is granted', async () => {
  const other = await givenReviewer(server, institution)
  const web = browser()
  const { signInId, code } = await web.call(openManagerSignIn, {})
  await expect(manager.caller.call(confirmWebSignIn, { bindingId: other.bindingId, code })).toBeProblem(404, 'NOT_FOUND')
  const stranger = await givenWechatUser(server)
  await expect(stranger.caller.call(lookUpWebSignIn, { code })).toBeProblem(403, 'IDENTITY_REQUIRED')
  await confirm(code)
  await server.platform.database.knex('manager_bindings').where('id', manager.bindingId).update({ ended_at: server.platform.now().toISOString() })
  await expect(web.call(finishManagerSignIn, { signInId })).toBeProblem(404, 'BINDING_ENDED')
})

test('wrong codes are counted and lock', async () => {
  for (let n = 0; n < 9; n++) await expect(manager.caller.call(lookUpWebSignIn, { code: '3333333333' })).toBeProblem(422, 'CODE_WRONG')
  await expect(manager.caller.call(lookUpWebSignIn, { code: 'x' })).toBeProblem(423, 'CODE_LOCKED')
  const { code } = await browser().call(openManagerSignIn, {})
  await expect(manager.caller.call(lookUpWebSignIn, { code })).toBeProblem(423, 'CODE_LOCKED')
})

test('one address makes only so many codes', async () => {
  const { knex } = server.platform.database
  await knex('attempt_counters').where('key', 'like', 'webSignIn:%').update({ count: 60 })
  await expect(browser().call(openManagerSignIn, {})).toBeProblem(429, 'TOO_MANY_REQUESTS')
  await knex('attempt_counters').where('key', 'like', 'webSignIn:%').delete()
})

test('the manager sees the session on the phone and ends it; signing out ends it too', async () => {
  const { web } = await signedIn()
  const { items } = await manager.caller.call(listMySessions, {})
  const inBrowser = items.find((session) => session.desk !== null)
  expect(inBrowser).toMatchObject({ device: 'Chrome 浏览器 · Windows 电脑', current: false, desk: { organizationName: institution.name, businessName: '医师资格考试' } })
  const stranger = await givenReviewer(server, institution)
  await expect(stranger.caller.call(endMySession, { sessionId: inBrowser?.id ?? 0 })).toBeProblem(404, 'NOT_FOUND')
  await manager.caller.call(endMySession, { sessionId: inBrowser?.id ?? 0 })
  await expect(web.call(getDeskCounts, { businessCode: '05' })).toBeProblem(401, 'SESSION_EXPIRED')
  const again = await signedIn()
  await again.web.call(signOut, {})
  await expect(again.web.call(getSession, {})).toBeProblem(401, 'NOT_SIGNED_IN')
  expect((await manager.caller.call(listMySessions, {})).items).toHaveLength(1)
})

test('an idle session in the browser ends after half an hour, that of the phone goes on', async () => {
  const { web } = await signedIn()
  const start = server.platform.now().getTime()
  server.setNow(start + 31 * 60_000)
  await expect(web.call(getSession, {})).toBeProblem(401, 'SESSION_EXPIRED')
  expect((await manager.caller.call(listMySessions, {})).items).toHaveLength(1)
  server.setNow(start)
})

test('without a cookie there is nothing to ask for', async () => {
  const { signInId } = await browser().call(openManagerSignIn, {})
  const plain = { ...createCaller(server), ...createClient(httpTransport(server, {}), randomUUID) }
  await expect(plain.call(getManagerSignIn, { signInId })).toBeProblem(404, 'NOT_FOUND')
})
