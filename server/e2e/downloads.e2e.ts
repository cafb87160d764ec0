import { sessionCookie } from '../src/http/authenticate'
import * as admin from './admin'
import { openBrowser, serverUrl, type OpenPage } from './browser'
import { password } from './sandbox'

/** The browser itself receives a file; what keeps it from coming stands on the page, which stays where it is. With the keyboard. */

let browser: Awaited<ReturnType<typeof openBrowser>>
let clerk: OpenPage
beforeAll(async () => {
  browser = await openBrowser()
  clerk = await browser.open({ viewport: { width: 1366, height: 768 } })
  await admin.signInAdmin(clerk.page, 'hospitaladmin')
  await admin.openMenu(clerk.page, '人员信息导入管理')
  await admin.press(clerk.page, '新建导入')
})
afterAll(() => browser.close())

const template = () => clerk.page.getByRole('button', { name: '下载人员基本信息模板' })
/** Files that the browser has received since, from where. */
function watchFiles(): string[] {
  const received: string[] = []
  clerk.page.on('download', (file) => received.push(file.url()))
  return received
}

test('a file comes from the server itself, and the page says where to look for it', async () => {
  const { page } = clerk
  const [file] = await Promise.all([page.waitForEvent('download'), template().press('Enter')])
  expect([file.suggestedFilename(), await file.failure()]).toEqual(['人员基本信息导入模板.xlsx', null])
  expect(file.url()).toMatch(/^http:.*\/api\/import-templates\/people\?download=[0-9a-f]{32}$/)
  await admin.sees(page, '已开始下载，进度见浏览器的下载列表')
  expect(await page.evaluate('document.cookie')).toBe('')
  expect(page.url()).toMatch(/\/admin\/imports\/new$/)
})

test('without a network the page says so, and the same button works again', async () => {
  const { page, context } = clerk
  const received = watchFiles()
  await context.setOffline(true)
  await template().press('Enter')
  await admin.sees(page, '连接不上服务器，请检查网络后重试')
  await context.setOffline(false)
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: '重新下载' }).press('Enter')])
  expect(await file.failure()).toBeNull()
  expect(received).toHaveLength(1)
  await page.getByText('正在准备文件').waitFor({ state: 'detached' })
})

test('an answer that is not the server\'s is told, not saved', async () => {
  const { page } = clerk
  const received = watchFiles()
  await page.route('**/api/import-templates/**', (route) => route.fulfill({ status: 502, contentType: 'text/html', body: '<html>Bad gateway</html>' }))
  await template().press('Enter')
  await admin.sees(page, '服务器返回的内容无法识别，请稍后重试')
  await page.unroute('**/api/import-templates/**')
  expect(received).toEqual([])
})

test('a session that ended asks to sign in over the page, and then the file comes', async () => {
  const { page, context } = clerk
  const received = watchFiles()
  await page.getByRole('radio', { name: /^学历/ }).check()
  await context.addCookies([{ name: sessionCookie, value: 'ended', url: serverUrl() }])
  await page.getByRole('button', { name: '下载学历模板' }).press('Enter')
  const again = page.getByRole('dialog', { name: '登录已过期，请重新登录' })
  await again.getByRole('textbox', { name: '密码' }).fill(password)
  await page.keyboard.press('Enter')
  await again.waitFor({ state: 'hidden' })
  expect(received).toEqual([])
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: '重新下载' }).press('Enter')])
  expect(file.suggestedFilename()).toBe('学历导入模板.xlsx')
  expect(page.url()).toMatch(/\/admin\/imports\/new$/)
})
