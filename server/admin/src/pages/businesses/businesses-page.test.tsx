import type { Permission } from '@talent/shared/contract/permissions'
import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { ok, refused } from '../../testing/fake-server'
import { renderPage, type Answers } from '../../testing/render-page'
import { routes } from './routes'

const at = '2026-03-10T01:00:00.000Z'
const exam = { businessCode: '05', businessName: '医师资格考试', code: { id: 7, state: 'issued', hint: 'X9', createdAt: at, expiresAt: at }, managers: [] }
const title = {
  businessCode: '03',
  businessName: '卫生专业技术资格考试',
  code: { id: 6, state: 'used', hint: 'K4', createdAt: at, expiresAt: at },
  managers: [{ bindingId: 21, role: 'main', name: '李建国', phone: '139****0001', boundAt: at }],
}
const training = { businessCode: '58', businessName: '培训平台', code: null, managers: [] }
const issue = 'POST /api/businesses/58/authorization-codes'

const show = (answers: Answers = {}, permissions: Permission[] = ['authorization.read', 'authorization.write']) =>
  renderPage(routes, '/businesses', { permissions, answers: { 'GET /api/businesses': ok({ items: [exam, title, training] }), ...answers } })
const press = async (name: string) => fireEvent.click(await screen.findByRole('button', { name }))
const answer = async (action: string) => fireEvent.click(within(await screen.findByRole('dialog')).getByRole('button', { name: action }))

test('every business shows the state of its code in words, and who manages it', async () => {
  show()
  const rows = (await screen.findAllByRole('row')).map((row) => row.textContent)
  expect(rows[1]).toMatch(/医师资格考试05待使用 尾号 X9有效期至 2026-03-10 \d\d:\d\d未绑定/)
  expect(rows[2]).toMatch(/已激活 尾号 K4.*李建国 139\*\*\*\*0001业务管理人/)
  expect(rows[3]).toContain('未生成未绑定')
})

test('a new code is shown whole once, and the dialog stays until it is closed on purpose', async () => {
  show({ [issue]: ok({ code: '34679ACDEF', expiresAt: at }) })
  await press('为“培训平台”生成授权码')
  expect(await screen.findByText('34679 ACDEF')).toBeTruthy()
  fireEvent.keyDown(document.body, { key: 'Escape' })
  expect(screen.getByText('34679 ACDEF')).toBeTruthy()
  await press('已交给业务管理人，关闭')
  await waitFor(() => expect(screen.queryByText('34679 ACDEF')).toBeNull())
})

test('making a new code while one waits asks first, since the old one dies', async () => {
  const { sent } = show()
  await press('为“医师资格考试”重新生成')
  expect(await screen.findByText(/尾号 X9 的授权码还没有使用/)).toBeTruthy()
  await answer('取消')
  expect(sent('POST', '/api/businesses/05/authorization-codes')).toHaveLength(0)
})

test('a code is revoked after a question', async () => {
  const { sent } = show({ 'DELETE /api/businesses/05/authorization-codes/7': ok({ ok: true }) })
  await press('作废“医师资格考试”的授权码')
  await answer('作废')
  await waitFor(() => expect(sent('DELETE', '/api/businesses/05/authorization-codes/7')).toHaveLength(1))
})

test('a code that was used meanwhile: the reason, and the list as it is now', async () => {
  let items: unknown[] = [exam]
  show({
    'GET /api/businesses': () => ok({ items }),
    'DELETE /api/businesses/05/authorization-codes/7': () => {
      items = [{ ...exam, code: { ...exam.code, state: 'used' } }]
      return refused(409, 'CODE_STATE', { detail: '授权码已激活，不能作废' })
    },
  })
  await press('作废“医师资格考试”的授权码')
  await answer('作废')
  expect(await screen.findByText('授权码已激活，不能作废')).toBeTruthy()
  expect(await screen.findByText('已激活')).toBeTruthy()
})

test('ending a manager names them and asks first', async () => {
  const { sent } = show({ 'DELETE /api/businesses/03/managers/21': ok({ ok: true }) })
  await press('解除李建国的授权')
  expect(await screen.findByText(/立即不能再办理“卫生专业技术资格考试”的审核/)).toBeTruthy()
  expect(sent('DELETE', '/api/businesses/03/managers/21')).toHaveLength(0)
  await answer('解除授权')
  await waitFor(() => expect(sent('DELETE', '/api/businesses/03/managers/21')).toHaveLength(1))
})

test('who may only read sees no actions', async () => {
  show({}, ['authorization.read'])
  await screen.findByText('李建国')
  expect(screen.queryByRole('button', { name: /生成|作废|解除/ })).toBeNull()
})
