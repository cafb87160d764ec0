import type { HrReview, HrReviewRow } from '@talent/shared/contract/hr-accounts'
import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { ok, refused } from '../../testing/fake-server'
import { renderPage, type Answers } from '../../testing/render-page'
import { routes } from './routes'

const row = (overrides: Partial<HrReviewRow> = {}): HrReviewRow => ({
  id: 4, state: 'pending', applicantName: '李人事', identityNumber: '4201****29', organizationName: '樊城区人民医院', authorityName: '樊城区卫健局',
  submittedAt: '2026-11-01T01:30:00.000Z', decidedAt: null, reviewerName: null, ...overrides,
})
const review = (overrides: Partial<HrReview> = {}): HrReview => ({
  ...row(), identityType: 'residentCard', fullIdentityNumber: '420102199001010129', phone: '13800000000',
  unit: { organizationId: 9, name: '樊城区人民医院', authorityName: '樊城区卫健局', category: 'A100', address: null, creditCode: '12420000405700007A', licenseNo: null },
  mainAccount: null, opinion: null, proofs: [{ proofId: 71, kind: 'picture' }, { proofId: 72, kind: 'picture' }], version: 2, ...overrides,
})
const account = { accountId: 31, username: 'hr12345678', state: 'active' as const, lastSignInAt: '2026-10-20T06:05:00.000Z', administratorName: '王前任' }
const listed = (...items: HrReviewRow[]) => ok({ items, total: items.length, page: 1, pageSize: 100, counts: { pending: items.length, accepted: 3, rejected: 0 } })
const decisions = '/api/hr-account-reviews/4/decisions'

beforeEach(() => {
  Object.assign(URL, { createObjectURL: () => 'blob:photo', revokeObjectURL: () => {} })
})

async function open(overrides: Partial<HrReview> = {}, answers: Answers = {}, permissions: ('hrAccountReview.read' | 'hrAccountReview.write')[] = ['hrAccountReview.read', 'hrAccountReview.write']) {
  const view = renderPage(routes, '/hr-account-reviews/4', {
    permissions,
    answers: {
      'GET /api/hr-account-reviews': listed(row(), row({ id: 5, organizationName: '桥头卫生院' })),
      'GET /api/hr-account-reviews/4': ok(review(overrides)),
      'GET /api/hr-account-reviews/5': ok(review({ id: 5, organizationName: '桥头卫生院', proofs: [] })),
      'GET /api/hr-account-reviews/4/proofs/71': ok({}),
      'GET /api/hr-account-reviews/4/proofs/72': ok({}),
      [`POST ${decisions}`]: ok(row({ state: 'accepted' })),
      ...answers,
    },
  })
  await screen.findByRole('heading', { level: 1, name: '樊城区人民医院' })
  await screen.findByText('待审核 2 件')
  return view
}
const press = (key: string) => fireEvent.keyDown(document.body, { key })

test('the form and what it should say stand side by side; arrows lead through the pictures', async () => {
  await open()
  expect(screen.getByText('420102 19900101 0129')).toBeTruthy()
  expect(screen.getByText('12420000405700007A')).toBeTruthy()
  expect(screen.getByText('综合医院')).toBeTruthy()
  expect(await screen.findByAltText('盖章的申请表第 1 张')).toBeTruthy()
  press('ArrowRight')
  const second = await screen.findByAltText('盖章的申请表第 2 张')
  press('r')
  expect(second.style.transform).toContain('rotate(90deg)')
})

test('a unit without an account is accepted at once, and the next one comes by itself', async () => {
  const { sent, router } = await open()
  press('1')
  fireEvent.click(await screen.findByRole('button', { name: '提交：通过' }))
  await waitFor(() => expect(router.state.location.pathname).toBe('/hr-account-reviews/5'))
  expect(sent('POST', decisions)[0]?.body).toEqual({ decision: 'accept', opinion: '', version: 2, mainAccountSeen: null, enableAccount: false })
})

test('an account that is there is warned of, with when it was used, and accepting asks once more', async () => {
  const { sent } = await open({ mainAccount: account })
  expect(screen.getByText('该单位已有人事账号 hr12345678，最近一次登录：2026-10-20 14:05')).toBeTruthy()
  expect(screen.getByText(/王前任/)).toBeTruthy()
  press('1')
  fireEvent.click(await screen.findByRole('button', { name: '提交：通过' }))
  const sure = await screen.findByRole('button', { name: '通过并生成新密码' })
  expect(sent('POST', decisions)).toEqual([])
  fireEvent.click(sure)
  await waitFor(() => expect(sent('POST', decisions)[0]?.body).toMatchObject({ mainAccountSeen: 31 }))
})

test('a disabled account is said to be one, and is enabled only by saying so', async () => {
  const { sent } = await open({ mainAccount: { ...account, state: 'disabled' } })
  expect(screen.getByText(/hr12345678（已停用）/)).toBeTruthy()
  press('1')
  fireEvent.click(await screen.findByRole('button', { name: '提交：通过' }))
  fireEvent.click(await screen.findByRole('button', { name: '启用账号并通过' }))
  await waitFor(() => expect(sent('POST', decisions)[0]?.body).toMatchObject({ enableAccount: true }))
})

test('a rejection needs its reason', async () => {
  const { sent } = await open({ mainAccount: account })
  press('2')
  fireEvent.click(await screen.findByRole('button', { name: '提交：驳回' }))
  expect(await screen.findByText('请填写驳回的原因，让申请人知道怎么修改')).toBeTruthy()
  fireEvent.click(screen.getByRole('button', { name: '申请表没有加盖单位公章' }))
  fireEvent.click(screen.getByRole('button', { name: '提交：驳回' }))
  await waitFor(() => expect(sent('POST', decisions)[0]?.body).toEqual({ decision: 'reject', opinion: '申请表没有加盖单位公章', version: 2, mainAccountSeen: 31, enableAccount: false }))
})

test('a colleague who was faster is named, and the page shows what was decided', async () => {
  let decided = false
  const { router } = await open({}, {
    'GET /api/hr-account-reviews/4': () => ok(decided ? review({ state: 'accepted', reviewerName: '王芳', decidedAt: '2026-11-01T02:00:00.000Z' }) : review()),
    [`POST ${decisions}`]: () => {
      decided = true
      return refused(409, 'HR_APPLICATION_STATE', { detail: '王芳已于 2026-11-01 10:00 通过' })
    },
  })
  press('1')
  fireEvent.click(await screen.findByRole('button', { name: '提交：通过' }))
  expect(await screen.findByText('王芳 审核：已通过（2026-11-01 10:00）')).toBeTruthy()
  expect(router.state.location.pathname).toBe('/hr-account-reviews/4')
})

test('an account that came to be meanwhile is shown instead of being overwritten', async () => {
  let there = false
  await open({}, {
    'GET /api/hr-account-reviews/4': () => ok(review(there ? { mainAccount: account } : {})),
    [`POST ${decisions}`]: () => {
      there = true
      return refused(409, 'STALE', { detail: '这条记录刚被他人修改' })
    },
  })
  press('1')
  fireEvent.click(await screen.findByRole('button', { name: '提交：通过' }))
  expect(await screen.findByText(/该单位已有人事账号 hr12345678/)).toBeTruthy()
})

test('who may only read decides nothing', async () => {
  await open({}, {}, ['hrAccountReview.read'])
  expect(screen.queryByRole('button', { name: /提交/ })).toBeNull()
})

test('the list has its counts, and a search is sent along', async () => {
  const { requests } = renderPage(routes, '/hr-account-reviews?name=人民', { permissions: ['hrAccountReview.read'], answers: { 'GET /api/hr-account-reviews': listed(row()) } })
  const table = await screen.findByRole('region', { name: '列表' })
  expect(await within(table).findByText('李人事')).toBeTruthy()
  expect(screen.getByText('待审核（1）')).toBeTruthy()
  expect(screen.getByText('已通过（3）')).toBeTruthy()
  expect(requests.some((r) => decodeURIComponent(r.path).includes('name=人民'))).toBe(true)
})
