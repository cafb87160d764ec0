import type { AreaRoute } from '../../app/area-routes'

export const routes: AreaRoute[] = [
  { path: 'person-checks', title: '人工核验', permission: 'personCheck.read', page: () => import('./person-checks-page').then((m) => m.PersonChecksPage) },
  { path: 'person-checks/:checkId', title: '人工核验', permission: 'personCheck.read', page: () => import('./person-check-page').then((m) => m.PersonCheckPage) },
]
