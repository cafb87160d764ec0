import { fireEvent, screen, waitFor } from '@testing-library/react'
import type { TrialRow } from '@talent/shared/contract/trials'
import { fakeDownloads } from '../../testing/fake-downloads'
import { ok } from '../../testing/fake-server'
import { renderPage } from '../../testing/render-page'
import { aroundTrials, givenTrialRow } from './given-trial'
import { routes } from './routes'

function open(items: TrialRow[], at = '/trials', counts: Record<string, number> = { awaiting: 3, objected: 1 }) {
  const view = renderPage(routes, at, {
    permissions: ['trial.read', 'trial.write', 'examYear.read', 'department.read'],
    answers: { ...aroundTrials, 'POST /api/trials/search': ok({ items, total: items.length, page: 1, pageSize: 20, counts }) },
  })
  return { ...view, asked: () => view.sent('POST', '/api/trials/search').at(-1)?.body }
}

test('the tabs count by state, and a tab filters', async () => {
  const { asked } = open([givenTrialRow()])
  expect(await screen.findByText('全部（4）')).toBeTruthy()
  expect(screen.getByText('考生已确认（0）')).toBeTruthy()
  fireEvent.click(screen.getByText('考生有异议（1）'))
  await waitFor(() => expect(asked()).toMatchObject({ confirmationState: 'objected' }))
})

test('an identity number is asked for in the body and never stands in the URL', async () => {
  const { asked, router } = open([givenTrialRow()])
  const field = await screen.findByLabelText('证件号')
  fireEvent.change(field, { target: { value: '420102199001010129' } })
  fireEvent.keyDown(field, { key: 'Enter', keyCode: 13 })
  await waitFor(() => expect(asked()).toMatchObject({ identityNumber: '420102199001010129' }))
  expect(router.state.location.search).toBe('')
})

test('a state in the URL that there is not is not asked for', async () => {
  const { asked } = open([givenTrialRow()], '/trials?state=nothing&reviewState=x')
  await screen.findByText('张小燕')
  expect(asked()).not.toHaveProperty('confirmationState')
})

test('a row says where it stands and what waits', async () => {
  open([givenTrialRow({ confirmationState: 'objected', openObjections: 2, reviewState: 'revisionRequested' })])
  const row = (await screen.findByText('张小燕')).closest('tr')
  expect(row?.textContent).toContain('考生有异议2 条待答复')
  expect(row?.textContent).toContain('允许修改')
})

test('a confirmed filing is not deleted from the list', async () => {
  open([givenTrialRow({ confirmationState: 'confirmed' })])
  await screen.findByText('张小燕')
  expect(screen.queryByRole('button', { name: '删除张小燕的填报' })).toBeNull()
})

test('an empty list leads to the first filing', async () => {
  open([], '/trials', {})
  expect(await screen.findByText('还没有试用期填报')).toBeTruthy()
  expect(screen.getAllByRole('button', { name: '新增填报' })).toHaveLength(2)
})

test('the chosen are printed as one file', async () => {
  const asked = fakeDownloads()
  open([givenTrialRow(), givenTrialRow({ id: 6, name: '王强' })])
  await screen.findByText('张小燕')
  expect(screen.getByText('勾选人员后可以批量打印考核表')).toBeTruthy()
  for (const box of screen.getAllByRole('checkbox').slice(1)) fireEvent.click(box)
  fireEvent.click(await screen.findByRole('button', { name: /打印考核表（2 人）/ }))
  expect(asked).toMatchObject([{ method: 'POST', path: '/api/trials/assessment-forms', body: { trialIds: [5, 6] } }])
})

test('a filing that waits for a special form says so, and such filings can be asked for', async () => {
  const { asked } = open([givenTrialRow({ confirmationState: 'notReady', forms: { needed: 1, uploaded: 0 } })], '/trials?forms=missing')
  expect(await screen.findByText('缺少特殊附件')).toBeTruthy()
  expect(asked()).toMatchObject({ forms: 'missing' })
})
