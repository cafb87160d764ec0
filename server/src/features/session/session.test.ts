import { changePassword, getCaptcha, getSession, signIn, signOut } from '@talent/shared/contract/session'
import { createCaller } from '../../../test/caller'
import { givenAccount, givenInstitution } from '../../../test/given'
import { startTestServer, type TestServer } from '../../../test/server'

let server: TestServer
beforeAll(async () => void (server = await startTestServer()))
afterAll(() => server.stop())

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

test('an unknown name answers as a wrong password does', async () => {
  await expect(createCaller(server).call(signIn, { username: 'nobody-here', password: 'x' })).toBeProblem(401, 'WRONG_CREDENTIALS')
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
