import { type AuditDetail, decideApplication, detachApplication, getAuditCounts, getAuditDetail, getAuditPicture, searchAudit } from '@talent/shared/contract/audit'
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
  counts: { pending, approved: 4, deferred: 1, revisionRequested: 0, rejected: 2, returned: 0, ...more },
  years: [{ examYear: 2026, pending }],
})
const rowOf = (id: number, name: string, more: Partial<Row> = {}): Row => ({
  id, name, identityNumber: '4201**********0101', applyLevel: 'practising', applyCategory: 'clinical', institutionName: '东湖里区人民医院', submission: 'submitted', reviewState: 'pending',
  paymentState: 'notRequired', submittedAt: '2026-11-20T06:05:00Z', ...more,
})
const detailOf = (id: number, name: string, more: Partial<AuditDetail> = {}): AuditDetail => ({
  id, name, submission: 'submitted', reviewState: 'pending', paymentState: 'notRequired', lastDecision: null, isReviewersOwn: false, mayEnlarge: true, mayDetach: true, detached: null, examYear: 2026, institutionName: '东湖里区人民医院', submittedAt: '2026-11-20T06:05:00Z', submissionCode: '3467-ACDE-FGHJ-KMNP',
  sections: [
    {
      section: 'basic', title: '基本信息', fields: [{ label: '身份证号', value: '420106199803059017', personal: true }, { label: '手机号', value: '13800000001', personal: true }],
      pictures: [{ attachmentId: id * 10, width: 800, height: 1000, label: '证件照' }],
    },
    {
      section: 'education-1', title: '学历：大学本科', fields: [{ label: '毕业院校', value: '武汉大学', personal: false }],
      pictures: [{ attachmentId: id * 10 + 1, width: 1600, height: 1200, label: '毕业证书' }, { attachmentId: id * 10 + 2, width: 1600, height: 1200, label: '学历证明' }],
    },
  ],
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
  server.on(getAuditPicture, {})
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
    expect(searches()).toEqual([{ examYear: 2026, state: 'pending' }, { examYear: 2026, state: 'rejected' }])
    expect(app.page.text).not.toContain('李明远')
    server.on(searchAudit, { items: [], nextCursor: null })
    await app.tap('允许修改 0')
    expect(app.page.text).toContain('没有“允许修改”的申报')
    await app.tap('全部')
    expect(searches().at(-1)).toEqual({ examYear: 2026 })
  })

  test('is searched by name or number, which never stands in an address', async () => {
    await open(list)
    await app.input('姓名或证件号', '李')
    await app.tap('查找')
    expect(searches().at(-1)).toEqual({ examYear: 2026, state: 'pending', name: '李' })
    await app.input('姓名或证件号', '12')
    await app.tap('查找')
    expect(app.page.text).toContain('请填后四位或完整号码')
    await app.input('姓名或证件号', '9017')
    await app.tap('查找')
    expect(searches().at(-1)).toEqual({ examYear: 2026, state: 'pending', identityNumber: '9017' })
    server.on(searchAudit, { items: [], nextCursor: null })
    await app.input('姓名或证件号', '9018')
    await app.tap('查找')
    expect(app.page.text).toContain('没有找到')
    await app.tap('清除条件')
    expect(searches().at(-1)).toEqual({ examYear: 2026, state: 'pending' })
    expect(server.requests.some(({ path }) => path.includes('901'))).toBe(false)
  })

  test('is narrowed by level, category, submission, payment, document and days', async () => {
    await open(list)
    await app.tap('筛选')
    await app.pick('申报级别', 2)
    await app.pick('申报类别', 1)
    await app.pick('缴费状态', 3)
    await app.pick('证件类别', 6)
    await app.pick('最早提交', '2026-11-02')
    await app.pick('最晚提交', '2026-11-01')
    expect(app.page.text).toContain('最晚提交早于最早提交')
    await app.pick('最晚提交', '2026-11-30')
    await app.tap('查看结果')
    expect(searches().at(-1)).toEqual({
      examYear: 2026, state: 'pending', applyLevel: 'assistant', applyCategory: 'clinical', paymentState: 'paid', identityType: 'passport', submittedFrom: '2026-11-02', submittedTo: '2026-11-30',
    })
    expect(app.page.text).toContain('正在查看：执业助理医师、临床、已缴费、护照、2026-11-02 至 2026-11-30 提交')
    await app.tap('清除')
    expect(searches().at(-1)).toEqual({ examYear: 2026, state: 'pending' })
  })

  test('what was removed from the unit is looked for in all states', async () => {
    await open(list)
    await app.tap('筛选')
    await app.pick('提交状态', 3)
    server.on(searchAudit, { items: [rowOf(14, '钱进', { submission: 'detached', reviewState: 'approved', paymentState: 'paid' })], nextCursor: null })
    await app.tap('查看结果')
    expect(searches().at(-1)).toEqual({ examYear: 2026, submission: 'detached' })
    expect(app.page.text).toContain('执业医师 · 临床 · 已从单位移除 · 已缴费')
  })

  test('is found again as it was left: tab, filters, search, loaded rows and the row that was opened', async () => {
    server.on(searchAudit, ({ input }) =>
      (input as { cursor?: string }).cursor === 'c2' ? { items: [rowOf(13, '孙嘉怡', { reviewState: 'deferred' })], nextCursor: 'c3' } : { items: [rowOf(12, '赵一帆', { reviewState: 'deferred' })], nextCursor: 'c2' })
    server.on(getAuditDetail, detailOf(13, '孙嘉怡', { reviewState: 'deferred' }))
    await open(list)
    await app.tap('暂不审核 1')
    await app.input('姓名或证件号', '李')
    await app.tap('查找')
    await app.reachBottom()
    await app.tap('孙嘉怡，暂不审核，执业医师 · 临床')
    await app.back()
    await app.back()
    await app.goTo(list)
    expect(app.page.text).toContain('孙嘉怡')
    expect(app.page.text).toContain('正在查看：“李”')
    expect(app.callsOf('pageScrollTo').at(-1)).toMatchObject({ selector: '#application-13' })
    await app.reachBottom()
    expect(searches().at(-1)).toEqual({ examYear: 2026, state: 'deferred', name: '李', cursor: 'c3' })
    // What was searched for may be a name or a number: it is not on the phone.
    expect(JSON.stringify([...app.storage])).not.toContain('李')
  })

  test('of an earlier visit loses what another auditor has decided since', async () => {
    server.on(searchAudit, { items: [rowOf(11, '李明远'), rowOf(12, '赵一帆')], nextCursor: null })
    await open(list)
    await app.back()
    server.on(searchAudit, { items: [rowOf(12, '赵一帆')], nextCursor: null })
    await app.goTo(list)
    expect(app.page.text).not.toContain('李明远')
    expect(app.page.text).toContain('赵一帆')
  })

  test('of a level above names the unit and what it has returned', async () => {
    server.on(getAuditCounts, { ...countsOf(1, { returned: 3 }), organizationName: '东湖里区卫健委' })
    await open(list)
    expect(app.page.text).toContain('已退回下级 3')
    expect(app.page.text).toContain('东湖里区人民医院')
    server.on(searchAudit, { items: [], nextCursor: null })
    await app.tap('已退回下级 3')
    expect(searches().at(-1)).toEqual({ examYear: 2026, state: 'returned' })
  })

  test('a right that has ended says when and by whom, and nothing of a candidate', async () => {
    const ended = problem('BINDING_ENDED', { detail: '人事科已于 2026-11-21 09:40 解除您在东湖里区人民医院“医师资格考试”的业务授权' })
    server.on(getAuditCounts, ended).on(searchAudit, ended)
    await open(list)
    expect(app.page.text).toContain('业务授权已结束')
    expect(app.page.text).toContain('人事科已于 2026-11-21 09:40 解除')
    await app.tap('返回管理')
    expect(app.page.route).toBe('pages/manage/index')
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
    expect(searches()).toEqual([{ examYear: 2026, state: 'pending' }, { examYear: 2026, state: 'pending', cursor: 'c2' }])
  })

  test('keeps its place after a decision: only the decided row leaves, and the counts are new', async () => {
    await open(list)
    await app.tap('李明远，待审核，执业医师 · 临床')
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
    await app.tap('审核通过')
    await app.tap('提交：审核通过')
    server.on(searchAudit, { items: [rowOf(12, '赵一帆')], nextCursor: null })
    await app.back()
    expect(app.page.text).toContain('赵一帆')
    expect(app.page.text).not.toContain('李明远')
  })

  test('of two years the one is shown in which something waits; the other is a tap away, and its files follow one another', async () => {
    const years = [{ examYear: 2027, pending: 3 }, { examYear: 2026, pending: 0 }]
    server.on(getAuditCounts, ({ query }) => ({ ...countsOf(query['examYear'] === '2026' ? 0 : 3), examYear: query['examYear'] === '2026' ? 2026 : 2027, years }))
    await open(list)
    expect(app.page.text).toContain('2027 年度医师资格考试')
    expect(searches()).toEqual([{ examYear: 2027, state: 'pending' }])
    server.on(searchAudit, { items: [], nextCursor: null })
    await app.tap('2026 年度')
    expect(app.page.text).toContain('2026 年度医师资格考试')
    expect(searches().at(-1)).toEqual({ examYear: 2026, state: 'pending' })
    expect(app.page.text).toContain('没有待审核的申报')
    server.on(searchAudit, { items: [rowOf(11, '李明远')], nextCursor: null })
    await app.tap('2027 年度，待审核 3')
    await app.tap('开始审核')
    expect(searches().at(-1)).toEqual({ examYear: 2027, state: 'pending' })
    expect(app.page.text).toContain('李明远')
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

  test('three taps from the first page decide one file, two more the next', async () => {
    server.on(getHome, { todos: [{ kind: 'audit', title: '审核申报材料', detail: '东湖里区人民医院的医师资格考试有 2 份 2026 年度申报材料等待审核', params: { bindingId, examYear: 2026 }, count: 2 }] })
    app = await launchApp({ dist: weappDist, server, storage: signedIn() })
    await app.tap('开始审核')
    await app.tap('审核通过')
    await app.tap('提交：审核通过')
    expect(decisions()).toEqual([{ application: '11', decision: 'approved', remark: '', internshipStart: '2025-01-01', internshipEnd: '2025-12-31', version: 5 }])
    expect(app.page.text).toContain('已提交：李明远 审核通过')
    expect(app.page.text).toContain('赵一帆')
    expect(app.callsOf('pageScrollTo').at(-1)).toMatchObject({ scrollTop: 0 })
    expect(app.depth).toBe(2)
    await app.tap('审核通过')
    await app.tap('提交：审核通过')
    expect(app.page.text).toContain('没有待审核的申报了')
    expect(app.page.text).toContain('还有 1 份暂不审核')
    await app.tap('返回')
    expect(app.page.route).toBe('pages/home/index')
  })

  test('when all of one year is decided, what waits of another is one tap away', async () => {
    const years = [{ examYear: 2027, pending: 1 }, { examYear: 2026, pending: 0 }]
    server.on(getAuditCounts, { ...countsOf(0), years }).on(getAuditDetail, detailOf(12, '赵一帆'))
    await open(`/packages/audit/review/index?bindingId=${bindingId}&applicationId=12&examYear=2026`)
    await app.tap('审核通过')
    await app.tap('提交：审核通过')
    expect(app.page.text).toContain('2026 年度没有待审核的申报了')
    expect(server.sentTo(getAuditCounts).at(-1)?.query).toEqual({ examYear: '2026' })
    server.on(searchAudit, { items: [rowOf(21, '孙嘉怡')], nextCursor: null }).on(getAuditDetail, detailOf(21, '孙嘉怡', { examYear: 2027 }))
    await app.tap('审核 2027 年度（1 份）')
    expect(server.sentTo(searchAudit).map(({ input }) => input)).toEqual([{ examYear: 2027, state: 'pending' }])
    expect(app.page.text).toContain('孙嘉怡')
  })

  test('the next file and its first pictures come while one reads, and it opens at once', async () => {
    const asked = () => server.sentTo(getAuditDetail).map(({ params }) => params['applicationId'])
    await openReview(11)
    expect(asked()).toEqual(['11'])
    await app.pass(1_000)
    expect(asked()).toEqual(['11', '12'])
    const pictures = server.sentTo(getAuditPicture)
    expect(pictures.map(({ params, query }) => `${params['applicationId']}/${params['attachmentId']} ${query['size']}`)).toEqual([
      '11/110 thumb', '11/111 thumb', '11/112 thumb', '12/120 thumb', '12/121 thumb', '12/122 thumb',
    ])
    expect(pictures.every(({ headers }) => headers['Authorization'] === 'Bearer token-0')).toBe(true)
    // It named the first one as its next while that one still waited.
    server.on(decideApplication, { reviewState: 'approved', nextId: 12 })
    await app.tap('审核通过')
    await app.tap('提交：审核通过')
    expect(app.page.text).toContain('赵一帆')
    expect(asked()).toEqual(['11', '12'])
    expect(server.sentTo(getAuditPicture)).toHaveLength(6)
  })

  test('a file that was prepared long ago is asked for anew', async () => {
    await openReview(11)
    await app.pass(1_000)
    await app.pass(4 * 60_000)
    await app.tap('跳过，看下一份待审核')
    expect(server.sentTo(getAuditDetail).map(({ params }) => params['applicationId'])).toEqual(['11', '12', '12'])
    expect(app.page.text).toContain('赵一帆')
  })

  test('pictures open in full, turn, and lead on over all sections; with the last page they go from the phone', async () => {
    await openReview(11)
    await app.tap('查看毕业证书大图')
    expect(app.page.text).toContain('2/3')
    const sizes = () => server.sentTo(getAuditPicture).filter(({ query }) => query['size'] === 'full').map(({ params }) => params['attachmentId'])
    expect(sizes()).toEqual(['111', '112'])
    await app.tap('旋转')
    expect(JSON.stringify(app.page.data)).toContain('viewer__picture--90')
    await app.tap('下一张')
    expect(app.page.text).toContain('学历证明')
    expect(app.page.text).toContain('3/3')
    expect(JSON.stringify(app.page.data)).not.toContain('viewer__picture--90')
    await app.tap('上一张')
    await app.tap('上一张')
    expect(app.page.text).toContain('1/3')
    await app.tap('关闭')
    expect(app.page.text).not.toContain('1/3')
    expect(app.page.text).toContain('李明远')
    expect(app.callsOf('unlink')).toHaveLength(0)
    await app.back()
    expect(app.callsOf('unlink').length).toBeGreaterThan(0)
  })

  test('a picture that does not come is tried again by a tap', async () => {
    server.on(getAuditPicture, 'offline')
    await openReview(11)
    await app.pass(5_000)
    expect(app.page.text).toContain('没有加载出来')
    server.on(getAuditPicture, {})
    await app.tap('重新加载证件照')
    expect(app.page.find('查看证件照大图')).toHaveLength(1)
  })

  test('two taps on the deciding button are one decision', async () => {
    await openReview(11)
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
    await app.tap('其他结果')
    await app.tap('提交审核')
    expect(app.page.text).toContain('请选择审核结果')
    expect(decisions()).toEqual([])
  })

  test.each(['允许修改', '审核不通过'])('%s needs a reason; a phrase will do', async (decision) => {
    await openReview(11)
    await app.tap('其他结果')
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
    await app.tap('其他结果')
    await app.tap('暂不审核')
    await app.write('审核意见', '等待考勤表')
    await app.tap('提交：暂不审核')
    expect(decisions()).toEqual([expect.objectContaining({ decision: 'deferred', remark: '等待考勤表' })])
  })

  test('dates outside the filed segment are refused beside their field', async () => {
    await openReview(11)
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
    await app.tap('审核通过')
    expect(app.page.text).not.toContain('实习开始日期')
    await app.tap('退回')
    await app.tap('请重新核实试用期')
    await app.tap('提交：退回')
    expect(decisions()).toEqual([expect.objectContaining({ decision: 'returned', remark: '请重新核实试用期', internshipStart: null })])
  })

  test.each([['county', '考点（县级）'], ['city', '考区（市级）'], ['province', '省级']] as const)('%s decides and sends back on the phone', async (level, name) => {
    const order = ['institution', 'county', 'city', 'province'] as const
    const below = order.slice(0, order.indexOf(level)).map((at) => ({ at: '2026-11-20T06:05:00Z', level: at, title: `${at}：审核通过`, remark: null, tone: 'ok', state: 'done' }) as const)
    const timeline: AuditDetail['timeline'] = [...below, { at: null, level, title: `${name}：待审核`, remark: null, tone: 'wait', state: 'current' }]
    server.on(getAuditDetail, ({ params }) => detailOf(Number(params['applicationId']), params['applicationId'] === '11' ? '李明远' : '赵一帆', { timeline, mayDetach: false, nextId: params['applicationId'] === '11' ? 12 : null }))
    await openReview(11)
    await app.tap('其他结果')
    await app.tap('退回')
    await app.tap('提交：退回')
    expect(app.page.text).toContain('请写明“退回”的原因')
    await app.tap('请核对实习起止日期')
    server.on(decideApplication, { reviewState: 'returned', nextId: 12 })
    await app.tap('提交：退回')
    await app.tap('审核通过')
    expect(app.page.text).not.toContain('实习开始日期')
    server.on(decideApplication, { reviewState: 'approved', nextId: null })
    await app.tap('提交：审核通过')
    expect(decisions()).toEqual([
      { application: '11', decision: 'returned', remark: '请核对实习起止日期', internshipStart: null, internshipEnd: null, version: 5 },
      { application: '12', decision: 'approved', remark: '', internshipStart: null, internshipEnd: null, version: 5 },
    ])
  })

  test('WeChat is told that the remark is written in a sheet, so that its keyboard does not cover it', async () => {
    await openReview(11)
    await app.tap('其他结果')
    await app.tap('允许修改')
    expect(app.page.control('textarea', '审核意见').attr).toMatchObject({ fixed: true, cursorSpacing: 32 })
  })

  test('at the unit there is no 退回', async () => {
    await openReview(11)
    await app.tap('其他结果')
    expect(app.page.find('退回')).toEqual([])
  })

  test('who was faster is named, and the present state is shown', async () => {
    await openReview(11)
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
    await app.tap('审核通过')
    await app.tap('提交：审核通过')
    expect(app.page.text).toContain('审核意见含有不能使用的字符')
    expect(app.page.text).not.toContain('审核内容填写不完整')
  })

  test('without a network the decision stays in the sheet, and the retry is the same request', async () => {
    await openReview(11)
    await app.tap('其他结果')
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

  test('a remark that could not be sent is there when the app is opened again', async () => {
    await openReview(11)
    await app.tap('其他结果')
    await app.tap('暂不审核')
    await app.write('审核意见', '等待考勤表')
    server.on(decideApplication, 'offline')
    await app.tap('提交：暂不审核')
    await app.pass(5_000)
    expect(app.page.text).toContain('填写的内容已保留，重新提交不会重复')
    const storage = Object.fromEntries(app.storage)
    app.stop()
    server.on(decideApplication, { reviewState: 'deferred', nextId: null })
    app = await launchApp({ dist: weappDist, server, storage })
    await app.goTo(`/packages/audit/review/index?bindingId=${bindingId}&applicationId=11`)
    expect(app.page.text).toContain('您上次填写的审核还没有提交')
    await app.tap('继续')
    await app.tap('提交：暂不审核')
    expect(decisions().at(-1)).toMatchObject({ decision: 'deferred', remark: '等待考勤表' })
    expect(JSON.stringify([...app.storage])).not.toContain('等待考勤表')
  })

  test('several stretches of one’s own trial are filled in by a tap', async () => {
    const own = (startDate: string, endDate: string) => ({ own: true, unitName: '东湖里区人民医院', startDate, endDate })
    server.on(getAuditDetail, detailOf(11, '李明远', { segments: [own('2025-01-01', '2025-03-31'), { ...own('2025-04-01', '2025-06-30'), own: false, unitName: '乙医院' }, own('2025-07-01', '2025-12-31')] }))
    await openReview(11)
    await app.tap('审核通过')
    await app.tap('提交：审核通过')
    expect(app.page.text).toContain('请填写实习开始日期')
    await app.tap('2025-07-01 至 2025-12-31', 1)
    await app.tap('提交：审核通过')
    expect(decisions()).toEqual([expect.objectContaining({ internshipStart: '2025-07-01', internshipEnd: '2025-12-31' })])
  })

  test.each<[Partial<AuditDetail>, string]>([
    [{ submission: 'draft', reviewState: 'revisionRequested' }, '单位正在重新填报'],
    [{ reviewState: 'returned' }, '已退回下级'],
    [{ isReviewersOwn: true, mayDetach: false }, '这是您本人的申报，按回避要求须由其他审核人审核'],
    [{ reviewState: 'approved', lastDecision: { reviewerName: '徐审核', decidedAt: '2026-11-21T01:40:00Z', label: '审核通过' } }, '徐审核于 2026-11-21 09:40 审核为“审核通过”'],
    [{ submission: 'detached', reviewState: 'approved', mayDetach: false, detached: { at: '2026-11-21T01:40:00Z', by: '徐审核', reason: '已调出' } }, '徐审核于 2026-11-21 09:40 移除，原因：已调出'],
  ])('%j can only be read, and says why', async (more, words) => {
    server.on(getAuditDetail, detailOf(11, '李明远', { nextId: 12, ...more }))
    await openReview(11)
    expect(app.page.text).toContain(words)
    expect(app.page.find('其他结果')).toEqual([])
    server.on(getAuditDetail, detailOf(12, '赵一帆'))
    await app.tap('下一份待审核')
    expect(app.page.text).toContain('赵一帆')
  })

  test('a right that ends while one decides takes everything from the screen', async () => {
    await openReview(11)
    server.on(decideApplication, problem('BINDING_ENDED', { detail: '人事科已于 2026-11-21 09:40 解除您的业务授权' }))
    await app.tap('审核通过')
    await app.tap('提交：审核通过')
    expect(app.page.text).toContain('业务授权已结束')
    expect(app.page.text).toContain('人事科已于 2026-11-21 09:40 解除')
    expect(app.page.text).not.toContain('420106')
  })

  test('从单位移除 says what comes of it, and leads on', async () => {
    server.on(detachApplication, { nextId: 12 })
    await open(list)
    await app.tap('李明远，待审核，执业医师 · 临床')
    await app.tap('把李明远从单位移除')
    expect(app.page.text).toContain('移除后不能撤回')
    await app.write('移除原因', '已调往他院')
    await app.tap('从单位移除李明远')
    expect(server.sentTo(detachApplication).map(({ params, input }) => ({ ...params, ...(input as object) }))).toEqual([
      { bindingId: '3', applicationId: '11', reason: '已调往他院', version: 5 },
    ])
    expect(app.page.text).toContain('已从单位移除：李明远')
    expect(app.page.text).toContain('赵一帆')
    await app.back()
    expect(app.page.text).not.toContain('李明远')
  })

  test('where it may not be removed, nothing offers it; a refusal stands beside the button', async () => {
    server.on(getAuditDetail, detailOf(11, '李明远', { mayDetach: false }))
    await openReview(11)
    expect(app.page.find('从单位移除')).toEqual([])
    server.on(getAuditDetail, detailOf(12, '赵一帆')).on(detachApplication, problem('REVIEW_STATE', { detail: '徐审核已于 2026-11-21 09:40 将该考生从单位移除' }))
    await app.goTo(`/packages/audit/review/index?bindingId=${bindingId}&applicationId=12`)
    await app.tap('把赵一帆从单位移除')
    await app.tap('从单位移除赵一帆')
    expect(app.page.text).toContain('请填写移除原因，考生会看到')
    expect(server.sentTo(detachApplication)).toEqual([])
    await app.write('移除原因', '已调往他院')
    await app.tap('从单位移除赵一帆')
    expect(app.page.text).toContain('徐审核已于 2026-11-21 09:40 将该考生从单位移除')
  })

  test('one that is not there any more says so', async () => {
    server.on(getAuditDetail, problem('NOT_FOUND'))
    await openReview(99)
    expect(app.page.text).toContain('可能已被删除或您无权查看')
  })
})
