import type { AreaRoute } from '../../app/area-routes'

export const routes: AreaRoute[] = [
  { path: 'staffing-quotas', title: '机构编制管理', permission: 'staffingQuota.read', page: () => import('./staffing-plan-page').then((m) => m.StaffingPlanPage) },
  { path: 'staffing-grants', title: '机构编制管理', permission: 'staffingGrant.read', page: () => import('./staffing-grants-page').then((m) => m.StaffingGrantsPage) },
]
