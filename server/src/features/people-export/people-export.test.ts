import { uploadImport } from '@talent/shared/contract/imports'
import { exportPeople } from '@talent/shared/contract/people-export'
import type { Arguments } from '@talent/shared/contract/endpoint'
import { detailSectionNames } from '@talent/shared/domain/sections/details'
import { personFields } from '@talent/shared/domain/sections/person'
import type { Caller } from '../../../test/caller'
import { givenAccount, givenInstitution, givenRole, type GivenOrganization } from '../../../test/given'
import { detailValues, givenDetail } from '../../../test/given-details'
import { issuesOf, preview, sheetRows } from '../../../test/given-imports'
import { givenDepartments, givenPerson, givenPost, type GivenPerson } from '../../../test/given-people'
import { startTestServer, type TestServer } from '../../../test/server'

let server: TestServer
let institution: GivenOrganization
let departments: { inner: number; ward: number; surgery: number }
let wang: GivenPerson
let li: GivenPerson
beforeAll(async () => {
  server = await startTestServer()
  institution = await givenInstitution(server)
  // Two departments of the same name are told apart by the one above, as in the template.
  const [inner, ward, surgery] = (await givenDepartments(institution, '内科', '内科/一病区', '外科', '外科/一病区')).map(({ id }) => id)
  departments = { inner: inner ?? 0, ward: ward ?? 0, surgery: surgery ?? 0 }
  const postId = (await givenPost(institution, { name: '医师' })).id
  wang = await givenPerson(institution, { name: '王小二', departmentId: departments.ward, postId, email: 'wang@example.com', workPhone: '027-87654321', hireDate: '2015-07', staffing: 'established' })
  li = await givenPerson(institution, { name: '李小红', departmentId: departments.surgery, postId: null })
  for (const section of detailSectionNames) await givenDetail(institution, wang.id, section)
})
afterAll(() => server.stop())

type Asked = Omit<Arguments<typeof exportPeople>, 'content'> & Partial<Pick<Arguments<typeof exportPeople>, 'content'>>
const exported = (caller: Caller, asked: Asked = {}): Promise<Buffer> => caller.call(exportPeople, { content: 'people', ...asked })

/** The rows by heading. */
async function rowsOf(bytes: Buffer): Promise<Record<string, string>[]> {
  const [head, ...rows] = await sheetRows(bytes)
  const headings = (head?.cells ?? []).map((cell) => cell?.text ?? '')
  return rows.map((row) => Object.fromEntries(headings.map((heading, column) => [heading, row.cells[column]?.text ?? ''])))
}
async function subWith(permissions: string[], departmentIds?: number[]) {
  const account = await givenAccount(server, { organizationId: institution.id, kind: 'sub' })
  await givenRole(server, { accountId: account.id, organizationId: institution.id, permissions, departmentIds })
  return account
}

test('the list in the words and columns of the template, newest first, numbers masked', async () => {
  const rows = await rowsOf(await exported(institution.admin))
  expect(Object.keys(rows[0] ?? {})).toEqual(personFields.map(({ label }) => label))
  expect(rows.map((row) => row['姓名'])).toEqual(['李小红', '王小二'])
  expect(rows[1]).toMatchObject({
    '科室/部门': '内科/一病区', 岗位: '医师', 性别: '女性', 学历: '大学本科', 身份证件类别: '居民身份证', 入职日期: '2015-07-01', 在职状态: '在岗人员',
    证件号: wang.identityNumber, 手机号码: wang.mobile, 电子邮箱: 'w***@example.com', 工作电话: expect.stringContaining('****'),
  })
  const text = JSON.stringify(rows)
  for (const secret of [wang.input.identityNumber, wang.input.mobile, '87654321']) expect(text).not.toContain(secret)
})

test('what the list would find is what is exported', async () => {
  const names = async (asked: Asked) => (await rowsOf(await exported(institution.admin, asked))).map((row) => row['姓名'])
  expect(await names({ name: '小二' })).toEqual(['王小二'])
  expect(await names({ departmentId: departments.inner })).toEqual(['王小二'])
  expect(await names({ identityNumber: li.input.identityNumber ?? '' })).toEqual(['李小红'])
  expect(await names({ name: '没有这个人' })).toEqual([])
})

test.each(['people', ...detailSectionNames] as const)('%s in whole is uploaded again as it is, and nothing is new or wrong', async (content) => {
  const bytes = await exported(institution.admin, { content, whole: true })
  const job = await preview(server, institution.admin, content, bytes, { updateExisting: true })
  expect((await issuesOf(institution.admin, job.id)).filter(({ level }) => level === 'error')).toEqual([])
  const rows = content === 'people' ? 2 : 1
  expect(job).toMatchObject({ state: 'previewed', rows, sameRows: rows, newRows: 0, changedRows: 0, wrongRows: 0 })
})

test('a section holds whose record it is, masked too', async () => {
  const [masked] = await rowsOf(await exported(institution.admin, { content: 'qualification' }))
  expect(masked).toMatchObject({ 机构名称: institution.name, 姓名: '王小二', 证件号码: wang.identityNumber, 医师资格证书编码: expect.stringContaining('****'), 类别: '临床' })
  const [whole] = await rowsOf(await exported(institution.admin, { content: 'qualification', whole: true }))
  expect(whole).toMatchObject({ 证件号码: wang.input.identityNumber, 医师资格证书编码: detailValues.qualification.certificateNo })
  expect(await rowsOf(await exported(institution.admin, { content: 'work', name: '李' }))).toEqual([])
})

test('a masked file that is uploaded says which number is missing and who can export it', async () => {
  const job = await preview(server, institution.admin, 'people', await exported(institution.admin, { name: '王小二' }), { updateExisting: true })
  expect(job).toMatchObject({ rows: 1, wrongRows: 1 })
  expect((await issuesOf(institution.admin, job.id)).map(({ label, message }) => [label, message.includes('隐藏了一部分')])).toEqual([
    ['证件号', true], ['手机号码', true], ['电子邮箱', true], ['工作电话', true],
  ])
})

test('whole numbers need the right to them, and leave only for the departments that it reaches', async () => {
  const reader = await subWith(['person.read'])
  await expect(exported(reader.caller, { whole: true })).toBeProblem(403, 'FORBIDDEN')
  const half = await subWith(['person.read'])
  await givenRole(server, { accountId: half.id, organizationId: institution.id, permissions: ['person.reveal'], departmentIds: [departments.inner] })
  const numbers = (await rowsOf(await exported(half.caller, { whole: true }))).map((row) => row['证件号'])
  expect(numbers).toEqual([li.identityNumber, wang.input.identityNumber])
})

test('a role for some departments takes along only their people, and without the right nobody', async () => {
  const limited = await subWith(['person.read', 'person.reveal'], [departments.surgery])
  expect((await rowsOf(await exported(limited.caller, { whole: true }))).map((row) => row['姓名'])).toEqual(['李小红'])
  expect(await rowsOf(await exported(limited.caller, { departmentId: departments.inner }))).toEqual([])
  expect(await rowsOf(await exported(limited.caller, { content: 'education' }))).toEqual([])
  await expect(exported((await subWith(['trial.read'])).caller)).toBeProblem(403, 'FORBIDDEN')
  expect(await rowsOf(await exported((await givenInstitution(server)).admin))).toEqual([])
})

test('who took what along is on the log, without a number', async () => {
  const { id, caller } = await subWith(['person.read', 'person.reveal'])
  await exported(caller, { whole: true, identityNumber: wang.input.identityNumber })
  await exported(caller, { content: 'title' })
  const entries = await server.platform.database.knex('operation_log').where({ action: 'person.export', actor_id: id }).orderBy('id')
  expect(entries.map((entry) => JSON.parse(entry.detail))).toEqual([{ exported: 'people', people: 1, whole: true, department: null }, { exported: 'title', people: 2, whole: false, department: null }])
  expect(JSON.stringify(entries)).not.toContain(wang.input.identityNumber)
})

test('a list longer than a batch is whole and in order', async () => {
  const { knex } = server.platform.database
  const large = await givenInstitution(server)
  const first = await givenPerson(large, { name: '张一' })
  const { id: _id, ...row } = await knex('people').where('id', first.id).first()
  const copies = Array.from({ length: 1100 }, (_, n) => ({ ...row, employee_no: `N${n}`, identity_lookup: `c${n}`.padEnd(22, '-'), in_service_lookup: null }))
  for (let from = 0; from < copies.length; from += 100) await knex('people').insert(copies.slice(from, from + 100))
  const numbers = (await rowsOf(await exported(large.admin))).map((one) => one['工号'])
  expect(numbers).toEqual([...copies.map((copy) => copy.employee_no).reverse(), first.employeeNo])
})

test('the file says whose template it is', async () => {
  const other = await givenInstitution(server)
  await givenPerson(other)
  const bytes = await exported(institution.admin, { whole: true })
  await expect(other.admin.call(uploadImport, { kind: 'people', updateExisting: true, allOrNothing: false, file: { bytes, name: '人员.xlsx' } })).toBeProblem(422, 'WORKBOOK_REJECTED')
})
