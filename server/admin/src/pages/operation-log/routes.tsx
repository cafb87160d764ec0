import type { AreaRoute } from '../../app/area-routes'

export const routes: AreaRoute[] = [
  { path: 'operation-log', title: '登录与操作日志', permission: 'operationLog.read', page: () => import('./operation-log-page').then((m) => m.OperationLogPage) },
]
