import { getAuditCounts } from '@talent/shared/contract/audit'
import { endManagerBinding, getBusinessHistory, grantBusiness, issueAuthorizationCode, listBusinesses, lookUpAuthorizationCode, lookUpBusinessPerson } from '@talent/shared/contract/authorization'
import { listMessages } from '@talent/shared/contract/candidate'
import { getMe } from '@talent/shared/contract/wechat-session'
import { givenAccount, givenInstitution, givenOrganization, givenRole } from '../../../test/given'
import { givenDepartments } from '../../../test/given-people'
import { givenManager } from '../../../test/given-managers'
import { givenCandidate, testIdentity, type GivenCandidate } from '../../../test/given-units'
import { startTestServer, type TestServer } from '../../../test/server'

let server: TestServer
beforeAll(async () => void (server = await startTestServer()))
afterAll(() => server.stop())

const businessCode = '05'
const numberOf = ({ identity }: GivenCandidate) => ({ businessCode, identityType: 'residentCard', identityNumber: identity.identityNumber })

test('the person is shown masked, granted without a code, told, and in the list with the way', async () => {
  const institution = await givenInstitution(server)
  const user = await givenCandidate(server, { identity: testIdentity('孙授权') })
  const { code } = await institution.admin.call(issueAuthorizationCode, { businessCode })
  expect(await institution.admin.call(lookUpBusinessPerson, numberOf(user))).toMatchObject({ name: '孙**', identityNumber: expect.stringContaining('****'), phone: null, role: null })
  const { bindingId } = await institution.admin.call(grantBusiness, numberOf(user))
  const row = (await institution.admin.call(listBusinesses, {})).items.find((b) => b.businessCode === businessCode)
  expect(row).toMatchObject({
    period: { year: expect.any(Number), openDate: expect.any(String) }, code: { state: 'revoked' }, managers: [{ bindingId, name: '孙授权', way: 'direct', grantedBy: '测试账号' }],
  })
  expect((await user.caller.call(getMe, {})).managerBindings).toMatchObject([{ bindingId, role: 'main' }])
  await user.caller.call(getAuditCounts, { bindingId })
  expect((await user.caller.call(listMessages, {})).items).toMatchObject([{ title: '您获得了业务授权', body: expect.stringContaining(institution.name), link: { kind: 'manager', id: bindingId } }])
  await expect((await givenCandidate(server)).caller.call(lookUpAuthorizationCode, { code })).toBeProblem(422, 'CODE_REVOKED')
  const log = await server.platform.database.knex('operation_log').where('chain_id', institution.id).whereIn('action', ['manager.lookUp', 'manager.grant']).orderBy('sequence')
  expect(log.map((l) => l.action)).toEqual(['manager.lookUp', 'manager.grant'])
  expect(JSON.stringify(log)).not.toContain(user.identity.identityNumber)
})

test('a taken business, the same person again, an unknown business and an unknown person are refused, each in its words', async () => {
  const institution = await givenInstitution(server)
  const manager = await givenManager(server, institution)
  const user = await givenCandidate(server)
  await expect(institution.admin.call(grantBusiness, numberOf(user))).toBeProblem(409, 'BINDING_EXISTS')
  await expect(institution.admin.call(grantBusiness, numberOf(manager))).rejects.toMatchObject({ code: 'ALREADY_MANAGER', extra: { detail: expect.stringContaining('此人') } })
  await expect(institution.admin.call(grantBusiness, { ...numberOf(user), businessCode: '99' })).toBeProblem(404, 'NOT_FOUND')
  await expect(institution.admin.call(grantBusiness, { ...numberOf(user), identityNumber: testIdentity().identityNumber })).toBeProblem(422, 'PERSON_NOT_VERIFIED')
})

test('numbers can not be tried out: five unknown ones lock the account for it', async () => {
  const institution = await givenInstitution(server)
  const user = await givenCandidate(server)
  for (let n = 0; n < 4; n++) {
    await expect(institution.admin.call(lookUpBusinessPerson, { ...numberOf(user), identityNumber: testIdentity().identityNumber })).toBeProblem(422, 'PERSON_NOT_VERIFIED')
  }
  await expect(institution.admin.call(grantBusiness, { ...numberOf(user), identityNumber: testIdentity().identityNumber })).toBeProblem(423, 'CODE_LOCKED')
  await expect(institution.admin.call(lookUpBusinessPerson, numberOf(user))).toBeProblem(423, 'CODE_LOCKED')
})

test('two accounts grant at once: one manager', async () => {
  const institution = await givenInstitution(server)
  const colleague = await givenAccount(server, { organizationId: institution.id, kind: 'main' })
  const [one, two] = [await givenCandidate(server), await givenCandidate(server)]
  const outcomes = await Promise.allSettled([institution.admin.call(grantBusiness, numberOf(one)), colleague.caller.call(grantBusiness, numberOf(two))])
  expect(outcomes.map((o) => o.status).toSorted()).toEqual(['fulfilled', 'rejected'])
})

test('an auxiliary who is granted the business is its manager, once', async () => {
  const institution = await givenInstitution(server)
  const auxiliary = await givenManager(server, institution, { role: 'auxiliary' })
  await institution.admin.call(grantBusiness, numberOf(auxiliary))
  expect((await auxiliary.caller.call(getMe, {})).managerBindings).toMatchObject([{ role: 'main' }])
  await expect(auxiliary.caller.call(getAuditCounts, { bindingId: auxiliary.bindingId })).toBeProblem(404, 'BINDING_ENDED')
})

test('an authority grants its own auditor; who may only read the businesses grants nobody', async () => {
  const county = await givenOrganization(server, { kind: 'county' })
  const user = await givenCandidate(server)
  const reader = await givenAccount(server, { organizationId: county.id, kind: 'sub' })
  await givenRole(server, { accountId: reader.id, organizationId: county.id, permissions: ['authorization.read'] })
  await expect(reader.caller.call(grantBusiness, numberOf(user))).toBeProblem(403, 'FORBIDDEN')
  await expect(reader.caller.call(lookUpBusinessPerson, numberOf(user))).toBeProblem(403, 'FORBIDDEN')
  await county.admin.call(grantBusiness, numberOf(user))
  expect((await user.caller.call(getMe, {})).managerBindings).toMatchObject([{ organizationName: county.name }])
})

test('the history keeps every code and holder, of one organization only', async () => {
  const institution = await givenInstitution(server)
  const user = await givenCandidate(server, { identity: testIdentity('钱旧任') })
  await institution.admin.call(issueAuthorizationCode, { businessCode })
  await institution.admin.call(issueAuthorizationCode, { businessCode })
  const { bindingId } = await institution.admin.call(grantBusiness, numberOf(user))
  await institution.admin.call(endManagerBinding, { businessCode, bindingId })
  const { codes, holders } = await institution.admin.call(getBusinessHistory, { businessCode })
  expect(codes.map((c) => [c.state, c.createdBy, c.usedBy])).toEqual([['revoked', '测试账号', null], ['revoked', '测试账号', null]])
  expect(holders).toMatchObject([{ bindingId, name: '钱旧任', way: 'direct', ended: 'revoked', endedBy: '测试账号', endedAt: expect.any(String) }])
  expect(await (await givenInstitution(server)).admin.call(getBusinessHistory, { businessCode })).toEqual({ codes: [], holders: [] })
  await expect(institution.admin.call(getBusinessHistory, { businessCode: '99' })).toBeProblem(404, 'NOT_FOUND')
})

test('an account limited to departments gets nobody a view of the whole unit: no code, no grant, no look-up, no end', async () => {
  const institution = await givenInstitution(server)
  const [department] = await givenDepartments(institution, '内科')
  const manager = await givenManager(server, institution)
  const user = await givenCandidate(server)
  const clerk = await givenAccount(server, { organizationId: institution.id, kind: 'sub' })
  await givenRole(server, { accountId: clerk.id, organizationId: institution.id, permissions: ['authorization.read', 'authorization.write'], departmentIds: [department?.id ?? 0] })
  await clerk.caller.call(listBusinesses, {})
  for (const refused of [
    clerk.caller.call(issueAuthorizationCode, { businessCode: '03' }),
    clerk.caller.call(lookUpBusinessPerson, numberOf(user)),
    clerk.caller.call(grantBusiness, { ...numberOf(user), businessCode: '03' }),
    clerk.caller.call(endManagerBinding, { businessCode, bindingId: manager.bindingId }),
  ]) await expect(refused).toBeProblem(403, 'FORBIDDEN')
  expect((await user.caller.call(getMe, {})).managerBindings).toEqual([])
  expect((await manager.caller.call(getMe, {})).managerBindings).toHaveLength(1)
})
