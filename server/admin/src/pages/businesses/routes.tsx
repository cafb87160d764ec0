import type { AreaRoute } from '../../app/area-routes'

export const routes: AreaRoute[] = [
  { path: 'businesses', title: '机构人事业务管理', permission: 'authorization.read', page: () => import('./businesses-page').then((m) => m.BusinessesPage) },
]
