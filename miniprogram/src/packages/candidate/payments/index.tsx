import { listMyPaymentOrders, type PaymentOrder } from '@talent/shared/contract/payments'
import { yuan } from '@talent/shared/domain/money'
import { lookOfOrder } from '@talent/shared/domain/states/payment-order'
import { View } from '@tarojs/components'
import { call } from '../../../api/call'
import { usePages } from '../../../api/use-pages'
import { openPage } from '../../../platform/navigation'
import { candidatePaths } from '../../../platform/page-paths'
import { chinaTime } from '../../../platform/time'
import { Card } from '../../../ui/card'
import { InfiniteList } from '../../../ui/infinite-list'
import { PageShell } from '../../../ui/page-shell'
import { StateTag } from '../../../ui/state-tag'
import './payments.scss'

const pageSize = 20

/** All own orders of all years, newest first. */
export default function Payments() {
  const pages = usePages('', (page, cancellation) => call(listMyPaymentOrders, { page, pageSize }, cancellation ? { cancellation } : {}))
  return (
    <PageShell title="我的缴费" query={pages.query}>
      {() => (
        <InfiniteList
          pages={pages}
          keyOf={({ id }) => id}
          render={(order) => <OrderCard order={order} />}
          empty={{ title: '还没有缴费', detail: '申报需要缴费时会发消息通知您，缴费后的凭证列在这里。' }}
        />
      )}
    </PageShell>
  )
}

function OrderCard({ order }: { order: PaymentOrder }) {
  const look = lookOfOrder(order)
  const title = `${order.examYear} 年度 ${order.examName}`
  const amount = yuan(order.amountFen)
  // What waits is paid on the page of the fee.
  const open = () => (order.state === 'open' ? openPage(candidatePaths.payment, { applicationId: order.applicationId }) : openPage(candidatePaths.receipt, { applicationId: order.applicationId, orderId: order.id }))
  return (
    <Card label={`${title}，${amount}，${look.label}`} onTap={open}>
      <View className="order-card__head">
        <View className="order-card__title">{title}</View>
        <StateTag tone={look.tone}>{look.label}</StateTag>
      </View>
      <View className="order-card__foot">
        <View className="order-card__amount">{amount}</View>
        <View className="order-card__time">{`${chinaTime(order.paidAt ?? order.createdAt)} ${order.paidAt ? '支付' : '下单'}`}</View>
      </View>
    </Card>
  )
}
