import { getTrial, reopenTrial, searchTrials } from '@talent/shared/contract/trials'
import type { ExamYearSettings } from '@talent/shared/domain/exam-year'
import { inTransaction } from '../../db/transaction'
import { createExamYearsService } from '../exam-years/exam-years.service'
import { givenInstitution, type GivenOrganization } from '../../../test/given'
import { givenApplication } from '../../../test/given-applications'
import { givenEducation } from '../../../test/given-details'
import { filledTemplate, fixtureRows, givenFixtureInstitution, importRows, issuesOf, preview, reasonsFor, reportOf, run, sheetRows, withoutExpectation, type SheetRow } from '../../../test/given-imports'
import { startTestServer, type TestServer } from '../../../test/server'

let server: TestServer
let institution: GivenOrganization
/** Whose record lacks the education that the exam year asks for. */
const incomplete = '钱慧'
const all = fixtureRows('trials-2026.csv')
const filled = (rows: readonly SheetRow[]): SheetRow[] => rows.map((row) => ({ 机构名称: institution.name, ...row }))

beforeAll(async () => {
  server = await startTestServer()
  institution = await givenFixtureInstitution(server, '武汉市测试医院')
  await importRows(server, institution.admin, 'people', fixtureRows('people.csv'))
  const people: { id: number; name: string }[] = await server.platform.database.knex('people').where('organization_id', institution.id).select('id', 'name')
  for (const { id, name } of people) if (name !== incomplete) await givenEducation(institution, id)
})
afterAll(() => server.stop())

const trials = () => server.platform.database.knex('trials').where('organization_id', institution.id)
const check = async (rows: readonly SheetRow[], options: { updateExisting?: boolean } = {}) =>
  preview(server, institution.admin, 'trials', await filledTemplate(institution.admin, 'trials', rows), options)

/** A word of the reason that each row must give. */
const expectations: Record<string, RegExp> = {
  'refused: starts before 2025-01-01': /不能早于 2025-01-01/,
  'refused: ends after 2026-01-31': /不能晚于 2026-01-31/,
  'refused: 11 months': /合计 11 个月/,
  'refused: fresh starts before 2025-06-01': /应届生.*不能早于 2025-06-01/,
  'refused: fresh ends after 2026-08-31': /应届生.*不能晚于 2026-08-31/,
  'refused: gap, names 2025-09-05 and 2025-09-07': /不连续.*2025-09-05.*2025-09-07/,
  'refused: overlap, names 2025-09-05 and 2025-09-05': /重叠.*2025-09-05.*2025-09-05/,
  'refused: overlap, second inside the first': /重叠/,
  'refused: start after end': /晚于结束/,
  'refused: month without a day': /缺少日/,
  'refused: assistant numbers missing': /助理资格证号[\s\S]*助理执业证号/,
  'refused: name and number do not agree with the person on file': /姓名“张三丰”与人员档案不一致/,
  'refused: supervisor number has 14 digits': /带教执业证书编码.*15 位/,
  'refused: same person twice in the file': /与第 44 行是同一个人/,
}

test('every fixture row gives exactly what is expected of it', async () => {
  const job = await check(filled(withoutExpectation(all)))
  const issues = await issuesOf(institution.admin, job.id)
  all.forEach((row, index) => {
    const expected = row['期望'] ?? ''
    const reasons = reasonsFor(issues, index)
    if (expected.startsWith('accepted')) expect([expected, reasons]).toEqual([expected, []])
    else expect([expected, reasons.join('\n')]).toEqual([expected, expect.stringMatching(expectations[expected] ?? /never/)])
  })
  const accepted = all.filter((row) => row['期望']?.startsWith('accepted'))
  expect(job).toMatchObject({ newRows: accepted.length, wrongRows: all.length - accepted.length })
  expect(await run(server, institution.admin, job.id)).toMatchObject({ state: 'finished', newRows: accepted.length, doneRows: accepted.length })

  const { items } = await institution.admin.call(searchTrials, { examYear: 2026, pageSize: 100 })
  expect(items).toHaveLength(accepted.length)
  for (const row of accepted) {
    const months = /(\d+) months/.exec(row['期望'] ?? '')?.[1]
    const filed = items.find(({ name }) => name === row['姓名'])
    expect([row['姓名'], filed?.confirmationState]).toEqual([row['姓名'], row['期望']?.includes('不合格') || row['姓名'] === incomplete ? 'notReady' : 'awaiting'])
    if (months) expect([row['姓名'], filed?.totalMonths]).toEqual([row['姓名'], Number(months)])
  }
})

test('the report colours the cells that an issue is about', async () => {
  const job = await check(filled(withoutExpectation(all.filter((row) => row['期望'] === 'refused: gap, names 2025-09-05 and 2025-09-07'))))
  expect(await issuesOf(institution.admin, job.id)).toEqual([expect.objectContaining({ label: '开始2', value: '2025-09-07', level: 'error' })])
  const [, row] = await sheetRows(await reportOf(institution.admin, job.id))
  expect(row?.cells[0]?.text).toMatch(/不连续/)
})

describe('a filing that is there already', () => {
  const [first = {}] = withoutExpectation(all)
  const later = { ...first, 试用期结束时间: '2026-01-31' }

  test('is the same, is left alone, or is changed', async () => {
    expect(await check(filled([first]))).toMatchObject({ sameRows: 1, newRows: 0 })
    const left = await importRows(server, institution.admin, 'trials', filled([later]))
    expect(left).toMatchObject({ sameRows: 1, changedRows: 0 })
    expect((await issuesOf(institution.admin, left.id)).map(({ level }) => level)).toEqual(['warning'])
    expect(await importRows(server, institution.admin, 'trials', filled([later]), { updateExisting: true })).toMatchObject({ changedRows: 1, newRows: 0 })
    const filing = await trials().where('total_months', 13).orderBy('id').first()
    expect(await institution.admin.call(getTrial, { trialId: filing.id })).toMatchObject({ segments: [{ endDate: '2026-01-31', own: true, unitName: institution.name }] })
  })

  test('is not changed once the candidate has confirmed', async () => {
    const filing = await trials().orderBy('id').first()
    await trials().where('id', filing.id).update({ confirmation_state: 'confirmed' })
    const job = await check(filled([first]), { updateExisting: true })
    expect(reasonsFor(await issuesOf(institution.admin, job.id), 0).join()).toMatch(/已确认.*重新打开/)
    const people = await preview(server, institution.admin, 'people', await filledTemplate(institution.admin, 'people', [{ ...fixtureRows('people.csv')[0], 学历: '博士研究生' }]), { updateExisting: true })
    expect(reasonsFor(await issuesOf(institution.admin, people.id), 0).join()).toMatch(/已确认.*锁定/)
    await trials().where('id', filing.id).update({ confirmation_state: 'awaiting' })
    await expect(institution.admin.call(reopenTrial, { trialId: filing.id, version: filing.version, reason: '更正' })).toBeProblem(409, 'TRIAL_STATE')
  })
})

describe('institution, name and number', () => {
  const [, , , row = {}] = withoutExpectation(all)
  test.each([
    ['another institution', { 机构名称: '别的医院' }, /机构名称“别的医院”不是本机构/],
    ['nobody on file', { 证件号码: '420102199001010129' }, /没有这个证件号码/],
    ['no number', { 证件号码: '' }, /请填写证件号码/],
    ['an unknown post', { 岗位名称: '医师岗' }, /“医师岗”不存在/],
    ['a year that is not open', { 报考年度: '2031' }, /2031 年度/],
    ['another name', { 姓名: '别的人' }, /姓名“别的人”与人员档案不一致/],
  ])('%s', async (_, change, reason) => {
    const job = await check(filled([{ ...row, ...change }]))
    expect(job).toMatchObject({ newRows: 0, wrongRows: 1 })
    expect(reasonsFor(await issuesOf(institution.admin, job.id), 0).join('\n')).toMatch(reason)
  })

  test('who is not eligible by status is told which statuses are', async () => {
    const { knex } = server.platform.database
    await knex('people').where({ organization_id: institution.id, name: row['姓名'] }).update({ employment_status: 'retired' })
    const job = await check(filled([{ ...row, 是否应届生: '是' }]))
    expect(reasonsFor(await issuesOf(institution.admin, job.id), 0).join('\n')).toMatch(/在职状态为“退休”/)
    await knex('people').where({ organization_id: institution.id, name: row['姓名'] }).update({ employment_status: 'inPost' })
  })

  test('people of another institution are not on file here', async () => {
    const other = await givenInstitution(server)
    expect(await server.platform.database.knex('people').where('organization_id', other.id)).toEqual([])
    await server.platform.database.knex('posts').insert({ organization_id: other.id, name: '药剂', standard_post_code: 'GW00000039' })
    const job = await preview(server, other.admin, 'trials', await filledTemplate(other.admin, 'trials', [{ ...row, 机构名称: other.name }]))
    expect(reasonsFor(await issuesOf(other.admin, job.id), 0).join('\n')).toMatch(/没有这个证件号码/)
  })
})

test('what was submitted under earlier rules is put right under those; what is new meets the rules of now', async () => {
  const { knex } = server.platform.database
  const [row = {}] = withoutExpectation(all)
  const application = await givenApplication(server, { institution })
  await application.reopen()
  await trials().where('id', application.trialId).update({ confirmation_state: 'awaiting', reopen_reason: '更正' })
  const inForce = await knex('exam_years').where({ business_code: '05', year: 2026 }).orderBy('version', 'desc').first()
  const settings = JSON.parse(inForce.settings) as ExamYearSettings
  const stricter = { ...settings, trial: settings.trial && { ...settings.trial, notFresh: { ...settings.trial.notFresh, minimumMonths: 13 } } }
  await inTransaction(knex, (tx) => createExamYearsService(server.platform).publish(tx, stricter))
  const corrected = { ...row, 姓名: application.person.name, 证件号码: application.person.input.identityNumber ?? '', 试用期结束时间: '2025-12-31' }
  expect(await check(filled([corrected]), { updateExisting: true })).toMatchObject({ changedRows: 1, wrongRows: 0 })
  await knex('applications').where('id', application.id).update({ exam_year_id: (await knex('exam_years').where({ business_code: '05', year: 2026 }).orderBy('version', 'desc').first()).id })
  const job = await check(filled([corrected]), { updateExisting: true })
  expect(reasonsFor(await issuesOf(institution.admin, job.id), 0).join()).toMatch(/13 个月/)
})
