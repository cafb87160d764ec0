import { listImportStatusChanges } from '@talent/shared/contract/imports'
import { searchPeople } from '@talent/shared/contract/people'
import { corrected, filledTemplate, fixtureRows, givenFixtureInstitution, importRows, issuesOf, peopleCount, preview, reasonsFor, reportOf, run, sheetRows, withoutExpectation } from '../../../test/given-imports'
import { changePart } from '../../../test/edit-workbook'
import { startTestServer, type TestServer } from '../../../test/server'
import type { GivenOrganization } from '../../../test/given'

let server: TestServer
beforeAll(async () => void (server = await startTestServer()))
afterAll(() => server.stop())

describe('the fixtures', () => {
  let institution: GivenOrganization
  beforeAll(async () => void (institution = await givenFixtureInstitution(server)))

  test('240 people go in, rare characters and other documents with them', async () => {
    const rows = fixtureRows('people.csv')
    const job = await preview(server, institution.admin, 'people', await filledTemplate(institution.admin, 'people', rows))
    expect(job).toMatchObject({ state: 'previewed', rows: 240, newRows: 240, changedRows: 0, sameRows: 0, wrongRows: 0, doneRows: 0 })
    expect(await peopleCount(server, institution.id)).toBe(0)
    const done = await run(server, institution.admin, job.id)
    expect(done).toMatchObject({ state: 'finished', newRows: 240, wrongRows: 0, doneRows: 240, hasReport: false })
    const names = await server.platform.database.knex('people').where('organization_id', institution.id).pluck('name')
    expect(names.sort()).toEqual(rows.map((row) => row['姓名']).sort())
  })

  test('the same file again doubles nobody, whichever way it is imported', async () => {
    const rows = fixtureRows('people.csv')
    for (const updateExisting of [false, true]) {
      expect(await importRows(server, institution.admin, 'people', rows, { updateExisting })).toMatchObject({ state: 'finished', newRows: 0, changedRows: 0, sameRows: 240, wrongRows: 0, doneRows: 0 })
    }
    expect(await peopleCount(server, institution.id)).toBe(240)
  })
})

/** A word of the reason that each trap must give. */
const expectations: Record<string, RegExp> = {
  'refused: check digit': /校验码/,
  'refused: scientific notation': /科学计数|丢失/,
  'refused: 15 digits': /15 位/,
  'refused: 31 February': /日期/,
  'refused: sex disagrees with the number': /性别与证件号不一致/,
  'refused: birth date disagrees with the number': /出生日期与证件号不一致/,
  'refused: unknown department, nearest name offered': /“妇产 科室”不存在.*“妇产科”/,
  'refused: value outside the drop-down': /性别“男”不在可选范围/,
  'refused: phone of 10 digits': /11 位/,
  'refused: major required from 大专 up': /所学专业/,
  'refused: name missing': /请填写姓名/,
  'refused: same number twice in the file, names the other row': /第 18 行/,
  'refused: no such province': /省/,
  'refused: born in the future': /晚于今天/,
}

describe('the traps', () => {
  const rows = fixtureRows('people-traps.csv')
  let institution: GivenOrganization
  beforeAll(async () => void (institution = await givenFixtureInstitution(server)))

  test('every row gives exactly what is expected of it, and the right ones go in', async () => {
    const job = await preview(server, institution.admin, 'people', await filledTemplate(institution.admin, 'people', withoutExpectation(rows)))
    const issues = await issuesOf(institution.admin, job.id)
    rows.forEach((row, index) => {
      const expected = row['期望'] ?? ''
      const reasons = reasonsFor(issues, index)
      if (expected.startsWith('accepted')) expect([expected, reasons]).toEqual([expected, []])
      else expect([expected, reasons.join('\n')]).toEqual([expected, expect.stringMatching(expectations[expected] ?? /never/)])
    })
    const accepted = rows.filter((row) => row['期望']?.startsWith('accepted'))
    expect(job).toMatchObject({ state: 'previewed', newRows: accepted.length, wrongRows: rows.length - accepted.length, hasReport: true })
    expect(issues.find((issue) => issue.level === 'warning')?.message).toMatch(/429999|区划/)

    expect(await run(server, institution.admin, job.id)).toMatchObject({ state: 'finished', newRows: accepted.length, doneRows: accepted.length, hasReport: true })
    expect(await peopleCount(server, institution.id)).toBe(accepted.length)
    const { items } = await institution.admin.call(searchPeople, { name: '测试戊' })
    expect(items).toEqual([expect.objectContaining({ identityNumber: '4201****9X' })])
  })

  test('a personal value is quoted masked, with the cell it stood in', async () => {
    const job = await preview(server, institution.admin, 'people', await filledTemplate(institution.admin, 'people', withoutExpectation(rows).slice(0, 1)))
    expect(await issuesOf(institution.admin, job.id)).toContainEqual({ row: 3, column: 'D', label: '证件号', value: '4201****2X', message: expect.stringContaining('校验码'), level: 'error' })
  })

  test('a number that Excel has rounded is refused as such', async () => {
    const [row = {}] = withoutExpectation(rows).slice(1)
    const job = await preview(server, institution.admin, 'people', await filledTemplate(institution.admin, 'people', [{ ...row, 证件号: 420102199003070000 }]))
    expect(reasonsFor(await issuesOf(institution.admin, job.id), 0).join()).toMatch(/被存成了数字.*丢失/)
  })

  test('the error report is corrected and uploaded as it is, any number of times', async () => {
    const first = await preview(server, institution.admin, 'people', await filledTemplate(institution.admin, 'people', withoutExpectation(rows)))
    const report = await reportOf(institution.admin, first.id)
    const [head, ...wrong] = await sheetRows(report)
    expect(head?.cells[0]?.text).toBe('错误原因')
    expect(wrong).toHaveLength(first.wrongRows)
    expect(wrong.map((row) => row.cells[0]?.text ?? '')).toEqual(expect.arrayContaining([expect.stringContaining('性别“男”不在可选范围')]))

    const corrections: Record<string, Record<string, string>> = { 测试壬: { 性别: '男性' }, 测试癸: { 手机号码: '13800000001' } }
    const better = await corrected(report, (row) => corrections[row['姓名'] ?? ''] ?? {})
    const second = await preview(server, institution.admin, 'people', better)
    expect(second).toMatchObject({ newRows: 2 })
    expect(await run(server, institution.admin, second.id)).toMatchObject({ newRows: 2, hasReport: true })

    const again = await corrected(await reportOf(institution.admin, second.id), (row) => ({ '科室/部门': row['姓名'] === '测试辛' ? '妇产科' : (row['科室/部门'] ?? '') }))
    expect(await importRowsOf(again)).toMatchObject({ state: 'finished', newRows: 1 })
  })

  const importRowsOf = async (bytes: Buffer) => run(server, institution.admin, (await preview(server, institution.admin, 'people', bytes)).id)
})

describe('dates', () => {
  let institution: GivenOrganization
  beforeAll(async () => {
    await server.platform.database.knex('people').delete()
    institution = await givenFixtureInstitution(server)
  })

  test.each([['1900', 0, ''], ['1904', 1462, '<workbookPr date1904="1"/>']])('a date pasted as a value is the bare number of its day, counted from %s', async (_, shift, setting) => {
    const [row = {}] = fixtureRows('people.csv').slice(7)
    const serialOf = (date: string) => Date.parse(date) / 86_400_000 + 25_569 - shift
    const bytes = await filledTemplate(institution.admin, 'people', [{ ...row, 出生日期: serialOf(row['出生日期'] ?? ''), 入职日期: String(serialOf('2015-07-01')) }], (parts) => {
      changePart(parts, 'xl/workbook.xml', (xml) => xml.replace('<sheets>', `${setting}<sheets>`))
    })
    const job = await preview(server, institution.admin, 'people', bytes)
    expect([job, await issuesOf(institution.admin, job.id)]).toEqual([expect.objectContaining({ newRows: 1, wrongRows: 0 }), []])
  })

  test('what is no date is named once', async () => {
    const [row = {}] = fixtureRows('people.csv').slice(8)
    const job = await preview(server, institution.admin, 'people', await filledTemplate(institution.admin, 'people', [{ ...row, 出生日期: '不详', 参加工作日期: '至今' }]))
    expect(reasonsFor(await issuesOf(institution.admin, job.id), 0)).toEqual([
      '出生日期“不详”不是有效日期，应为 2025-01-31 的格式', '参加工作日期“至今”不是有效日期，应为 2025-01-31 的格式',
    ])
  })
})

describe('people who are there already', () => {
  let institution: GivenOrganization
  const [first = {}, second = {}, third = {}] = fixtureRows('people.csv')
  beforeAll(async () => {
    // The same people are in service where they were imported before.
    await server.platform.database.knex('people').delete()
    institution = await givenFixtureInstitution(server)
    await importRows(server, institution.admin, 'people', [first, second])
  })

  test('are left alone without 更新, and the row says so', async () => {
    const job = await importRows(server, institution.admin, 'people', [{ ...first, 学历: '博士研究生' }, third])
    expect(job).toMatchObject({ newRows: 1, changedRows: 0, sameRows: 1, wrongRows: 0 })
    expect(await issuesOf(institution.admin, job.id)).toEqual([expect.objectContaining({ row: 3, level: 'warning', message: expect.stringContaining('更新已存在') })])
  })

  test('are changed with 更新; blank cells keep what is there, a changed status is named before', async () => {
    const rows = [{ ...first, 在职状态: '退休', 家庭住址: '', 岗位: '' }]
    const job = await preview(server, institution.admin, 'people', await filledTemplate(institution.admin, 'people', rows), { updateExisting: true })
    expect(job).toMatchObject({ changedRows: 1, newRows: 0 })
    expect(await institution.admin.call(listImportStatusChanges, { importId: job.id })).toMatchObject({ total: 1, items: [{ row: 3, name: first['姓名'], from: '在岗人员', to: '退休' }] })
    const before = await server.platform.database.knex('people').where({ organization_id: institution.id, name: first['姓名'] }).first()
    await run(server, institution.admin, job.id)
    const after = await server.platform.database.knex('people').where({ organization_id: institution.id, name: first['姓名'] }).first()
    expect(after).toMatchObject({ home_address: before.home_address, post_id: before.post_id, employment_status: 'retired', in_service_lookup: null })
    expect(before.post_id).not.toBeNull()
  })

  test('in service elsewhere are refused with the name of the unit', async () => {
    const other = await givenFixtureInstitution(server, '宜昌市测试医院')
    await importRows(server, other.admin, 'people', [fixtureRows('people.csv')[5] ?? {}])
    const job = await preview(server, institution.admin, 'people', await filledTemplate(institution.admin, 'people', [fixtureRows('people.csv')[5] ?? {}]))
    expect(job).toMatchObject({ newRows: 0, wrongRows: 1 })
    expect(reasonsFor(await issuesOf(institution.admin, job.id), 0).join()).toContain('宜昌市测试医院')
  })
})
