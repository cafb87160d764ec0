import type { AreaRoute } from '../../app/area-routes'

export const routes: AreaRoute[] = [
  { path: 'account-reviews', title: '实名认证审核', permission: 'accountReview.read', page: () => import('./account-reviews-page').then((m) => m.AccountReviewsPage) },
  { path: 'account-reviews/:accountReviewId', title: '实名认证审核', permission: 'accountReview.read', page: () => import('./account-review-page').then((m) => m.AccountReviewPage) },
]
