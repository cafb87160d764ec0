import { createPost, listPosts } from '@talent/shared/contract/organization'
import { act, fireEvent, screen, waitFor } from '@testing-library/react'
import { Link, Outlet } from 'react-router'
import { ProblemAlert } from '../api/problem-alert'
import { useSession } from '../api/session'
import { useEndpoint, useEndpointMutation } from '../api/use-endpoint'
import { SignInPage } from '../pages/session/sign-in-page'
import { fakeServer, ok, refused, sessionInfo, type Reply } from '../testing/fake-server'
import { renderApp } from '../testing/render-app'
import { RequireSession } from './require-session'

function PostsPage() {
  const { organization, can } = useSession()
  const posts = useEndpoint(listPosts, {})
  return (
    <>
      <p>{organization.name}</p>
      <p>{can('person.read') ? '可看人员' : '不可看人员'}</p>
      <input aria-label="草稿" />
      <ProblemAlert error={posts.error} retry={() => void posts.refetch()} />
      <p>{posts.data ? `岗位 ${posts.data.items.length}` : ''}</p>
      <Link to="/other">别处</Link>
    </>
  )
}

const routes = [
  { path: '/sign-in', Component: SignInPage },
  {
    element: (
      <RequireSession>
        <Outlet />
      </RequireSession>
    ),
    children: [
      { path: '/posts', Component: PostsPage },
      { path: '/password', element: <p>设置新密码</p> },
      { path: '/account-verification', element: <p>填写实名信息</p> },
    ],
  },
]

function server(state: { session: Reply; posts?: Reply; signIn?: Reply }) {
  return fakeServer(({ method, path }) => {
    if (path === '/api/posts') return state.posts ?? ok({ items: [] })
    if (path === '/api/session' && method === 'GET') return state.session
    if (path === '/api/session' && method === 'POST') return state.signIn ?? refused(401, 'WRONG_CREDENTIALS')
    if (path === '/api/captcha') return ok({ captchaId: 'c1', svg: '<svg/>' })
    return 'offline'
  })
}
const signInAs = async (password: string) => {
  fireEvent.change(await screen.findByLabelText('账号'), { target: { value: 'xiehe001' } })
  fireEvent.change(screen.getByLabelText('密码'), { target: { value: password } })
  fireEvent.click(screen.getByRole('button', { name: '登录' }))
}

test('nobody signed in: to the sign-in, and back to the page afterwards', async () => {
  server({ session: refused(401, 'NOT_SIGNED_IN'), signIn: ok(sessionInfo()) })
  const { router } = renderApp(routes, '/posts?page=2')
  await waitFor(() => expect(router.state.location.pathname).toBe('/sign-in'))
  await signInAs('Right#2580')
  await screen.findByText('武汉协和医院')
  expect(router.state.location).toMatchObject({ pathname: '/posts', search: '?page=2' })
})

test('rights come from the session', async () => {
  server({ session: ok(sessionInfo({ permissions: [] })) })
  renderApp(routes, '/posts')
  expect(await screen.findByText('不可看人员')).toBeTruthy()
})

test('an initial password leads to its change, and to nothing else', async () => {
  server({ session: ok(sessionInfo({ mustChangePassword: true })) })
  const { router } = renderApp(routes, '/posts')
  expect(await screen.findByText('设置新密码')).toBeTruthy()
  expect(router.state.location.pathname).toBe('/password')
})

test('a call answered with PASSWORD_CHANGE_REQUIRED leads there too', async () => {
  server({ session: ok(sessionInfo()), posts: refused(403, 'PASSWORD_CHANGE_REQUIRED') })
  const { router } = renderApp(routes, '/posts')
  await waitFor(() => expect(router.state.location.pathname).toBe('/password'))
})

test('a person who is not verified gets to the verification and the password, and to nothing else', async () => {
  server({ session: ok(sessionInfo({ verified: false })) })
  const { router } = renderApp(routes, '/posts')
  expect(await screen.findByText('填写实名信息')).toBeTruthy()
  await act(() => router.navigate('/password'))
  expect(await screen.findByText('设置新密码')).toBeTruthy()
})

test('the new password comes before the verification', async () => {
  server({ session: ok(sessionInfo({ verified: false, mustChangePassword: true })) })
  const { router } = renderApp(routes, '/account-verification')
  await waitFor(() => expect(router.state.location.pathname).toBe('/password'))
})

test('a call answered with ACCOUNT_VERIFICATION_REQUIRED leads to the verification', async () => {
  server({ session: ok(sessionInfo()), posts: refused(403, 'ACCOUNT_VERIFICATION_REQUIRED') })
  const { router } = renderApp(routes, '/posts')
  await waitFor(() => expect(router.state.location.pathname).toBe('/account-verification'))
})

test('a session that ends asks for the password over the page, and what was typed stays', async () => {
  const state = { session: ok(sessionInfo()), posts: refused(401, 'SESSION_EXPIRED'), signIn: ok(sessionInfo()) }
  server(state)
  renderApp(routes, '/posts')
  fireEvent.change(await screen.findByLabelText('草稿'), { target: { value: '没保存的内容' } })
  expect(await screen.findByText('登录已过期，请重新登录')).toBeTruthy()
  state.posts = ok({ items: [] })
  await signInAs('Right#2580')
  expect(await screen.findByText('岗位 0')).toBeTruthy()
  await waitFor(() => expect(screen.queryByText('登录已过期，请重新登录')).toBeNull())
  expect(screen.getByLabelText('草稿')).toHaveProperty('value', '没保存的内容')
})

describe('what was pressed when the session was over', () => {
  function savingServer(again: Reply) {
    const state = { session: ok(sessionInfo()), over: true }
    const requests = fakeServer(({ method, path }) => {
      if (path === '/api/posts' && method === 'POST') return state.over ? refused(401, 'SESSION_EXPIRED') : ok({ id: 3, name: '主治医师', standardPostCode: null, people: 0, version: 1 })
      if (path === '/api/posts') return ok({ items: [] })
      if (path === '/api/session' && method === 'GET') return state.session
      if (path === '/api/session' && method === 'POST') {
        state.over = false
        return again
      }
      if (path === '/api/session') return refused(401, 'SESSION_EXPIRED')
      return 'offline'
    })
    return { saves: () => requests.filter(({ method, path }) => method === 'POST' && path === '/api/posts').length }
  }
  function SavePage() {
    const save = useEndpointMutation(createPost)
    return (
      <>
        <button type="button" onClick={() => save.mutate({ name: '主治医师', standardPostCode: null })}>保存</button>
        <p>{save.data ? '已保存' : save.error ? '没有保存' : ''}</p>
      </>
    )
  }
  const savePages = [
    { path: '/', element: <p>待办</p> },
    { path: '/sign-in', Component: SignInPage },
    { element: <RequireSession><Outlet /></RequireSession>, children: [{ path: '/save', Component: SavePage }] },
  ]
  const pressSave = async () => {
    fireEvent.click(await screen.findByText('保存'))
    await screen.findByText('登录已过期，请重新登录')
  }

  test('is done once the same person is back', async () => {
    const { saves } = savingServer(ok(sessionInfo()))
    renderApp(savePages, '/save')
    await pressSave()
    await signInAs('Right#2580')
    expect(await screen.findByText('已保存')).toBeTruthy()
    expect(saves()).toBe(2)
  })

  test('is not done in the name of somebody else', async () => {
    const { saves } = savingServer(ok(sessionInfo({ id: 99 })))
    renderApp(savePages, '/save')
    await pressSave()
    await signInAs('Right#2580')
    expect(await screen.findByText('待办')).toBeTruthy()
    expect(saves()).toBe(1)
  })

  test('is not done when it was given up', async () => {
    const { saves } = savingServer(ok(sessionInfo()))
    renderApp(savePages, '/save')
    await pressSave()
    fireEvent.click(screen.getByRole('button', { name: '不再登录，放弃未保存的内容' }))
    await waitFor(() => expect(screen.queryByText('登录已过期，请重新登录')).toBeNull())
    expect(saves()).toBe(1)
  })
})

test('no answer from the server is no sign-out', async () => {
  const state: { session: Reply } = { session: refused(503, 'UPSTREAM_UNAVAILABLE') }
  server(state)
  const { router } = renderApp(routes, '/posts')
  expect(await screen.findByText('对方系统暂时没有响应，请稍后重试')).toBeTruthy()
  expect(router.state.location.pathname).toBe('/posts')
  state.session = ok(sessionInfo())
  fireEvent.click(screen.getByRole('button', { name: '重试' }))
  expect(await screen.findByText('武汉协和医院')).toBeTruthy()
})

test('the captcha appears when the server asks for it and travels with the next try', async () => {
  const state = { session: refused(401, 'NOT_SIGNED_IN'), signIn: refused(422, 'CAPTCHA_REQUIRED') }
  const requests = server(state)
  renderApp(routes, '/sign-in')
  await screen.findByLabelText('账号')
  expect(screen.queryByLabelText('图形验证码')).toBeNull()
  await signInAs('Wrong#2580')
  fireEvent.change(await screen.findByLabelText('图形验证码'), { target: { value: 'k7m2' } })
  await screen.findByAltText('图形验证码')
  await signInAs('Right#2580')
  await waitFor(() =>
    expect(requests.findLast((request) => request.method === 'POST')?.body).toEqual({
      username: 'xiehe001', password: 'Right#2580', captchaId: 'c1', captchaText: 'k7m2',
    }),
  )
})

test('a locked account is told so in the words of the problem', async () => {
  server({ session: refused(401, 'NOT_SIGNED_IN'), signIn: refused(423, 'ACCOUNT_LOCKED') })
  renderApp(routes, '/sign-in')
  await signInAs('Wrong#2580')
  expect(await screen.findByText(/账号已锁定，请 30 分钟后再试/)).toBeTruthy()
})
