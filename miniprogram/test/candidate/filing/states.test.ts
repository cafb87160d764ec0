import { getPayment } from '@talent/shared/contract/payments'
import { basic, filingOf, segment, trial } from '../given-candidate'
import { paymentOf } from '../given-payment'
import { OnFilingPage } from './on-filing-page'

/** Every state that a filing may be in, as it opens. */
let page: OnFilingPage
beforeEach(() => (page = new OnFilingPage()))
afterEach(() => page.end())

const period = (phase: 'notOpen' | 'correctionsOnly' | 'closed', mayAnswer = false) => ({ phase, mayAnswer, from: '2026-12-01', until: '2026-12-31' })
const nothingToJudge = () => ['基本信息无误', '基本信息有误', '确认信息', '继续核对'].filter((words) => page.app.page.find(words).length > 0)

test('confirmed: locked, when, and whom to ask if something is wrong', async () => {
  page.filings = [filingOf({ state: 'confirmed', confirmedAt: '2026-11-20T02:00:00Z', applicationId: 31 })]
  await page.open()
  for (const words of ['已确认', '2026-11-20 10:00 已由您本人确认，内容已锁定', '联系单位重新打开', '027-80000000', '接下来', '查看申报进度']) expect(page.text).toContain(words)
  expect(nothingToJudge()).toEqual([])
})

test('confirmed and paid: the fee is said', async () => {
  page.filings = [filingOf({ state: 'confirmed', confirmedAt: '2026-11-20T02:00:00Z', applicationId: 31 })]
  page.server.on(getPayment, paymentOf('paid'))
  await page.open()
  expect(page.text).toContain('缴费已完成')
  expect(page.app.page.find('去缴费')).toEqual([])
})

test('all objections answered, and the institution has something left to file', async () => {
  page.filings = [filingOf({ state: 'objected' })]
  await page.open()
  expect(page.text).toContain('单位都已答复，正在补齐资料')
  expect(nothingToJudge()).toEqual([])
})

test.each([
  ['notOpen', '2026 年度自 2026-12-01 起开放确认'],
  ['closed', '2026 年度的确认已于 2026-12-31 截止'],
  ['correctionsOnly', '现在只受理已提交材料的更正'],
] as const)('a year that is %s: everything can be read, nothing is asked', async (phase, words) => {
  page.filings = [filingOf({ period: period(phase) })]
  await page.open()
  expect(page.text).toContain(words)
  expect(page.text).toContain('027-80000000')
  expect(page.text).toContain('证件号')
  expect(nothingToJudge()).toEqual([])
})

test('a year that closed while it was looked at keeps what was noted, for when it is opened again', async () => {
  await page.open()
  await page.tap('基本信息无误')
  await page.reopen(() => (page.filings = [filingOf({ period: period('closed') })]))
  expect(page.text).toContain('截止')
  await page.reopen(() => (page.filings = [filingOf()]))
  expect(page.text).toContain('还差 2 项')
})

test('reopened in the corrections: the reason, and the day of the corrections', async () => {
  page.filings = [filingOf({ reopenReason: '单位名称有误', period: { ...period('correctionsOnly', true), until: '2027-01-15' }, sections: [basic, trial, segment] })]
  await page.open()
  expect(page.text).toContain('原因：单位名称有误')
  expect(page.text).toContain('2027-01-15 截止（含当天）')
  expect(page.text).toContain('这 3 项都无误')
})
