import { createDepartment, initializeDepartments, listDepartments, moveDepartmentPeople, placeDepartment, removeDepartment, updateDepartment, type Department } from '@talent/shared/contract/organization'
import { getPerson } from '@talent/shared/contract/people'
import { givenAccount, givenInstitution, givenRole, type GivenOrganization } from '../../../test/given'
import { givenDepartments, givenPerson } from '../../../test/given-people'
import { startTestServer, type TestServer } from '../../../test/server'

let server: TestServer
let institution: GivenOrganization
beforeAll(async () => void (server = await startTestServer()))
beforeEach(async () => void (institution = await givenInstitution(server)))
afterAll(() => server.stop())

const clinical = (name: string, parentId: number | null = null) => ({ parentId, name, category: 'clinical', standardName: '03' })
const paths = async () => {
  const rows: { name: string; path: string }[] = await server.platform.database.knex('departments').where('organization_id', institution.id).select('name', 'path')
  return Object.fromEntries(rows.map((row) => [row.name, row.path]))
}
const change = (department: Department, changes: Partial<Department>) =>
  institution.admin.call(updateDepartment, { ...department, ...changes, departmentId: department.id })

async function givenLimitedAccount(departmentIds: number[], permissions = ['department.read', 'department.write']) {
  const account = await givenAccount(server, { organizationId: institution.id, kind: 'sub' })
  await givenRole(server, { accountId: account.id, organizationId: institution.id, permissions, departmentIds })
  return account.caller
}

test('a tree in the order of the institution, with the people of each department itself', async () => {
  const [internal, heart] = await givenDepartments(institution, '内科', '内科/心内科')
  await institution.admin.call(createDepartment, { ...clinical('急诊科'), sortOrder: -1 })
  await givenPerson(institution, { departmentId: heart?.id ?? 0 })
  const { items } = await institution.admin.call(listDepartments, {})
  expect(items.map(({ name, parentId, people }) => ({ name, parentId, people }))).toEqual([
    { name: '急诊科', parentId: null, people: 0 },
    { name: '内科', parentId: null, people: 0 },
    { name: '心内科', parentId: internal?.id, people: 1 },
  ])
})

test('siblings differ in name; the same name may stand elsewhere in the tree', async () => {
  const [surgery] = await givenDepartments(institution, '外科')
  await expect(institution.admin.call(createDepartment, clinical('　外科 '))).toBeProblem(409, 'DEPARTMENT_NAME_TAKEN')
  await expect(institution.admin.call(createDepartment, clinical('外 科'))).rejects.toMatchObject({ code: 'DEPARTMENT_NAME_TAKEN', issues: [{ path: ['name'], message: '同级科室中已有“外科”，请换一个名称' }] })
  await expect(institution.admin.call(createDepartment, clinical('外科', surgery?.id))).resolves.toMatchObject({ name: '外科' })
})

test.each([
  [{ ...clinical('骨科'), standardName: null }, ['standardName']],
  [{ ...clinical('骨科'), standardName: '' }, ['standardName']],
  [{ ...clinical('骨科'), standardName: '03.99' }, ['standardName']],
  [{ ...clinical('骨科'), category: 'nowhere' }, ['category']],
  [{ ...clinical('骨科'), parentId: 4_000_000 }, ['parentId']],
])('%j is refused at %j', async (input, path) => {
  await expect(institution.admin.call(createDepartment, input)).rejects.toMatchObject({ code: 'BAD_INPUT', issues: [{ path }] })
})

test('only a clinical department needs a standard name, as for a village clinic', async () => {
  await expect(institution.admin.call(createDepartment, { parentId: null, name: '红旗村卫生室', category: 'villageClinic', standardName: null })).resolves.toMatchObject({ standardName: null })
})

test('a moved department takes its subtree along', async () => {
  const [internal, heart, cath, surgery] = await givenDepartments(institution, '内科', '内科/心内科', '内科/心内科/导管室', '外科')
  if (!internal || !heart || !cath || !surgery) throw new Error('no departments')
  await expect(change(heart, { parentId: surgery.id })).resolves.toMatchObject({ parentId: surgery.id, version: 2 })
  expect(await paths()).toMatchObject({ 心内科: `/${surgery.id}/${heart.id}/`, 导管室: `/${surgery.id}/${heart.id}/${cath.id}/`, 内科: `/${internal.id}/` })
  await change({ ...heart, version: 2 }, { parentId: null })
  expect(await paths()).toMatchObject({ 心内科: `/${heart.id}/`, 导管室: `/${heart.id}/${cath.id}/` })
})

test('a department can not be moved below itself', async () => {
  const [internal, heart] = await givenDepartments(institution, '内科', '内科/心内科')
  if (!internal || !heart) throw new Error('no departments')
  for (const parentId of [internal.id, heart.id]) {
    await expect(change(internal, { parentId })).rejects.toMatchObject({ code: 'BAD_INPUT', issues: [{ path: ['parentId'], code: 'PARENT_BELOW' }] })
  }
})

test('two moves at once never make a circle', async () => {
  const [a, b] = await givenDepartments(institution, '甲科', '乙科')
  if (!a || !b) throw new Error('no departments')
  const outcomes = await Promise.allSettled([change(a, { parentId: b.id }), change(b, { parentId: a.id })])
  expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
})

test('ten levels and no more, for a new department and for a moved subtree', async () => {
  const names = Array.from({ length: 10 }, (_, n) => Array.from({ length: n + 1 }, (_level, k) => `${k + 1}级`).join('/'))
  const made = await givenDepartments(institution, ...names)
  await expect(institution.admin.call(createDepartment, clinical('太深', made[9]?.id))).rejects.toMatchObject({ issues: [{ code: 'TOO_DEEP' }] })
  const [top] = await givenDepartments(institution, '新科', '新科/下级')
  if (!top) throw new Error('no department')
  await expect(change(top, { parentId: made[8]?.id ?? 0 })).rejects.toMatchObject({ issues: [{ code: 'TOO_DEEP' }] })
  await expect(change(top, { parentId: made[7]?.id ?? 0 })).resolves.toMatchObject({ version: 2 })
})

test('an older version is refused with what the department is now', async () => {
  const [surgery] = await givenDepartments(institution, '外科')
  if (!surgery) throw new Error('no department')
  await change(surgery, { name: '普外科' })
  await expect(change(surgery, { name: '胸外科' })).rejects.toMatchObject({ code: 'STALE', extra: { data: { name: '普外科', version: 2 } } })
})

test('what is in use stays, and the answer says how much must go first', async () => {
  const [internal, heart, surgery] = await givenDepartments(institution, '内科', '内科/心内科', '外科')
  if (!internal || !heart || !surgery) throw new Error('no departments')
  const person = await givenPerson(institution, { departmentId: internal.id })
  await expect(institution.admin.call(removeDepartment, { departmentId: internal.id })).rejects.toMatchObject({
    code: 'DEPARTMENT_IN_USE', extra: { detail: '科室下还有 1 名人员、1 个下级科室，请先移走再删除', data: { people: 1, children: 1 } },
  })
  await expect(institution.admin.call(moveDepartmentPeople, { departmentId: internal.id, targetId: surgery.id })).resolves.toEqual({ moved: 1 })
  await expect(institution.admin.call(getPerson, { personId: person.id })).resolves.toMatchObject({ departmentName: '外科', version: 2 })
  await institution.admin.call(removeDepartment, { departmentId: heart.id })
  await institution.admin.call(removeDepartment, { departmentId: internal.id })
  expect((await institution.admin.call(listDepartments, {})).items.map(({ name }) => name)).toEqual(['外科'])
})

test('people move to another department of the same institution', async () => {
  const [surgery] = await givenDepartments(institution, '外科')
  const other = await givenInstitution(server)
  const [foreign] = await givenDepartments(other, '外科')
  const move = (departmentId = 0, targetId = 0) => institution.admin.call(moveDepartmentPeople, { departmentId, targetId })
  await expect(move(surgery?.id, foreign?.id)).toBeProblem(400, 'BAD_INPUT')
  await expect(move(surgery?.id, surgery?.id)).toBeProblem(400, 'BAD_INPUT')
  await expect(move(foreign?.id, surgery?.id)).toBeProblem(404, 'NOT_FOUND')
})

test("another institution's department is not there", async () => {
  const [foreign] = await givenDepartments(await givenInstitution(server), '外科')
  if (!foreign) throw new Error('no department')
  await expect(change(foreign, { name: '骨科' })).toBeProblem(404, 'NOT_FOUND')
  await expect(institution.admin.call(removeDepartment, { departmentId: foreign.id })).toBeProblem(404, 'NOT_FOUND')
  expect((await institution.admin.call(listDepartments, {})).items).toEqual([])
})

test('a role limited to a department reaches its subtree and nothing beside it', async () => {
  const [internal, heart, surgery] = await givenDepartments(institution, '内科', '内科/心内科', '外科')
  if (!internal || !heart || !surgery) throw new Error('no departments')
  const limited = await givenLimitedAccount([internal.id])
  expect((await limited.call(listDepartments, {})).items.map(({ name }) => name)).toEqual(['内科', '心内科'])
  await expect(limited.call(removeDepartment, { departmentId: surgery.id })).toBeProblem(404, 'NOT_FOUND')
  await expect(limited.call(createDepartment, clinical('新科'))).rejects.toMatchObject({ issues: [{ path: ['parentId'], code: 'PARENT_REQUIRED' }] })
  await expect(limited.call(createDepartment, clinical('新科', surgery.id))).rejects.toMatchObject({ issues: [{ path: ['parentId'], code: 'PARENT_UNKNOWN' }] })
  await expect(limited.call(createDepartment, clinical('新科', heart.id))).resolves.toMatchObject({ parentId: heart.id })
  await expect(limited.call(updateDepartment, { ...internal, departmentId: internal.id, name: '大内科' })).resolves.toMatchObject({ name: '大内科', parentId: null })
})

test('a role without departments of its own reaches the whole institution', async () => {
  await givenDepartments(institution, '内科', '外科')
  const account = await givenAccount(server, { organizationId: institution.id, kind: 'sub' })
  await givenRole(server, { accountId: account.id, organizationId: institution.id, permissions: ['department.read'] })
  expect((await account.caller.call(listDepartments, {})).items).toHaveLength(2)
  await expect(account.caller.call(createDepartment, clinical('骨科'))).toBeProblem(403, 'FORBIDDEN')
})

describe('初始化部门', () => {
  test('plants the tree of the category once, however often it is pressed', async () => {
    await server.platform.database.knex('organizations').where('id', institution.id).update({ category: 'C220' })
    const outcomes = await Promise.allSettled([institution.admin.call(initializeDepartments, {}), institution.admin.twin().call(initializeDepartments, {})])
    expect(outcomes.map((o) => o.status).sort()).toEqual(['fulfilled', 'rejected'])
    const { items } = await institution.admin.call(listDepartments, {})
    expect(items.filter((d) => d.category === 'villageClinic')).toHaveLength(1)
    expect(new Set(items.map((d) => d.name)).size).toBe(items.length)
    await expect(institution.admin.call(initializeDepartments, {})).toBeProblem(409, 'DEPARTMENTS_EXIST')
  })

  test('an account of some departments begins no tree', async () => {
    const [east] = await givenDepartments(institution, '东院')
    const limited = await givenLimitedAccount([east?.id ?? 0])
    await institution.admin.call(removeDepartment, { departmentId: east?.id ?? 0 })
    await expect(limited.call(initializeDepartments, {})).toBeProblem(403, 'FORBIDDEN')
  })
})

describe('a place in the tree', () => {
  const names = (items: Department[]) => items.map((d) => d.name)

  test('before another one, as the last one, below another one', async () => {
    const [a, b, c] = await givenDepartments(institution, '甲', '乙', '丙')
    const id = (d: typeof a) => d?.id ?? 0
    expect(names((await institution.admin.call(placeDepartment, { departmentId: id(c), parentId: null, beforeId: id(a) })).items)).toEqual(['丙', '甲', '乙'])
    expect(names((await institution.admin.call(placeDepartment, { departmentId: id(c), parentId: null, beforeId: null })).items)).toEqual(['甲', '乙', '丙'])
    const { items } = await institution.admin.call(placeDepartment, { departmentId: id(a), parentId: id(b), beforeId: null })
    expect(items.find((d) => d.name === '甲')).toMatchObject({ parentId: id(b) })
    expect((await paths())['甲']).toBe(`/${id(b)}/${id(a)}/`)
  })

  test('neither below itself, nor before what is not there, nor out of the own departments', async () => {
    const [a, below, other] = await givenDepartments(institution, '甲', '甲/乙', '丁')
    const id = (d: typeof a) => d?.id ?? 0
    await expect(institution.admin.call(placeDepartment, { departmentId: id(a), parentId: id(below), beforeId: null })).rejects.toMatchObject({ issues: [expect.objectContaining({ code: 'PARENT_BELOW' })] })
    await expect(institution.admin.call(placeDepartment, { departmentId: id(a), parentId: null, beforeId: id(below) })).rejects.toMatchObject({ issues: [expect.objectContaining({ path: ['beforeId'] })] })
    const limited = await givenLimitedAccount([id(a)])
    await expect(limited.call(placeDepartment, { departmentId: id(below), parentId: id(other), beforeId: null })).toBeProblem(400, 'BAD_INPUT')
    await expect(limited.call(placeDepartment, { departmentId: id(other), parentId: id(a), beforeId: null })).toBeProblem(404, 'NOT_FOUND')
    // Its own department among those of others: their order is not this account's.
    await expect(limited.call(placeDepartment, { departmentId: id(a), parentId: null, beforeId: id(other) })).toBeProblem(400, 'BAD_INPUT')
    const stranger = await givenInstitution(server)
    await expect(stranger.admin.call(placeDepartment, { departmentId: id(a), parentId: null, beforeId: null })).toBeProblem(404, 'NOT_FOUND')
  })
})
