import type { AreaRoute } from '../../app/area-routes'

export const routes: AreaRoute[] = [
  { path: 'transfer-reviews', title: '人员变动审核', permission: 'transferReview.read', page: () => import('./transfer-reviews-page').then((m) => m.TransferReviewsPage) },
  { path: 'transfer-reviews/:transferId', title: '人员变动审核', permission: 'transferReview.read', page: () => import('./transfer-review-page').then((m) => m.TransferReviewPage) },
]
