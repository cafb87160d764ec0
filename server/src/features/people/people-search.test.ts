import { searchPeople } from '@talent/shared/contract/people'
import { dialectOf } from '../../db/database'
import { accountScope } from '../../http/actor'
import { givenInstitution, type GivenOrganization } from '../../../test/given'
import { givenDepartments, givenPerson, givenPost, type GivenPerson } from '../../../test/given-people'
import { startTestServer, type TestServer } from '../../../test/server'
import { pageOfPeople, type PersonFilter } from './people.repository'

let server: TestServer
let institution: GivenOrganization
let people: Record<string, GivenPerson>
let departments: Record<string, number>
beforeAll(async () => {
  server = await startTestServer()
  institution = await givenInstitution(server)
  departments = Object.fromEntries((await givenDepartments(institution, '内科', '内科/心内科', '骨_科')).map(({ name, id }) => [name, id]))
  const postId = (await givenPost(institution)).id
  const made = (name: string, department: string, more = {}) => givenPerson(institution, { name, departmentId: departments[department] ?? 0, postId, ...more })
  people = {
    wang: await made('王小二', '内科'),
    li: await made('李小二', '心内科', { employmentStatus: 'retired' }),
    dot: await made('买买提·王', '骨_科', { identityType: 'passport', identityNumber: 'AB123456X', country: 'USA', staffing: 'contract' }),
  }
})
afterAll(() => server.stop())

const names = async (query: object) => (await institution.admin.call(searchPeople, query)).items.map(({ name }) => name)

test('the newest first, page by page, with the number of all', async () => {
  const first = await institution.admin.call(searchPeople, { pageSize: 2 })
  expect(first).toMatchObject({ total: 3, page: 1, pageSize: 2, items: [{ name: '买买提·王' }, { name: '李小二' }] })
  expect(await names({ page: 2, pageSize: 2 })).toEqual(['王小二'])
  expect(await names({ page: 3, pageSize: 2 })).toEqual([])
})

test('a row holds the masked number and no other personal field', async () => {
  const { items } = await institution.admin.call(searchPeople, { name: '买买提' })
  expect(items).toEqual([
    {
      id: people.dot?.id, employeeNo: '', name: '买买提·王', identityType: 'passport', identityNumber: 'A****X', departmentName: '骨_科', sex: '2', staffing: 'contract',
      postName: people.dot?.postName, employmentStatus: 'inPost', portraitId: null, updatedAt: people.dot?.updatedAt,
    },
  ])
})

test.each([
  ['小二', ['李小二', '王小二']],
  [' 王 ', ['买买提·王', '王小二']],
  ['买买提•王', ['买买提·王']], // a look-alike dot
  ['%', []],
  ['_', []],
])('a name that contains %j', async (name, expected) => {
  expect(await names({ name })).toEqual(expected)
})

test('a number in full, of whatever document, or its last four characters', async () => {
  const number = people.wang?.input.identityNumber ?? ''
  expect(await names({ identityNumber: number })).toEqual(['王小二'])
  expect(await names({ identityNumber: ` ${number.slice(0, 6)} ${number.slice(6).toLowerCase()}` })).toEqual(['王小二'])
  expect(await names({ identityNumber: number.slice(-4) })).toContain('王小二')
  expect(await names({ identityNumber: 'ab123456x' })).toEqual(['买买提·王'])
  expect(await names({ identityNumber: '456x' })).toEqual(['买买提·王'])
  expect(await names({ identityNumber: number.slice(0, 10) })).toEqual([])
})

test('the number that the unit gave, or how it begins, whatever its case', async () => {
  const own = await givenInstitution(server)
  for (const [name, employeeNo] of [['甲一', 'A001'], ['乙二', 'A0017'], ['丙三', '']] as const) await givenPerson(own, { name, employeeNo })
  const found = async (employeeNo: string) => (await own.admin.call(searchPeople, { employeeNo })).items.map(({ name }) => name)
  expect(await found('a001')).toEqual(['乙二', '甲一'])
  expect(await found(' A0017 ')).toEqual(['乙二'])
  expect([await found('001'), await found('%')]).toEqual([[], []])
})

test('a department with its subtree, a name of a department, an employment status, and all together', async () => {
  expect(await names({ departmentId: departments['内科'] })).toEqual(['李小二', '王小二'])
  expect(await names({ departmentId: departments['心内科'] })).toEqual(['李小二'])
  expect(await names({ departmentName: '内科' })).toEqual(['李小二', '王小二'])
  expect(await names({ departmentName: '_' })).toEqual(['买买提·王'])
  expect(await names({ departmentName: '儿科' })).toEqual([])
  expect(await names({ employmentStatus: 'retired' })).toEqual(['李小二'])
  expect(await names({ employmentStatus: 'inPost', staffing: 'contract' })).toEqual(['买买提·王'])
  expect(await names({ employmentStatus: 'retired', staffing: 'contract' })).toEqual([])
  expect(await names({ departmentId: departments['内科'], employmentStatus: 'inPost', name: '王' })).toEqual(['王小二'])
})

test('the page and the number are read through the index of the filter', async () => {
  const { knex } = server.platform.database
  const scope = accountScope({ organizationId: institution.id, organizationKind: 'institution', path: institution.path, departmentIds: null })
  const plan = async (filter: Partial<PersonFilter>): Promise<string> => {
    const { sql, bindings } = pageOfPeople(knex, scope, { departments: null, ...filter }, { limit: 20, offset: 0 }).toSQL().toNative()
    const explain = dialectOf(knex) === 'mysql' ? 'explain' : 'explain query plan'
    const answer: unknown = await knex.raw(`${explain} ${sql}`, [...bindings])
    return JSON.stringify(Array.isArray(answer) && Array.isArray(answer[0]) ? answer[0] : answer)
  }
  const covering = /Using index|COVERING INDEX/
  for (const filter of [{}, { name: '王' }, { employmentStatus: 'inPost', staffing: 'contract' }, { name: '王', staffing: 'contract', departments: [1, 2] }]) {
    expect(await plan(filter)).toContain('people_narrowed')
    expect(await plan(filter)).toMatch(covering)
  }
  expect(await plan({ last4: 'x' })).toContain('people_by_last4')
  expect(await plan({ identities: ['x', 'y'] })).toContain('people_one_of_a_kind')
  expect(await plan({ departments: [1, 2] })).toContain('people_of_department')
})
