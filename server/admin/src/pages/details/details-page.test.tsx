import type { DetailRow } from '@talent/shared/contract/details'
import type { Permission } from '@talent/shared/contract/permissions'
import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { ok, refused } from '../../testing/fake-server'
import { renderPage, type Answers } from '../../testing/render-page'
import { routes } from './routes'

const all: Permission[] = ['person.read', 'person.write', 'import.write', 'trial.read']
const row: DetailRow = {
  personId: 12, name: '张小燕', identityNumber: '4201****29', departmentName: '内科', locked: false,
  record: {
    id: 7, section: 'education', title: '学历：大学本科（2012-07 毕业）', values: { school: '武汉大学', education: '21', graduationDate: '2012-07-01' },
    pictures: [], missingAttachment: true, warnings: [], version: 3, updatedAt: '2026-01-01T00:00:00.000Z',
  },
}
const list = (items: DetailRow[]) => ok({ items, total: items.length, page: 1, pageSize: 20, counts: { missing: 1, uploaded: 4 }, necessary: ['education', 'degree'] })
const show = (answers: Answers = {}, at = '/details', permissions = all) =>
  renderPage(routes, at, { permissions, answers: { 'POST /api/details/search': list([row]), ...answers } })

beforeAll(() => import('./details-page'))
beforeEach(() => localStorage.clear())

test('a section is a table of what it declares, with a star at what an exam needs', async () => {
  show()
  expect(await screen.findByRole('link', { name: '张小燕' })).toBeTruthy()
  expect(screen.getByRole('columnheader', { name: '毕业院校' })).toBeTruthy()
  expect(screen.getByText('武汉大学')).toBeTruthy()
  expect(screen.getByText('未上传')).toBeTruthy()
  const side = within(screen.getByRole('navigation', { name: '资料类别' }))
  expect(within(side.getByRole('link', { name: /学位信息/ })).getByLabelText('考试必需')).toBeTruthy()
  expect(within(side.getByRole('link', { name: /工作经历/ })).queryByLabelText('考试必需')).toBeNull()
  expect(side.getByRole('link', { name: '基本信息' }).getAttribute('href')).toBe('/people')
  expect(side.getByRole('link', { name: '试用期填报' }).getAttribute('href')).toBe('/trials')
})

test('section and state stand in the address, and the section in the ways on', async () => {
  const { sent, router } = show({}, '/details?section=degree&state=missing')
  await screen.findByRole('link', { name: '张小燕' })
  expect(sent('POST', '/api/details/search')[0]?.body).toEqual({ section: 'degree', state: 'missing', page: 1, pageSize: 20 })
  fireEvent.click(screen.getByRole('button', { name: /^导 ?入$/ }))
  await waitFor(() => expect(router.state.location.pathname + router.state.location.search).toBe('/imports/new?kind=degree'))
})

test('a new record begins with whose it is', async () => {
  const person = { id: 13, employeeNo: 'A013', name: '李明', identityType: 'residentId', identityNumber: '4201****12', departmentName: '外科', sex: '1', staffing: '', postName: null, employmentStatus: 'inPost', portraitId: null, updatedAt: '2026-01-01T00:00:00.000Z' }
  const { sent } = show({ 'POST /api/people/search': ok({ items: [person], total: 1, page: 1, pageSize: 20 }) })
  fireEvent.click((await screen.findAllByRole('button', { name: /新增学历/ }))[0] as HTMLElement)
  fireEvent.change(await screen.findByLabelText('人员'), { target: { value: 'A013' } })
  await waitFor(() => expect(sent('POST', '/api/people/search').at(-1)?.body).toEqual({ employeeNo: 'A013', page: 1, pageSize: 20 }))
  fireEvent.click(await screen.findByText(/工号 A013/))
  expect(await screen.findByText('新增学历：李明')).toBeTruthy()
})

test('what the candidate has confirmed is not changed, and who may only read changes nothing', async () => {
  show({ 'POST /api/details/search': list([{ ...row, locked: true }]) })
  expect(await screen.findByText('考生已确认')).toBeTruthy()
  expect(screen.queryByRole('button', { name: /修改张小燕/ })).toBeNull()
})

test('a section without records says what to do, and a failure is shown', async () => {
  let reply = refused(500, 'INTERNAL')
  show({ 'POST /api/details/search': () => reply }, '/details?section=work', ['person.read'])
  await screen.findByRole('alert')
  reply = list([])
  fireEvent.click(screen.getByRole('button', { name: '重试' }))
  expect(await screen.findByText('还没有工作经历')).toBeTruthy()
  expect(screen.queryByRole('button', { name: /新增/ })).toBeNull()
  expect(screen.queryByRole('tab')).toBeNull()
})
