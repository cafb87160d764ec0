import { printResume } from '@talent/shared/contract/resumes'
import { setPortrait } from '@talent/shared/contract/details'
import { detailSectionNames, detailSections } from '@talent/shared/domain/sections/details'
import { personFields } from '@talent/shared/domain/sections/person'
import { readPdf } from '../../pdf/testing/read-pdf'
import { givenAccount, givenInstitution, givenRole, type GivenOrganization } from '../../../test/given'
import { detailValues, givenDetail, givenPicture } from '../../../test/given-details'
import { givenDepartments, givenPerson, type GivenPerson } from '../../../test/given-people'
import { loseFiles } from '../../../test/lost-files'
import { startTestServer, type TestServer } from '../../../test/server'

let server: TestServer
let institution: GivenOrganization
let person: GivenPerson
let departmentId: number
beforeAll(async () => {
  server = await startTestServer()
  institution = await givenInstitution(server)
  departmentId = (await givenDepartments(institution, '心血管内科'))[0]?.id ?? 0
  person = await givenPerson(institution, { name: '阿依努尔·艾山', departmentId, email: 'ayi@example.com', homeAddress: '湖北省武汉市武昌区中北路 1 号' })
  for (const section of detailSectionNames) await givenDetail(institution, person.id, section)
})
afterAll(() => server.stop())

const textOf = (pdf: Buffer): string => readPdf(pdf).pages.join('\n').replace(/\s/g, '')
async function subWith(permissions: string[], departmentIds?: number[]) {
  const account = await givenAccount(server, { organizationId: institution.id, kind: 'sub' })
  await givenRole(server, { accountId: account.id, organizationId: institution.id, permissions, departmentIds })
  return account
}

test('every field and every section of the declaration is on the sheet, numbers masked', async () => {
  const text = textOf(await institution.admin.call(printResume, { personId: person.id }))
  for (const { label } of personFields) expect(text).toContain(label)
  for (const section of detailSectionNames) {
    expect(text).toContain(detailSections[section].label)
    for (const { label } of detailSections[section].fields) expect(text).toContain(label)
  }
  for (const value of ['阿依努尔·艾山', '心血管内科', '大学本科', '武汉大学', '东湖社区卫生服务中心', '照片', person.identityNumber]) expect(text).toContain(value)
  for (const secret of [person.input.identityNumber, person.input.mobile, 'ayi@', '中北路', detailValues.qualification.certificateNo]) expect(text).not.toContain(secret)
})

test('whole numbers for who may see them, which is on the log', async () => {
  const { id, caller } = await subWith(['person.read', 'person.reveal'])
  const text = textOf(await caller.call(printResume, { personId: person.id, whole: true }))
  for (const value of [person.input.identityNumber, person.input.mobile, 'ayi@example.com', detailValues.qualification.certificateNo]) expect(text).toContain(value)
  const entries = await server.platform.database.knex('operation_log').where({ action: 'person.print', actor_id: id })
  expect(entries.map((entry) => [entry.subject, JSON.parse(entry.detail)])).toEqual([[`person:${person.id}`, { whole: true }]])
})

test('without the right to numbers, or to this person, nothing whole leaves', async () => {
  const reader = await subWith(['person.read'])
  await expect(reader.caller.call(printResume, { personId: person.id, whole: true })).toBeProblem(403, 'FORBIDDEN')
  const elsewhere = (await givenDepartments(institution, '外科'))[0]?.id ?? 0
  await givenRole(server, { accountId: reader.id, organizationId: institution.id, permissions: ['person.reveal'], departmentIds: [elsewhere] })
  await expect(reader.caller.call(printResume, { personId: person.id, whole: true })).toBeProblem(403, 'FORBIDDEN')
  await expect((await subWith(['person.read'], [elsewhere])).caller.call(printResume, { personId: person.id })).toBeProblem(404, 'NOT_FOUND')
  await expect((await givenInstitution(server)).admin.call(printResume, { personId: person.id })).toBeProblem(404, 'NOT_FOUND')
})

test('a person with nothing but the basic information has a sheet too, and a portrait stands in its place', async () => {
  const bare = await givenPerson(institution, { name: '王小二', departmentId })
  const before = readPdf(await institution.admin.call(printResume, { personId: bare.id }))
  expect(before.images).toBe(0)
  expect(before.pages.join('').match(/无/g)?.length).toBeGreaterThanOrEqual(detailSectionNames.length)
  await institution.admin.call(setPortrait, { personId: bare.id, attachmentId: await givenPicture(institution, bare.id), current: null })
  const after = readPdf(await institution.admin.call(printResume, { personId: bare.id }))
  expect(after.images).toBe(1)
  expect(after.pages.join('')).not.toContain('照片')
  await loseFiles(server, 'personPicture')
  const lost = readPdf(await institution.admin.call(printResume, { personId: bare.id }))
  expect(lost.images).toBe(0)
  expect(lost.pages.join('').replace(/\s/g, '')).toContain('照片已丢失')
})
