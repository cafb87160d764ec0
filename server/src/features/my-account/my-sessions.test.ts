import { endMyOtherSessions, endMySession, listMySessions } from '@talent/shared/contract/my-account'
import { getMe, signInWithWechat } from '@talent/shared/contract/wechat-session'
import { createCaller } from '../../../test/caller'
import { givenWechatPerson } from '../../../test/given-accounts'
import { startTestServer, type TestServer } from '../../../test/server'

let server: TestServer
beforeAll(async () => void (server = await startTestServer()))
afterAll(() => server.stop())

const iPhone = 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) MicroMessenger/8.0.50'

/** Signs in once more as the same WeChat user, from a device that says what it is. */
async function signInFrom(userAgent: string, code: string) {
  const response = await fetch(`${server.origin}/api/wechat/sessions`, { method: 'POST', headers: { 'Content-Type': 'application/json', 'User-Agent': userAgent }, body: JSON.stringify({ code }) })
  const { token } = (await response.json()) as { token: string }
  return createCaller(server, { bearer: token })
}

test('shows every living session with its device, the latest used first, and marks the own one', async () => {
  const person = await givenWechatPerson(server)
  server.setNow(server.platform.now().getTime() + 5 * 60_000)
  const phone = await signInFrom(iPhone, person.code)
  const { items } = await phone.call(listMySessions, {})
  expect(items).toMatchObject([{ device: '微信 · iPhone', current: true }, { current: false }])
  expect(items[0]?.source).toMatch(/127\.0\.0\.1/)
  expect((await person.caller.call(listMySessions, {})).items.filter((s) => s.current)).toHaveLength(1)
})

test('what a device says of itself is not kept', async () => {
  const person = await givenWechatPerson(server)
  await signInFrom(`${iPhone} UNIQUE-SERIAL-77`, person.code)
  expect(JSON.stringify(await server.platform.database.knex('sessions').select())).not.toContain('UNIQUE-SERIAL')
})

test('sessions that have ended by themselves are not shown', async () => {
  const person = await givenWechatPerson(server)
  server.setNow(server.platform.now().getTime() + 31 * 86_400_000)
  const again = await createCaller(server).call(signInWithWechat, { code: person.code })
  expect((await createCaller(server, { bearer: again.token }).call(listMySessions, {})).items).toHaveLength(1)
})

test('ends one: it is gone with the next request, and gone only once', async () => {
  const person = await givenWechatPerson(server)
  const lost = await signInFrom(iPhone, person.code)
  const sessionId = (await person.caller.call(listMySessions, {})).items.find((s) => !s.current)?.id ?? 0
  await person.caller.call(endMySession, { sessionId })
  await expect(lost.call(getMe, {})).toBeProblem(401, 'SESSION_EXPIRED')
  await expect(person.caller.call(endMySession, { sessionId })).toBeProblem(404, 'NOT_FOUND')
  expect((await person.caller.call(listMySessions, {})).items).toHaveLength(1)
})

test("another user's session is as if it were not there, and stays", async () => {
  const [mine, theirs] = [await givenWechatPerson(server), await givenWechatPerson(server)]
  const sessionId = (await theirs.caller.call(listMySessions, {})).items[0]?.id ?? 0
  await expect(mine.caller.call(endMySession, { sessionId })).toBeProblem(404, 'NOT_FOUND')
  await theirs.caller.call(getMe, {})
})

test('ends all others and says how many; nobody else is signed out', async () => {
  const person = await givenWechatPerson(server)
  const bystander = await givenWechatPerson(server)
  const others = [await signInFrom(iPhone, person.code), await signInFrom(iPhone, person.code)]
  expect(await person.caller.call(endMyOtherSessions, {})).toEqual({ ended: 2 })
  for (const other of others) await expect(other.call(getMe, {})).toBeProblem(401, 'SESSION_EXPIRED')
  await person.caller.call(getMe, {})
  await bystander.caller.call(getMe, {})
  expect(await person.caller.call(endMyOtherSessions, {})).toEqual({ ended: 0 })
})
