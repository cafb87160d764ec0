import { removeDepartment } from '@talent/shared/contract/organization'
import { getTodos } from '@talent/shared/contract/organization'
import { updatePerson } from '@talent/shared/contract/people'
import { getStaffingPlan, listStaffingGrants, saveStaffingGrant, saveStaffingPlan, type StaffingGrant } from '@talent/shared/contract/staffing-quotas'
import { Problem } from '@talent/shared/errors'
import type { Caller } from '../../../test/caller'
import { givenAccount, givenOrganization, givenRole, type GivenOrganization } from '../../../test/given'
import { givenDepartments, givenPerson, givenPost } from '../../../test/given-people'
import { startTestServer, type TestServer } from '../../../test/server'

let server: TestServer
let county: GivenOrganization
beforeAll(async () => {
  server = await startTestServer()
  county = await givenOrganization(server, { kind: 'county', parent: await givenOrganization(server, { kind: 'city', parent: await givenOrganization(server, { kind: 'province' }) }) })
})
afterAll(() => server.stop())

/** An institution of the county with two departments. */
async function given(numbers: Record<string, number> = {}) {
  const institution = await givenOrganization(server, { kind: 'institution', parent: county })
  const [inner, surgery] = (await givenDepartments(institution, '内科', '外科')).map(({ id }) => id)
  if (Object.keys(numbers).length > 0) await grant(institution, numbers)
  return { institution, inner: inner ?? 0, surgery: surgery ?? 0 }
}
const grantOf = async ({ name }: { name: string }, by: Caller = county.admin): Promise<StaffingGrant> => {
  const [found] = (await by.call(listStaffingGrants, { keyword: name })).items
  if (!found) throw new Error(`no grant of ${name}`)
  return found
}
const grant = async (institution: GivenOrganization, numbers: Record<string, number>, by: Caller = county.admin) =>
  by.twin().call(saveStaffingGrant, { institutionId: institution.id, numbers, version: (await grantOf(institution)).version })
const divide = async ({ admin }: GivenOrganization, departments: [number, Record<string, number>][], version?: number) =>
  admin.twin().call(saveStaffingPlan, { departments: departments.map(([departmentId, numbers]) => ({ departmentId, numbers })), version: version ?? (await admin.call(getStaffingPlan, {})).version })
const codeOf = async (call: Promise<unknown>): Promise<string> => call.then(() => 'ok', (error: unknown) => (error instanceof Problem ? error.code : String(error)))

describe('what an authority gives', () => {
  test('is of institutions of its subtree, found by name and by whether there is a number', async () => {
    const { institution } = await given()
    expect(await grantOf(institution)).toMatchObject({ institutionId: institution.id, given: {}, divided: {}, used: {}, version: 1, updatedAt: null })
    expect(await grant(institution, { established: 10, contract: 5 })).toMatchObject({ given: { established: 10, contract: 5 }, version: 2 })
    expect((await county.admin.call(listStaffingGrants, { keyword: institution.name, granted: 'yes' })).total).toBe(1)
    expect((await county.admin.call(listStaffingGrants, { keyword: institution.name, granted: 'no' })).total).toBe(0)
    const strangers = await givenOrganization(server, { kind: 'county' })
    await expect(strangers.admin.call(saveStaffingGrant, { institutionId: institution.id, numbers: {}, version: 2 })).toBeProblem(404, 'NOT_FOUND')
    expect((await strangers.admin.call(listStaffingGrants, {})).total).toBe(0)
    await expect(institution.admin.call(listStaffingGrants, {})).toBeProblem(403, 'FORBIDDEN')
  })

  test('is not lowered below what is divided, and the answer says by how much and what to do', async () => {
    const { institution, inner, surgery } = await given({ established: 10 })
    await divide(institution, [[inner, { established: 4 }], [surgery, { established: 3 }]])
    await expect(grant(institution, { established: 6 })).rejects.toMatchObject({ code: 'STAFFING_DIVIDED', issues: [{ path: ['numbers', 'established'], message: expect.stringContaining('已分配到科室 7 个') }] })
    expect(await grant(institution, { established: 7 })).toMatchObject({ given: { established: 7 }, divided: { established: 7 } })
  })

  test.each([[{ established: -1 }], [{ established: 1.5 }], [{ established: 100_001 }], [{ volunteers: 1 }]])('%j is refused', async (numbers) => {
    const { institution } = await given()
    await expect(grant(institution, numbers as Record<string, number>)).toBeProblem(400, 'BAD_INPUT')
  })
})

describe('what an institution divides', () => {
  test('is saved as one; a department that is not named keeps its number', async () => {
    const { institution, inner, surgery } = await given({ established: 10, contract: 2 })
    await divide(institution, [[inner, { established: 4, contract: 1 }], [surgery, { established: 6 }]])
    const plan = await divide(institution, [[inner, { established: 3 }]])
    expect(plan).toMatchObject({ given: { established: 10, contract: 2 }, divided: { established: 9, contract: 0 }, version: 4 })
    expect(plan.departments.map(({ name, numbers }) => [name, numbers])).toEqual([['内科', { established: 3 }], ['外科', { established: 6 }]])
  })

  test('never exceeds what was given, of any type; nothing of it is saved then', async () => {
    const { institution, inner, surgery } = await given({ established: 10 })
    await divide(institution, [[inner, { established: 10 }]])
    await expect(divide(institution, [[surgery, { established: 1 }]])).rejects.toMatchObject({ code: 'BAD_INPUT', issues: [{ path: ['departments', 'established'], message: expect.stringContaining('请调减 1 个') }] })
    await expect(divide(institution, [[surgery, { contract: 1 }]])).toBeProblem(400, 'BAD_INPUT')
    expect((await divide(institution, [[inner, { established: 9 }], [surgery, { established: 1 }]])).divided).toMatchObject({ established: 10 })
  })

  test('over a version that has gone by answers with what is there now', async () => {
    const { institution, inner } = await given({ established: 10 })
    const { version } = await institution.admin.call(getStaffingPlan, {})
    await grant(institution, { established: 8 })
    await expect(divide(institution, [[inner, { established: 1 }]], version)).rejects.toMatchObject({ code: 'STALE', extra: { data: { given: { established: 8 }, version: version + 1 } } })
  })

  test('by two at the same time, and while the authority takes some back, the sums hold', async () => {
    const { institution, inner, surgery } = await given({ established: 10 })
    const { version } = await institution.admin.call(getStaffingPlan, {})
    const codes = await Promise.all([
      codeOf(divide(institution, [[inner, { established: 7 }]], version)),
      codeOf(divide(institution, [[surgery, { established: 7 }]], version)),
      codeOf(county.admin.twin().call(saveStaffingGrant, { institutionId: institution.id, numbers: { established: 5 }, version })),
    ])
    expect(codes.filter((code) => code === 'ok')).toHaveLength(1)
    expect(codes.filter((code) => code === 'STALE')).toHaveLength(2)
    const after = await grantOf(institution)
    expect(after.divided.established ?? 0).toBeLessThanOrEqual(after.given.established ?? 0)
  })

  test('of somebody else\'s department is refused; a removed department gives its posts back', async () => {
    const { institution, inner, surgery } = await given({ established: 10 })
    const other = await given()
    await expect(divide(institution, [[other.inner, { established: 1 }]])).toBeProblem(400, 'BAD_INPUT')
    await divide(institution, [[inner, { established: 4 }], [surgery, { established: 6 }]])
    await institution.admin.call(removeDepartment, { departmentId: surgery })
    expect((await institution.admin.call(getStaffingPlan, {})).divided).toMatchObject({ established: 4 })
  })
})

describe('what is used', () => {
  test('are people in service by 编制情况; more than there are posts is told, not refused', async () => {
    const { institution, inner } = await given({ established: 1 })
    const postId = (await givenPost(institution)).id
    const add = (more: object) => givenPerson(institution, { departmentId: inner, postId, staffing: 'established', ...more })
    const wang = await add({ name: '王小二' })
    await add({ name: '李小红' })
    await add({ name: '赵四', employmentStatus: 'retired' })
    await add({ name: '钱五', staffing: '' })
    await divide(institution, [[inner, { established: 1 }]])
    const plan = await institution.admin.call(getStaffingPlan, {})
    expect(plan.departments.find(({ departmentId }) => departmentId === inner)).toMatchObject({ numbers: { established: 1 }, used: { established: 2 } })
    expect(plan.withoutStaffing).toBe(1)
    expect(await grantOf(institution)).toMatchObject({ used: { established: 2 } })
    const { identityNumber: _number, mobile: _mobile, email: _email, homeAddress: _home, homePhone: _phone, workPhone: _work, input: _input, ...rest } = wang
    await institution.admin.call(updatePerson, { ...rest, personId: wang.id, staffing: 'contract' })
    expect((await institution.admin.call(getStaffingPlan, {})).departments[0]?.used).toEqual({ established: 1, contract: 1 })
  })

  test('and divided is shown to a role for some departments for these alone, and it divides nothing', async () => {
    const { institution, inner, surgery } = await given({ established: 9 })
    await divide(institution, [[inner, { established: 4 }], [surgery, { established: 5 }]])
    const account = await givenAccount(server, { organizationId: institution.id, kind: 'sub' })
    await givenRole(server, { accountId: account.id, organizationId: institution.id, permissions: ['staffingQuota.read', 'staffingQuota.write'], departmentIds: [inner] })
    const plan = await account.caller.call(getStaffingPlan, {})
    expect(plan).toMatchObject({ given: null, divided: null, departments: [{ departmentId: inner, numbers: { established: 4 } }] })
    await expect(account.caller.call(saveStaffingPlan, { departments: [{ departmentId: inner, numbers: { established: 1 } }], version: plan.version })).toBeProblem(403, 'FORBIDDEN')
  })
})

test('what waits to be divided is on the to-do list, and every change on the log of both', async () => {
  const { institution, inner } = await given({ established: 10 })
  const todo = async () => (await institution.admin.call(getTodos, {})).items.find(({ kind }) => kind === 'staffing.undivided')
  expect(await todo()).toMatchObject({ count: 10, href: '/staffing-quotas' })
  await divide(institution, [[inner, { established: 10 }]])
  expect(await todo()).toBeUndefined()
  const entries = await server.platform.database.knex('operation_log').where('subject', `organization:${institution.id}`).where('action', 'like', 'staffingQuota.%').orderBy('id')
  expect(entries.map((entry) => [entry.action, entry.chain_id, JSON.parse(entry.detail).changes])).toEqual(expect.arrayContaining([
    ['staffingQuota.grant', institution.id, ['编制内 0→10']], ['staffingQuota.grant', county.id, ['编制内 0→10']], ['staffingQuota.divide', institution.id, ['内科：编制内 0→10']],
  ]))
})
