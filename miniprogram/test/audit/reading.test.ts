import { decideApplication, getAuditCounts, getAuditDetail, getAuditPicture, searchAudit } from '@talent/shared/contract/audit'
import { getHome } from '@talent/shared/contract/wechat-session'
import { bindingId, countsOf, detailOf, OnAuditPages, rowOf } from './on-audit-pages'

let on: OnAuditPages
beforeEach(() => (on = new OnAuditPages()))
afterEach(() => on.end())

test('shows what was filed, with whole numbers in groups', async () => {
  await on.openReview(11)
  for (const words of ['李明远', '待审核', '420106 19980305 9017', '138 0000 0001', '2025-01-01 至 2025-12-31', '合计 12 个月', '单位：待审核', '还没有单位确认过实习日期']) {
    expect(on.app.page.text).toContain(words)
  }
  expect(on.app.page.figures.nodes).toBeLessThan(500)
})

test('three taps from the first page decide one file, two more the next', async () => {
  on.server.on(getHome, { todos: [{ kind: 'audit', title: '审核申报材料', detail: '东湖里区人民医院的医师资格考试有 2 份 2026 年度申报材料等待审核', params: { bindingId, examYear: 2026 }, count: 2 }] })
  await on.launch()
  await on.app.tap('开始审核')
  await on.app.tap('审核通过')
  await on.app.tap('提交：审核通过')
  expect(on.decisions()).toEqual([{ application: '11', decision: 'approved', remark: '', internshipStart: '2025-01-01', internshipEnd: '2025-12-31', version: 5 }])
  expect(on.app.page.text).toContain('已提交：李明远 审核通过')
  expect(on.app.page.text).toContain('赵一帆')
  expect(on.app.callsOf('pageScrollTo').at(-1)).toMatchObject({ scrollTop: 0 })
  expect(on.app.depth).toBe(2)
  await on.app.tap('审核通过')
  await on.app.tap('提交：审核通过')
  expect(on.app.page.text).toContain('没有待审核的申报了')
  expect(on.app.page.text).toContain('还有 1 份暂不审核')
  await on.app.tap('返回')
  expect(on.app.page.route).toBe('pages/home/index')
})

test('when all of one year is decided, what waits of another is one tap away', async () => {
  const years = [{ examYear: 2027, pending: 1 }, { examYear: 2026, pending: 0 }]
  on.server.on(getAuditCounts, { ...countsOf(0), years }).on(getAuditDetail, detailOf(12, '赵一帆'))
  await on.open(`/packages/audit/review/index?bindingId=${bindingId}&applicationId=12&examYear=2026`)
  await on.app.tap('审核通过')
  await on.app.tap('提交：审核通过')
  expect(on.app.page.text).toContain('2026 年度没有待审核的申报了')
  expect(on.server.sentTo(getAuditCounts).at(-1)?.query).toEqual({ examYear: '2026' })
  on.server.on(searchAudit, { items: [rowOf(21, '孙嘉怡')], nextCursor: null }).on(getAuditDetail, detailOf(21, '孙嘉怡', { examYear: 2027 }))
  await on.app.tap('审核 2027 年度（1 份）')
  expect(on.server.sentTo(searchAudit).map(({ input }) => input)).toEqual([{ examYear: 2027, state: 'pending' }])
  expect(on.app.page.text).toContain('孙嘉怡')
})

test('the next file and its first pictures come while one reads, and it opens at once', async () => {
  const asked = () => on.server.sentTo(getAuditDetail).map(({ params }) => params['applicationId'])
  await on.openReview(11)
  expect(asked()).toEqual(['11'])
  await on.app.pass(1_000)
  expect(asked()).toEqual(['11', '12'])
  const pictures = on.server.sentTo(getAuditPicture)
  expect(pictures.map(({ params, query }) => `${params['applicationId']}/${params['attachmentId']} ${query['size']}`)).toEqual([
    '11/110 thumb', '11/111 thumb', '11/112 thumb', '12/120 thumb', '12/121 thumb', '12/122 thumb',
  ])
  expect(pictures.every(({ headers }) => headers['Authorization'] === 'Bearer token-0')).toBe(true)
  // It named the first one as its next while that one still waited.
  on.server.on(decideApplication, { reviewState: 'approved', nextId: 12 })
  await on.app.tap('审核通过')
  await on.app.tap('提交：审核通过')
  expect(on.app.page.text).toContain('赵一帆')
  expect(asked()).toEqual(['11', '12'])
  expect(on.server.sentTo(getAuditPicture)).toHaveLength(6)
})

test('a file that was prepared long ago is asked for anew', async () => {
  await on.openReview(11)
  await on.app.pass(1_000)
  await on.app.pass(4 * 60_000)
  await on.app.tap('跳过，看下一份待审核')
  expect(on.server.sentTo(getAuditDetail).map(({ params }) => params['applicationId'])).toEqual(['11', '12', '12'])
  expect(on.app.page.text).toContain('赵一帆')
})

test('pictures open in full, turn, and lead on over all sections; with the last page they go from the phone', async () => {
  await on.openReview(11)
  await on.app.tap('查看毕业证书大图')
  expect(on.app.page.text).toContain('2/3')
  const sizes = () => on.server.sentTo(getAuditPicture).filter(({ query }) => query['size'] === 'full').map(({ params }) => params['attachmentId'])
  expect(sizes()).toEqual(['111', '112'])
  await on.app.tap('旋转')
  expect(JSON.stringify(on.app.page.data)).toContain('viewer__picture--90')
  await on.app.tap('下一张')
  expect(on.app.page.text).toContain('学历证明')
  expect(on.app.page.text).toContain('3/3')
  expect(JSON.stringify(on.app.page.data)).not.toContain('viewer__picture--90')
  await on.app.tap('上一张')
  await on.app.tap('上一张')
  expect(on.app.page.text).toContain('1/3')
  await on.app.tap('关闭')
  expect(on.app.page.text).not.toContain('1/3')
  expect(on.app.page.text).toContain('李明远')
  expect(on.app.callsOf('unlink')).toHaveLength(0)
  await on.app.back()
  expect(on.app.callsOf('unlink').length).toBeGreaterThan(0)
})

test('a picture that does not come is tried again by a tap', async () => {
  on.server.on(getAuditPicture, 'offline')
  await on.openReview(11)
  await on.app.pass(5_000)
  expect(on.app.page.text).toContain('没有加载出来')
  on.server.on(getAuditPicture, {})
  await on.app.tap('重新加载证件照')
  expect(on.app.page.find('查看证件照大图')).toHaveLength(1)
})

test('two taps on the deciding button are one decision', async () => {
  await on.openReview(11)
  await on.app.tap('审核通过')
  await on.app.tapTwice('提交：审核通过')
  expect(on.decisions()).toHaveLength(1)
})

test('without an application it opens the first that waits', async () => {
  await on.open(`/packages/audit/review/index?bindingId=${bindingId}`)
  expect(on.server.sentTo(searchAudit).map(({ input }) => input)).toEqual([{ state: 'pending' }])
  expect(on.app.page.text).toContain('李明远')
  on.server.on(searchAudit, { items: [], nextCursor: null })
  await on.app.goTo(`/packages/audit/review/index?bindingId=${bindingId}`)
  expect(on.app.page.text).toContain('没有待审核的申报了')
})
