import { confirmFiling, getFilings, objectToFiling } from '@talent/shared/contract/candidate'
import { problem } from '@talent/shared/errors'
import { filingOf } from '../given-candidate'
import { OnFilingPage } from './on-filing-page'

let page: OnFilingPage
beforeEach(() => (page = new OnFilingPage()))
afterEach(() => page.end())

const keys = () => new Set(page.server.sentTo(confirmFiling).map(({ headers }) => headers['Idempotency-Key'])).size

test('no network is said, and the retry helps', async () => {
  page.server.on(getFilings, 'offline')
  await page.open()
  await page.app.pass(5_000)
  expect(page.text).toContain('连接不上服务器')
  page.server.on(getFilings, { filings: page.filings, missing: null })
  await page.tap('重试')
  expect(page.text).toContain('还差 3 项')
})

test('a verdict survives leaving the page, closing the app and a day without network', async () => {
  await page.open()
  await page.tap('基本信息无误')
  await page.pointAt('试用期第 1 段', '开始日期', '应为 2025-02-01')
  await page.reopen(() => page.server.on(getFilings, 'offline'))
  await page.app.pass(5_000)
  expect(page.text).toContain('连接不上服务器')
  page.server.on(getFilings, () => ({ filings: page.filings, missing: null }))
  await page.tap('重试')
  expect(page.text).toContain('还差 1 项：试用期填报')
  expect(page.text).toContain('有误：应为 2025-02-01')
  expect(JSON.stringify(Object.fromEntries(page.app.storage))).not.toContain('陈晓')
})

test('a confirmation that does not get through is said, kept, and sent as the same one', async () => {
  page.server.on(confirmFiling, 'offline')
  await page.open()
  await page.toSheet()
  await page.tap('确认并提交')
  await page.app.pass(10_000)
  expect(page.text).toContain('连接不上服务器')
  expect(page.text).toContain('本人承诺')
  page.server.on(confirmFiling, page.confirmed)
  await page.tap('确认并提交')
  expect(page.text).toContain('已确认并提交')
  expect(page.server.sentTo(confirmFiling).length).toBeGreaterThan(1)
  expect(keys()).toBe(1)
})

test('one that got through without its answer is found confirmed, and nothing is said to have failed', async () => {
  let arrived = 0
  page.server.on(confirmFiling, () => {
    if (arrived++ === 0) page.confirmed()
    return 'offline'
  })
  await page.open()
  await page.toSheet()
  await page.tap('确认并提交')
  await page.app.pass(10_000)
  page.server.on(confirmFiling, problem('CONFIRMATION_STATE'))
  await page.tap('确认并提交')
  expect(page.text).toContain('已确认并提交')
  expect(page.text).not.toContain('连接不上')
  expect(page.text).not.toContain(problem('CONFIRMATION_STATE').message)
  expect(page.app.storage.has('drafts')).toBe(false)
})

test('objections that do not get through are kept and sent again as the same ones', async () => {
  page.server.on(objectToFiling, 'offline')
  await page.open()
  await page.pointAt('基本信息', '学历', '应为硕士')
  await page.tap('先提交 1 处异议')
  await page.app.pass(10_000)
  expect(page.text).toContain('连接不上服务器')
  expect(page.text).toContain('有误：应为硕士')
  page.server.on(objectToFiling, () => {
    page.filings = [filingOf({ state: 'objected' })]
    return page.filings[0] ?? filingOf()
  })
  await page.tap('先提交 1 处异议')
  expect(page.text).toContain('已提异议')
  expect(new Set(page.server.sentTo(objectToFiling).map(({ headers }) => headers['Idempotency-Key'])).size).toBe(1)
})
