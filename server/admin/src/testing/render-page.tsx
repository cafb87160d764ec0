import type { Permission } from '@talent/shared/contract/permissions'
import { Outlet } from 'react-router'
import { toRouteObject, type AreaRoute } from '../app/area-routes'
import { RequireSession } from '../layout/require-session'
import { fakeServer, ok, sessionInfo, type Reply, type Request } from './fake-server'
import { renderApp } from './render-app'

/** Answers by `METHOD /path`; a function sees the request, so that a later call can be answered otherwise. */
export type Answers = Record<string, Reply | 'offline' | ((request: Request) => Reply | 'offline')>

interface Options {
  answers: Answers
  permissions: Permission[]
}

/**
 * Renders the pages of an area for a signed-in account, without the menu around them. A path that is not answered is
 * offline, so a page that asks for more than its test knows shows its problem.
 */
export function renderPage(routes: AreaRoute[], at: string, { answers, permissions }: Options) {
  const requests = fakeServer((request) => {
    const path = request.path.split('?')[0] ?? ''
    const answer = answers[`${request.method} ${path}`] ?? (request.method === 'GET' && path === '/api/session' ? ok(sessionInfo({ permissions })) : 'offline')
    return typeof answer === 'function' ? answer(request) : answer
  })
  const frame = (
    <RequireSession>
      <Outlet />
    </RequireSession>
  )
  const pages = [...routes.map(toRouteObject), { path: '*', element: <p>别的页面</p> }]
  const view = renderApp([{ path: '/', element: frame, HydrateFallback: () => null, children: pages }], at)
  /** What was sent to an endpoint, without the reads around it. */
  const sent = (method: string, path: string) => requests.filter((r) => r.method === method && r.path.split('?')[0] === path)
  return { ...view, requests, sent }
}
