import { fireEvent, screen, waitFor } from '@testing-library/react'
import type { Permission } from '@talent/shared/contract/permissions'
import { ok, refused } from '../../testing/fake-server'
import { renderPage, type Answers } from '../../testing/render-page'
import type { Check } from './person-check-page'
import { routes } from './routes'

const check = (overrides: Partial<Check> = {}): Check => ({
  id: 4, name: '张小燕', identityType: 'hongKongMacaoPermit', identityNumber: 'H****8', purpose: 'bindManager', organizationName: '江夏区人民医院',
  about: '绑定江夏区人民医院“医师资格考试”业务', requestedAt: '2026-11-01T01:30:00.000Z', state: 'pending', reviewerName: null, decidedAt: null, phone: '138****0000',
  reason: '证件不支持人脸核验', identification: null, opinion: null, version: 3, ...overrides,
})
const decisions = '/api/person-checks/4/decisions'
const listed = ok({ items: [check()], total: 1, page: 1, pageSize: 20, counts: { pending: 1, passed: 5, rejected: 0 } })

async function open(overrides: Partial<Check> = {}, answers: Answers = {}, permissions: Permission[] = ['personCheck.read', 'personCheck.write']) {
  const view = renderPage(routes, '/person-checks/4', {
    permissions,
    answers: { 'GET /api/person-checks': listed, 'GET /api/person-checks/4': ok(check(overrides)), [`POST ${decisions}`]: ok(check({ state: 'passed' })), ...answers },
  })
  await screen.findByRole('heading', { level: 1, name: '张小燕' })
  return view
}
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }))
const choose = (name: string) => fireEvent.click(screen.getByRole('radio', { name }))

test('the list counts by state and says what each is for', async () => {
  renderPage(routes, '/person-checks', { permissions: ['personCheck.read'], answers: { 'GET /api/person-checks': listed } })
  expect(await screen.findByText('绑定江夏区人民医院“医师资格考试”业务')).toBeTruthy()
  expect(screen.getByText('待核验（1）')).toBeTruthy()
  expect(screen.getByText('通过（5）')).toBeTruthy()
})

test('accepting needs the way the person was identified', async () => {
  const { sent, router } = await open()
  expect(screen.getByText('证件不支持人脸核验')).toBeTruthy()
  press('提交')
  expect(await screen.findByText('请选择核验结果')).toBeTruthy()
  choose('通过')
  press('提交：通过')
  expect(await screen.findByText('请选择核实身份的方式')).toBeTruthy()
  expect(sent('POST', decisions)).toEqual([])
  choose('当面核对本人与证件原件')
  press('提交：通过')
  await waitFor(() => expect(sent('POST', decisions)[0]?.body).toEqual({ decision: 'accept', identification: 'inPerson', opinion: '', version: 3 }))
  await waitFor(() => expect(router.state.location.pathname).toBe('/person-checks'))
})

test('another way is described, a rejection has its reason', async () => {
  const { sent } = await open()
  choose('通过')
  choose('其他方式（在意见中说明）')
  press('提交：通过')
  expect(await screen.findByText('请说明是怎样核实身份的')).toBeTruthy()
  choose('驳回')
  press('提交：驳回')
  expect(await screen.findByText('请填写驳回的原因，让申请人知道怎么办')).toBeTruthy()
  fireEvent.change(screen.getByRole('textbox'), { target: { value: ' 请带证件原件 ' } })
  press('提交：驳回')
  await waitFor(() => expect(sent('POST', decisions)[0]?.body).toEqual({ decision: 'reject', identification: null, opinion: '请带证件原件', version: 3 }))
})

test('number and phone are shown whole on demand', async () => {
  const { sent } = await open({}, { 'POST /api/person-checks/4/reveals': ok({ identityNumber: 'H12345678', phone: '13800000000' }) })
  expect(screen.queryByText('H12345678')).toBeNull()
  press('查看完整证件号')
  expect(await screen.findByText('H12345678')).toBeTruthy()
  press('查看完整手机号')
  expect(await screen.findByText('138 0000 0000')).toBeTruthy()
  expect(sent('POST', '/api/person-checks/4/reveals')).toHaveLength(2)
})

test('a colleague who was faster is named, and what was typed stays', async () => {
  const { router } = await open({}, { [`POST ${decisions}`]: refused(409, 'CHECK_STATE', { detail: '王芳已于 2026-11-01 10:00 核验通过' }) })
  choose('驳回')
  fireEvent.change(screen.getByRole('textbox'), { target: { value: '不是本人' } })
  press('提交：驳回')
  expect(await screen.findByText('王芳已于 2026-11-01 10:00 核验通过')).toBeTruthy()
  expect(screen.getByDisplayValue('不是本人')).toBeTruthy()
  expect(router.state.location.pathname).toBe('/person-checks/4')
})

test('what was decided says how and by whom, and is not decided again; who may only read decides nothing', async () => {
  await open({ state: 'passed', reviewerName: '王芳', decidedAt: '2026-11-01T02:00:00.000Z', identification: 'video', opinion: '视频中本人持证' })
  expect(screen.getByText('核实方式：视频通话核对本人与证件原件')).toBeTruthy()
  expect(screen.getByText(/王芳.*通过/)).toBeTruthy()
  expect(screen.queryByRole('button', { name: /提交/ })).toBeNull()
})

test('who may only read decides nothing', async () => {
  await open({}, {}, ['personCheck.read'])
  expect(screen.queryByRole('button', { name: /提交/ })).toBeNull()
})
