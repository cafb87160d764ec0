import {
  createAccount, createRole, listAccounts, listLowerAccounts, removeAccount, removeRole, resetAccountPassword, unlockAccount, unlockLowerAccount, updateAccount,
} from '@talent/shared/contract/accounts'
import { searchPeople } from '@talent/shared/contract/people'
import { subsystems } from '@talent/shared/contract/subsystems'
import { getSession, signIn } from '@talent/shared/contract/session'
import { createCaller } from '../../../test/caller'
import { givenAccount, givenInstitution, givenOrganization, givenRole, type GivenOrganization } from '../../../test/given'
import { signInKey } from '../session/sign-in-locks'
import { startTestServer, type TestServer } from '../../../test/server'

let server: TestServer
beforeAll(async () => void (server = await startTestServer()))
afterAll(() => server.stop())

let serial = 0
const name = () => `clerk${String(++serial).padStart(4, '0')}`
const anyone = () => createCaller(server, {})
const roleOf = async (institution: GivenOrganization, permissions = ['person.read']) =>
  (await institution.admin.call(createRole, { name: `角色${++serial}`, type: '', sortOrder: 0, state: 'active', note: '', permissions, departmentIds: null })).id

async function givenClerk(permissions?: string[]) {
  const institution = await givenInstitution(server)
  const roleId = await roleOf(institution, permissions)
  const username = name()
  const { account, password } = await institution.admin.call(createAccount, { username, displayName: '张三', roleIds: [roleId] })
  return { institution, roleId, account, username, password }
}
async function lock(username: string) {
  for (let i = 0; i < 5; i++) await anyone().call(signIn, { username, password: 'wrong' }).catch(() => undefined)
  await expect(anyone().call(signIn, { username, password: 'wrong' })).rejects.toMatchObject({ code: 'ACCOUNT_LOCKED' })
}

test('a sub-account is made with a one-time password that signs in and must be changed', async () => {
  const { institution, username, password, account } = await givenClerk()
  expect(account).toMatchObject({ username, displayName: '张三', kind: 'sub', state: 'active', lockedUntil: null, mustChangePassword: true, mayManage: true })
  expect((await anyone().call(signIn, { username, password })).account.mustChangePassword).toBe(true)
  const { items } = await institution.admin.call(listAccounts, {})
  expect(items.map((a) => [a.kind, a.mayManage])).toEqual([['main', false], ['sub', true]])
  expect(JSON.stringify(await server.platform.database.knex('operation_log').select('detail'))).not.toContain(password)
})

test('an account enters its subsystems alone, whatever its roles grant, from the next request on', async () => {
  const institution = await givenInstitution(server)
  const roleId = await roleOf(institution, ['person.read', 'role.read'])
  const account = await givenAccount(server, { organizationId: institution.id, kind: 'sub' })
  const { caller } = account
  await server.platform.database.knex('account_roles').insert({ account_id: account.id, role_id: roleId })
  expect((await institution.admin.call(listAccounts, {})).items[1]?.subsystems).toEqual(['institution', 'people', 'exam', 'system'])
  const held = async () => (await caller.call(getSession, {})).permissions
  expect(await held()).toEqual(['person.read', 'role.read'])
  const changed = await institution.admin.call(updateAccount, { accountId: account.id, roleIds: [roleId], subsystems: ['system'], state: 'active', version: 1 })
  expect(changed).toMatchObject({ subsystems: ['system'], version: 2 })
  expect(await held()).toEqual(['role.read'])
  await expect(caller.call(searchPeople, {})).toBeProblem(403, 'FORBIDDEN')
  const refused = { code: 'BAD_INPUT', issues: [expect.objectContaining({ path: ['subsystems'] })] }
  await expect(institution.admin.call(updateAccount, { accountId: account.id, roleIds: [roleId], subsystems: [], state: 'active', version: 2 })).rejects.toMatchObject(refused)
  // A page that knows nothing of them does not open them all in passing.
  const unsaid = await fetch(`${server.origin}/api/accounts/${account.id}`, {
    method: 'PUT', headers: { ...institution.admin.headers, 'Content-Type': 'application/json' }, body: JSON.stringify({ roleIds: [roleId], state: 'active', version: 2 }),
  })
  expect(await unsaid.json()).toMatchObject({ code: 'BAD_INPUT', issues: [{ path: ['subsystems'] }] })
  // An institution has none of it.
  await expect(institution.admin.call(updateAccount, { accountId: account.id, roleIds: [roleId], subsystems: ['identity'], state: 'active', version: 2 })).rejects.toMatchObject(refused)
})

test.each([
  ['short1', 'USERNAME_LENGTH'],
  ['1234clerk', 'USERNAME_FORM'],
])('the name %s is refused: %s', async (username, code) => {
  const institution = await givenInstitution(server)
  const roleId = await roleOf(institution)
  await expect(institution.admin.call(createAccount, { username, displayName: '张三', roleIds: [roleId] })).rejects.toMatchObject({ issues: [expect.objectContaining({ code })] })
})

test('a role that is removed in the moment it is given is either gone or given', async () => {
  const institution = await givenInstitution(server)
  for (let round = 0; round < 6; round++) {
    const roleId = await roleOf(institution)
    const [removed, made] = await Promise.allSettled([
      institution.admin.twin().call(removeRole, { roleId }), institution.admin.twin().call(createAccount, { username: `inthemoment${round}`, displayName: '张三', roleIds: [roleId] }),
    ])
    const outcomes = [removed, made].map((one) => (one.status === 'fulfilled' ? 'done' : one.reason.code))
    expect(outcomes).toEqual(removed.status === 'fulfilled' ? ['done', 'BAD_INPUT'] : ['ROLE_IN_USE', 'done'])
  }
})

test('a nickname, which signs what the account decides, has no characters that show nothing', async () => {
  const institution = await givenInstitution(server)
  const roleIds = [await roleOf(institution)]
  const { account } = await institution.admin.call(createAccount, { username: 'disguised001', displayName: '\u202E李\u200B四', roleIds })
  expect(account.displayName).toBe('李四')
  await expect(institution.admin.call(createAccount, { username: 'disguised002', displayName: '\u200B\u2060', roleIds })).rejects.toMatchObject({ code: 'BAD_INPUT', issues: [expect.objectContaining({ path: ['displayName'] })] })
})

test('a name is taken in the whole system, and free again once its account is gone', async () => {
  const { institution, roleId, username, account, password } = await givenClerk()
  const other = await givenInstitution(server)
  const elsewhere = { username, displayName: '李四', roleIds: [await roleOf(other)] }
  await expect(other.admin.call(createAccount, elsewhere)).rejects.toMatchObject({ issues: [expect.objectContaining({ code: 'USERNAME_TAKEN' })] })
  await institution.admin.call(removeAccount, { accountId: account.id })
  await expect(anyone().call(signIn, { username, password })).rejects.toMatchObject({ code: 'WRONG_CREDENTIALS' })
  await expect(institution.admin.call(updateAccount, { accountId: account.id, roleIds: [roleId], subsystems: [...subsystems], state: 'active', version: 1 })).toBeProblem(404, 'NOT_FOUND')
  expect((await other.admin.call(createAccount, elsewhere)).account.username).toBe(username)
})

test('removed, disabled or reset, whoever was signed in with it is out at the next request', async () => {
  for (const end of ['remove', 'disable', 'reset'] as const) {
    const institution = await givenInstitution(server)
    const roleId = await roleOf(institution)
    const sub = await givenAccount(server, { organizationId: institution.id, kind: 'sub' })
    await server.platform.database.knex('account_roles').insert({ account_id: sub.id, role_id: roleId })
    await sub.caller.call(getSession, {})
    if (end === 'remove') await institution.admin.call(removeAccount, { accountId: sub.id })
    if (end === 'disable') await institution.admin.call(updateAccount, { accountId: sub.id, roleIds: [roleId], subsystems: [...subsystems], state: 'disabled', version: 1 })
    if (end === 'reset') await institution.admin.call(resetAccountPassword, { accountId: sub.id })
    await expect(sub.caller.call(getSession, {})).rejects.toMatchObject({ code: 'SESSION_EXPIRED' })
  }
})

test('a reset gives a new one-time password and the old one is void', async () => {
  const { institution, account, username, password } = await givenClerk()
  await lock(username)
  const { password: fresh } = await institution.admin.call(resetAccountPassword, { accountId: account.id })
  await expect(anyone().call(signIn, { username, password })).rejects.toMatchObject({ code: 'WRONG_CREDENTIALS' })
  expect((await anyone().call(signIn, { username, password: fresh })).account.mustChangePassword).toBe(true)
})

test('a stale change shows what stands now', async () => {
  const { institution, account, roleId } = await givenClerk()
  await institution.admin.call(updateAccount, { accountId: account.id, roleIds: [roleId], subsystems: [...subsystems], state: 'disabled', version: 1 })
  await expect(institution.admin.call(updateAccount, { accountId: account.id, roleIds: [roleId], subsystems: [...subsystems], state: 'active', version: 1 })).rejects.toMatchObject({
    code: 'STALE', extra: { data: { state: 'disabled', version: 2 } },
  })
})

describe('who may manage whom', () => {
  async function givenDelegate() {
    const institution = await givenInstitution(server)
    const sub = await givenAccount(server, { organizationId: institution.id, kind: 'sub' })
    await givenRole(server, { accountId: sub.id, organizationId: institution.id, permissions: ['account.read', 'account.write', 'person.read'] })
    return { institution, sub }
  }

  test('nobody acts on the own account or on a main account', async () => {
    const { institution, sub } = await givenDelegate()
    for (const accountId of [sub.id, institution.accountId]) {
      await expect(sub.caller.call(resetAccountPassword, { accountId })).toBeProblem(403, 'FORBIDDEN')
      await expect(sub.caller.call(removeAccount, { accountId })).toBeProblem(403, 'FORBIDDEN')
    }
    await expect(institution.admin.call(resetAccountPassword, { accountId: institution.accountId })).toBeProblem(403, 'FORBIDDEN')
  })

  test('a stronger account is not taken over, and a stronger role not given', async () => {
    const { institution, sub } = await givenDelegate()
    const [weak, strong] = [await roleOf(institution), await roleOf(institution, ['post.read'])]
    const { account } = await institution.admin.call(createAccount, { username: name(), displayName: '强', roleIds: [strong] })
    await expect(sub.caller.call(resetAccountPassword, { accountId: account.id })).toBeProblem(403, 'FORBIDDEN')
    await expect(sub.caller.call(updateAccount, { accountId: account.id, roleIds: [weak], subsystems: [...subsystems], state: 'active', version: 1 })).toBeProblem(403, 'FORBIDDEN')
    await expect(sub.caller.call(createAccount, { username: name(), displayName: '新', roleIds: [weak, strong] })).rejects.toMatchObject({ issues: [expect.objectContaining({ code: 'GRANT_EXCEEDED' })] })
    expect((await sub.caller.call(createAccount, { username: name(), displayName: '新', roleIds: [weak] })).account.mayManage).toBe(true)
  })

  test("another organization's account and roles are as if they were not there", async () => {
    const { account, roleId } = await givenClerk()
    const other = await givenInstitution(server)
    await expect(other.admin.call(resetAccountPassword, { accountId: account.id })).toBeProblem(404, 'NOT_FOUND')
    await expect(other.admin.call(createAccount, { username: name(), displayName: '新', roleIds: [roleId] })).rejects.toMatchObject({ issues: [expect.objectContaining({ code: 'CHOICE_UNKNOWN' })] })
  })
})

describe('a lock', () => {
  test('is shown, found and ended at once by the main account', async () => {
    const { institution, account, username, password } = await givenClerk()
    await lock(username)
    expect((await institution.admin.call(listAccounts, { state: 'locked' })).items).toEqual([expect.objectContaining({ id: account.id, lockedUntil: expect.any(String) })])
    expect(await institution.admin.call(unlockAccount, { accountId: account.id })).toMatchObject({ lockedUntil: null })
    expect((await anyone().call(signIn, { username, password })).account.username).toBe(username)
  })

  test('of a main account is ended by the authority above, and by no other', async () => {
    const province = await givenOrganization(server, { kind: 'province' })
    const city = await givenOrganization(server, { kind: 'city', parent: province })
    const institution = await givenOrganization(server, { kind: 'institution', parent: city })
    const elsewhere = await givenOrganization(server, { kind: 'city', parent: province })
    await lock(institution.username)
    expect((await province.admin.call(listLowerAccounts, { state: 'locked' })).items).toEqual([expect.objectContaining({ id: institution.accountId, organizationName: institution.name })])
    expect((await elsewhere.admin.call(listLowerAccounts, {})).items).toEqual([])
    await expect(elsewhere.admin.call(unlockLowerAccount, { accountId: institution.accountId })).toBeProblem(404, 'NOT_FOUND')
    await expect(city.admin.call(unlockLowerAccount, { accountId: city.accountId })).toBeProblem(404, 'NOT_FOUND')
    expect(await city.admin.call(unlockLowerAccount, { accountId: institution.accountId })).toMatchObject({ lockedUntil: null })
    await expect(anyone().call(signIn, { username: institution.username, password: 'wrong' })).rejects.toMatchObject({ code: 'WRONG_CREDENTIALS' })
  })

  test('an authority pages, searches and counts all main accounts below it', async () => {
    const city = await givenOrganization(server, { kind: 'city' })
    const below: GivenOrganization[] = []
    for (let n = 0; n < 5; n++) below.push(await givenOrganization(server, { kind: 'institution', parent: city }))
    const [first, second] = below.map(({ accountId }) => accountId)
    await server.platform.database.knex('accounts').where('id', second ?? 0).update({ state: 'disabled' })
    await lock(below[0]?.username ?? '')
    const counts = { all: 5, locked: 1, disabled: 1 }
    const pages = [1, 2, 3].map((page) => city.admin.call(listLowerAccounts, { page, pageSize: 2 }))
    const seen = (await Promise.all(pages)).flatMap((page) => (expect(page).toMatchObject({ total: 5, counts }), page.items))
    expect(seen.map(({ id }) => id)).toEqual(below.map(({ accountId }) => accountId))
    expect(seen.map(({ lockedUntil }) => lockedUntil !== null)).toEqual([true, false, false, false, false])
    const idsOf = async (input: Parameters<typeof city.admin.call<typeof listLowerAccounts>>[1]) => (await city.admin.call(listLowerAccounts, input)).items.map(({ id }) => id)
    expect(await idsOf({ state: 'locked' })).toEqual([first])
    expect(await idsOf({ state: 'disabled' })).toEqual([second])
    expect(await city.admin.call(listLowerAccounts, { keyword: below[3]?.username.toUpperCase(), state: 'locked' })).toMatchObject({ items: [], total: 0, counts: { all: 1, locked: 0, disabled: 0 } })
    expect(await idsOf({ keyword: below[3]?.name })).toEqual([below[3]?.accountId])
    expect(await idsOf({ keyword: '%' })).toEqual([])
  })

  test('of account 1 is not that of account 10', async () => {
    const { institution, account } = await givenClerk()
    const { knex } = server.platform.database
    await knex('attempt_counters').insert({ key: `signIn:#${account.id}0:`, count: 5, window_ends_at: '2099-01-01T00:00:00.000Z' })
    await institution.admin.call(unlockAccount, { accountId: account.id })
    expect(await knex('attempt_counters').where({ key: `signIn:#${account.id}0:` })).toHaveLength(1)
    await knex('attempt_counters').where({ key: `signIn:#${account.id}0:` }).delete()
  })

  test('on a device that the account knows is ended with the rest', async () => {
    const { institution, account, username } = await givenClerk()
    const { knex } = server.platform.database
    await lock(username)
    const keys = [null, 'a device'].map((device) => signInKey(server.platform.cipher, account.id, device))
    const counted = () => knex('attempt_counters').whereIn('key', keys)
    await knex('attempt_counters').insert({ key: keys[1], count: 5, window_ends_at: '2099-01-01T00:00:00.000Z' })
    expect(await counted()).toHaveLength(2)
    await institution.admin.call(unlockAccount, { accountId: account.id })
    expect(await counted()).toEqual([])
  })
})
