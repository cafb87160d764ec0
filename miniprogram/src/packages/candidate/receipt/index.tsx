import { getPayment, type PaymentOrder, type PaymentRefund } from '@talent/shared/contract/payments'
import { yuan } from '@talent/shared/domain/money'
import { lookOfOrder, refundLooks } from '@talent/shared/domain/states/payment-order'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { useQuery } from '../../../api/use-query'
import { say } from '../../../platform/dialogs'
import { copyText } from '../../../platform/files'
import { openPage, pageId } from '../../../platform/navigation'
import { candidatePaths } from '../../../platform/page-paths'
import { chinaTime } from '../../../platform/time'
import { LinkButton, SecondaryButton } from '../../../ui/buttons'
import { Section } from '../../../ui/card'
import { Empty } from '../../../ui/empty'
import { FieldRow } from '../../../ui/field-row'
import { Notice } from '../../../ui/notice'
import { PageShell } from '../../../ui/page-shell'
import { StateTag } from '../../../ui/state-tag'
import { FeeHead } from './fee-head'
import './receipt.scss'

/** One order with everything that a question about it needs (M10). */
export default function ReceiptPage() {
  const [{ applicationId, orderId }] = useState(() => ({ applicationId: pageId('applicationId'), orderId: pageId('orderId') }))
  const query = useQuery(getPayment, applicationId === null ? null : { applicationId })
  if (applicationId === null || orderId === null) {
    return (
      <PageShell title="缴费凭证">
        <Missing />
      </PageShell>
    )
  }
  return (
    <PageShell title="缴费凭证" query={query} skeleton="detail">
      {({ orders }) => {
        const order = orders.find(({ id }) => id === orderId)
        return order ? <Receipt order={order} /> : <Missing />
      }}
    </PageShell>
  )
}

const Missing = () => (
  <Empty title="没有找到这笔缴费" detail="请从“我的缴费”中选择。">
    <SecondaryButton onTap={() => openPage(candidatePaths.payments)}>查看我的缴费</SecondaryButton>
  </Empty>
)

const situations: Record<Exclude<PaymentOrder['state'], 'paid'>, string> = {
  open: '订单还没有支付，在“缴费”页可以继续支付。',
  closed: '订单已关闭，没有收款。',
  disputed: '微信支付报告的内容与应缴内容不一致，没有计入缴费。请联系考试管理机构核实，不要重复支付。',
}

function Receipt({ order }: { order: PaymentOrder }) {
  const { examYear, examName, institutionName, payerName, amountFen, orderNumber, transactionId, createdAt, paidAt, refunds, state } = order
  const look = lookOfOrder(order)
  return (
    <View>
      <FeeHead title={`${examYear} 年度 ${examName}报名费`} amountFen={amountFen} look={look} />
      {state === 'paid' ? null : <Notice tone={look.tone}>{situations[state]}</Notice>}
      <Section title="缴费信息" aside={<LinkButton onTap={() => copy(order)} label="复制商户订单号和微信支付订单号">复制单号</LinkButton>}>
        <FieldRow label="考生" value={payerName} />
        <FieldRow label="申报单位" value={institutionName ?? '已从原单位移除'} />
        {paidAt ? <FieldRow label="支付时间" value={chinaTime(paidAt)} /> : <FieldRow label="下单时间" value={chinaTime(createdAt)} />}
        {paidAt ? <FieldRow label="支付方式" value="微信支付" /> : null}
        <FieldRow label="商户订单号" value={orderNumber} />
        {transactionId ? <FieldRow label="微信支付单号" value={transactionId} /> : null}
      </Section>
      {refunds.map((refund) => (
        <Refund key={refund.id} refund={refund} />
      ))}
      {paidAt ? <View className="receipt__note">缴费凭证供核对使用，不是发票。需要票据的，请联系考试管理机构。</View> : null}
    </View>
  )
}

function Refund({ refund: { state, amountFen, reason, refundNumber, createdAt, finishedAt } }: { refund: PaymentRefund }) {
  const look = refundLooks[state]
  return (
    <Section title="退款" aside={<StateTag tone={look.tone}>{look.label}</StateTag>}>
      <FieldRow label="退款金额" value={yuan(amountFen)} />
      <FieldRow label="退款原因" value={reason} />
      <FieldRow label="申请时间" value={chinaTime(createdAt)} />
      {finishedAt ? <FieldRow label={state === 'succeeded' ? '退回时间' : '结束时间'} value={chinaTime(finishedAt)} /> : null}
      <FieldRow label="商户退款单号" value={refundNumber} />
      {state === 'abnormal' || state === 'failed' ? <FieldRow label="说明" value="款项没有退回，缴费仍然有效。考试管理机构会继续处理，如有疑问请联系考试管理机构。" /> : null}
    </Section>
  )
}

async function copy({ orderNumber, transactionId }: PaymentOrder): Promise<void> {
  const text = [`商户订单号 ${orderNumber}`, ...(transactionId ? [`微信支付订单号 ${transactionId}`] : [])].join('\n')
  say((await copyText(text)) ? '已复制单号' : '没有复制成功，请手动记下')
}
