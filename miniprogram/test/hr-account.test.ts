import {
  getHrForm, getMyHrApplication, getMyHrProof, type HrApplication, linkHrForm, listMyHrApplications, resubmitHrApplication, searchHrUnits, showHrPassword, submitHrApplication, uploadHrProof,
} from '@talent/shared/contract/hr-accounts'
import { getHome, getMe } from '@talent/shared/contract/wechat-session'
import { problem } from '@talent/shared/errors'
import { type AppUnderTest, launchApp } from './harness/app-under-test'
import { FakeServer } from './harness/fake-server'
import { meOf, signedIn } from './harness/fixtures'
import { weappDist } from './harness/fresh-build'

const verified = meOf({ identity: { state: 'verified', name: '李人事', identityNumber: '4201****22', identityType: 'residentCard' } })
const unit = { organizationId: 12, name: '樊城区人民医院', authorityName: '樊城区卫健局', category: 'A100', address: '人民路 1 号' }
const application = (overrides: Partial<HrApplication> = {}): HrApplication => ({
  id: 4, unit, state: 'pending', opinion: null, submittedAt: '2026-11-21T02:00:00Z', decidedAt: null, proofs: [{ proofId: 71, kind: 'picture' }], password: 'none', passwordUntil: null, version: 1, ...overrides,
})
const rejected = application({ state: 'rejected', opinion: '公章不清楚', decidedAt: '2026-11-21T03:00:00Z', version: 2 })

let app: AppUnderTest
let server: FakeServer
const open = async (path: string, storage: Record<string, unknown> = {}) => {
  app = await launchApp({ dist: weappDist, server, storage: { ...signedIn(), ...storage } })
  await app.goTo(path)
}
const search = async (name = '人民医院') => {
  await app.input('单位名称', name)
  await app.tap('查找单位')
}
const toProofs = async () => {
  await open('/packages/manager/hr-account/index')
  await search()
  await app.tap('选择樊城区人民医院')
  await app.tap('信息无误，下一步')
}

beforeEach(() => {
  let proofId = 70
  server = new FakeServer()
    .on(getHome, { todos: [] })
    .on(getMe, verified)
    .on(searchHrUnits, { items: [unit], more: false })
    .on(linkHrForm, { path: '/api/hr-account-forms/token-1', expiresAt: '2026-11-21T04:00:00Z' })
    .on(getHrForm, {})
    .on(uploadHrProof, () => ({ proofId: ++proofId, kind: 'picture' as const }))
    .on(submitHrApplication, application())
    .on(getMyHrApplication, application())
    .on(getMyHrProof, {})
})
afterEach(() => {
  expect(app.errors).toEqual([])
  expect(app.warnings).toEqual([])
  expect(server.unanswered).toEqual([])
  app.stop()
})

test('from 管理 to an application: unit, form, photo, progress', async () => {
  await open('/pages/manage/index')
  await app.tap('申请账号')
  expect(app.page.route).toBe('packages/manager/hr-account/index')
  await app.input('单位名称', '院')
  await app.tap('查找单位')
  expect(app.page.text).toContain('请至少输入单位名称中的 2 个字')
  await search(' 人民医院 ')
  expect(server.sentTo(searchHrUnits).map(({ query }) => query)).toEqual([{ name: '人民医院' }])
  expect(app.page.text).toContain('樊城区卫健局 综合医院 人民路 1 号')
  await app.tap('选择樊城区人民医院')
  for (const words of ['樊城区人民医院', '综合医院', '人民路 1 号']) expect(app.page.text).toContain(words)
  await app.tap('信息无误，下一步')

  await app.tap('下载申请表')
  expect(server.sentTo(linkHrForm).map(({ input }) => input)).toEqual([{ organizationId: 12 }])
  expect(server.sentTo(getHrForm)[0]?.params).toEqual({ formToken: 'token-1' })
  expect(app.callsOf('openDocument')).toMatchObject([{ filePath: 'wxfile://download', fileType: 'pdf', showMenu: true }])
  await app.tap('复制链接，在电脑浏览器中下载')
  expect(app.callsOf('setClipboardData')).toMatchObject([{ data: expect.stringMatching(/^https?:\/\/.+\/api\/hr-account-forms\/token-1$/) }])

  await app.tap('提交申请')
  expect(app.page.text).toContain('请上传盖章的申请表')
  await app.tap('拍照或选择申请表照片')
  expect(app.page.text).toContain('已上传')
  await app.tap('再加一张照片')
  await app.tap('提交申请')
  expect(server.sentTo(submitHrApplication).map(({ input }) => input)).toEqual([{ organizationId: 12, proofIds: [71, 72] }])
  expect(app.page.text).toContain('申请已提交')
  expect(app.storage.has('drafts')).toBe(false)
  await app.tap('查看申请进度')
  expect(app.page.route).toBe('packages/manager/hr-application/index')
  expect(app.page.text).toContain('正在等待主管单位审核')
})

test('a unit that is not found: how it is registered', async () => {
  server.on(searchHrUnits, { items: [], more: false })
  await open('/packages/manager/hr-account/index')
  await search('没有的医院')
  expect(app.page.text).toContain('没有找到名称含“没有的医院”的单位')
  expect(app.page.text).toContain('机构注册')
  expect(app.page.text).toContain('主管卫健委')
})

test('three files at most, one can be taken out, a failed one is sent again as the same', async () => {
  await toProofs()
  server.on(uploadHrProof, 'offline')
  await app.tap('拍照或选择申请表照片')
  await app.pass(5_000)
  expect(app.page.text).toContain('连接不上服务器')
  await app.tap('提交申请')
  expect(app.page.text).toContain('还没有上传完')
  server.on(uploadHrProof, { proofId: 90, kind: 'picture' })
  await app.tap('重新上传申请表第 1 张')
  const keys = new Set(server.sentTo(uploadHrProof).map(({ headers }) => headers['Idempotency-Key']))
  expect(keys.size).toBe(1)
  server.on(uploadHrProof, { proofId: 91, kind: 'picture' })
  await app.tap('再加一张照片')
  server.on(uploadHrProof, { proofId: 92, kind: 'picture' })
  await app.tap('再加一张照片')
  expect(app.page.text).toContain('最多 3 个文件')
  await app.tap('删除申请表第 2 张')
  await app.tap('提交申请')
  expect(server.sentTo(submitHrApplication).map(({ input }) => input)).toEqual([{ organizationId: 12, proofIds: [90, 92] }])
})

test('what was chosen and sent is there after the app was closed', async () => {
  await toProofs()
  await app.tap('拍照或选择申请表照片')
  const storage = Object.fromEntries(app.storage)
  app.stop()
  await open('/packages/manager/hr-account/index', storage)
  expect(app.page.text).toContain('上传盖章的申请表')
  await app.tap('提交申请')
  expect(server.sentTo(submitHrApplication).map(({ input }) => input)).toEqual([{ organizationId: 12, proofIds: [71] }])
})

test('an application that is there already is shown the way to', async () => {
  await toProofs()
  server.on(submitHrApplication, problem('HR_APPLICATION_EXISTS', { data: { hrApplicationId: 4, state: 'pending' } }))
  await app.tap('拍照或选择申请表照片')
  await app.tap('提交申请')
  await app.tap('查看申请')
  expect(app.page.route).toBe('packages/manager/hr-application/index')
  expect(server.sentTo(getMyHrApplication)[0]?.params).toEqual({ hrApplicationId: '4' })
})

test('whoever is not verified is sent to do that first', async () => {
  server.on(getMe, meOf())
  await open('/packages/manager/hr-account/index')
  expect(app.page.text).toContain('请先完成实名认证')
  await app.goTo('/pages/manage/index')
  expect(app.page.find('申请账号')).toEqual([])
})

test('管理 shows the state, and a rejected one is mended with another photo', async () => {
  server.on(listMyHrApplications, { items: [rejected] }).on(getMyHrApplication, rejected).on(resubmitHrApplication, application({ version: 3 }))
  await open('/pages/manage/index')
  expect(app.page.text).toContain('审核意见：公章不清楚')
  await app.tap('樊城区人民医院的人事账号申请，已驳回')
  expect(app.page.text).toContain('申请被驳回：公章不清楚')
  await app.tap('删除申请表第 1 张')
  await app.tap('重新提交')
  expect(app.page.text).toContain('请上传盖章的申请表')
  await app.tap('拍照或选择申请表照片')
  await app.tap('重新提交')
  expect(server.sentTo(resubmitHrApplication).map(({ input, params }) => ({ input, params }))).toEqual([{ input: { version: 2, proofIds: [71] }, params: { hrApplicationId: '4' } }])
  expect(app.page.text).toContain('正在等待主管单位审核')
})

describe('the one-time password', () => {
  const accepted = application({ state: 'accepted', decidedAt: '2026-11-21T03:00:00Z', password: 'waiting', passwordUntil: '2026-11-28T03:00:00Z' })
  const secret = { username: 'hr12345678', password: 'Ab3#kL9!mN2x', signInUrl: 'https://example.test/admin/' }

  test('is shown on an explicit tap, and copied', async () => {
    server.on(getMyHrApplication, accepted).on(showHrPassword, secret)
    await open('/packages/manager/hr-application/index?hrApplicationId=4')
    expect(app.page.text).toContain('2026-11-28 11:00 前查看')
    expect(app.page.text).not.toContain('hr12345678')
    app.does('showModal', () => ({ confirm: false, cancel: true }))
    await app.tap('查看账号和密码')
    expect(server.sentTo(showHrPassword)).toEqual([])
    app.does('showModal', () => ({ confirm: true, cancel: false }))
    await app.tap('查看账号和密码')
    for (const words of Object.values(secret)) expect(app.page.text).toContain(words)
    await app.tap('复制一次性密码')
    expect(app.callsOf('setClipboardData')).toMatchObject([{ data: secret.password }])
    expect(JSON.stringify([...app.storage])).not.toContain(secret.password)
  })

  test('that is gone says so, and how to get another one', async () => {
    let gone = false
    server.on(getMyHrApplication, () => (gone ? { ...accepted, password: 'shown' as const, passwordUntil: null } : accepted)).on(showHrPassword, () => {
      gone = true
      return problem('HR_PASSWORD_GONE')
    })
    await open('/packages/manager/hr-application/index?hrApplicationId=4')
    await app.tap('查看账号和密码')
    expect(app.page.text).toContain('账号和一次性密码已经查看过')
    await app.tap('再次申请')
    expect(app.page.route).toBe('packages/manager/hr-account/index')
  })

  test('without an answer is asked for again with the same key', async () => {
    server.on(getMyHrApplication, accepted).on(showHrPassword, 'offline')
    await open('/packages/manager/hr-application/index?hrApplicationId=4')
    await app.tap('查看账号和密码')
    await app.pass(5_000)
    expect(app.page.text).toContain('连接不上服务器')
    server.on(showHrPassword, secret)
    await app.tap('查看账号和密码')
    expect(app.page.text).toContain(secret.password)
    expect(new Set(server.sentTo(showHrPassword).map(({ headers }) => headers['Idempotency-Key'])).size).toBe(1)
  })
})
