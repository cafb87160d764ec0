import { getCaptcha } from '@talent/shared/contract/session'
import { bindWechatPhone, getHome, getMe, giveConsent, privacyVersion, sendSmsCode, signInWithPhone, signInWithWechat } from '@talent/shared/contract/wechat-session'
import { problem } from '@talent/shared/errors'
import { type AppUnderTest, launchApp } from './harness/app-under-test'
import { FakeServer } from './harness/fake-server'
import { meOf, sessionOf, signedIn } from './harness/fixtures'
import { weappDist } from './harness/fresh-build'

const me = meOf({ unreadMessages: 3 })
const agreement = '我已阅读并同意《隐私说明》，知道登录会用到我的微信标识和手机号'

let app: AppUnderTest
let server: FakeServer
const open = async (storage: Record<string, unknown> = {}) => {
  app = await launchApp({ dist: weappDist, server, storage })
}
beforeEach(() => {
  server = new FakeServer().on(getMe, me).on(getHome, { todos: [] })
})
afterEach(() => {
  expect(app.errors).toEqual([])
  expect(app.warnings).toEqual([])
  expect(server.unanswered).toEqual([])
  app.stop()
})
const tokens = () => server.requests.map((request) => request.headers['Authorization'])

describe('微信授权登录', () => {
  beforeEach(async () => {
    await open()
    await app.tap('去登录')
  })

  test('a page with personal data asks to sign in and sends nothing', () => {
    expect(app.page.route).toBe('pages/sign-in/index')
    expect(server.requests).toEqual([])
  })

  test('nothing happens before the consent', async () => {
    await app.tap('微信授权登录')
    expect(app.page.text).toContain('请先阅读并同意隐私说明')
    expect(app.callsOf('login')).toEqual([])
  })

  test('the code of wx.login becomes a session, and the page before shows its content', async () => {
    server.on(signInWithWechat, sessionOf(me))
    await app.tap(agreement)
    await app.tap('微信授权登录')
    expect(server.sentTo(signInWithWechat).map((request) => request.input)).toEqual([{ code: 'login-code' }])
    expect(app.page.route).toBe('pages/home/index')
    expect(app.storage.get('session')).toMatchObject({ token: 'token-1', way: 'wechat' })
    expect(server.sentTo(getMe).at(-1)?.headers['Authorization']).toBe('Bearer token-1')
    expect(app.callsOf('setTabBarBadge').at(-1)).toMatchObject({ index: 1, text: '3' })
  })

  test('two taps are one sign-in', async () => {
    server.on(signInWithWechat, sessionOf(me))
    await app.tap(agreement)
    await app.tapTwice('微信授权登录')
    expect(server.sentTo(signInWithWechat)).toHaveLength(1)
  })

  test('a first sign-in gives the consent, then asks for the phone number', async () => {
    server.on(signInWithWechat, sessionOf({ ...me, phone: null, consents: [] })).on(giveConsent, { ...me, phone: null }).on(bindWechatPhone, sessionOf(me, 'token-2'))
    await app.tap(agreement)
    await app.tap('微信授权登录')
    expect(server.sentTo(giveConsent).map((request) => request.input)).toEqual([{ kind: 'privacy', version: privacyVersion }])
    expect(app.page.text).toContain('使用微信绑定的手机号')
    await app.givePhoneNumber('使用微信绑定的手机号', null)
    expect(app.page.text).toContain('没有取得微信手机号')
    await app.givePhoneNumber('使用微信绑定的手机号', 'phone-code')
    expect(server.sentTo(bindWechatPhone).map((request) => request.input)).toEqual([{ code: 'phone-code' }])
    expect(app.storage.get('session')).toMatchObject({ token: 'token-2' })
  })

  test('no network is said in words, and the page stays', async () => {
    server.on(signInWithWechat, 'offline')
    await app.tap(agreement)
    await app.tap('微信授权登录')
    expect(app.page.text).toContain('连接不上服务器')
    expect(server.sentTo(signInWithWechat)).toHaveLength(1)
  })
})

describe('手机快捷登录', () => {
  beforeEach(async () => {
    await open()
    await app.goTo('/pages/sign-in/index')
    server.on(sendSmsCode, { resendAfterSeconds: 60, expiresInSeconds: 300 })
  })

  test('phone and code become a session; the button counts down', async () => {
    server.on(signInWithPhone, sessionOf(me))
    await app.tap(agreement)
    await app.input('手机号', '13800000001')
    await app.tap('获取验证码')
    expect(app.page.text).toContain('60 秒后重发')
    await app.pass(59_000)
    expect(app.page.text).toContain('1 秒后重发')
    await app.pass(1_500)
    expect(app.page.text).toContain('获取验证码')
    await app.input('短信验证码', '123456')
    await app.tap('手机快捷登录')
    expect(server.sentTo(signInWithPhone).map((request) => request.input)).toEqual([{ phone: '13800000001', smsCode: '123456' }])
    expect(app.storage.get('session')).toMatchObject({ way: 'phone' })
  })

  test('a pasted number may be grouped, have the country code or be full-width; a code may come with its message', async () => {
    server.on(signInWithPhone, sessionOf(me))
    await app.tap('我已阅读并同意')
    await app.input('手机号', ' +86 138-0000 ０００1 ')
    await app.tap('获取验证码')
    expect(server.sentTo(sendSmsCode).map(({ input }) => input)).toEqual([{ phone: '13800000001' }])
    await app.input('短信验证码', '【湖北卫生人才】验证码 １23 456，5 分钟内有效')
    await app.tap('手机快捷登录')
    expect(server.sentTo(signInWithPhone).map(({ input }) => input)).toEqual([{ phone: '13800000001', smsCode: '123456' }])
  })

  test.each([['1380000000', '现为 10 位'], ['23800000001', '应以 13 至 19 开头'], ['', '请填写手机号码']])('the phone %j is refused beside its field', async (phone, words) => {
    await app.input('手机号', phone)
    await app.tap('获取验证码')
    expect(app.page.text).toContain(words)
    expect(server.sentTo(sendSmsCode)).toEqual([])
  })

  test('a picture code is shown when the server wants one, and a wrong one is replaced', async () => {
    let pictures = 0
    server.on(getCaptcha, () => ({ captchaId: `captcha-${++pictures}`, svg: '<svg/>' }))
    server.on(sendSmsCode, problem('CAPTCHA_REQUIRED'))
    await app.tap('我已阅读并同意')
    await app.input('手机号', '13800000001')
    await app.tap('获取验证码')
    server.on(sendSmsCode, problem('CAPTCHA_WRONG'))
    await app.input('图形验证码', 'abcd')
    await app.tap('获取验证码')
    expect(server.sentTo(sendSmsCode).at(-1)?.input).toEqual({ phone: '13800000001', captchaId: 'captcha-1', captchaText: 'abcd' })
    expect(app.page.text).toContain('图形验证码不正确')
    expect(pictures).toBe(2)
  })
})

describe('a session that has ended', () => {
  const needsToken = (token: string) => (request: { headers: Record<string, string> }) =>
    request.headers['Authorization'] === `Bearer ${token}` ? me : problem('SESSION_EXPIRED')
  const homeNeedsToken = (token: string) => (request: { headers: Record<string, string> }) =>
    request.headers['Authorization'] === `Bearer ${token}` ? { todos: [] } : problem('SESSION_EXPIRED')

  test('is renewed by WeChat without the person, once', async () => {
    server.on(getMe, needsToken('new')).on(getHome, homeNeedsToken('new')).on(signInWithWechat, sessionOf(me, 'new'))
    await open(signedIn('wechat', 'old'))
    // The two requests of the start page, the sign-in, the two again, and the settings that follow on who it is.
    expect(tokens()).toEqual(['Bearer old', 'Bearer old', 'Bearer old', 'Bearer new', 'Bearer new', 'Bearer new'])
    expect(server.sentTo(signInWithWechat)).toHaveLength(1)
    expect(app.page.text).not.toContain('去登录')
  })

  test('stays where WeChat gives no code just now, and is renewed with the next try', async () => {
    server.on(getMe, needsToken('new')).on(getHome, homeNeedsToken('new')).on(signInWithWechat, sessionOf(me, 'new'))
    app = await launchApp({ dist: weappDist, server, storage: signedIn('wechat', 'new') })
    app.does('login', () => {
      throw 'login:fail network'
    })
    server.on(getMe, needsToken('newer')).on(getHome, homeNeedsToken('newer')).on(signInWithWechat, sessionOf(me, 'newer'))
    await app.goTo('/pages/me/index')
    await app.goTo('/pages/home/index')
    expect(app.storage.get('session')).toMatchObject({ token: 'new', way: 'wechat' })
    expect(server.sentTo(signInWithWechat)).toEqual([])
    app.does('login', () => ({ code: 'login-code' }))
    await app.goTo('/pages/me/index')
    await app.goTo('/pages/home/index')
    expect(app.storage.get('session')).toMatchObject({ token: 'newer' })
    expect(app.page.text).not.toContain('去登录')
  })

  test('made with a phone asks to sign in again', async () => {
    server.on(getMe, needsToken('new')).on(getHome, homeNeedsToken('new'))
    await open(signedIn('phone', 'old'))
    expect(app.page.text).toContain('去登录')
    expect(app.storage.has('session')).toBe(false)
    expect(app.callsOf('login')).toEqual([])
  })
})
