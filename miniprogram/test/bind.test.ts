import { getAuditCounts, searchAudit } from '@talent/shared/contract/audit'
import { bindManager, lookUpAuthorizationCode } from '@talent/shared/contract/authorization'
import { getPersonCheck, startFaceCheck } from '@talent/shared/contract/person-checks'
import { getHome, getMe, giveConsent, type Me, privacyVersion } from '@talent/shared/contract/wechat-session'
import { problem, type ProblemCode, problems } from '@talent/shared/errors'
import { type AppUnderTest, launchApp } from './harness/app-under-test'
import { FakeServer } from './harness/fake-server'
import { meOf, signedIn } from './harness/fixtures'
import { weappDist } from './harness/fresh-build'

const code = '3467ACDEFG'
const grant = { organizationName: '东湖里区人民医院', businessCode: '05', businessName: '医师资格考试', expiresAt: '2026-11-27T02:00:00Z' }
const binding: Me['managerBindings'][number] = { bindingId: 9, organizationName: '东湖里区人民医院', businessCode: '05', businessName: '医师资格考试', role: 'main' }
const verified = meOf({ identity: { state: 'verified', name: '徐审核', identityNumber: '4201****22', identityType: 'residentCard' } })
const faceConsent = { kind: 'face', version: privacyVersion, givenAt: '2026-11-21T02:00:00Z' } as const
const consent = '我单独同意使用我的人脸信息做本次核验。核验由微信完成，本系统只保存是否通过，不保存人脸照片'

let app: AppUnderTest
let server: FakeServer
const open = async (path: string, storage: Record<string, unknown> = {}) => {
  app = await launchApp({ dist: weappDist, server, storage: { ...signedIn(), ...storage } })
  await app.goTo(path)
}
const openBind = (storage?: Record<string, unknown>) => open('/packages/manager/bind/index', storage)
const enter = async (typed = code) => {
  await app.input('授权码', typed)
  await app.tap('查看授权内容')
}

beforeEach(() => {
  server = new FakeServer().on(getHome, { todos: [] }).on(getMe, verified).on(lookUpAuthorizationCode, grant).on(giveConsent, { ...verified, consents: [...verified.consents, faceConsent] })
  server.on(startFaceCheck, { checkId: 7, verifyId: 'verify-7', expiresAt: '2026-11-21T03:00:00Z', pageUrl: null }).on(getPersonCheck, { state: 'passed' })
  server.on(bindManager, { bindingId: 9 })
})
afterEach(() => {
  expect(app.errors).toEqual([])
  expect(app.warnings).toEqual([])
  expect(server.unanswered).toEqual([])
  app.stop()
})

describe('管理', () => {
  test('shows each business with what waits, and leads to the first file', async () => {
    server.on(getMe, { ...verified, managerBindings: [binding] })
    server.on(getAuditCounts, { organizationName: '东湖里区人民医院', businessName: '医师资格考试', examYear: 2026, counts: { pending: 12, approved: 0, deferred: 0, revisionRequested: 0, rejected: 0 } })
    server.on(searchAudit, { items: [], nextCursor: null })
    await open('/pages/manage/index')
    expect(app.page.text).toContain('考生报名不需要在这里操作')
    expect(app.page.text).toContain('12 份待审核')
    await app.tap('开始审核')
    expect(app.page.route).toBe('packages/audit/review/index')
    await app.back()
    await app.tap('申报列表')
    expect(app.page.route).toBe('packages/audit/overview/index')
    await app.back()
    await app.tap('添加业务')
    expect(app.page.route).toBe('packages/manager/bind/index')
  })

  test('a count that can’t be had does not hide the business', async () => {
    server.on(getMe, { ...verified, managerBindings: [binding] }).on(getAuditCounts, problem('INTERNAL'))
    await open('/pages/manage/index')
    expect(app.page.text).toContain('东湖里区人民医院')
    expect(app.page.text).toContain('服务器出了问题')
    expect(app.page.find('开始审核')).toEqual([])
  })

  test('who has none is told how to get one', async () => {
    await open('/pages/manage/index')
    expect(app.page.text).toContain('向单位人事管理员索取业务授权码')
  })

  test.each<[Me['identity']['state'], string]>([
    ['none', '绑定业务前须实名认证'],
    ['pending', '实名认证正在人工审核'],
    ['rejected', '实名认证未通过'],
  ])('an identity that is %s is told why and what to do', async (state, words) => {
    server.on(getMe, meOf({ identity: { state, name: null, identityNumber: null, identityType: null } }))
    await open('/pages/manage/index')
    expect(app.page.text).toContain(words)
    expect(app.page.find('添加业务')).toEqual([])
    await app.goTo('/packages/manager/bind/index')
    expect(app.page.text).toContain('请先完成实名认证')
  })

  test('asks to sign in', async () => {
    app = await launchApp({ dist: weappDist, server })
    await app.goTo('/pages/manage/index')
    expect(app.page.text).toContain('登录后查看')
  })
})

describe('binding', () => {
  test('code, what it grants, consent, face, bound, audit', async () => {
    await openBind()
    await enter(' 3467-acde fg')
    expect(server.sentTo(lookUpAuthorizationCode).map(({ input }) => input)).toEqual([{ code }])
    for (const words of ['东湖里区人民医院', '医师资格考试', '2026-11-27 10:00']) expect(app.page.text).toContain(words)
    await app.tap('人脸核验并绑定')
    expect(app.page.text).toContain('请先勾选同意使用人脸信息')
    expect(server.sentTo(startFaceCheck)).toEqual([])

    await app.tap(consent)
    server.on(getMe, { ...verified, managerBindings: [binding] })
    await app.tap('人脸核验并绑定')
    expect(server.sentTo(giveConsent).map(({ input }) => input)).toEqual([{ kind: 'face', version: privacyVersion }])
    expect(server.sentTo(startFaceCheck).map(({ input }) => input)).toEqual([{ purpose: 'bindManager' }])
    expect(app.callsOf('requestFacialVerify')).toMatchObject([{ verifyId: 'verify-7' }])
    expect(server.sentTo(bindManager).map(({ input }) => input)).toEqual([{ code, checkId: 7 }])
    expect(app.page.text).toContain('绑定成功')
    expect(app.storage.has('drafts')).toBe(false)

    server.on(getAuditCounts, problem('NOT_FOUND'))
    await app.tap('开始审核')
    expect(app.page.route).toBe('packages/audit/overview/index')
  })

  test('a consent given before is not asked again', async () => {
    server.on(getMe, { ...verified, consents: [...verified.consents, faceConsent] })
    await openBind()
    await enter()
    expect(app.page.text).not.toContain('我单独同意')
    await app.tap('人脸核验并绑定')
    expect(server.sentTo(giveConsent)).toEqual([])
    expect(app.page.text).toContain('绑定成功')
  })

  test('a scanned code is taken as it is', async () => {
    app = await launchApp({ dist: weappDist, server, storage: signedIn() })
    app.does('scanCode', () => ({ result: '3467 ACDE FG' }))
    await app.goTo('/packages/manager/bind/index')
    await app.tap('扫一扫')
    await app.tap('查看授权内容')
    expect(server.sentTo(lookUpAuthorizationCode).map(({ input }) => input)).toEqual([{ code }])
  })

  test.each([['3467', '授权码是 10 位，现在是 4 位'], ['3467ACDEF0', '授权码中没有“0”'], ['', '请输入授权码']])('the code %j costs no try', async (typed, words) => {
    await openBind()
    await enter(typed)
    expect(app.page.text).toContain(words)
    expect(server.sentTo(lookUpAuthorizationCode)).toEqual([])
  })

  test.each<ProblemCode>(['CODE_WRONG', 'CODE_USED', 'CODE_EXPIRED', 'CODE_REVOKED', 'CODE_LOCKED'])('%s is said in its own words beside the code', async (refusal) => {
    server.on(lookUpAuthorizationCode, problem(refusal))
    await openBind()
    await enter()
    expect(app.page.text).toContain(problems[refusal][1])
    expect(app.page.text).toContain('查看授权内容')
  })

  const bound = { ...verified, consents: [...verified.consents, faceConsent] }

  test('a code that was used meanwhile leads back to the code', async () => {
    server.on(getMe, bound).on(bindManager, problem('CODE_USED'))
    await openBind()
    await enter()
    await app.tap('人脸核验并绑定')
    expect(app.page.text).toContain('授权码已被使用')
    expect(app.page.text).toContain('查看授权内容')
  })

  test('a passed face is not asked for again when the binding got no answer', async () => {
    server.on(getMe, bound).on(bindManager, 'offline')
    await openBind()
    await enter()
    await app.tap('人脸核验并绑定')
    await app.pass(5_000)
    expect(app.page.text).toContain('连接不上服务器')
    server.on(bindManager, { bindingId: 9 })
    await app.tap('完成绑定')
    expect(server.sentTo(startFaceCheck)).toHaveLength(1)
    expect(app.page.text).toContain('绑定成功')
  })

  test('a failed face may be tried again', async () => {
    server.on(getMe, bound).on(getPersonCheck, { state: 'failed' })
    await openBind()
    await enter()
    await app.tap('人脸核验并绑定')
    expect(app.page.text).toContain('人脸核验未通过')
    server.on(getPersonCheck, { state: 'passed' })
    await app.tap('人脸核验并绑定')
    expect(app.page.text).toContain('绑定成功')
  })

  test('the business has a manager already: said, and nothing is bound', async () => {
    server.on(getMe, bound).on(bindManager, problem('BINDING_EXISTS'))
    await openBind()
    await enter()
    await app.tap('人脸核验并绑定')
    expect(app.page.text).toContain('该业务已有业务管理人')
    expect(app.page.text).not.toContain('绑定成功')
  })

  test('face is never the only way: refused, of another document, or not available', async () => {
    server.on(getMe, bound)
    await openBind()
    await enter()
    await app.tap('不愿或不能做人脸核验')
    expect(app.page.text).toContain('到单位人事部门')
    app.stop()

    server.on(getMe, { ...bound, identity: { ...bound.identity, identityType: 'passport' } })
    await openBind()
    await enter()
    expect(app.page.text).toContain('到单位人事部门')
    expect(app.page.find('人脸核验并绑定')).toEqual([])
    app.stop()

    server.on(getMe, bound).on(startFaceCheck, problem('FACE_NOT_AVAILABLE'))
    await openBind()
    await enter()
    await app.tap('人脸核验并绑定')
    expect(app.page.text).toContain('您的证件不支持人脸核验')
    expect(app.page.text).toContain('到单位人事部门')
  })

  test('who comes back after the app was closed during the check goes on from there', async () => {
    server.on(getMe, bound)
    const kept = { keptAt: Date.parse('2026-11-21T01:59:00Z'), value: code }
    await openBind({ drafts: { 'authorization-code': kept }, 'face-check': { checkId: 7, purpose: 'bindManager', subject: 'binding', expiresAt: '2026-11-21T03:00:00Z' } })
    await app.pass(2_000)
    expect(server.sentTo(startFaceCheck)).toEqual([])
    expect(server.sentTo(bindManager).map(({ input }) => input)).toEqual([{ code, checkId: 7 }])
    expect(app.page.text).toContain('绑定成功')
  })
})
