import { createDepartment } from '@talent/shared/contract/organization'
import { downloadTemplate } from '@talent/shared/contract/imports'
import { getTrial, searchTrials } from '@talent/shared/contract/trials'
import type { Caller } from '../../../test/caller'
import { givenAccount, givenInstitution, givenRole, type GivenOrganization } from '../../../test/given'
import { givenEducation } from '../../../test/given-details'
import { editWorkbook, type Parts } from '../../../test/edit-workbook'
import { filledTemplate, fixtureRows, givenFixtureInstitution, importRows, issuesOf, preview, reasonsFor, withoutExpectation, type SheetRow } from '../../../test/given-imports'
import { startTestServer, type TestServer } from '../../../test/server'

let server: TestServer
let centre: GivenOrganization
let clinicId: number
/** Two people of the fixtures, filed for in the township centre: the first works in a village clinic. */
const [first = {}, second = {}] = withoutExpectation(fixtureRows('trials-2026.csv').filter((row) => row['期望']?.startsWith('accepted') && !row['期望'].includes('不合格')))

beforeAll(async () => {
  server = await startTestServer()
  centre = await givenFixtureInstitution(server, '柳林镇中心卫生院')
  await importRows(server, centre.admin, 'people', fixtureRows('people.csv'))
  const clinic = await centre.admin.call(createDepartment, { parentId: null, name: '青石村卫生室', category: 'villageClinic', standardName: null })
  await centre.admin.call(createDepartment, { parentId: null, name: '红旗村卫生室', category: 'villageClinic', standardName: null })
  clinicId = clinic.id
  const people: { id: number; name: string }[] = await knex()('people').where('organization_id', centre.id).whereIn('name', [String(first['姓名']), String(second['姓名'])]).select('id', 'name')
  for (const { id } of people) await givenEducation(centre, id)
  await knex()('people').where({ organization_id: centre.id, name: first['姓名'] }).update({ department_id: clinicId })
})
afterAll(() => server.stop())

const knex = () => server.platform.database.knex
const at = (row: SheetRow, 机构名称: string, more: SheetRow = {}): SheetRow => ({ 机构名称, ...row, ...more })
const check = async (rows: readonly SheetRow[], options: { updateExisting?: boolean } = {}) => preview(server, centre.admin, 'trials', await filledTemplate(centre.admin, 'trials', rows), options)
const reasons = async (rows: readonly SheetRow[]) => {
  const job = await check(rows)
  const issues = await issuesOf(centre.admin, job.id)
  return rows.map((_, index) => reasonsFor(issues, index).join('\n'))
}
const filedFor = async (row: SheetRow) => {
  const { items } = await centre.admin.call(searchTrials, { examYear: 2026, name: String(row['姓名']) })
  return centre.admin.call(getTrial, { trialId: items[0]?.id ?? 0 })
}

describe('机构名称', () => {
  test('may be the centre or the village clinic where the person works; the filing is the centre’s', async () => {
    const done = await importRows(server, centre.admin, 'trials', [at(first, ' 青石村卫生室 '), at(second, centre.name)])
    expect(done).toMatchObject({ state: 'finished', newRows: 2, wrongRows: 0 })
    const filed = await filedFor(first)
    expect(filed).toMatchObject({ person: { departmentName: '青石村卫生室', inVillageClinic: true }, segments: [{ own: true, unitName: centre.name }] })
    // The same under the centre's own name is the same filing.
    expect(await check([at(first, centre.name), at(second, centre.name)])).toMatchObject({ sameRows: 2 })
  })

  test('a wrong one is named with the nearest, one where the person does not work with what to do', async () => {
    expect(await reasons([at(first, '青石卫生室'), at(second, '青石村卫生室')])).toEqual([
      expect.stringMatching(/机构名称“青石卫生室”不是本机构，也不是本机构的村卫生室，是否为 “青石村卫生室”/),
      expect.stringMatching(/该人员的科室不是“青石村卫生室”.*人员信息管理/),
    ])
    expect(await reasons([at(first, '红旗村卫生室'), at(second, '长江航运总局')])).toEqual([
      expect.stringMatching(/该人员的科室不是“红旗村卫生室”/),
      expect.stringMatching(/机构名称“长江航运总局”不是本机构，也不是本机构的村卫生室，请从下拉列表中选择/),
    ])
  })

  test('the same holds for the workbooks of the detail sections', async () => {
    const row = { 姓名: first['姓名'], 证件号码: first['证件号码'], 毕业学校: '', 学历: '' }
    const job = await preview(server, centre.admin, 'education', await filledTemplate(centre.admin, 'education', [{ ...keysOf(row), 机构名称: '红旗村卫生室' }]))
    expect(reasonsFor(await issuesOf(centre.admin, job.id), 0).join('\n')).toMatch(/该人员的科室不是“红旗村卫生室”/)
  })

  test('the template offers the clinics that the account reaches, and says so; without clinics nothing', async () => {
    const clerk = await givenAccount(server, { organizationId: centre.id, kind: 'sub' })
    await givenRole(server, { accountId: clerk.id, organizationId: centre.id, permissions: ['import.read', 'import.write', 'trial.write'], departmentIds: [clinicId] })
    const words = ['青石村卫生室', '红旗村卫生室', '也可选该人员所在的村卫生室']
    const offered = async (caller: Caller) => {
      const text = await textOf(await caller.call(downloadTemplate, { kind: 'trials' }))
      return words.filter((word) => text.includes(word))
    }
    expect(await offered(centre.admin)).toEqual(words)
    expect(await offered(clerk.caller)).toEqual([words[0], words[2]])
    expect(await offered((await givenInstitution(server)).admin)).toEqual([])
  })
})

describe('高校/部队考生', () => {
  test('is a column; blank leaves the mark as it is, and without the form the filing is not before the candidate', async () => {
    await importRows(server, centre.admin, 'trials', [at(second, centre.name, { '高校/部队考生': '是' })], { updateExisting: true })
    const marked = await filedFor(second)
    expect(marked).toMatchObject({ schoolOrArmy: true, confirmationState: 'notReady', notReadyReason: expect.stringContaining('高校/部队考生报考表') })
    expect(await check([at(second, centre.name)], { updateExisting: true })).toMatchObject({ sameRows: 1 })
    await importRows(server, centre.admin, 'trials', [at(second, centre.name, { '高校/部队考生': '否' })], { updateExisting: true })
    expect(await filedFor(second)).toMatchObject({ schoolOrArmy: false, confirmationState: 'awaiting' })
  })

  test('takes 是 or 否 and nothing else', async () => {
    expect(await reasons([at(second, centre.name, { '高校/部队考生': '部队' })])).toEqual([expect.stringMatching(/高校\/部队考生/)])
  })
})

/** Cells that the row says something about. */
const keysOf = (row: SheetRow): SheetRow => Object.fromEntries(Object.entries(row).filter(([, cell]) => cell !== ''))

async function textOf(template: Buffer): Promise<string> {
  let parts: Parts = new Map()
  await editWorkbook(template, (all) => void (parts = new Map(all)))
  return [...parts.values()].join('')
}
