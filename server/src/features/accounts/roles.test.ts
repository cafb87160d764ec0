import { createRole, listRoles, removeRole, updateRole, type Role } from '@talent/shared/contract/accounts'
import { createDepartment } from '@talent/shared/contract/organization'
import { searchPeople } from '@talent/shared/contract/people'
import { getSession } from '@talent/shared/contract/session'
import { givenAccount, givenInstitution, givenOrganization, givenRole, type GivenOrganization } from '../../../test/given'
import { startTestServer, type TestServer } from '../../../test/server'

let server: TestServer
beforeAll(async () => void (server = await startTestServer()))
afterAll(() => server.stop())

const role = (change: Partial<Parameters<typeof fields>[0]> = {}) => fields(change)
function fields(change: Partial<Pick<Role, 'name' | 'type' | 'sortOrder' | 'parentId' | 'state' | 'note' | 'permissions' | 'departmentIds'>>) {
  return { name: '人事科', type: 'business', sortOrder: 1, state: 'active' as const, note: '', permissions: ['person.read'], departmentIds: null, ...change }
}
const department = (admin: GivenOrganization['admin'], name: string, parentId: number | null = null) =>
  admin.call(createDepartment, { parentId, name, category: 'administrative', standardName: null, sortOrder: 0 })
const subAccount = (institution: GivenOrganization) => givenAccount(server, { organizationId: institution.id, kind: 'sub' })

test('a role is made, listed in its order, changed and removed', async () => {
  const { admin } = await givenInstitution(server)
  const later = await admin.call(createRole, role({ name: '后勤部', sortOrder: 9 }))
  const made = await admin.call(createRole, role())
  expect(made).toMatchObject({ name: '人事科', permissions: ['person.read'], departmentIds: null, accounts: 0, mayManage: true, version: 1 })
  expect((await admin.call(listRoles, {})).items.map((r) => r.id)).toEqual([made.id, later.id])
  const changed = await admin.call(updateRole, { roleId: made.id, ...role({ permissions: ['person.read', 'person.write'] }), version: 1 })
  expect(changed).toMatchObject({ permissions: ['person.read', 'person.write'], version: 2 })
  await admin.call(removeRole, { roleId: made.id })
  expect((await admin.call(listRoles, {})).items.map((r) => r.id)).toEqual([later.id])
})

test('what is wrong is named at once; a name is there once', async () => {
  const { admin } = await givenInstitution(server)
  await expect(admin.call(createRole, role({ permissions: ['person.write', 'payment.refund'], type: 'x' }))).rejects.toMatchObject({
    code: 'BAD_INPUT', issues: ['CHOICE_UNKNOWN', 'PERMISSION_NEEDS', 'CHOICE_UNKNOWN'].map((code) => expect.objectContaining({ code })),
  })
  await admin.call(createRole, role())
  await expect(admin.call(createRole, role())).rejects.toMatchObject({ issues: [expect.objectContaining({ code: 'NAME_TAKEN' })] })
})

test('a role that accounts hold stays, and says how many they are', async () => {
  const institution = await givenInstitution(server)
  const made = await institution.admin.call(createRole, role())
  const sub = await subAccount(institution)
  await server.platform.database.knex('account_roles').insert({ account_id: sub.id, role_id: made.id })
  await expect(institution.admin.call(removeRole, { roleId: made.id })).rejects.toMatchObject({ code: 'ROLE_IN_USE', extra: { detail: expect.stringContaining('1 个账号') } })
})

test('a stale save shows what stands now', async () => {
  const { admin } = await givenInstitution(server)
  const made = await admin.call(createRole, role())
  await admin.call(updateRole, { roleId: made.id, ...role({ note: '先' }), version: 1 })
  await expect(admin.call(updateRole, { roleId: made.id, ...role({ note: '后' }), version: 1 })).rejects.toMatchObject({ code: 'STALE', extra: { data: { note: '先', version: 2 } } })
})

describe('上级角色', () => {
  test('grants all of a role below it, and is not weakened beneath it', async () => {
    const { admin } = await givenInstitution(server)
    const above = await admin.call(createRole, role({ name: '人事处', permissions: ['person.read', 'person.write', 'trial.read'] }))
    const refused = (code: string, message: RegExp) => ({ code: 'BAD_INPUT', issues: [expect.objectContaining({ path: ['permissions'], code, message: expect.stringMatching(message) })] })
    await expect(admin.call(createRole, role({ parentId: above.id, permissions: ['person.read', 'post.read'] }))).rejects.toMatchObject(refused('PARENT_EXCEEDED', /人事处.*查看岗位/))
    const below = await admin.call(createRole, role({ parentId: above.id, permissions: ['person.read', 'trial.read'] }))
    expect(below).toMatchObject({ parentId: above.id })
    const change = (permissions: string[]) => admin.call(updateRole, { roleId: above.id, ...role({ name: '人事处', permissions }), version: 1 })
    await expect(change(['person.read'])).rejects.toMatchObject(refused('CHILD_EXCEEDS', /人事科.*查看试用期填报/))
    expect(await change(['person.read', 'trial.read'])).toMatchObject({ version: 2 })
  })

  test('is no role below, is there, is of the own institution, and stays while there are roles below', async () => {
    const [{ admin }, other] = [await givenInstitution(server), await givenInstitution(server)]
    const foreign = await other.admin.call(createRole, role())
    const above = await admin.call(createRole, role({ name: '上' }))
    const below = await admin.call(createRole, role({ name: '下', parentId: above.id }))
    const at = (code: string) => ({ code: 'BAD_INPUT', issues: [expect.objectContaining({ path: ['parentId'], code })] })
    await expect(admin.call(updateRole, { roleId: above.id, ...role({ name: '上', parentId: below.id }), version: 1 })).rejects.toMatchObject(at('ROLE_CIRCLE'))
    await expect(admin.call(updateRole, { roleId: above.id, ...role({ name: '上', parentId: above.id }), version: 1 })).rejects.toMatchObject(at('ROLE_CIRCLE'))
    await expect(admin.call(createRole, role({ name: '外', parentId: foreign.id }))).rejects.toMatchObject(at('CHOICE_UNKNOWN'))
    await expect(admin.call(removeRole, { roleId: above.id })).rejects.toMatchObject({ code: 'ROLE_IN_USE', extra: { detail: expect.stringContaining('下') } })
    await admin.call(updateRole, { roleId: below.id, ...role({ name: '下', parentId: null }), version: 1 })
    await admin.call(removeRole, { roleId: above.id })
  })
})

describe('nobody grants what they do not hold', () => {
  async function givenDelegate() {
    const institution = await givenInstitution(server)
    const [east, west] = [await department(institution.admin, '东'), await department(institution.admin, '西')]
    const ward = await department(institution.admin, '东一', east.id)
    const sub = await subAccount(institution)
    const to = { accountId: sub.id, organizationId: institution.id }
    await givenRole(server, { ...to, permissions: ['role.read', 'role.write', 'trial.read'] })
    await givenRole(server, { ...to, permissions: ['person.read'], departmentIds: [east.id] })
    return { institution, east, west, ward, sub: sub.caller }
  }

  test('neither a permission nor a department beyond', async () => {
    const { sub, east, west, ward } = await givenDelegate()
    const exceeded = { issues: [expect.objectContaining({ path: ['permissions'], code: 'GRANT_EXCEEDED' })] }
    await expect(sub.call(createRole, role({ permissions: ['post.read'] }))).rejects.toMatchObject(exceeded)
    await expect(sub.call(createRole, role({ departmentIds: null }))).rejects.toMatchObject(exceeded)
    await expect(sub.call(createRole, role({ departmentIds: [east.id, west.id] }))).rejects.toMatchObject(exceeded)
    expect(await sub.call(createRole, role({ name: '东一', departmentIds: [ward.id] }))).toMatchObject({ mayManage: true })
    expect(await sub.call(createRole, role({ name: '试用期', permissions: ['trial.read'] }))).toMatchObject({ mayManage: true })
  })

  test('a stronger role can neither be changed, weakened nor removed', async () => {
    const { institution, sub } = await givenDelegate()
    const strong = await institution.admin.call(createRole, role({ name: '强', permissions: ['post.read'] }))
    expect((await sub.call(listRoles, {})).items.find((r) => r.id === strong.id)).toMatchObject({ mayManage: false })
    await expect(sub.call(updateRole, { roleId: strong.id, ...role({ name: '强', permissions: ['trial.read'] }), version: 1 })).toBeProblem(403, 'FORBIDDEN')
    await expect(sub.call(removeRole, { roleId: strong.id })).toBeProblem(403, 'FORBIDDEN')
  })
})

test('a role that is switched off grants nothing from the next request on', async () => {
  const institution = await givenInstitution(server)
  const made = await institution.admin.call(createRole, role())
  const sub = await subAccount(institution)
  await server.platform.database.knex('account_roles').insert({ account_id: sub.id, role_id: made.id })
  expect((await sub.caller.call(searchPeople, {})).total).toBe(0)
  await institution.admin.call(updateRole, { roleId: made.id, ...role({ state: 'disabled' }), version: 1 })
  await expect(sub.caller.call(searchPeople, {})).toBeProblem(403, 'FORBIDDEN')
  expect((await sub.caller.call(getSession, {})).permissions).toEqual([])
})

test("another organization's role and departments are as if they were not there", async () => {
  const [one, other] = [await givenInstitution(server), await givenInstitution(server)]
  const made = await one.admin.call(createRole, role())
  await expect(other.admin.call(updateRole, { roleId: made.id, ...role(), version: 1 })).toBeProblem(404, 'NOT_FOUND')
  await expect(other.admin.call(removeRole, { roleId: made.id })).toBeProblem(404, 'NOT_FOUND')
  const foreign = await department(one.admin, '东')
  await expect(other.admin.call(createRole, role({ departmentIds: [foreign.id] }))).rejects.toMatchObject({ issues: [expect.objectContaining({ path: ['departmentIds'] })] })
})

test('an authority has roles of its own side, without departments', async () => {
  const { admin } = await givenOrganization(server, { kind: 'county' })
  expect(await admin.call(createRole, role({ permissions: ['identityReview.read', 'identityReview.write'] }))).toMatchObject({ version: 1 })
  await expect(admin.call(createRole, role({ name: '二', permissions: ['person.read'] }))).rejects.toMatchObject({ code: 'BAD_INPUT' })
  await expect(admin.call(createRole, role({ name: '三', permissions: ['identityReview.read'], departmentIds: [1] }))).rejects.toMatchObject({ issues: [expect.objectContaining({ code: 'NO_DEPARTMENTS' })] })
})
