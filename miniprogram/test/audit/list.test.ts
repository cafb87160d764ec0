import { getAuditCounts, getAuditDetail, searchAudit } from '@talent/shared/contract/audit'
import { problem } from '@talent/shared/errors'
import { countsOf, detailOf, list, OnAuditPages, rowOf } from './on-audit-pages'

let on: OnAuditPages
beforeEach(() => (on = new OnAuditPages()))
afterEach(() => on.end())

const searches = () => on.server.sentTo(searchAudit).map(({ input }) => input)

test('opens with what waits; a tab asks for its state', async () => {
  await on.open(list)
  expect(on.app.page.text).toContain('2026 年度医师资格考试')
  expect(on.app.page.text).toContain('待审核 2')
  expect(on.app.page.text).toContain('李明远')
  expect(on.app.page.text).toContain('执业医师 · 临床')
  expect(on.app.page.text).toContain('2026-11-20 14:05 提交')
  on.server.on(searchAudit, { items: [rowOf(13, '孙嘉怡', { reviewState: 'rejected' })], nextCursor: null })
  await on.app.tap('审核不通过 2')
  expect(searches()).toEqual([{ examYear: 2026, state: 'pending' }, { examYear: 2026, state: 'rejected' }])
  expect(on.app.page.text).not.toContain('李明远')
  on.server.on(searchAudit, { items: [], nextCursor: null })
  await on.app.tap('允许修改 0')
  expect(on.app.page.text).toContain('没有“允许修改”的申报')
  await on.app.tap('全部')
  expect(searches().at(-1)).toEqual({ examYear: 2026 })
})

test('two taps on a row open it once, and the way back leads to the list', async () => {
  await on.open(list)
  const before = on.app.depth
  await on.app.tapTwice('李明远，待审核，执业医师 · 临床')
  expect(on.app.depth).toBe(before + 1)
  expect(on.server.sentTo(getAuditDetail).filter(({ params }) => params['applicationId'] === '11')).toHaveLength(1)
  await on.app.back()
  expect(on.app.page.text).toContain('赵一帆')
  await on.app.tap('李明远，待审核，执业医师 · 临床')
  expect(on.app.page.route).toBe('packages/audit/review/index')
})

test('is searched by name or number, which never stands in an address', async () => {
  await on.open(list)
  await on.app.input('姓名或证件号', '李')
  await on.app.tap('查找')
  expect(searches().at(-1)).toEqual({ examYear: 2026, state: 'pending', name: '李' })
  await on.app.input('姓名或证件号', '12')
  await on.app.tap('查找')
  expect(on.app.page.text).toContain('请填后四位或完整号码')
  await on.app.input('姓名或证件号', '9017')
  await on.app.tap('查找')
  expect(searches().at(-1)).toEqual({ examYear: 2026, state: 'pending', identityNumber: '9017' })
  on.server.on(searchAudit, { items: [], nextCursor: null })
  await on.app.input('姓名或证件号', '9018')
  await on.app.tap('查找')
  expect(on.app.page.text).toContain('没有找到')
  await on.app.tap('清除条件')
  expect(searches().at(-1)).toEqual({ examYear: 2026, state: 'pending' })
  expect(on.server.requests.some(({ path }) => path.includes('901'))).toBe(false)
})

test('is narrowed by level, category, submission, payment, document and days', async () => {
  await on.open(list)
  await on.app.tap('筛选')
  await on.app.pick('申报级别', 2)
  await on.app.pick('申报类别', 1)
  await on.app.pick('缴费状态', 3)
  await on.app.pick('证件类别', 6)
  await on.app.pick('最早提交', '2026-11-02')
  await on.app.pick('最晚提交', '2026-11-01')
  expect(on.app.page.text).toContain('最晚提交早于最早提交')
  await on.app.pick('最晚提交', '2026-11-30')
  await on.app.tap('查看结果')
  expect(searches().at(-1)).toEqual({
    examYear: 2026, state: 'pending', applyLevel: 'assistant', applyCategory: 'clinical', paymentState: 'paid', identityType: 'passport', submittedFrom: '2026-11-02', submittedTo: '2026-11-30',
  })
  expect(on.app.page.text).toContain('正在查看：执业助理医师、临床、已缴费、护照、2026-11-02 至 2026-11-30 提交')
  await on.app.tap('清除')
  expect(searches().at(-1)).toEqual({ examYear: 2026, state: 'pending' })
})

test('what was removed from the unit is looked for in all states', async () => {
  await on.open(list)
  await on.app.tap('筛选')
  await on.app.pick('提交状态', 3)
  on.server.on(searchAudit, { items: [rowOf(14, '钱进', { submission: 'detached', reviewState: 'approved', paymentState: 'paid' })], nextCursor: null })
  await on.app.tap('查看结果')
  expect(searches().at(-1)).toEqual({ examYear: 2026, submission: 'detached' })
  expect(on.app.page.text).toContain('执业医师 · 临床 · 已从单位移除 · 已缴费')
})

test('is found again as it was left: tab, filters, search, loaded rows and the row that was opened', async () => {
  on.server.on(searchAudit, ({ input }) =>
    (input as { cursor?: string }).cursor === 'c2' ? { items: [rowOf(13, '孙嘉怡', { reviewState: 'deferred' })], nextCursor: 'c3' } : { items: [rowOf(12, '赵一帆', { reviewState: 'deferred' })], nextCursor: 'c2' })
  on.server.on(getAuditDetail, detailOf(13, '孙嘉怡', { reviewState: 'deferred' }))
  await on.open(list)
  await on.app.tap('暂不审核 1')
  await on.app.input('姓名或证件号', '李')
  await on.app.tap('查找')
  await on.app.reachBottom()
  await on.app.tap('孙嘉怡，暂不审核，执业医师 · 临床')
  await on.app.back()
  await on.app.back()
  await on.app.goTo(list)
  expect(on.app.page.text).toContain('孙嘉怡')
  expect(on.app.page.text).toContain('正在查看：“李”')
  expect(on.app.callsOf('pageScrollTo').at(-1)).toMatchObject({ selector: '#application-13' })
  await on.app.reachBottom()
  expect(searches().at(-1)).toEqual({ examYear: 2026, state: 'deferred', name: '李', cursor: 'c3' })
  // What was searched for may be a name or a number: it is not on the phone.
  expect(JSON.stringify([...on.app.storage])).not.toContain('李')
})

test('of an earlier visit loses what another auditor has decided since', async () => {
  on.server.on(searchAudit, { items: [rowOf(11, '李明远'), rowOf(12, '赵一帆')], nextCursor: null })
  await on.open(list)
  await on.app.back()
  on.server.on(searchAudit, { items: [rowOf(12, '赵一帆')], nextCursor: null })
  await on.app.goTo(list)
  expect(on.app.page.text).not.toContain('李明远')
  expect(on.app.page.text).toContain('赵一帆')
})

test('of a level above names the unit and what it has returned', async () => {
  on.server.on(getAuditCounts, { ...countsOf(1, { returned: 3 }), organizationName: '东湖里区卫健委' })
  await on.open(list)
  expect(on.app.page.text).toContain('已退回下级 3')
  expect(on.app.page.text).toContain('东湖里区人民医院')
  on.server.on(searchAudit, { items: [], nextCursor: null })
  await on.app.tap('已退回下级 3')
  expect(searches().at(-1)).toEqual({ examYear: 2026, state: 'returned' })
})

test('a right that has ended says when and by whom, and nothing of a candidate', async () => {
  const ended = problem('BINDING_ENDED', { detail: '人事科已于 2026-11-21 09:40 解除您在东湖里区人民医院“医师资格考试”的业务授权' })
  on.server.on(getAuditCounts, ended).on(searchAudit, ended)
  await on.open(list)
  expect(on.app.page.text).toContain('业务授权已结束')
  expect(on.app.page.text).toContain('人事科已于 2026-11-21 09:40 解除')
  await on.app.tap('返回管理')
  expect(on.app.page.route).toBe('pages/manage/index')
})

test('grows by the cursor, to its end and no further', async () => {
  on.server.on(searchAudit, ({ input }) =>
    (input as { cursor?: string }).cursor === 'c2' ? { items: [rowOf(13, '孙嘉怡')], nextCursor: null } : { items: [rowOf(11, '李明远'), rowOf(12, '赵一帆')], nextCursor: 'c2' })
  await on.open(list)
  expect(on.app.page.text).not.toContain('孙嘉怡')
  await on.app.reachBottom()
  expect(on.app.page.text).toContain('孙嘉怡')
  expect(on.app.page.text).toContain('共 3 条，已全部显示')
  await on.app.reachBottom()
  expect(searches()).toEqual([{ examYear: 2026, state: 'pending' }, { examYear: 2026, state: 'pending', cursor: 'c2' }])
})

test('keeps its place after a decision: only the decided row leaves, and the counts are new', async () => {
  await on.open(list)
  await on.app.tap('李明远，待审核，执业医师 · 临床')
  await on.app.tap('审核通过')
  on.server.on(getAuditCounts, countsOf(1))
  await on.app.tap('提交：审核通过')
  await on.app.back()
  expect(on.app.page.text).not.toContain('李明远')
  expect(on.app.page.text).toContain('赵一帆')
  expect(on.app.page.text).toContain('待审核 1')
  expect(on.server.sentTo(searchAudit)).toHaveLength(1)
})

test('loads on when all that was loaded has been decided', async () => {
  on.server.on(searchAudit, { items: [rowOf(11, '李明远')], nextCursor: 'c2' })
  await on.open(list)
  await on.app.tap('李明远，待审核，执业医师 · 临床')
  await on.app.tap('审核通过')
  await on.app.tap('提交：审核通过')
  on.server.on(searchAudit, { items: [rowOf(12, '赵一帆')], nextCursor: null })
  await on.app.back()
  expect(on.app.page.text).toContain('赵一帆')
  expect(on.app.page.text).not.toContain('李明远')
})

test('of two years the one is shown in which something waits; the other is a tap away, and its files follow one another', async () => {
  const years = [{ examYear: 2027, pending: 3 }, { examYear: 2026, pending: 0 }]
  on.server.on(getAuditCounts, ({ query }) => ({ ...countsOf(query['examYear'] === '2026' ? 0 : 3), examYear: query['examYear'] === '2026' ? 2026 : 2027, years }))
  await on.open(list)
  expect(on.app.page.text).toContain('2027 年度医师资格考试')
  expect(searches()).toEqual([{ examYear: 2027, state: 'pending' }])
  on.server.on(searchAudit, { items: [], nextCursor: null })
  await on.app.tap('2026 年度')
  expect(on.app.page.text).toContain('2026 年度医师资格考试')
  expect(searches().at(-1)).toEqual({ examYear: 2026, state: 'pending' })
  expect(on.app.page.text).toContain('没有待审核的申报')
  on.server.on(searchAudit, { items: [rowOf(11, '李明远')], nextCursor: null })
  await on.app.tap('2027 年度，待审核 3')
  await on.app.tap('开始审核')
  expect(searches().at(-1)).toEqual({ examYear: 2027, state: 'pending' })
  expect(on.app.page.text).toContain('李明远')
})

test('says so when the server can’t be reached, and tries again', async () => {
  on.server.on(getAuditCounts, 'offline')
  await on.open(list)
  await on.app.pass(3_000)
  expect(on.app.page.text).toContain('连接不上服务器')
  on.server.on(getAuditCounts, countsOf(2))
  await on.app.tap('重试')
  expect(on.app.page.text).toContain('李明远')
})
