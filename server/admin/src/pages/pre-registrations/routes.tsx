import type { AreaRoute } from '../../app/area-routes'

export const routes: AreaRoute[] = [
  { path: 'pre-registrations', title: '资格考试预报名', permission: 'trial.read', page: () => import('./registrations-page').then((m) => m.RegistrationsPage) },
  { path: 'pre-registrations/new', title: '新增预报名', permission: 'trial.write', page: () => import('./new-registrations-page').then((m) => m.NewRegistrationsPage) },
  { path: 'pre-registrations/:trialId', title: '预报名详情', permission: 'trial.read', page: () => import('./registration-page').then((m) => m.RegistrationPage) },
]
