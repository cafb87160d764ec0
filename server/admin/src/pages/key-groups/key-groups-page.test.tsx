import type { KeyGroup } from '@talent/shared/contract/key-groups'
import type { PersonRow } from '@talent/shared/contract/people'
import type { Permission } from '@talent/shared/contract/permissions'
import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { ok, refused } from '../../testing/fake-server'
import { renderPage, type Answers } from '../../testing/render-page'
import { namesOf, withoutPeople, withPeople } from './chosen-people'
import { routes } from './routes'

const group: KeyGroup = { id: 3, name: '抢救骨干', note: '夜间可随时到岗', color: 'red', state: 'active', people: 2, shared: false, version: 4, updatedAt: '2026-03-10T01:00:00.000Z' }
const archived: KeyGroup = { ...group, id: 4, name: '支援队', state: 'archived' }
const person: PersonRow = { id: 12, employeeNo: 'A0012', name: '张小燕', identityType: 'residentCard', identityNumber: '4201****29', departmentName: '内科', sex: '2', staffing: '', postName: '医师', employmentStatus: 'inPost', portraitId: null, updatedAt: '2026-03-10T01:00:00.000Z' }
const found = { id: 13, name: '王小二', employeeNo: 'A0013', identityNumber: '4201****31', departmentName: '外科' }
const all: Permission[] = ['keyGroup.read', 'keyGroup.write', 'person.read']

const show = (at = '/key-groups', answers: Answers = {}, permissions = all) =>
  renderPage(routes, at, {
    permissions,
    answers: {
      'GET /api/key-groups': ok({ items: [group, archived] }),
      'GET /api/key-groups/3': ok(group),
      'POST /api/people/search': ok({ items: [person], total: 1, page: 1, pageSize: 20 }),
      ...answers,
    },
  })

test('people are chosen once, in the order of choosing', () => {
  const chosen = withPeople([{ id: 1, name: '甲' }], [{ id: 2, name: '乙' }, { id: 1, name: '甲' }])
  expect(chosen.map(({ id }) => id)).toEqual([1, 2])
  expect(withoutPeople(chosen, [1])).toEqual([{ id: 2, name: '乙' }])
  expect(namesOf(chosen)).toBe('甲、乙（2 人）')
  expect(namesOf([...chosen, { id: 3, name: '丙' }], 2)).toBe('甲、乙 等 3 人')
})

test('groups in use and archived ones have their own tabs, with what can be done there', async () => {
  show()
  expect(await screen.findByText('抢救骨干')).toBeTruthy()
  expect(screen.getByRole('button', { name: '封存“抢救骨干”' })).toBeTruthy()
  expect(screen.queryByText('支援队')).toBeNull()
  fireEvent.click(screen.getByRole('tab', { name: '已封存（1）' }))
  expect(await screen.findByRole('button', { name: '恢复“支援队”' })).toBeTruthy()
  expect(screen.getByRole('button', { name: '删除“支援队”' })).toBeTruthy()
})

test('a group is made with ticked and pasted people; a line that means several asks which', async () => {
  const { sent } = show('/key-groups', {
    'POST /api/key-groups/lookups': ok({ lines: [[found], [], [{ ...found, id: 14, name: '李红', employeeNo: 'A0014' }, { ...found, id: 15, name: '李红' }]] }),
    'POST /api/key-groups': refused(409, 'KEY_GROUP_NAME_TAKEN'),
  })
  fireEvent.click(await screen.findByRole('button', { name: '新增' }))
  const dialog = within(await screen.findByRole('dialog'))
  fireEvent.change(dialog.getByLabelText('标签名称'), { target: { value: ' 骨干 ' } })
  fireEvent.click(await dialog.findByRole('checkbox', { name: '选择张小燕' }))
  fireEvent.click(dialog.getByRole('tab', { name: '粘贴名单' }))
  fireEvent.change(await dialog.findByLabelText(/每行一人/), { target: { value: 'A0013\n没有这个人\n\n李红' } })
  fireEvent.click(dialog.getByRole('button', { name: '查找并选中' }))
  expect(await dialog.findByText('还有 2 行没有选中：')).toBeTruthy()
  expect(sent('POST', '/api/key-groups/lookups')[0]?.body).toEqual({ lines: ['A0013', '没有这个人', '李红'] })
  expect(dialog.getByText(/没有找到/)).toBeTruthy()
  fireEvent.mouseDown(dialog.getByRole('combobox', { name: '“李红”是哪一位' }))
  fireEvent.click((await screen.findAllByText('李红 · A0014 · 4201****31 · 外科')).at(-1) as HTMLElement)
  expect(await dialog.findByText(/张小燕、王小二、李红（3 人）/)).toBeTruthy()
  fireEvent.click(dialog.getByRole('button', { name: /^确\s?定$/ }))
  await waitFor(() => expect(sent('POST', '/api/key-groups')[0]?.body).toEqual({ name: '骨干', note: '', color: '', personIds: [12, 13, 14] }))
  expect(await dialog.findByText('已有这个名称的标签')).toBeTruthy()
})

test('whoever is ticked is taken out after a question', async () => {
  const { sent } = show('/key-groups/3', { 'POST /api/key-groups/3/removals': ok({ removed: 1, group }) })
  fireEvent.click(await screen.findByRole('checkbox', { name: '选择张小燕' }))
  fireEvent.click(screen.getByRole('button', { name: '移出所选 1 人' }))
  fireEvent.click(within(await screen.findByRole('dialog')).getByRole('button', { name: /^移\s?出$/ }))
  await waitFor(() => expect(sent('POST', '/api/key-groups/3/removals')[0]?.body).toEqual({ personIds: [12] }))
})

test('a group that others are in too can not be renamed or archived from here', async () => {
  show('/key-groups', { 'GET /api/key-groups': ok({ items: [{ ...group, shared: true }] }) })
  expect(await screen.findByRole('button', { name: '封存“抢救骨干”' })).toHaveProperty('disabled', true)
})

test('who may only look has no buttons; an archived group says what to do first', async () => {
  show('/key-groups/3', { 'GET /api/key-groups/3': ok({ ...group, state: 'archived' }) }, ['keyGroup.read', 'person.read'])
  expect(await screen.findByText('张小燕')).toBeTruthy()
  expect(screen.getByText(/恢复后才能/)).toBeTruthy()
  for (const name of ['添加人员', '恢复', '移出所选']) expect(screen.queryByRole('button', { name })).toBeNull()
})
