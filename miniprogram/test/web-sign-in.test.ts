import { confirmWebSignIn, lookUpWebSignIn, refuseWebSignIn } from '@talent/shared/contract/manager-sign-in'
import { getHome, getMe } from '@talent/shared/contract/wechat-session'
import { problem } from '@talent/shared/errors'
import { verifiedMe } from './candidate/given-candidate'
import { type AppUnderTest, launchApp } from './harness/app-under-test'
import { FakeServer } from './harness/fake-server'
import { signedIn } from './harness/fixtures'
import { weappDist } from './harness/fresh-build'

const code = 'AC34FG67HJ'
const page = '/packages/manager/web-sign-in/index'
const url = `https://talent.example/open/web-sign-in?code=${code}`
const binding = { bindingId: 3, organizationName: '东湖里区人民医院', businessCode: '05', businessName: '医师资格考试', role: 'main' as const }
const another = { ...binding, bindingId: 8, organizationName: '梁子湖区卫健局', role: 'auxiliary' as const }
const request = { device: 'Chrome 浏览器 · Windows 电脑', source: '10.1.2.3', requestedAt: '2026-11-21T02:00:00Z', expiresAt: '2026-11-21T02:03:00Z' }

let app: AppUnderTest
let server: FakeServer
const open = async (query = '', managerBindings: (typeof binding | typeof another)[] = [binding]) => {
  server.on(getMe, verifiedMe({ managerBindings }))
  app = await launchApp({ dist: weappDist, server, storage: signedIn() })
  await app.goTo(page + query)
}
const inputs = (endpoint: Parameters<FakeServer['sentTo']>[0]) => server.sentTo(endpoint).map(({ params, input }) => ({ ...params, ...(input as object) }))

beforeEach(() => {
  server = new FakeServer().on(getHome, { todos: [] }).on(lookUpWebSignIn, request).on(confirmWebSignIn, { ok: true }).on(refuseWebSignIn, { ok: true })
})
afterEach(() => {
  expect(app.errors).toEqual([])
  expect(app.warnings).toEqual([])
  expect(server.unanswered).toEqual([])
  app.stop()
})

test('scanned with WeChat: which browser asks and what it would get is said before it is confirmed', async () => {
  await open(`?q=${encodeURIComponent(url)}`)
  for (const words of ['Chrome 浏览器 · Windows 电脑', '10.1.2.3', '2026-11-21 10:00', '东湖里区人民医院', '医师资格考试', '业务管理人', '二维码是别人发来的']) expect(app.page.text).toContain(words)
  expect(server.sentTo(confirmWebSignIn)).toEqual([])
  await app.tap('确认登录')
  expect(inputs(confirmWebSignIn)).toEqual([{ bindingId: '3', code }])
  expect(app.page.text).toContain('已确认登录')
})

test('scanned in the app, by the camera alone: a picture from the album is not taken', async () => {
  await open()
  app.does('scanCode', () => ({ result: url }))
  await app.tap('扫一扫')
  expect(app.callsOf('scanCode')).toMatchObject([{ onlyFromCamera: true }])
  await app.tap('下一步')
  expect(inputs(lookUpWebSignIn)).toEqual([{ code }])
  expect(app.page.text).toContain('确认登录')
})

test('of several businesses one is chosen first', async () => {
  await open(`?code=${code}`, [binding, another])
  await app.tap('确认登录')
  expect(app.page.text).toContain('请选择要在电脑上审核的业务')
  expect(server.sentTo(confirmWebSignIn)).toEqual([])
  await app.pick('审核的业务', '1')
  expect(app.page.text).toContain('辅助管理员')
  await app.tap('确认登录')
  expect(inputs(confirmWebSignIn)).toEqual([{ bindingId: '8', code }])
})

test('refusing tells the server, and says what not to do', async () => {
  await open(`?code=${code}`)
  await app.tap('不是我，拒绝登录')
  expect(inputs(refuseWebSignIn)).toEqual([{ code }])
  expect(app.page.text).toContain('请不要扫描别人发来的登录二维码')
  expect(server.sentTo(confirmWebSignIn)).toEqual([])
})

test('a code that is over says what to do; one that is none is not sent', async () => {
  server.on(lookUpWebSignIn, problem('CODE_EXPIRED', { detail: '二维码已超过 3 分钟，请在电脑上刷新后再扫' }))
  await open(`?code=${code}`)
  expect(app.page.text).toContain('请在电脑上刷新后再扫')
  await app.input('登录码', 'AB')
  await app.tap('下一步')
  expect(app.page.text).toContain('登录码是 10 位字母和数字')
  expect(server.sentTo(lookUpWebSignIn)).toHaveLength(1)
})

test('a confirmation that came too late keeps the page and says so', async () => {
  server.on(confirmWebSignIn, problem('CODE_EXPIRED', { detail: '二维码已超过 3 分钟，请在电脑上刷新后再扫' }))
  await open(`?code=${code}`)
  await app.tap('确认登录')
  expect(app.page.text).toContain('请在电脑上刷新后再扫')
  expect(app.page.text).toContain('10.1.2.3')
})

test('who manages nothing is led to binding', async () => {
  await open(`?code=${code}`, [])
  expect(app.page.text).toContain('您还没有绑定业务')
})
