import { reviewers } from '../src/demonstration/people'
import * as admin from './admin'
import { openBrowser, phone, type OpenPage } from './browser'
import * as mini from './mini-program'
import { waitUntil } from './page-checks'

/** A manager scans, confirms on the phone, and audits in the browser with the keyboard alone. */

let browser: Awaited<ReturnType<typeof openBrowser>>
let web: OpenPage
let manager: OpenPage
beforeAll(async () => {
  browser = await openBrowser()
  web = await browser.open({ viewport: { width: 1366, height: 768 } })
  manager = await browser.open(phone)
})
afterAll(() => browser.close())

test('from the code on the screen to a decision', async () => {
  const { page } = web
  await page.goto('/admin/sign-in')
  // The two ways are one group: an arrow goes from the one to the other.
  await page.getByRole('radio', { name: '账号登录' }).focus()
  await page.keyboard.press('ArrowRight')
  const shown = await page.getByText(/不能扫描时/).textContent()
  const code = /[A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{2}/.exec(shown ?? '')?.[0] ?? ''
  await mini.signInByWechat(manager.page, reviewers[0].person.mobile)
  await manager.page.goto(`/open/web-sign-in?code=${code.replaceAll('-', '')}`)
  await mini.sees(manager.page, /^Chrome 浏览器/)
  await mini.sees(manager.page, '东湖里区人民医院')
  await admin.sees(page, '已扫描，请在手机上核对并确认登录。')
  await mini.tap(manager.page, '确认登录')
  await mini.sees(manager.page, '已确认登录')

  await page.getByRole('heading', { level: 1, name: '试用期审核' }).waitFor()
  expect(await page.getByRole('navigation', { name: '主菜单' }).getByRole('link').allTextContents()).toEqual(['试用期审核', '本单位确认码'])
  await page.goto('/admin/people')
  await admin.sees(page, '您没有使用此功能的权限')

  await page.goto('/admin/audit/05')
  await page.getByRole('button', { name: '开始审核' }).press('Enter')
  const heading = page.getByRole('heading', { level: 1 })
  await page.getByRole('navigation', { name: '材料导航' }).waitFor()
  const first = await heading.textContent()
  await page.keyboard.press('ArrowRight')
  await page.getByRole('region', { name: '申报材料图片' }).waitFor()
  await page.keyboard.press('r')
  await page.keyboard.press('Escape')
  await page.keyboard.press('2')
  await page.getByRole('button', { name: '提交：暂不审核' }).waitFor()
  await page.keyboard.press('Enter')
  await admin.sees(page, `${first}：暂不审核`)
  await waitUntil(page, `document.querySelector('h1')?.textContent !== ${JSON.stringify(first)}`)

  await manager.page.goto('/m/#/packages/account/sessions/index')
  await mini.sees(manager.page, '网页审核')
  await mini.tap(manager.page, /^退出Chrome 浏览器/)
  await mini.answer(manager.page, '退出')
  await mini.sees(manager.page, '那台设备已退出')
  await page.goto('/admin/audit/05')
  await page.getByRole('heading', { level: 1, name: '机构管理登录' }).waitFor()
  expect([...web.errors, ...manager.errors]).toEqual([])
})
