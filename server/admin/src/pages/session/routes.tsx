import type { AreaRoute } from '../../app/area-routes'

export const routes: AreaRoute[] = [
  { path: 'password', title: '修改密码', permission: null, page: () => import('./password-page').then((m) => m.PasswordPage) },
]
