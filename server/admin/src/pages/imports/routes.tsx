import type { AreaRoute } from '../../app/area-routes'

export const routes: AreaRoute[] = [
  { path: 'imports', title: '人员信息导入管理', permission: 'import.read', page: () => import('./imports-page').then((m) => m.ImportsPage) },
  { path: 'imports/new', title: '新建导入', permission: 'import.write', page: () => import('./new-import-page').then((m) => m.NewImportPage) },
  { path: 'imports/:importId', title: '导入详情', permission: 'import.read', page: () => import('./import-page').then((m) => m.ImportPage) },
]
