import { act, fireEvent, screen, waitFor } from '@testing-library/react'
import { ok, refused } from '../../testing/fake-server'
import { renderPage, type Answers } from '../../testing/render-page'
import { givenObjection, givenTrial } from '../trials/given-trial'
import { routes } from './routes'

const row = (overrides: Parameters<typeof givenObjection>[0] = {}) => ({ ...givenObjection(overrides), personId: 3, personName: '张小燕', examYear: 2026 })
const listed = (...items: object[]) => ok({ items, total: items.length, page: 1, pageSize: 20 })

const open = (answers: Answers, permissions: ('trial.read' | 'trial.write')[] = ['trial.read', 'trial.write']) => renderPage(routes, '/objections', { answers, permissions })

test('open ones come first; each leads to where it is corrected', async () => {
  const { sent } = open({ 'GET /api/objections': listed(row(), row({ id: 10, section: 'basic', sectionTitle: '基本信息', field: 'name', fieldLabel: '姓名' })) })
  expect((await screen.findByRole('link', { name: '更正填报' })).getAttribute('href')).toBe('/trials/5')
  expect(screen.getByRole('link', { name: '更正档案' }).getAttribute('href')).toBe('/people/3')
  expect(screen.getByText('试用期第 1 段')).toBeTruthy()
  expect(sent('GET', '/api/objections').every((request) => request.path.includes('state=open'))).toBe(true)
  expect(await screen.findByText('待答复（2）')).toBeTruthy()
})

test('the answer is written with the objection in sight', async () => {
  const { sent } = open({ 'GET /api/objections': listed(row()), 'POST /api/objections/9/answers': ok(givenTrial()) })
  fireEvent.click(await screen.findByRole('button', { name: '答复张小燕对“结束日期”的异议' }))
  const field = await screen.findByLabelText('答复（必填，考生会看到）')
  expect(screen.getAllByText('应为 2026-01-31')).toHaveLength(2)
  fireEvent.change(field, { target: { value: '  已按您的说明更正  ' } })
  fireEvent.click(screen.getByRole('button', { name: '发送答复' }))
  await waitFor(() => expect(sent('POST', '/api/objections/9/answers')[0]?.body).toEqual({ answer: '已按您的说明更正' }))
})

test('an answer that was not sent is not left unasked', async () => {
  const { router } = open({ 'GET /api/objections': listed(row()), 'POST /api/objections/9/answers': ok(givenTrial()) })
  fireEvent.click(await screen.findByRole('button', { name: '答复张小燕对“结束日期”的异议' }))
  fireEvent.change(await screen.findByLabelText('答复（必填，考生会看到）'), { target: { value: '已更正' } })
  act(() => void router.navigate('/people/3'))
  fireEvent.click(await screen.findByRole('button', { name: '留在本页' }))
  expect(router.state.location.pathname).toBe('/objections')
  fireEvent.click(screen.getByRole('button', { name: '发送答复' }))
  await waitFor(() => expect(screen.queryByLabelText('答复（必填，考生会看到）')).toBeNull())
  act(() => void router.navigate('/people/3'))
  await waitFor(() => expect(router.state.location.pathname).toBe('/people/3'))
})

test('a blank answer is not sent', async () => {
  const { sent } = open({ 'GET /api/objections': listed(row()) })
  fireEvent.click(await screen.findByRole('button', { name: '答复张小燕对“结束日期”的异议' }))
  fireEvent.change(await screen.findByLabelText('答复（必填，考生会看到）'), { target: { value: '   ' } })
  fireEvent.click(screen.getByRole('button', { name: '发送答复' }))
  expect(await screen.findByText('请填写答复')).toBeTruthy()
  expect(sent('POST', '/api/objections/9/answers')).toEqual([])
})

test('when a colleague has answered already, it says so and keeps the text', async () => {
  open({ 'GET /api/objections': listed(row()), 'POST /api/objections/9/answers': refused(409, 'TRIAL_STATE', { detail: '该异议已答复' }) })
  fireEvent.click(await screen.findByRole('button', { name: '答复张小燕对“结束日期”的异议' }))
  const field = await screen.findByLabelText('答复（必填，考生会看到）')
  fireEvent.change(field, { target: { value: '已更正' } })
  fireEvent.click(screen.getByRole('button', { name: '发送答复' }))
  expect(await screen.findByText('该异议已答复')).toBeTruthy()
  expect(field).toHaveProperty('value', '已更正')
})

test('an empty list is good news and offers no filter to clear', async () => {
  open({ 'GET /api/objections': listed() })
  expect(await screen.findByText('没有待答复的异议')).toBeTruthy()
  expect(screen.queryByRole('button', { name: '清空条件' })).toBeNull()
})

test('who may only read answers nothing', async () => {
  open({ 'GET /api/objections': listed(row()) }, ['trial.read'])
  await screen.findByText('张小燕')
  expect(screen.queryByRole('button', { name: /答复张小燕/ })).toBeNull()
})
