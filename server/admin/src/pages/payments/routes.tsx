import type { AreaRoute } from '../../app/area-routes'

export const routes: AreaRoute[] = [
  { path: 'payments', title: '缴费管理', permission: 'payment.read', page: () => import('./payments-page').then((m) => m.PaymentsPage) },
  { path: 'payments/:applicationId', title: '缴费管理', permission: 'payment.read', page: () => import('./payment-page').then((m) => m.PaymentPage) },
]
