import type { AreaRoute } from '../../app/area-routes'

export const routes: AreaRoute[] = [
  { path: 'institution-changes', title: '机构信息修改', permission: 'institution.read', page: () => import('./institution-changes-page').then((m) => m.InstitutionChangesPage) },
]
