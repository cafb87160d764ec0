import { bindManager, endManagerBinding, issueAuthorizationCode, listBusinesses, lookUpAuthorizationCode, revokeAuthorizationCode } from '@talent/shared/contract/authorization'
import { listMessages } from '@talent/shared/contract/candidate'
import { getMe } from '@talent/shared/contract/wechat-session'
import { getAuditCounts } from '@talent/shared/contract/audit'
import { codeAlphabet } from '@talent/shared/domain/codes'
import { givenAccount, givenInstitution, givenOrganization, givenRole, type GivenOrganization } from '../../../test/given'
import { givenManager, givenPassedFaceCheck } from '../../../test/given-managers'
import { givenCandidate, onAnotherDevice } from '../../../test/given-units'
import { startTestServer, type TestServer } from '../../../test/server'

let server: TestServer
beforeAll(async () => void (server = await startTestServer()))
afterAll(() => server.stop())

const day = 86_400_000
const businessCode = '05'

async function businessOf(organization: GivenOrganization, code = businessCode) {
  const { items } = await organization.admin.call(listBusinesses, {})
  const row = items.find((item) => item.businessCode === code)
  if (!row) throw new Error('no such business')
  return row
}

async function givenCode() {
  const institution = await givenInstitution(server)
  const { code, expiresAt } = await institution.admin.call(issueAuthorizationCode, { businessCode })
  const row = await businessOf(institution)
  return { institution, code, expiresAt, codeId: row.code?.id ?? 0 }
}

describe('the list', () => {
  test('has every business of the dictionary, without a code at first', async () => {
    const { admin } = await givenInstitution(server)
    const { items } = await admin.call(listBusinesses, {})
    expect(items.map((item) => item.businessCode).toSorted()).toEqual(['00', '03', '05', '14', '21', '30', '51', '54', '57', '58'])
    expect(items.every((item) => item.code === null && item.managers.length === 0)).toBe(true)
  })

  test('names the living managers with their phones masked, the main one first', async () => {
    const institution = await givenInstitution(server)
    const auxiliary = await givenManager(server, institution, { role: 'auxiliary' })
    const main = await givenManager(server, institution, { phone: '13912345678' })
    await givenManager(server, await givenInstitution(server))
    const { managers } = await businessOf(institution)
    expect(managers).toMatchObject([
      { bindingId: main.bindingId, role: 'main', name: '李管理', phone: '139****5678' },
      { bindingId: auxiliary.bindingId, role: 'auxiliary', phone: '' },
    ])
  })
})

describe('a code', () => {
  test('is shown once and kept as a hash with its last two characters', async () => {
    const { institution, code, expiresAt } = await givenCode()
    expect(code).toMatch(new RegExp(`^[${codeAlphabet}]{10}$`))
    expect(Date.parse(expiresAt) - server.platform.now().getTime()).toBe(7 * day)
    expect(await businessOf(institution)).toMatchObject({ code: { state: 'issued', hint: code.slice(-2), expiresAt } })
    const kept = JSON.stringify([await server.platform.database.knex('authorization_codes'), await server.platform.database.knex('operation_log'), server.logLines])
    expect(kept).not.toContain(code)
  })

  test('a new one revokes the one before', async () => {
    const { institution, code } = await givenCode()
    const { code: newer } = await institution.admin.call(issueAuthorizationCode, { businessCode })
    const { caller } = await givenCandidate(server)
    await expect(caller.call(lookUpAuthorizationCode, { code })).toBeProblem(422, 'CODE_REVOKED')
    expect(await caller.call(lookUpAuthorizationCode, { code: newer })).toMatchObject({ organizationName: institution.name, businessCode, businessName: '医师资格考试' })
  })

  test('made several times at once, one stays alive', async () => {
    const institution = await givenInstitution(server)
    await Promise.all(Array.from({ length: 5 }, () => onAnotherDevice(server, institution.admin).call(issueAuthorizationCode, { businessCode })))
    const states = await server.platform.database.knex('authorization_codes').where('organization_id', institution.id).orderBy('id').select('state')
    expect(states.map((s) => s.state)).toEqual(['revoked', 'revoked', 'revoked', 'revoked', 'issued'])
  })

  test('codes of different businesses live side by side', async () => {
    const { institution } = await givenCode()
    await institution.admin.call(issueAuthorizationCode, { businessCode: '03' })
    expect((await businessOf(institution)).code?.state).toBe('issued')
    expect((await businessOf(institution, '03')).code?.state).toBe('issued')
  })

  test.each([
    [7 * day - 1, 'issued'],
    [7 * day, 'expired'],
  ])('%i ms later it is %s', async (later, state) => {
    const { institution, code } = await givenCode()
    const { caller } = await givenCandidate(server)
    const start = server.platform.now().getTime()
    server.setNow(start + later)
    // The web session has ended by idleness long ago.
    const { caller: admin } = await givenAccount(server, { organizationId: institution.id, kind: 'main' })
    expect(await businessOf({ ...institution, admin })).toMatchObject({ code: { state } })
    const outcome = await caller.call(lookUpAuthorizationCode, { code }).then(() => 'issued', (e: { code: string }) => e.code)
    expect(outcome).toBe(state === 'issued' ? 'issued' : 'CODE_EXPIRED')
    server.setNow(start)
  })

  test('is revoked once, however often; a used one can not be', async () => {
    const { institution, code, codeId } = await givenCode()
    await institution.admin.call(revokeAuthorizationCode, { businessCode, codeId })
    await institution.admin.call(revokeAuthorizationCode, { businessCode, codeId })
    const log = await server.platform.database.knex('operation_log').where({ chain_id: institution.id, action: 'authorizationCode.revoke' })
    expect(log).toHaveLength(1)
    const candidate = await givenCandidate(server)
    await expect(candidate.caller.call(lookUpAuthorizationCode, { code })).toBeProblem(422, 'CODE_REVOKED')

    const { code: second } = await institution.admin.call(issueAuthorizationCode, { businessCode })
    await candidate.caller.call(bindManager, { code: second, checkId: await givenPassedFaceCheck(server, candidate, 'bindManager') })
    const used = (await businessOf(institution)).code
    expect(used?.state).toBe('used')
    await expect(institution.admin.call(revokeAuthorizationCode, { businessCode, codeId: used?.id ?? 0 })).toBeProblem(409, 'CODE_STATE')
  })

  test("another institution's code, another business and an unknown business are not there", async () => {
    const { institution, codeId } = await givenCode()
    const other = await givenInstitution(server)
    await expect(other.admin.call(revokeAuthorizationCode, { businessCode, codeId })).toBeProblem(404, 'NOT_FOUND')
    await expect(institution.admin.call(revokeAuthorizationCode, { businessCode: '03', codeId })).toBeProblem(404, 'NOT_FOUND')
    await expect(institution.admin.call(issueAuthorizationCode, { businessCode: '99' })).toBeProblem(404, 'NOT_FOUND')
    expect((await businessOf(institution)).code?.state).toBe('issued')
  })
})

describe('解除授权', () => {
  test('ends the rights with the next request and tells the manager', async () => {
    const institution = await givenInstitution(server)
    const { caller, bindingId } = await givenManager(server, institution)
    expect((await caller.call(getMe, {})).managerBindings).toEqual([{ bindingId, organizationName: institution.name, businessCode, businessName: '医师资格考试', role: 'main' }])
    await caller.call(getAuditCounts, { bindingId })
    await institution.admin.call(endManagerBinding, { businessCode, bindingId })
    await expect(caller.call(getAuditCounts, { bindingId })).toBeProblem(404, 'BINDING_ENDED')
    expect((await caller.call(getMe, {})).managerBindings).toEqual([])
    expect((await caller.call(listMessages, {})).items).toMatchObject([{ kind: 'manager', body: expect.stringContaining(institution.name) }])
    expect((await businessOf(institution)).managers).toEqual([])
    await expect(institution.admin.call(endManagerBinding, { businessCode, bindingId })).toBeProblem(404, 'NOT_FOUND')
  })

  test("another institution's manager and another business are not there", async () => {
    const institution = await givenInstitution(server)
    const { caller, bindingId } = await givenManager(server, institution)
    await expect((await givenInstitution(server)).admin.call(endManagerBinding, { businessCode, bindingId })).toBeProblem(404, 'NOT_FOUND')
    await expect(institution.admin.call(endManagerBinding, { businessCode: '03', bindingId })).toBeProblem(404, 'NOT_FOUND')
    expect((await caller.call(getMe, {})).managerBindings).toHaveLength(1)
  })
})

test('reading and granting are permissions of their own; authorities have them as well', async () => {
  const institution = await givenInstitution(server)
  const reader = await givenAccount(server, { organizationId: institution.id, kind: 'sub' })
  await expect(reader.caller.call(listBusinesses, {})).toBeProblem(403, 'FORBIDDEN')
  await givenRole(server, { accountId: reader.id, organizationId: institution.id, permissions: ['authorization.read'] })
  await reader.caller.call(listBusinesses, {})
  await expect(reader.caller.call(issueAuthorizationCode, { businessCode })).toBeProblem(403, 'FORBIDDEN')
  const { bindingId } = await givenManager(server, institution)
  await expect(reader.caller.call(endManagerBinding, { businessCode, bindingId })).toBeProblem(403, 'FORBIDDEN')

  const county = await givenOrganization(server, { kind: 'county' })
  const { code } = await county.admin.call(issueAuthorizationCode, { businessCode })
  const auditor = await givenCandidate(server)
  expect(await auditor.caller.call(lookUpAuthorizationCode, { code })).toMatchObject({ organizationName: county.name })
})
