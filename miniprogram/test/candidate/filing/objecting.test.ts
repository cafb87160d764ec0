import { objectToFiling } from '@talent/shared/contract/candidate'
import { getClientSettings } from '@talent/shared/contract/system'
import { basic, filingOf, segment, trial } from '../given-candidate'
import { OnFilingPage } from './on-filing-page'

let page: OnFilingPage
beforeEach(() => (page = new OnFilingPage()))
afterEach(() => page.end())

const objection = { id: 1, trialId: 7, section: 'segment-1', field: 'startDate', fieldLabel: '开始日期', remark: '应为 2025-02-01', createdAt: '2026-11-21T02:00:00Z', answer: null, answeredAt: null }

test('several fields, sent once; then it waits for the answer, and says that there is nothing to do', async () => {
  page.server.on(objectToFiling, () => {
    page.filings = [filingOf({ state: 'objected', sections: [basic, trial, { ...segment, objections: [objection] }] })]
    return page.filings[0] ?? filingOf()
  })
  await page.open()
  await page.tap('基本信息无误')
  await page.tap('试用期填报无误')
  await page.pointAt('试用期第 1 段', '开始日期', '应为 2025-02-01')
  await page.pointAt('试用期第 1 段', '整个栏目，或缺少内容', '缺第二段', true)
  expect(page.text).toContain('有误 2 处')
  expect(page.text).toContain('指出 2 处有误')
  await page.app.tapTwice('提交 2 处异议')
  expect(page.server.sentTo(objectToFiling).map(({ input }) => input)).toEqual([
    { contentHash: 'hash-1', objections: [{ section: 'segment-1', field: 'startDate', remark: '应为 2025-02-01' }, { section: 'segment-1', field: '*', remark: '缺第二段' }] },
  ])
  expect(page.text).toContain('1 处等待单位答复')
  expect(page.text).toContain('您的异议：应为 2025-02-01')
  expect(page.text).toContain('现在不需要您做什么')
  expect(page.text).toContain('027-80000000')
  // Only what waits for an answer is spread out.
  expect(page.text).not.toContain('证件号')
})

test('whoever objects is asked whether WeChat may tell the answer', async () => {
  page.server.on(getClientSettings, { subscriptionTemplates: { review: 'r', verification: 'v', payment: 'p', binding: 'b' } })
  page.server.on(objectToFiling, () => filingOf({ state: 'objected' }))
  await page.open()
  await page.pointAt('试用期第 1 段', '开始日期', '应为 2025-02-01')
  await page.tap('先提交 1 处异议')
  expect(page.app.callsOf('requestSubscribeMessage')).toMatchObject([{ tmplIds: ['r'] }])
  expect(page.server.sentTo(objectToFiling)).toHaveLength(1)
})

test('what was found right before is still right when the answer comes, unless it was changed', async () => {
  const answered = { ...objection, answer: '已按您的说明更正', answeredAt: '2026-11-22T02:00:00Z' }
  page.server.on(objectToFiling, () => {
    page.filings = [filingOf({ state: 'objected', sections: [basic, trial, { ...segment, objections: [objection] }] })]
    return page.filings[0] ?? filingOf()
  })
  await page.open()
  await page.tap('基本信息无误')
  await page.tap('试用期填报无误')
  await page.pointAt('试用期第 1 段', '开始日期', '应为 2025-02-01')
  await page.tap('提交 1 处异议')
  await page.reopen(() => {
    const fields = segment.fields.map((field) => (field.field === 'startDate' ? { ...field, value: '2025-02-01', before: '2025-01-01' } : field))
    page.filings = [filingOf({ contentHash: 'hash-2', sections: [basic, trial, { ...segment, fields, change: 'changed', digest: 'd2', objections: [answered] }] })]
  })
  expect(page.text).toContain('还差 1 项：试用期第 1 段')
  expect(page.text).toContain('单位答复：已按您的说明更正')
  expect(page.text).toContain('2026-11-22 10:00')
  expect(page.text).toContain('原为：2025-01-01')
  await page.tap('试用期第 1 段无误')
  expect(page.text).toContain('全部栏目核对无误')
})

test('a field first, then a reason; another can be chosen', async () => {
  await page.open()
  await page.tap('基本信息有误')
  expect(page.text).toContain('点一下有误的那一项')
  await page.tap('有误的是学历')
  expect(page.text).toContain('单位填报的学历：本科')
  await page.tap('记下这处有误')
  expect(page.text).toContain('请写明哪里有误、应为什么')
  await page.tap('换一项')
  await page.tap('有误的是姓名')
  expect(page.text).toContain('单位填报的姓名：陈晓')
})

test('what was begun is there again: a tap beside the sheet closes it, and WeChat may end the app', async () => {
  await page.open()
  await page.tap('基本信息有误')
  await page.tap('有误的是学历')
  await page.app.write('说明', '我的学历应为硕')
  await page.tap('关闭')
  await page.reopen()
  await page.tap('试用期填报有误')
  expect(page.text).toContain('点一下有误的那一项')
  await page.tap('关闭')
  await page.tap('基本信息有误')
  expect(page.text).toContain('单位填报的学历：本科')
  await page.app.write('说明', '我的学历应为硕士')
  await page.tap('记下这处有误')
  expect(page.text).toContain('有误：我的学历应为硕士')
  await page.tap('基本信息再指出一处')
  expect(page.text).toContain('点一下有误的那一项')
})

test('one that was written is changed or taken back; 无误 takes back all of the section', async () => {
  await page.open()
  await page.pointAt('基本信息', '学历', '应为硕士')
  await page.tap('修改对学历的说明')
  await page.app.write('说明', '应为大专')
  await page.tap('记下这处有误')
  expect(page.text).toContain('有误：应为大专')
  expect(page.text).not.toContain('应为硕士')
  await page.tap('撤销对学历的说明')
  expect(page.text).toContain('还差 3 项')
  await page.pointAt('基本信息', '学历', '应为硕士')
  await page.tap('基本信息无误')
  expect(page.text).toContain('还差 2 项')
})

test('a folded section still shows what was written about it', async () => {
  await page.open()
  await page.pointAt('基本信息', '学历', '应为硕士')
  await page.tap('收起基本信息，有误 1 处')
  expect(page.text).toContain('学历有误：应为硕士')
})

test('in a hurry the objection goes before all is looked at', async () => {
  page.server.on(objectToFiling, filingOf({ state: 'objected' }))
  await page.open()
  await page.pointAt('基本信息', '学历', '应为硕士')
  await page.tap('先提交 1 处异议')
  expect(page.server.sentTo(objectToFiling)).toHaveLength(1)
})

test('the answer to what is no longer a field of its section is not lost', async () => {
  page.filings = [filingOf({ sections: [{ ...basic, objections: [{ ...objection, section: 'basic', field: 'picture-9', fieldLabel: '照片', answer: '已更换照片', answeredAt: '2026-11-22T02:00:00Z' }] }] })]
  await page.open()
  expect(page.text).toContain('您的异议（照片）：应为 2025-02-01')
  expect(page.text).toContain('单位答复：已更换照片')
})
