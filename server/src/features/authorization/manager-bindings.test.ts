import { bindManager, endManagerBinding, issueAuthorizationCode, listBusinesses, lookUpAuthorizationCode } from '@talent/shared/contract/authorization'
import { getPersonCheck } from '@talent/shared/contract/person-checks'
import { listMessages } from '@talent/shared/contract/candidate'
import { getHome, getMe } from '@talent/shared/contract/wechat-session'
import { givenApplication } from '../../../test/given-applications'
import { givenInstitution, givenWechatUser } from '../../../test/given'
import { givenManager, givenPassedFaceCheck } from '../../../test/given-managers'
import { givenCandidate, onAnotherDevice } from '../../../test/given-units'
import { startTestServer, type TestServer } from '../../../test/server'

let server: TestServer
beforeAll(async () => void (server = await startTestServer()))
afterAll(() => server.stop())

const businessCode = '05'

async function givenCode() {
  const institution = await givenInstitution(server)
  return { institution, ...(await institution.admin.call(issueAuthorizationCode, { businessCode })) }
}

async function givenChecked() {
  const candidate = await givenCandidate(server)
  return { ...candidate, checkId: await givenPassedFaceCheck(server, candidate, 'bindManager') }
}

const checkState = async (user: { id: number; caller: Awaited<ReturnType<typeof givenCandidate>>['caller'] }, checkId: number) => (await user.caller.call(getPersonCheck, { checkId })).state

describe('binding', () => {
  test('makes the main manager, uses up code and face check, tells the user and shows the institution who it was', async () => {
    const { institution, code, expiresAt } = await givenCode()
    const user = await givenChecked()
    expect(await user.caller.call(lookUpAuthorizationCode, { code: ` ${code.toLowerCase()} ` })).toEqual({
      organizationId: institution.id, organizationName: institution.name, businessCode, businessName: '医师资格考试', expiresAt, isAuxiliary: false,
    })
    const { bindingId } = await user.caller.call(bindManager, { code, checkId: user.checkId })
    expect((await user.caller.call(getMe, {})).managerBindings).toMatchObject([{ bindingId, role: 'main', organizationName: institution.name }])
    expect(await checkState(user, user.checkId)).toBe('used')
    expect((await user.caller.call(listMessages, {})).items).toMatchObject([{ kind: 'manager', link: { kind: 'manager', id: bindingId } }])
    const { items } = await institution.admin.call(listBusinesses, {})
    expect(items.find((i) => i.businessCode === businessCode)).toMatchObject({ code: { state: 'used' }, managers: [{ bindingId, name: user.identity.name }] })
    const log = await server.platform.database.knex('operation_log').where({ chain_id: institution.id, action: 'manager.bind' })
    expect(log).toMatchObject([{ actor_kind: 'wechatUser', actor_id: user.id, subject: `managerBinding:${bindingId}` }])
    await expect((await givenCandidate(server)).caller.call(lookUpAuthorizationCode, { code })).toBeProblem(422, 'CODE_USED')
  })

  test('the same request twice is one binding', async () => {
    const { code } = await givenCode()
    const user = await givenChecked()
    const request = { method: 'POST', headers: { ...user.caller.headers, 'Content-Type': 'application/json', 'Idempotency-Key': `bind-${user.id}-12345` }, body: JSON.stringify({ code, checkId: user.checkId }) }
    const first = await (await fetch(`${server.origin}/api/me/manager-bindings`, request)).json()
    expect(first).toEqual({ bindingId: expect.any(Number) })
    expect(await (await fetch(`${server.origin}/api/me/manager-bindings`, request)).json()).toEqual(first)
  })

  test('two users with one code at the same time: one is bound, the other learns that it is used', async () => {
    const { code, institution } = await givenCode()
    const users = await Promise.all([givenChecked(), givenChecked(), givenChecked()])
    const outcomes = await Promise.all(users.map((u) => u.caller.call(bindManager, { code, checkId: u.checkId }).then(() => 'bound', (e: { code: string }) => e.code)))
    expect(outcomes.toSorted()).toEqual(['CODE_USED', 'CODE_USED', 'bound'])
    expect(await server.platform.database.knex('manager_bindings').where('organization_id', institution.id)).toHaveLength(1)
  })

  test('a face check carries one of two bindings that use it at the same time', async () => {
    const [one, two] = [await givenCode(), await givenCode()]
    const user = await givenChecked()
    const outcomes = await Promise.all(
      [one, two].map(({ code }) => onAnotherDevice(server, user.caller).call(bindManager, { code, checkId: user.checkId }).then(() => 'bound', (e: { code: string }) => e.code)),
    )
    expect(outcomes.toSorted()).toEqual(['FACE_NOT_PASSED', 'bound'])
  })

  test('while there is a main manager it is refused, and code and face check stay good', async () => {
    const { institution, code } = await givenCode()
    const { bindingId } = await givenManager(server, institution)
    const user = await givenChecked()
    await expect(user.caller.call(bindManager, { code, checkId: user.checkId })).toBeProblem(409, 'BINDING_EXISTS')
    expect(await checkState(user, user.checkId)).toBe('passed')
    await institution.admin.call(endManagerBinding, { businessCode, bindingId })
    await expect(user.caller.call(bindManager, { code, checkId: user.checkId })).resolves.toEqual({ bindingId: expect.any(Number) })
  })

  test('who loses the identity while binding is bound to nothing', async () => {
    const { institution, code } = await givenCode()
    const user = await givenChecked()
    const appeal = await server.platform.database.knex.transaction()
    await appeal('wechat_users').where('id', user.id).update({ identity_lookup: null })
    const bound = user.caller.call(bindManager, { code, checkId: user.checkId }).catch((e: unknown) => e)
    await new Promise((resolve) => setTimeout(resolve, 200))
    await appeal.commit()
    expect(await bound).toMatchObject({ code: expect.stringMatching(/^(FACE_NOT_PASSED|IDENTITY_REQUIRED)$/) })
    expect(await server.platform.database.knex('manager_bindings').where('organization_id', institution.id)).toEqual([])
  })

  test('auxiliary managers are in nobody’s way', async () => {
    const { institution, code } = await givenCode()
    await givenManager(server, institution, { role: 'auxiliary' })
    const user = await givenChecked()
    await user.caller.call(bindManager, { code, checkId: user.checkId })
  })

  test("another one's check, one for another purpose and an unknown one bind nothing and leave the code alive", async () => {
    const { code } = await givenCode()
    const other = await givenChecked()
    const user = await givenCandidate(server)
    const checkId = await givenPassedFaceCheck(server, user, 'confirmFiling')
    for (const id of [other.checkId, checkId, 4_000_000_000]) await expect(user.caller.call(bindManager, { code, checkId: id })).toBeProblem(422, 'FACE_NOT_PASSED')
    await user.caller.call(lookUpAuthorizationCode, { code })
  })
})

describe('wrong codes', () => {
  test('the fifth, looked up or bound, locks both for 30 minutes', async () => {
    const { code } = await givenCode()
    const user = await givenChecked()
    const start = server.platform.now().getTime()
    await expect(user.caller.call(lookUpAuthorizationCode, { code: 'AAAAAAAAAA' })).rejects.toMatchObject({ code: 'CODE_WRONG', extra: { detail: expect.stringContaining('再错 4 次') } })
    await expect(user.caller.call(lookUpAuthorizationCode, { code: 'short' })).toBeProblem(422, 'CODE_WRONG')
    // A right one in between gives no more guesses.
    await user.caller.call(lookUpAuthorizationCode, { code })
    await expect(user.caller.call(bindManager, { code: 'AAAAAAAAAA', checkId: user.checkId })).toBeProblem(422, 'CODE_WRONG')
    await expect(user.caller.call(bindManager, { code: 'AAAAAAAAAC', checkId: user.checkId })).toBeProblem(422, 'CODE_WRONG')
    await expect(user.caller.call(lookUpAuthorizationCode, { code: 'AAAAAAAAAA' })).rejects.toMatchObject({ code: 'CODE_LOCKED', extra: { detail: '授权码连续输错 5 次，请 30 分钟后再试' } })
    server.setNow(start + 20 * 60_000)
    await expect(user.caller.call(bindManager, { code, checkId: user.checkId })).rejects.toMatchObject({ code: 'CODE_LOCKED', extra: { detail: expect.stringContaining('10 分钟') } })
    server.setNow(start + 30 * 60_000)
    await user.caller.call(bindManager, { code, checkId: user.checkId })
  })

  test('a used or revoked code is no guess', async () => {
    const { institution, code } = await givenCode()
    await institution.admin.call(issueAuthorizationCode, { businessCode })
    const { caller } = await givenCandidate(server)
    for (let n = 0; n < 6; n++) await expect(caller.call(lookUpAuthorizationCode, { code })).toBeProblem(422, 'CODE_REVOKED')
  })

  test('four wrong ones are forgotten after 30 minutes', async () => {
    const { caller } = await givenCandidate(server)
    const start = server.platform.now().getTime()
    for (let n = 0; n < 4; n++) await expect(caller.call(lookUpAuthorizationCode, { code: 'AAAAAAAAAA' })).toBeProblem(422, 'CODE_WRONG')
    server.setNow(start + 30 * 60_000)
    for (let n = 0; n < 4; n++) await expect(caller.call(lookUpAuthorizationCode, { code: 'AAAAAAAAAA' })).toBeProblem(422, 'CODE_WRONG')
  })
})

test('who is not verified and who leaves something out get no further', async () => {
  await expect((await givenWechatUser(server)).caller.call(lookUpAuthorizationCode, { code: 'AAAAAAAAAA' })).toBeProblem(403, 'IDENTITY_REQUIRED')
  const { caller } = await givenCandidate(server)
  await expect(caller.call(bindManager, { code: '', checkId: 0.5 })).rejects.toMatchObject({ code: 'BAD_INPUT', issues: [{ path: ['code'] }, { path: ['checkId'] }] })
})

test('home counts what waits for the unit, for each business the user manages', async () => {
  const { institution } = await givenApplication(server)
  await givenApplication(server, { institution })
  const manager = await givenManager(server, institution)
  const elsewhere = await givenManager(server, await givenInstitution(server))
  const auditTodos = async (caller: typeof manager.caller) => (await caller.call(getHome, {})).todos.filter((t) => t.kind === 'audit')
  expect(await auditTodos(manager.caller)).toMatchObject([{ params: { bindingId: manager.bindingId }, count: 2, detail: expect.stringContaining(institution.name) }])
  expect(await auditTodos(elsewhere.caller)).toEqual([])
})
