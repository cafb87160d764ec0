import { allEndpoints, type NamedEndpoint } from '@talent/shared/contract/index'
import type { Caller } from './caller'
import { createCaller } from './caller'
import { createWalk, named, sideOf, type Attempt } from './endpoint-walk'
import { givenAccount, givenInstitution, givenOrganization, givenWechatUser, type GivenOrganization } from './given'
import { givenEverything } from './given-everything'
import { startTestServer, type TestServer } from './server'

/**
 * Walks every endpoint of the contract with the wrong actor. A new endpoint is in here without being listed; a new
 * kind of path parameter asks for a record in `given-everything`.
 */
let server: TestServer
let institution: GivenOrganization
let words: string[]
let other: { admin: Caller; authority: Caller; emptySub: Caller; unverifiedAccount: Caller; unverified: Caller; verified: Caller; verifiedWithBinding: Caller; webManager: Caller; bindingId: number }
let attempt: Attempt

beforeAll(async () => {
  server = await startTestServer()
  const everything = await givenEverything(server)
  institution = everything.institution
  attempt = await createWalk(everything.ids)
  words = everything.words
  const elsewhere = await givenEverything(server)
  other = {
    admin: (await givenInstitution(server)).admin,
    authority: (await givenOrganization(server, { kind: 'county' })).admin,
    emptySub: (await givenAccount(server, { organizationId: institution.id, kind: 'sub' })).caller,
    unverifiedAccount: (await givenAccount(server, { organizationId: institution.id, kind: 'main', verified: false })).caller,
    unverified: (await givenWechatUser(server)).caller,
    verified: elsewhere.candidate,
    verifiedWithBinding: elsewhere.manager,
    webManager: elsewhere.webManager,
    bindingId: elsewhere.ids.bindingId ?? 0,
  }
})
afterAll(() => server.stop())

const guarded = allEndpoints.filter(({ endpoint }) => endpoint.access.kind !== 'public')
const ofAccounts = guarded.filter(({ endpoint }) => endpoint.access.kind === 'account')
const withPermission = ofAccounts.filter(({ endpoint }) => endpoint.access.kind === 'account' && endpoint.access.permission !== null)
const ofDesks = guarded.filter(({ endpoint }) => endpoint.access.kind === 'desk')
const inBrowser = guarded.filter(({ endpoint }) => ['account', 'desk', 'webSession'].includes(endpoint.access.kind))
const ofWechat = guarded.filter((e) => !inBrowser.includes(e))
/** Has an id of somebody's record in the path. */
const ofRecord = (list: NamedEndpoint[]) => list.filter(({ endpoint }) => /:\w+Id/.test(endpoint.path))

test('every endpoint of the contract is served', () => {
  expect(server.app.unserved.map((e) => `${e.feature}.${e.name}`)).toEqual([])
})

test.each(named(guarded))('%s without a session: 401', async (_, endpoint) => {
  expect(await attempt(createCaller(server), endpoint)).toMatchObject({ status: 401, code: 'NOT_SIGNED_IN' })
})

test.each(named(guarded))('%s with a made-up token: 401', async (_, endpoint) => {
  expect(await attempt(createCaller(server, { bearer: 'x'.repeat(43) }), endpoint)).toMatchObject({ status: 401, code: 'SESSION_EXPIRED' })
})

test.each(named(inBrowser))('%s with a mini-program session: 403', async (_, endpoint) => {
  expect(await attempt(other.verified, endpoint)).toMatchObject({ status: 403, code: 'FORBIDDEN' })
})

test.each(named(ofWechat))('%s with a web session: 403', async (_, endpoint) => {
  expect(await attempt(other.admin, endpoint)).toMatchObject({ status: 403, code: 'FORBIDDEN' })
})

test.each(named([...withPermission, ...ofDesks]))('%s as a sub-account without a role: 403', async (_, endpoint) => {
  expect(await attempt(other.emptySub, endpoint)).toMatchObject({ status: 403, code: 'FORBIDDEN' })
})

const afterVerification = ofAccounts.filter(({ endpoint: { access } }) => access.kind === 'account' && !access.beforeVerification)
test.each(named(afterVerification))('%s before the person behind the account is verified: 403', async (_, endpoint) => {
  expect(await attempt(other.unverifiedAccount, endpoint)).toMatchObject({ status: 403, code: 'ACCOUNT_VERIFICATION_REQUIRED' })
})

test.each(named([...withPermission, ...ofDesks].filter((e) => sideOf(e) === 'institution')))('%s as an authority: 403', async (_, endpoint) => {
  expect(await attempt(other.authority, endpoint)).toMatchObject({ status: 403, code: 'FORBIDDEN' })
})

test.each(named(withPermission.filter((e) => sideOf(e) === 'province')))('%s as an authority below the province: 403', async (_, endpoint) => {
  expect(await attempt(other.authority, endpoint)).toMatchObject({ status: 403, code: 'FORBIDDEN' })
})

test.each(named(withPermission.filter((e) => sideOf(e) === 'authority' || sideOf(e) === 'province')))('%s as an institution: 403', async (_, endpoint) => {
  expect(await attempt(other.admin, endpoint)).toMatchObject({ status: 403, code: 'FORBIDDEN' })
})

test.each(named(ofWechat.filter(({ endpoint }) => endpoint.access.kind === 'verifiedUser' || endpoint.access.kind === 'manager')))(
  '%s without a verified identity: 403',
  async (_, endpoint) => {
    expect(await attempt(other.unverified, endpoint)).toMatchObject({ status: 403, code: 'IDENTITY_REQUIRED' })
  },
)

test.each(named(ofAccounts))('%s with a manager\'s session in the browser: 403', async (_, endpoint) => {
  expect(await attempt(other.webManager, endpoint)).toMatchObject({ status: 403, code: 'FORBIDDEN' })
})

test.each(named(ofWechat))('%s of the mini-program with a manager\'s session in the browser: 403', async (_, endpoint) => {
  expect(await attempt(other.webManager, endpoint)).toMatchObject({ status: 403, code: 'FORBIDDEN' })
})

test.each(named(ofRecord(ofDesks)))('%s of another manager, in the browser: as if it were not there', async (_, endpoint) => {
  expect(await attempt(other.webManager, endpoint)).toMatchObject({ status: 404, code: 'NOT_FOUND' })
})

test.each(named([...ofRecord(ofAccounts), ...ofRecord(ofDesks)]))('%s of another institution: as if it were not there', async (_, endpoint) => {
  const caller = sideOf(endpoint) === 'authority' ? other.authority : other.admin
  expect(await attempt(caller, endpoint)).toMatchObject({ status: 404, code: 'NOT_FOUND' })
})

test.each(named(ofRecord(ofWechat)))('%s of another user: as if it were not there', async (_, endpoint) => {
  const caller = endpoint.endpoint.access.kind === 'manager' ? other.verifiedWithBinding : other.verified
  expect(await attempt(caller, endpoint)).toMatchObject({ status: 404, code: 'NOT_FOUND' })
})

const audited = ofRecord(ofWechat).filter(({ endpoint }) => endpoint.access.kind === 'manager' && /:(?!bindingId)\w+Id/.test(endpoint.path))
test.each(named(audited))('%s through a binding of one\'s own to another institution: as if it were not there', async (_, endpoint) => {
  expect(await attempt(other.verifiedWithBinding, endpoint, { bindingId: other.bindingId })).toMatchObject({ status: 404, code: 'NOT_FOUND' })
})

const withoutRecord = guarded.filter(({ endpoint }) => !/:\w+Id/.test(endpoint.path) && endpoint.path !== '/api/session' && endpoint.path !== '/api/wechat/sessions')
test.each(named(withoutRecord))('%s tells another institution nothing', async (_, endpoint) => {
  const { access } = endpoint.endpoint
  const caller = access.kind === 'desk' ? other.webManager : access.kind !== 'account' ? other.verified : sideOf(endpoint) === 'authority' ? other.authority : other.admin
  const { text } = await attempt(caller, endpoint)
  for (const word of words) expect(text).not.toContain(word)
})
