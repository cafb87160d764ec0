import { createBrowserRouter, Outlet, type RouteObject } from 'react-router'
import { HelpFrame } from '../help/help-context'
import { RequireSession, signInPath } from '../layout/require-session'
import { toRouteObject, type AreaRoute } from './area-routes'
import { MissingPage, RouteProblem } from './route-problem'

/** Every `pages/<area>/routes.tsx`; only the lists of routes are loaded here, pages come when they are visited. */
const areas = import.meta.glob<{ routes: AreaRoute[] }>('../pages/*/routes.tsx', { eager: true })

const pages: RouteObject[] = Object.values(areas).flatMap((area) => area.routes.map(toRouteObject))

/** Whoever is signed in, within the shell. */
const behindSignIn: RouteObject = {
  element: (
    <RequireSession>
      <Outlet />
    </RequireSession>
  ),
  children: [
    {
      lazy: async () => ({ Component: (await import('../layout/app-shell')).AppShell }),
      children: [{ ErrorBoundary: RouteProblem, children: [...pages, { path: '*', Component: MissingPage }] }],
    },
  ],
}
const signIn: RouteObject = { path: signInPath, lazy: async () => ({ Component: (await import('../pages/session/sign-in-page')).SignInPage }) }

/** The help stands around everything, so that it is there before the sign-in and when a page is broken. */
export const createRouter = () =>
  createBrowserRouter(
    [{ Component: HelpFrame, HydrateFallback: () => null, children: [{ ErrorBoundary: RouteProblem, children: [signIn, behindSignIn] }] }],
    { basename: '/admin' },
  )
