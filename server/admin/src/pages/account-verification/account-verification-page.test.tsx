import type { AccountVerification } from '@talent/shared/contract/account-verification'
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { sessionInfo, ok, refused } from '../../testing/fake-server'
import { renderPage, type Answers } from '../../testing/render-page'
import { routes } from './routes'

const verification = (change: Partial<AccountVerification> = {}): AccountVerification => ({
  state: 'none', name: null, identityType: null, identityNumber: null, mobile: null, photosKept: false, proofs: [], maxProofs: 3, reviewer: { kind: 'authority', name: '樊城区卫健局' },
  corrected: [], opinion: null, reviewerName: null, savedAt: null, submittedAt: null, decidedAt: null, version: 0, ...change,
})
const saved = (change: Partial<AccountVerification> = {}) =>
  verification({ state: 'saved', name: '张三', identityType: 'residentCard', identityNumber: '4201****26', mobile: '138****0000', photosKept: true, savedAt: '2026-11-01T01:30:00.000Z', version: 1, ...change })
const page = { proofId: 71, kind: 'picture' as const }
const own = '/api/account-verification'

beforeEach(() => {
  Object.assign(URL, { createObjectURL: () => 'blob:photo', revokeObjectURL: () => {} })
})

const open = (first: AccountVerification, answers: Answers = {}) => renderPage(routes, '/account-verification', { permissions: [], answers: { [`GET ${own}`]: ok(first), ...answers } })
const type = (label: string, value: string) => fireEvent.change(screen.getByLabelText(label), { target: { value } })
const drop = (label: RegExp, name: string) => {
  const button = screen.getByRole('button', { name: label })
  const input = button.parentElement?.querySelector('input[type=file]')
  if (!input) throw new Error(`no file input at ${String(label)}`)
  fireEvent.change(input, { target: { files: [new File(['x'], name)] } })
}
const fill = () => {
  type('姓名', '张三')
  type('手机号', '13800000000')
  type('证件号', '420100199001010126')
}

test('photos that are missing are named together with what is wrong in the fields', async () => {
  const { sent } = open(verification())
  await screen.findByLabelText('姓名')
  fireEvent.click(screen.getByRole('button', { name: '保存' }))
  expect(await screen.findByText('请上传证件人像面（正面）照片')).toBeTruthy()
  expect(screen.getByText('请上传证件国徽面（反面）照片')).toBeTruthy()
  expect(screen.getByText('有 3 处需要修改')).toBeTruthy()
  fill()
  fireEvent.click(screen.getByRole('button', { name: '保存' }))
  expect(sent('PUT', own)).toEqual([])
})

test('what was typed goes with both photos, and the authorisation is there to print', async () => {
  let state = verification()
  let photoId = 10
  const { sent } = open(state, {
    [`GET ${own}`]: () => ok(state),
    [`POST ${own}/photos`]: () => ok({ photoId: ++photoId, width: 400, height: 260 }),
    [`PUT ${own}`]: () => {
      state = saved()
      return ok(state)
    },
  })
  await screen.findByLabelText('姓名')
  drop(/人像面（正面）照片拖到这里/, 'front.jpg')
  drop(/国徽面（反面）照片拖到这里/, 'back.jpg')
  await waitFor(() => expect(screen.getAllByText('已上传')).toHaveLength(2))
  fill()
  fireEvent.click(screen.getByRole('button', { name: '保存' }))
  expect(await screen.findByRole('button', { name: '下载授权书（PDF）' })).toBeTruthy()
  expect(sent('PUT', own)[0]?.body).toEqual({ name: '张三', mobile: '13800000000', identityType: 'residentCard', identityNumber: '420100199001010126', frontPhotoId: 11, backPhotoId: 12, version: 0 })
  expect(screen.queryByLabelText('姓名')).toBeNull()
})

test('a refused number stands beside its field, and nothing typed is lost', async () => {
  open(saved(), {
    [`POST ${own}/reveals`]: ok({ identityNumber: '420100199001010126', mobile: '13800000000' }),
    [`PUT ${own}`]: refused(400, 'BAD_INPUT', { issues: [{ path: ['mobile'], code: 'MOBILE_PREFIX', message: '手机号码应以 13 至 19 开头，请核对' }] }),
  })
  fireEvent.click(await screen.findByRole('button', { name: '修改' }))
  expect(await screen.findByDisplayValue('420100199001010126')).toBeTruthy()
  type('姓名', '张叁')
  fireEvent.click(screen.getByRole('button', { name: '保存' }))
  expect((await screen.findAllByText(/手机号码应以 13 至 19 开头/)).length).toBeGreaterThan(0)
  expect(screen.getByDisplayValue('张叁')).toBeTruthy()
})

test('the number stays masked until it is asked for', async () => {
  const { sent } = open(saved(), { [`POST ${own}/reveals`]: ok({ identityNumber: '420100199001010126', mobile: '13800000000' }) })
  expect(await screen.findByText('4201****26')).toBeTruthy()
  expect(sent('POST', `${own}/reveals`)).toEqual([])
  fireEvent.click(screen.getByRole('button', { name: '查看完整证件号' }))
  expect(await screen.findByText('420100 1990 0101 0126')).toBeTruthy()
})

test('sealed pages come one after the other and go again; then everything is handed in', async () => {
  let state = saved()
  const { sent } = open(state, {
    [`GET ${own}`]: () => ok(state),
    [`POST ${own}/proofs`]: () => ok((state = saved({ proofs: [page] }))),
    [`POST ${own}/proof-documents`]: () => ok((state = saved({ proofs: [page, { proofId: 72, kind: 'document' }] }))),
    [`DELETE ${own}/proofs/71`]: () => ok((state = saved({ proofs: [{ proofId: 72, kind: 'document' }] }))),
    [`POST ${own}/submissions`]: () => ok((state = saved({ state: 'submitted', version: 2, submittedAt: '2026-11-01T02:00:00.000Z', proofs: [{ proofId: 72, kind: 'document' }] }))),
  })
  await screen.findByText('审核材料')
  drop(/盖章的授权书拖到这里/, '授权书.jpg')
  expect(await screen.findByAltText('授权书 1')).toBeTruthy()
  drop(/盖章的授权书拖到这里/, '授权书.pdf')
  expect(await screen.findByText('授权书 2（PDF）')).toBeTruthy()
  fireEvent.click(screen.getByRole('button', { name: '删除授权书 1' }))
  await waitFor(() => expect(screen.queryByAltText('授权书 1')).toBeNull())
  fireEvent.click(screen.getByRole('button', { name: '提交证明材料' }))
  expect(await screen.findByText('已提交（2026-11-01 10:00），等待樊城区卫健局审核')).toBeTruthy()
  expect(sent('POST', `${own}/submissions`)[0]?.body).toEqual({ version: 1 })
  expect(screen.queryByRole('button', { name: '修改' })).toBeNull()
  expect(screen.queryByRole('button', { name: '提交证明材料' })).toBeNull()
})

test('a rejection says why and by whom, and leads on', async () => {
  open(saved({ state: 'rejected', opinion: '公章不清楚', reviewerName: '王芳', decidedAt: '2026-11-02T01:00:00.000Z', proofs: [page], version: 3 }))
  expect(await screen.findByText('已驳回（王芳 2026-11-02 09:00）：公章不清楚')).toBeTruthy()
  expect(screen.getByRole('button', { name: '修改' })).toBeTruthy()
  expect(screen.getByRole('button', { name: '提交证明材料' })).toBeTruthy()
})

test('what has passed is frozen, says who put what right, and the session hears of it at once', async () => {
  let verified = false
  const { sent } = open(saved({ state: 'passed', corrected: ['name'], reviewerName: '王芳', decidedAt: '2026-11-02T01:00:00.000Z', photosKept: false, version: 4 }), {
    'GET /api/session': () => {
      const answer = ok(sessionInfo({ verified }))
      verified = true
      return answer
    },
  })
  expect(await screen.findByText('已通过（王芳 2026-11-02 09:00）')).toBeTruthy()
  expect(screen.getByText(/审核人更正了：姓名/)).toBeTruthy()
  expect(screen.queryByRole('button', { name: '修改' })).toBeNull()
  await waitFor(() => expect(sent('GET', '/api/session').length).toBe(2))
  await waitFor(() => expect(screen.queryByText(/通过后即可使用其他功能/)).toBeNull())
})

test('what was typed survives a reload; the photos are asked for again', async () => {
  open(verification())
  await screen.findByLabelText('姓名')
  fill()
  await waitFor(() => expect(JSON.stringify({ ...sessionStorage })).toContain('13800000000'))
  cleanup()
  open(verification())
  fireEvent.click(await screen.findByRole('button', { name: '恢复' }))
  expect(await screen.findByDisplayValue('420100199001010126')).toBeTruthy()
  fireEvent.click(screen.getByRole('button', { name: '保存' }))
  expect(await screen.findByText('请上传证件人像面（正面）照片')).toBeTruthy()
})

test('saved in another window: both versions, masked as the server shows them, and mine goes over it only when I say so', async () => {
  let calls = 0
  const { sent } = open(saved(), {
    [`POST ${own}/reveals`]: ok({ identityNumber: '420100199001010126', mobile: '13800000000' }),
    [`PUT ${own}`]: () => (++calls === 1 ? refused(409, 'STALE', { data: saved({ mobile: '139****1111', version: 5 }) }) : ok(saved({ version: 6 }))),
  })
  fireEvent.click(await screen.findByRole('button', { name: '修改' }))
  await screen.findByDisplayValue('420100199001010126')
  type('姓名', '张叁')
  fireEvent.click(screen.getByRole('button', { name: '保存' }))
  const rows = within(await screen.findByRole('table')).getAllByRole('row').map((row) => row.textContent)
  expect(rows).toEqual(['项目我填写的现在保存的', '姓名张叁张三', '手机号138****0000139****1111'])
  fireEvent.click(screen.getByRole('button', { name: '用我的内容覆盖' }))
  await waitFor(() => expect(sent('PUT', own)[1]?.body).toMatchObject({ name: '张叁', mobile: '13800000000', version: 5 }))
})

test('taking back what was typed is asked for', async () => {
  open(saved(), { [`POST ${own}/reveals`]: ok({ identityNumber: '420100199001010126', mobile: '13800000000' }) })
  fireEvent.click(await screen.findByRole('button', { name: '修改' }))
  await screen.findByDisplayValue('420100199001010126')
  type('姓名', '张叁')
  fireEvent.click(screen.getByRole('button', { name: '取消' }))
  fireEvent.click(await screen.findByRole('button', { name: '继续填写' }))
  expect(screen.getByLabelText('姓名')).toHaveProperty('value', '张叁')
})
