import { getConfirmationCode } from '@talent/shared/contract/authorization'
import { bindUnit, getUnit, lookUpUnit, unbindUnit } from '@talent/shared/contract/candidate'
import { getHome } from '@talent/shared/contract/wechat-session'
import { inTransaction } from '../../db/transaction'
import type { Caller } from '../../../test/caller'
import { givenInstitution, givenWechatUser } from '../../../test/given'
import { givenManager } from '../../../test/given-managers'
import { givenBoundCandidate, givenCandidate, givenRecord, onAnotherDevice, testIdentity, type GivenCandidate } from '../../../test/given-units'
import { startTestServer, type TestServer } from '../../../test/server'
import type { News } from '../messages/events'
import { createUnitsService } from './units.service'

let server: TestServer
beforeAll(async () => void (server = await startTestServer()))
afterAll(() => server.stop())

async function givenOnFile() {
  const institution = await givenInstitution(server)
  const candidate = await givenCandidate(server)
  const { id: personId } = await givenRecord(server, institution, candidate.identity)
  const { code } = await institution.admin.call(getConfirmationCode, {})
  return { institution, candidate, personId, code }
}

const lookupOf = (candidate: GivenCandidate) => server.platform.cipher.lookup('identity', `residentCard:${candidate.identity.identityNumber}`)

describe('the matched record', () => {
  test('is shown before it is bound, and bound without a code', async () => {
    const { institution, candidate } = await givenOnFile()
    expect(await candidate.caller.call(getUnit, {})).toEqual({ unit: null, match: { organizationId: institution.id, name: institution.name }, hint: null, mayUnbind: false })
    expect(await candidate.caller.call(bindUnit, { code: null })).toMatchObject({ organizationId: institution.id, name: institution.name, method: 'matched' })
    expect(await candidate.caller.call(getUnit, {})).toMatchObject({ unit: { organizationId: institution.id, method: 'matched' }, match: null, mayUnbind: true })
  })

  test('no record: no match, and binding says whom to ask', async () => {
    const { caller } = await givenCandidate(server)
    expect(await caller.call(getUnit, {})).toEqual({ unit: null, match: null, hint: { reason: 'noRecord', unitName: null, contact: null }, mayUnbind: false })
    await expect(caller.call(bindUnit, { code: null })).toBeProblem(422, 'NOT_ON_FILE')
  })

  test('a record that is not in service is no match', async () => {
    const candidate = await givenCandidate(server)
    const institution = await givenInstitution(server)
    await givenRecord(server, institution, candidate.identity, { inService: false })
    expect(await candidate.caller.call(getUnit, {})).toMatchObject({ match: null, hint: { reason: 'notInService', unitName: institution.name } })
  })

  test('of two records the one in service counts', async () => {
    const candidate = await givenCandidate(server)
    const [left, now] = [await givenInstitution(server), await givenInstitution(server)]
    await givenRecord(server, now, { ...candidate.identity, name: '王五' })
    await givenRecord(server, left, candidate.identity, { inService: false })
    expect(await candidate.caller.call(getUnit, {})).toMatchObject({ match: null, hint: { reason: 'otherName', unitName: now.name } })
    await server.platform.database.knex('people').where('organization_id', now.id).update({ name: candidate.identity.name })
    expect(await candidate.caller.call(getUnit, {})).toMatchObject({ match: { organizationId: now.id }, hint: null })
  })

  test('a record with the number under another name does not open; look-alike dots are the same name', async () => {
    const identity = testIdentity('阿依古丽·买买提')
    const candidate = await givenCandidate(server, { identity })
    const { id } = await givenRecord(server, await givenInstitution(server), { ...identity, name: '王五' })
    expect((await candidate.caller.call(getUnit, {})).match).toBeNull()
    await expect(candidate.caller.call(bindUnit, { code: null })).rejects.toMatchObject({ code: 'NOT_ON_FILE', extra: { detail: expect.stringContaining('姓名与您的实名不一致') } })
    await server.platform.database.knex('people').where({ id }).update({ name: '阿依古丽•买买提' })
    expect((await candidate.caller.call(getUnit, {})).match).not.toBeNull()
  })

  test('after verification it is bound by itself, once, and told', async () => {
    const { candidate, institution } = await givenOnFile()
    const told: News[] = []
    const units = createUnitsService(server.platform, { openApplications: async () => false, tell: async (_tx, message) => void told.push(message) })
    const user = { wechatUserId: candidate.id, identityLookup: lookupOf(candidate) }
    await inTransaction(server.platform.database.knex, (tx) => units.matchUnit(tx, user))
    await inTransaction(server.platform.database.knex, (tx) => units.matchUnit(tx, user))
    expect(told).toMatchObject([{ wechatUserId: candidate.id, event: 'unit.matched', params: { unitName: institution.name } }])
    expect(await candidate.caller.call(getUnit, {})).toMatchObject({ unit: { organizationId: institution.id, method: 'matched' } })
    const log = await server.platform.database.knex('operation_log').where({ chain_id: institution.id, action: 'unit.bind' })
    expect(log).toMatchObject([{ actor_kind: 'system' }])
  })
})

test('who has lost the identity since the request began is bound to nothing', async () => {
  const { candidate } = await givenOnFile()
  const { knex } = server.platform.database
  const units = createUnitsService(server.platform, { openApplications: async () => false, tell: async () => undefined })
  const actor = { kind: 'wechatUser' as const, author: { kind: 'wechatUser' as const, id: candidate.id, name: '', source: '' }, sessionId: 0, wechatUserId: candidate.id, openid: null, verified: true, identityLookup: lookupOf(candidate) }
  // An accepted appeal, for example.
  await knex('wechat_users').where('id', candidate.id).update({ identity_lookup: null })
  await expect(units.bind(actor, null)).toBeProblem(403, 'IDENTITY_REQUIRED')
  expect(await knex('unit_bindings').where('wechat_user_id', candidate.id)).toEqual([])
})

describe('the confirmation code', () => {
  test('shows the unit and whether one is on file, however it is typed', async () => {
    const { institution, candidate, code } = await givenOnFile()
    const stranger = await givenCandidate(server)
    const typed = ` ${code.slice(0, 4).toLowerCase()}-${code.slice(4)} `
    expect(await candidate.caller.call(lookUpUnit, { code: typed })).toEqual({ organizationId: institution.id, name: institution.name, hint: null })
    expect(await stranger.caller.call(lookUpUnit, { code })).toEqual({
      organizationId: institution.id, name: institution.name, hint: { reason: 'noRecord', unitName: institution.name, contact: { name: '人事科', phone: '027-12345678' } },
    })
  })

  test.each([
    ['no record', undefined, undefined],
    ['a record not in service', '张三', false],
    ['a record under another name', '李四', true],
  ])('%s: not on file, and nothing is bound', async (_, name, inService) => {
    const institution = await givenInstitution(server)
    const candidate = await givenCandidate(server)
    if (name) await givenRecord(server, institution, { ...candidate.identity, name }, { inService: inService ?? true })
    const { code } = await institution.admin.call(getConfirmationCode, {})
    await expect(candidate.caller.call(bindUnit, { code })).toBeProblem(422, 'NOT_ON_FILE')
    expect((await candidate.caller.call(getUnit, {})).unit).toBeNull()
  })

  test('the fifth wrong one locks looking up and binding for 30 minutes, the right one too', async () => {
    const { candidate, code } = await givenOnFile()
    const start = server.platform.now().getTime()
    await expect(candidate.caller.call(lookUpUnit, { code: 'AAAAAAAA' })).rejects.toMatchObject({ code: 'CONFIRMATION_CODE_WRONG', extra: { detail: expect.stringContaining('再错 4 次') } })
    await expect(candidate.caller.call(bindUnit, { code: '0' })).toBeProblem(422, 'CONFIRMATION_CODE_WRONG')
    await candidate.caller.call(lookUpUnit, { code })
    for (let n = 3; n <= 4; n++) await expect(candidate.caller.call(lookUpUnit, { code: 'AAAAAAAA' })).toBeProblem(422, 'CONFIRMATION_CODE_WRONG')
    server.setNow(start + 10 * 60_000)
    await expect(candidate.caller.call(lookUpUnit, { code: 'AAAAAAAA' })).toBeProblem(423, 'CODE_LOCKED')
    server.setNow(start + 40 * 60_000 - 1)
    await expect(candidate.caller.call(bindUnit, { code })).toBeProblem(423, 'CODE_LOCKED')
    const other = await givenCandidate(server)
    await expect(other.caller.call(lookUpUnit, { code })).resolves.toMatchObject({ hint: { reason: 'noRecord' } })
    server.setNow(start + 40 * 60_000)
    expect(await candidate.caller.call(bindUnit, { code })).toMatchObject({ method: 'code' })
  })

  test('twenty wrong codes at once are five guesses', async () => {
    const { candidate, code } = await givenOnFile()
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => candidate.caller.call(lookUpUnit, { code: 'AAAAAAAA' }).catch((e: { code: string }) => e.code)))
    expect(outcomes.filter((o) => o === 'CONFIRMATION_CODE_WRONG')).toHaveLength(4)
    expect(outcomes.filter((o) => o === 'CODE_LOCKED')).toHaveLength(16)
    await expect(candidate.caller.call(lookUpUnit, { code })).toBeProblem(423, 'CODE_LOCKED')
  })
})

describe('one unit at a time', () => {
  test('bindings at the same time make one', async () => {
    const { candidate, institution, code } = await givenOnFile()
    const outcomes = await Promise.allSettled(Array.from({ length: 6 }, (_, n) => onAnotherDevice(server, candidate.caller).call(bindUnit, { code: n % 2 ? code : null })))
    expect(outcomes.filter((o) => o.status === 'fulfilled')).toHaveLength(1)
    for (const outcome of outcomes) if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'ALREADY_BOUND' })
    expect(await server.platform.database.knex('unit_bindings').where('organization_id', institution.id)).toHaveLength(1)
  })

  test('unbinding frees for the next; without a unit there is nothing to undo', async () => {
    const candidate = await givenBoundCandidate(server)
    await expect(candidate.caller.call(bindUnit, { code: null })).toBeProblem(409, 'ALREADY_BOUND')
    await candidate.caller.call(unbindUnit, {})
    await expect(candidate.caller.call(unbindUnit, {})).toBeProblem(404, 'NOT_FOUND')
    expect(await candidate.caller.call(bindUnit, { code: null })).toMatchObject({ organizationId: candidate.institution.id })
    const log = await server.platform.database.knex('operation_log').where('chain_id', candidate.institution.id).orderBy('id').select('action')
    expect(log.map((l) => l.action)).toEqual(['unit.unbind', 'unit.bind'])
  })

  test('what is submitted holds the binding', async () => {
    const candidate = await givenBoundCandidate(server)
    const { knex } = server.platform.database
    const units = createUnitsService(server.platform, { openApplications: async () => true, tell: async () => undefined })
    const actor = { kind: 'wechatUser' as const, author: { kind: 'wechatUser' as const, id: candidate.id, name: '', source: '' }, sessionId: 0, wechatUserId: candidate.id, openid: null, verified: true, identityLookup: lookupOf(candidate) }
    await expect(units.unbind(actor)).toBeProblem(409, 'APPLICATION_UNDER_WAY')
    expect(await units.get(actor)).toMatchObject({ mayUnbind: false })
    expect(await knex('unit_bindings').where('active_user_id', candidate.id)).toHaveLength(1)
  })
})

test('who is not verified reaches none of it; a code is needed or null', async () => {
  const unverified = await givenWechatUser(server)
  await expect(unverified.caller.call(getUnit, {})).toBeProblem(403, 'IDENTITY_REQUIRED')
  await expect(unverified.caller.call(bindUnit, { code: null })).toBeProblem(403, 'IDENTITY_REQUIRED')
  const { caller } = await givenCandidate(server)
  await expect(caller.call(lookUpUnit, { code: ' ' })).toBeProblem(400, 'BAD_INPUT')
  await expect(caller.call(lookUpUnit, { code: 'A'.repeat(41) })).toBeProblem(400, 'BAD_INPUT')
})

test('home says what is wrong with the record and whom to call', async () => {
  const askUnit = async (caller: Caller) => (await caller.call(getHome, {})).todos.filter((t) => t.kind === 'askUnit')
  const institution = await givenInstitution(server)
  await server.platform.database.knex('organizations').where('id', institution.id).update({ contact_name: '人事科', contact_phone: '027-80000000' })
  const renamed = await givenCandidate(server)
  await givenRecord(server, institution, { ...renamed.identity, name: '王五' })
  expect(await askUnit(renamed.caller)).toMatchObject([{ title: expect.stringContaining('姓名与您的实名不一致'), contact: { name: '人事科', phone: '027-80000000' } }])
  const left = await givenCandidate(server)
  await givenRecord(server, institution, left.identity, { inService: false })
  expect(await askUnit(left.caller)).toMatchObject([{ title: expect.stringContaining('不是在岗'), contact: { phone: '027-80000000' } }])
  const [unknown] = await askUnit((await givenCandidate(server)).caller)
  expect(unknown).not.toHaveProperty('contact')
  expect(unknown?.detail).toContain('部队人员、往年已通过审核的再次报考人员不需要绑定单位，请直接到报考的考点（县级）办理')
  const { knex } = server.platform.database
  const years: { id: number; settings: string }[] = await knex('exam_years').select('id', 'settings')
  for (const { id, settings } of years) await knex('exam_years').where({ id }).update({ settings: JSON.stringify({ ...JSON.parse(settings), needNotBind: [] }) })
  expect((await askUnit((await givenCandidate(server)).caller))[0]?.detail).not.toContain('不需要绑定单位')
  for (const { id, settings } of years) await knex('exam_years').where({ id }).update({ settings })
})

test('home says to bind the match, to ask the unit, or neither', async () => {
  const unitTodosOf = async (caller: Caller) => (await caller.call(getHome, {})).todos.filter((t) => t.kind === 'bindUnit' || t.kind === 'askUnit')
  const { candidate, institution } = await givenOnFile()
  expect(await unitTodosOf(candidate.caller)).toMatchObject([{ kind: 'bindUnit', detail: expect.stringContaining(institution.name) }])
  expect(await unitTodosOf((await givenCandidate(server)).caller)).toMatchObject([{ kind: 'askUnit' }])
  expect(await unitTodosOf((await givenBoundCandidate(server)).caller)).toEqual([])
  expect(await unitTodosOf((await givenManager(server, institution)).caller)).toEqual([])
  expect(await unitTodosOf((await givenWechatUser(server)).caller)).toEqual([])
})
