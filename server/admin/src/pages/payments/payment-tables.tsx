import type { LedgerEntry, PaymentOrder, PaymentRefund } from '@talent/shared/contract/payments'
import { yuan } from '@talent/shared/domain/money'
import { orderLooks, refundLooks } from '@talent/shared/domain/states/payment-order'
import { Table } from 'antd'
import type { TableProps } from 'antd'
import { EmptyState } from '../../ui/empty-state'
import { StateTag } from '../../ui/state-tag'
import { timeText } from '../../ui/time-text'
import styles from './payments.module.css'

const frame = { size: 'small', pagination: false, scroll: { x: 'max-content' } } as const
const numeric = (text: string) => <span className={styles.number}>{text}</span>

export function Orders({ orders }: { orders: PaymentOrder[] }) {
  return <Table<PaymentOrder> {...frame} rowKey="id" columns={orderColumns} dataSource={orders} locale={{ emptyText: <EmptyState title="还没有订单" hint="考生在小程序中发起缴费后，订单会列在这里。" /> }} />
}

export function Refunds({ refunds }: { refunds: PaymentRefund[] }) {
  return <Table<PaymentRefund> {...frame} rowKey="id" columns={refundColumns} dataSource={refunds} />
}

export function Ledger({ entries }: { entries: LedgerEntry[] }) {
  return <Table<LedgerEntry> {...frame} rowKey="id" columns={ledgerColumns} dataSource={entries} locale={{ emptyText: <EmptyState title="还没有账目" hint="收到第一笔缴费后会记在这里。" /> }} />
}

const orderColumns: NonNullable<TableProps<PaymentOrder>['columns']> = [
  { key: 'orderNumber', title: '商户订单号', render: (_, order) => numeric(order.orderNumber) },
  { key: 'state', title: '状态', render: (_, order) => <StateTag tone={orderLooks[order.state].tone}>{orderLooks[order.state].label}</StateTag> },
  { key: 'amount', title: '金额', align: 'right', render: (_, order) => numeric(yuan(order.amountFen)) },
  { key: 'createdAt', title: '下单时间', render: (_, order) => numeric(timeText(order.createdAt)) },
  { key: 'paidAt', title: '支付时间', render: (_, order) => (order.paidAt ? numeric(timeText(order.paidAt)) : order.state === 'open' ? `${timeText(order.expiresAt)} 前可支付` : '—') },
  { key: 'transactionId', title: '微信支付订单号', render: (_, order) => (order.transactionId ? numeric(order.transactionId) : '—') },
]

const refundColumns: NonNullable<TableProps<PaymentRefund>['columns']> = [
  { key: 'refundNumber', title: '商户退款单号', render: (_, refund) => numeric(refund.refundNumber) },
  { key: 'state', title: '状态', render: (_, refund) => <StateTag tone={refundLooks[refund.state].tone}>{refundLooks[refund.state].label}</StateTag> },
  { key: 'amount', title: '金额', align: 'right', render: (_, refund) => numeric(yuan(refund.amountFen)) },
  { key: 'reason', title: '原因', render: (_, refund) => <>{refund.reason}{refund.automatic && <span className={styles.small}>系统自动</span>}</> },
  { key: 'createdAt', title: '申请时间', render: (_, refund) => numeric(timeText(refund.createdAt)) },
  { key: 'finishedAt', title: '完成时间', render: (_, refund) => (refund.finishedAt ? numeric(timeText(refund.finishedAt)) : '—') },
]

const ledgerColumns: NonNullable<TableProps<LedgerEntry>['columns']> = [
  { key: 'kind', title: '收支', render: (_, entry) => (entry.kind === 'payment' ? '收款' : '退款') },
  { key: 'amount', title: '金额', align: 'right', render: (_, entry) => numeric(`${entry.kind === 'payment' ? '+' : '−'}${yuan(entry.amountFen)}`) },
  { key: 'at', title: '微信支付时间', render: (_, entry) => numeric(timeText(entry.at)) },
  { key: 'wechatNumber', title: '微信支付单号', render: (_, entry) => numeric(entry.wechatNumber) },
  { key: 'orderNumber', title: '商户订单号', render: (_, entry) => numeric(entry.orderNumber) },
  { key: 'recordedAt', title: '入账时间', render: (_, entry) => numeric(timeText(entry.recordedAt)) },
]
