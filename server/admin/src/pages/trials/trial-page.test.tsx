import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react'
import type { Trial } from '@talent/shared/contract/trials'
import { defaultExamYearSettings } from '@talent/shared/domain/exam-year'
import { ok, refused } from '../../testing/fake-server'
import { renderPage, type Answers } from '../../testing/render-page'
import { aroundTrials, givenObjection, givenTrial } from './given-trial'
import { routes } from './routes'

const open = (trial: Partial<Trial>, answers: Answers = {}, permissions: ('trial.read' | 'trial.write' | 'examYear.read')[] = ['trial.read', 'trial.write', 'examYear.read']) =>
  renderPage(routes, '/trials/5', { permissions, answers: { ...aroundTrials, 'GET /api/trials/5': ok(givenTrial(trial)), ...answers } })
const supervisor = () => screen.findByLabelText('带教老师姓名')
const type = (field: HTMLElement, value: string) => fireEvent.change(field, { target: { value } })
const save = () => fireEvent.click(screen.getByRole('button', { name: '保存' }))

test('a change is saved with the version it was made on', async () => {
  const { sent } = open({}, { 'PUT /api/trials/5': ok(givenTrial({ version: 5 })) })
  type(await supervisor(), '王强')
  save()
  await waitFor(() => expect(sent('PUT', '/api/trials/5')).toHaveLength(1))
  expect(sent('PUT', '/api/trials/5')[0]?.body).toMatchObject({ version: 4, segments: [{ supervisorName: '王强' }] })
  expect((await screen.findAllByText('已保存，等待考生确认')).length).toBeGreaterThan(0)
})

test('a filing that was submitted under earlier rules is held to those, and says so', async () => {
  const then = defaultExamYearSettings('05', 2026)
  const strict = { ...then, trial: then.trial && { ...then.trial, notFresh: { ...then.trial.notFresh, minimumMonths: 13 } } }
  const years = ok({ items: [{ businessCode: '05', year: 2026, version: 2, settings: strict }] })
  const first = open({ submitted: true, judgedBy: { ...then } }, { 'GET /api/exam-years': years, 'PUT /api/trials/5': ok(givenTrial({ version: 5 })) })
  expect(await screen.findByText(/仍按提交时的规则判断/)).toBeTruthy()
  type(await supervisor(), '王强')
  save()
  await waitFor(() => expect(first.sent('PUT', '/api/trials/5')).toHaveLength(1))
  cleanup()
  const second = open({}, { 'GET /api/exam-years': years })
  type(await supervisor(), '王强')
  save()
  expect((await screen.findAllByText(/13 个月/)).length).toBeGreaterThan(0)
  expect(second.sent('PUT', '/api/trials/5')).toHaveLength(0)
})

describe('somebody else saved first', () => {
  const theirs = givenTrial({ version: 9, postName: '技师' })
  const stale = refused(409, 'STALE', { data: theirs })

  test('both versions are shown; mine goes over theirs only when it is chosen', async () => {
    let answer = stale
    const { sent } = open({}, { 'PUT /api/trials/5': () => answer })
    type(await supervisor(), '王强')
    save()
    expect(await screen.findByText('技师')).toBeTruthy()
    expect(screen.getByText(/有 2 项不同/)).toBeTruthy()
    answer = ok(givenTrial({ version: 10 }))
    fireEvent.click(screen.getByRole('button', { name: '用我的内容覆盖' }))
    await waitFor(() => expect(sent('PUT', '/api/trials/5')).toHaveLength(2))
    expect(sent('PUT', '/api/trials/5')[1]?.body).toMatchObject({ version: 9, segments: [{ supervisorName: '王强' }] })
  })

  test('taking theirs puts it into the form', async () => {
    open({}, { 'PUT /api/trials/5': stale })
    type(await supervisor(), '王强')
    save()
    fireEvent.click(await screen.findByRole('button', { name: '采用最新内容' }))
    await waitFor(async () => expect(await supervisor()).toHaveProperty('value', '李明'))
    expect(screen.getByDisplayValue('技师')).toBeTruthy()
  })

  test('going back keeps what was typed', async () => {
    open({}, { 'PUT /api/trials/5': stale })
    type(await supervisor(), '王强')
    save()
    fireEvent.click(await screen.findByRole('button', { name: '返回继续编辑' }))
    expect(await supervisor()).toHaveProperty('value', '王强')
  })
})

test('an objection stands beside its field and is answered there', async () => {
  const { sent } = open(
    { confirmationState: 'objected', objections: [givenObjection()] },
    { 'POST /api/objections/9/answers': ok(givenTrial({ version: 5, objections: [givenObjection({ answer: '已更正' })] })) },
  )
  const field = (await screen.findByLabelText('结束日期')).closest('.ant-form-item')
  expect(field?.textContent).toContain('应为 2026-01-31')
  fireEvent.click(screen.getByRole('button', { name: '答复对“结束日期”的异议' }))
  fireEvent.change(await screen.findByLabelText('答复（必填，考生会看到）'), { target: { value: '已更正' } })
  fireEvent.click(screen.getByRole('button', { name: '发送答复' }))
  await waitFor(() => expect(sent('POST', '/api/objections/9/answers')[0]?.body).toEqual({ answer: '已更正' }))
  expect((await screen.findAllByText('已答复，已请考生再次确认')).length).toBeGreaterThan(0)
})

test('an answer in between does not take away what was typed, and the save goes on with the new version', async () => {
  const answered = givenTrial({ version: 5, objections: [givenObjection({ answer: '已更正' })] })
  let now = givenTrial({ confirmationState: 'objected', objections: [givenObjection()] })
  const { sent } = open({}, {
    'GET /api/trials/5': () => ok(now),
    'POST /api/objections/9/answers': () => ok((now = answered)),
    'PUT /api/trials/5': ok(givenTrial({ version: 6 })),
  })
  type(await supervisor(), '王强')
  fireEvent.click(screen.getByRole('button', { name: '答复对“结束日期”的异议' }))
  fireEvent.change(await screen.findByLabelText('答复（必填，考生会看到）'), { target: { value: '已更正' } })
  fireEvent.click(screen.getByRole('button', { name: '发送答复' }))
  expect(await screen.findByText('已答复：已更正')).toBeTruthy()
  expect(await supervisor()).toHaveProperty('value', '王强')
  save()
  await waitFor(() => expect(sent('PUT', '/api/trials/5')[0]?.body).toMatchObject({ version: 5, segments: [{ supervisorName: '王强' }] }))
})

test('what the candidate confirmed is locked until it is reopened with a reason', async () => {
  const { sent } = open({ confirmationState: 'confirmed', reviewState: 'pending', mayReopen: true, submitted: true }, { 'POST /api/trials/5/reopenings': ok(givenTrial({ version: 5 })) })
  fireEvent.click(await screen.findByRole('button', { name: '重新打开' }))
  expect(screen.queryByRole('button', { name: '保存' })).toBeNull()
  expect(screen.queryByRole('button', { name: '删除填报' })).toBeNull()
  fireEvent.change(await screen.findByLabelText(/重新打开的原因/), { target: { value: '结束日期填错' } })
  fireEvent.click(screen.getAllByRole('button', { name: '重新打开' }).at(-1) ?? document.body)
  await waitFor(() => expect(sent('POST', '/api/trials/5/reopenings')[0]?.body).toEqual({ reason: '结束日期填错', version: 4 }))
})

test.each(['approved', 'rejected', 'pending'] as const)('%s at a level that does not allow it, it can not be reopened', async (reviewState) => {
  open({ confirmationState: 'confirmed', reviewState, mayReopen: false, submitted: true })
  await screen.findByText('报考信息')
  expect(screen.queryByRole('button', { name: '重新打开' })).toBeNull()
})

test('why it is not before the candidate is said', async () => {
  open({ confirmationState: 'notReady', notReadyReason: '工作机构考核意见为不合格，不能提交考生确认', institutionOpinion: 'unqualified' })
  expect(await screen.findByText('还没有提交考生确认')).toBeTruthy()
  expect(screen.getByText('工作机构考核意见为不合格，不能提交考生确认')).toBeTruthy()
})

test('a candidate who is not bound gets the confirmation code', async () => {
  open({ candidateBound: false })
  expect((await screen.findByRole('link', { name: '本单位确认码' })).getAttribute('href')).toBe('/confirmation-code')
})

test('deleting asks first and goes back to the list', async () => {
  const { sent, router } = open({}, { 'DELETE /api/trials/5': ok({ ok: true }), 'POST /api/trials/search': ok({ items: [], total: 0, page: 1, pageSize: 20, counts: {} }) })
  fireEvent.click(await screen.findByRole('button', { name: '删除填报' }))
  expect(sent('DELETE', '/api/trials/5')).toEqual([])
  fireEvent.click(await screen.findByRole('button', { name: '删除' }))
  await waitFor(() => expect(router.state.location.pathname).toBe('/trials'))
})

test('who may only read gets no form', async () => {
  open({}, {}, ['trial.read'])
  expect(await screen.findByText('试用期：共 12 个月')).toBeTruthy()
  expect(screen.queryByRole('button', { name: /保存|删除/ })).toBeNull()
})

test('a filing whose candidate was removed from the unit is only read', async () => {
  open({ releasedAt: '2026-11-03T02:00:00.000Z', confirmationState: 'awaiting' })
  expect(await screen.findByText('考生已于 2026-11-03 10:00 从本单位移除')).toBeTruthy()
  expect(screen.getAllByText('已移除')).toHaveLength(1)
  expect(screen.queryByRole('button', { name: /保存/ })).toBeNull()
})
