import { candidates } from '../src/demonstration/people'
import { sessionCookie } from '../src/http/authenticate'
import { openMenu, press, sees, signInAdmin, write } from './admin'
import { desktop, openBrowser, phone, serverUrl, type OpenPage } from './browser'
import * as mini from './mini-program'
import { password, personOf } from './sandbox'

/** What a person meets when something goes wrong: a sentence that says what to do, and a way on. */

let browser: Awaited<ReturnType<typeof openBrowser>>
let opened: OpenPage
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())
afterEach(async () => {
  expect(opened.errors).toEqual([])
  await opened.context.close()
})

/** An account that no other test signs in with: they share the server. */
test('a wrong password is counted, and the fifth locks the account', async () => {
  opened = await browser.open(desktop)
  const { page } = opened
  await page.goto('/admin/')
  await page.getByRole('textbox', { name: '账号' }).fill('cityadmin')
  for (const left of [4, 3, 2, 1]) {
    await page.getByRole('textbox', { name: '密码' }).fill('Wrong#8527Hb')
    await press(page, '登录')
    await sees(page, `账号或密码不正确，再错 ${left} 次将锁定 30 分钟`)
  }
  for (const tried of ['Wrong#8527Hb', password]) {
    await page.getByRole('textbox', { name: '密码' }).fill(tried)
    // The sentence stands there from the first of the two on.
    await Promise.all([page.waitForResponse((answer) => answer.request().method() === 'POST' && answer.url().endsWith('/api/session')), press(page, '登录')])
    await sees(page, '密码连续输错 5 次，账号已锁定，请 30 分钟后再试，或联系上级解锁')
  }
})

test('a session that ends in the middle of a form costs nothing of it: what was pressed is done after the sign-in', async () => {
  opened = await browser.open(desktop)
  const { page, context } = opened
  await signInAdmin(page, 'hospitaladmin')
  await openMenu(page, '机构岗位管理')
  await press(page, '新增岗位')
  await write(page, '岗位名称', '急诊医师')
  await context.addCookies([{ name: sessionCookie, value: 'ended', url: serverUrl() }])
  await press(page, '保存')
  const again = page.getByRole('dialog', { name: '登录已过期，请重新登录' })
  await again.getByText('本页已填写的内容还在').waitFor()
  await again.getByRole('textbox', { name: '密码' }).fill(password)
  await again.getByRole('button', { name: '登录', exact: true }).click()
  await again.waitFor({ state: 'hidden' })
  await sees(page, '已新增“急诊医师”')
})

test('a file that is no workbook is refused with what to do', async () => {
  opened = await browser.open(desktop)
  const { page } = opened
  await signInAdmin(page, 'hospitaladmin')
  await openMenu(page, '人员信息导入管理')
  await press(page, '新建导入')
  const oldExcel = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(1024)])
  const files: [name: string, buffer: Buffer, answer: string][] = [
    ['名单.csv', Buffer.from('姓名,证件号\n'), '只能上传 .xlsx 文件'],
    ['名单.xlsx', Buffer.from('姓名,证件号\n'), '这是 CSV 或文本文件，请下载模板，把内容填入模板后上传 .xlsx'],
    ['旧表.xlsx', oldExcel, '这是旧版 .xls 文件，请用 Excel 或 WPS 打开后“另存为”.xlsx 再上传'],
    ['压缩包.xlsx', Buffer.concat([Buffer.from('PK\u0005\u0006', 'latin1'), Buffer.alloc(18)]), '这不是 Excel 工作簿，请上传 .xlsx 文件'],
  ]
  for (const [name, buffer, answer] of files) {
    const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.getByRole('button', { name: /拖到这里，或点击选择/ }).click()])
    await chooser.setFiles({ name, mimeType: 'application/octet-stream', buffer })
    await sees(page, answer)
  }
})

test.each([
  ['no network', '连接不上服务器，请检查网络后重试'],
  ['an answer that is not the server\'s', '服务器返回的内容无法识别，请稍后重试'],
])('the phone with %s says so, and the retry works', async (trouble, sentence) => {
  opened = await browser.open(phone)
  const { page } = opened
  const broken = '**/api/me/**'
  await page.goto('/m/')
  await mini.seesButton(page, '去登录')
  await page.route(broken, (route) => (trouble === 'no network' ? route.abort() : route.fulfill({ status: 502, contentType: 'text/html', body: '<html>Bad gateway</html>' })))
  const person = candidates[trouble === 'no network' ? 2 : 3].person
  await mini.signInByPhone(page, person.mobile, sentence)
  await page.unroute(broken)
  await mini.tap(page, '重试')
  await mini.sees(page, /^您好/)
})

test('a page whose program does not come says so, and comes when it is loaded anew', async () => {
  opened = await browser.open(phone)
  const { page, errors } = opened
  await mini.signInByWechat(page, personOf('paid').mobile)
  await mini.openTab(page, '我的')
  await mini.seesButton(page, '我的缴费')
  const programs = /\/m\/(js|css)\//
  await page.route(programs, (route) => route.abort())
  await mini.tap(page, '我的缴费')
  await mini.sees(page, '页面没有加载出来')
  await page.unroute(programs)
  await mini.answer(page, '重新加载')
  await mini.sees(page, '已支付')
  // The browser's own words about the files, which may come late; nothing else went wrong.
  expect(errors.splice(0).filter((error) => !programs.test(error))).toEqual([])
})
