import type { Permission } from '@talent/shared/contract/permissions'
import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { ok, refused } from '../../testing/fake-server'
import { renderPage, type Answers } from '../../testing/render-page'
import { routes } from './routes'

const doctor = { id: 1, name: '主治医师', standardPostCode: null, people: 3, version: 4 }
const nurse = { id: 2, name: '护士', standardPostCode: 'GW00000293', people: 0, version: 1 }

const show = (answers: Answers = {}, permissions: Permission[] = ['post.read', 'post.write'], at = '/posts') =>
  renderPage(routes, at, { permissions, answers: { 'GET /api/posts': ok({ items: [doctor, nurse] }), ...answers } })

/** Opens an antd drop-down and takes a choice. */
async function choose(label: string, choice: string) {
  fireEvent.mouseDown(await screen.findByRole('combobox', { name: label }))
  fireEvent.click(await screen.findByTitle(choice))
}

test('an unmapped post is marked, and the tab shows only such', async () => {
  show()
  expect(await screen.findByText('护士')).toBeTruthy()
  expect(screen.getAllByText('待映射')).toHaveLength(1)
  fireEvent.click(screen.getByRole('tab', { name: '待映射（1）' }))
  await waitFor(() => expect(screen.queryByText('护士')).toBeNull())
  expect(screen.getByText('主治医师')).toBeTruthy()
})

test('without any mapped post the page says what that prevents', async () => {
  show({ 'GET /api/posts': ok({ items: [doctor] }) })
  expect(await screen.findByText('还没有映射过的岗位，暂不能新增或导入人员')).toBeTruthy()
})

test('a standard post chosen in the row is saved with the version that was seen', async () => {
  const { sent } = show({ 'PUT /api/posts/1': ok({ ...doctor, standardPostCode: 'GW00001519', version: 5 }) })
  await choose('“主治医师”的标准岗位', '医师（GW00001519）')
  await waitFor(() => expect(sent('PUT', '/api/posts/1')[0]?.body).toEqual({ name: '主治医师', standardPostCode: 'GW00001519', version: 4 }))
})

test('a mapping over a newer version is refused, and the newer one is shown', async () => {
  let items = [doctor]
  show({
    'GET /api/posts': () => ok({ items }),
    'PUT /api/posts/1': () => {
      items = [{ ...doctor, name: '副主任医师', version: 5 }]
      return refused(409, 'STALE')
    },
  })
  await choose('“主治医师”的标准岗位', '医师（GW00001519）')
  expect(await screen.findByText('这个岗位刚被他人修改，已显示最新内容，请重新选择')).toBeTruthy()
  expect(await screen.findByText('副主任医师')).toBeTruthy()
})

test('a post in use is not deleted, and the way out is said', async () => {
  const { sent } = show()
  fireEvent.click(await screen.findByRole('button', { name: '删除“主治医师”' }))
  expect(await screen.findByText(/岗位上还有 3 名人员/)).toBeTruthy()
  expect(sent('DELETE', '/api/posts/1')).toHaveLength(0)
})

test('an unused post is deleted after a question', async () => {
  const { sent } = show({ 'DELETE /api/posts/2': ok({ ok: true }) })
  fireEvent.click(await screen.findByRole('button', { name: '删除“护士”' }))
  const dialog = await screen.findByRole('dialog')
  expect(sent('DELETE', '/api/posts/2')).toHaveLength(0)
  fireEvent.click(within(dialog).getByRole('button', { name: '删除' }))
  await waitFor(() => expect(sent('DELETE', '/api/posts/2')).toHaveLength(1))
})

test('a name that is taken is told at the name', async () => {
  show({ 'POST /api/posts': refused(409, 'POST_NAME_TAKEN') })
  fireEvent.click(await screen.findByRole('button', { name: '新增岗位' }))
  const dialog = within(await screen.findByRole('dialog'))
  fireEvent.change(dialog.getByLabelText('岗位名称'), { target: { value: '护士' } })
  fireEvent.click(dialog.getByRole('button', { name: '保存' }))
  expect(await dialog.findByText('已有这个名称的岗位')).toBeTruthy()
})

test('who may only read sees no buttons', async () => {
  show({}, ['post.read'])
  expect(await screen.findByText('护理')).toBeTruthy()
  expect(screen.queryByRole('button', { name: '新增岗位' })).toBeNull()
  expect(screen.queryByRole('button', { name: /删除/ })).toBeNull()
  expect(screen.queryByRole('combobox')).toBeNull()
})

test('no posts yet: what to do first', async () => {
  show({ 'GET /api/posts': ok({ items: [] }) })
  expect(await screen.findByText('还没有岗位')).toBeTruthy()
  expect(screen.getByRole('button', { name: '新增第一个岗位' })).toBeTruthy()
})
