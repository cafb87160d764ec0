import { listApplications } from '@talent/shared/contract/candidate'
import { cancelAccount, changePhone, downloadDataExport, endMyOtherSessions, endMySession, getCancellation, listMyConsents, listMySessions, type MySession, orderDataExport, sendOwnSmsCode, withdrawConsent } from '@talent/shared/contract/my-account'
import { getCaptcha } from '@talent/shared/contract/session'
import { getHome, getMe, privacyVersion, sendSmsCode } from '@talent/shared/contract/wechat-session'
import { problem } from '@talent/shared/errors'
import { type AppUnderTest, launchApp } from './harness/app-under-test'
import { FakeServer } from './harness/fake-server'
import { meOf, sessionOf, signedIn } from './harness/fixtures'
import { weappDist } from './harness/fresh-build'

let app: AppUnderTest
let server: FakeServer
const open = async (path: string, storage: Record<string, unknown> = signedIn()) => {
  app = await launchApp({ dist: weappDist, server, storage, path })
}
const inputs = (endpoint: Parameters<FakeServer['sentTo']>[0]) => server.sentTo(endpoint).map(({ input }) => input)

beforeEach(() => {
  server = new FakeServer().on(getMe, meOf()).on(getHome, { todos: [] })
})
afterEach(() => {
  expect(app.errors).toEqual([])
  expect(app.warnings).toEqual([])
  expect(server.unanswered).toEqual([])
  app.stop()
})

const session = (id: number, device: string | null, current = false, desk: MySession['desk'] = null) => ({ id, device, source: '10.1.2.3', signedInAt: '2026-11-20T02:00:00Z', lastSeenAt: '2026-11-21T01:00:00Z', current, desk })

describe('登录设备', () => {
  test('lists them, marks this one, ends another after being asked', async () => {
    let items = [session(1, '微信小程序 · 安卓设备', true), session(2, null)]
    server.on(listMySessions, () => ({ items })).on(endMySession, () => {
      items = items.slice(0, 1)
      return { ok: true as const }
    })
    await open('pages/me/index')
    await app.tap('登录设备')
    for (const words of ['微信小程序 · 安卓设备', '这台设备', '未知设备', '2026-11-20 10:00']) expect(app.page.text).toContain(words)
    app.does('showModal', () => ({ confirm: false }))
    await app.tap('退出')
    expect(server.sentTo(endMySession)).toEqual([])
    app.does('showModal', () => ({ confirm: true }))
    await app.tap('退出')
    expect(server.sentTo(endMySession).map(({ params }) => params)).toEqual([{ sessionId: '2' }])
    expect(app.page.text).toContain('只有这台设备')
    expect(app.page.text).not.toContain('退出其他设备')
  })

  test('a session in a browser says whose audit it holds, and can be ended', async () => {
    server
      .on(listMySessions, { items: [session(1, 'iPhone', true), session(4, 'Chrome 浏览器 · Windows 电脑', false, { organizationName: '东湖里区人民医院', businessName: '医师资格考试' })] })
      .on(endMySession, { ok: true })
    await open('packages/account/sessions/index')
    for (const words of ['网页审核', '东湖里区人民医院 · 医师资格考试']) expect(app.page.text).toContain(words)
    await app.tap('退出')
    expect(server.sentTo(endMySession).map(({ params }) => params)).toEqual([{ sessionId: '4' }])
  })

  test('ends all others; a failure is said and the list is asked anew', async () => {
    server.on(listMySessions, { items: [session(1, 'iPhone', true), session(2, 'iPad'), session(3, null)] }).on(endMyOtherSessions, 'offline')
    await open('packages/account/sessions/index')
    await app.tap('退出其他设备')
    expect(app.page.text).toContain('连接不上服务器')
    server.on(endMyOtherSessions, { ended: 2 }).on(listMySessions, { items: [session(1, 'iPhone', true)] })
    await app.tap('退出其他设备')
    expect(app.page.text).toContain('只有这台设备')
  })
})

describe('授权记录', () => {
  const given = (kind: 'privacy' | 'identityCard' | 'face', withdrawnAt: string | null = null) => ({ kind, version: privacyVersion, givenAt: '2026-11-20T00:00:00Z', withdrawnAt })

  test('shows each with its moment, and what was taken back', async () => {
    server.on(listMyConsents, { items: [given('privacy'), given('face', '2026-11-20T03:00:00Z')] })
    await open('packages/account/consents/index')
    for (const words of ['隐私说明', '2026-11-20 08:00', '已撤回', '2026-11-20 11:00']) expect(app.page.text).toContain(words)
    expect(app.page.find('撤回单独同意：使用人脸信息')).toEqual([])
  })

  test('taking one back says before what it means; the face consent names the manual way', async () => {
    server.on(listMyConsents, { items: [given('privacy'), given('face')] }).on(withdrawConsent, { signedOut: false })
    await open('packages/account/consents/index')
    await app.tap('撤回单独同意：使用人脸信息')
    expect(String(app.callsOf('showModal').at(-1)?.['content'])).toContain('人工核验')
    expect(inputs(withdrawConsent)).toEqual([{ kind: 'face' }])
    expect(app.storage.has('session')).toBe(true)
  })

  test('taking back the privacy consent signs out and clears the phone', async () => {
    server.on(listMyConsents, { items: [given('privacy')] }).on(withdrawConsent, { signedOut: true })
    await open('packages/account/consents/index', { ...signedIn(), drafts: { x: { keptAt: Date.parse('2026-11-21T01:00:00Z'), value: 1 } } })
    await app.tap('撤回隐私说明')
    expect(String(app.callsOf('showModal').at(-1)?.['content'])).toContain('所有设备退出')
    expect([app.storage.has('session'), app.storage.has('drafts')]).toEqual([false, false])
    expect(app.page.text).toContain('还没有登录')
  })
})

describe('导出我的信息', () => {
  test('orders, downloads and opens the file', async () => {
    server.on(orderDataExport, { exportId: 9, expiresAt: '2026-11-21T02:10:00Z' }).on(downloadDataExport, {})
    await open('packages/account/data-export/index')
    await app.tap('导出为 PDF 文件')
    expect(server.sentTo(downloadDataExport).map(({ params }) => params)).toEqual([{ exportId: '9' }])
    expect(app.callsOf('openDocument')).toMatchObject([{ filePath: 'wxfile://download', showMenu: true }])
    expect(app.page.text).toContain('文件已打开')
  })

  test('the limit of a day is said', async () => {
    server.on(orderDataExport, problem('TOO_MANY_REQUESTS', { detail: '一天最多导出 10 次，请明天再试' }))
    await open('packages/account/data-export/index')
    await app.tap('导出为 PDF 文件')
    expect(app.page.text).toContain('请明天再试')
  })
})

describe('手机号', () => {
  const changed = sessionOf(meOf({ phone: '139****0002' }), 'token-2')

  test('WeChat proves who asks; the phone button gives the new number', async () => {
    server.on(changePhone, changed)
    await open('pages/me/index')
    await app.tap('手机号 138 **** 0001，更换')
    await app.givePhoneNumber('换成微信绑定的手机号', 'phone-code')
    expect(inputs(changePhone)).toEqual([{ next: { way: 'wechat', code: 'phone-code' }, proof: { way: 'wechat', code: 'login-code' } }])
    expect(app.storage.get('session')).toMatchObject({ token: 'token-2', way: 'wechat' })
    expect(app.page.route).toBe('pages/me/index')
  })

  test('whoever refuses the number is shown the other way', async () => {
    await open('packages/account/phone/index')
    await app.givePhoneNumber('换成微信绑定的手机号', null)
    expect(app.page.text).toContain('可以在下方用短信验证码更换')
  })

  test('without WeChat both phones prove themselves by SMS; a wrong code is said at its own field', async () => {
    server.on(getMe, meOf({ wechatLinked: false })).on(sendOwnSmsCode, { resendAfterSeconds: 60, expiresInSeconds: 300 }).on(sendSmsCode, { resendAfterSeconds: 60, expiresInSeconds: 300 })
    await open('packages/account/phone/index', signedIn('phone'))
    await app.tap('用短信验证码更换')
    expect(app.page.text).toContain('请填写手机号码')
    await app.tap('获取验证码')
    expect(inputs(sendOwnSmsCode)).toEqual([{}])
    await app.input('原手机验证码', '111111')
    await app.input('新手机号', '13900000002')
    await app.input('新手机验证码', '222222')
    server.on(changePhone, problem('SMS_CODE_WRONG', { detail: '短信验证码不正确，还可以再试 4 次', data: { phone: '139****0002' } }))
    await app.tap('用短信验证码更换')
    expect(app.page.text).toMatch(/新手机验证码.*还可以再试 4 次/)
    server.on(changePhone, changed)
    await app.tap('用短信验证码更换')
    expect(inputs(changePhone).at(-1)).toEqual({ next: { way: 'sms', phone: '13900000002', smsCode: '222222' }, proof: { way: 'sms', smsCode: '111111' } })
  })

  test('a picture code is asked for when the server wants one', async () => {
    server.on(sendSmsCode, problem('CAPTCHA_REQUIRED')).on(getCaptcha, { captchaId: 'c1', svg: '<svg/>' })
    await open('packages/account/phone/index')
    await app.input('新手机号', '13900000002')
    await app.tap('获取验证码')
    await app.input('图形验证码', '12')
    server.on(sendSmsCode, { resendAfterSeconds: 60, expiresInSeconds: 300 })
    await app.tap('获取验证码')
    expect(inputs(sendSmsCode).at(-1)).toEqual({ phone: '13900000002', captchaId: 'c1', captchaText: '12' })
    expect(app.page.text).toContain('秒后重发')
  })
})

describe('注销账号', () => {
  const terms = (patch: object = {}) => ({ obstacles: [], deleted: ['手机号和微信关联'], kept: ['已确认的申报'], phone: '138****0001', wechatLinked: true, ...patch })

  test('says what goes and what stays; asks twice; leaves nothing on the phone', async () => {
    server.on(getCancellation, terms()).on(cancelAccount, { ok: true })
    await open('packages/account/cancellation/index')
    for (const words of ['手机号和微信关联', '已确认的申报']) expect(app.page.text).toContain(words)
    await app.tap('注销账号')
    expect(app.page.text).toContain('请先勾选')
    await app.tap('我已了解注销的后果，确认注销')
    app.does('showModal', () => ({ confirm: false }))
    await app.tap('注销账号')
    expect(server.sentTo(cancelAccount)).toEqual([])
    app.does('showModal', () => ({ confirm: true }))
    await app.tap('注销账号')
    expect(inputs(cancelAccount)).toEqual([{ proof: { way: 'wechat', code: 'login-code' } }])
    expect(app.storage.has('session')).toBe(false)
    expect(app.page.route).toBe('pages/home/index')
  })

  test('without WeChat a code to the bound phone proves it; a wrong one is said at the field', async () => {
    server.on(getCancellation, terms({ wechatLinked: false })).on(cancelAccount, problem('SMS_CODE_WRONG', { detail: '短信验证码不正确，还可以再试 4 次' }))
    await open('packages/account/cancellation/index', signedIn('phone'))
    expect(app.page.text).toContain('发到 138 **** 0001')
    await app.tap('我已了解注销的后果，确认注销')
    await app.tap('注销账号')
    expect(app.page.text).toContain('请填写短信中的 6 位数字')
    await app.input('本人手机验证码', '123456')
    await app.tap('注销账号')
    expect(app.page.text).toContain('还可以再试 4 次')
    expect(app.storage.has('session')).toBe(true)
  })

  test('what stands against it comes first, with the way there, and no button to cancel', async () => {
    server.on(getCancellation, terms({ obstacles: [{ kind: 'application', text: '您有申报正在进行，办结后才能注销' }] }))
    await open('packages/account/cancellation/index')
    expect(app.page.text).toContain('您有申报正在进行')
    expect(app.page.text).not.toContain('我已了解')
    server.on(listApplications, { items: [] })
    await app.tap('您有申报正在进行，办结后才能注销')
    expect(app.page.route).toBe('packages/candidate/applications/index')
  })

  test('an obstacle that came up meanwhile is shown', async () => {
    let obstacles: { kind: 'business'; text: string }[] = []
    server.on(getCancellation, () => terms({ obstacles })).on(cancelAccount, () => {
      obstacles = [{ kind: 'business', text: '您还是单位的业务管理人' }]
      return problem('CANCELLATION_REFUSED', { detail: '您还是单位的业务管理人' })
    })
    await open('packages/account/cancellation/index')
    await app.tap('我已了解注销的后果，确认注销')
    await app.tap('注销账号')
    expect(app.page.text).toContain('暂时不能注销')
  })
})
