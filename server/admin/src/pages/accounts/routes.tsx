import type { AreaRoute } from '../../app/area-routes'

export const routes: AreaRoute[] = [
  { path: 'accounts', title: '账号管理', permission: 'account.read', page: () => import('./accounts-page').then((m) => m.AccountsPage) },
  { path: 'roles', title: '管理角色管理', permission: 'role.read', page: () => import('./roles-page').then((m) => m.RolesPage) },
  { path: 'lower-accounts', title: '下级机构账号', permission: 'lowerAccount.read', page: () => import('./lower-accounts-page').then((m) => m.LowerAccountsPage) },
]
