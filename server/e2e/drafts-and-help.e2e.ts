import * as admin from './admin'
import { openBrowser, type OpenPage } from './browser'
import { waitUntil } from './page-checks'
import { password } from './sandbox'

/** What is typed outlives a reload and an expired session, for its account alone; the manual beside it, with the keyboard. */

let browser: Awaited<ReturnType<typeof openBrowser>>
let web: OpenPage
beforeAll(async () => {
  browser = await openBrowser()
  web = await browser.open({ viewport: { width: 1366, height: 768 } })
  await admin.signInAdmin(web.page, 'hospitaladmin')
})
afterAll(async () => {
  expect(web.errors).toEqual([])
  await browser.close()
})

const field = (label: string) => web.page.getByRole('textbox', { name: new RegExp(`^(\\* )?${label}`) })
const help = () => web.page.getByRole('complementary', { name: '帮助' })
/** A dialog takes the focus a moment after it is seen. */
const hasFocus = (words: string) => waitUntil(web.page, `(document.activeElement.id || document.activeElement.getAttribute('aria-label') || document.activeElement.textContent).includes(${JSON.stringify(words)})`)
/** What is restored is drawn after the key. */
const holds = (id: string, text: string) => waitUntil(web.page, `document.getElementById(${JSON.stringify(id)})?.value === ${JSON.stringify(text)}`)
const stored = () => web.page.evaluate('JSON.stringify([{ ...localStorage }, { ...sessionStorage }])') as Promise<string>
/** The page writes a moment after the last key. */
const draftIsKept = (name: string) => waitUntil(web.page, `Object.keys(localStorage).some((key) => key.endsWith(${JSON.stringify(name)}))`)

test('help opens over what is being typed, is searched and closed, and the cursor is back', async () => {
  const { page } = web
  await page.goto('/admin/people/new')
  await field('姓名').focus()
  await page.keyboard.type('张小燕?')
  expect(await help().count()).toBe(0)
  await page.keyboard.press('Backspace')
  await page.keyboard.press('F1')
  await help().getByRole('heading', { name: '新增和修改人员' }).waitFor()
  await hasFocus('搜索帮助')
  await page.keyboard.type('1.31e+17')
  await help().locator('mark').first().waitFor()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await hasFocus('证件号变成 1.31E+17')
  await page.keyboard.press('Enter')
  await help().getByText('从系统重新下载模板').waitFor()
  await page.keyboard.press('Escape')
  await help().waitFor({ state: 'detached' })
  await hasFocus('person_name')
  expect(await field('姓名').inputValue()).toBe('张小燕')
})

test('nothing typed can be read on the PC, and after a reload it comes back', async () => {
  const { page } = web
  await field('证件号').focus()
  await page.keyboard.type('420102199001010129')
  await draftIsKept('person:new')
  expect(await stored()).not.toMatch(/张小燕|420102199001010129/)
  page.once('dialog', (dialog) => void dialog.accept())
  await page.reload()
  const restore = page.getByRole('button', { name: '恢复', exact: true })
  await restore.focus()
  await page.keyboard.press('Enter')
  await holds('person_name', '张小燕')
  await holds('person_identityNumber', '420102199001010129')
})

test('somebody else at the same PC is offered nothing; whoever typed it is, after signing in again', async () => {
  const { page, context } = web
  await context.clearCookies()
  page.once('dialog', (dialog) => void dialog.accept())
  await admin.signInAdmin(page, 'townshipadmin')
  await page.goto('/admin/people/new')
  await field('姓名').waitFor()
  await page.waitForLoadState('networkidle')
  expect(await page.getByRole('button', { name: '恢复', exact: true }).count()).toBe(0)
  await context.clearCookies()
  await admin.signInAdmin(page, 'hospitaladmin')
  await page.goto('/admin/people/new')
  await page.getByRole('button', { name: '放弃', exact: true }).press('Enter')
  await waitUntil(page, `!Object.keys(localStorage).some((key) => key.startsWith('draft:'))`)
})

test('a session that ends in the middle of a form: sign in in place, nothing is lost; giving it up is asked for', async () => {
  const { page, context } = web
  await page.goto('/admin/institution')
  await field('联系电话').waitFor()
  await field('联系电话').fill('027-81234567')
  await context.clearCookies()
  await page.getByRole('button', { name: '用手机获取机构经纬度' }).press('Enter')
  await page.getByRole('dialog', { name: '登录已过期，请重新登录' }).getByRole('textbox', { name: '密码' }).fill(password)
  await page.keyboard.press('Enter')
  await page.getByRole('dialog', { name: '登录已过期，请重新登录' }).waitFor({ state: 'detached' })
  await page.getByRole('dialog', { name: '用手机获取机构经纬度' }).getByRole('button', { name: '取消' }).press('Enter')
  expect(await field('联系电话').inputValue()).toBe('027-81234567')
  await page.getByRole('link', { name: '部门管理' }).press('Enter')
  await admin.sees(page, '有内容还没有保存')
  await hasFocus('留在本页')
  await page.getByRole('button', { name: '离开，不保存' }).press('Enter')
  await page.getByRole('heading', { level: 1, name: '部门管理' }).waitFor()
  await waitUntil(page, `!Object.keys(localStorage).some((key) => key.startsWith('draft:'))`)
})

test('in a dialog the help can be read and searched, and the dialog stays', async () => {
  const { page } = web
  await page.goto('/admin/roles')
  await page.getByRole('button', { name: '新增角色' }).press('Enter')
  await field('角色名称').fill('护理部')
  await page.keyboard.press('F1')
  await help().getByRole('heading', { name: '管理角色管理' }).waitFor()
  await page.keyboard.type('父子联动')
  await help().locator('mark').first().waitFor()
  await page.keyboard.press('Escape')
  await help().waitFor({ state: 'detached' })
  expect(await field('角色名称').inputValue()).toBe('护理部')
  await page.keyboard.press('Escape')
  await admin.sees(page, '有内容还没有保存')
  await page.getByRole('button', { name: '关闭，不保存' }).press('Enter')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
})

test('without a server the manual says what to try, and the form keeps what was typed', async () => {
  const { page, context } = web
  await page.goto('/admin/people/new')
  await field('姓名').fill('李明')
  await context.setOffline(true)
  await page.keyboard.press('F1')
  await help().getByRole('button', { name: '全部帮助' }).press('Enter')
  await help().getByRole('button', { name: '连不上服务器时怎么办' }).press('Enter')
  await help().getByText('换用新版 Edge 或 Chrome 浏览器再试').waitFor()
  await context.setOffline(false)
  expect(await field('姓名').inputValue()).toBe('李明')
})
