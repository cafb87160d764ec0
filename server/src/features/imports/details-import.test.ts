import { getPersonDetails, setPortrait } from '@talent/shared/contract/details'
import { searchPictures } from '@talent/shared/contract/pictures'
import { confirmFiling, getFilings } from '@talent/shared/contract/candidate'
import { detailSectionNames, detailSections } from '@talent/shared/domain/sections/details'
import { detailTemplateFields } from '@talent/shared/domain/detail-row'
import { givenAccount, givenInstitution, givenRole, type GivenOrganization } from '../../../test/given'
import { detailValues, givenPicture } from '../../../test/given-details'
import { filledTemplate, importRows, issuesOf, preview, reportOf, run, sheetRows, upload, type SheetRow } from '../../../test/given-imports'
import { givenDepartments, givenPerson, type GivenPerson } from '../../../test/given-people'
import { givenCandidateOf, givenTrial, withoutFaceCheck } from '../../../test/given-trials'
import { startTestServer, type TestServer } from '../../../test/server'

let server: TestServer
let institution: GivenOrganization
let person: GivenPerson
beforeAll(async () => {
  server = await startTestServer()
  institution = await givenInstitution(server)
})
afterAll(() => server.stop())
beforeEach(async () => void (person = await givenPerson(institution)))

const who = (of: GivenPerson = person): SheetRow => ({ 机构名称: institution.name, 姓名: of.name, 证件号码: of.input.identityNumber ?? '' })
const school = (more: SheetRow = {}): SheetRow => ({ ...who(), 毕业院校: '武汉大学', 学历: '大学本科', 毕业日期: '2012-07', ...more })
const records = async (of: GivenPerson = person) => (await institution.admin.call(getPersonDetails, { personId: of.id })).sections.flatMap((s) => s.records)
const checked = async (rows: SheetRow[], options: { updateExisting?: boolean } = {}) => {
  const job = await preview(server, institution.admin, 'education', await filledTemplate(institution.admin, 'education', rows), options)
  return { job, messages: (await issuesOf(institution.admin, job.id)).map((issue) => issue.message) }
}

test('every section of the declaration is imported from its own template', async () => {
  for (const section of detailSectionNames) {
    const row: SheetRow = { ...who() }
    for (const field of detailTemplateFields(section)) if (field.key in detailValues[section]) row[field.label] = detailValues[section][field.key]
    for (const field of detailSections[section].fields) {
      if (field.kind === 'choice' && field.key === 'education') row[field.label] = '大学本科'
      if (field.kind === 'choice' && field.key === 'degree') row[field.label] = '学士'
    }
    const done = await importRows(server, institution.admin, section, [row])
    expect([section, done.newRows, done.wrongRows]).toEqual([section, 1, 0])
  }
  expect((await records()).map((r) => r.section)).toEqual(detailSectionNames)
})

test('what came without its picture is on the list, and the same file again changes nothing', async () => {
  expect(await importRows(server, institution.admin, 'education', [school()])).toMatchObject({ newRows: 1, wrongRows: 0 })
  expect(await records()).toMatchObject([{ title: '学历：大学本科（2012-07 毕业）', missingAttachment: true, pictures: [] }])
  expect((await institution.admin.call(searchPictures, { state: 'missing', pageSize: 100 })).items.some((item) => item.personId === person.id)).toBe(true)
  expect((await checked([school()], { updateExisting: true })).job).toMatchObject({ newRows: 0, changedRows: 0, sameRows: 1 })
})

test('a record on file is changed only when that was chosen; blank cells keep what is there', async () => {
  await importRows(server, institution.admin, 'education', [school({ 所学专业: '临床医学' })])
  const { job, messages } = await checked([school({ 毕业证书编号: '1048612012' })])
  expect(job).toMatchObject({ changedRows: 0, sameRows: 1 })
  expect(messages).toEqual([expect.stringContaining('没有选择“更新已存在的数据”')])
  await importRows(server, institution.admin, 'education', [school({ 毕业证书编号: '1048612012' })], { updateExisting: true })
  expect(await records()).toMatchObject([{ values: { major: '临床医学', certificateNo: '1048612012' }, version: 2 }])
})

test.each<[string, () => SheetRow, RegExp]>([
  ['another institution', () => school({ 机构名称: '某医院' }), /不是本机构/],
  ['a number that is not on file', () => school({ 证件号码: '420102199003070017' }), /人员档案中没有这个证件号码/],
  ['a name that does not agree', () => school({ 姓名: '李四' }), /姓名“李四”与人员档案不一致.*“张小燕”/],
  ['a choice that is none', () => school({ 学历: '本科' }), /不在可选范围内/],
  ['a date after today', () => school({ 毕业日期: '2099-01' }), /晚于今天/],
  ['a missing school', () => school({ 毕业院校: '' }), /请填写毕业院校/],
])('%s is named with its reason and not written', async (_, row, reason) => {
  const { job, messages } = await checked([row(), school({ 毕业日期: '2015-07' })])
  expect(job).toMatchObject({ newRows: 1, wrongRows: 1 })
  expect(messages.join('\n')).toMatch(reason)
  await run(server, institution.admin, job.id)
  expect(await records()).toHaveLength(1)
})

test('the same record twice in a file is named with the first row, and the report can be corrected and uploaded', async () => {
  const { job, messages } = await checked([school(), school()])
  expect(messages).toEqual([expect.stringMatching(/^与第 \d+ 行是同一个人的同一条学历/)])
  const report = await reportOf(institution.admin, job.id)
  expect((await sheetRows(report))[0]?.cells[0]?.text).toBe('错误原因')
})

test('what the candidate has confirmed is not changed by a file', async () => {
  await withoutFaceCheck(server)
  const given = await givenTrial(server, { institution })
  await institution.admin.call(setPortrait, { personId: given.person.id, attachmentId: await givenPicture(institution, given.person.id), current: null })
  const candidate = await givenCandidateOf(server, given)
  const [filing] = (await candidate.caller.call(getFilings, {})).filings
  await candidate.caller.call(confirmFiling, { trialId: given.trial.id, contentHash: filing?.contentHash ?? '', declarationAccepted: true, sections: filing?.sections.map((s) => s.section) ?? [] })
  const { job, messages } = await checked([school({ ...who(given.person), 毕业院校: '另一所大学' })])
  expect(job.wrongRows).toBe(1)
  expect(messages.join()).toContain('内容已锁定')
})

test('a sub-account imports for the people of its departments only, with the right to change people', async () => {
  const [inner, outer] = await givenDepartments(institution, `甲${person.id}`, `乙${person.id}`)
  const [near, far] = [await givenPerson(institution, { departmentId: inner?.id ?? 0 }), await givenPerson(institution, { departmentId: outer?.id ?? 0 })]
  const account = await givenAccount(server, { organizationId: institution.id, kind: 'sub' })
  await givenRole(server, { accountId: account.id, organizationId: institution.id, permissions: ['import.write', 'import.read'] })
  await expect(filledTemplate(account.caller, 'education', [])).rejects.toMatchObject({ code: 'FORBIDDEN' })
  await givenRole(server, { accountId: account.id, organizationId: institution.id, permissions: ['person.write'], departmentIds: [inner?.id ?? 0] })
  const job = await preview(server, account.caller, 'education', await filledTemplate(account.caller, 'education', [school(who(near)), school(who(far))]))
  expect((await issuesOf(account.caller, job.id)).map((issue) => issue.message)).toEqual(['该人员不在您负责的科室中，请由负责该科室的账号导入'])
  expect(job).toMatchObject({ newRows: 1, wrongRows: 1 })
})

test('a template of one section is refused for another', async () => {
  const bytes = await filledTemplate(institution.admin, 'education', [school()])
  await expect(upload(institution.admin, 'degree', bytes)).rejects.toMatchObject({ code: 'WORKBOOK_REJECTED' })
})
