import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import type { Permission } from '@talent/shared/contract/permissions'
import { fakeDownloads } from '../../testing/fake-downloads'
import { ok, refused } from '../../testing/fake-server'
import { renderPage, type Answers } from '../../testing/render-page'
import { givenDesk, givenDetail, givenRow } from './given-audit'
import { routes } from './routes'

const desk = '/api/audit-desks/05'
const both: Permission[] = ['trialAudit.read', 'trialAudit.write']

beforeEach(() => {
  Object.assign(URL, { createObjectURL: () => 'blob:picture', revokeObjectURL: () => {} })
  Element.prototype.scrollIntoView = () => {}
})

const listed = (items: object[], nextCursor: string | null = null) => ok({ items, nextCursor })
const usual: Answers = {
  'GET /api/audit-desks': ok({ items: [givenDesk(), givenDesk({ businessCode: '03', businessName: '卫生专业技术资格考试' })] }),
  [`GET ${desk}/counts`]: ok(givenDesk()),
  [`POST ${desk}/search`]: listed([givenRow(1), givenRow(2)]),
  [`GET ${desk}/applications/1`]: ok(givenDetail(1, { nextId: 2 })),
  [`GET ${desk}/applications/2`]: ok(givenDetail(2)),
  [`GET ${desk}/applications/1/pictures/7`]: ok({}),
  [`GET ${desk}/applications/1/pictures/8`]: ok({}),
  [`GET ${desk}/applications/2/pictures/7`]: ok({}),
  [`GET ${desk}/applications/2/pictures/8`]: ok({}),
  [`POST ${desk}/applications/1/decisions`]: ok({ reviewState: 'approved', nextId: 2 }),
}
const open = (at: string, answers: Answers = {}, permissions = both) => renderPage(routes, at, { permissions, answers: { ...usual, ...answers } })
const press = (key: string, at: Element | Window = document.body, more = {}) => fireEvent.keyDown(at, { key, ...more })

describe('home', () => {
  test('counts of every state lead to their lists', async () => {
    open('/audit')
    const counts = await screen.findByRole('list', { name: '医师资格考试各审核状态的数量' })
    expect(within(counts).getAllByRole('link').map((link) => [link.textContent, link.getAttribute('href')])).toEqual([
      ['2待审核', '/audit/05?state=pending'], ['1暂不审核', '/audit/05?state=deferred'], ['0允许修改', '/audit/05?state=revisionRequested'], ['5审核通过', '/audit/05?state=approved'],
      ['0审核不通过', '/audit/05?state=rejected'],
    ])
  })

  test('what waits of the next year is named with the way to it', async () => {
    open('/audit', { 'GET /api/audit-desks': ok({ items: [givenDesk({ years: [{ examYear: 2027, pending: 3 }, { examYear: 2026, pending: 2 }, { examYear: 2025, pending: 0 }] })] }) })
    const link = await screen.findByRole('link', { name: '2027 年度还有 3 份待审核' })
    expect(link.getAttribute('href')).toBe('/audit/05?examYear=2027&state=pending')
    expect(screen.queryByText(/2025 年度还有/)).toBeNull()
  })

  test('an authority also counts what it sent back', async () => {
    open('/audit', { 'GET /api/audit-desks': ok({ items: [givenDesk({ level: 'county' })] }) })
    expect(await screen.findByText('已退回下级')).toBeTruthy()
  })
})

describe('list', () => {
  test('asks for what the address says; a number that is typed never gets there', async () => {
    const { sent, router } = open('/audit/05?state=approved&applyCategory=clinical&submittedFrom=2026-11-01')
    await screen.findByRole('link', { name: '考生1' })
    expect(sent('POST', `${desk}/search`)[0]?.body).toEqual({ state: 'approved', applyCategory: 'clinical', submittedFrom: '2026-11-01', pageSize: 50 })
    const number = screen.getByLabelText('证件号')
    fireEvent.change(number, { target: { value: '420102199001010129' } })
    fireEvent.keyDown(number, { key: 'Enter', keyCode: 13 })
    await waitFor(() => expect(sent('POST', `${desk}/search`).at(-1)?.body).toMatchObject({ identityNumber: '420102199001010129', state: 'approved' }))
    expect(router.state.location.search).toBe('?state=approved&applyCategory=clinical&submittedFrom=2026-11-01')
  })

  test('a year is chosen among those that have something here', async () => {
    const years = [{ examYear: 2027, pending: 3 }, { examYear: 2026, pending: 2 }]
    const { sent } = open('/audit/05?examYear=2027', { [`GET ${desk}/counts`]: ok(givenDesk({ years })) })
    await screen.findByRole('link', { name: '考生1' })
    expect(sent('POST', `${desk}/search`)[0]?.body).toMatchObject({ examYear: 2027 })
    expect(screen.getByText('2027 年度', { exact: true })).toBeTruthy()
  })

  test('what waits comes first; the tabs carry the counts', async () => {
    const { sent } = open('/audit/05')
    expect(await screen.findByRole('tab', { name: '待审核（2）' })).toBeTruthy()
    fireEvent.click(screen.getByRole('tab', { name: '暂不审核（1）' }))
    await waitFor(() => expect(sent('POST', `${desk}/search`).at(-1)?.body).toEqual({ state: 'deferred', pageSize: 50 }))
    fireEvent.click(screen.getByRole('tab', { name: '全部' }))
    await waitFor(() => expect(sent('POST', `${desk}/search`).at(-1)?.body).toEqual({ pageSize: 50 }))
  })

  test('more is read on from the cursor', async () => {
    const { sent } = open('/audit/05', {
      [`POST ${desk}/search`]: ({ body }) => ((body as { cursor?: string }).cursor === 'next' ? listed([givenRow(3)]) : listed([givenRow(1)], 'next')),
    })
    fireEvent.click(await screen.findByRole('button', { name: '加载更多' }))
    expect(await screen.findByRole('link', { name: '考生3' })).toBeTruthy()
    expect(screen.getByText('共 2 条')).toBeTruthy()
    expect(sent('POST', `${desk}/search`)).toHaveLength(2)
  })

  test('the export asks with the filters of the list', async () => {
    const asked = fakeDownloads()
    open('/audit/05?state=pending&paymentState=paid')
    await screen.findByRole('link', { name: '考生1' })
    fireEvent.click(screen.getByRole('button', { name: '导出列表' }))
    expect(asked).toMatchObject([{ method: 'POST', path: `${desk}/exports`, body: { state: 'pending', paymentState: 'paid' } }])
  })

  test('an empty list says what will be there; a fault offers another try', async () => {
    const { unmount } = open('/audit/05', { [`POST ${desk}/search`]: listed([]) })
    expect(await screen.findByText('没有待审核的申报')).toBeTruthy()
    unmount()
    open('/audit/05', { [`POST ${desk}/search`]: refused(500, 'INTERNAL') })
    expect(await screen.findByText('服务器出了问题，这次没有完成，请稍后重试')).toBeTruthy()
  })
})

describe('one file', () => {
  const file = async (answers: Answers = {}, permissions = both, at = '/audit/05/applications/1') => {
    const view = open(at, answers, permissions)
    await screen.findByRole('heading', { level: 1, name: '考生1' })
    return view
  }
  const chosen = () => screen.getAllByRole('radio').findIndex((radio) => (radio as HTMLInputElement).checked)
  const submit = () => fireEvent.click(screen.getByRole('button', { name: /^提交/ }))
  const decisions = `${desk}/applications/1/decisions`

  test('navigation, progress, internships and sections are there, the number in groups', async () => {
    await file()
    expect(screen.getByText('420102 19900101 0129')).toBeTruthy()
    expect(within(screen.getByRole('navigation', { name: '材料导航' })).getAllByRole('button').map((b) => b.textContent)).toEqual(['基本信息', '学历：本科', '试用期填报'])
    expect(screen.getByText('单位：待审核')).toBeTruthy()
    expect(screen.getByText('2024-01-01 至 2024-06-30')).toBeTruthy()
    expect(screen.getByText(/^键盘：/).textContent).toContain('上一份、下一份')
  })

  test('an exam without a trial period asks no dates and speaks of none', async () => {
    await file({ [`GET ${desk}/applications/1`]: ok(givenDetail(1, { segments: [], internships: [] })) })
    expect(screen.queryByText(/实习进度/)).toBeNull()
    press('1')
    await screen.findByRole('button', { name: '提交：审核通过' })
    expect(screen.queryByLabelText('实习开始日期')).toBeNull()
  })

  test('what can not be decided now is not to be chosen, by its key neither, and says why', async () => {
    const { sent } = await file({ [`GET ${desk}/applications/1`]: ok(givenDetail(1, { closed: [{ decision: 'revisionRequested', reason: '本年度的更正已于 2026-12-31 截止' }] })) })
    expect(screen.getByText('现在不能允许修改：本年度的更正已于 2026-12-31 截止')).toBeTruthy()
    expect(screen.getByRole('radio', { name: /允许修改/ })).toHaveProperty('disabled', true)
    press('3')
    submit()
    expect(await screen.findByText('请选择审核结果')).toBeTruthy()
    expect(sent('POST', decisions)).toEqual([])
  })

  test('1 approves with the unit\'s own dates; the next file opens', async () => {
    const { sent, router } = await file()
    press('1')
    // At once: whoever presses Enter right away submits.
    const button = screen.getByRole('button', { name: '提交：审核通过' })
    expect(document.activeElement).toBe(button)
    expect((screen.getByLabelText('实习开始日期') as HTMLInputElement).value).toBe('2025-01-01')
    fireEvent.click(button)
    await waitFor(() => expect(router.state.location.pathname).toBe('/audit/05/applications/2'))
    expect(sent('POST', decisions)[0]?.body).toEqual({ decision: 'approved', remark: '', internshipStart: '2025-01-01', internshipEnd: '2025-12-31', version: 3 })
  })

  test('2, 3 and 4 are the other decisions; 5 is 退回, above the unit alone', async () => {
    const { unmount } = await file()
    for (const [index, key] of ['1', '2', '3', '4'].entries()) {
      press(key)
      await waitFor(() => expect(chosen()).toBe(index))
      act(() => (document.activeElement as HTMLElement | null)?.blur())
    }
    expect(screen.queryByText('退回')).toBeNull()
    unmount()
    const timeline = givenDetail(1).timeline.map((entry) => (entry.level === 'county' ? { ...entry, state: 'current' as const } : { ...entry, state: 'done' as const }))
    const { sent } = await file({ [`GET ${desk}/applications/1`]: ok(givenDetail(1, { timeline, mayDetach: false })) })
    press('5')
    await waitFor(() => expect(chosen()).toBe(4))
    expect(screen.queryByRole('button', { name: '从单位移除' })).toBeNull()
    fireEvent.click(screen.getByRole('button', { name: '请核对实习起止日期' }))
    submit()
    await waitFor(() => expect(sent('POST', decisions)[0]?.body).toMatchObject({ decision: 'returned', remark: '请核对实习起止日期', internshipStart: null }))
  })

  test('a reason is asked for before it is sent; Ctrl+Enter sends it; keys typed into it decide nothing', async () => {
    const { sent } = await file()
    press('4')
    const remark = screen.getByRole('textbox', { name: /审核意见/ })
    await waitFor(() => expect(document.activeElement).toBe(remark))
    press('1', remark)
    expect(chosen()).toBe(3)
    press('Enter', remark, { ctrlKey: true })
    expect(await screen.findByText('请写明“审核不通过”的原因，考生会看到')).toBeTruthy()
    expect(sent('POST', decisions)).toEqual([])
    fireEvent.change(remark, { target: { value: '不符合' } })
    press('Enter', remark, { ctrlKey: true })
    await waitFor(() => expect(sent('POST', decisions)[0]?.body).toMatchObject({ decision: 'rejected', remark: '不符合' }))
  })

  test('of several stretches none is chosen beforehand; missing dates are named, and a click fills one in', async () => {
    const own = (startDate: string, endDate: string) => ({ own: true, unitName: '东湖里区人民医院', startDate, endDate })
    const { sent } = await file({ [`GET ${desk}/applications/1`]: ok(givenDetail(1, { segments: [own('2025-01-01', '2025-06-30'), own('2025-09-01', '2025-12-31')] })) })
    press('1')
    await screen.findByLabelText('实习结束日期')
    submit()
    expect((await screen.findByRole('alert')).textContent).toContain('日期')
    expect(sent('POST', decisions)).toEqual([])
    fireEvent.click(screen.getByRole('button', { name: '2025-09-01 至 2025-12-31' }))
    submit()
    await waitFor(() => expect(sent('POST', decisions)[0]?.body).toMatchObject({ internshipStart: '2025-09-01', internshipEnd: '2025-12-31' }))
  })

  test('up and down go through the list that it was opened from', async () => {
    const { router } = open('/audit/05?state=pending')
    fireEvent.click(await screen.findByRole('link', { name: '考生1' }))
    await screen.findByRole('heading', { level: 1, name: '考生1' })
    expect(screen.getByText('第 1 份，共 2 份')).toBeTruthy()
    press('ArrowDown')
    await screen.findByRole('heading', { level: 1, name: '考生2' })
    expect(router.state.location.search).toBe('?state=pending')
    press('ArrowUp')
    expect(await screen.findByRole('heading', { level: 1, name: '考生1' })).toBeTruthy()
    expect(screen.getByRole('link', { name: /材料审核列表/ }).getAttribute('href')).toBe('/audit/05?state=pending')
  })

  test('unsaved words hold the way to the next file', async () => {
    const { router } = await file()
    fireEvent.change(screen.getByRole('textbox', { name: /审核意见/ }), { target: { value: '半句' } })
    press('ArrowDown')
    expect((await screen.findAllByText('有内容还没有保存')).length).toBeGreaterThan(0)
    expect(router.state.location.pathname).toBe('/audit/05/applications/1')
  })

  test('pictures: arrows go through them, R turns, + enlarges, Escape puts them away', async () => {
    await file()
    fireEvent.click(screen.getByRole('button', { name: '查看学历附件 1' }))
    const first = await screen.findByAltText('学历：本科：学历附件 1')
    press('r')
    expect(first.style.transform).toContain('rotate(90deg)')
    press('+')
    expect(first.parentElement?.style.width).toBe('150%')
    press('ArrowRight')
    expect(await screen.findByAltText('学历：本科：学历附件 2')).toBeTruthy()
    press('Escape')
    await waitFor(() => expect(screen.queryByAltText('学历：本科：学历附件 2')).toBeNull())
  })

  test('a colleague who was faster is named, and what is now is shown', async () => {
    let decided = false
    const { router } = await file({
      [`GET ${desk}/applications/1`]: () =>
        ok(decided ? givenDetail(1, { reviewState: 'approved', version: 4, lastDecision: { reviewerName: '王芳', decidedAt: '2026-11-01T02:00:00.000Z', label: '审核通过' } }) : givenDetail(1)),
      [`POST ${decisions}`]: () => {
        decided = true
        return refused(409, 'REVIEW_DECIDED', { detail: '王芳已于 2026-11-01 10:00 审核为“审核通过”' })
      },
    })
    press('2')
    submit()
    expect(await screen.findByText('王芳已于 2026-11-01 10:00 审核为“审核通过”')).toBeTruthy()
    expect(await screen.findByText('本级已审核通过')).toBeTruthy()
    expect(screen.queryByRole('button', { name: /^提交/ })).toBeNull()
    expect(router.state.location.pathname).toBe('/audit/05/applications/1')
  })

  test('what got no answer keeps what was entered', async () => {
    await file({ [`POST ${decisions}`]: 'offline' })
    press('3')
    fireEvent.click(await screen.findByRole('button', { name: '带教老师信息有误' }))
    submit()
    await waitFor(() => expect(screen.getAllByRole('alert').length).toBeGreaterThan(0))
    expect((screen.getByRole('textbox', { name: /审核意见/ }) as HTMLTextAreaElement).value).toBe('带教老师信息有误')
  })

  test('从单位移除 says what comes of it and asks for a reason', async () => {
    const { sent, router } = await file({ [`POST ${desk}/applications/1/detachment`]: ok({ nextId: null }) })
    fireEvent.click(screen.getByRole('button', { name: '从单位移除' }))
    const dialog = await screen.findByRole('dialog')
    expect(within(dialog).getByText(/可以绑定新单位/)).toBeTruthy()
    const act = within(dialog).getByRole('button', { name: '从单位移除' }) as HTMLButtonElement
    expect(act.disabled).toBe(true)
    fireEvent.change(within(dialog).getByRole('textbox'), { target: { value: '已调走' } })
    await waitFor(() => expect((within(dialog).getByRole('button', { name: '从单位移除' }) as HTMLButtonElement).disabled).toBe(false))
    fireEvent.click(within(dialog).getByRole('button', { name: '从单位移除' }))
    await waitFor(() => expect(sent('POST', `${desk}/applications/1/detachment`)[0]?.body).toEqual({ reason: '已调走', version: 3 }))
    await waitFor(() => expect(router.state.location.pathname).toBe('/audit/05'))
  })

  test('who may only read decides nothing', async () => {
    await file({}, ['trialAudit.read'])
    expect(screen.queryByRole('button', { name: /^提交/ })).toBeNull()
    expect(screen.queryByRole('button', { name: '从单位移除' })).toBeNull()
    press('1')
    expect(screen.queryByRole('radio')).toBeNull()
    expect(screen.getByText('您的角色只能查看，不能审核。')).toBeTruthy()
  })
})
