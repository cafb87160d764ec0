import type { Permission } from '@talent/shared/contract/permissions'
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { fakeDownloads } from '../../testing/fake-downloads'
import { ok, refused } from '../../testing/fake-server'
import { renderPage, type Answers } from '../../testing/render-page'
import { samplePerson } from '../../testing/sample-person'
import { routes } from './routes'

const row = {
  id: 12, employeeNo: 'A0012', name: '张小燕', identityType: 'residentCard', identityNumber: '4201****29', departmentName: '心血管内科', sex: '2',
  staffing: 'established', postName: '主治医师', employmentStatus: 'inPost', portraitId: null, updatedAt: '2026-03-10T01:00:00.000Z',
}
const department = { id: 2, name: '心血管内科', parentId: null, category: 'clinical', standardName: '03.04', sortOrder: 0, people: 4, version: 1 }
const all: Permission[] = ['person.read', 'person.write', 'person.reveal', 'department.read', 'post.read', 'import.write']
const search = 'POST /api/people/search'

const show = (at = '/people', answers: Answers = {}, permissions = all) =>
  renderPage(routes, at, {
    permissions,
    answers: {
      [search]: ok({ items: [row], total: 1, page: 1, pageSize: 20 }),
      'GET /api/departments': ok({ items: [department] }),
      'GET /api/posts': ok({ items: [{ id: 5, name: '主治医师', standardPostCode: 'GW00001519', people: 4, version: 1 }] }),
      'GET /api/people/12': ok(samplePerson()),
      ...answers,
    },
  })
const press = async (name: string) => fireEvent.click(await screen.findByRole('button', { name }))

beforeEach(() => localStorage.clear())

describe('the list', () => {
  test('a number is searched without ever standing in the address', async () => {
    const { sent, router } = show()
    await screen.findByText('4201****29')
    fireEvent.change(screen.getByLabelText('证件号'), { target: { value: '420102199001010129' } })
    fireEvent.blur(screen.getByLabelText('证件号'))
    await waitFor(() => expect(sent('POST', '/api/people/search').at(-1)?.body).toMatchObject({ identityNumber: '420102199001010129', page: 1 }))
    expect(router.state.location.search).toBe('')
  })

  test('a department at the side limits the list and stays in the address', async () => {
    const { sent, router } = show()
    const side = within(await screen.findByRole('navigation', { name: '按科室查看' }))
    fireEvent.click(await side.findByText('心血管内科'))
    await waitFor(() => expect(sent('POST', '/api/people/search').at(-1)?.body).toMatchObject({ departmentId: 2 }))
    expect(router.state.location.search).toBe('?department=2')
    fireEvent.click(side.getByText('武汉协和医院'))
    await waitFor(() => expect(router.state.location.search).toBe(''))
  })

  test('two dictionaries in the address narrow the list together', async () => {
    const { sent } = show('/people?status=inPost&staffing=contract')
    await screen.findByText('张小燕')
    expect(sent('POST', '/api/people/search')[0]?.body).toMatchObject({ employmentStatus: 'inPost', staffing: 'contract' })
  })

  test('a department in the address that is no number is not asked for', async () => {
    const { sent } = show('/people?department=abc')
    await screen.findByText('张小燕')
    expect(sent('POST', '/api/people/search')[0]?.body).not.toHaveProperty('departmentId')
  })

  test('nobody on file: what to do', async () => {
    show('/people', { [search]: ok({ items: [], total: 0, page: 1, pageSize: 20 }) })
    expect(await screen.findByText('还没有人员')).toBeTruthy()
    expect(screen.getAllByRole('button', { name: '新增人员' })).toHaveLength(2)
  })

  test('without a mapped post the list says where to map one', async () => {
    show('/people', { 'GET /api/posts': ok({ items: [] }) })
    expect((await screen.findByRole('link', { name: '机构岗位管理' })).getAttribute('href')).toBe('/posts')
  })

  test('who may only read sees neither buttons nor the tree', async () => {
    show('/people', {}, ['person.read'])
    expect(await screen.findByText('张小燕')).toBeTruthy()
    expect(screen.queryByRole('button', { name: '新增人员' })).toBeNull()
    expect(screen.queryByRole('link', { name: '修改“张小燕”' })).toBeNull()
    expect(screen.queryByRole('navigation', { name: '按科室查看' })).toBeNull()
  })
})

describe('the export', () => {
  const press = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }))

  test('is of what the list finds, masked unless whole numbers are asked for', async () => {
    const asked = fakeDownloads()
    show('/people?name=张')
    await screen.findByText('张小燕')
    press('导出')
    const dialog = within(await screen.findByRole('dialog'))
    expect(dialog.getByText(/共 1 人/)).toBeTruthy()
    fireEvent.click(dialog.getByRole('button', { name: /^导\s?出$/ }))
    expect(asked[0]).toMatchObject({ method: 'POST', path: '/api/people/exports', body: { name: '张', content: 'people', whole: false } })
    act(() => asked[0]?.answer(refused(403, 'FORBIDDEN', { detail: '导出完整号码需要权限' })))
    expect(dialog.getByRole('alert').textContent).toContain('导出完整号码需要权限')
    fireEvent.click(dialog.getByRole('radio', { name: /^完整内容/ }))
    expect(dialog.getByText(/请妥善保管/)).toBeTruthy()
    fireEvent.click(await dialog.findByRole('button', { name: /^导\s?出$/ }))
    expect(asked[1]?.body).toMatchObject({ whole: true })
    asked[1]?.start()
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  })

  test('offers whole numbers only to who may see them, and nothing of an empty list', async () => {
    show('/people', {}, ['person.read'])
    await screen.findByText('张小燕')
    press('导出')
    expect(within(await screen.findByRole('dialog')).queryByRole('radio')).toBeNull()
  })
})

describe('a record', () => {
  test('values are shown in words, personal ones masked until asked for', async () => {
    const { sent } = show('/people/12', {
      'POST /api/people/12/reveals': ok({
        identityNumber: '420102199001010129', mobile: '13800138000', email: 'zhang@example.com', homeAddress: '武汉市', homePhone: '', workPhone: '027-87654321',
      }),
    })
    expect(await screen.findByText('大学本科')).toBeTruthy()
    expect(screen.getByText('4201****29')).toBeTruthy()
    expect(sent('POST', '/api/people/12/reveals')).toHaveLength(0)
    await press('查看完整证件号')
    expect(await screen.findByText('420102 1990 0101 0129')).toBeTruthy()
    expect(screen.getByText('138****8000')).toBeTruthy()
  })

  test('without the right there is no eye', async () => {
    show('/people/12', {}, ['person.read'])
    await screen.findByText('4201****29')
    expect(screen.queryByRole('button', { name: /查看完整/ })).toBeNull()
  })

  test('a locked record can be neither changed nor deleted', async () => {
    show('/people/12', { 'GET /api/people/12': ok(samplePerson({ locked: true })) })
    expect(await screen.findByText('考生已确认')).toBeTruthy()
    expect(screen.getByRole('button', { name: '修改' })).toHaveProperty('disabled', true)
    expect(screen.getByRole('button', { name: '删除' })).toHaveProperty('disabled', true)
  })

  test('a refused deletion says why and what instead', async () => {
    const detail = '该人员已有试用期填报，不能删除。人员离开本单位时，请把在职状态改为离职或退休'
    const { sent } = show('/people/12', { 'DELETE /api/people/12': refused(409, 'PERSON_IN_USE', { detail }) })
    await press('删除')
    const dialog = within(await screen.findByRole('dialog'))
    expect(sent('DELETE', '/api/people/12')).toHaveLength(0)
    fireEvent.click(dialog.getByRole('button', { name: '删除' }))
    expect(await screen.findByText(detail)).toBeTruthy()
  })

  test('somebody who is not there', async () => {
    show('/people/12', { 'GET /api/people/12': refused(404, 'NOT_FOUND') })
    expect(await screen.findByText('没有找到，可能已被删除或您无权查看')).toBeTruthy()
  })
})
