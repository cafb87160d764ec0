import type { AreaRoute } from '../../app/area-routes'

export const routes: AreaRoute[] = [
  { path: 'objections', title: '考生确认与异议', permission: 'trial.read', page: () => import('./objections-page').then((m) => m.ObjectionsPage) },
]
