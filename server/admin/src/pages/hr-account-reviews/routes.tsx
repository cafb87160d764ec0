import type { AreaRoute } from '../../app/area-routes'

export const routes: AreaRoute[] = [
  { path: 'hr-account-reviews', title: '人事账号申请审核', permission: 'hrAccountReview.read', page: () => import('./hr-reviews-page').then((m) => m.HrReviewsPage) },
  { path: 'hr-account-reviews/:hrApplicationId', title: '人事账号申请审核', permission: 'hrAccountReview.read', page: () => import('./hr-review-page').then((m) => m.HrReviewPage) },
]
