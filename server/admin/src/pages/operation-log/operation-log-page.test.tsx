import type { Permission } from '@talent/shared/contract/permissions'
import { fireEvent, screen, waitFor } from '@testing-library/react'
import { ok } from '../../testing/fake-server'
import { renderPage } from '../../testing/render-page'
import { routes } from './routes'

const row = { id: 9, at: '2026-03-10T01:02:03.000Z', actor: '协和医院管理员', action: 'person.update', subject: 'person:12', subjectName: '张小燕' as string | null, source: '10.1.2.3', detail: '{"fields":["mobile"]}' }
const show = (items: unknown[], at = '/operation-log', permissions: Permission[] = ['operationLog.read', 'person.read']) =>
  renderPage(routes, at, { permissions, answers: { 'GET /api/operation-log': ok({ items, total: items.length, page: 1, pageSize: 20, ownOnly: false }) } })

beforeEach(() => localStorage.clear())

test('a line reads as a sentence: who, what, to whom, from where', async () => {
  show([row])
  expect(await screen.findByText('修改人员')).toBeTruthy()
  expect(screen.getByText('协和医院管理员')).toBeTruthy()
  expect(screen.getByText('10.1.2.3')).toBeTruthy()
  expect(screen.getByText('修改项：手机号码')).toBeTruthy()
  expect(screen.getByRole('link', { name: '人员 张小燕（12）' }).getAttribute('href')).toBe('/people/12')
})

test('without the right to people there is no link to one', async () => {
  show([{ ...row, subjectName: null }], '/operation-log', ['operationLog.read'])
  await screen.findByText('人员 12')
  expect(screen.queryByRole('link', { name: '人员 12' })).toBeNull()
})

test('an actor is searched by name and stays in the address', async () => {
  const { requests, router } = show([row])
  fireEvent.change(await screen.findByLabelText('操作人'), { target: { value: '协和医院管理员' } })
  fireEvent.blur(screen.getByLabelText('操作人'))
  await waitFor(() => expect(requests.at(-1)?.path).toContain(`actor=${encodeURIComponent('协和医院管理员')}`))
  expect(new URLSearchParams(router.state.location.search).get('actor')).toBe('协和医院管理员')
})

test('an area in the address filters by the start of the action', async () => {
  const { requests } = show([row], '/operation-log?action=person.')
  await screen.findByText('修改人员')
  expect(requests.at(-1)?.path).toContain('action=person.')
})

test('an empty log', async () => {
  show([])
  expect(await screen.findByText('还没有操作记录')).toBeTruthy()
})

test('readings of personal data are found, and the days stand in the address', async () => {
  const { requests } = show([row], '/operation-log?readings=true&from=2026-03-01&to=2026-03-31')
  await screen.findByText('修改人员')
  const asked = new URLSearchParams(requests.at(-1)?.path.split('?')[1])
  expect([asked.get('readingsOnly'), asked.get('from'), asked.get('to')]).toEqual(['true', '2026-03-01', '2026-03-31'])
})

test.each([
  [{ intact: true, rows: 2500, brokenAt: null }, /日志完整：共 2500 条/],
  [{ intact: false, rows: 1776, brokenAt: 1777 }, /第 1777 条起与记录时不一致/],
])('the chain is checked when asked: %j', async (state, words) => {
  renderPage(routes, '/operation-log', {
    permissions: ['operationLog.read'],
    answers: {
      'GET /api/operation-log': ok({ items: [row], total: 1, page: 1, pageSize: 20, ownOnly: false }),
      'GET /api/operation-log/integrity': ok({ ...state, checkedAt: '2026-03-10T01:00:00.000Z' }),
    },
  })
  fireEvent.click(await screen.findByRole('button', { name: '校验日志是否完整' }))
  expect(await screen.findByText(words)).toBeTruthy()
})
