import type { Transfer, TransferRow } from '@talent/shared/contract/transfers'
import { fireEvent, screen, waitFor } from '@testing-library/react'
import { ok, refused } from '../../testing/fake-server'
import { renderPage, type Answers } from '../../testing/render-page'
import { routes } from './routes'

const row = (change: Partial<TransferRow> = {}): TransferRow => ({
  id: 7, kind: 'in', stage: 'submitted', waitingFor: 'authority', name: '张小燕', identityNumber: '4201****29', fromUnit: '同济医院', toUnit: '东湖医院', departmentName: null,
  resignationType: null, date: '2026-03-10', submittedAt: '2026-03-09T01:00:00.000Z', effectiveAt: null, receivedAt: null, updatedAt: '2026-03-09T01:00:00.000Z', ...change,
})
const may = { edit: false, submit: false, withdraw: false, remove: false, answer: false, receive: false, decide: true }
const transfer = (change: Partial<Transfer> = {}): Transfer => ({
  ...row(), identityType: 'residentCard', personId: null, toOrganizationId: 9, toDepartmentId: null, note: '工作需要', reviewerName: '东湖区卫健局', standsInFor: null,
  consequences: ['2026 年度医师资格考试：正在单位审核，变动生效后退回未提交'], steps: [], may, version: 3, ...change,
})
const listed = (...items: TransferRow[]) => ok({ items, total: items.length, page: 1, pageSize: 100, counts: { submitted: items.length, effective: 4, rejected: 1 } })
const open = (at: string, answers: Answers, permissions: ('transferReview.read' | 'transferReview.write')[] = ['transferReview.read', 'transferReview.write']) =>
  renderPage(routes, at, {
    permissions,
    answers: { 'GET /api/transfer-reviews': listed(row(), row({ id: 8, name: '李四' })), 'GET /api/transfer-reviews/7': ok(transfer()), 'GET /api/transfer-reviews/8': ok(transfer({ id: 8, name: '李四' })), ...answers },
  })
const press = (key: string) => fireEvent.keyDown(document.body, { key })
const click = async (name: string) => fireEvent.click(await screen.findByRole('button', { name }))

test('the list counts by result and leads to what waits', async () => {
  open('/transfer-reviews', {})
  expect(await screen.findByRole('tab', { name: '待审核（2）' })).toBeTruthy()
  expect(screen.getByRole('tab', { name: '已生效（4）' })).toBeTruthy()
  expect((await screen.findByRole('link', { name: '审核“李四”' })).getAttribute('href')).toBe('/transfer-reviews/8')
})

test('it is accepted by keys, with what it does to the exam in sight, and the next one comes', async () => {
  const { sent, router } = open('/transfer-reviews/7', { 'POST /api/transfer-reviews/7/decisions': ok(transfer({ stage: 'toReceive' })) })
  expect(await screen.findByText(/正在单位审核，变动生效后退回未提交/)).toBeTruthy()
  await screen.findByText('待审核 2 件')
  press('1')
  await click('提交：通过')
  await waitFor(() => expect(router.state.location.pathname).toBe('/transfer-reviews/8'))
  expect(sent('POST', '/api/transfer-reviews/7/decisions')[0]?.body).toEqual({ decision: 'accept', opinion: '', version: 3 })
})

test('one that was taken back meanwhile says so, and nothing is lost', async () => {
  open('/transfer-reviews/7', { 'POST /api/transfer-reviews/7/decisions': refused(409, 'TRANSFER_STATE', { detail: '人事科已撤回' }) })
  await screen.findByText('待审核 2 件')
  press('2')
  await click('请补充调动依据')
  await click('提交：退回')
  expect(await screen.findByText('人事科已撤回')).toBeTruthy()
  expect(screen.getByDisplayValue('请补充调动依据')).toBeTruthy()
})

test('whoever only reads has nothing to decide', async () => {
  open('/transfer-reviews/7', { 'GET /api/transfer-reviews/7': ok(transfer({ may: { ...may, decide: false } })) }, ['transferReview.read'])
  await screen.findByText('办理过程')
  expect(screen.queryByText('审核结果')).toBeNull()
})
