import { resetAccountPassword } from '@talent/shared/contract/accounts'
import { changePassword, getCaptcha, getDraftKey, getSession, signIn, signOut } from '@talent/shared/contract/session'
import type { Problem } from '@talent/shared/errors'
import { createCaller } from '../../../test/caller'
import { givenAccount, givenInstitution } from '../../../test/given'
import { startTestServer, type TestServer } from '../../../test/server'

let server: TestServer
beforeAll(async () => void (server = await startTestServer()))
afterAll(() => server.stop())

const post = (path: string, body: object, headers: Record<string, string> = {}) =>
  fetch(server.origin + path, { method: 'POST', headers: { 'Content-Type': 'application/json', ...headers }, body: JSON.stringify(body) })

async function givenNewAccount(mustChangePassword = false) {
  const institution = await givenInstitution(server)
  return givenAccount(server, { organizationId: institution.id, kind: 'main', mustChangePassword })
}

test('a right password makes a session whose cookie scripts and other sites can not use', async () => {
  const { username, password } = await givenNewAccount()
  const response = await fetch(`${server.origin}/api/session`, {
    method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ username, password }),
  })
  expect(response.status).toBe(200)
  expect(response.headers.get('set-cookie')).toMatch(/talent_session=[\w-]{43};.*samesite=strict; httponly/i)
})

test('the fifth wrong password locks for 30 minutes, also against the right one', async () => {
  const { username, password } = await givenNewAccount()
  const caller = createCaller(server)
  for (let n = 1; n <= 4; n++) await expect(caller.call(signIn, { username, password: 'wrong' })).toBeProblem(401, 'WRONG_CREDENTIALS')
  await expect(caller.call(signIn, { username, password: 'wrong' })).toBeProblem(423, 'ACCOUNT_LOCKED')
  await expect(caller.call(signIn, { username, password })).toBeProblem(423, 'ACCOUNT_LOCKED')
  const start = server.platform.now().getTime()
  server.setNow(start + 30 * 60_000 - 1000)
  await expect(caller.call(signIn, { username, password })).toBeProblem(423, 'ACCOUNT_LOCKED')
  server.setNow(start + 30 * 60_000 + 1000)
  expect((await caller.call(signIn, { username, password })).account.username).toBe(username)
})

test('a name that nobody has answers as one that somebody has: each try, the lock, and its end', async () => {
  const { username } = await givenNewAccount()
  const answersOf = async (name: string) => {
    const answers: unknown[] = []
    for (let n = 1; n <= 7; n++) {
      if (n === 7) server.setNow(server.platform.now().getTime() + 31 * 60_000)
      const { code, message } = (await createCaller(server).call(signIn, { username: name, password: 'wrong' }).catch((e: unknown) => e)) as Problem
      answers.push({ code, message })
    }
    return answers
  }
  const known = await answersOf(username)
  expect(await answersOf(`nobody${username}`)).toEqual(known)
  expect(known.map((answer) => (answer as Problem).code)).toEqual([...Array.from({ length: 4 }, () => 'WRONG_CREDENTIALS'), 'ACCOUNT_LOCKED', 'ACCOUNT_LOCKED', 'WRONG_CREDENTIALS'])
})

test('passwords tried at the same instant are no more than five either', async () => {
  const { id, username, password } = await givenNewAccount()
  const tries = [...Array.from({ length: 19 }, (_, n) => `Wrong#${n}x`), password]
  const outcomes = await Promise.allSettled(tries.map((each) => createCaller(server).call(signIn, { username, password: each })))
  const codes = outcomes.map((o) => (o.status === 'rejected' ? (o.reason as Problem).code : 'in'))
  expect(codes.filter((code) => code === 'WRONG_CREDENTIALS').length).toBeLessThanOrEqual(5)
  expect(await server.platform.database.knex('operation_log').where({ subject: `account:${id}`, action: 'session.refuse' })).toHaveLength(codes.filter((code) => code === 'WRONG_CREDENTIALS').length)
})

test('who has signed in on a device before is not locked out by others, and has five tries there', async () => {
  const { username, password } = await givenNewAccount()
  const first = await post('/api/session', { username, password })
  const device = { Cookie: /talent_device=[^;]+/.exec(first.headers.get('set-cookie') ?? '')?.[0] ?? '' }
  for (let n = 1; n <= 5; n++) await createCaller(server).call(signIn, { username, password: 'wrong' }).catch(() => undefined)
  await expect(createCaller(server).call(signIn, { username, password })).toBeProblem(423, 'ACCOUNT_LOCKED')
  expect((await post('/api/session', { username, password }, device)).status).toBe(200)
  for (let n = 1; n <= 5; n++) await post('/api/session', { username, password: 'wrong' }, device)
  expect((await post('/api/session', { username, password }, device)).status).toBe(423)
})

test('a device is known for its own account only, and not by a made-up name', async () => {
  const { username, password } = await givenNewAccount()
  const other = await givenNewAccount()
  const first = await post('/api/session', { username: other.username, password: other.password })
  const device = /talent_device=([^;]+)/.exec(first.headers.get('set-cookie') ?? '')?.[1] ?? ''
  for (let n = 1; n <= 5; n++) await createCaller(server).call(signIn, { username, password: 'wrong' }).catch(() => undefined)
  for (const forged of [device, `x${device}`, 'a.b', '']) {
    expect((await post('/api/session', { username, password }, { Cookie: `talent_device=${forged}` })).status).toBe(423)
  }
})

test('five wrong tries at the password of a session that was left open close the change for 30 minutes', async () => {
  const { caller, password } = await givenNewAccount()
  const change = (currentPassword: string) => caller.call(changePassword, { currentPassword, newPassword: 'Nw9#kpLt' })
  for (let n = 1; n <= 4; n++) await expect(change('Wrong#1x')).toBeProblem(400, 'BAD_INPUT')
  await expect(change('Wrong#1x')).toBeProblem(423, 'ACCOUNT_LOCKED')
  await expect(change(password)).toBeProblem(423, 'ACCOUNT_LOCKED')
})

test('what is left out is named, all at once', async () => {
  const error = await createCaller(server).call(signIn, { username: ' ', password: '' }).catch((e: unknown) => e)
  expect(error).toMatchObject({ code: 'BAD_INPUT', issues: [{ path: ['username'], message: '请填写账号' }, { path: ['password'], message: '请填写密码' }] })
})

test('a first sign-in reaches nothing but the change of the password', async () => {
  const { caller, password } = await givenNewAccount(true)
  expect((await caller.call(getSession, {})).account.mustChangePassword).toBe(true)
  const { listOperationLog } = await import('@talent/shared/contract/system')
  await expect(caller.call(listOperationLog, {})).toBeProblem(403, 'PASSWORD_CHANGE_REQUIRED')
  await caller.call(changePassword, { currentPassword: password, newPassword: 'Nw9#kpLt' })
  await expect(caller.call(listOperationLog, {})).resolves.toMatchObject({ page: 1 })
})

test('a new password follows the policy and is none of the last five', async () => {
  const { caller, password } = await givenNewAccount()
  await expect(caller.call(changePassword, { currentPassword: password, newPassword: 'abcd1234' })).toBeProblem(422, 'PASSWORD_REJECTED')
  await expect(caller.call(changePassword, { currentPassword: 'Wrong#1x', newPassword: 'Nw9#kpLt' })).toBeProblem(400, 'BAD_INPUT')
  await caller.call(changePassword, { currentPassword: password, newPassword: 'Nw9#kpLt' })
  await expect(caller.call(changePassword, { currentPassword: 'Nw9#kpLt', newPassword: 'Nw9#kpLt' })).toBeProblem(422, 'PASSWORD_REJECTED')
})

test('changing the password ends the other sessions and keeps this one', async () => {
  const { username, password, caller } = await givenNewAccount()
  const elsewhere = await fetch(`${server.origin}/api/session`, {
    method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ username, password }),
  })
  const other = createCaller(server, { cookie: /talent_session=([\w-]+)/.exec(elsewhere.headers.get('set-cookie') ?? '')?.[1] ?? '' })
  await expect(other.call(getSession, {})).resolves.toMatchObject({ account: { username } })
  await caller.call(changePassword, { currentPassword: password, newPassword: 'Nw9#kpLt' })
  await expect(other.call(getSession, {})).toBeProblem(401, 'SESSION_EXPIRED')
  await expect(caller.call(getSession, {})).resolves.toMatchObject({ account: { username } })
})

test('a password that is reset can not be set back by a change that was under way with the old one', async () => {
  const institution = await givenInstitution(server)
  const thief = await givenAccount(server, { organizationId: institution.id, kind: 'sub' })
  const taken = ['Nw9#kpLt', 'Qx5$mvRb', 'Zt3@hwKs'].map((newPassword) => thief.caller.twin().call(changePassword, { currentPassword: thief.password, newPassword }).catch(() => null))
  const { password: given } = await institution.admin.call(resetAccountPassword, { accountId: thief.id })
  await Promise.all(taken)
  for (const newPassword of ['Nw9#kpLt', 'Qx5$mvRb', 'Zt3@hwKs']) {
    await expect(createCaller(server).call(signIn, { username: thief.username, password: newPassword })).toBeProblem(401, 'WRONG_CREDENTIALS')
  }
  expect((await createCaller(server).call(signIn, { username: thief.username, password: given })).account).toMatchObject({ mustChangePassword: true })
})

test('a session ends by signing out, and after half an hour without a request', async () => {
  const first = await givenNewAccount()
  await first.caller.call(signOut, {})
  await expect(first.caller.call(getSession, {})).toBeProblem(401, 'SESSION_EXPIRED')
  const second = await givenNewAccount()
  server.setNow(server.platform.now().getTime() + 31 * 60_000)
  await expect(second.caller.call(getSession, {})).toBeProblem(401, 'SESSION_EXPIRED')
})

test('a request that another site started with this cookie is refused', async () => {
  const { caller } = await givenNewAccount()
  const response = await fetch(`${server.origin}/api/session`, { method: 'DELETE', headers: { ...caller.headers, 'Sec-Fetch-Site': 'cross-site' } })
  expect(response.status).toBe(403)
})

test('a captcha is a picture that does not say its answer', async () => {
  const { svg } = await createCaller(server).call(getCaptcha, {})
  expect(svg).toContain('<svg')
  expect(svg).not.toContain('<text')
})

test('the key of drafts is the same in every session of an account, and no other account is given it', async () => {
  const { username, password, caller } = await givenNewAccount()
  const { key } = await caller.call(getDraftKey, {})
  expect(Buffer.from(key, 'base64url')).toHaveLength(16)
  const again = createCaller(server, { cookie: /talent_session=([^;]+)/.exec((await post('/api/session', { username, password })).headers.get('set-cookie') ?? '')?.[1] ?? '' })
  expect((await again.call(getDraftKey, {})).key).toBe(key)
  expect((await (await givenNewAccount()).caller.call(getDraftKey, {})).key).not.toBe(key)
  await expect(createCaller(server).call(getDraftKey, {})).toBeProblem(401, 'NOT_SIGNED_IN')
})
