import { getApplication, getApplicationForm, getFilings, listApplications } from '@talent/shared/contract/candidate'
import { getMe } from '@talent/shared/contract/wechat-session'
import { problem } from '@talent/shared/errors'
import { type AppUnderTest, launchApp } from '../harness/app-under-test'
import { FakeServer } from '../harness/fake-server'
import { signedIn } from '../harness/fixtures'
import { weappDist } from '../harness/fresh-build'
import { applicationOf, filingOf, verifiedMe } from './given-candidate'

let app: AppUnderTest
let server: FakeServer
const open = async (path: string) => {
  app = await launchApp({ dist: weappDist, server, storage: signedIn(), path })
}
beforeEach(() => {
  server = new FakeServer().on(getMe, verifiedMe())
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
  await app.tap('2026 年度 医师资格考试，考点（县级）待审核')
  expect(server.sentTo(getApplication).map(({ params }) => params)).toEqual([{ applicationId: '31' }])
  for (const words of ['本人确认信息并提交', '单位：审核通过', '材料齐全', '2026-11-20 14:00', '7KQ4-9MXA-3TRP-C', '2025-01-01 至 2025-12-31', '还没到这一步', '现在不需要您做什么']) {
    expect(app.page.text).toContain(words)
  }
})

test('the submission code is copied', async () => {
  server.on(getApplication, applicationOf())
  await open('packages/candidate/application/index?applicationId=31')
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
