import type { AreaRoute } from '../../app/area-routes'

export const routes: AreaRoute[] = [{ path: 'photo-wall', title: '人员信息查询', permission: 'person.read', page: () => import('./photo-wall-page').then((m) => m.PhotoWallPage) }]
