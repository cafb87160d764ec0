import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { listDepartments, listPosts } from '@talent/shared/contract/organization'
import { searchPeople } from '@talent/shared/contract/people'
import { corrected, fillTemplate, sheetRows, type SheetRow } from '../test/given-imports'
import { personRowOf } from '../test/many-people'
import * as admin from './admin'
import { openBrowser, type OpenPage } from './browser'
import { inOrder } from './steps'
import { patience } from './stress'

/** A whole hospital comes in one file, by hand, with what goes wrong in such a file. */

const rows = 10_000
const faultyEvery = 33
const faulty = 300
const right = rows - faulty
/** So many that the import is still under way when it is cancelled. */
const cancelledRows = 60_000

let browser: Awaited<ReturnType<typeof openBrowser>>
let institution: OpenPage
let template: Buffer
let before = 0
let places = { department: '', post: '' }
beforeAll(async () => {
  browser = await openBrowser()
  institution = await browser.open({ viewport: { width: 1366, height: 768 } })
})
afterAll(async () => {
  await browser.close()
})

const step = inOrder(async (name) => {
  const path = join(mkdtempSync(join(tmpdir(), 'talent-e2e-failure-')), 'page.png')
  await institution.page.screenshot({ path })
  process.stderr.write(`${name}: see ${path}\n`)
})

/** What people get wrong: a digit of the number, a department that is not there, a phone that is too short. */
const faults: readonly ((row: Record<string, string>) => Record<string, string>)[] = [
  (row) => ({ ...row, 证件号: `${row['证件号']?.slice(0, 17) ?? ''}${row['证件号']?.endsWith('1') ? '2' : '1'}` }),
  (row) => ({ ...row, '科室/部门': '不存在的科' }),
  (row) => ({ ...row, 手机号码: '1380013' }),
]

function faultyRow(n: number): SheetRow {
  const row = personRowOf(n, places)
  const fault = faults[(n / faultyEvery) % faults.length]
  return n % faultyEvery === 0 && n / faultyEvery < faulty && fault ? fault(row) : row
}

async function upload(bytes: Buffer, name: string): Promise<void> {
  const { page } = institution
  await admin.openMenu(page, '人员信息导入管理')
  await admin.press(page, '新建导入')
  await admin.dropFile(page, /拖到这里，或点击选择/, { name, mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', buffer: bytes })
}

/** The check of a large file goes on in the background while the page watches. */
const starts = (count: string) => institution.page.getByRole('button', { name: `开始导入 ${count} 行` }).waitFor({ timeout: 40_000 * patience })
const ends = (words: string | RegExp) => institution.page.getByText(words).first().waitFor({ timeout: 40_000 * patience })

async function counted(): Promise<Record<string, string>> {
  const { page } = institution
  await page.getByRole('definition').first().waitFor()
  const [terms, numbers] = [await page.getByRole('term').allInnerTexts(), await page.getByRole('definition').allInnerTexts()]
  return Object.fromEntries(terms.map((term, n) => [term, numbers[n]?.replace(/\s/g, '') ?? '']))
}

/** The list is shown as it was before it is asked for anew. */
async function seesOnFile(people: number): Promise<void> {
  await admin.openMenu(institution.page, '人员信息管理')
  await admin.sees(institution.page, `共 ${people} 条`)
}

step('10,000 people with 300 faulty rows: the preview counts them and names the cells', async () => {
  const { page } = institution
  await admin.signInAdmin(page, 'townshipadmin')
  const client = admin.clientOf(page.request)
  before = (await client.call(searchPeople, {})).total
  await seesOnFile(before)
  const [department] = (await client.call(listDepartments, {})).items
  const post = (await client.call(listPosts, {})).items.find(({ standardPostCode }) => standardPostCode !== null)
  places = { department: department?.name ?? '', post: post?.name ?? '' }
  await admin.openMenu(page, '人员信息导入管理')
  await admin.press(page, '新建导入')
  template = await admin.download(page, '下载人员基本信息模板')
  await upload(await fillTemplate(template, Array.from({ length: rows }, (_, n) => faultyRow(n))), '全院人员.xlsx')
  await starts('9,700')
  expect(await counted()).toEqual({ 新增: '9,700行', 修改: '0行', 不变: '0行', 错误: '300行' })
  await admin.sees(page, `共 ${faulty} 条`)
  await admin.sees(page, '身份证号第 18 位校验码不对')
})

step('the right ones go in, the report is corrected and goes in as it is', async () => {
  const { page } = institution
  await admin.press(page, '开始导入 9,700 行')
  await ends('已写入 9,700 行，300 行有错误没有写入')
  const report = await admin.download(page, '下载错误报告')
  const [head, ...wrong] = await sheetRows(report)
  expect(head?.cells[0]?.text).toBe('错误原因')
  expect(wrong).toHaveLength(faulty)
  expect(wrong.every((row) => (row.cells[0]?.text ?? '') !== '')).toBe(true)

  await upload(await corrected(report, (row) => personRowOf(Number(row['工号']?.slice(1)), places)), '全院人员-错误报告.xlsx')
  await starts(String(faulty))
  expect(await counted()).toMatchObject({ 新增: `${faulty}行`, 错误: '0行' })
  await admin.press(page, `开始导入 ${faulty} 行`)
  await ends(`已写入 ${faulty} 行`)
  await seesOnFile(before + rows)
})

step('the same file once more changes nothing', async () => {
  await upload(await fillTemplate(template, Array.from({ length: right }, (_, n) => personRowOf(n, places))), '全院人员-再次.xlsx')
  await ends('文件中的内容与系统中的一致，不需要导入。')
  expect(await counted()).toMatchObject({ 新增: '0行', 不变: '9,700行', 错误: '0行' })
})

step('cancelled in the middle, it says what was written, and that is what is on file', async () => {
  const { page } = institution
  await upload(await fillTemplate(template, Array.from({ length: cancelledRows }, (_, n) => personRowOf(rows + n, places))), '另一家医院.xlsx')
  await starts('60,000')
  await admin.press(page, '开始导入 60,000 行')
  await ends(/^已完成 [1-9]/)
  await admin.press(page, '取消导入')
  await page.getByRole('dialog').getByRole('button', { name: '取消导入' }).click()
  await ends(/^已取消，取消前已写入 [\d,]+ 行$/)
  const words = await page.getByText(/^已取消，取消前已写入/).innerText()
  const written = Number(/[\d,]+/.exec(words)?.[0].replaceAll(',', ''))
  expect(written).toBeGreaterThan(0)
  expect(written).toBeLessThan(cancelledRows)
  await seesOnFile(before + rows + written)
  expect(institution.errors).toEqual([])
})
