import type { AccountReview, AccountReviewRow } from '@talent/shared/contract/account-verification'
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { ok, refused } from '../../testing/fake-server'
import { renderPage, type Answers } from '../../testing/render-page'
import { routes } from './routes'

const row = (change: Partial<AccountReviewRow> = {}): AccountReviewRow => ({
  id: 4, state: 'submitted', kind: 'main', username: 'fanchenghr', organizationName: '樊城区人民医院', name: '张三', identityNumber: '4201****26',
  submittedAt: '2026-11-01T01:30:00.000Z', decidedAt: null, reviewerName: null, ...change,
})
const review = (change: Partial<AccountReview> = {}): AccountReview => ({
  ...row(), identityType: 'residentCard', fullIdentityNumber: '420100199001010126', mobile: '13800000000',
  unit: { name: '樊城区人民医院', creditCode: '124200004057000079', licenseNo: null, authorityName: '樊城区卫健局', category: 'A100' },
  photosKept: true, proofs: [{ proofId: 71, kind: 'picture' }], corrected: [], savedAt: '2026-11-01T01:00:00.000Z', opinion: null, version: 2, ...change,
})
const listed = (...items: AccountReviewRow[]) => ok({ items, total: items.length, page: 1, pageSize: 100, counts: { submitted: items.length, passed: 3, rejected: 0 } })
const one = '/api/account-reviews/4'
const both = ['accountReview.read', 'accountReview.write'] as const

beforeEach(() => {
  Object.assign(URL, { createObjectURL: () => 'blob:photo', revokeObjectURL: () => {} })
})

async function open(change: Partial<AccountReview> = {}, answers: Answers = {}, permissions: readonly (typeof both)[number][] = both) {
  const view = renderPage(routes, '/account-reviews/4', {
    permissions: [...permissions],
    answers: {
      'GET /api/account-reviews': listed(row(), row({ id: 5, organizationName: '桥头卫生院' })),
      [`GET ${one}`]: ok(review(change)),
      'GET /api/account-reviews/5': ok(review({ id: 5, organizationName: '桥头卫生院', photosKept: false, proofs: [] })),
      [`GET ${one}/photos/front`]: ok({}), [`GET ${one}/photos/back`]: ok({}), [`GET ${one}/proofs/71`]: ok({}),
      [`POST ${one}/decisions`]: ok(row({ state: 'passed' })),
      ...answers,
    },
  })
  await screen.findByRole('heading', { level: 1, name: '樊城区人民医院' })
  await screen.findByText('待审核 2 件')
  return view
}
const press = (key: string) => fireEvent.keyDown(document.body, { key })

test('both sides and the sealed page stand beside what they should say; arrows lead through them', async () => {
  await open()
  expect(screen.getByText('420100 19900101 0126')).toBeTruthy()
  expect(screen.getByText('124200004057000079')).toBeTruthy()
  expect(await screen.findByAltText('证件正面照片')).toBeTruthy()
  press('ArrowRight')
  expect(await screen.findByAltText('证件反面照片')).toBeTruthy()
  press('ArrowRight')
  expect(await screen.findByAltText('盖章的授权书第 1 个文件')).toBeTruthy()
})

test('an opinion that was not sent is not left unasked; once sent, the way on is free', async () => {
  const { router } = await open()
  press('2')
  fireEvent.change(await screen.findByLabelText(/驳回的原因/), { target: { value: '授权书没有加盖公章' } })
  act(() => void router.navigate('/account-reviews'))
  fireEvent.click(await screen.findByRole('button', { name: '留在本页' }))
  expect(router.state.location.pathname).toBe('/account-reviews/4')
  expect(screen.getByLabelText(/驳回的原因/)).toHaveProperty('value', '授权书没有加盖公章')
  fireEvent.click(screen.getByRole('button', { name: '提交：驳回' }))
  await waitFor(() => expect(router.state.location.pathname).toBe('/account-reviews/5'))
})

test('it is passed by keys, and the next one comes by itself', async () => {
  const { sent, router } = await open()
  press('1')
  fireEvent.click(await screen.findByRole('button', { name: '提交：通过' }))
  await waitFor(() => expect(router.state.location.pathname).toBe('/account-reviews/5'))
  expect(sent('POST', `${one}/decisions`)[0]?.body).toEqual({ decision: 'pass', opinion: '', version: 2 })
})

test('a rejection needs its reason', async () => {
  const { sent } = await open()
  press('2')
  fireEvent.click(await screen.findByRole('button', { name: '提交：驳回' }))
  expect(await screen.findByText('请填写驳回的原因，让申请人知道怎么修改')).toBeTruthy()
  fireEvent.click(screen.getByRole('button', { name: '授权书没有加盖单位公章' }))
  fireEvent.click(screen.getByRole('button', { name: '提交：驳回' }))
  await waitFor(() => expect(sent('POST', `${one}/decisions`)[0]?.body).toEqual({ decision: 'reject', opinion: '授权书没有加盖单位公章', version: 2 }))
})

test('what was typed wrong is put right, and the decision is about the corrected one', async () => {
  let now = review()
  const { sent } = await open({}, {
    [`GET ${one}`]: () => ok(now),
    [`PUT ${one}`]: () => {
      now = review({ name: '张姗', corrected: ['name'], version: 3 })
      return ok(now)
    },
  })
  fireEvent.click(screen.getByRole('button', { name: '更正信息' }))
  const dialog = await screen.findByRole('dialog')
  fireEvent.change(within(dialog).getByLabelText('姓名'), { target: { value: '张姗' } })
  fireEvent.click(within(dialog).getByRole('button', { name: '保存更正' }))
  expect(await screen.findByText('审核时更正：姓名')).toBeTruthy()
  expect(sent('PUT', one)[0]?.body).toEqual({ name: '张姗', mobile: '13800000000', identityType: 'residentCard', identityNumber: '420100199001010126', version: 2 })
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  press('1')
  fireEvent.click(await screen.findByRole('button', { name: '提交：通过' }))
  await waitFor(() => expect(sent('POST', `${one}/decisions`)[0]?.body).toMatchObject({ version: 3 }))
})

test('a correction over another one shows both', async () => {
  await open({}, { [`PUT ${one}`]: refused(409, 'STALE', { data: review({ name: '张三丰', version: 3 }) }) })
  fireEvent.click(screen.getByRole('button', { name: '更正信息' }))
  const dialog = await screen.findByRole('dialog')
  fireEvent.change(within(dialog).getByLabelText('姓名'), { target: { value: '张姗' } })
  fireEvent.click(within(dialog).getByRole('button', { name: '保存更正' }))
  expect(await screen.findByText('张三丰')).toBeTruthy()
  expect(screen.getAllByText('张姗').length).toBeGreaterThan(0)
})

test('a colleague who was faster is named', async () => {
  let decided = false
  await open({}, {
    [`GET ${one}`]: () => ok(decided ? review({ state: 'passed', reviewerName: '王芳', decidedAt: '2026-11-01T02:00:00.000Z', version: 3 }) : review()),
    [`POST ${one}/decisions`]: () => {
      decided = true
      return refused(409, 'ACCOUNT_VERIFICATION_STATE', { detail: '王芳已于 2026-11-01 10:00 通过' })
    },
  })
  press('1')
  fireEvent.click(await screen.findByRole('button', { name: '提交：通过' }))
  expect(await screen.findByText('王芳 审核：已通过（2026-11-01 10:00）')).toBeTruthy()
  expect(screen.queryByRole('button', { name: '更正信息' })).toBeNull()
})

test('who may only read decides and corrects nothing', async () => {
  await open({}, {}, ['accountReview.read'])
  expect(screen.queryByRole('button', { name: /提交/ })).toBeNull()
  expect(screen.queryByRole('button', { name: '更正信息' })).toBeNull()
})

test('the list has its counts, and a search is sent along', async () => {
  const { requests } = renderPage(routes, '/account-reviews?name=人民', { permissions: ['accountReview.read'], answers: { 'GET /api/account-reviews': listed(row()) } })
  const table = await screen.findByRole('region', { name: '列表' })
  expect(await within(table).findByText('张三')).toBeTruthy()
  expect(screen.getByText('待审核（1）')).toBeTruthy()
  expect(screen.getByText('已通过（3）')).toBeTruthy()
  expect(requests.some((r) => decodeURIComponent(r.path).includes('name=人民'))).toBe(true)
})
