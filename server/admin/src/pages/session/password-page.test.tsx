import { SessionInfo } from '@talent/shared/contract/session'
import { fireEvent, screen, waitFor } from '@testing-library/react'
import { SessionProvider } from '../../api/session'
import { fakeServer, ok, refused, sessionInfo, type Reply } from '../../testing/fake-server'
import { renderApp } from '../../testing/render-app'
import { PasswordPage } from './password-page'

function open(reply: Reply) {
  const requests = fakeServer(() => reply)
  const info = SessionInfo.parse(sessionInfo())
  const element = (
    <SessionProvider info={info}>
      <PasswordPage />
    </SessionProvider>
  )
  const app = renderApp([{ path: '/password', element }, { path: '/', element: <p>首页</p> }], '/password')
  return { requests, ...app }
}
const fill = (label: string, value: string) => fireEvent.change(screen.getByLabelText(label), { target: { value } })
const save = () => fireEvent.click(screen.getByRole('button', { name: '保存新密码' }))

test('the policy answers while the password is typed', async () => {
  open(ok({ ok: true }))
  expect(screen.queryByText(/已符合/)).toBeNull()
  fill('新密码', 'Abc1234！')
  expect(await screen.findByText(/密码中的“！”是全角字符/)).toBeTruthy()
  expect(screen.getByText('至少 8 位').textContent).toContain('已符合')
})

test('the repeated password is not complained about before it was typed', async () => {
  open(ok({ ok: true }))
  fill('新密码', 'Good#2580x')
  await screen.findAllByText(/已符合/)
  expect(screen.queryByText(/两次输入的新密码不一致/)).toBeNull()
})

test('a password against the policy, or repeated otherwise, is not sent', async () => {
  const { requests } = open(ok({ ok: true }))
  fill('当前密码', 'Old#2580xy')
  fill('新密码', 'short')
  fill('再次输入新密码', 'other')
  save()
  expect(await screen.findByText(/两次输入的新密码不一致/)).toBeTruthy()
  fill('再次输入新密码', 'short')
  save()
  await waitFor(() => expect(screen.getAllByText(/密码至少 8 位/)).toHaveLength(2))
  expect(requests).toEqual([])
})

test('what only the server knows stands beside the new password', async () => {
  open(refused(422, 'PASSWORD_REJECTED', { issues: [{ path: ['newPassword'], code: 'PASSWORD_USED', message: '不能使用最近 5 次用过的密码' }] }))
  fill('当前密码', 'Old#2580xy')
  fill('新密码', 'Good#2580x')
  fill('再次输入新密码', 'Good#2580x')
  save()
  expect(await screen.findByText('不能使用最近 5 次用过的密码')).toBeTruthy()
})

test('after the change the person goes on at the home page', async () => {
  const { requests } = open(ok({ ok: true }))
  fill('当前密码', 'Old#2580xy')
  fill('新密码', 'Good#2580x')
  fill('再次输入新密码', 'Good#2580x')
  save()
  expect(await screen.findByText('首页')).toBeTruthy()
  expect(requests[0]?.body).toEqual({ currentPassword: 'Old#2580xy', newPassword: 'Good#2580x' })
})
