import type { ChangeReview, ChangeReviewRow } from '@talent/shared/contract/institution-changes'
import { fireEvent, screen, waitFor } from '@testing-library/react'
import { ok, refused } from '../../testing/fake-server'
import { renderPage, type Answers } from '../../testing/render-page'
import { routes } from './routes'

const row = (over: Partial<ChangeReviewRow> = {}): ChangeReviewRow => ({
  id: 7, state: 'pending', organizationName: '东湖里区人民医院', authorityName: '东湖里区卫健局', fields: ['机构名称', '机构类别'], applicantName: '人事科', submittedAt: '2026-03-10T01:00:00.000Z',
  decidedAt: null, reviewerName: null, ...over,
})
const review = (over: Partial<ChangeReview> = {}): ChangeReview => ({
  id: 7, state: 'pending', changes: [{ field: 'name', label: '机构名称', from: '东湖里区人民医院', to: '东湖里区第一医院' }], reason: '经批准更名', proofs: [{ proofId: 71, form: 'picture' }, { proofId: 72, form: 'document' }],
  applicantName: '人事科', submittedAt: '2026-03-10T01:00:00.000Z', reviewerName: null, opinion: null, decidedAt: null, version: 1, organizationName: '东湖里区人民医院', authorityName: '东湖里区卫健局',
  unchanged: [{ label: '机构类别', value: '综合医院' }], obstacles: [], ...over,
})
const listed = (...items: ChangeReviewRow[]) => ok({ items, total: items.length, page: 1, pageSize: 100, counts: { pending: items.length, accepted: 2, rejected: 0 } })
const one = '/api/institution-change-reviews/7'

function open(over: Partial<ChangeReview> = {}, answers: Answers = {}, write = true) {
  Object.assign(URL, { createObjectURL: () => 'blob:proof', revokeObjectURL: () => {} })
  return renderPage(routes, '/institution-change-reviews/7', {
    permissions: write ? ['institutionChange.read', 'institutionChange.write'] : ['institutionChange.read'],
    answers: {
      'GET /api/institution-change-reviews': listed(row(), row({ id: 8 })), [`GET ${one}`]: ok(review(over)), [`GET ${one}/proofs/71`]: ok({}), [`GET ${one}/proofs/72`]: ok({}),
      'GET /api/institution-change-reviews/8': ok(review({ id: 8, proofs: [] })), [`POST ${one}/decisions`]: ok(row({ state: 'accepted' })), ...answers,
    },
  })
}
const press = (key: string) => fireEvent.keyDown(document.body, { key })

test('old stands beside new beside the proof; it is passed by keys, and the next one comes by itself', async () => {
  const { sent, router } = open()
  expect(await screen.findByText('东湖里区第一医院')).toBeTruthy()
  expect(await screen.findByAltText('证明材料第 1 个文件')).toBeTruthy()
  expect(screen.getByText('综合医院')).toBeTruthy()
  await screen.findByText('待审核 2 件')
  press('1')
  fireEvent.click(await screen.findByRole('button', { name: '提交：通过' }))
  await waitFor(() => expect(router.state.location.pathname).toBe('/institution-change-reviews/8'))
  expect(sent('POST', `${one}/decisions`)[0]?.body).toEqual({ decision: 'accept', opinion: '', version: 1 })
})

test('a rejection needs its reason', async () => {
  const { sent } = open()
  await screen.findByText('东湖里区第一医院')
  press('2')
  fireEvent.click(await screen.findByRole('button', { name: '提交：驳回' }))
  expect(sent('POST', `${one}/decisions`)).toHaveLength(0)
  fireEvent.click(screen.getByRole('button', { name: '申请内容与证明材料不一致' }))
  fireEvent.click(screen.getByRole('button', { name: '提交：驳回' }))
  await waitFor(() => expect(sent('POST', `${one}/decisions`)[0]?.body).toMatchObject({ decision: 'reject', opinion: '申请内容与证明材料不一致' }))
})

test('a name that another institution has is told before the decision', async () => {
  open({ obstacles: ['这个机构名称已由“别家医院”使用'] })
  expect(await screen.findByText('这个机构名称已由“别家医院”使用')).toBeTruthy()
})

test('a colleague who was faster is named, and what they decided is shown', async () => {
  let decided = false
  open({}, {
    [`GET ${one}`]: () => ok(review(decided ? { state: 'rejected', reviewerName: '王芳', opinion: '不清楚', decidedAt: '2026-03-11T01:00:00.000Z' } : {})),
    [`POST ${one}/decisions`]: () => {
      decided = true
      return refused(409, 'CHANGE_STATE', { detail: '王芳已于 2026-03-11 09:00 驳回' })
    },
  })
  await screen.findByText('东湖里区第一医院')
  press('1')
  fireEvent.click(await screen.findByRole('button', { name: '提交：通过' }))
  expect(await screen.findByText('王芳 审核：已驳回（2026-03-11 09:00）')).toBeTruthy()
})

test('who may only read decides nothing', async () => {
  open({}, {}, false)
  expect(await screen.findByText('东湖里区第一医院')).toBeTruthy()
  expect(screen.queryByRole('button', { name: '提交' })).toBeNull()
})

test('the list says what should change, with counts', async () => {
  renderPage(routes, '/institution-change-reviews', { permissions: ['institutionChange.read'], answers: { 'GET /api/institution-change-reviews': listed(row()) } })
  expect(await screen.findByText('待审核（1）')).toBeTruthy()
  expect(screen.getAllByText('机构名称、机构类别').length).toBeGreaterThan(0)
})
