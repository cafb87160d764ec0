import { getApplication, getApplicationForm, getUnit, getFilings, listApplications } from '@talent/shared/contract/candidate'
import { getPayment } from '@talent/shared/contract/payments'
import { getMe } from '@talent/shared/contract/wechat-session'
import { problem } from '@talent/shared/errors'
import { type AppUnderTest, launchApp } from '../harness/app-under-test'
import { FakeServer } from '../harness/fake-server'
import { signedIn } from '../harness/fixtures'
import { weappDist } from '../harness/fresh-build'
import { walk } from '../harness/wxml'
import { applicationOf, filingOf, verifiedMe } from './given-candidate'
import { paymentOf } from './given-payment'

let app: AppUnderTest
let server: FakeServer
const open = async (path: string) => {
  app = await launchApp({ dist: weappDist, server, storage: signedIn(), path })
}
beforeEach(() => {
  server = new FakeServer().on(getMe, verifiedMe()).on(getPayment, paymentOf('notRequired', { amountFen: 0, when: 'none' }))
})
afterEach(() => {
  expect(app.errors).toEqual([])
  expect(app.warnings).toEqual([])
  expect(server.unanswered).toEqual([])
  app.stop()
})

test('the list has the newest year first and leads to the details', async () => {
  server.on(listApplications, { items: [applicationOf({ id: 20, examYear: 2025, reviewState: 'rejected', reviewLevel: 'city' }), applicationOf()] }).on(getApplication, applicationOf())
  await open('packages/candidate/applications/index')
  expect(app.page.text.indexOf('2026 年度')).toBeLessThan(app.page.text.indexOf('2025 年度'))
  expect(app.page.text).toContain('市级审核不通过')
  expect(app.page.text.indexOf('往年申报')).toBeLessThan(app.page.text.indexOf('2025 年度'))
  await app.tap('2026 年度 医师资格考试，考点（县级）待审核')
  expect(server.sentTo(getApplication).map(({ params }) => params)).toEqual([{ applicationId: '31' }])
  for (const words of ['本人确认信息并提交', '单位：审核通过', '材料齐全', '2026-11-20 14:00', '7KQ4-9MXA-3TRP-C', '2025-01-01 至 2025-12-31', '还没到这一步', '现在不需要您做什么']) {
    expect(app.page.text).toContain(words)
  }
})

test('the submission code stands beside its QR code and is copied', async () => {
  server.on(getApplication, applicationOf())
  await open('packages/candidate/application/index?applicationId=31')
  const pictures = [...walk(app.page.tree)].map(({ attr }) => String(attr['src'] ?? '')).filter((src) => src.startsWith('data:image/svg+xml'))
  expect(pictures).toHaveLength(1)
  expect(decodeURIComponent(pictures[0] ?? '')).toMatch(/<path d="M4 4h7v1h-7z/)
  await app.tap('复制')
  expect(app.callsOf('setClipboardData')).toMatchObject([{ data: '7KQ4-9MXA-3TRP-C' }])
})

test('the submitted form opens as a PDF, to print or share', async () => {
  server.on(getApplication, applicationOf()).on(getApplicationForm, {})
  await open('packages/candidate/application/index?applicationId=31')
  await app.tap('打开申报表（PDF）')
  expect(server.sentTo(getApplicationForm)[0]?.params).toEqual({ applicationId: '31' })
  expect(app.callsOf('openDocument')).toMatchObject([{ filePath: 'wxfile://download', fileType: 'pdf', showMenu: true }])
  app.does('openDocument', () => {
    throw 'openDocument:fail'
  })
  await app.tap('打开申报表（PDF）')
  expect(app.page.text).toContain('没有打开申报表')
})

test('a revision: what the reviewer asks for, what to do, and whom to ask', async () => {
  const timeline = [...applicationOf().timeline.slice(0, 1), { at: '2026-11-20T06:00:00Z', level: 'institution' as const, title: '单位：允许修改', remark: '带教老师与科室记录不一致', tone: 'ask' as const, state: 'done' as const }]
  server.on(getApplication, applicationOf({ reviewLevel: 'institution', reviewState: 'revisionRequested', timeline }))
  await open('packages/candidate/application/index?applicationId=31')
  for (const words of ['单位允许修改', '怎么办', '带教老师与科室记录不一致', '把审核意见告诉单位人事部门', '再次确认', '027-80000000']) expect(app.page.text).toContain(words)
  await app.tap('拨打电话')
  expect(app.callsOf('makePhoneCall')).toMatchObject([{ phoneNumber: '02780000000' }])
})

test('a fee that waits is the thing to do, and the card tells how it stands', async () => {
  server.on(getApplication, applicationOf()).on(getPayment, paymentOf('unpaid'))
  await open('packages/candidate/application/index?applicationId=31')
  expect(app.page.text).toContain('待缴费')
  expect(app.page.text).not.toContain('现在不需要您做什么')
  await app.tap('去缴费 120.00 元')
  expect(app.page.route).toBe('packages/candidate/payment/index')
  await app.back()
  await app.tap('缴费后申报才能继续审核')
  expect(app.page.route).toBe('packages/candidate/payment/index')
})

test('a fee that can not be loaded keeps nothing else back', async () => {
  server.on(getApplication, applicationOf()).on(getPayment, problem('INTERNAL'))
  await open('packages/candidate/application/index?applicationId=31')
  await app.pass(20_000)
  expect(app.page.text).toContain('缴费情况没有加载')
  expect(app.page.text).toContain('本人确认信息并提交')
  server.on(getPayment, paymentOf('paid'))
  await app.tap('重试')
  expect(app.page.text).toContain('已缴费')
})

test('who was removed from the unit is told what stays and where to go on', async () => {
  server.on(getApplication, applicationOf({ submission: 'draft', institutionName: null, contact: null, submissionCode: null, nextStep: '您已从原单位移除' }))
  server.on(getUnit, { unit: null, match: null, hint: null, mayUnbind: false })
  await open('packages/candidate/application/index?applicationId=31')
  for (const words of ['已从单位移除', '缴费都保留', '由新单位人事部门重新填报', '2025-01-01 至 2025-12-31']) expect(app.page.text).toContain(words)
  await app.tap('绑定新单位')
  expect(app.page.route).toBe('packages/candidate/unit/index')
})

test('a reopened application says what to do and leads there', async () => {
  server.on(getApplication, applicationOf({ submission: 'draft', nextStep: '单位已重新打开填报，请重新核对并确认', submissionCode: null })).on(getFilings, { filings: [filingOf()], missing: null })
  await open('packages/candidate/application/index?applicationId=31')
  expect(app.page.text).toContain('待您再次确认')
  await app.tap('重新核对并确认')
  expect(app.page.text).toContain('还差 3 项')
})

test.each([['packages/candidate/application/index'], ['packages/candidate/application/index?applicationId=x']])('%s names no application and leads to the list', async (path) => {
  server.on(listApplications, { items: [] })
  await open(path)
  await app.tap('查看我的申报')
  expect(app.page.text).toContain('还没有申报')
})

test('one that is gone is said', async () => {
  server.on(getApplication, problem('NOT_FOUND'))
  await open('packages/candidate/application/index?applicationId=31')
  expect(app.page.text).toContain('没有找到')
})
