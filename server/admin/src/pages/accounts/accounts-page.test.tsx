import type { Role, SubAccount } from '@talent/shared/contract/accounts'
import type { Permission } from '@talent/shared/contract/permissions'
import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { ok, refused } from '../../testing/fake-server'
import { renderPage, type Answers } from '../../testing/render-page'
import { routes } from './routes'

const role: Role = {
  id: 7, name: '人事科', type: 'business', sortOrder: 0, parentId: null, state: 'active', note: '', permissions: ['person.read', 'person.write'], departmentIds: null, accounts: 1, mayManage: true, version: 1,
}
const clerk: SubAccount = {
  id: 12, username: 'renshike01', displayName: '人事科', kind: 'sub', state: 'active', lockedUntil: null, mustChangePassword: false, roles: [{ id: 7, name: '人事科' }], subsystems: ['institution', 'people', 'exam', 'system'],
  lastSignInAt: '2026-03-10T01:00:00.000Z', mayManage: true, version: 3,
}
const main: SubAccount = { ...clerk, id: 1, username: 'hospital01', displayName: '市一医院', kind: 'main', roles: [], mayManage: false }
const page = <T,>(items: T[]) => ok({ items, total: items.length, page: 1, pageSize: 20 })

const all: Permission[] = ['account.read', 'account.write', 'role.read', 'role.write', 'person.read', 'person.write', 'department.read']
const show = (path: string, answers: Answers = {}, permissions = all) =>
  renderPage(routes, path, { permissions, answers: { 'GET /api/accounts': page([main, clerk]), 'GET /api/roles': ok({ items: [role] }), ...answers } })

describe('账号管理', () => {
  test('lists who there is; what can not be managed offers nothing', async () => {
    show('/accounts')
    expect(await screen.findByText('renshike01')).toBeTruthy()
    expect(screen.getByText('总账号（全部权限）')).toBeTruthy()
    expect(screen.getByText('由上级管理')).toBeTruthy()
    expect(screen.getAllByRole('button', { name: /^修改账号/ })).toHaveLength(1)
  })

  test('a new account shows its one-time password until it is handed over', async () => {
    const { sent } = show('/accounts', { 'POST /api/accounts': ok({ account: clerk, password: 'Qx7!mwKd2#pz' }) })
    fireEvent.click(await screen.findByRole('button', { name: '新增账号' }))
    const dialog = within(await screen.findByRole('dialog'))
    fireEvent.change(dialog.getByLabelText('账号'), { target: { value: 'renshike01' } })
    fireEvent.change(dialog.getByLabelText('昵称'), { target: { value: '人事科' } })
    fireEvent.mouseDown(dialog.getByLabelText('角色'))
    fireEvent.click(await screen.findByTitle('人事科'))
    fireEvent.click(dialog.getByRole('button', { name: '保存' }))
    expect(await screen.findByText('Qx7!mwKd2#pz')).toBeTruthy()
    expect(sent('POST', '/api/accounts')[0]).toMatchObject({ body: { username: 'renshike01', displayName: '人事科', roleIds: [7], subsystems: ['institution', 'people', 'exam', 'system'] } })
    fireEvent.click(screen.getByRole('button', { name: '已交给使用人，关闭' }))
    await waitFor(() => expect(screen.queryByText('Qx7!mwKd2#pz')).toBeNull())
  })

  test('a name that can not be one is named before it is sent', async () => {
    const { sent } = show('/accounts')
    fireEvent.click(await screen.findByRole('button', { name: '新增账号' }))
    const dialog = within(await screen.findByRole('dialog'))
    fireEvent.change(dialog.getByLabelText('账号'), { target: { value: '1short' } })
    fireEvent.click(dialog.getByRole('button', { name: '保存' }))
    expect(await dialog.findByText('账号应以字母开头')).toBeTruthy()
    expect(sent('POST', '/api/accounts')).toHaveLength(0)
  })

  test('a taken name stands at its field', async () => {
    show('/accounts', { 'POST /api/accounts': refused(400, 'BAD_INPUT', { issues: [{ path: ['username'], code: 'USERNAME_TAKEN', message: '账号“renshike01”已被使用，请换一个' }] }) })
    fireEvent.click(await screen.findByRole('button', { name: '新增账号' }))
    const dialog = within(await screen.findByRole('dialog'))
    fireEvent.change(dialog.getByLabelText('账号'), { target: { value: 'renshike01' } })
    fireEvent.change(dialog.getByLabelText('昵称'), { target: { value: '人事科' } })
    fireEvent.mouseDown(dialog.getByLabelText('角色'))
    fireEvent.click(await screen.findByTitle('人事科'))
    fireEvent.click(dialog.getByRole('button', { name: '保存' }))
    expect(await dialog.findByText('账号“renshike01”已被使用，请换一个')).toBeTruthy()
  })

  test('a locked account says until when and is unlocked at once', async () => {
    const { sent } = show('/accounts', { 'GET /api/accounts': page([{ ...clerk, lockedUntil: '2026-03-10T01:30:00.000Z' }]), 'POST /api/accounts/12/unlockings': ok(clerk) })
    expect(await screen.findByText('锁定至 09:30')).toBeTruthy()
    fireEvent.click(screen.getByRole('button', { name: '解锁账号 renshike01' }))
    expect(await screen.findByText('已解锁账号 renshike01')).toBeTruthy()
    expect(sent('POST', '/api/accounts/12/unlockings')).toHaveLength(1)
  })

  test('a reset asks first, then shows the new password', async () => {
    show('/accounts', { 'POST /api/accounts/12/password-resets': ok({ password: 'Zk4#wtQm8!hn' }) })
    fireEvent.click(await screen.findByRole('button', { name: '账号 renshike01 的更多操作' }))
    fireEvent.click(await screen.findByText('重置密码'))
    const dialog = within(await screen.findByRole('dialog'))
    expect(dialog.getByText(/原密码立即失效/)).toBeTruthy()
    fireEvent.click(dialog.getByRole('button', { name: '重置密码' }))
    expect(await screen.findByText('Zk4#wtQm8!hn')).toBeTruthy()
  })

  test('somebody else changed it in between: both versions are shown', async () => {
    const current = { ...clerk, state: 'disabled' as const, version: 4 }
    show('/accounts', { 'PUT /api/accounts/12': refused(409, 'STALE', { data: current }) })
    fireEvent.click(await screen.findByRole('button', { name: '修改账号 renshike01' }))
    fireEvent.click(within(await screen.findByRole('dialog')).getByRole('button', { name: '保存' }))
    expect(await screen.findByText('这条记录刚被他人修改')).toBeTruthy()
  })

  test('who may only read changes nothing', async () => {
    show('/accounts', {}, ['account.read'])
    await screen.findByText('renshike01')
    expect(screen.queryByRole('button', { name: '新增账号' })).toBeNull()
    expect(screen.queryByRole('button', { name: /^修改账号/ })).toBeNull()
  })
})

describe('管理角色管理', () => {
  test('a role is made from the tree; writing brings reading along', async () => {
    const { sent } = show('/roles', { 'POST /api/roles': ok({ ...role, id: 8 }) })
    fireEvent.click(await screen.findByRole('button', { name: '新增角色' }))
    const dialog = within(await screen.findByRole('dialog'))
    fireEvent.change(dialog.getByLabelText('角色名称'), { target: { value: '科教科' } })
    // With a tabindex a press on the word of a permission scrolls the dialog away from under the pointer.
    expect(dialog.getByRole('group', { name: '权限' }).hasAttribute('tabindex')).toBe(false)
    expect(fireEvent.mouseDown(dialog.getByText('维护人员'))).toBe(false)
    fireEvent.click(dialog.getByRole('checkbox', { name: '维护人员' }))
    expect(dialog.getByRole('checkbox', { name: '查看人员' })).toHaveProperty('checked', true)
    fireEvent.click(dialog.getByRole('button', { name: '保存' }))
    await waitFor(() => expect(sent('POST', '/api/roles')[0]).toMatchObject({ body: { name: '科教科', permissions: ['person.read', 'person.write'], departmentIds: null, state: 'active' } }))
  })

  test('a role stands under another one, which is not one of its own below', async () => {
    const roles = [role, { ...role, id: 8, name: '人事科二组', parentId: 7 }, { ...role, id: 9, name: '医务科' }]
    const { sent } = show('/roles', { 'GET /api/roles': ok({ items: roles }), 'PUT /api/roles/7': ok({ ...role, parentId: 9, version: 2 }) })
    fireEvent.click(await screen.findByRole('button', { name: '修改角色“人事科”' }))
    const dialog = within(await screen.findByRole('dialog'))
    fireEvent.mouseDown(dialog.getByLabelText('上级角色'))
    fireEvent.click(await screen.findByTitle('医务科'))
    expect(screen.queryByTitle('人事科二组')).toBeNull()
    fireEvent.click(dialog.getByRole('button', { name: '保存' }))
    await waitFor(() => expect(sent('PUT', '/api/roles/7')[0]).toMatchObject({ body: { parentId: 9, version: 1 } }))
  })

  test('what one does not hold can be seen and not given', async () => {
    show('/roles')
    fireEvent.click(await screen.findByRole('button', { name: '修改角色“人事科”' }))
    const dialog = within(await screen.findByRole('dialog'))
    expect(dialog.getByRole('checkbox', { name: '试用期填报' })).toHaveProperty('disabled', true)
    expect(dialog.getByRole('checkbox', { name: '查看人员' })).toHaveProperty('disabled', false)
  })

  test('a role limited to departments needs one', async () => {
    show('/roles', { 'GET /api/departments': ok({ items: [{ id: 3, parentId: null, name: '内科', category: 'clinical', standardName: null, sortOrder: 0, people: 2, version: 1 }] }) })
    fireEvent.click(await screen.findByRole('button', { name: '新增角色' }))
    const dialog = within(await screen.findByRole('dialog'))
    fireEvent.change(dialog.getByLabelText('角色名称'), { target: { value: '内科' } })
    fireEvent.click(dialog.getByRole('checkbox', { name: '查看人员' }))
    fireEvent.click(dialog.getByRole('radio', { name: '限定科室（含下级）' }))
    fireEvent.click(dialog.getByRole('button', { name: '保存' }))
    expect(await dialog.findByText('限定科室时请至少选择一个科室')).toBeTruthy()
  })

  test('a role in use is not removed, and why is said', async () => {
    show('/roles', { 'DELETE /api/roles/7': refused(409, 'ROLE_IN_USE', { detail: '还有 1 个账号使用该角色，请先为这些账号更换角色' }) })
    fireEvent.click(await screen.findByRole('button', { name: '删除角色“人事科”' }))
    fireEvent.click(within(await screen.findByRole('dialog')).getByRole('button', { name: '删除' }))
    expect(await screen.findByText('还有 1 个账号使用该角色，请先为这些账号更换角色')).toBeTruthy()
  })
})

test('下级机构账号: a locked main account is unlocked by the authority above', async () => {
  const row = { id: 5, username: 'hospital01', organizationName: '武汉市第一医院', state: 'active', lockedUntil: '2026-03-10T01:30:00.000Z', lastSignInAt: null, internetAccess: true }
  const listed = ok({ items: [row], total: 1, page: 1, pageSize: 20, privateNetwork: false, counts: { all: 30000, locked: 1, disabled: 0 } })
  const { sent } = show('/lower-accounts', { 'GET /api/lower-accounts': listed, 'POST /api/lower-accounts/5/unlockings': ok({ ...row, lockedUntil: null }) }, ['lowerAccount.read', 'lowerAccount.write'])
  fireEvent.click(await screen.findByRole('button', { name: '解锁武汉市第一医院的总账号' }))
  expect(await screen.findByText('已解锁 武汉市第一医院 的总账号')).toBeTruthy()
  fireEvent.click(screen.getByRole('tab', { name: '已锁定（1）' }))
  await waitFor(() => expect(sent('GET', '/api/lower-accounts').some(({ path }) => path.includes('state=locked'))).toBe(true))
})

test('下级机构账号: where there is a private network, an institution is let in from the internet after a question', async () => {
  const row = { id: 5, username: 'hospital01', organizationName: '武汉市第一医院', state: 'active', lockedUntil: null, lastSignInAt: null, internetAccess: false }
  const listed = ok({ items: [row, { ...row, id: 6, organizationName: '武汉市卫生健康委员会', internetAccess: null }], total: 2, page: 1, pageSize: 20, privateNetwork: true, counts: { all: 2, locked: 0, disabled: 0 } })
  const { sent } = show('/lower-accounts', { 'GET /api/lower-accounts': listed, 'PUT /api/lower-accounts/5/internet-access': ok({ ...row, internetAccess: true }) }, ['lowerAccount.read', 'lowerAccount.write'])
  expect(await screen.findByText('仅专网')).toBeTruthy()
  expect(screen.getAllByRole('button', { name: /的互联网访问$/ })).toHaveLength(1)
  fireEvent.click(screen.getByRole('button', { name: '开通武汉市第一医院的互联网访问' }))
  fireEvent.click(within(await screen.findByRole('dialog')).getByRole('button', { name: /开\s?通/ }))
  expect(await screen.findByText('武汉市第一医院 可以通过互联网登录了')).toBeTruthy()
  expect(sent('PUT', '/api/lower-accounts/5/internet-access')[0]).toMatchObject({ body: { open: true } })
})
