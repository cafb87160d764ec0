import { allEndpoints } from '@talent/shared/contract/index'
import { getHome, getMe, privacyVersion, sendSmsCode } from '@talent/shared/contract/wechat-session'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type AppUnderTest, launchApp } from './harness/app-under-test'
import { FakeServer } from './harness/fake-server'
import { personalApis } from './harness/fake-wx'
import { meOf, signedIn } from './harness/fixtures'
import { weappDist } from './harness/fresh-build'
import { walk } from './harness/wxml'

const home = 'pages/home/index'
const server = () => new FakeServer().on(getMe, meOf()).on(getHome, { todos: [] })
const launch = (options: { path?: string; appBaseInfo?: Record<string, unknown>; storage?: Record<string, unknown>; server?: FakeServer } = {}): Promise<AppUnderTest> =>
  launchApp({ dist: weappDist, server: server(), ...options })
const everyConsent = (['privacy', 'identityCard', 'face'] as const).map((kind) => ({ kind, version: privacyVersion, givenAt: '2026-11-20T00:00:00Z' }))
const appJson = JSON.parse(readFileSync(join(weappDist, 'app.json'), 'utf8')) as Record<string, unknown> & { pages: string[]; subPackages: { root: string; name: string; pages: string[] }[] }
const routes = [...appJson.pages, ...appJson.subPackages.flatMap(({ root, pages }) => pages.map((page) => `${root}/${page}`))]

/** Opens a page as often as it has something to tap, and taps one each time. */
async function tapEverything(route: string, start: () => Parameters<typeof launch>[0], check: (app: AppUnderTest, tapped: string) => void, setUp: (app: AppUnderTest) => void = () => {}): Promise<void> {
  for (let at = 0; ; at += 1) {
    const app = await launch({ ...start(), path: route })
    setUp(app)
    const node = app.page.tappables[at]
    if (!node) return app.stop()
    await app.tapNode(node)
    check(app, String(node.attr['ariaLabel']))
    app.stop()
  }
}
const tabs = ['pages/home/index', 'pages/messages/index', 'pages/manage/index', 'pages/me/index']

function scripts(folder = weappDist): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    return entry.isDirectory() ? scripts(path) : path.endsWith('.js') ? [path] : []
  })
}

describe('app.json', () => {
  test('declares what WeChat asks of a good mini-program', () => {
    expect(appJson).toMatchObject({ lazyCodeLoading: 'requiredComponents', __usePrivacyCheck__: true, darkmode: true })
    expect(appJson['networkTimeout']).toEqual({ request: 15_000, connectSocket: 15_000, uploadFile: 60_000, downloadFile: 60_000 })
    const names = appJson.subPackages.map(({ name }) => name)
    const rules = appJson['preloadRule'] as Record<string, { packages: string[] }>
    expect(rules['pages/home/index']?.packages).toEqual(['candidate'])
    expect(rules['pages/manage/index']?.packages).toEqual(['manager', 'audit'])
    for (const { packages } of Object.values(rules)) for (const one of packages) expect(names).toContain(one)
  })

  // WeChat refuses an undeclared location interface, and its reviewers a declared one that nothing uses.
  test('declares exactly the location interfaces that the code calls, and says why', () => {
    const code = scripts().map((file) => readFileSync(file, 'utf8')).join('\n')
    const used = ['getLocation', 'getFuzzyLocation', 'chooseLocation', 'choosePoi', 'startLocationUpdate', 'onLocationChange'].filter((name) => code.includes(`.${name}(`))
    const permission = appJson['permission'] as { 'scope.userLocation'?: { desc: string } } | undefined
    expect(appJson['requiredPrivateInfos'] ?? []).toEqual(used)
    expect((permission?.['scope.userLocation']?.desc ?? '') !== '').toBe(used.length > 0)
  })
})

describe('update', () => {
  test.each([[true, 1], [false, 0]])('a ready version asks; answered %s it restarts %d times', async (confirm, applied) => {
    const app = await launch()
    app.does('showModal', () => ({ confirm, cancel: !confirm }))
    await app.updateReady()
    expect(app.callsOf('showModal')).toMatchObject([{ title: '有新版本', confirmText: '立即重启' }])
    expect(app.updates.applied).toBe(applied)
    app.stop()
  })
})

test('whatever page is shared, the card says the name of the app and leads to the first page', async () => {
  const app = await launch({ storage: signedIn() })
  const shareable: string[] = []
  for (const route of app.routes) {
    await app.goTo(`/${route}`)
    const card = app.page.call('onShareAppMessage', { from: 'menu' })
    if (card !== undefined) {
      expect(card).toEqual({ title: '湖北卫生人才 · 卫生考试预报名', imageUrl: '/assets/share-card.png', path: '/pages/home/index' })
      shareable.push(route)
    }
    const moment = app.page.call('onShareTimeline')
    if (moment !== undefined) expect(moment).toEqual({ title: '湖北卫生人才 · 卫生考试预报名', imageUrl: '/assets/share-card.png', query: '' })
    if (app.depth > 1) await app.back()
  }
  expect(shareable).toEqual(expect.arrayContaining([home, 'packages/candidate/privacy/index']))
  expect(existsSync(join(weappDist, 'assets/share-card.png'))).toBe(true)
  app.stop()
})

test.each([
  [{}, {}, '1'],
  [{ fontSizeScaleFactor: 1.4 }, {}, '1.4'],
  [{ fontSizeScaleFactor: 0.9 }, {}, '1'],
  [{ fontSizeSetting: 20 }, {}, '1.25'],
  [{ fontSizeSetting: 17, fontSizeScaleFactor: 1 }, { 'elder-mode': true }, '1.25'],
  [{ fontSizeScaleFactor: 1.4 }, { 'elder-mode': true }, '1.75'],
  [{ fontSizeScaleFactor: 3 }, { 'elder-mode': true }, '1.75'],
])('text follows the font size of WeChat %j and elder mode %j', async (appBaseInfo, storage, scale) => {
  const app = await launch({ appBaseInfo, storage })
  const frame = [...walk(app.page.tree)].find((node) => String(node.attr['class'] ?? '').startsWith('shell'))
  expect(frame?.attr['style']).toMatch(new RegExp(`--text-scale: ?${scale};?$`))
  app.stop()
})

describe('a way back', () => {
  test('every page that is opened by itself shows one to the first page', async () => {
    for (const route of routes) {
      const app = await launch({ path: route })
      if (!tabs.includes(route)) {
        await app.tap('‹ 首页')
        expect({ from: route, to: app.page.route }).toEqual({ from: route, to: home })
      }
      app.stop()
    }
  })

  test('within the app WeChat has its own', async () => {
    const app = await launch({ storage: signedIn() })
    await app.goTo('/packages/candidate/privacy/index')
    expect(app.page.find('‹ 首页')).toEqual([])
    app.stop()
  })

  test('an address that this version does not have leads to the first page', async () => {
    const app = await launch({ path: 'packages/candidate/privacy/index' })
    await app.pageNotFound('packages/candidate/gone/index')
    expect(app.page.route).toBe(home)
    app.stop()
  })
})

describe('before consent', () => {
  const publicPaths = allEndpoints.filter(({ endpoint }) => endpoint.access.kind === 'public').map(({ endpoint }) => endpoint.path)
  const forbidden = new Set([...personalApis, 'login', 'requestSubscribeMessage', 'makePhoneCall'])
  const personalCalls = (app: AppUnderTest) => app.calls.map(({ name }) => name).filter((name) => forbidden.has(name))

  const withoutConsent = () => new FakeServer().on(getMe, meOf({ consents: [] })).on(getHome, { todos: [] })

  test.each(routes)('on %s nobody is signed in, nothing personal is called or sent, whatever is tapped', async (route) => {
    await tapEverything(route, () => ({}), (app, tapped) => {
      const sent = [...app.server.requests.map(({ path }) => path.replace(/\?.*/, '')), ...app.server.unanswered.map((one) => one.replace(/^\w+ /, ''))]
      expect({ route, tapped, calls: personalCalls(app), sent: sent.filter((path) => !publicPaths.includes(path)) }).toEqual({ route, tapped, calls: [], sent: [] })
      expect(app.server.requests.filter(({ headers }) => 'Authorization' in headers)).toEqual([])
    })
  })

  test('the sign-in page asks for the consent before the code of WeChat or an SMS sign-in', async () => {
    const app = await launch({ path: 'pages/sign-in/index' })
    await app.tap('微信授权登录')
    expect(app.page.text).toContain('请先阅读并同意隐私说明')
    await app.input('手机号', '13800000001')
    await app.input('短信验证码', '123456')
    await app.tap('手机快捷登录')
    expect(app.callsOf('login')).toEqual([])
    expect([app.server.requests, app.server.unanswered]).toEqual([[], []])
    app.stop()
  })

  test('no SMS is asked for, and no number sent, before the consent', async () => {
    const app = await launch({ path: 'pages/sign-in/index' })
    await app.input('手机号', '13800000001')
    await app.tap('获取验证码')
    expect(app.server.sentTo(sendSmsCode)).toEqual([])
    expect([app.server.requests, app.server.unanswered]).toEqual([[], []])
    expect(app.page.text).toContain('请先阅读并同意隐私说明')
    app.stop()
  })

  test.each(routes)('on %s, signed in without the consent of this version, no personal interface is called', async (route) => {
    await tapEverything(route, () => ({ storage: signedIn(), server: withoutConsent() }), (app, tapped) => {
      expect({ route, tapped, calls: personalCalls(app) }).toEqual({ route, tapped, calls: [] })
    })
  })
})

test.each(routes)('on %s a refusal in the privacy window of WeChat is no error, and nothing is called', async (route) => {
  const refuse = (app: AppUnderTest) => {
    app.does('requirePrivacyAuthorize', () => {
      throw 'privacy permission is not authorized'
    })
  }
  const start = () => ({ storage: signedIn(), server: new FakeServer().on(getMe, meOf({ consents: everyConsent })).on(getHome, { todos: [] }) })
  await tapEverything(route, start, (app, tapped) => {
    const called = app.calls.map(({ name }) => name).filter((name) => personalApis.has(name))
    expect({ route, tapped, called, errors: app.errors }).toEqual({ route, tapped, called: [], errors: [] })
  }, refuse)
})
