import type { AreaRoute } from '../../app/area-routes'

export const routes: AreaRoute[] = [
  { path: 'audit', title: '试用期审核', permission: 'trialAudit.read', page: () => import('./audit-home-page').then((m) => m.AuditHomePage) },
  { path: 'audit/:businessCode', title: '材料审核列表', permission: 'trialAudit.read', page: () => import('./audit-list-page').then((m) => m.AuditListPage) },
  {
    path: 'audit/:businessCode/applications/:applicationId', title: '材料审核详情', permission: 'trialAudit.read',
    page: () => import('./audit-review-page').then((m) => m.AuditReviewPage),
  },
]
