import type { AreaRoute } from '../../app/area-routes'

export const routes: AreaRoute[] = [
  { path: 'institution-change-reviews', title: '机构信息修改审核', permission: 'institutionChange.read', page: () => import('./change-reviews-page').then((m) => m.ChangeReviewsPage) },
  { path: 'institution-change-reviews/:changeId', title: '机构信息修改审核', permission: 'institutionChange.read', page: () => import('./change-review-page').then((m) => m.ChangeReviewPage) },
]
