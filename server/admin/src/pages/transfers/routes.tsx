import type { AreaRoute } from '../../app/area-routes'

export const routes: AreaRoute[] = [
  { path: 'transfers', title: '人员变动管理', permission: 'transfer.read', page: () => import('./transfers-page').then((m) => m.TransfersPage) },
  { path: 'transfers/new', title: '办理人员变动', permission: 'transfer.write', page: () => import('./new-transfer-page').then((m) => m.NewTransferPage) },
  { path: 'transfers/:transferId', title: '人员变动', permission: 'transfer.read', page: () => import('./transfer-page').then((m) => m.TransferPage) },
  { path: 'transfers/:transferId/edit', title: '修改人员变动', permission: 'transfer.write', page: () => import('./edit-transfer-page').then((m) => m.EditTransferPage) },
]
