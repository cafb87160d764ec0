import type { AreaRoute } from '../../app/area-routes'

export const routes: AreaRoute[] = [
  { path: 'trials', title: '试用期填报', permission: 'trial.read', page: () => import('./trials-page').then((m) => m.TrialsPage) },
  { path: 'trials/new', title: '新增试用期填报', permission: 'trial.write', page: () => import('./new-trial-page').then((m) => m.NewTrialPage) },
  { path: 'trials/batch', title: '批量填报试用期', permission: 'trial.write', page: () => import('./batch-trials-page').then((m) => m.BatchTrialsPage) },
  { path: 'trials/:trialId', title: '试用期填报详情', permission: 'trial.read', page: () => import('./trial-page').then((m) => m.TrialPage) },
]
