import { type AuditDetail, decideApplication, getAuditCounts, getAuditDetail, searchAudit } from '@talent/shared/contract/audit'
import type { Output } from '@talent/shared/contract/endpoint'
import { getHome, getMe } from '@talent/shared/contract/wechat-session'
import { problem } from '@talent/shared/errors'
import { type AppUnderTest, launchApp } from './harness/app-under-test'
import { FakeServer } from './harness/fake-server'
import { meOf, signedIn } from './harness/fixtures'
import { weappDist } from './harness/fresh-build'

type Row = Output<typeof searchAudit>['items'][number]
type Counts = Output<typeof getAuditCounts>

const bindingId = 3
const list = `/packages/audit/overview/index?bindingId=${bindingId}`
const me = meOf({ managerBindings: [{ bindingId, organizationName: '东湖里区人民医院', businessCode: '05', businessName: '医师资格考试', role: 'main' }] })

const countsOf = (pending: number, more: Partial<Counts['counts']> = {}): Counts => ({
  organizationName: '东湖里区人民医院', businessName: '医师资格考试', examYear: 2026,
  counts: { pending, approved: 4, deferred: 1, revisionRequested: 0, rejected: 2, ...more },
})
const rowOf = (id: number, name: string, more: Partial<Row> = {}): Row => ({
  id, name, identityNumber: '4201**********0101', applyLevel: 'practising', applyCategory: 'clinical', reviewState: 'pending', submittedAt: '2026-11-20T06:05:00Z', ...more,
})
const detailOf = (id: number, name: string, more: Partial<AuditDetail> = {}): AuditDetail => ({
  id, name, reviewState: 'pending', examYear: 2026, institutionName: '东湖里区人民医院', submittedAt: '2026-11-20T06:05:00Z', submissionCode: '3467-ACDE-FGHJ-KMNP',
  sections: [{ section: 'basic', title: '基本信息', fields: [{ label: '身份证号', value: '420106199803059017', personal: true }, { label: '手机号', value: '13800000001', personal: true }], pictures: [] }],
  segments: [{ own: true, unitName: '东湖里区人民医院', startDate: '2025-01-01', endDate: '2025-12-31' }],
  totalMonths: 12, internships: [],
  timeline: [
    { at: '2026-11-20T06:05:00Z', level: null, title: '本人确认信息并提交', remark: null, tone: 'ok', state: 'done' },
    { at: null, level: 'institution', title: '单位：待审核', remark: null, tone: 'wait', state: 'current' },
    { at: null, level: 'county', title: '考点（县级）审核', remark: null, tone: 'neutral', state: 'next' },
  ],
  nextId: null, version: 5, ...more,
})
const atCounty: AuditDetail['timeline'] = [
  { at: '2026-11-20T06:05:00Z', level: 'institution', title: '单位：审核通过', remark: null, tone: 'ok', state: 'done' },
  { at: null, level: 'county', title: '考点（县级）：待审核', remark: null, tone: 'wait', state: 'current' },
]

let app: AppUnderTest
let server: FakeServer
const open = async (path: string) => {
  app = await launchApp({ dist: weappDist, server, storage: signedIn() })
  await app.goTo(path)
}
const openReview = (applicationId: number) => open(`/packages/audit/review/index?bindingId=${bindingId}&applicationId=${applicationId}`)
const decisions = () => server.sentTo(decideApplication).map(({ params, input }) => ({ application: params['applicationId'], ...(input as object) }))

beforeEach(() => {
  server = new FakeServer().on(getHome, { todos: [] }).on(getMe, me).on(getAuditCounts, countsOf(2)).on(searchAudit, { items: [rowOf(11, '李明远'), rowOf(12, '赵一帆')], nextCursor: null })
  server.on(getAuditDetail, ({ params }) => (params['applicationId'] === '11' ? detailOf(11, '李明远', { nextId: 12 }) : detailOf(12, '赵一帆')))
  server.on(decideApplication, ({ params }) => ({ reviewState: 'approved' as const, nextId: params['applicationId'] === '11' ? 12 : null }))
})
afterEach(() => {
  expect(app.errors).toEqual([])
  expect(app.warnings).toEqual([])
  expect(server.unanswered).toEqual([])
  app.stop()
})

describe('the list', () => {
  const searches = () => server.sentTo(searchAudit).map(({ input }) => input)

  test('opens with what waits; a tab asks for its state', async () => {
    await open(list)
    expect(app.page.text).toContain('2026 年度医师资格考试')
    expect(app.page.text).toContain('待审核 2')
    expect(app.page.text).toContain('李明远')
    expect(app.page.text).toContain('执业医师 · 临床')
    expect(app.page.text).toContain('2026-11-20 14:05 提交')
    server.on(searchAudit, { items: [rowOf(13, '孙嘉怡', { reviewState: 'rejected' })], nextCursor: null })
    await app.tap('审核不通过 2')
    expect(searches()).toEqual([{ state: 'pending' }, { state: 'rejected' }])
    expect(app.page.text).not.toContain('李明远')
    server.on(searchAudit, { items: [], nextCursor: null })
    await app.tap('允许修改 0')
    expect(app.page.text).toContain('没有“允许修改”的申报')
    await app.tap('全部')
    expect(searches().at(-1)).toEqual({})
  })

  test('is searched by name or number, which never stands in an address', async () => {
    await open(list)
    await app.input('姓名或证件号', '李')
    await app.tap('查找')
    expect(searches().at(-1)).toEqual({ state: 'pending', name: '李' })
    await app.input('姓名或证件号', '12')
    await app.tap('查找')
    expect(app.page.text).toContain('请填后四位或完整号码')
    await app.input('姓名或证件号', '9017')
    await app.tap('查找')
    expect(searches().at(-1)).toEqual({ state: 'pending', identityNumber: '9017' })
    server.on(searchAudit, { items: [], nextCursor: null })
    await app.input('姓名或证件号', '9018')
    await app.tap('查找')
    expect(app.page.text).toContain('没有找到')
    await app.tap('清除条件')
    expect(searches().at(-1)).toEqual({ state: 'pending' })
    expect(server.requests.some(({ path }) => path.includes('901'))).toBe(false)
  })

  test('is narrowed by level and category', async () => {
    await open(list)
    await app.tap('筛选')
    await app.pick('全部级别', 2)
    await app.pick('全部类别', 1)
    await app.tap('查看结果')
    expect(searches().at(-1)).toEqual({ state: 'pending', applyLevel: 'assistant', applyCategory: 'clinical' })
    expect(app.page.text).toContain('正在查看：执业助理医师、临床')
    await app.tap('清除')
    expect(searches().at(-1)).toEqual({ state: 'pending' })
  })

  test('grows by the cursor, to its end and no further', async () => {
    server.on(searchAudit, ({ input }) =>
      (input as { cursor?: string }).cursor === 'c2' ? { items: [rowOf(13, '孙嘉怡')], nextCursor: null } : { items: [rowOf(11, '李明远'), rowOf(12, '赵一帆')], nextCursor: 'c2' })
    await open(list)
    expect(app.page.text).not.toContain('孙嘉怡')
    await app.reachBottom()
    expect(app.page.text).toContain('孙嘉怡')
    expect(app.page.text).toContain('共 3 条，已全部显示')
    await app.reachBottom()
    expect(searches()).toEqual([{ state: 'pending' }, { state: 'pending', cursor: 'c2' }])
  })

  test('keeps its place after a decision: only the decided row leaves, and the counts are new', async () => {
    await open(list)
    await app.tap('李明远，待审核，执业医师 · 临床')
    await app.tap('审核')
    await app.tap('审核通过')
    server.on(getAuditCounts, countsOf(1))
    await app.tap('提交：审核通过')
    await app.back()
    expect(app.page.text).not.toContain('李明远')
    expect(app.page.text).toContain('赵一帆')
    expect(app.page.text).toContain('待审核 1')
    expect(server.sentTo(searchAudit)).toHaveLength(1)
  })

  test('loads on when all that was loaded has been decided', async () => {
    server.on(searchAudit, { items: [rowOf(11, '李明远')], nextCursor: 'c2' })
    await open(list)
    await app.tap('李明远，待审核，执业医师 · 临床')
    await app.tap('审核')
    await app.tap('审核通过')
    await app.tap('提交：审核通过')
    server.on(searchAudit, { items: [rowOf(12, '赵一帆')], nextCursor: null })
    await app.back()
    expect(app.page.text).toContain('赵一帆')
    expect(app.page.text).not.toContain('李明远')
  })

  test('says so when the server can’t be reached, and tries again', async () => {
    server.on(getAuditCounts, 'offline')
    await open(list)
    await app.pass(3_000)
    expect(app.page.text).toContain('连接不上服务器')
    server.on(getAuditCounts, countsOf(2))
    await app.tap('重试')
    expect(app.page.text).toContain('李明远')
  })
})

describe('one application', () => {
  test('shows what was filed, with whole numbers in groups', async () => {
    await openReview(11)
    for (const words of ['李明远', '待审核', '420106 19980305 9017', '138 0000 0001', '2025-01-01 至 2025-12-31', '合计 12 个月', '单位：待审核', '还没有单位确认过实习日期']) {
      expect(app.page.text).toContain(words)
    }
    expect(app.page.figures.nodes).toBeLessThan(500)
  })

  test('three taps decide it and open the next one', async () => {
    await openReview(11)
    await app.tap('审核')
    await app.tap('审核通过')
    await app.tap('提交：审核通过')
    expect(decisions()).toEqual([{ application: '11', decision: 'approved', remark: '', internshipStart: '2025-01-01', internshipEnd: '2025-12-31', version: 5 }])
    expect(app.page.text).toContain('已提交：李明远 审核通过')
    expect(app.page.text).toContain('赵一帆')
    expect(app.callsOf('pageScrollTo').at(-1)).toMatchObject({ scrollTop: 0 })
    expect(app.depth).toBe(2)
    await app.tap('审核')
    await app.tap('审核通过')
    await app.tap('提交：审核通过')
    expect(app.page.text).toContain('没有待审核的申报了')
    expect(app.page.text).toContain('还有 1 份暂不审核')
    await app.tap('返回')
    expect(app.page.route).toBe('pages/home/index')
  })

  test('two taps on the deciding button are one decision', async () => {
    await openReview(11)
    await app.tap('审核')
    await app.tap('审核通过')
    await app.tapTwice('提交：审核通过')
    expect(decisions()).toHaveLength(1)
  })

  test('without an application it opens the first that waits', async () => {
    await open(`/packages/audit/review/index?bindingId=${bindingId}`)
    expect(server.sentTo(searchAudit).map(({ input }) => input)).toEqual([{ state: 'pending' }])
    expect(app.page.text).toContain('李明远')
    server.on(searchAudit, { items: [], nextCursor: null })
    await app.goTo(`/packages/audit/review/index?bindingId=${bindingId}`)
    expect(app.page.text).toContain('没有待审核的申报了')
  })

  test('nothing is sent before a decision is chosen', async () => {
    await openReview(11)
    await app.tap('审核')
    await app.tap('提交审核')
    expect(app.page.text).toContain('请选择审核结果')
    expect(decisions()).toEqual([])
  })

  test.each(['允许修改', '审核不通过'])('%s needs a reason; a phrase will do', async (decision) => {
    await openReview(11)
    await app.tap('审核')
    await app.tap(decision)
    await app.tap(`提交：${decision}`)
    expect(app.page.text).toContain(`请写明“${decision}”的原因`)
    expect(app.page.text).not.toContain('实习开始日期')
    const phrase = decision === '允许修改' ? '带教老师信息有误' : '不符合报考条件'
    await app.tap(phrase)
    await app.tap(`提交：${decision}`)
    expect(decisions()).toEqual([expect.objectContaining({ remark: phrase, internshipStart: null, internshipEnd: null })])
  })

  test('a remark in one’s own words is sent with 暂不审核', async () => {
    await openReview(11)
    await app.tap('审核')
    await app.tap('暂不审核')
    await app.write('审核意见', '等待考勤表')
    await app.tap('提交：暂不审核')
    expect(decisions()).toEqual([expect.objectContaining({ decision: 'deferred', remark: '等待考勤表' })])
  })

  test('dates outside the filed segment are refused beside their field', async () => {
    await openReview(11)
    await app.tap('审核')
    await app.tap('审核通过')
    await app.pick('2025-01-01', '2024-12-31')
    await app.tap('提交：审核通过')
    expect(app.page.text).toContain('实习日期须在填报的本单位试用期内')
    expect(decisions()).toEqual([])
    await app.pick('2024-12-31', '2025-02-01')
    await app.tap('提交：审核通过')
    expect(decisions()).toEqual([expect.objectContaining({ internshipStart: '2025-02-01', internshipEnd: '2025-12-31' })])
  })

  test('above the unit there is 退回 and no date to certify', async () => {
    server.on(getAuditDetail, detailOf(11, '李明远', { timeline: atCounty }))
    await openReview(11)
    await app.tap('审核')
    await app.tap('审核通过')
    expect(app.page.text).not.toContain('实习开始日期')
    await app.tap('退回')
    await app.tap('请重新核实试用期')
    await app.tap('提交：退回')
    expect(decisions()).toEqual([expect.objectContaining({ decision: 'returned', remark: '请重新核实试用期', internshipStart: null })])
  })

  test('at the unit there is no 退回', async () => {
    await openReview(11)
    await app.tap('审核')
    expect(app.page.find('退回')).toEqual([])
  })

  test('who was faster is named, and the present state is shown', async () => {
    await openReview(11)
    await app.tap('审核')
    await app.tap('审核通过')
    server.on(decideApplication, problem('REVIEW_DECIDED', { detail: '徐审核已于 2026-11-21 09:40 审核为“暂不审核”' }))
    server.on(getAuditDetail, ({ params }) => (params['applicationId'] === '11' ? detailOf(11, '李明远', { reviewState: 'rejected', nextId: 12, version: 6 }) : detailOf(12, '赵一帆')))
    await app.tap('提交：审核通过')
    expect(app.page.text).toContain('徐审核已于 2026-11-21 09:40 审核为“暂不审核”')
    expect(app.page.text).toContain('您的审核没有提交')
    expect(app.page.text).toContain('审核不通过')
    expect(app.page.find('审核')).not.toHaveLength(0)
    await app.tap('下一份待审核')
    expect(app.page.text).toContain('赵一帆')
    expect(app.page.text).not.toContain('您的审核没有提交')
  })

  test('what the server refuses stands beside its field', async () => {
    await openReview(11)
    server.on(decideApplication, problem('REVIEW_REJECTED', [{ path: ['remark'], code: 'REMARK_REQUIRED', message: '审核意见含有不能使用的字符' }]))
    await app.tap('审核')
    await app.tap('审核通过')
    await app.tap('提交：审核通过')
    expect(app.page.text).toContain('审核意见含有不能使用的字符')
    expect(app.page.text).not.toContain('审核内容填写不完整')
  })

  test('without a network the decision stays in the sheet, and the retry is the same request', async () => {
    await openReview(11)
    await app.tap('审核')
    await app.tap('允许修改')
    await app.tap('带教老师信息有误')
    server.on(decideApplication, 'offline')
    await app.tap('提交：允许修改')
    await app.pass(5_000)
    expect(app.page.text).toContain('连接不上服务器')
    server.on(decideApplication, { reviewState: 'revisionRequested', nextId: 12 })
    await app.tap('提交：允许修改')
    expect(app.page.text).toContain('已提交：李明远 允许修改')
    expect(new Set(server.sentTo(decideApplication).map(({ headers }) => headers['Idempotency-Key'])).size).toBe(1)
  })

  test('one that is not there any more says so', async () => {
    server.on(getAuditDetail, problem('NOT_FOUND'))
    await openReview(99)
    expect(app.page.text).toContain('可能已被删除或您无权查看')
  })
})
