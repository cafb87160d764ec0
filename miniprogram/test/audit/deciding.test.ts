import { type AuditDetail, decideApplication, detachApplication, getAuditDetail } from '@talent/shared/contract/audit'
import { problem } from '@talent/shared/errors'
import { atCounty, bindingId, detailOf, list, OnAuditPages } from './on-audit-pages'

let on: OnAuditPages
beforeEach(() => (on = new OnAuditPages()))
afterEach(() => on.end())

test('nothing is sent before a decision is chosen', async () => {
  await on.openReview(11)
  await on.app.tap('其他结果')
  await on.app.tap('提交审核')
  expect(on.app.page.text).toContain('请选择审核结果')
  expect(on.decisions()).toEqual([])
})

test.each(['允许修改', '审核不通过'])('%s needs a reason; a phrase will do', async (decision) => {
  await on.openReview(11)
  await on.app.tap('其他结果')
  await on.app.tap(decision)
  await on.app.tap(`提交：${decision}`)
  expect(on.app.page.text).toContain(`请写明“${decision}”的原因`)
  expect(on.app.page.text).not.toContain('实习开始日期')
  const phrase = decision === '允许修改' ? '带教老师信息有误' : '不符合报考条件'
  await on.app.tap(phrase)
  await on.app.tap(`提交：${decision}`)
  expect(on.decisions()).toEqual([expect.objectContaining({ remark: phrase, internshipStart: null, internshipEnd: null })])
})

test('a remark in one’s own words is sent with 暂不审核', async () => {
  await on.openReview(11)
  await on.app.tap('其他结果')
  await on.app.tap('暂不审核')
  await on.app.write('审核意见', '等待考勤表')
  await on.app.tap('提交：暂不审核')
  expect(on.decisions()).toEqual([expect.objectContaining({ decision: 'deferred', remark: '等待考勤表' })])
})

test('dates outside the filed segment are refused beside their field', async () => {
  await on.openReview(11)
  await on.app.tap('审核通过')
  await on.app.pick('2025-01-01', '2024-12-31')
  await on.app.tap('提交：审核通过')
  expect(on.app.page.text).toContain('实习日期须在填报的本单位试用期内')
  expect(on.decisions()).toEqual([])
  await on.app.pick('2024-12-31', '2025-02-01')
  await on.app.tap('提交：审核通过')
  expect(on.decisions()).toEqual([expect.objectContaining({ internshipStart: '2025-02-01', internshipEnd: '2025-12-31' })])
})

test('above the unit there is 退回 and no date to certify', async () => {
  on.server.on(getAuditDetail, detailOf(11, '李明远', { timeline: atCounty }))
  await on.openReview(11)
  await on.app.tap('审核通过')
  expect(on.app.page.text).not.toContain('实习开始日期')
  await on.app.tap('退回')
  await on.app.tap('请重新核实试用期')
  await on.app.tap('提交：退回')
  expect(on.decisions()).toEqual([expect.objectContaining({ decision: 'returned', remark: '请重新核实试用期', internshipStart: null })])
})

test.each([['county', '考点（县级）'], ['city', '考区（市级）'], ['province', '省级']] as const)('%s decides and sends back on the phone', async (level, name) => {
  const order = ['institution', 'county', 'city', 'province'] as const
  const below = order.slice(0, order.indexOf(level)).map((at) => ({ at: '2026-11-20T06:05:00Z', level: at, title: `${at}：审核通过`, remark: null, tone: 'ok', state: 'done' }) as const)
  const timeline: AuditDetail['timeline'] = [...below, { at: null, level, title: `${name}：待审核`, remark: null, tone: 'wait', state: 'current' }]
  on.server.on(getAuditDetail, ({ params }) => detailOf(Number(params['applicationId']), params['applicationId'] === '11' ? '李明远' : '赵一帆', { timeline, mayDetach: false, nextId: params['applicationId'] === '11' ? 12 : null }))
  await on.openReview(11)
  await on.app.tap('其他结果')
  await on.app.tap('退回')
  await on.app.tap('提交：退回')
  expect(on.app.page.text).toContain('请写明“退回”的原因')
  await on.app.tap('请核对实习起止日期')
  on.server.on(decideApplication, { reviewState: 'returned', nextId: 12 })
  await on.app.tap('提交：退回')
  await on.app.tap('审核通过')
  expect(on.app.page.text).not.toContain('实习开始日期')
  on.server.on(decideApplication, { reviewState: 'approved', nextId: null })
  await on.app.tap('提交：审核通过')
  expect(on.decisions()).toEqual([
    { application: '11', decision: 'returned', remark: '请核对实习起止日期', internshipStart: null, internshipEnd: null, version: 5 },
    { application: '12', decision: 'approved', remark: '', internshipStart: null, internshipEnd: null, version: 5 },
  ])
})

test('WeChat is told that the remark is written in a sheet, so that its keyboard does not cover it', async () => {
  await on.openReview(11)
  await on.app.tap('其他结果')
  await on.app.tap('允许修改')
  expect(on.app.page.control('textarea', '审核意见').attr).toMatchObject({ fixed: true, cursorSpacing: 32 })
})

test('at the unit there is no 退回', async () => {
  await on.openReview(11)
  await on.app.tap('其他结果')
  expect(on.app.page.find('退回')).toEqual([])
})

test('who was faster is named, and the present state is shown', async () => {
  await on.openReview(11)
  await on.app.tap('审核通过')
  on.server.on(decideApplication, problem('REVIEW_DECIDED', { detail: '徐审核已于 2026-11-21 09:40 审核为“暂不审核”' }))
  on.server.on(getAuditDetail, ({ params }) => (params['applicationId'] === '11' ? detailOf(11, '李明远', { reviewState: 'rejected', nextId: 12, version: 6 }) : detailOf(12, '赵一帆')))
  await on.app.tap('提交：审核通过')
  expect(on.app.page.text).toContain('徐审核已于 2026-11-21 09:40 审核为“暂不审核”')
  expect(on.app.page.text).toContain('您的审核没有提交')
  expect(on.app.page.text).toContain('审核不通过')
  expect(on.app.page.find('审核')).not.toHaveLength(0)
  await on.app.tap('下一份待审核')
  expect(on.app.page.text).toContain('赵一帆')
  expect(on.app.page.text).not.toContain('您的审核没有提交')
})

test('what the server refuses stands beside its field', async () => {
  await on.openReview(11)
  on.server.on(decideApplication, problem('REVIEW_REJECTED', [{ path: ['remark'], code: 'REMARK_REQUIRED', message: '审核意见含有不能使用的字符' }]))
  await on.app.tap('审核通过')
  await on.app.tap('提交：审核通过')
  expect(on.app.page.text).toContain('审核意见含有不能使用的字符')
  expect(on.app.page.text).not.toContain('审核内容填写不完整')
})

test('without a network the decision stays in the sheet, and the retry is the same request', async () => {
  await on.openReview(11)
  await on.app.tap('其他结果')
  await on.app.tap('允许修改')
  await on.app.tap('带教老师信息有误')
  on.server.on(decideApplication, 'offline')
  await on.app.tap('提交：允许修改')
  await on.app.pass(5_000)
  expect(on.app.page.text).toContain('连接不上服务器')
  on.server.on(decideApplication, { reviewState: 'revisionRequested', nextId: 12 })
  await on.app.tap('提交：允许修改')
  expect(on.app.page.text).toContain('已提交：李明远 允许修改')
  expect(new Set(on.server.sentTo(decideApplication).map(({ headers }) => headers['Idempotency-Key'])).size).toBe(1)
})

test('a remark that could not be sent is there when the app is opened again', async () => {
  await on.openReview(11)
  await on.app.tap('其他结果')
  await on.app.tap('暂不审核')
  await on.app.write('审核意见', '等待考勤表')
  on.server.on(decideApplication, 'offline')
  await on.app.tap('提交：暂不审核')
  await on.app.pass(5_000)
  expect(on.app.page.text).toContain('填写的内容已保留，重新提交不会重复')
  const storage = Object.fromEntries(on.app.storage)
  on.app.stop()
  on.server.on(decideApplication, { reviewState: 'deferred', nextId: null })
  await on.launch(storage)
  await on.app.goTo(`/packages/audit/review/index?bindingId=${bindingId}&applicationId=11`)
  expect(on.app.page.text).toContain('您上次填写的审核还没有提交')
  await on.app.tap('继续')
  await on.app.tap('提交：暂不审核')
  expect(on.decisions().at(-1)).toMatchObject({ decision: 'deferred', remark: '等待考勤表' })
  expect(JSON.stringify([...on.app.storage])).not.toContain('等待考勤表')
})

test('several stretches of one’s own trial are filled in by a tap', async () => {
  const own = (startDate: string, endDate: string) => ({ own: true, unitName: '东湖里区人民医院', startDate, endDate })
  on.server.on(getAuditDetail, detailOf(11, '李明远', { segments: [own('2025-01-01', '2025-03-31'), { ...own('2025-04-01', '2025-06-30'), own: false, unitName: '乙医院' }, own('2025-07-01', '2025-12-31')] }))
  await on.openReview(11)
  await on.app.tap('审核通过')
  await on.app.tap('提交：审核通过')
  expect(on.app.page.text).toContain('请填写实习开始日期')
  await on.app.tap('2025-07-01 至 2025-12-31', 1)
  await on.app.tap('提交：审核通过')
  expect(on.decisions()).toEqual([expect.objectContaining({ internshipStart: '2025-07-01', internshipEnd: '2025-12-31' })])
})

test('a decision that can not be taken now is not to be chosen, and says why', async () => {
  on.server.on(getAuditDetail, detailOf(11, '李明远', { closed: [{ decision: 'revisionRequested', reason: '本年度的更正已于 2026-12-31 截止' }] }))
  await on.openReview(11)
  await on.app.tap('其他结果')
  expect(on.app.page.text).toContain('现在不能允许修改：本年度的更正已于 2026-12-31 截止')
  await on.app.tap('允许修改（现在不能选择）')
  await on.app.tap('提交审核')
  expect(on.app.page.text).toContain('请选择审核结果')
  expect(on.decisions()).toEqual([])
})

test.each<[Partial<AuditDetail>, string]>([
  [{ submission: 'draft', reviewState: 'revisionRequested' }, '单位正在重新填报'],
  [{ reviewState: 'returned' }, '已退回下级'],
  [{ isReviewersOwn: true, mayDetach: false }, '这是您本人的申报，按回避要求须由其他审核人审核'],
  [{ reviewState: 'approved', lastDecision: { reviewerName: '徐审核', decidedAt: '2026-11-21T01:40:00Z', label: '审核通过' } }, '徐审核于 2026-11-21 09:40 审核为“审核通过”'],
  [{ submission: 'detached', reviewState: 'approved', mayDetach: false, detached: { at: '2026-11-21T01:40:00Z', by: '徐审核', reason: '已调出' } }, '徐审核于 2026-11-21 09:40 移除，原因：已调出'],
])('%j can only be read, and says why', async (more, words) => {
  on.server.on(getAuditDetail, detailOf(11, '李明远', { nextId: 12, ...more }))
  await on.openReview(11)
  expect(on.app.page.text).toContain(words)
  expect(on.app.page.find('其他结果')).toEqual([])
  on.server.on(getAuditDetail, detailOf(12, '赵一帆'))
  await on.app.tap('下一份待审核')
  expect(on.app.page.text).toContain('赵一帆')
})

test('a right that ends while one decides takes everything from the screen', async () => {
  await on.openReview(11)
  on.server.on(decideApplication, problem('BINDING_ENDED', { detail: '人事科已于 2026-11-21 09:40 解除您的业务授权' }))
  await on.app.tap('审核通过')
  await on.app.tap('提交：审核通过')
  expect(on.app.page.text).toContain('业务授权已结束')
  expect(on.app.page.text).toContain('人事科已于 2026-11-21 09:40 解除')
  expect(on.app.page.text).not.toContain('420106')
})

test('从单位移除 says what comes of it, and leads on', async () => {
  on.server.on(detachApplication, { nextId: 12 })
  await on.open(list)
  await on.app.tap('李明远，待审核，执业医师 · 临床')
  await on.app.tap('把李明远从单位移除')
  expect(on.app.page.text).toContain('移除后不能撤回')
  await on.app.write('移除原因', '已调往他院')
  await on.app.tap('关闭')
  // A tap beside the sheet is not the end of what was written.
  await on.app.tap('把李明远从单位移除')
  await on.app.tap('从单位移除李明远')
  expect(on.server.sentTo(detachApplication).map(({ params, input }) => ({ ...params, ...(input as object) }))).toEqual([
    { bindingId: '3', applicationId: '11', reason: '已调往他院', version: 5 },
  ])
  expect(on.app.page.text).toContain('已从单位移除：李明远')
  expect(on.app.page.text).toContain('赵一帆')
  await on.app.back()
  expect(on.app.page.text).not.toContain('李明远')
})

test('where it may not be removed, nothing offers it; a refusal stands beside the button', async () => {
  on.server.on(getAuditDetail, detailOf(11, '李明远', { mayDetach: false }))
  await on.openReview(11)
  expect(on.app.page.find('从单位移除')).toEqual([])
  on.server.on(getAuditDetail, detailOf(12, '赵一帆')).on(detachApplication, problem('REVIEW_STATE', { detail: '徐审核已于 2026-11-21 09:40 将该考生从单位移除' }))
  await on.app.goTo(`/packages/audit/review/index?bindingId=${bindingId}&applicationId=12`)
  await on.app.tap('把赵一帆从单位移除')
  await on.app.tap('从单位移除赵一帆')
  expect(on.app.page.text).toContain('请填写移除原因，考生会看到')
  expect(on.server.sentTo(detachApplication)).toEqual([])
  await on.app.write('移除原因', '已调往他院')
  await on.app.tap('从单位移除赵一帆')
  expect(on.app.page.text).toContain('徐审核已于 2026-11-21 09:40 将该考生从单位移除')
})

test('one that is not there any more says so', async () => {
  on.server.on(getAuditDetail, problem('NOT_FOUND'))
  await on.openReview(99)
  expect(on.app.page.text).toContain('可能已被删除或您无权查看')
})
