import type { StaffingGrant, StaffingPlan } from '@talent/shared/contract/staffing-quotas'
import type { Permission } from '@talent/shared/contract/permissions'
import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { ok, refused } from '../../testing/fake-server'
import { renderPage, type Answers } from '../../testing/render-page'
import { routes } from './routes'
import { staffingRows, withNumber } from './staffing-rows'

const department = (departmentId: number, name: string, more = {}) => ({ departmentId, name, parentId: null, sortOrder: 0, numbers: {}, used: {}, ...more })
const plan: StaffingPlan = {
  given: { established: 10 }, divided: { established: 4, contract: 0 }, usedWithoutDepartment: {}, withoutStaffing: 2, version: 3, updatedAt: null,
  departments: [department(1, '内科', { numbers: { established: 4 }, used: { established: 5 } }), department(2, '一病区', { parentId: 1 })],
}
const grant: StaffingGrant = { institutionId: 9, name: '人民医院', given: { established: 10 }, divided: { established: 7 }, used: { established: 12 }, version: 3, updatedAt: '2026-03-10T01:00:00.000Z' }

const show = (at: string, answers: Answers = {}, permissions: Permission[] = ['staffingQuota.read', 'staffingQuota.write', 'person.read']) =>
  renderPage(routes, at, { permissions, answers: { 'GET /api/staffing-plan': ok(plan), 'GET /api/staffing-grants': ok({ items: [grant], total: 1, page: 1, pageSize: 20 }), ...answers } })
const type = (label: string, value: string) => fireEvent.change(screen.getByLabelText(label), { target: { value } })

test('what is typed over what is saved, and back again, is no change', () => {
  const [inner] = plan.departments
  if (!inner) throw new Error('no department')
  const draft = withNumber(new Map(), inner, 'established', 6)
  expect(staffingRows(plan.departments, draft)).toMatchObject([{ name: '内科', numbers: { established: 6 }, children: [{ name: '一病区', numbers: {} }] }])
  expect(withNumber(draft, inner, 'established', 4).size).toBe(0)
})

test('numbers are typed in the tree and saved as one, with the version that was seen', async () => {
  const { sent } = show('/staffing-quotas', { 'PUT /api/staffing-plan': ok(plan) })
  expect(await screen.findByText('超用 1 人')).toBeTruthy()
  expect(screen.getByText(/有 2 名在职人员没有填写编制情况/)).toBeTruthy()
  type('一病区的编制内', '6')
  expect(within(screen.getByRole('region', { name: '编制内' })).getByText('未分配').nextSibling?.textContent).toBe('0')
  fireEvent.click(screen.getByRole('button', { name: /^保\s?存$/ }))
  await waitFor(() => expect(sent('PUT', '/api/staffing-plan')[0]?.body).toEqual({ version: 3, departments: [{ departmentId: 2, numbers: { established: 6 } }] }))
})

test('more than was given is told at once and not sent', async () => {
  show('/staffing-quotas')
  await screen.findByText('内科')
  type('一病区的编制内', '7')
  expect(screen.getByText(/请调减 1 个/)).toBeTruthy()
  expect(screen.getByRole('button', { name: /^保\s?存$/ })).toHaveProperty('disabled', true)
  fireEvent.click(screen.getByRole('button', { name: '放弃改动' }))
  expect(screen.queryByText(/请调减 1 个/)).toBeNull()
})

test('what somebody else saved meanwhile is shown beside what was typed', async () => {
  const current = { ...plan, version: 4, departments: [department(1, '内科', { numbers: { established: 3 } }), department(2, '一病区', { parentId: 1 })] }
  let saved = plan
  show('/staffing-quotas', {
    'GET /api/staffing-plan': () => ok(saved),
    'PUT /api/staffing-plan': () => {
      saved = current
      return refused(409, 'STALE', { data: current })
    },
  })
  await screen.findByText('内科')
  type('内科的编制内', '5')
  fireEvent.click(screen.getByRole('button', { name: /^保\s?存$/ }))
  expect(await screen.findByText('这条记录刚被他人修改')).toBeTruthy()
  expect(screen.getByRole('rowheader', { name: '内科：编制内' })).toBeTruthy()
  fireEvent.click(screen.getByRole('button', { name: '采用最新内容' }))
  await waitFor(() => expect(screen.getByLabelText('内科的编制内')).toHaveProperty('value', '3'))
})

test('an account of some departments looks at them alone', async () => {
  show('/staffing-quotas', { 'GET /api/staffing-plan': ok({ ...plan, given: null, divided: null }) })
  expect(await screen.findByText(/由负责全院的账号操作/)).toBeTruthy()
  expect(screen.queryByRole('button', { name: /^保\s?存$/ })).toBeNull()
})

test('the authority sees over-use, and a number below what is divided is refused at its field', async () => {
  const message = '编制内已分配到科室 7 个，不能核定为 6 个'
  const { sent } = show('/staffing-grants', { 'PUT /api/staffing-grants/9': refused(409, 'STAFFING_DIVIDED', { issues: [{ path: ['numbers', 'established'], code: 'STAFFING_DIVIDED', message }] }) }, ['staffingGrant.read', 'staffingGrant.write'])
  expect(await screen.findByText('超编 2 人')).toBeTruthy()
  fireEvent.click(screen.getByRole('button', { name: '核定“人民医院”的编制' }))
  const dialog = within(await screen.findByRole('dialog'))
  expect(dialog.getByText('已分配到科室 7 个，在用 12 人')).toBeTruthy()
  fireEvent.change(dialog.getByLabelText('编制内'), { target: { value: '6' } })
  fireEvent.click(dialog.getByRole('button', { name: /^保\s?存$/ }))
  expect(await dialog.findByText(message)).toBeTruthy()
  expect(sent('PUT', '/api/staffing-grants/9')[0]?.body).toEqual({ numbers: { established: 6, contract: 0 }, version: 3 })
})
