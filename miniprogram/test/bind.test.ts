import { getAuditCounts, searchAudit } from '@talent/shared/contract/audit'
import { bindManager, lookUpAuthorizationCode } from '@talent/shared/contract/authorization'
import { listMyHrApplications } from '@talent/shared/contract/hr-accounts'
import { getPersonCheck, listManualChecks, type ManualCheck, requestManualCheck, startFaceCheck, withdrawManualCheck } from '@talent/shared/contract/person-checks'
import { getClientSettings } from '@talent/shared/contract/system'
import { getHome, getMe, giveConsent, type Me, privacyVersion } from '@talent/shared/contract/wechat-session'
import { problem, type ProblemCode, problems } from '@talent/shared/errors'
import { type AppUnderTest, launchApp } from './harness/app-under-test'
import { FakeServer } from './harness/fake-server'
import { meOf, signedIn } from './harness/fixtures'
import { weappDist } from './harness/fresh-build'

const code = '3467ACDEFG'
const grant = { organizationId: 12, isAuxiliary: false, organizationName: '东湖里区人民医院', businessCode: '05', businessName: '医师资格考试', expiresAt: '2026-11-27T02:00:00Z' }
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
  server.on(startFaceCheck, { checkId: 7, verifyId: 'verify-7', expiresAt: '2026-11-21T03:00:00Z', pageUrl: null }).on(getPersonCheck, { method: 'face', state: 'passed' })
  server.on(bindManager, { bindingId: 9 }).on(listManualChecks, { items: [] }).on(listMyHrApplications, { items: [] })
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
    server.on(getAuditCounts, { organizationName: '东湖里区人民医院', businessName: '医师资格考试', examYear: 2026, counts: { pending: 12, approved: 0, deferred: 0, revisionRequested: 0, rejected: 0, returned: 0 }, years: [{ examYear: 2026, pending: 12 }] })
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
    server.on(getClientSettings, { subscriptionTemplates: { review: 'r', verification: 'v', payment: 'p', binding: 'b' } })
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
    app.does('requestSubscribeMessage', () => ({ b: 'accept' }))
    await app.tap('开始审核')
    expect(app.callsOf('requestSubscribeMessage').map((one) => one['tmplIds'])).toEqual([['b']])
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

  test('a QR code of something else is said to be that, and what was typed stays', async () => {
    await openBind()
    await app.input('授权码', '3467')
    app.does('scanCode', () => ({ result: 'https://u.wechat.com/EAbcdefgh' }))
    await app.tap('扫一扫')
    expect(app.page.text).toContain('扫到的不是授权码，请扫描授权码的二维码，或手动输入')
    await app.tap('查看授权内容')
    app.does('scanCode', () => ({ result: code }))
    await app.tap('扫一扫')
    expect(app.page.text).not.toContain('扫到的不是授权码')
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

  test('back from the face without a network: the code is still there, and the passed face is not asked for again', async () => {
    server.on(getMe, bound).on(lookUpAuthorizationCode, 'offline')
    const kept = { keptAt: Date.parse('2026-11-21T01:59:00Z'), value: code }
    await openBind({ drafts: { 'authorization-code': kept }, 'face-check': { checkId: 7, purpose: 'bindManager', subject: 'binding', expiresAt: '2026-11-21T03:00:00Z' } })
    await app.pass(5_000)
    expect(app.page.text).toContain('连接不上服务器')
    expect(JSON.stringify(app.storage.get('drafts'))).toContain(code)
    server.on(lookUpAuthorizationCode, grant)
    await app.tap('查看授权内容')
    // What it grants is looked at before anything is bound.
    expect(server.sentTo(bindManager)).toEqual([])
    await app.tap('完成绑定')
    expect(server.sentTo(startFaceCheck)).toEqual([])
    expect(server.sentTo(bindManager).map(({ input }) => input)).toEqual([{ code, checkId: 7 }])
    expect(app.page.text).toContain('绑定成功')
    expect(app.storage.has('face-check')).toBe(false)
  })

  test('a failed face may be tried again', async () => {
    server.on(getMe, bound).on(getPersonCheck, { method: 'face', state: 'failed' })
    await openBind()
    await enter()
    await app.tap('人脸核验并绑定')
    expect(app.page.text).toContain('人脸核验未通过')
    server.on(getPersonCheck, { method: 'face', state: 'passed' })
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

  test('that one is the manager already, or that there is another, is said beside the code', async () => {
    for (const refusal of ['ALREADY_MANAGER', 'BINDING_EXISTS'] as const) {
      server.on(lookUpAuthorizationCode, problem(refusal))
      await openBind()
      await enter()
      expect(app.page.text).toContain(problems[refusal][1])
      app.stop()
    }
    server.on(lookUpAuthorizationCode, { ...grant, isAuxiliary: true })
    await openBind()
    await enter()
    expect(app.page.text).toContain('您现在是辅助管理员')
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

describe('face is never the only way', () => {
  const check = (overrides: Partial<ManualCheck> = {}): ManualCheck => ({
    checkId: 41, purpose: 'bindManager', subjectKey: 'business:12:05', about: '绑定东湖里区人民医院“医师资格考试”业务', trialId: null, bindingId: null, state: 'pending',
    reason: '使用护照', authorityName: '东湖里区卫健委', opinion: null, requestedAt: '2026-11-21T02:00:00Z', decidedAt: null, expiresAt: null, ...overrides,
  })
  const passed = check({ state: 'passed', decidedAt: '2026-11-22T02:00:00Z', expiresAt: '2026-11-29T02:00:00Z' })

  test('who does not want it asks for a manual check, waits, and goes on in the same place', async () => {
    let items: ManualCheck[] = []
    server.on(listManualChecks, () => ({ items })).on(requestManualCheck, () => {
      items = [check()]
      return check()
    })
    await openBind()
    await enter()
    await app.tap('不愿或不能做人脸核验')
    await app.tap('申请人工核验')
    expect(app.page.text).toContain('请填写不做人脸核验的原因')
    expect(server.sentTo(requestManualCheck)).toEqual([])
    await app.write('不做人脸核验的原因', '使用护')
    await app.tap('改用人脸核验')
    await app.tap('不愿或不能做人脸核验')
    expect(app.page.control('textarea', '').attr['value']).toBe('使用护')
    await app.write('不做人脸核验的原因', ' 使用护照 ')
    await app.tap('申请人工核验')
    expect(server.sentTo(requestManualCheck).map(({ input }) => input)).toEqual([{ subject: { purpose: 'bindManager', code }, reason: '使用护照' }])
    for (const words of ['待核验', '东湖里区卫健委', '结果会在“消息”中通知您']) expect(app.page.text).toContain(words)
    expect(app.page.find('人脸核验并绑定')).toEqual([])
    items = [passed]
    await app.tap('查询结果')
    expect(app.page.text).toContain('人工核验已通过')
    await app.tap('完成绑定')
    expect(server.sentTo(bindManager).map(({ input }) => input)).toEqual([{ code, checkId: 41 }])
    expect(server.sentTo(startFaceCheck)).toEqual([])
    expect(app.page.text).toContain('绑定成功')
  })

  test('a document that WeChat can’t check has no face at all; a check that has passed is found after the app was closed', async () => {
    server.on(getMe, { ...verified, identity: { ...verified.identity, identityType: 'passport' } }).on(listManualChecks, { items: [passed, check({ checkId: 40, subjectKey: 'business:12:03' })] })
    await openBind()
    await enter()
    expect(app.page.find('改用人脸核验')).toEqual([])
    await app.tap('完成绑定')
    expect(server.sentTo(bindManager).map(({ input }) => input)).toEqual([{ code, checkId: 41 }])
  })

  test('one for another business counts for nothing', async () => {
    server.on(listManualChecks, { items: [check({ state: 'passed', subjectKey: 'business:12:03' })] })
    await openBind()
    await enter()
    expect(app.page.text).toContain('人脸核验并绑定')
  })

  test('a rejected one shows the opinion and can be asked for again; the face may be used after all', async () => {
    server.on(listManualChecks, { items: [check({ state: 'rejected', opinion: '请带证件原件' })] })
    await openBind()
    await enter()
    await app.tap('不愿或不能做人脸核验')
    expect(app.page.text).toContain('请带证件原件')
    await app.tap('改用人脸核验')
    expect(app.page.text).toContain('人脸核验并绑定')
  })

  test('a waiting one can be withdrawn', async () => {
    let items = [check()]
    server.on(listManualChecks, () => ({ items })).on(withdrawManualCheck, () => {
      items = [check({ state: 'withdrawn' })]
      return check({ state: 'withdrawn' })
    })
    await openBind()
    await enter()
    app.does('showModal', () => ({ confirm: true, cancel: false }))
    await app.tap('撤回申请')
    expect(server.sentTo(withdrawManualCheck)).toHaveLength(1)
    expect(app.page.text).toContain('人脸核验并绑定')
  })

  test('when WeChat has no face check for this person the manual way opens by itself', async () => {
    server.on(getMe, { ...verified, consents: [...verified.consents, faceConsent] }).on(startFaceCheck, problem('FACE_NOT_AVAILABLE'))
    await openBind()
    await enter()
    await app.tap('人脸核验并绑定')
    expect(app.page.text).toContain('您的证件不支持人脸核验')
    expect(app.page.text).toContain('申请人工核验')
  })

  test('the list of checks leads back to what each is for', async () => {
    server.on(listManualChecks, { items: [passed, check({ checkId: 42, purpose: 'transferManager', subjectKey: 'binding:9', bindingId: 9, state: 'rejected', opinion: '请带证件原件' })] })
    await open('/packages/candidate/person-check/index')
    for (const words of ['绑定业务', '通过', '2026-11-29 10:00', '转移业务管理人', '驳回', '请带证件原件']) expect(app.page.text).toContain(words)
    await app.tap('继续办理')
    expect(app.page.route).toBe('packages/manager/bind/index')
    await app.back()
    await app.tap('重新办理')
    expect(app.page.route).toBe('packages/manager/change/index')
  })
})
