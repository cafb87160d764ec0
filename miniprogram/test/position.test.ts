import { lookUpPositionRequest, sendPosition } from '@talent/shared/contract/institution'
import { getHome, getMe } from '@talent/shared/contract/wechat-session'
import { problem } from '@talent/shared/errors'
import { type AppUnderTest, launchApp } from './harness/app-under-test'
import { FakeServer } from './harness/fake-server'
import { meOf, signedIn } from './harness/fixtures'
import { weappDist } from './harness/fresh-build'

const code = 'AC34FG67HJ'
const page = '/packages/manager/position/index'
const url = `https://talent.example/m/#${page}?code=${code}`

let app: AppUnderTest
let server: FakeServer
const open = async (query = '') => {
  app = await launchApp({ dist: weappDist, server, storage: signedIn() })
  await app.goTo(page + query)
}

beforeEach(() => {
  server = new FakeServer().on(getHome, { todos: [] }).on(getMe, meOf({}))
  server.on(lookUpPositionRequest, { organizationName: '东湖里区人民医院', expiresAt: '2026-11-21T02:10:00Z' }).on(sendPosition, { ok: true })
})
afterEach(() => {
  expect(app.errors).toEqual([])
  expect(app.warnings).toEqual([])
  expect(server.unanswered).toEqual([])
  app.stop()
})

test('scanned with WeChat, the page knows the form, measures, shows and sends', async () => {
  await open(`?q=${encodeURIComponent(url)}`)
  expect(app.page.text).toContain('东湖里区人民医院')
  await app.tap('获取当前位置')
  expect(app.page.text).toContain('114.342300')
  expect(app.page.text).toContain('约 20 米')
  await app.tap('发送位置')
  expect(server.sentTo(sendPosition).map((r) => r.input)).toEqual([{ code, longitude: '114.342300', latitude: '30.545400', datum: 'GCJ-02', accuracy: 20 }])
  expect(app.page.text).toContain('位置已发送')
})

test('scanned inside the app, the address gives its code', async () => {
  await open()
  app.does('scanCode', () => ({ result: url }))
  await app.tap('扫一扫')
  await app.tap('下一步')
  expect(server.sentTo(lookUpPositionRequest).map((r) => r.input)).toEqual([{ code }])
  expect(app.page.text).toContain('获取当前位置')
})

test('管理 leads to the page', async () => {
  app = await launchApp({ dist: weappDist, server, storage: signedIn() })
  await app.goTo('/pages/manage/index')
  await app.tap('发送机构位置')
  expect(app.page.route).toBe('packages/manager/position/index')
})

test('an empty code is named before anything is asked', async () => {
  await open()
  await app.tap('下一步')
  expect(app.page.text).toContain('请输入或扫描定位码')
  expect(server.sentTo(lookUpPositionRequest).map((r) => r.input)).toEqual([])
})

test('a code that is over says what to do, and another one can be typed', async () => {
  server.on(lookUpPositionRequest, problem('CODE_EXPIRED', { detail: '二维码已超过 10 分钟，请在电脑上重新生成后再扫' }))
  await open(`?code=${code}`)
  expect(app.page.text).toContain('请在电脑上重新生成后再扫')
  server.on(lookUpPositionRequest, { organizationName: '东湖里区人民医院', expiresAt: '2026-11-21T02:10:00Z' })
  await app.input('定位码', 'XY34FG67HJ')
  await app.tap('下一步')
  expect(app.page.text).toContain('东湖里区人民医院')
})

test('who refused the position is led to the settings, and can try again', async () => {
  await open(`?code=${code}`)
  app.does('getLocation', () => {
    throw 'auth deny'
  })
  await app.tap('获取当前位置')
  expect(app.page.text).toContain('没有获得位置权限')
  await app.tap('去设置')
  expect(app.callsOf('openSetting')).toHaveLength(1)
  app.does('getLocation', () => ({ latitude: 30.5, longitude: 114.3, accuracy: 8 }))
  await app.tap('获取当前位置')
  expect(app.page.text).toContain('114.300000')
})

test('no signal is said, and the computer named as the other way', async () => {
  await open(`?code=${code}`)
  app.does('getLocation', () => {
    throw 'ERROR_NOCELL&WIFI_LOCATIONSWITCHOFF'
  })
  await app.tap('获取当前位置')
  expect(app.page.text).toContain('在电脑上直接填写经纬度')
})

test('a refused sending keeps what was measured', async () => {
  await open(`?code=${code}`)
  await app.tap('获取当前位置')
  server.on(sendPosition, problem('CODE_USED', { detail: '这个二维码已经收到过位置，如需重新定位请在电脑上重新生成' }))
  await app.tap('发送位置')
  expect(app.page.text).toContain('已经收到过位置')
  expect(app.page.text).toContain('114.342300')
})
