import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openMenu, press, sees, signInAdmin, write } from './admin'
import { openBrowser, type OpenPage } from './browser'
import { inOrder } from './steps'

/** P8 by hand: the province changes a year that nobody files for yet; the county reads it. And the public check of a code. */
const screen = { viewport: { width: 1366, height: 768 } }
const year = new Date().getFullYear() + 1

let browser: Awaited<ReturnType<typeof openBrowser>>
let province: OpenPage
let county: OpenPage
beforeAll(async () => {
  browser = await openBrowser()
  province = await browser.open(screen)
  county = await browser.open(screen)
})
afterAll(() => browser.close())

const step = inOrder(async (failed) => {
  const folder = mkdtempSync(join(tmpdir(), 'talent-e2e-failure-'))
  for (const [who, { page }] of Object.entries({ province, county })) await page.screenshot({ path: join(folder, `${who}.png`) })
  process.stderr.write(`${failed}: see ${folder}\n`)
})

step('a wrong date is named, the right one is kept as a draft', async () => {
  const { page } = province
  await signInAdmin(page, 'provinceadmin')
  await openMenu(page, '考试年度设置')
  await page.getByRole('link', { name: `设置${year} 年度卫生专业技术资格考试` }).press('Enter')
  await page.getByRole('heading', { level: 1, name: `${year} 年度卫生专业技术资格考试` }).waitFor()
  const close = page.getByRole('textbox', { name: /填报截止日期/ })
  await close.fill(`${year - 2}-05-01`)
  await close.press('Enter')
  await press(page, '核对并发布')
  await sees(page, /早于开始日期/)
  await close.fill(`${year}-06-30`)
  await close.press('Enter')
  await press(page, '保存草稿')
  await sees(page, /有未发布的草稿/)
})

step('publishing shows what differs first', async () => {
  const { page } = province
  await sees(page, '草稿已保存，还没有发布')
  await page.getByRole('button', { name: '核对并发布' }).press('Enter')
  const dialog = page.getByRole('dialog')
  await dialog.getByText(`${year}-06-30`).waitFor()
  await write(page, '修改说明', '填报提前到六月底截止')
  await dialog.getByRole('button', { name: '发布', exact: true }).press('Enter')
  await sees(page, '第 2 版已发布，即时生效')
  await page.getByText('第 2 版（现行）').waitFor()
})

step('the county reads what is in force and what was changed, without a form', async () => {
  const { page } = county
  await signInAdmin(page, 'countyadmin')
  await openMenu(page, '考试年度设置')
  await page.getByRole('link', { name: `查看${year} 年度卫生专业技术资格考试` }).press('Enter')
  await page.getByRole('region', { name: '现行设置' }).getByText(`${year}-06-30`).waitFor()
  expect(await page.getByRole('button', { name: /核对并发布|草稿/ }).count()).toBe(0)
  await page.getByText('第 2 版（现行）').click()
  await sees(page, '与第 1 版相比，修改 1 项')
})

step('a code is checked by anybody, without a sign-in', async () => {
  const { page } = await browser.open({ viewport: { width: 390, height: 844 } })
  await page.goto('/check?code=ABCD')
  await page.getByRole('heading', { name: '编码输入有误' }).waitFor()
  await page.getByLabel('提交编码').fill('ACDE-FGHJ-KMNP-QRTU')
  await page.keyboard.press('Enter')
  await page.getByRole('status').waitFor()
})

step('no script failed on the way', () => {
  expect([...province.errors, ...county.errors]).toEqual([])
  return Promise.resolve()
})
