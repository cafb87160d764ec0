import type { Permission } from '@talent/shared/contract/permissions'
import type { ComponentType } from 'react'
import type { RouteObject } from 'react-router'

/**
 * One page of an area. Each area owns `src/pages/<area>/routes.tsx`, which exports `routes: AreaRoute[]`;
 * `app/routes.tsx` finds the file by its place, so adding an area touches no shared file.
 *
 *     // pages/departments/routes.tsx
 *     export const routes: AreaRoute[] = [
 *       {
 *         path: 'departments',
 *         title: '部门管理',
 *         permission: 'department.read',
 *         page: () => import('./departments-page').then((m) => m.DepartmentsPage),
 *       },
 *     ]
 */
export interface AreaRoute {
  /** Below `/admin/`, without a leading slash; `''` is the home page. */
  path: string
  /** Title of the browser tab. */
  title: string
  /** Who lacks it sees an explanation instead of the page; `null`: every account. */
  permission: Permission | null
  /** Loads the page in a chunk of its own. */
  page: () => Promise<ComponentType>
}

/** What the shell reads from the matched route. */
export interface PageHandle {
  title: string
  permission: Permission | null
}

export const isPageHandle = (handle: unknown): handle is PageHandle =>
  typeof handle === 'object' && handle !== null && 'title' in handle && 'permission' in handle

export function toRouteObject({ path, title, permission, page }: AreaRoute): RouteObject {
  const handle: PageHandle = { title, permission }
  return {
    ...(path === '' ? { index: true as const } : { path }),
    handle,
    lazy: async () => ({ Component: await page() }),
  }
}
