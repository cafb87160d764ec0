import { createPerson, revealPerson, searchPeople } from '@talent/shared/contract/people'
import type { PersonInput } from '@talent/shared/domain/person'
import { accountScope, type Author, type Scope } from '../../http/actor'
import { inTransaction } from '../../db/transaction'
import { givenInstitution, type GivenOrganization } from '../../../test/given'
import { givenDepartments, givenPerson, givenPost, personInput } from '../../../test/given-people'
import { startTestServer, type TestServer } from '../../../test/server'
import { validIdentityNumber } from '../../../test/valid-identity-number'
import { createPeopleBulkService, type BulkOptions, type BulkRow } from './people-bulk.service'
import type { PeopleGuard } from './person-lock'

let server: TestServer
let institution: GivenOrganization
let departmentId: number
let postId: number
const locked = new Set<number>()
const lock: PeopleGuard = { lockedAmong: (_connection, ids) => Promise.resolve(new Set(ids.filter((id) => locked.has(id)))), filedAmong: () => Promise.resolve(new Map()) }
beforeAll(async () => void (server = await startTestServer()))
afterAll(() => server.stop())
beforeEach(async () => {
  institution = await givenInstitution(server)
  departmentId = (await givenDepartments(institution, '内科'))[0]?.id ?? 0
  postId = (await givenPost(institution)).id
})

const author: Author = { kind: 'account', id: 1, name: 'importer', source: '127.0.0.1' }
const scopeOf = (departmentIds: number[] | null = null): Scope => accountScope({ organizationId: institution.id, organizationKind: 'institution', path: institution.path, departmentIds })
const bulk = () => createPeopleBulkService(server.platform, lock)
const write = (rows: BulkRow[], options: BulkOptions = { updateExisting: true }, scope = scopeOf()) =>
  inTransaction(server.platform.database.knex, (tx) => bulk().write(tx, scope, { author, importId: 7 }, rows, options))
const compare = (rows: BulkRow[], options: BulkOptions = { updateExisting: true }, scope = scopeOf()) => bulk().compare(server.platform.database.knex, scope, author, rows, options)

let rowNumber = 0
function row(overrides: Partial<PersonInput> = {}, place: Partial<BulkRow> = {}): BulkRow {
  const { departmentId: _department, postId: _post, ...values } = personInput({ departmentId, postId })
  return { row: ++rowNumber, departmentId, postId, values: { ...values, ...overrides }, ...place }
}
const kinds = (outcomes: { kind: string }[]) => outcomes.map(({ kind }) => kind)
const reveal = (personId: number) => institution.admin.call(revealPerson, { personId })
const stored = (): Promise<Record<string, unknown>[]> => server.platform.database.knex('people').where('organization_id', institution.id).orderBy('id')

test('new rows become people like those entered one by one', async () => {
  const first = row({ email: 'zhang@example.com' })
  const [outcome] = await write([first])
  const single = await institution.admin.call(createPerson, personInput({ departmentId, postId }))
  const [bulkRow, singleRow] = await stored()
  expect(outcome).toEqual({ row: first.row, kind: 'new', personId: bulkRow?.id })
  expect(Object.keys(bulkRow ?? {})).toEqual(Object.keys(singleRow ?? {}))
  expect(bulkRow).toMatchObject({ department_id: departmentId, post_id: postId, in_service_lookup: bulkRow?.identity_lookup, version: 1, home_address: null })
  expect(await reveal(Number(bulkRow?.id))).toMatchObject({ identityNumber: first.values.identityNumber, mobile: first.values.mobile, email: 'zhang@example.com' })
  expect((await institution.admin.call(searchPeople, { identityNumber: first.values.identityNumber })).total).toBe(1)
  await expect(institution.admin.call(createPerson, { ...first.values, departmentId, postId })).toBeProblem(409, 'PERSON_EXISTS')
  expect(single.version).toBe(1)
})

test('the same file once more changes nothing, not even a version', async () => {
  const rows = [row(), row({ homeAddress: '湖北省武汉市' })]
  await write(rows)
  const before = await stored()
  expect(kinds(await compare(rows))).toEqual(['same', 'same'])
  expect(kinds(await write(rows))).toEqual(['same', 'same'])
  expect(await stored()).toEqual(before)
})

test('changed rows change what they name and keep the rest', async () => {
  const [a, b, c] = [row({ email: 'a@example.com', homePhone: '027-87654321' }), row(), row()]
  await write([a, b, c])
  const changes = [
    { ...a, values: { ...a.values, mobile: '13900000001', email: '', homePhone: undefined } },
    { ...b, values: { ...b.values, employmentStatus: 'retired' }, postId: null },
    c,
  ]
  const expected = [
    { kind: 'changed', fields: ['mobile', 'email'], statusChange: null },
    { kind: 'changed', name: '张小燕', fields: ['employmentStatus', 'postId'], statusChange: { from: 'inPost', to: 'retired' } },
    { kind: 'same' },
  ]
  expect(await compare(changes)).toMatchObject(expected)
  expect(await write(changes)).toMatchObject(expected)
  const [first, second, third] = await stored()
  expect(await reveal(Number(first?.id))).toMatchObject({ mobile: '13900000001', email: '', homePhone: '027-87654321', identityNumber: a.values.identityNumber })
  expect(first).toMatchObject({ version: 2, in_service_lookup: first?.identity_lookup, post_id: postId })
  expect(second).toMatchObject({ version: 2, employment_status: 'retired', in_service_lookup: null, post_id: null })
  expect(await reveal(Number(second?.id))).toMatchObject({ mobile: b.values.mobile })
  expect(third).toMatchObject({ version: 1 })
})

test('without 更新已存在的用户数据 existing people are kept and new ones added', async () => {
  const existing = row()
  await write([existing])
  const rows = [{ ...existing, values: { ...existing.values, name: '李小燕' } }, row()]
  expect(kinds(await write(rows, { updateExisting: false }))).toEqual(['kept', 'new'])
  expect((await stored()).map(({ name }) => name)).toEqual(['张小燕', '张小燕'])
})

test('one who is in service elsewhere is a wrong row that names the unit, and the others go in', async () => {
  const other = await givenInstitution(server)
  const there = await givenPerson(other)
  const { departmentId: _d, postId: _p, ...values } = there.input
  const rows = [row(), row(values), row({ ...values, employmentStatus: 'retired' })]
  const outcomes = await write(rows.slice(0, 2))
  expect(outcomes).toMatchObject([{ kind: 'new' }, { kind: 'wrong', issue: { path: ['identityNumber'], code: 'PERSON_ELSEWHERE', message: expect.stringContaining(`“${other.name}”`) } }])
  expect(JSON.stringify(outcomes)).not.toContain(there.input.identityNumber)
  expect(kinds(await write(rows.slice(2)))).toEqual(['new'])
  expect(await write([rows[1] ?? row()])).toMatchObject([{ kind: 'wrong', issue: { code: 'PERSON_ELSEWHERE' } }])
  expect(await stored()).toHaveLength(2)
})

test('where many people work is not for asking with a file: an hour names the units of 60, again at no cost, and of each other row still says what to do', async () => {
  const { knex } = server.platform.database
  const asking: Author = { ...author, id: 4711 }
  const other = await givenInstitution(server)
  const otherScope = accountScope({ organizationId: other.id, organizationKind: 'institution', path: other.path, departmentIds: null })
  const theirs = Array.from({ length: 62 }, () => row({}, { departmentId: null, postId: null }))
  await inTransaction(knex, (tx) => bulk().write(tx, otherScope, { author, importId: 8 }, theirs, { updateExisting: true }))
  const asked = theirs.map((one) => ({ ...one, departmentId, postId }))
  const lookAt = async (rows: BulkRow[]) => {
    const outcomes = await bulk().compare(knex, scopeOf(), asking, rows, { updateExisting: true })
    return outcomes.map((one) => (one.kind === 'wrong' ? one.issue.message : one.kind))
  }
  const naming = (messages: string[]) => messages.map((message) => message.includes(`“${other.name}”`))
  const first = await lookAt([row(), ...asked])
  expect(first[0]).toBe('new')
  expect(naming(first.slice(1))).toEqual([...Array.from({ length: 60 }, () => true), false, false])
  for (const message of first.slice(1)) expect(message).toContain('人员变动管理 › 调入申请')
  expect(first.at(-1)).toContain('60 分钟后重新上传')
  const run = await inTransaction(knex, (tx) => bulk().write(tx, scopeOf(), { author: asking, importId: 9 }, asked, { updateExisting: true }))
  expect(naming(run.map((one) => (one.kind === 'wrong' ? one.issue.message : one.kind)))).toEqual(naming(first.slice(1)))
  const entries = await knex('operation_log').where({ chain_id: institution.id, action: 'person.elsewhere' }).orderBy('sequence')
  expect(entries.map(({ detail }) => JSON.parse(detail))).toEqual([{ unitName: [other.name], people: 60, untold: 2 }, { unitName: [], people: 0, untold: 2 }])
  for (const { values } of asked) expect(JSON.stringify(entries)).not.toContain(values.identityNumber)
  const start = server.platform.now().getTime()
  server.setNow(start + 3_600_001)
  expect(naming(await lookAt(asked.slice(-2)))).toEqual([true, true])
  server.setNow(start)
})

test('a document twice in one batch, a locked person, and departments out of reach', async () => {
  const [internal, surgery] = [departmentId, (await givenDepartments(institution, '外科'))[0]?.id ?? 0]
  const [mine, theirs] = [row(), row({}, { departmentId: surgery })]
  const [first] = await write([mine, theirs])
  const renamed = { ...mine, values: { ...mine.values, name: '李小燕' } }
  const personId = first?.kind === 'new' ? first.personId : null
  locked.add(personId ?? 0)
  expect(await write([renamed])).toMatchObject([{ kind: 'wrong', issue: { code: 'PERSON_LOCKED' } }])
  locked.clear()
  const fresh = row()
  expect(await write([fresh, { ...fresh, row: fresh.row + 1 }])).toMatchObject([{ kind: 'new' }, { kind: 'wrong', issue: { code: 'PERSON_TWICE', message: expect.stringContaining(`第 ${fresh.row} 行`) } }])
  const limited = scopeOf([internal])
  expect(await write([row({}, { departmentId: surgery }), { ...theirs, departmentId: internal }, renamed], { updateExisting: true }, limited)).toMatchObject([
    { kind: 'wrong', issue: { code: 'DEPARTMENT_OUTSIDE' } }, { kind: 'wrong', issue: { code: 'PERSON_OUTSIDE' } }, { kind: 'changed', personId },
  ])
})

test('a person whom someone else files between the look and the write is one wrong row', async () => {
  const other = await givenInstitution(server)
  const there = await givenPerson(other, { employmentStatus: 'resigned' })
  const { departmentId: _d, postId: _p, ...values } = there.input
  const existing = row()
  await write([existing])
  // After the look at other institutions, and before the write, the other one takes the person back into service.
  const asked = jest.spyOn(lock, 'lockedAmong').mockImplementationOnce(async (connection) => {
    await connection('people').where('id', there.id).update({ in_service_lookup: connection.ref('identity_lookup') })
    return new Set()
  })
  const rows = [row(), row(), row({ ...values, employmentStatus: 'inPost' }), row(), { ...existing, values: { ...existing.values, name: '李小燕' } }]
  const outcomes = await write(rows)
  expect(asked).toHaveBeenCalledTimes(1)
  expect(outcomes).toMatchObject([
    { kind: 'new' }, { kind: 'new' }, { kind: 'wrong', issue: { code: 'PERSON_ELSEWHERE', message: expect.stringContaining(other.name) } }, { kind: 'new' }, { kind: 'changed' },
  ])
  expect(await stored()).toHaveLength(4)
})

test('one log entry a call says who, how many and which, and nothing of the rows', async () => {
  const rows = [row(), row()]
  await write(rows)
  await write(rows)
  const ids = (await stored()).map(({ id }) => Number(id))
  const log = await server.platform.database.knex('operation_log').where({ chain_id: institution.id, action: 'import.rows' })
  expect(log).toMatchObject([{ actor_name: 'importer', subject: 'import:7' }])
  expect(JSON.parse(log[0].detail)).toEqual({ created: 2, changed: 0, createdIds: `${ids[0]}-${ids[1]}`, changedIds: '' })
})

test('1,200 rows go in, and change, over several statements', async () => {
  const rows = Array.from({ length: 1200 }, () => row())
  expect(new Set(kinds(await write(rows)))).toEqual(new Set(['new']))
  const changed = rows.map((r, n) => ({ ...r, values: { ...r.values, name: `张${'一二三四五六七八九十'[n % 10]}${'甲乙丙丁'[n % 4]}` } }))
  const outcomes = await write(changed)
  expect(new Set(kinds(outcomes))).toEqual(new Set(['changed']))
  expect(outcomes.map((o) => o.row)).toEqual(rows.map((r) => r.row))
  expect((await stored()).map(({ name }) => name)).toEqual(changed.map((r) => r.values.name))
})

test('every number of the bulk is a different one', () => {
  expect(new Set(Array.from({ length: 1000 }, () => validIdentityNumber())).size).toBe(1000)
})
