import type { AreaRoute } from '../../app/area-routes'

export const routes: AreaRoute[] = [
  { path: 'identity-reviews', title: '实名人工审核', permission: 'identityReview.read', page: () => import('./identity-reviews-page').then((m) => m.IdentityReviewsPage) },
  { path: 'identity-reviews/:reviewId', title: '实名人工审核', permission: 'identityReview.read', page: () => import('./identity-review-page').then((m) => m.IdentityReviewPage) },
]
