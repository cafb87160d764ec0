import type { AreaRoute } from '../../app/area-routes'

export const routes: AreaRoute[] = [
  { path: 'details', title: '个人信息维护', permission: 'person.read', page: () => import('./details-page').then((m) => m.DetailsPage) },
]
