import type { PaymentOrder } from '@talent/shared/contract/payments'
import { yuan } from '@talent/shared/domain/money'
import { lookOfOrder } from '@talent/shared/domain/states/payment-order'
import { openPage } from '../../../platform/navigation'
import { candidatePaths } from '../../../platform/page-paths'
import { chinaTime } from '../../../platform/time'
import { ListRow } from '../../../ui/card'
import { StateTag } from '../../../ui/state-tag'

/** One order in a list; it leads to its receipt. */
export function OrderRow({ order }: { order: PaymentOrder }) {
  const look = lookOfOrder(order)
  const amount = yuan(order.amountFen)
  const at = chinaTime(order.paidAt ?? order.createdAt)
  return (
    <ListRow
      title={amount}
      detail={`${at} ${order.paidAt ? '支付' : '下单'}`}
      aside={<StateTag tone={look.tone}>{look.label}</StateTag>}
      label={`${amount}，${look.label}，${at}`}
      onTap={() => openPage(candidatePaths.receipt, { applicationId: order.applicationId, orderId: order.id })}
    />
  )
}
