import { getPayment, type Payment } from '@talent/shared/contract/payments'
import { yuan } from '@talent/shared/domain/money'
import { payment as paymentStates } from '@talent/shared/domain/states/payment'
import { View } from '@tarojs/components'
import { useEffect, useState } from 'react'
import { prepareSubscriptions } from '../../../api/subscription'
import { useQuery } from '../../../api/use-query'
import { ask } from '../../../platform/dialogs'
import { openPage, pageId } from '../../../platform/navigation'
import { candidatePaths } from '../../../platform/page-paths'
import { chinaTime } from '../../../platform/time'
import { LinkButton, PrimaryButton, SecondaryButton } from '../../../ui/buttons'
import { Section } from '../../../ui/card'
import { Empty } from '../../../ui/empty'
import { FieldRow } from '../../../ui/field-row'
import { Notice } from '../../../ui/notice'
import { PageShell } from '../../../ui/page-shell'
import { OrderRow } from '../receipt/order-row'
import { FeeHead } from '../receipt/fee-head'
import { type Paying, usePaying } from './use-paying'

/** 缴费: what is to pay, paying it, and what became of it (M10). */
export default function PaymentPage() {
  const [applicationId] = useState(() => pageId('applicationId'))
  if (applicationId !== null) return <OneFee applicationId={applicationId} />
  return (
    <PageShell title="缴费">
      <Empty title="没有指明是哪份申报" detail="请从“我的申报”中打开要缴费的申报。">
        <PrimaryButton onTap={() => openPage(candidatePaths.applications)}>查看我的申报</PrimaryButton>
      </Empty>
    </PageShell>
  )
}

function OneFee({ applicationId }: { applicationId: number }) {
  const query = useQuery(getPayment, { applicationId })
  const paying = usePaying(applicationId, query)
  useEffect(() => {
    void prepareSubscriptions()
  }, [])
  return (
    <PageShell title="缴费" query={query} skeleton="detail" footer={(payment) => <Footer payment={payment} paying={paying} />}>
      {(payment) => <Fee payment={payment} paying={paying} />}
    </PageShell>
  )
}

/** Its time is over; the next try settles it and opens another. */
const isOver = ({ order }: Payment): boolean => order !== null && Date.parse(order.expiresAt) <= Date.now()

function Footer({ payment, paying }: { payment: Payment; paying: Paying }) {
  const progress = <SecondaryButton onTap={() => openPage(candidatePaths.application, { applicationId: payment.applicationId })}>查看申报进度</SecondaryButton>
  if (paying.mustAsk) return <PrimaryButton onTap={paying.ask} busy={paying.asking}>核对缴费结果</PrimaryButton>
  if (!payment.mayPay) return progress
  const label = payment.order === null ? '去支付' : isOver(payment) ? '重新支付' : '继续支付'
  return <PrimaryButton onTap={paying.pay} busy={paying.asking}>{`${label} ${yuan(payment.amountFen)}`}</PrimaryButton>
}

/** Before the fee is asked, a year that will ask says so. */
const lookOf = ({ state, amountFen }: Payment) => (state === 'notRequired' && amountFen > 0 ? { label: '暂不需缴费', tone: 'neutral' as const } : paymentStates.looks[state])

function Fee({ payment, paying: { asking, word, mustAsk, ask: askResult, close } }: { payment: Payment; paying: Paying }) {
  const { examYear, examName, institutionName, amountFen, orders, hint } = payment
  const look = lookOf(payment)
  const said = asking ? { tone: 'wait' as const, text: '正在核对缴费结果…' } : (word ?? { tone: look.tone, text: hint })
  const past = orders.filter((order) => order.id !== payment.order?.id)
  return (
    <View>
      <FeeHead title={`${examYear} 年度 ${examName}`} amountFen={amountFen} look={look} />
      <Notice tone={said.tone} {...(payment.mayCheck && !asking && !mustAsk ? { action: { text: '核对结果', onTap: askResult } } : {})}>{said.text}</Notice>
      <Section title="缴费内容">
        <FieldRow label="缴费事项" value={`${examName}报名费`} />
        <FieldRow label="报名年度" value={String(examYear)} />
        <FieldRow label="申报单位" value={institutionName ?? '已从原单位移除'} />
      </Section>
      <OpenOrder payment={payment} onClose={close} />
      {past.length ? (
        <Section title="缴费记录">
          {past.map((order) => (
            <OrderRow key={order.id} order={order} />
          ))}
        </Section>
      ) : null}
    </View>
  )
}

function OpenOrder({ payment, onClose }: { payment: Payment; onClose: () => Promise<void> }) {
  const { order, orders, mayClose } = payment
  if (!order) return null
  const close = async () => {
    if (await ask({ title: '取消订单', content: '已经付款的请不要取消，先核对结果。取消后需要时可以重新缴费。', confirmText: '取消订单' })) await onClose()
  }
  return (
    <Section title="待支付的订单" aside={mayClose ? <LinkButton onTap={close}>取消订单</LinkButton> : null}>
      <FieldRow label="商户订单号" value={orders.find(({ id }) => id === order.id)?.orderNumber ?? ''} />
      <FieldRow label="下单时间" value={chinaTime(order.createdAt)} />
      <FieldRow label="支付期限" value={isOver(payment) ? `${chinaTime(order.expiresAt)} 已过期，可以重新支付` : `${chinaTime(order.expiresAt)} 前`} />
    </Section>
  )
}
