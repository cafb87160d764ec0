import { fireEvent, screen, waitFor } from '@testing-library/react'
import { fakeServer, ok, refused, sessionInfo, type Reply } from '../../testing/fake-server'
import { renderApp } from '../../testing/render-app'
import { SignInPage } from './sign-in-page'

const manager = { ...sessionInfo({ permissions: ['trialAudit.read', 'trialAudit.write'] }), account: { id: 5, username: '', displayName: '李管理', kind: 'manager', mustChangePassword: false, verified: true } }

/** `states`: what each poll is told, the last one from then on. */
function open(states: string[], finish: Reply = ok(manager)) {
  let made = 0
  const requests = fakeServer(({ method, path }) => {
    if (path === '/api/session') return refused(401, 'NOT_SIGNED_IN')
    if (path === '/api/manager-sign-ins') return ok({ signInId: ++made, code: 'AC34FG67HJ', url: 'https://talent.example/open/web-sign-in?code=AC34FG67HJ', expiresAt: '2026-11-21T02:03:00Z' })
    if (path.endsWith('/session')) return finish
    if (method === 'GET') return ok({ state: states.length > 1 ? states.shift() : states[0] })
    return 'offline'
  })
  const app = renderApp([{ path: '/sign-in', Component: SignInPage }, { path: '/', element: <p>首页</p> }], '/sign-in')
  const sent = (method: string, path: RegExp) => requests.filter((request) => request.method === method && path.test(request.path))
  return { ...app, sent }
}
const scan = async () => fireEvent.click(await screen.findByText('业务管理人扫码登录'))

test('no code is made before somebody wants to scan', async () => {
  const { sent } = open(['waiting'])
  await screen.findByLabelText('账号')
  expect(sent('POST', /manager-sign-ins/)).toEqual([])
})

test('shows the code, says that it was scanned, and goes on by itself once the phone confirmed', async () => {
  const { sent } = open(['waiting', 'scanned', 'confirmed'])
  await scan()
  expect(await screen.findByText('AC34-FG67-HJ')).toBeTruthy()
  expect(await screen.findByText('已扫描，请在手机上核对并确认登录。', {}, { timeout: 4000 })).toBeTruthy()
  expect(await screen.findByText('首页', {}, { timeout: 6000 })).toBeTruthy()
  expect(sent('POST', /manager-sign-ins\/1\/session/)).toHaveLength(1)
}, 15_000)

test.each([
  ['refused', '手机上已拒绝登录。'],
  ['expired', '二维码已失效，请刷新后重新扫描。'],
])('a code that was %s says so, is asked about no more, and another one can be made', async (state, words) => {
  const { sent } = open([state])
  await scan()
  expect(await screen.findByText(words)).toBeTruthy()
  const asked = sent('GET', /manager-sign-ins\/1$/).length
  await new Promise((resolve) => setTimeout(resolve, 2500))
  expect(sent('GET', /manager-sign-ins\/1$/)).toHaveLength(asked)
  fireEvent.click(screen.getByRole('button', { name: '刷新二维码' }))
  await waitFor(() => expect(sent('POST', /manager-sign-ins$/)).toHaveLength(2))
}, 10_000)

test('a binding that ended in between is said, and a new code offered', async () => {
  open(['confirmed'], refused(404, 'BINDING_ENDED', { detail: '您的业务授权已结束' }))
  await scan()
  expect(await screen.findByText('您的业务授权已结束')).toBeTruthy()
})
