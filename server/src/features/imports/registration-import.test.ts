import { confirmFiling, getFilings } from '@talent/shared/contract/candidate'
import { createTrial, getTrial, searchTrials } from '@talent/shared/contract/trials'
import { givenAccount, givenRole, type GivenOrganization } from '../../../test/given'
import { givenDetail, givenEducation } from '../../../test/given-details'
import { filledTemplate, givenFixtureInstitution, importRows, issuesOf, preview, reasonsFor, upload, type SheetRow } from '../../../test/given-imports'
import { givenPerson, type GivenPerson } from '../../../test/given-people'
import { givenCandidateOf, trialInput, withoutFaceCheck } from '../../../test/given-trials'
import { startTestServer, type TestServer } from '../../../test/server'

let server: TestServer
let institution: GivenOrganization
let person: GivenPerson
beforeAll(async () => {
  server = await startTestServer()
  await withoutFaceCheck(server)
})
beforeEach(async () => {
  institution = await givenFixtureInstitution(server)
  person = await givenPerson(institution)
})
afterAll(() => server.stop())

const rowOf = (change: SheetRow = {}): SheetRow => ({
  机构名称: institution.name, 姓名: person.name, 证件号码: person.input.identityNumber, 报考年度: '2026', 申报级别: '中级', 报考专业: '内科学', 岗位名称: '', ...change,
})
const bring = (rows: readonly SheetRow[], updateExisting = false) => importRows(server, institution.admin, 'registration', rows, { updateExisting })
const check = async (rows: readonly SheetRow[]) => preview(server, institution.admin, 'registration', await filledTemplate(institution.admin, 'registration', rows))
const listed = async (businessCode: '03' | '05' = '03') => (await institution.admin.call(searchTrials, { businessCode })).items

async function complete(): Promise<void> {
  await givenEducation(institution, person.id)
  await givenDetail(institution, person.id, 'degree')
  await givenDetail(institution, person.id, 'title')
}

test('a row puts somebody up for the exam, beside a trial filing of the year; whose record is complete comes before the candidate', async () => {
  await complete()
  const trial = await institution.admin.call(createTrial, { personId: person.id, ...trialInput() })
  expect(await bring([rowOf()])).toMatchObject({ state: 'finished', newRows: 1, wrongRows: 0 })
  const [row] = await listed()
  expect(await institution.admin.call(getTrial, { trialId: row?.id ?? 0 })).toMatchObject({ businessCode: '03', applyLevel: 'intermediate', applyCategory: '303', confirmationState: 'awaiting', segments: [], totalMonths: 0 })
  expect((await listed('05')).map(({ id }) => id)).toEqual([trial.id])
  // Once more it is the same; another speciality waits for 更新.
  expect(await check([rowOf()])).toMatchObject({ sameRows: 1, newRows: 0 })
  expect(await bring([rowOf({ 报考专业: '普通外科学' })])).toMatchObject({ sameRows: 1, changedRows: 0 })
  expect(await bring([rowOf({ 报考专业: '317' })], true)).toMatchObject({ changedRows: 1 })
  expect(await listed()).toMatchObject([{ id: row?.id, applyCategory: '317' }])
  expect(await institution.admin.call(getTrial, { trialId: trial.id })).toMatchObject({ applyCategory: 'clinical', segments: [{}] })
})

test('the plain name of a speciality is that of the level; what lacks keeps it back', async () => {
  expect(await bring([rowOf({ 申报级别: '初级(师)', 报考专业: '药学' })])).toMatchObject({ newRows: 1 })
  expect(await listed()).toMatchObject([{ applyLevel: 'juniorPractitioner', applyCategory: '201', confirmationState: 'notReady' }])
})

test.each([
  ['a speciality of another level', { 申报级别: '初级(士)', 报考专业: '内科学' }, /“内科学”不是初级\(士\)的专业/],
  ['a speciality that is none', { 报考专业: '内科' }, /报考专业“内科”不在可选范围内/],
  ['a level of another exam', { 申报级别: '执业医师' }, /请选择申报级别：初级\(士\)、初级\(师\)或中级/],
  ['no level', { 申报级别: '' }, /请选择申报级别/],
  ['a year that is not open', { 报考年度: '2031' }, /2031 年度/],
  ['nobody on file', { 证件号码: '420102199001010129' }, /没有这个证件号码/],
  ['another name', { 姓名: '别的人' }, /与人员档案不一致/],
  ['another institution', { 机构名称: '长江航运总局' }, /不是本机构/],
])('%s is refused with the reason', async (_, change, reason) => {
  const job = await check([rowOf(change)])
  expect(job).toMatchObject({ newRows: 0, wrongRows: 1 })
  const reasons = reasonsFor(await issuesOf(institution.admin, job.id), 0)
  expect(reasons.join('\n')).toMatch(reason)
  // One cell, one sentence.
  expect(reasons).toHaveLength(1)
})

test('what the candidate has confirmed is not changed', async () => {
  await complete()
  await bring([rowOf()])
  const [row] = await listed()
  const candidate = await givenCandidateOf(server, { institution, person, trial: await institution.admin.call(getTrial, { trialId: row?.id ?? 0 }) })
  const [filing] = (await candidate.caller.call(getFilings, {})).filings
  await candidate.caller.call(confirmFiling, { trialId: row?.id ?? 0, contentHash: filing?.contentHash ?? '', declarationAccepted: true, sections: filing?.sections.map(({ section }) => section) ?? [] })
  const job = await bring([rowOf({ 报考专业: '普通外科学' })], true)
  expect(reasonsFor(await issuesOf(institution.admin, job.id), 0).join()).toMatch(/已确认.*资格考试预报名中重新打开/)
})

test('it is for who may file, with the template of this kind', async () => {
  const clerk = await givenAccount(server, { organizationId: institution.id, kind: 'sub' })
  await givenRole(server, { accountId: clerk.id, organizationId: institution.id, permissions: ['import.read', 'import.write', 'person.write'] })
  const bytes = await filledTemplate(institution.admin, 'registration', [rowOf()])
  await expect(upload(clerk.caller, 'registration', bytes)).toBeProblem(403, 'FORBIDDEN')
  await expect(upload(institution.admin, 'registration', await filledTemplate(institution.admin, 'trials', []))).rejects.toMatchObject({ extra: { detail: expect.stringMatching(/“试用期填报”的模板.*“预报名”/) } })
})
