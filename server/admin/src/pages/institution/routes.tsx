import type { AreaRoute } from '../../app/area-routes'

export const routes: AreaRoute[] = [
  {
    path: 'institution',
    title: '机构信息维护',
    permission: 'institution.read',
    page: () => import('./institution-page').then((m) => m.InstitutionPage),
  },
]
