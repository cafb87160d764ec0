import {
  checkPayment, closePaymentOrder, getPayment, getPaymentDetail, listMyPaymentOrders, openPaymentOrder, recheckPayment, refundPayment, searchPayments, takePaymentNotice,
  takeRefundNotice,
} from '@talent/shared/contract/payments'
import type { Mount } from '../../http/mount'
import type { Payments } from './payments'

export function mountPayments(mount: Mount, { paying, desk, notices }: Payments): void {
  mount(getPayment, ({ actor, params }) => paying.get(actor, params.applicationId))
  mount(openPaymentOrder, ({ actor, params }) => paying.open(actor, params.applicationId))
  mount(checkPayment, ({ actor, params }) => paying.check(actor, params.applicationId))
  mount(closePaymentOrder, ({ actor, params }) => paying.close(actor, params.applicationId))
  mount(listMyPaymentOrders, ({ actor, input }) => paying.list(actor, input))
  mount(searchPayments, ({ actor, input }) => desk.search(actor, input))
  mount(getPaymentDetail, ({ actor, params }) => desk.detail(actor, params.applicationId))
  mount(refundPayment, ({ actor, params, input }) => desk.refund(actor, params.applicationId, input.reason))
  mount(recheckPayment, ({ actor, params }) => desk.recheck(actor, params.applicationId))
  mount(takePaymentNotice, ({ input }) => notices.payment(input))
  mount(takeRefundNotice, ({ input }) => notices.refund(input))
}
