import type { AreaRoute } from '../../app/area-routes'

export const routes: AreaRoute[] = [
  {
    path: 'confirmation-code',
    title: '本单位确认码',
    permission: 'confirmationCode.read',
    page: () => import('./confirmation-code-page').then((m) => m.ConfirmationCodePage),
  },
]
