import type { Department } from '@talent/shared/contract/organization'
import type { Permission } from '@talent/shared/contract/permissions'
import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { ok, refused } from '../../testing/fake-server'
import { renderPage, type Answers } from '../../testing/render-page'
import { routes } from './routes'

const department = (id: number, name: string, more: Partial<Department> = {}): Department => ({
  id, name, parentId: null, category: 'clinical', standardName: '03', sortOrder: 0, people: 0, version: 1, ...more,
})
const medicine = department(1, '内科')
const heart = department(2, '心血管内科', { parentId: 1, people: 12, version: 3 })
const office = department(3, '院办', { category: 'administrative', standardName: null })
const items = [medicine, heart, office]

const show = (answers: Answers = {}, permissions: Permission[] = ['department.read', 'department.write']) =>
  renderPage(routes, '/departments', { permissions, answers: { 'GET /api/departments': ok({ items }), ...answers } })
const press = async (name: string) => fireEvent.click(await screen.findByRole('button', { name }))
const dialog = async () => within(await screen.findByRole('dialog'))

async function choose(label: string, choice: string) {
  const open = await dialog()
  fireEvent.mouseDown(open.getByRole('combobox', { name: label }))
  const options = await screen.findAllByText(choice)
  const option = options.at(-1)
  if (option) fireEvent.click(option)
}

test('the first row is the institution with everyone in it', async () => {
  show()
  const rows = await screen.findAllByRole('row')
  expect(rows.map((row) => row.textContent)).toEqual([
    expect.stringContaining('科室名称'),
    expect.stringMatching(/^武汉协和医院12新增下级$/),
    expect.stringContaining('内科科室（部门）内科012'),
    expect.stringContaining('心血管内科'),
    expect.stringContaining('院办管理部门00'),
  ])
})

test('a department below another one is made from its row', async () => {
  const { sent } = show({ 'POST /api/departments': ok(department(9, '院感科')) })
  await press('在“院办”下新增')
  fireEvent.change((await dialog()).getByLabelText('科室名称'), { target: { value: ' 院感科 ' } })
  await choose('科室（部门）类别', '管理部门')
  await press('保存')
  await waitFor(() =>
    expect(sent('POST', '/api/departments')[0]?.body).toEqual({ name: '院感科', parentId: 3, category: 'administrative', standardName: null, sortOrder: 0 }),
  )
})

test('a clinical department needs its standard name', async () => {
  const { sent } = show()
  await press('新增科室')
  const open = await dialog()
  fireEvent.change(open.getByLabelText('科室名称'), { target: { value: '外科' } })
  await press('保存')
  expect(await open.findByText('请选择科室标准名称')).toBeTruthy()
  expect(sent('POST', '/api/departments')).toHaveLength(0)
})

test('a name that is taken is told at the name', async () => {
  show({ 'PUT /api/departments/3': refused(409, 'DEPARTMENT_NAME_TAKEN') })
  await press('编辑“院办”')
  await press('保存')
  expect(await (await dialog()).findByText('同级科室中已有这个名称')).toBeTruthy()
})

test('two people at once: both versions, and mine goes over the newer one only when I say so', async () => {
  let calls = 0
  const { sent } = show({
    'PUT /api/departments/3': () => {
      calls += 1
      return calls === 1 ? refused(409, 'STALE', { data: { ...office, name: '行政办公室', version: 7 } }) : ok({ ...office, version: 8 })
    },
  })
  await press('编辑“院办”')
  fireEvent.change((await dialog()).getByLabelText('科室名称'), { target: { value: '院长办公室' } })
  await press('保存')
  expect(await screen.findByText('行政办公室')).toBeTruthy()
  await press('用我的内容覆盖')
  await waitFor(() => expect(sent('PUT', '/api/departments/3')[1]?.body).toMatchObject({ name: '院长办公室', version: 7 }))
})

test('a department with people is emptied first, then deleted', async () => {
  const { sent } = show({ 'POST /api/departments/2/moves': ok({ moved: 12 }), 'DELETE /api/departments/2': ok({ ok: true }) })
  await press('删除“心血管内科”')
  expect(await screen.findByText('“心血管内科”下还有 12 名人员')).toBeTruthy()
  expect((await screen.findByRole('button', { name: '移走 12 人并删除' })).hasAttribute('disabled')).toBe(true)
  await choose('把人员移到', '内科')
  await press('移走 12 人并删除')
  await waitFor(() => expect(sent('DELETE', '/api/departments/2')).toHaveLength(1))
  expect(sent('POST', '/api/departments/2/moves')[0]?.body).toEqual({ targetId: 1 })
})

test('a department with departments below it says what to do, and deletes nothing', async () => {
  const { sent } = show()
  await press('删除“内科”')
  expect(await screen.findByText('“内科”下还有 1 个下级科室')).toBeTruthy()
  expect(screen.queryByRole('button', { name: '删除' })).toBeNull()
  expect(sent('DELETE', '/api/departments/1')).toHaveLength(0)
})

test('somebody came in meanwhile: the refusal leads to the offer to move', async () => {
  let now = items
  show({
    'GET /api/departments': () => ok({ items: now }),
    'DELETE /api/departments/3': () => {
      now = [medicine, heart, { ...office, people: 2 }]
      return refused(409, 'DEPARTMENT_IN_USE', { detail: '科室下还有 2 名人员，请先移走再删除' })
    },
  })
  await press('删除“院办”')
  await press('删除')
  expect(await screen.findByRole('button', { name: '移走 2 人并删除' })).toBeTruthy()
  expect(screen.getByText('科室下还有 2 名人员，请先移走再删除')).toBeTruthy()
})

test('no departments yet: what to do first', async () => {
  show({ 'GET /api/departments': ok({ items: [] }) })
  expect(await screen.findByText('还没有科室')).toBeTruthy()
})

test('who may only read sees no buttons', async () => {
  show({}, ['department.read'])
  await screen.findByText('院办')
  expect(screen.queryByRole('button', { name: /新增|编辑|删除/ })).toBeNull()
})

test('a failed list can be asked for again', async () => {
  const answers = { 'GET /api/departments': refused(500, 'INTERNAL') }
  show(answers)
  expect(await screen.findByText('服务器出了问题，这次没有完成，请稍后重试')).toBeTruthy()
  answers['GET /api/departments'] = ok({ items })
})

describe('初始化部门', () => {
  test('is offered while there is no department, and says how many it made', async () => {
    let now: Department[] = []
    const { sent } = show({
      'GET /api/departments': () => ok({ items: now }),
      'POST /api/departments/initializations': () => {
        now = items
        return ok({ items })
      },
    })
    await press('初始化部门')
    expect(await screen.findByText('已建立 3 个科室，可按本单位情况修改')).toBeTruthy()
    expect(sent('POST', '/api/departments/initializations')).toHaveLength(1)
    await waitFor(() => expect(screen.queryByRole('button', { name: '初始化部门' })).toBeNull())
  })

  test('somebody was faster: the reason is shown', async () => {
    show({ 'GET /api/departments': ok({ items: [] }), 'POST /api/departments/initializations': refused(409, 'DEPARTMENTS_EXIST') })
    await press('初始化部门')
    expect(await screen.findByText('已经有科室，不能再初始化；请在现有科室上新增或修改')).toBeTruthy()
  })
})

test('with the keyboard a chosen department goes one step down, and no further than the end', async () => {
  const { sent } = show({ 'POST /api/departments/1/placements': ok({ items }) })
  await press('调整顺序和层级')
  const open = await dialog()
  expect(open.getByRole('button', { name: '下移' }).getAttribute('aria-disabled')).toBe('true')
  fireEvent.click(open.getByText('内科'))
  fireEvent.click(open.getByRole('button', { name: '下移' }))
  await waitFor(() => expect(sent('POST', '/api/departments/1/placements')[0]).toMatchObject({ body: { parentId: null, beforeId: null } }))
  fireEvent.click(open.getByText('院办'))
  expect(open.getByRole('button', { name: '下移' }).getAttribute('aria-disabled')).toBe('true')
  expect(open.getByRole('button', { name: '上移' }).getAttribute('aria-disabled')).toBe('false')
})

test('a step that is asked for while another is on its way goes on from where that one has led', async () => {
  const [first, second, third] = [department(1, '内科', { sortOrder: 1 }), department(2, '外科', { sortOrder: 2 }), department(3, '儿科', { sortOrder: 3 })]
  let now = [first, second, third]
  const { sent } = show({
    'GET /api/departments': () => ok({ items: now }),
    'POST /api/departments/3/placements': () => {
      now = [first, { ...third, sortOrder: 1.5 }, second]
      return ok({ items: now })
    },
  })
  await press('调整顺序和层级')
  const open = await dialog()
  fireEvent.click(open.getByText('儿科'))
  fireEvent.click(open.getByRole('button', { name: '上移' }))
  fireEvent.click(open.getByRole('button', { name: '上移' }))
  const path = '/api/departments/3/placements'
  await waitFor(() => expect(sent('POST', path).map(({ body }) => body)).toEqual([{ parentId: null, beforeId: 2 }, { parentId: null, beforeId: 1 }]))
})
