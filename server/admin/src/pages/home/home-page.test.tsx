import type { Permission } from '@talent/shared/contract/permissions'
import { fireEvent, screen } from '@testing-library/react'
import { ok, refused, type Reply } from '../../testing/fake-server'
import { renderPage } from '../../testing/render-page'
import { routes } from './routes'

const todo = (kind: string, href: string, count = 1) => ({ kind, title: `标题 ${kind}`, detail: '说明', count, href })
const all: Permission[] = ['department.write', 'post.write', 'person.write']
const show = (reply: Reply | (() => Reply), permissions = all) => renderPage(routes, '/', { permissions, answers: { 'GET /api/todos': reply } })

test('each to-do leads to its filtered list', async () => {
  show(ok({ items: [todo('trial.objected', '/objections?state=open', 4), todo('trial.notReady', '/trials', 0)] }))
  expect((await screen.findByRole('link', { name: /标题 trial.objected/ })).getAttribute('href')).toBe('/objections?state=open')
  expect(screen.queryByText('标题 trial.notReady')).toBeNull()
  expect(screen.queryByText('开始使用')).toBeNull()
})

test('a new institution sees its first steps, the next one marked', async () => {
  show(ok({ items: [todo('post.mappingMissing', '/posts'), todo('person.missing', '/people')] }))
  const next = await screen.findByRole('link', { current: 'step' })
  expect(next.textContent).toContain('映射岗位')
  expect(next.getAttribute('href')).toBe('/posts')
  expect(screen.getAllByLabelText('已完成')).toHaveLength(1)
  expect(screen.queryByText('标题 person.missing')).toBeNull()
})

test('a step that this account may not do is not shown', async () => {
  show(ok({ items: [todo('person.missing', '/people')] }), ['person.write'])
  expect((await screen.findByRole('link', { current: 'step' })).textContent).toContain('录入人员')
  expect(screen.queryByText('建立科室')).toBeNull()
})

test('nothing waits', async () => {
  show(ok({ items: [] }))
  expect(await screen.findByText('没有待办事项')).toBeTruthy()
})

test('a failure is not shown as an empty list', async () => {
  let reply = refused(500, 'INTERNAL')
  show(() => reply)
  await screen.findByRole('alert')
  expect(screen.queryByText('没有待办事项')).toBeNull()
  reply = ok({ items: [] })
  fireEvent.click(screen.getByRole('button', { name: '重试' }))
  expect(await screen.findByText('没有待办事项')).toBeTruthy()
})
