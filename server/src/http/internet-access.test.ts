import { listLowerAccounts, setInternetAccess } from '@talent/shared/contract/accounts'
import { getSession, signIn } from '@talent/shared/contract/session'
import type { Caller } from '../../test/caller'
import { givenAccount, givenOrganization, givenRole, type GivenOrganization } from '../../test/given'
import { startTestServer, type TestServer } from '../../test/server'

let server: TestServer
let city: GivenOrganization
let hospital: GivenOrganization
beforeAll(async () => void (server = await startTestServer({ trustedProxies: ['127.0.0.1', '::1'], privateNetworks: ['88.7.0.0/16'] })))
afterAll(() => server.stop())
beforeEach(async () => {
  city = await givenOrganization(server, { kind: 'city' })
  hospital = await givenOrganization(server, { kind: 'institution', parent: city })
})

const [inside, outside] = ['88.7.129.120', '203.0.113.9']
const states = (id: number, values: Record<string, string>) =>
  server.platform.database.knex('institution_information').insert({ organization_id: id, content: JSON.stringify({ values, branches: [], subjects: [] }), version: 1, updated_at: server.platform.now().toISOString() })
const largePublic = { level: '3', ownership: 'governmentNonProfit' }

async function answerOf(caller: Caller, from: string): Promise<string> {
  const response = await fetch(`${server.origin}${getSession.path}`, { headers: { ...caller.headers, 'X-Forwarded-For': from } })
  return response.status === 200 ? 'open' : ((await response.json()) as { code: string }).code
}
async function signInFrom(from: string, username: string, password: string): Promise<{ code?: string; detail?: string }> {
  const response = await fetch(`${server.origin}${signIn.path}`, { method: 'POST', headers: { 'Content-Type': 'application/json', 'X-Forwarded-For': from }, body: JSON.stringify({ username, password }) })
  return (await response.json()) as { code?: string; detail?: string }
}

test('a public hospital of level three comes by the private network alone until the authority above opens the internet to it, at once for all of its accounts', async () => {
  const sub = await givenAccount(server, { organizationId: hospital.id, kind: 'sub' })
  expect(await answerOf(hospital.admin, outside)).toBe('open')
  await states(hospital.id, largePublic)
  expect([await answerOf(hospital.admin, inside), await answerOf(hospital.admin, outside), await answerOf(sub.caller, outside)]).toEqual(['open', 'INTERNET_ACCESS_CLOSED', 'INTERNET_ACCESS_CLOSED'])
  expect((await city.admin.call(listLowerAccounts, {}))).toMatchObject({ privateNetwork: true, items: [{ id: hospital.accountId, internetAccess: false }] })
  expect(await city.admin.call(setInternetAccess, { accountId: hospital.accountId, open: true })).toMatchObject({ internetAccess: true })
  expect([await answerOf(hospital.admin, outside), await answerOf(sub.caller, outside)]).toEqual(['open', 'open'])
  await city.admin.call(setInternetAccess, { accountId: hospital.accountId, open: false })
  expect(await answerOf(sub.caller, outside)).toBe('INTERNET_ACCESS_CLOSED')
  const logged = await server.platform.database.knex('operation_log').where({ chain_id: hospital.id, action: 'organization.internetAccess' }).orderBy('sequence')
  expect(logged.map(({ detail }) => JSON.parse(detail))).toEqual([{ internetAccess: true }, { internetAccess: false }])
})

test('the sign-in says so to whoever knows the password, and to nobody else', async () => {
  await states(hospital.id, largePublic)
  const { username, password } = await givenAccount(server, { organizationId: hospital.id, kind: 'sub' })
  const refused = await signInFrom(outside, username, password)
  expect(refused).toMatchObject({ code: 'INTERNET_ACCESS_CLOSED' })
  expect(await signInFrom(outside, username, 'Wrong-pass#1')).toMatchObject({ code: 'WRONG_CREDENTIALS' })
  expect(await signInFrom(inside, username, password)).not.toHaveProperty('code')
})

test('a header does not make a request come from inside: the last proxy alone is believed', async () => {
  await states(hospital.id, largePublic)
  expect(await answerOf(hospital.admin, `${inside}, ${outside}`)).toBe('INTERNET_ACCESS_CLOSED')
})

test('authorities come by any way and are not switched; another subtree, and who may only read, switches nothing', async () => {
  expect(await answerOf(city.admin, outside)).toBe('open')
  const province = await givenOrganization(server, { kind: 'province' })
  const county = await givenOrganization(server, { kind: 'county', parent: city })
  await expect(city.admin.call(setInternetAccess, { accountId: county.accountId, open: false })).toBeProblem(404, 'NOT_FOUND')
  await expect(city.admin.call(setInternetAccess, { accountId: city.accountId, open: false })).toBeProblem(404, 'NOT_FOUND')
  await expect((await givenOrganization(server, { kind: 'city', parent: province })).admin.call(setInternetAccess, { accountId: hospital.accountId, open: false })).toBeProblem(404, 'NOT_FOUND')
  const reader = await givenAccount(server, { organizationId: city.id, kind: 'sub' })
  await givenRole(server, { accountId: reader.id, organizationId: city.id, permissions: ['lowerAccount.read'] })
  await expect(reader.caller.call(setInternetAccess, { accountId: hospital.accountId, open: false })).toBeProblem(403, 'FORBIDDEN')
})

test('without a private network in the configuration the internet is open to all', async () => {
  const plain = await startTestServer()
  const unit = await givenOrganization(plain, { kind: 'institution' })
  await plain.platform.database.knex('institution_information').insert({ organization_id: unit.id, content: JSON.stringify({ values: largePublic }), version: 1, updated_at: plain.platform.now().toISOString() })
  expect((await unit.admin.call(getSession, {})).organization.id).toBe(unit.id)
  await plain.stop()
})
