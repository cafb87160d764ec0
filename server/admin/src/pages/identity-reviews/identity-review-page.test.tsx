import { fireEvent, screen, waitFor } from '@testing-library/react'
import { ok, refused } from '../../testing/fake-server'
import { renderPage, type Answers } from '../../testing/render-page'
import type { Review } from './decision-card'
import { routes } from './routes'

const review = (overrides: Partial<Review> = {}): Review => ({
  id: 4,
  name: '张小燕',
  identityType: 'residentCard',
  identityNumber: '4201****29',
  submittedAt: '2026-11-01T01:30:00.000Z',
  state: 'pending',
  reviewerName: null,
  fullIdentityNumber: '420102199001010129',
  phone: '13800000000',
  opinion: null,
  takenByOther: false,
  version: 2,
  ...overrides,
})
const listed = (...items: object[]) => ok({ items, total: items.length, page: 1, pageSize: 100 })
const decisions = '/api/identity-reviews/4/decisions'

beforeEach(() => {
  Object.assign(URL, { createObjectURL: () => 'blob:photo', revokeObjectURL: () => {} })
})

async function open(overrides: Partial<Review> = {}, answers: Answers = {}, permissions: ('identityReview.read' | 'identityReview.write')[] = ['identityReview.read', 'identityReview.write']) {
  const view = renderPage(routes, '/identity-reviews/4', {
    permissions,
    answers: {
      'GET /api/identity-reviews': listed(review(), review({ id: 5, name: '李强' })),
      'GET /api/identity-reviews/4': ok(review(overrides)),
      'GET /api/identity-reviews/5': ok(review({ id: 5, name: '李强' })),
      'GET /api/identity-reviews/4/photos/front': ok({}),
      'GET /api/identity-reviews/4/photos/back': ok({}),
      'GET /api/identity-reviews/5/photos/front': ok({}),
      'GET /api/identity-reviews/5/photos/back': ok({}),
      [`POST ${decisions}`]: ok(review({ state: 'verified' })),
      ...answers,
    },
  })
  await screen.findByRole('heading', { level: 1, name: '张小燕' })
  await screen.findByText('待审核 2 件')
  return view
}
const press = (key: string, at: Element | Window = document.body, more = {}) => fireEvent.keyDown(at, { key, ...more })
const opinion = () => screen.getByRole('textbox')

test('the whole number is shown in groups, with what it says', async () => {
  await open()
  expect(screen.getByText('420102 19900101 0129')).toBeTruthy()
  expect(screen.getByText('1990-01-01，女性')).toBeTruthy()
  expect(screen.getByText('138 0000 0000')).toBeTruthy()
})

test('1 and Enter accept, and the next one comes by itself', async () => {
  const { sent, router } = await open()
  press('1')
  const submit = await screen.findByRole('button', { name: '提交：通过' })
  await waitFor(() => expect(document.activeElement).toBe(submit))
  fireEvent.click(submit)
  await waitFor(() => expect(router.state.location.pathname).toBe('/identity-reviews/5'))
  expect(sent('POST', decisions)[0]?.body).toEqual({ decision: 'accept', opinion: '', version: 2 })
})

test('2 asks for a reason; Ctrl+Enter sends it', async () => {
  const { sent } = await open()
  press('2')
  // At once: what is typed next goes into the opinion from its first character.
  expect(document.activeElement).toBe(opinion())
  await waitFor(() => expect(document.activeElement).toBe(opinion()))
  press('Enter', opinion(), { ctrlKey: true })
  expect(await screen.findByText('请填写不通过的原因，让申请人知道怎么修改')).toBeTruthy()
  expect(sent('POST', decisions)).toEqual([])
  fireEvent.change(opinion(), { target: { value: '照片模糊' } })
  press('Enter', opinion(), { ctrlKey: true })
  await waitFor(() => expect(sent('POST', decisions)[0]?.body).toEqual({ decision: 'reject', opinion: '照片模糊', version: 2 }))
})

test('keys that are typed into the opinion decide nothing', async () => {
  await open()
  press('1', opinion())
  expect(screen.getByRole('button', { name: '提交' })).toBeTruthy()
})

test('arrows lead to the neighbours and to the other side of the document', async () => {
  const { router } = await open()
  expect(await screen.findByAltText('证件正面照片')).toBeTruthy()
  press('ArrowRight')
  expect(await screen.findByAltText('证件背面照片')).toBeTruthy()
  press('ArrowDown')
  await waitFor(() => expect(router.state.location.pathname).toBe('/identity-reviews/5'))
})

test('R turns the photo and + enlarges it', async () => {
  await open()
  const photo = await screen.findByAltText('证件正面照片')
  press('r')
  expect(photo.style.transform).toContain('rotate(90deg)')
  press('+')
  expect(photo.parentElement?.style.width).toBe('150%')
  press('0')
  expect(photo.style.transform).toContain('rotate(0deg)')
})

test('an appeal is named, and accepting it asks once more', async () => {
  const { sent } = await open({ takenByOther: true })
  expect(screen.getByText('申诉：该证件号已由另一微信用户认证')).toBeTruthy()
  press('1')
  fireEvent.click(await screen.findByRole('button', { name: '提交：通过' }))
  const sure = await screen.findByRole('button', { name: '通过申诉' })
  expect(sent('POST', decisions)).toEqual([])
  fireEvent.click(sure)
  await waitFor(() => expect(sent('POST', decisions)).toHaveLength(1))
})

test('a colleague who was faster is named', async () => {
  const { router } = await open({}, { [`POST ${decisions}`]: refused(409, 'IDENTITY_STATE', { detail: '王芳已于 2026-11-01 10:00 审核通过' }) })
  press('1')
  fireEvent.click(await screen.findByRole('button', { name: '提交：通过' }))
  expect(await screen.findByText('王芳已于 2026-11-01 10:00 审核通过')).toBeTruthy()
  expect(router.state.location.pathname).toBe('/identity-reviews/4')
})

test('what was decided is shown and not decided again', async () => {
  await open({ state: 'rejected', reviewerName: '王芳', opinion: '照片模糊' })
  expect(screen.getByText('王芳 审核：未通过')).toBeTruthy()
  expect(screen.queryByRole('button', { name: /提交/ })).toBeNull()
})

test('who may only read decides nothing', async () => {
  await open({}, {}, ['identityReview.read'])
  expect(screen.queryByRole('button', { name: /提交/ })).toBeNull()
})
