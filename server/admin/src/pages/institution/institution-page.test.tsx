import type { Institution } from '@talent/shared/contract/institution'
import type { Permission } from '@talent/shared/contract/permissions'
import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { ok, refused } from '../../testing/fake-server'
import { renderPage, type Answers } from '../../testing/render-page'
import { routes } from './routes'

const saved: Institution = {
  fixed: { name: '武汉市第一医院', creditCode: '12420100441350000X', licenseNo: null, category: 'A100', authorityName: '武汉市卫健委' },
  values: {
    address: '硚口区中山大道 215 号', postalCode: '', phone: '027-80000000', serviceTarget: '', website: '', level: '3', grade: 'A', businessGrade: 'city',
    ownership: 'nonProfit', beds: '', openingDate: '', legalRepresentative: '', principal: '',
  },
  position: null,
  subjects: ['03'],
  branches: [],
  updatedAt: '2026-03-10T01:00:00.000Z',
  version: 3,
}
const show = (answers: Answers = {}, permissions: Permission[] = ['institution.read', 'institution.write']) =>
  renderPage(routes, '/institution', { permissions, answers: { 'GET /api/institution': ok(saved), 'GET /api/institution/files': ok({ items: [] }), ...answers } })

test('what is fixed is shown and can not be typed over; the rest is a form', async () => {
  show()
  expect(await screen.findByText('武汉市第一医院')).toBeTruthy()
  expect(screen.getByText('综合医院')).toBeTruthy()
  expect(screen.getByText('未登记')).toBeTruthy()
  expect(screen.getByDisplayValue('硚口区中山大道 215 号')).toBeTruthy()
})

test('a wrong field is named before anything is sent', async () => {
  const { sent } = show()
  fireEvent.change(await screen.findByDisplayValue('027-80000000'), { target: { value: '电话' } })
  fireEvent.click(screen.getByRole('button', { name: '确认保存' }))
  expect(await screen.findByText('有 1 处需要修改')).toBeTruthy()
  expect(sent('PUT', '/api/institution')).toHaveLength(0)
})

test('a change is saved with the version it was made on', async () => {
  const { sent } = show({ 'PUT /api/institution': ok({ ...saved, version: 4 }) })
  fireEvent.change(await screen.findByDisplayValue('027-80000000'), { target: { value: '027-80000001' } })
  fireEvent.click(screen.getByRole('button', { name: '确认保存' }))
  expect(await screen.findByText('机构信息已保存')).toBeTruthy()
  expect(sent('PUT', '/api/institution')[0]).toMatchObject({ body: { version: 3, values: { phone: '027-80000001' }, position: null, subjects: ['03'] } })
})

test('a phone’s position fills the fields and is saved with its datum', async () => {
  const request = { requestId: 7, code: 'AC34FG67HJ', url: 'https://talent.example/m/#/p?code=AC34FG67HJ', expiresAt: '2026-03-10T01:10:00.000Z' }
  const position = { longitude: '114.305469', latitude: '30.593175', datum: 'WGS-84', accuracy: 12, receivedAt: '2026-03-10T01:05:00.000Z' }
  const { sent } = show({
    'POST /api/institution/position-requests': ok(request),
    'GET /api/institution/position-requests/7': ok({ state: 'received', position }),
    'PUT /api/institution': ok({ ...saved, version: 4 }),
  })
  fireEvent.click(await screen.findByRole('button', { name: '用手机获取机构经纬度' }))
  expect(await screen.findByText('已收到手机的位置（误差约 12 米），请核对后保存')).toBeTruthy()
  expect(await screen.findByDisplayValue('114.305469')).toBeTruthy()
  fireEvent.click(screen.getByRole('button', { name: '确认保存' }))
  await waitFor(() => expect(sent('PUT', '/api/institution')[0]).toMatchObject({ body: { position: { longitude: '114.305469', latitude: '30.593175', datum: 'WGS-84' } } }))
})

test('while it waits the code is shown to scan and to type', async () => {
  show({
    'POST /api/institution/position-requests': ok({ requestId: 7, code: 'AC34FG67HJ', url: 'https://talent.example/', expiresAt: '2026-03-10T01:10:00.000Z' }),
    'GET /api/institution/position-requests/7': ok({ state: 'waiting', position: null }),
  })
  fireEvent.click(await screen.findByRole('button', { name: '用手机获取机构经纬度' }))
  const dialog = within(await screen.findByRole('dialog'))
  expect(await dialog.findByText('AC34-FG67-HJ')).toBeTruthy()
  expect(dialog.getByText(/等待手机发送位置/)).toBeTruthy()
})

test('branches come and go, and a faulty one is named', async () => {
  show()
  fireEvent.click(await screen.findByRole('button', { name: '添加分院' }))
  fireEvent.click(screen.getByRole('button', { name: '确认保存' }))
  expect(await screen.findByText('分院 1分院名称：请填写分院名称')).toBeTruthy()
  fireEvent.click(screen.getByRole('button', { name: '删除分院 1' }))
  await waitFor(() => expect(screen.queryByText(/请填写分院名称/)).toBeNull())
})

test('somebody else saved in between: both versions are shown and mine may win', async () => {
  let first = true
  const current = { ...saved, version: 4, values: { ...saved.values, phone: '027-81111111' } }
  const { sent } = show({
    'PUT /api/institution': () => {
      if (!first) return ok({ ...saved, version: 5 })
      first = false
      return refused(409, 'STALE', { data: current })
    },
  })
  fireEvent.change(await screen.findByDisplayValue('027-80000000'), { target: { value: '027-82222222' } })
  fireEvent.click(screen.getByRole('button', { name: '确认保存' }))
  const dialog = within(await screen.findByRole('dialog'))
  expect(dialog.getByText('027-81111111')).toBeTruthy()
  fireEvent.click(dialog.getByRole('button', { name: '用我的内容覆盖' }))
  await waitFor(() => expect(sent('PUT', '/api/institution')[1]).toMatchObject({ body: { version: 4, values: { phone: '027-82222222' } } }))
})

test('who may only read sees no button to save', async () => {
  show({}, ['institution.read'])
  expect(await screen.findByDisplayValue('027-80000000')).toHaveProperty('disabled', true)
  expect(screen.queryByRole('button', { name: '确认保存' })).toBeNull()
})

test('a failure shows its reason and a way on', async () => {
  show({ 'GET /api/institution': refused(503, 'UPSTREAM_UNAVAILABLE') })
  expect(await screen.findByText('对方系统暂时没有响应，请稍后重试')).toBeTruthy()
})

describe('附件信息', () => {
  const license = { id: 5, kind: 'license', form: 'picture', uploaderName: '人事科', uploadedAt: '2026-03-10T01:00:00.000Z' }
  const files = (...items: object[]) => ({ 'GET /api/institution/files': ok({ items }) })

  test('each kind says what is there; one is removed after a question', async () => {
    const { sent } = show({ ...files(license), 'DELETE /api/institution/files/5': ok({ items: [] }) })
    const kind = await screen.findByRole('region', { name: '医疗机构执业许可证' })
    expect(within(kind).getByText('1 个')).toBeTruthy()
    expect(within(screen.getByRole('region', { name: '其他附件' })).getByText('还没有上传')).toBeTruthy()
    fireEvent.click(within(kind).getByRole('button', { name: '删除医疗机构执业许可证 1' }))
    fireEvent.click(within(await screen.findByRole('dialog')).getByRole('button', { name: /删\s?除/ }))
    expect(await screen.findByText('附件已删除')).toBeTruthy()
    expect(sent('DELETE', '/api/institution/files/5')).toHaveLength(1)
  })

  test('a picture takes the place of the one that is replaced', async () => {
    const { sent } = show({ ...files(license), 'POST /api/institution/files': ok({ items: [{ ...license, id: 6 }] }) })
    const kind = await screen.findByRole('region', { name: '医疗机构执业许可证' })
    fireEvent.click(within(kind).getByRole('button', { name: '更换医疗机构执业许可证 1' }))
    const input = kind.querySelector('input[type=file]')
    if (!input) throw new Error('no place to drop')
    fireEvent.change(input, { target: { files: [new File(['x'], '许可证.jpg', { type: 'image/jpeg' })] } })
    await waitFor(() => expect(sent('POST', '/api/institution/files')).toHaveLength(1))
    await waitFor(() => expect(within(kind).queryByText('不更换“医疗机构执业许可证 1”')).toBeNull())
  })

  test('who may only read changes no file', async () => {
    show(files(license), ['institution.read'])
    await screen.findByRole('region', { name: '医疗机构执业许可证' })
    expect(screen.queryByRole('button', { name: /更换|删除/ })).toBeNull()
    expect(document.querySelector('input[type=file]')).toBeNull()
  })
})
