import type { InstitutionChange, InstitutionChanges } from '@talent/shared/contract/institution-changes'
import type { Permission } from '@talent/shared/contract/permissions'
import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { ok, refused } from '../../testing/fake-server'
import { renderPage, type Answers } from '../../testing/render-page'
import { authorityChoices } from './authority-choices'
import { routes } from './routes'

// Loading the page on demand is no part of what the tests wait for.
beforeAll(async () => void (await import('./institution-changes-page')))

const current = { name: '东湖里区人民医院', creditCode: '124200004057000070', licenseNo: '', category: 'A100', authorityId: 3 }
const change = (over: Partial<InstitutionChange> = {}): InstitutionChange => ({
  id: 7, state: 'pending', changes: [{ field: 'name', label: '机构名称', from: '东湖里区人民医院', to: '东湖里区第一医院' }], reason: '更名', proofs: [{ proofId: 71, form: 'picture' }],
  applicantName: '人事科', submittedAt: '2026-03-10T01:00:00.000Z', reviewerName: null, opinion: null, decidedAt: null, version: 1, wanted: { ...current, name: '东湖里区第一医院' }, ...over,
})
const rejected = change({ state: 'rejected', reviewerName: '王芳', opinion: '批复不清楚', decidedAt: '2026-03-11T01:00:00.000Z', version: 2 })
const authorities = [{ id: 1, parentId: null, name: '省卫健委' }, { id: 2, parentId: 1, name: '楚江市卫健委' }, { id: 3, parentId: 2, name: '东湖里区卫健局' }]

function show(data: Partial<InstitutionChanges> = {}, answers: Answers = {}, permissions: Permission[] = ['institution.read', 'institution.write']) {
  Object.assign(URL, { createObjectURL: () => 'blob:proof', revokeObjectURL: () => {} })
  return renderPage(routes, '/institution-changes', {
    permissions,
    answers: {
      'GET /api/institution/changes': ok({ current, authorityName: '东湖里区卫健局', items: [], ...data }), 'GET /api/institution/authorities': ok({ items: authorities }),
      'POST /api/institution/change-proofs': ok({ proofId: 72, form: 'picture' }), ...answers,
    },
  })
}
async function upload() {
  const input = document.querySelector('input[type=file]')
  if (!input) throw new Error('no place to drop')
  fireEvent.change(input, { target: { files: [new File(['x'], '批复.jpg', { type: 'image/jpeg' })] } })
  await screen.findByText('材料 1')
}
const type = (label: RegExp, value: string) => fireEvent.change(screen.getByLabelText(label), { target: { value } })

test('what is asked for is sent whole, with reason and proof', async () => {
  const { sent } = show({}, { 'POST /api/institution/changes': ok(change()) })
  await screen.findByDisplayValue('东湖里区人民医院')
  type(/机构名称/, '东湖里区第一医院')
  type(/修改原因/, '更名')
  await upload()
  fireEvent.click(screen.getByRole('button', { name: '提交申请' }))
  expect(await screen.findByText('已提交，等待东湖里区卫健局审核')).toBeTruthy()
  expect(sent('POST', '/api/institution/changes')[0]?.body).toEqual({ ...current, name: '东湖里区第一医院', reason: '更名', proofIds: [72] })
})

test('nothing is sent without a change, a reason and a proof, and each is named', async () => {
  const { sent } = show()
  await screen.findByDisplayValue('东湖里区人民医院')
  fireEvent.click(screen.getByRole('button', { name: '提交申请' }))
  const alert = await screen.findByText('有 3 处需要修改')
  expect(alert).toBeTruthy()
  for (const words of ['没有修改任何一项，请修改后再提交', '修改原因：请填写修改原因', '证明材料：请上传证明材料']) expect(screen.getByText(words)).toBeTruthy()
  type(/统一社会信用代码/, '124200004057000071')
  expect((await screen.findAllByText(/统一社会信用代码校验不通过/)).length).toBeGreaterThan(0)
  expect(sent('POST', '/api/institution/changes')).toHaveLength(0)
})

test('a name that is taken is told beside its field, and nothing that was typed is lost', async () => {
  show({}, { 'POST /api/institution/changes': refused(400, 'BAD_INPUT', { issues: [{ path: ['name'], code: 'TAKEN', message: '这个机构名称已由“别家医院”使用' }] }) })
  await screen.findByDisplayValue('东湖里区人民医院')
  type(/机构名称/, '别家医院大院')
  type(/修改原因/, '更名')
  await upload()
  fireEvent.click(screen.getByRole('button', { name: '提交申请' }))
  expect(await screen.findByText('机构名称：这个机构名称已由“别家医院”使用')).toBeTruthy()
  expect(screen.getByDisplayValue('别家医院大院')).toBeTruthy()
  expect(screen.getByText('材料 1')).toBeTruthy()
})

test('while it waits it is shown beside what stands, and can be withdrawn', async () => {
  const { sent } = show({ items: [change()] }, { 'POST /api/institution/changes/7/withdrawals': ok(change({ state: 'withdrawn', version: 2 })) })
  const card = await screen.findByRole('region', { name: '正在审核的申请' })
  expect(within(card).getByText('东湖里区第一医院')).toBeTruthy()
  expect(screen.queryByRole('button', { name: '提交申请' })).toBeNull()
  fireEvent.click(within(card).getByRole('button', { name: '撤回申请' }))
  fireEvent.click(within(await screen.findByRole('dialog')).getByRole('button', { name: /撤\s?回/ }))
  await waitFor(() => expect(sent('POST', '/api/institution/changes/7/withdrawals')[0]?.body).toEqual({ version: 1 }))
})

test('what was rejected is sent again with what stays of it', async () => {
  const { sent } = show({ items: [rejected] }, { 'POST /api/institution/changes/7/resubmissions': ok(change({ version: 3 })) })
  expect(await screen.findByText(/已驳回（王芳 2026-03-11 09:00）：批复不清楚/)).toBeTruthy()
  expect(await screen.findByDisplayValue('东湖里区第一医院')).toBeTruthy()
  type(/修改原因/, '已补拍批复')
  fireEvent.click(screen.getByRole('button', { name: '重新提交' }))
  await waitFor(() => expect(sent('POST', '/api/institution/changes/7/resubmissions')[0]?.body).toEqual({ ...current, name: '东湖里区第一医院', reason: '已补拍批复', proofIds: [71], version: 2 }))
})

test('a colleague was faster: both versions are shown, and mine comes back into the form once theirs is withdrawn', async () => {
  const theirs = change({ id: 8, wanted: { ...current, name: '东湖里区中心医院' }, reason: '并入' })
  let items: InstitutionChange[] = []
  show({}, {
    'GET /api/institution/changes': () => ok({ current, authorityName: '东湖里区卫健局', items }),
    'POST /api/institution/changes': () => {
      items = [theirs]
      return refused(409, 'CHANGE_OPEN', { detail: '人事科提交的申请待审核，请先等待审核或撤回' })
    },
    'POST /api/institution/changes/8/withdrawals': () => {
      items = []
      return ok({ ...theirs, state: 'withdrawn' })
    },
  })
  await screen.findByDisplayValue('东湖里区人民医院')
  type(/机构名称/, '东湖里区第一医院')
  type(/修改原因/, '更名')
  await upload()
  fireEvent.click(screen.getByRole('button', { name: '提交申请' }))
  expect(await screen.findByText('您填写的内容没有提交')).toBeTruthy()
  const both = within(screen.getByRole('row', { name: /机构名称.*第一医院.*中心医院/ }))
  expect(both.getByText('东湖里区第一医院')).toBeTruthy()
  expect(screen.getByText(/请先撤回那份申请/)).toBeTruthy()
  fireEvent.click(screen.getByRole('button', { name: '撤回申请' }))
  fireEvent.click(await within(await screen.findByRole('dialog')).findByRole('button', { name: '撤回' }))
  expect(await screen.findByDisplayValue('东湖里区第一医院')).toBeTruthy()
  expect(screen.getByDisplayValue('更名')).toBeTruthy()
})

test('who may only read sees the history and no form', async () => {
  show({ items: [change({ state: 'accepted', reviewerName: '王芳', decidedAt: '2026-03-11T01:00:00.000Z' })] }, {}, ['institution.read'])
  expect(await screen.findByText('已通过')).toBeTruthy()
  expect(screen.queryByRole('button', { name: /提交|撤回/ })).toBeNull()
})

test('an authority stands below those above it', () => {
  expect(authorityChoices(authorities).map(({ label }) => label)).toEqual(['省卫健委', '楚江市卫健委', '楚江市卫健委 › 东湖里区卫健局'])
})

describe('what is typed', () => {
  const draftIsKept = () => waitFor(() => expect(sessionStorage.getItem('draft:account:1:10:institution-change')).toContain('72'))
  beforeEach(() => sessionStorage.clear())
  async function typeAndLeave() {
    const { unmount } = show()
    await screen.findByDisplayValue('东湖里区人民医院')
    type(/机构名称/, '东湖里区第一医院')
    type(/修改原因/, '经批准更名')
    await upload()
    await draftIsKept()
    unmount()
  }

  test('outlives a reload with its proofs, and goes once it is handed in', async () => {
    await typeAndLeave()
    const { sent } = show({}, { 'POST /api/institution/changes': ok(change()) })
    fireEvent.click(await screen.findByRole('button', { name: '恢复' }))
    expect(await screen.findByDisplayValue('经批准更名')).toBeTruthy()
    expect(screen.getByText('材料 1')).toBeTruthy()
    fireEvent.click(screen.getByRole('button', { name: '提交申请' }))
    await waitFor(() => expect(sent('POST', '/api/institution/changes')[0]?.body).toEqual({ ...current, name: '东湖里区第一医院', reason: '经批准更名', proofIds: [72] }))
    await waitFor(() => expect(Object.keys(sessionStorage)).toEqual([]))
  })

  test('over facts that have changed since shows both, and goes when it is given up', async () => {
    await typeAndLeave()
    show({ current: { ...current, name: '东湖里区中心医院' } })
    fireEvent.click(await screen.findByRole('button', { name: '恢复' }))
    const both = within(await screen.findByRole('row', { name: /机构名称.*第一医院.*中心医院/ }))
    expect(both.getByText('东湖里区第一医院')).toBeTruthy()
    expect(screen.getByDisplayValue('东湖里区第一医院')).toBeTruthy()
    fireEvent.click(screen.getByRole('button', { name: '放弃我填写的内容' }))
    expect(await screen.findByDisplayValue('东湖里区中心医院')).toBeTruthy()
    expect(screen.queryByText('材料 1')).toBeNull()
    await waitFor(() => expect(Object.keys(sessionStorage)).toEqual([]))
  })

  test('is shown beside the application of a colleague that waits by now', async () => {
    await typeAndLeave()
    show({ items: [change({ wanted: { ...current, name: '东湖里区中心医院' } })] })
    fireEvent.click(await screen.findByRole('button', { name: '恢复' }))
    expect(await screen.findByRole('row', { name: /机构名称.*第一医院.*中心医院/ })).toBeTruthy()
    expect(screen.getByText(/请先撤回那份申请/)).toBeTruthy()
    expect(screen.queryByRole('button', { name: '提交申请' })).toBeNull()
  })
})
