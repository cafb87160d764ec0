import { getPaymentDetail, type PaymentDetail } from '@talent/shared/contract/payments'
import { yuan } from '@talent/shared/domain/money'
import { payment } from '@talent/shared/domain/states/payment'
import { Alert, Skeleton } from 'antd'
import { useParams } from 'react-router'
import { ProblemAlert } from '../../api/problem-alert'
import { useEndpoint } from '../../api/use-endpoint'
import { Fact, Facts } from '../../ui/facts'
import { FormCard } from '../../ui/form-card'
import { PageHeader } from '../../ui/page-header'
import { StateTag } from '../../ui/state-tag'
import { timeText } from '../../ui/time-text'
import { Ledger, Orders, Refunds } from './payment-tables'
import { usePaymentActions } from './use-payment-actions'

const back = { to: '/payments', label: '缴费管理' }

/** One fee: how it stands, every order and refund, and the books. */
export function PaymentPage() {
  const applicationId = Number(useParams().applicationId)
  const detail = useEndpoint(getPaymentDetail, { applicationId })
  if (!detail.data) {
    return (
      <>
        <PageHeader title="缴费详情" back={back} />
        {detail.error ? <ProblemAlert error={detail.error} retry={() => void detail.refetch()} /> : <Skeleton active={false} paragraph={{ rows: 8 }} />}
      </>
    )
  }
  return <OnePayment key={applicationId} detail={detail.data} />
}

function OnePayment({ detail }: { detail: PaymentDetail }) {
  const { buttons, error, retry } = usePaymentActions(detail)
  const { label, tone } = payment.looks[detail.state]
  const refunds = detail.orders.flatMap((order) => order.refunds)
  return (
    <>
      <PageHeader title={detail.name} back={back} tags={<StateTag tone={tone}>{label}</StateTag>} description={`${detail.examYear} 年 ${detail.examName}`} actions={buttons} />
      <ProblemAlert error={error} {...(retry ? { retry } : {})} />
      <Troubles detail={detail} />
      <FormCard title="缴费信息">
        <Fee detail={detail} />
      </FormCard>
      <FormCard title="订单">
        <Orders orders={detail.orders} />
      </FormCard>
      {refunds.length > 0 && (
        <FormCard title="退款">
          <Refunds refunds={refunds} />
        </FormCard>
      )}
      <FormCard title="账目" description="微信支付确认收到和退回的每一笔，只增不改。">
        <Ledger entries={detail.ledger} />
      </FormCard>
    </>
  )
}

function Fee({ detail }: { detail: PaymentDetail }) {
  const facts: [label: string, value: string][] = [
    ['证件号', detail.identityNumber],
    ['申报单位', detail.institutionName ?? '已移除'],
    ['要求缴费', timeText(detail.askedAt)],
    ['缴费时间', detail.paidAt ? timeText(detail.paidAt) : '未缴费'],
  ]
  return (
    <Facts>
      <Fact term="应缴金额" large>
        {yuan(detail.amountFen)}
      </Fact>
      {facts.map(([label, value]) => (
        <Fact key={label} term={label}>{value}</Fact>
      ))}
    </Facts>
  )
}

/** What people have to look into. */
function Troubles({ detail: { orders } }: { detail: PaymentDetail }) {
  const disputed = orders.filter(({ state }) => state === 'disputed').map(({ orderNumber }) => orderNumber)
  const abnormal = orders.flatMap(({ refunds }) => refunds).filter(({ state }) => state === 'abnormal').map(({ refundNumber }) => refundNumber)
  return (
    <>
      {disputed.length > 0 && (
        <Alert type="error" showIcon style={{ marginBottom: 16 }} title="有支付与应缴内容不一致，没有计入缴费" description={`请在微信支付商户平台核对订单 ${disputed.join('、')} 的金额和收款方。`} />
      )}
      {abnormal.length > 0 && (
        <Alert type="error" showIcon style={{ marginBottom: 16 }} title="退款异常，款项没有退回" description={`请在微信支付商户平台处理退款单 ${abnormal.join('、')}，处理后这里会自动更新。`} />
      )}
    </>
  )
}
