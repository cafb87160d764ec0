import type { AreaRoute } from '../../app/area-routes'

export const routes: AreaRoute[] = [
  { path: 'key-groups', title: '人员标签管理', permission: 'keyGroup.read', page: () => import('./key-groups-page').then((m) => m.KeyGroupsPage) },
  { path: 'key-groups/:keyGroupId', title: '人员标签', permission: 'keyGroup.read', page: () => import('./key-group-page').then((m) => m.KeyGroupPage) },
]
