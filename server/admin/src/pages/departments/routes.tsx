import type { AreaRoute } from '../../app/area-routes'

export const routes: AreaRoute[] = [
  {
    path: 'departments',
    title: '部门管理',
    permission: 'department.read',
    page: () => import('./departments-page').then((m) => m.DepartmentsPage),
  },
]
