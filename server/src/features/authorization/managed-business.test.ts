import { getAuditCounts } from '@talent/shared/contract/audit'
import {
  addAuxiliary, bindManager, endManagerBinding, getBusinessHistory, getManagedBusiness, giveUpBusiness, issueAuthorizationCode, listBusinesses, lookUpAuthorizationCode, lookUpManagerPerson,
  removeAuxiliary, transferManager,
} from '@talent/shared/contract/authorization'
import { listMessages } from '@talent/shared/contract/candidate'
import { decideCheckReview, getPersonCheck, requestManualCheck, type CheckPurpose } from '@talent/shared/contract/person-checks'
import { getMe } from '@talent/shared/contract/wechat-session'
import { endBindings } from '../identity/ended-bindings'
import { wechatUserRepository } from '../wechat-session/wechat-user.repository'
import { givenHierarchy } from '../../../test/given-applications'
import { givenInstitution } from '../../../test/given'
import { givenManager, givenPassedFaceCheck } from '../../../test/given-managers'
import { givenCandidate, testIdentity, type GivenCandidate } from '../../../test/given-units'
import { startTestServer, type TestServer } from '../../../test/server'

let server: TestServer
beforeAll(async () => void (server = await startTestServer()))
afterAll(() => server.stop())

const businessCode = '05'
const numberOf = ({ identity }: GivenCandidate) => ({ identityType: 'residentCard', identityNumber: identity.identityNumber })
const titles = async ({ caller }: GivenCandidate) => (await caller.call(listMessages, {})).items.map((m) => m.title)

async function given() {
  const institution = await givenInstitution(server)
  const main = await givenManager(server, institution, { identity: testIdentity('王主任') })
  const other = await givenCandidate(server, { identity: testIdentity('赵新人'), phone: `137${String(main.id).padStart(8, '0')}` })
  const { bindingId } = main
  const checked = (purpose: CheckPurpose, user: GivenCandidate = main) => givenPassedFaceCheck(server, user, purpose)
  const withAuxiliary = async () => {
    const business = await main.caller.call(addAuxiliary, { bindingId, ...numberOf(other), checkId: await checked('addAuxiliary') })
    const auxiliaryId = business.auxiliaries[0]?.auxiliaryId ?? 0
    return { business, auxiliaryId }
  }
  const row = async () => (await institution.admin.call(listBusinesses, {})).items.find((b) => b.businessCode === businessCode)
  return { institution, main, other, bindingId, checked, withAuxiliary, row }
}

describe('whom a number belongs to', () => {
  test('is shown masked, with what the person is already, and logged', async () => {
    const { institution, main, other, bindingId, withAuxiliary } = await given()
    const found = await main.caller.call(lookUpManagerPerson, { bindingId, ...numberOf(other) })
    expect(found).toEqual({ name: '赵**', identityNumber: expect.stringContaining('****'), phone: expect.stringMatching(/^137\*{4}\d{4}$/), role: null })
    await withAuxiliary()
    expect((await main.caller.call(lookUpManagerPerson, { bindingId, ...numberOf(other) })).role).toBe('auxiliary')
    const log = await server.platform.database.knex('operation_log').where({ chain_id: institution.id, action: 'manager.lookUp' })
    expect(log).toHaveLength(2)
    expect(JSON.stringify(log)).not.toContain(other.identity.identityNumber)
  })

  test('whoever is not verified is not found, and five such guesses lock for half an hour', async () => {
    const { main, other, bindingId } = await given()
    const unknown = () => ({ bindingId, identityType: 'residentCard', identityNumber: testIdentity().identityNumber })
    for (let n = 0; n < 4; n++) await expect(main.caller.call(lookUpManagerPerson, unknown())).toBeProblem(422, 'PERSON_NOT_VERIFIED')
    await expect(main.caller.call(lookUpManagerPerson, unknown())).toBeProblem(423, 'CODE_LOCKED')
    await expect(main.caller.call(lookUpManagerPerson, { bindingId, ...numberOf(other) })).toBeProblem(423, 'CODE_LOCKED')
  })

  test('a number that can not be one is no guess; one’s own is refused', async () => {
    const { main, bindingId } = await given()
    for (let n = 0; n < 6; n++) {
      await expect(main.caller.call(lookUpManagerPerson, { bindingId, identityType: 'residentCard', identityNumber: '42010019900101012X' })).rejects.toMatchObject({ code: 'BAD_INPUT' })
    }
    await expect(main.caller.call(lookUpManagerPerson, { bindingId, ...numberOf(main) })).rejects.toMatchObject({ code: 'BAD_INPUT', issues: [{ code: 'person.self' }] })
  })
})

describe('auxiliary managers', () => {
  test('are added with a check; both are told, the unit sees who gave it, the rights are there', async () => {
    const { institution, main, other, bindingId, withAuxiliary, row } = await given()
    const { business, auxiliaryId } = await withAuxiliary()
    expect(business).toMatchObject({ role: 'main', auxiliaries: [{ auxiliaryId, name: '赵新人' }] })
    expect(await titles(other)).toEqual(['您获得了业务授权'])
    expect(await titles(main)).toEqual(['已添加辅助管理员'])
    expect((await row())?.managers).toMatchObject([{ bindingId, role: 'main' }, { bindingId: auxiliaryId, role: 'auxiliary', way: 'auxiliary', grantedBy: '王主任' }])
    await other.caller.call(getAuditCounts, { bindingId: auxiliaryId })
    expect(await other.caller.call(getManagedBusiness, { bindingId: auxiliaryId })).toMatchObject({
      organizationName: institution.name, role: 'auxiliary', grantedBy: '王主任', mainManager: { name: '王主任' }, auxiliaries: [],
    })
  })

  test('an addition without a passed check, with one for a transfer, or twice, adds nobody', async () => {
    const { main, other, bindingId, checked, withAuxiliary } = await given()
    await expect(main.caller.call(addAuxiliary, { bindingId, ...numberOf(other), checkId: 4_000_000 })).toBeProblem(422, 'FACE_NOT_PASSED')
    await expect(main.caller.call(addAuxiliary, { bindingId, ...numberOf(other), checkId: await checked('transferManager') })).toBeProblem(422, 'FACE_NOT_PASSED')
    await withAuxiliary()
    const checkId = await checked('addAuxiliary')
    await expect(main.caller.call(addAuxiliary, { bindingId, ...numberOf(other), checkId })).toBeProblem(409, 'ALREADY_MANAGER')
    expect((await main.caller.call(getPersonCheck, { checkId })).state).toBe('passed')
  })

  test('are removed by the main manager, with the next request', async () => {
    const { main, other, bindingId, withAuxiliary } = await given()
    const { auxiliaryId } = await withAuxiliary()
    expect((await main.caller.call(removeAuxiliary, { bindingId, auxiliaryId })).auxiliaries).toEqual([])
    await expect(other.caller.call(getAuditCounts, { bindingId: auxiliaryId })).toBeProblem(404, 'BINDING_ENDED')
    expect((await titles(other))[0]).toBe('业务授权已解除')
    await expect(main.caller.call(removeAuxiliary, { bindingId, auxiliaryId })).toBeProblem(404, 'NOT_FOUND')
  })

  test('manage nobody themselves, and of another business nobody can be removed', async () => {
    const { main, other, bindingId, withAuxiliary } = await given()
    const { auxiliaryId } = await withAuxiliary()
    const third = await givenCandidate(server)
    for (const endpoint of [addAuxiliary, transferManager]) {
      await expect(other.caller.call(endpoint, { bindingId: auxiliaryId, ...numberOf(third), checkId: 1 })).toBeProblem(403, 'FORBIDDEN')
    }
    await expect(other.caller.call(lookUpManagerPerson, { bindingId: auxiliaryId, ...numberOf(third) })).toBeProblem(403, 'FORBIDDEN')
    await expect(other.caller.call(removeAuxiliary, { bindingId: auxiliaryId, auxiliaryId: bindingId })).toBeProblem(403, 'FORBIDDEN')
    await expect(other.caller.call(requestManualCheck, { subject: { purpose: 'transferManager', bindingId: auxiliaryId }, reason: '不便' })).toBeProblem(403, 'FORBIDDEN')
    const elsewhere = await given()
    await expect(elsewhere.main.caller.call(removeAuxiliary, { bindingId: elsewhere.bindingId, auxiliaryId })).toBeProblem(404, 'NOT_FOUND')
    await expect(elsewhere.main.caller.call(getManagedBusiness, { bindingId })).toBeProblem(404, 'NOT_FOUND')
    await expect(main.caller.call(removeAuxiliary, { bindingId, auxiliaryId: bindingId })).toBeProblem(404, 'NOT_FOUND')
  })
})

describe('a transfer', () => {
  test('ends the old rights at once, makes the new main manager, leaves the auxiliaries, tells both', async () => {
    const { institution, main, other, bindingId, checked, row } = await given()
    const auxiliary = await givenManager(server, institution, { role: 'auxiliary' })
    const checkId = await checked('transferManager')
    await main.caller.call(transferManager, { bindingId, ...numberOf(other), checkId })
    await expect(main.caller.call(getAuditCounts, { bindingId })).toBeProblem(404, 'BINDING_ENDED')
    expect((await main.caller.call(getMe, {})).managerBindings).toEqual([])
    expect(await titles(main)).toEqual(['业务已转移'])
    expect(await titles(other)).toEqual(['您获得了业务授权'])
    const managers = (await row())?.managers ?? []
    expect(managers).toMatchObject([{ role: 'main', name: '赵新人', way: 'transfer', grantedBy: '王主任' }, { bindingId: auxiliary.bindingId, role: 'auxiliary' }])
    const { holders } = await institution.admin.call(getBusinessHistory, { businessCode })
    expect(holders.find((h) => h.bindingId === bindingId)).toMatchObject({ ended: 'transferred', endedBy: '王主任', endedAt: expect.any(String) })
    const mine = (await other.caller.call(getMe, {})).managerBindings[0]?.bindingId ?? 0
    await other.caller.call(getAuditCounts, { bindingId: mine })
    expect((await main.caller.call(getPersonCheck, { checkId })).state).toBe('used')
  })

  test('to an auxiliary promotes: one living binding, the old one in the history', async () => {
    const { institution, main, other, bindingId, checked, withAuxiliary, row } = await given()
    const { auxiliaryId } = await withAuxiliary()
    await main.caller.call(transferManager, { bindingId, ...numberOf(other), checkId: await checked('transferManager') })
    expect((await row())?.managers).toMatchObject([{ role: 'main', name: '赵新人' }])
    expect((await row())?.managers).toHaveLength(1)
    const { holders } = await institution.admin.call(getBusinessHistory, { businessCode })
    expect(holders.find((h) => h.bindingId === auxiliaryId)?.ended).toBe('promoted')
  })

  test('works with a manual check for this business', async () => {
    const hierarchy = await givenHierarchy(server)
    const main = await givenManager(server, hierarchy.institution)
    const other = await givenCandidate(server)
    const { bindingId } = main
    const { checkId, about } = await main.caller.call(requestManualCheck, { subject: { purpose: 'transferManager', bindingId }, reason: '手机无法人脸核验' })
    expect(about).toContain('医师资格考试')
    await hierarchy.county.admin.call(decideCheckReview, { checkId, decision: 'accept', identification: 'inPerson', opinion: '', version: 1 })
    await expect(main.caller.call(addAuxiliary, { bindingId, ...numberOf(other), checkId })).toBeProblem(422, 'FACE_NOT_PASSED')
    await main.caller.call(transferManager, { bindingId, ...numberOf(other), checkId })
    expect((await other.caller.call(getMe, {})).managerBindings).toMatchObject([{ role: 'main' }])
  })

  test('and the unit ending the right at the same time: one of them counts', async () => {
    const { institution, main, other, bindingId, checked, row } = await given()
    const checkId = await checked('transferManager')
    const outcomes = await Promise.allSettled([
      main.caller.call(transferManager, { bindingId, ...numberOf(other), checkId }),
      institution.admin.call(endManagerBinding, { businessCode, bindingId }),
    ])
    expect(outcomes.filter((o) => o.status === 'fulfilled')).toHaveLength(1)
    const names = (await row())?.managers.map((m) => m.name)
    expect(names).toEqual(outcomes[0].status === 'fulfilled' ? ['赵新人'] : [])
  })

  test('two transfers at once go to one person', async () => {
    const { main, other, bindingId, checked, row } = await given()
    const third = await givenCandidate(server)
    const checks = [await checked('transferManager'), await checked('transferManager')]
    const outcomes = await Promise.allSettled([
      main.caller.call(transferManager, { bindingId, ...numberOf(other), checkId: checks[0] ?? 0 }),
      main.caller.twin().call(transferManager, { bindingId, ...numberOf(third), checkId: checks[1] ?? 0 }),
    ])
    expect(outcomes.filter((o) => o.status === 'fulfilled')).toHaveLength(1)
    expect((await row())?.managers).toHaveLength(1)
  })
})

describe('giving up', () => {
  test('ends one’s own rights, and the others are told', async () => {
    const { institution, main, other, bindingId, withAuxiliary, row } = await given()
    const { auxiliaryId } = await withAuxiliary()
    await other.caller.call(giveUpBusiness, { bindingId: auxiliaryId })
    await expect(other.caller.call(getAuditCounts, { bindingId: auxiliaryId })).toBeProblem(404, 'BINDING_ENDED')
    expect((await titles(main))[0]).toBe('有人放弃了业务授权')
    await main.caller.call(giveUpBusiness, { bindingId })
    expect(await row()).toMatchObject({ managers: [] })
    const { holders } = await institution.admin.call(getBusinessHistory, { businessCode })
    expect(holders.map((h) => [h.ended, h.endedBy])).toEqual([['givenUp', '赵新人'], ['givenUp', '王主任']])
    await expect(main.caller.call(giveUpBusiness, { bindingId })).toBeProblem(404, 'BINDING_ENDED')
  })
})

describe('a code for a business that one has to do with', () => {
  test('the main manager is told so, another is told that it is taken, before any check', async () => {
    const { institution, main, other } = await given()
    const { code } = await institution.admin.call(issueAuthorizationCode, { businessCode })
    await expect(main.caller.call(lookUpAuthorizationCode, { code })).toBeProblem(409, 'ALREADY_MANAGER')
    await expect(other.caller.call(lookUpAuthorizationCode, { code })).toBeProblem(409, 'BINDING_EXISTS')
  })

  test('an auxiliary becomes the main one', async () => {
    const { institution, main, other, bindingId, withAuxiliary, row, checked } = await given()
    await withAuxiliary()
    await main.caller.call(giveUpBusiness, { bindingId })
    const { code } = await institution.admin.call(issueAuthorizationCode, { businessCode })
    expect((await other.caller.call(lookUpAuthorizationCode, { code })).isAuxiliary).toBe(true)
    await other.caller.call(bindManager, { code, checkId: await checked('bindManager', other) })
    expect((await row())?.managers).toMatchObject([{ role: 'main', name: '赵新人', way: 'code', grantedBy: '测试账号' }])
    expect((await row())?.managers).toHaveLength(1)
    await expect(other.caller.call(lookUpAuthorizationCode, { code })).rejects.toMatchObject({ code: 'CODE_USED', extra: { detail: expect.stringContaining('您已经用过') } })
  })
})

describe('rights end with what they stand on', () => {
  test('with the identity: nothing is audited, handed on or given any more', async () => {
    const { institution, main, other, bindingId, withAuxiliary } = await given()
    const { auxiliaryId } = await withAuxiliary()
    const { knex } = server.platform.database
    await knex.transaction((tx) => endBindings(server.platform)(tx, other.id))
    await expect(other.caller.call(getAuditCounts, { bindingId: auxiliaryId })).toBeProblem(404, 'BINDING_ENDED')
    expect((await main.caller.call(getManagedBusiness, { bindingId })).auxiliaries).toEqual([])
    const { holders } = await institution.admin.call(getBusinessHistory, { businessCode })
    expect(holders.find((h) => h.bindingId === auxiliaryId)).toMatchObject({ ended: 'identityEnded', endedBy: null })
  })

  test('with the removal of the unit’s right, before a transfer that is under way', async () => {
    const { institution, main, other, bindingId, checked } = await given()
    const checkId = await checked('transferManager')
    await institution.admin.call(endManagerBinding, { businessCode, bindingId })
    await expect(main.caller.call(transferManager, { bindingId, ...numberOf(other), checkId })).toBeProblem(404, 'BINDING_ENDED')
    await expect(main.caller.call(lookUpManagerPerson, { bindingId, ...numberOf(other) })).toBeProblem(404, 'BINDING_ENDED')
    expect((await main.caller.call(getPersonCheck, { checkId })).state).toBe('passed')
  })

  test('a merged user’s business is the staying user’s, under the same id', async () => {
    const { main, bindingId } = await given()
    const staying = await givenCandidate(server)
    await wechatUserRepository(server.platform.database.knex).absorb(main.id, staying.id, server.platform.now())
    await staying.caller.call(getAuditCounts, { bindingId })
    await expect(main.caller.call(getAuditCounts, { bindingId })).toBeProblem(401, 'SESSION_EXPIRED')
  })
})
