import { confirmFiling, type Filing, objectToFiling } from '@talent/shared/contract/candidate'
import { problem } from '@talent/shared/errors'
import { basic, fieldOf, filingOf, segment, trial, withValue } from '../given-candidate'
import { OnFilingPage } from './on-filing-page'

let page: OnFilingPage
beforeEach(() => (page = new OnFilingPage()))
afterEach(() => page.end())

const degree: Filing['removed'][number] = { section: 'degree-1', title: '学位：硕士', fields: [{ field: 'school', label: '授予院校', value: '江城医科大学', personal: false }], pictures: [], objections: [] }
const changedSegment = { ...segment, change: 'changed' as const, fields: segment.fields.map((field) => (field.field === 'startDate' ? { ...field, before: '2025-02-01' } : field)) }

describe('after a reopening', () => {
  beforeEach(() => {
    const title = { ...trial, section: 'title-2', title: '专业技术资格：医师', change: 'added' as const, fields: [fieldOf('name', '资格名称', '医师')] }
    page.filings = [filingOf({ reopenReason: '更正开始日期', sections: [basic, trial, title, changedSegment], removed: [degree] })]
  })

  test('the reason, what is different, and the changed sections come first, old beside new', async () => {
    await page.open()
    expect(page.text).toContain('原因：更正开始日期')
    expect(page.text).toContain('1 个栏目有改动，1 个新增的栏目，1 个栏目已删除')
    expect(page.text).toContain('原为：2025-02-01')
    const order = ['有改动的栏目 专业技术资格：医师 新增', '试用期第 1 段 有改动', '学位：硕士 单位已删除', '没有改动的栏目 ', '证件号'].map((words) => page.text.indexOf(words))
    expect([...order].sort((a, b) => a - b)).toEqual(order)
    expect(order.every((at) => at > 0)).toBe(true)
    // In its section too, the changed field comes first.
    expect(page.text.indexOf('开始日期')).toBeLessThan(page.text.lastIndexOf('单位名称'))
  })

  test('what is as it was confirmed is found right at once; what was changed is not', async () => {
    await page.open()
    await page.tap('这 2 项都无误')
    expect(page.text).toContain('还差 2 项：专业技术资格：医师、试用期第 1 段')
    expect(page.app.callsOf('pageScrollTo').at(-1)).toMatchObject({ selector: '#section-title-2' })
    expect(page.text).not.toContain('项都无误')
  })

  test('a section that was removed may be missed', async () => {
    page.server.on(objectToFiling, filingOf({ state: 'objected' }))
    await page.open()
    await page.tap('学位：硕士不应删除')
    await page.tap('记下这处有误')
    expect(page.text).toContain('请写明哪里有误')
    await page.app.write('说明', '学位仍然有效')
    await page.tap('记下这处有误')
    await page.tap('先提交 1 处异议')
    expect(page.server.sentTo(objectToFiling).map(({ input }) => input)).toMatchObject([{ objections: [{ section: 'degree-1', field: '*', remark: '学位仍然有效' }] }])
  })

  test('to confirm, what is filed must be found right; what was removed need not', async () => {
    page.server.on(confirmFiling, page.confirmed)
    await page.open()
    await page.tap('这 2 项都无误')
    await page.allRight(['专业技术资格：医师', '试用期第 1 段'])
    await page.tap('确认信息')
    await page.tap('我已阅读并同意以上承诺')
    await page.tap('确认并提交')
    expect(page.server.sentTo(confirmFiling).map(({ input }) => input)).toMatchObject([{ sections: ['basic', 'trial', 'title-2', 'segment-1'] }])
  })
})

test('a number of which only the masked part changed says where to look', async () => {
  const fields = basic.fields.map((field) => (field.field === 'mobile' ? { ...field, before: field.value } : field))
  page.filings = [filingOf({ sections: [{ ...basic, fields, change: 'changed' }, trial] })]
  await page.open()
  expect(page.text).toContain('有改动，请点“显示”核对')
})

test('without a reopening nothing is found right at once: it was never confirmed', async () => {
  page.filings = [filingOf({ sections: [basic, trial, changedSegment] })]
  await page.open()
  expect(page.text).toContain('没有改动的栏目')
  expect(page.text).not.toContain('项都无误')
})

describe('changed while it is looked at', () => {
  const change = () => (page.filings = [withValue(filingOf(), 'segment-1', 'endDate', '2026-01-15', 'hash-2')])

  test('is refused, shown old beside new, and only that is looked at again', async () => {
    page.server.on(confirmFiling, () => {
      change()
      return problem('FILING_CHANGED')
    })
    await page.open()
    await page.toSheet()
    await page.tap('确认并提交')
    expect(page.text).toContain('单位刚刚改动了填报')
    expect(page.text).toContain('试用期第 1 段 · 结束日期')
    expect(page.text).toContain('原为：2025-12-31')
    expect(page.text).toContain('现为：2026-01-15')
    expect(page.text).toContain('请重新核对：试用期第 1 段')
    expect(page.text).toContain('还差 1 项：试用期第 1 段')
    expect(page.text).not.toContain('本人承诺')
    await page.tap('知道了')
    expect(page.text).not.toContain('单位刚刚改动了填报')
  })

  test('while the app was away: its verdict is gone, and what was written about it is given back in words', async () => {
    await page.open()
    await page.tap('基本信息无误')
    await page.tap('试用期填报无误')
    await page.pointAt('试用期第 1 段', '结束日期', '应为 2026-01-15')
    await page.reopen(change)
    expect(page.text).toContain('没有保留')
    expect(page.text).toContain('结束日期：应为 2026-01-15')
    expect(page.text).toContain('还差 1 项：试用期第 1 段')
  })

  test('a section that was found right is looked at again', async () => {
    await page.open()
    await page.allRight()
    await page.reopen(change)
    expect(page.text).toContain('请重新核对：试用期第 1 段')
    expect(page.text).toContain('已核对 2/3 项')
  })
})
