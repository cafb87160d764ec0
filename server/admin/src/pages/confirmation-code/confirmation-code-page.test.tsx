import type { Permission } from '@talent/shared/contract/permissions'
import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { ok, refused } from '../../testing/fake-server'
import { renderPage, type Answers } from '../../testing/render-page'
import { routes } from './routes'

const code = { code: 'AC34FG67', createdAt: '2026-03-10T01:00:00.000Z', boundCandidates: 42 }
const show = (answers: Answers = {}, permissions: Permission[] = ['confirmationCode.read', 'confirmationCode.write']) =>
  renderPage(routes, '/confirmation-code', { permissions, answers: { 'GET /api/confirmation-code': ok(code), ...answers } })

test('the code is shown large, in groups, with who is bound', async () => {
  show()
  expect(await screen.findByText('AC34-FG67')).toBeTruthy()
  expect(screen.getByText('42 人')).toBeTruthy()
  expect(screen.getByLabelText('确认码 AC34FG67 的二维码')).toBeTruthy()
})

test('rotating asks first, says who is not affected, and shows the new code', async () => {
  let now = code
  const { sent } = show({
    'GET /api/confirmation-code': () => ok(now),
    'POST /api/confirmation-code/rotations': () => {
      now = { ...code, code: 'XXYY7799' }
      return ok(now)
    },
  })
  fireEvent.click(await screen.findByRole('button', { name: '更换确认码' }))
  const dialog = within(await screen.findByRole('dialog'))
  expect(dialog.getByText(/已绑定的 42 名考生不受影响/)).toBeTruthy()
  expect(sent('POST', '/api/confirmation-code/rotations')).toHaveLength(0)
  fireEvent.click(dialog.getByRole('button', { name: '更换' }))
  expect(await screen.findByText('XXYY-7799')).toBeTruthy()
})

test('a cancelled rotation changes nothing', async () => {
  const { sent } = show()
  fireEvent.click(await screen.findByRole('button', { name: '更换确认码' }))
  const dialog = within(await screen.findByRole('dialog'))
  fireEvent.click(dialog.getByRole('button', { name: '取消' }))
  await waitFor(() => expect(sent('POST', '/api/confirmation-code/rotations')).toHaveLength(0))
})

test('who may only read can not rotate', async () => {
  show({}, ['confirmationCode.read'])
  await screen.findByText('AC34-FG67')
  expect(screen.queryByRole('button', { name: '更换确认码' })).toBeNull()
})

test('a failure shows its reason', async () => {
  show({ 'GET /api/confirmation-code': refused(403, 'FORBIDDEN') })
  expect(await screen.findByText('您没有使用此功能的权限，请联系管理员')).toBeTruthy()
})
