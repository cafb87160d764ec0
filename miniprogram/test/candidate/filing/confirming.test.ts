import { confirmFiling, getApplication } from '@talent/shared/contract/candidate'
import { getPayment } from '@talent/shared/contract/payments'
import { getClientSettings } from '@talent/shared/contract/system'
import { problem } from '@talent/shared/errors'
import { sendSmsCode, signInWithPhone } from '@talent/shared/contract/wechat-session'
import { sessionOf, signedIn } from '../../harness/fixtures'
import { applicationOf, filingOf, verifiedMe } from '../given-candidate'
import { paymentOf } from '../given-payment'
import { OnFilingPage } from './on-filing-page'

let page: OnFilingPage
beforeEach(() => {
  page = new OnFilingPage()
  page.server.on(confirmFiling, page.confirmed)
})
afterEach(() => page.end())

test('every section right, the declaration, one request, locked; then what comes next', async () => {
  await page.open()
  await page.allRight()
  await page.tap('确认信息')
  expect(page.text).toContain('本人承诺')
  expect(page.text).toContain('原样存档并锁定，单位不能再改')
  await page.tap('确认并提交')
  expect(page.text).toContain('请先阅读并同意承诺书')
  expect(page.server.sentTo(confirmFiling)).toEqual([])
  await page.tap('我已阅读并同意以上承诺')
  await page.app.tapTwice('确认并提交')
  expect(page.server.sentTo(confirmFiling).map(({ input }) => input)).toEqual([
    { contentHash: 'hash-1', declarationAccepted: true, sections: ['basic', 'trial', 'segment-1'], checkId: null },
  ])
  for (const words of ['已确认并提交', '内容已原样存档并锁定', '7KQ4-9MXA-3TRP-C', '考点（县级）：待审核', '市级审核', '本年度不需要缴费']) expect(page.text).toContain(words)
  expect(page.app.page.find('基本信息无误')).toEqual([])
  expect(page.app.storage.has('drafts')).toBe(false)
  await page.tap('查看申报进度')
  expect(page.text).toContain('考点（县级）待审核')
})

test('a session that ends at the last button: signing in again leads back to the open sheet, and nothing is lost', async () => {
  const expired = problem('SESSION_EXPIRED')
  page.server.on(confirmFiling, ({ headers }) => (headers['Authorization'] === 'Bearer new' ? page.confirmed() : expired))
  await page.open(signedIn('phone', 'old'))
  await page.toSheet()
  await page.tap('确认并提交')
  expect(page.text).toContain('已填写的内容还在')
  page.server.on(signInWithPhone, sessionOf(verifiedMe(), 'new')).on(sendSmsCode, { resendAfterSeconds: 60, expiresInSeconds: 300 })
  await page.tap('重新登录')
  expect(page.text).not.toContain('重新登录后回到这里')
  await page.tap('我已阅读并同意《隐私说明》')
  await page.app.input('手机号', '13800000001')
  await page.app.input('短信验证码', '123456')
  await page.tap('手机快捷登录')
  expect(page.text).toContain('本人承诺')
  expect(page.text).not.toContain('已填写的内容还在')
  await page.tap('确认并提交')
  expect(page.text).toContain('已确认并提交')
  expect(page.server.sentTo(confirmFiling)).toHaveLength(2)
})

test('a fee that is due leads to paying it', async () => {
  page.server.on(getPayment, paymentOf('unpaid'))
  await page.open()
  await page.toSheet()
  await page.tap('确认并提交')
  expect(page.text).toContain('请缴费 120.00 元')
  await page.tap('去缴费')
  expect(page.app.page.route).toBe('packages/candidate/payment/index')
})

test('the code is copied by a tap', async () => {
  page.confirmed()
  await page.open()
  await page.tap('复制提交编码')
  expect(page.app.callsOf('setClipboardData')).toMatchObject([{ data: '7KQ4-9MXA-3TRP-C' }])
})

test('what comes next may be late: the page says where it is found', async () => {
  page.confirmed()
  page.server.on(getApplication, 'offline').on(getPayment, 'offline')
  await page.open()
  await page.app.pass(10_000)
  expect(page.text).toContain('审核和缴费情况暂时没有取到')
  expect(page.text).toContain('内容已锁定')
  page.server.on(getApplication, applicationOf())
  await page.tap('查看申报进度')
  expect(page.text).toContain('考点（县级）待审核')
})

test('on the way to the progress WeChat asks, once, whether it may tell of the review', async () => {
  page.server.on(getClientSettings, { subscriptionTemplates: { review: 'r', verification: 'v', payment: 'p', binding: 'b' } })
  await page.open()
  page.app.does('requestSubscribeMessage', () => ({ r: 'reject', p: 'accept' }))
  await page.toSheet()
  await page.tap('确认并提交')
  expect(page.app.callsOf('requestSubscribeMessage')).toEqual([])
  await page.tap('查看申报进度')
  expect(page.app.callsOf('requestSubscribeMessage').map((one) => one['tmplIds'])).toEqual([['r', 'p']])
  expect(page.text).toContain('考点（县级）待审核')
  expect(page.app.storage.get('subscription-refusals')).toEqual(['r'])
})

test('a refusal is said in the sheet, and nothing is lost', async () => {
  page.server.on(confirmFiling, problem('EXAM_YEAR_CLOSED'))
  await page.open()
  await page.toSheet()
  await page.tap('确认并提交')
  expect(page.text).toContain('本年度填报未开放或已截止')
  expect(page.text).toContain('本人承诺')
  expect(page.app.page.find('确认并提交')).not.toEqual([])
})

test('taken back while one confirms: it is gone, and the page says so', async () => {
  page.filings = [filingOf(), filingOf({ trialId: 6, examYear: 2025, state: 'confirmed' })]
  page.server.on(confirmFiling, () => {
    page.filings = page.filings.slice(1)
    return problem('NOT_FOUND')
  })
  await page.open()
  await page.toSheet()
  await page.tap('确认并提交')
  expect(page.text).toContain('要看的填报已不在')
})
