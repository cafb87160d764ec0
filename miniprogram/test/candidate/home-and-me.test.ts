import { listMyConsents } from '@talent/shared/contract/my-account'
import { listApplications } from '@talent/shared/contract/candidate'
import { getHome, getMe, giveConsent, privacyVersion, signInWithPhone, signOutWechat } from '@talent/shared/contract/wechat-session'
import { type AppUnderTest, launchApp } from '../harness/app-under-test'
import { FakeServer } from '../harness/fake-server'
import { meOf, sessionOf, signedIn } from '../harness/fixtures'
import { weappDist } from '../harness/fresh-build'
import { verifiedMe } from './given-candidate'

let app: AppUnderTest
let server: FakeServer
const open = async (path = 'pages/home/index', storage: Record<string, unknown> = signedIn()) => {
  app = await launchApp({ dist: weappDist, server, storage, path })
}
beforeEach(() => {
  server = new FakeServer().on(getMe, verifiedMe()).on(getHome, { todos: [] })
})
afterEach(() => {
  expect(app.errors).toEqual([])
  expect(app.warnings).toEqual([])
  expect(server.unanswered).toEqual([])
  app.stop()
})

describe('首页', () => {
  test('one who is not signed in is told what it is for, and nothing is asked of the server', async () => {
    await open('pages/home/index', {})
    expect(app.page.text).toContain('核对单位为您填报的考试信息')
    expect(server.requests).toEqual([])
    await app.tap('去登录')
    expect(app.page.route).toBe('pages/sign-in/index')
  })

  test('greets with a masked name, the state and the unit', async () => {
    await open()
    expect(app.page.text).toContain('您好，陈*')
    expect(app.page.text).not.toContain('陈晓')
    expect(app.page.text).toContain('已认证')
    expect(app.page.text).toContain('没有待办事项')
  })

  test.each([
    ['consent', '阅读隐私说明', 'packages/candidate/privacy/index?agree=1'],
    ['verify', '前往认证', 'packages/candidate/identity/index'],
    ['bindUnit', '核对单位并绑定', 'packages/candidate/unit/index'],
    ['confirm', '去核对', 'packages/candidate/filing/index?trialId=7'],
    ['applicationProgress', '查看进度', 'packages/candidate/application/index?trialId=7'],
    ['audit', '开始审核', 'packages/audit/review/index?trialId=7'],
    ['waitFiling', '查看填报情况', 'packages/candidate/filing/index'],
    ['bindPhone', '绑定手机号', 'pages/sign-in/index?step=bindPhone'],
  ] as const)('the todo %s has one button, %s', async (kind, button, url) => {
    const params: Record<string, number> = url.includes('trialId') ? { trialId: 7 } : {}
    server.on(getHome, { todos: [{ kind, title: '要做的事', detail: '为什么要做', params }] })
    await open()
    expect(app.page.text).toContain('要做的事 为什么要做。')
    app.does('navigateTo', () => ({}))
    await app.tap(button)
    expect(app.callsOf('navigateTo').map((call) => call['url'])).toEqual([`/${url}`])
    server.unanswered.splice(0)
  })

  test('whom to ask is a tap away', async () => {
    server.on(getHome, { todos: [{ kind: 'waitFiling', title: '等待单位为您填报', detail: '还没有填报', params: {}, contact: { name: '人事科', phone: '027-80000000转8001' } }] })
    await open()
    expect(app.page.text).toContain('人事科 027-80000000转8001')
    await app.tap('拨打人事科电话')
    expect(app.callsOf('makePhoneCall').map((call) => call['phoneNumber'])).toEqual(['02780000000'])
  })

  test('a candidate sees how far it is; who only audits does not', async () => {
    server.on(getHome, { todos: [{ kind: 'confirm', title: '请核对', detail: '已填报', params: { trialId: 7 } }] })
    await open()
    expect(app.page.find('第 3 步，共 4 步：核对确认')).toHaveLength(1)
    app.stop()
    server.on(getMe, verifiedMe({ unit: null, managerBindings: [{ bindingId: 3, organizationName: '某医院', businessCode: '04', businessName: '医师资格考试', role: 'main' }] }))
      .on(getHome, { todos: [{ kind: 'audit', title: '审核申报材料', detail: '有 4 份等待审核', params: { bindingId: 3 } }] })
    await open()
    expect(app.page.text).not.toContain('核对确认')
  })

  test('no network is said, and the retry brings the todos', async () => {
    server.on(getHome, 'offline')
    await open()
    await app.pass(5_000)
    expect(app.page.text).toContain('连接不上服务器')
    server.on(getHome, { todos: [{ kind: 'verify', title: '完成实名认证', detail: '认证后才能看到填报', params: {} }] })
    await app.tap('重试')
    expect(app.page.text).toContain('完成实名认证')
  })
})

describe('隐私说明', () => {
  test('with the button to agree it gives the consent and goes back', async () => {
    server.on(giveConsent, meOf())
    await open()
    await app.goTo('/packages/candidate/privacy/index?agree=1')
    await app.tap('我已阅读并同意')
    expect(server.sentTo(giveConsent).map(({ input }) => input)).toEqual([{ kind: 'privacy', version: privacyVersion }])
    expect(app.page.route).toBe('pages/home/index')
  })

  test('without being asked to agree there is no button', async () => {
    await open('packages/candidate/privacy/index')
    expect(app.page.text).not.toContain('我已阅读并同意')
  })
})

test('a phone is bound to the session that is there, without agreeing again', async () => {
  server.on(signInWithPhone, sessionOf(verifiedMe(), 'token-2'))
  await open()
  await app.goTo('/pages/sign-in/index?step=bindPhone')
  await app.input('手机号', '13800000001')
  await app.input('短信验证码', '123456')
  await app.tap('绑定')
  expect(server.sentTo(signInWithPhone)[0]?.headers['Authorization']).toBe('Bearer token-0')
  expect(app.page.route).toBe('pages/home/index')
})

describe('我的', () => {
  test('shows identity, phone, unit; leads to the applications', async () => {
    server.on(listApplications, { items: [] })
    await open('pages/me/index')
    for (const words of ['陈晓', '4201 **** 26', '138 **** 0001', '武汉市江岸区某社区卫生服务中心', '已认证']) expect(app.page.text).toContain(words)
    await app.tap('我的申报')
    expect(app.page.text).toContain('还没有申报')
  })

  test('larger letters are switched on for every page and remembered', async () => {
    await open('pages/me/index')
    await app.toggle('大字模式', true)
    expect(app.storage.get('elder-mode')).toBe(true)
    server.on(listMyConsents, { items: [] })
    await app.goTo('/packages/account/consents/index')
    expect(JSON.stringify(app.page.data)).toMatch(/--text-scale: ?1.25/)
  })

  test('signing out forgets the session and the drafts', async () => {
    server.on(signOutWechat, { ok: true })
    await open('pages/me/index', { ...signedIn(), drafts: { x: { keptAt: Date.parse('2026-11-21T01:00:00Z'), value: 1 } } })
    await app.tap('退出登录')
    expect(server.sentTo(signOutWechat).map(({ path }) => path)).toEqual(['/api/wechat/sessions?everywhere=false'])
    expect([app.storage.has('session'), app.storage.has('drafts')]).toEqual([false, false])
    expect(app.page.text).toContain('还没有登录')
  })

  test('whoever thinks better of it stays', async () => {
    await open('pages/me/index')
    app.does('showModal', () => ({ confirm: false, cancel: true }))
    await app.tap('退出登录')
    expect(app.storage.has('session')).toBe(true)
    expect(server.sentTo(signOutWechat)).toEqual([])
  })

  test('without a network one gets out here, and not on other devices', async () => {
    server.on(signOutWechat, 'offline')
    await open('pages/me/index')
    await app.tap('在所有设备退出')
    expect(app.page.text).toContain('连接不上服务器')
    expect(app.storage.has('session')).toBe(true)
    await app.tap('退出登录')
    expect(app.storage.has('session')).toBe(false)
  })
})
