import * as admin from './admin'
import { openBrowser, type OpenPage } from './browser'
import { waitUntil } from './page-checks'

/** The clerk's side of people at 1366 × 768, forms with the keyboard alone: export, groups, one record, staffing. */

let browser: Awaited<ReturnType<typeof openBrowser>>
let clerk: OpenPage
let authority: OpenPage
beforeAll(async () => {
  browser = await openBrowser()
  const viewport = { width: 1366, height: 768 }
  clerk = await browser.open({ viewport })
  authority = await browser.open({ viewport })
  await admin.signInAdmin(clerk.page, 'tcmhospital')
  await admin.signInAdmin(authority.page, 'cityadmin')
})
afterAll(() => browser.close())

/** Presses the button that has the focus and takes the file that comes. */
async function fileBy(work: () => Promise<void>): Promise<{ name: string; bytes: Buffer }> {
  const [file] = await Promise.all([clerk.page.waitForEvent('download'), work()])
  const chunks: Buffer[] = []
  for await (const chunk of await file.createReadStream()) chunks.push(chunk)
  return { name: file.suggestedFilename(), bytes: Buffer.concat(chunks) }
}

test('the list is exported as a workbook, whole numbers only when asked for', async () => {
  const { page } = clerk
  await admin.openMenu(page, '人员信息管理')
  await page.getByRole('link', { name: '刘建国', exact: true }).waitFor()
  await page.getByRole('button', { name: '导出', exact: true }).press('Enter')
  const dialog = page.getByRole('dialog', { name: '导出人员资料' })
  await dialog.getByRole('radio', { name: /^只显示一部分/ }).focus()
  await page.keyboard.press('ArrowDown')
  await dialog.getByText('请妥善保管').waitFor()
  const { name, bytes } = await fileBy(() => dialog.getByRole('button', { name: /^导\s?出$/ }).press('Enter'))
  expect(name).toMatch(/^人员基本信息 \d{4}-\d{2}-\d{2}\.xlsx$/)
  expect(bytes.subarray(0, 2).toString()).toBe('PK')
  await dialog.waitFor({ state: 'hidden' })
})

test('a group is made, found by in the list, archived and restored', async () => {
  const { page } = clerk
  await admin.openMenu(page, '人员标签管理')
  await page.getByRole('button', { name: '新增', exact: true }).first().press('Enter')
  const dialog = page.getByRole('dialog', { name: '新增标签' })
  await dialog.getByRole('textbox', { name: /标签名称/ }).focus()
  await page.keyboard.type('针灸骨干')
  await dialog.getByRole('searchbox', { name: '按姓名查找' }).focus()
  await page.keyboard.type('建国')
  await page.keyboard.press('Enter')
  await dialog.getByRole('checkbox', { name: '选择刘建国' }).press('Space')
  await dialog.getByRole('tab', { name: '从人员列表选择' }).focus()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Enter')
  await dialog.getByRole('textbox', { name: /^每行一人/ }).focus()
  await page.keyboard.type('陈桂香')
  await page.keyboard.press('Enter')
  await page.keyboard.type('查无此人')
  await dialog.getByRole('button', { name: '查找并选中' }).press('Enter')
  await dialog.getByText('还有 1 行没有选中').waitFor()
  await dialog.getByText('刘建国、陈桂香（2 人）').waitFor()
  await dialog.getByRole('button', { name: /^确\s?定$/ }).press('Enter')
  await page.getByRole('heading', { level: 1, name: '针灸骨干' }).waitFor()
  await page.getByRole('link', { name: '陈桂香', exact: true }).waitFor()

  await admin.openMenu(page, '人员信息管理')
  await admin.choose(page, '人员标签', '针灸骨干')
  await page.getByText('共 2 条').waitFor()
  await page.getByRole('link', { name: '刘建国', exact: true }).press('Enter')
  await page.getByRole('link', { name: '标签“针灸骨干”' }).press('Enter')
  await page.getByRole('button', { name: /^封\s?存$/ }).press('Enter')
  await page.getByRole('dialog').getByRole('button', { name: /^封\s?存$/ }).press('Enter')
  await admin.sees(page, /恢复后才能添加/)
  await page.getByRole('button', { name: /^恢\s?复$/ }).press('Enter')
  await page.getByRole('button', { name: '添加人员' }).waitFor()
})

test('a record has its sections beside it, each to be added to, and prints', async () => {
  const { page } = clerk
  await admin.openMenu(page, '人员信息管理')
  await page.getByRole('link', { name: '吴志强', exact: true }).press('Enter')
  const sections = page.getByRole('navigation', { name: '资料目录' })
  await sections.getByRole('link', { name: '工作经历' }).press('Enter')
  await waitUntil(page, `document.activeElement?.id === 'section-work'`)
  await sections.getByRole('link', { name: '工作经历' }).and(page.locator('[aria-current=location]')).waitFor()
  await sections.getByRole('button', { name: '添加工作经历' }).press('Enter')
  const dialog = page.getByRole('dialog', { name: '新增工作经历' })
  await dialog.getByRole('textbox', { name: /工作单位/ }).focus()
  await page.keyboard.type('柳林镇中心卫生院')
  await dialog.getByRole('textbox', { name: /开始日期/ }).focus()
  await page.keyboard.type('2015-07')
  await dialog.getByRole('button', { name: /^保\s?存$/ }).press('Enter')
  await dialog.waitFor({ state: 'hidden' })
  await sections.getByText('1 条').waitFor()

  await page.getByRole('button', { name: '打印个人信息表' }).press('Enter')
  await page.getByRole('menuitem', { name: '号码只显示一部分' }).waitFor()
  const { name, bytes } = await fileBy(() => page.getByRole('menuitem', { name: '号码只显示一部分' }).press('Enter'))
  expect(name).toMatch(/^个人信息表/)
  expect(bytes.subarray(0, 5).toString()).toBe('%PDF-')
})

test('a section lists everybody, and a record is added, found and changed there', async () => {
  const { page } = clerk
  await admin.openMenu(page, '个人信息维护')
  const sections = page.getByRole('navigation', { name: '资料类别' })
  await sections.getByRole('link', { name: '工作经历' }).press('Enter')
  await page.getByRole('button', { name: '新增工作经历' }).first().press('Enter')
  const finder = page.getByRole('dialog', { name: '新增工作经历：选择人员' })
  await finder.waitFor()
  await waitUntil(page, `document.activeElement?.id === 'detail-person'`)
  await page.keyboard.type('建国')
  await waitUntil(page, `[...document.querySelectorAll('.ant-select-item-option')].map((one) => one.textContent).join().startsWith('刘建国')`)
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: '新增工作经历：刘建国' })
  await dialog.getByRole('textbox', { name: /工作单位/ }).focus()
  await page.keyboard.type('花山街道卫生院')
  await dialog.getByRole('textbox', { name: /开始日期/ }).focus()
  await page.keyboard.type('2011-03')
  await dialog.getByRole('button', { name: /^保\s?存$/ }).press('Enter')
  await dialog.waitFor({ state: 'hidden' })
  const row = page.getByRole('row', { name: /刘建国.*花山街道卫生院/ })
  await row.waitFor()
  await row.getByRole('button', { name: /^修改刘建国/ }).press('Enter')
  const changing = page.getByRole('dialog', { name: '修改工作经历：刘建国' })
  await changing.getByRole('textbox', { name: /^岗位/ }).focus()
  await page.keyboard.type('医师')
  await changing.getByRole('button', { name: /^保\s?存$/ }).press('Enter')
  await changing.waitFor({ state: 'hidden' })
  await row.getByText('医师').waitFor()
  await row.getByRole('link', { name: '刘建国' }).press('Enter')
  await page.getByRole('heading', { level: 1, name: '刘建国' }).waitFor()
})

test('what the authority gives is divided over the departments, and never more than that', async () => {
  const { page } = authority
  await admin.openMenu(page, '机构编制管理')
  await page.getByRole('button', { name: '核定“东湖里区中医医院”的编制' }).press('Enter')
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('spinbutton', { name: /编制内/ }).focus()
  await page.keyboard.type('8')
  await dialog.getByRole('button', { name: /^保\s?存$/ }).press('Enter')
  await dialog.waitFor({ state: 'hidden' })
  await page.getByRole('row', { name: /东湖里区中医医院/ }).getByText(/^8 \/ 0 \//).waitFor()

  const own = clerk.page
  await admin.openMenu(own, '机构编制管理')
  await own.getByRole('spinbutton', { name: '中医科的编制内' }).focus()
  await own.keyboard.type('9')
  await admin.sees(own, /请调减 1 个/)
  await own.keyboard.press('Control+A')
  await own.keyboard.type('5')
  await own.getByRole('button', { name: /^保\s?存$/ }).press('Enter')
  await admin.sees(own, '已保存科室编制')
  await own.reload()
  await own.getByRole('spinbutton', { name: '中医科的编制内' }).waitFor()
  expect(await own.getByRole('spinbutton', { name: '中医科的编制内' }).inputValue()).toBe('5')
  expect([...clerk.errors, ...authority.errors]).toEqual([])
})
