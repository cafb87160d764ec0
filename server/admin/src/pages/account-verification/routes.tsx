import type { AreaRoute } from '../../app/area-routes'

export const routes: AreaRoute[] = [
  { path: 'account-verification', title: '实名认证', permission: null, page: () => import('./account-verification-page').then((m) => m.AccountVerificationPage) },
]
