import { addAuxiliary, getManagedBusiness, giveUpBusiness, lookUpManagerPerson, type ManagedBusiness, removeAuxiliary, transferManager } from '@talent/shared/contract/authorization'
import { getAuditCounts } from '@talent/shared/contract/audit'
import { listMyHrApplications } from '@talent/shared/contract/hr-accounts'
import { getPersonCheck, listManualChecks, type ManualCheck, startFaceCheck } from '@talent/shared/contract/person-checks'
import { getHome, getMe, type Me, privacyVersion } from '@talent/shared/contract/wechat-session'
import { problem } from '@talent/shared/errors'
import { type AppUnderTest, launchApp } from './harness/app-under-test'
import { FakeServer } from './harness/fake-server'
import { meOf, signedIn } from './harness/fixtures'
import { weappDist } from './harness/fresh-build'

const number = '420106199001011237'
const binding: Me['managerBindings'][number] = { bindingId: 9, organizationName: '东湖里区人民医院', businessCode: '05', businessName: '医师资格考试', role: 'main' }
const me = meOf({
  identity: { state: 'verified', name: '徐审核', identityNumber: '4201****22', identityType: 'residentCard' }, managerBindings: [binding],
  consents: [...meOf().consents, { kind: 'face', version: privacyVersion, givenAt: '2026-11-21T02:00:00Z' }],
})
const business: ManagedBusiness = {
  ...binding, boundAt: '2026-11-01T02:00:00Z', way: 'transfer', grantedBy: '周前任', mainManager: null,
  auxiliaries: [{ auxiliaryId: 21, name: '陈晓', phone: '138****0002', boundAt: '2026-11-02T02:00:00Z' }],
}
const person = { name: '赵**', identityNumber: '4201****37', phone: '137****0003', role: null }

let app: AppUnderTest
let server: FakeServer
const open = async (path: string, storage: Record<string, unknown> = {}) => {
  app = await launchApp({ dist: weappDist, server, storage: { ...signedIn(), ...storage } })
  app.does('showModal', () => ({ confirm: true, cancel: false }))
  await app.goTo(path)
}
const openChange = (change: 'transfer' | 'auxiliary', storage?: Record<string, unknown>) => open(`/packages/manager/change/index?bindingId=9&change=${change}`, storage)
const enter = async () => {
  await app.input('对方的证件号', number)
  await app.tap('查询')
}

beforeEach(() => {
  server = new FakeServer().on(getHome, { todos: [] }).on(getMe, me).on(getManagedBusiness, business).on(listManualChecks, { items: [] }).on(listMyHrApplications, { items: [] }).on(lookUpManagerPerson, person)
  server.on(startFaceCheck, { checkId: 7, verifyId: 'verify-7', expiresAt: '2026-11-21T03:00:00Z', pageUrl: null }).on(getPersonCheck, { method: 'face', state: 'passed' })
  server.on(getAuditCounts, { organizationName: '东湖里区人民医院', businessName: '医师资格考试', examYear: 2026, counts: { pending: 0, approved: 0, deferred: 0, revisionRequested: 0, rejected: 0, returned: 0 }, years: [{ examYear: 2026, pending: 0 }] })
})
afterEach(() => {
  expect(app.errors).toEqual([])
  expect(app.warnings).toEqual([])
  expect(server.unanswered).toEqual([])
  app.stop()
})

describe('the business', () => {
  test('is opened from 管理 and shows who gave it, since when, and the auxiliaries', async () => {
    await open('/pages/manage/index')
    await app.tap('业务与人员')
    expect(app.page.route).toBe('packages/manager/business/index')
    for (const words of ['东湖里区人民医院', '业务管理人', '2026-11-01 10:00', '周前任转移', '陈晓', '138 **** 0002']) expect(app.page.text).toContain(words)
  })

  test('an auxiliary sees whom to turn to, and manages nobody', async () => {
    server.on(getManagedBusiness, { ...business, role: 'auxiliary', way: 'auxiliary', grantedBy: '徐主任', mainManager: { name: '徐主任', phone: '139****0001' }, auxiliaries: [] })
    await open('/packages/manager/business/index?bindingId=9')
    for (const words of ['徐主任添加', '徐主任 139 **** 0001']) expect(app.page.text).toContain(words)
    for (const deed of ['转移业务管理人', '添加辅助管理员', '移除']) expect(app.page.find(deed)).toEqual([])
  })

  test('an auxiliary is removed after a question', async () => {
    server.on(removeAuxiliary, { ...business, auxiliaries: [] })
    await open('/packages/manager/business/index?bindingId=9')
    await app.tap('移除')
    expect(server.sentTo(removeAuxiliary)).toHaveLength(1)
    expect(app.page.text).toContain('还没有辅助管理员')
  })

  test('giving up leads back to 管理', async () => {
    server.on(giveUpBusiness, { ok: true })
    await open('/packages/manager/business/index?bindingId=9')
    server.on(getMe, { ...me, managerBindings: [] })
    await app.tap('放弃业务')
    expect(server.sentTo(giveUpBusiness)).toHaveLength(1)
    expect(app.page.route).toBe('pages/manage/index')
  })

  test('one that ended meanwhile says so; an address without a business leads to 管理', async () => {
    server.on(getManagedBusiness, problem('NOT_FOUND'))
    await open('/packages/manager/business/index?bindingId=9')
    expect(app.page.text).toContain('没有找到')
    await app.goTo('/packages/manager/business/index')
    expect(app.page.text).toContain('请先选择业务')
  })
})

describe('a transfer', () => {
  test('number, masked person, face, done', async () => {
    server.on(transferManager, { ok: true })
    await openChange('transfer')
    await app.tap('查询')
    expect(app.page.text).toContain('请填写对方的证件号')
    await enter()
    expect(server.sentTo(lookUpManagerPerson).map(({ input }) => input)).toEqual([{ identityType: 'residentCard', identityNumber: number }])
    for (const words of ['赵**', '4201 **** 37', '137 **** 0003', '不能自行收回']) expect(app.page.text).toContain(words)
    expect(server.sentTo(transferManager)).toEqual([])
    await app.tap('人脸核验并转移')
    expect(server.sentTo(startFaceCheck).map(({ input }) => input)).toEqual([{ purpose: 'transferManager' }])
    expect(server.sentTo(transferManager).map(({ input }) => input)).toEqual([{ identityType: 'residentCard', identityNumber: number, checkId: 7 }])
    expect(app.page.text).toContain('已转移给赵**')
    expect(JSON.stringify([...app.storage.entries()])).not.toContain(number)
  })

  test('the wrong person leads back to the number, which is there to be corrected', async () => {
    await openChange('transfer')
    await enter()
    await app.tap('不是此人，重新输入')
    expect(app.page.text).toContain('连续 5 次查不到将锁定 30 分钟')
  })

  test.each(['PERSON_NOT_VERIFIED', 'CODE_LOCKED'] as const)('%s is said at the number', async (refusal) => {
    server.on(lookUpManagerPerson, problem(refusal))
    await openChange('transfer')
    await enter()
    expect(app.page.text).toContain(problem(refusal).message)
    expect(app.page.find('查询')).not.toEqual([])
  })

  test('a passed face is not asked for again when the transfer got no answer', async () => {
    server.on(transferManager, 'offline')
    await openChange('transfer')
    await enter()
    await app.tap('人脸核验并转移')
    await app.pass(5_000)
    expect(app.page.text).toContain('连接不上服务器')
    server.on(transferManager, { ok: true })
    await app.tap('确认转移')
    expect(server.sentTo(startFaceCheck)).toHaveLength(1)
    expect(app.page.text).toContain('已转移给赵**')
  })

  test('goes on with a manual check that has passed', async () => {
    const passed: ManualCheck = {
      checkId: 41, purpose: 'transferManager', subjectKey: 'binding:9', about: '东湖里区人民医院“医师资格考试”业务', trialId: null, bindingId: 9, state: 'passed', reason: '不愿使用',
      authorityName: '东湖里区卫健委', opinion: null, requestedAt: '2026-11-20T02:00:00Z', decidedAt: '2026-11-21T01:00:00Z', expiresAt: '2026-11-28T01:00:00Z',
    }
    server.on(listManualChecks, { items: [passed] }).on(transferManager, { ok: true })
    await openChange('transfer')
    expect(app.page.text).toContain('本人核验已通过')
    await enter()
    await app.tap('确认转移')
    expect(server.sentTo(transferManager).map(({ input }) => input)).toEqual([{ identityType: 'residentCard', identityNumber: number, checkId: 41 }])
  })
})

describe('an auxiliary', () => {
  test('is added the same way', async () => {
    server.on(addAuxiliary, business)
    await openChange('auxiliary')
    await enter()
    await app.tap('人脸核验并添加')
    expect(server.sentTo(startFaceCheck).map(({ input }) => input)).toEqual([{ purpose: 'addAuxiliary' }])
    expect(app.page.text).toContain('赵**已成为辅助管理员')
  })

  test('who is one already is not added again', async () => {
    server.on(lookUpManagerPerson, { ...person, role: 'auxiliary' })
    await openChange('auxiliary')
    await enter()
    expect(app.page.text).toContain('不用再次添加')
    expect(app.page.find('人脸核验并添加')).toEqual([])
  })

  test('a face check begun before the app was closed is good for this attempt', async () => {
    server.on(addAuxiliary, business)
    await openChange('auxiliary', { 'face-check': { checkId: 7, purpose: 'addAuxiliary', subject: 'binding-9', expiresAt: '2026-11-21T03:00:00Z' } })
    expect(app.page.text).toContain('本人核验已通过')
    await enter()
    await app.tap('确认添加')
    expect(server.sentTo(startFaceCheck)).toEqual([])
    expect(server.sentTo(addAuxiliary).map(({ input }) => input)).toMatchObject([{ checkId: 7 }])
  })
})
