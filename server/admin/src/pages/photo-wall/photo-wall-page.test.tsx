import type { PersonRow } from '@talent/shared/contract/people'
import type { Permission } from '@talent/shared/contract/permissions'
import { fireEvent, screen, waitFor } from '@testing-library/react'
import { ok, type Request } from '../../testing/fake-server'
import { renderPage, type Answers } from '../../testing/render-page'
import { routes } from './routes'

const person = (id: number, name: string, more: Partial<PersonRow> = {}): PersonRow => ({
  id, employeeNo: '', name, identityType: 'residentCard', identityNumber: '4201****29', departmentName: '内科', sex: '2', staffing: '', postName: '医师',
  employmentStatus: 'inPost', portraitId: null, updatedAt: '2026-03-10T01:00:00.000Z', ...more,
})
const everyone = [person(1, '张小燕', { portraitId: 31 }), person(2, '李明'), person(3, '欧阳晓')]
const search = 'POST /api/people/search'
const show = (at = '/photo-wall', answers: Answers = {}) =>
  renderPage(routes, at, { permissions: ['person.read'] satisfies Permission[], answers: { [search]: ok({ items: everyone, total: 45, page: 1, pageSize: 20 }), ...answers } })
const card = (name: RegExp) => screen.findByRole('link', { name })

beforeAll(() => import('./photo-wall-page'))
beforeEach(() => localStorage.clear())

test('a portrait is a small picture fetched when it comes near; who has none has a place for it', async () => {
  show()
  const picture = await screen.findByRole('img', { name: '张小燕的照片' })
  expect([picture.getAttribute('src'), picture.getAttribute('loading')]).toEqual(['/api/people/1/pictures/31?size=thumb', 'lazy'])
  expect(screen.getAllByText('暂无照片')).toHaveLength(2)
})

test('a click chooses, a double click opens the record', async () => {
  const { router } = show()
  const ming = await card(/李明/)
  fireEvent.click(ming, { detail: 1 })
  expect(router.state.location.pathname).toBe('/photo-wall')
  fireEvent.doubleClick(ming)
  await waitFor(() => expect(router.state.location.pathname).toBe('/people/2'))
})

test('the arrow keys lead from card to card, Enter opens', async () => {
  const { router } = show()
  const first = await card(/张小燕/)
  first.focus()
  fireEvent.keyDown(first, { key: 'ArrowRight' })
  const second = await card(/李明/)
  expect(document.activeElement).toBe(second)
  expect([first.tabIndex, second.tabIndex]).toEqual([-1, 0])
  // What a browser makes of Enter on a link.
  fireEvent.click(second, { detail: 0 })
  await waitFor(() => expect(router.state.location.pathname).toBe('/people/2'))
})

test('Page Down turns the page and stays on the wall', async () => {
  const { router, sent } = show('/photo-wall?name=张', { [search]: ({ body }: Request) => ok({ items: (body as { page: number }).page === 1 ? everyone : [person(9, '张三')], total: 21, page: 1, pageSize: 20 }) })
  const first = await card(/张小燕/)
  first.focus()
  fireEvent.keyDown(first, { key: 'PageDown' })
  expect(await card(/张三/)).toBe(document.activeElement)
  expect(router.state.location.search).toBe('?name=%E5%BC%A0&page=2')
  expect(sent('POST', '/api/people/search').at(-1)?.body).toMatchObject({ name: '张', page: 2 })
  fireEvent.keyDown(await card(/张三/), { key: 'PageDown' })
  expect(router.state.location.search).toContain('page=2')
})

test('nobody on file, and nobody found', async () => {
  const nobody = { [search]: ok({ items: [], total: 0, page: 1, pageSize: 20 }) }
  const { unmount } = show('/photo-wall', nobody)
  expect(await screen.findByText('还没有人员')).toBeTruthy()
  unmount()
  show('/photo-wall?name=x', nobody)
  expect(await screen.findByText('没有符合条件的人员')).toBeTruthy()
})
