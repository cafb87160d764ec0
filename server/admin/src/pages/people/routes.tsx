import type { AreaRoute } from '../../app/area-routes'

export const routes: AreaRoute[] = [
  { path: 'people', title: '人员信息管理', permission: 'person.read', page: () => import('./people-page').then((m) => m.PeoplePage) },
  { path: 'people/new', title: '新增人员', permission: 'person.write', page: () => import('./new-person-page').then((m) => m.NewPersonPage) },
  { path: 'people/:personId', title: '人员信息', permission: 'person.read', page: () => import('./person-page').then((m) => m.PersonPage) },
  { path: 'people/:personId/edit', title: '修改人员', permission: 'person.write', page: () => import('./edit-person-page').then((m) => m.EditPersonPage) },
]
