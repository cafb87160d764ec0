import type { AreaRoute } from '../../app/area-routes'

export const routes: AreaRoute[] = [
  { path: '', title: '待办', permission: null, page: () => import('./home-page').then((m) => m.HomePage) },
]
