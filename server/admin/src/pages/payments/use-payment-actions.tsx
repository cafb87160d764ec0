import { TransportProblem } from '@talent/shared/client'
import { getPaymentDetail, recheckPayment, refundPayment, searchPayments, type PaymentDetail } from '@talent/shared/contract/payments'
import { yuan } from '@talent/shared/domain/money'
import { payment } from '@talent/shared/domain/states/payment'
import { App, Button } from 'antd'
import type { ReactNode } from 'react'
import { isProblem } from '../../api/problem-text'
import { useEndpointMutation, useRefresh } from '../../api/use-endpoint'
import { useConfirmWithReason } from '../../ui/confirm'

interface PaymentActions {
  buttons: ReactNode
  error: unknown
  /** Sends the very same request once more, after an answer that did not come. */
  retry: (() => void) | null
}

const refreshes = [getPaymentDetail, searchPayments]

/** 重新核对 and 退款, as far as the account and the fee allow. */
export function usePaymentActions({ applicationId, name, amountFen, orders, mayRefund, mayCheck }: PaymentDetail): PaymentActions {
  const { message } = App.useApp()
  const confirm = useConfirmWithReason()
  const refresh = useRefresh()
  const recheck = useEndpointMutation(recheckPayment, { refreshes, onSuccess: ({ state }) => void message.success(`已向微信支付核对：${payment.looks[state].label}`) })
  const refund = useEndpointMutation(refundPayment, {
    refreshes,
    onSuccess: ({ state }) => void message.success(state === 'refunded' ? `已退款，款项退回${name}的原支付账户` : '退款已提交，完成后会通知考生'),
  })
  const send = (reason: string) =>
    refund.mutate({ applicationId, reason }, {
      // Somebody was faster, or the fee stands otherwise: the page shows how.
      onError: (error) => {
        if (isProblem(error, 'PAYMENT_STATE')) refreshes.forEach(refresh)
      },
    })

  const ask = async () => {
    const amount = yuan(orders.find(({ state, refunds }) => state === 'paid' && refunds.every((one) => !one.automatic))?.amountFen ?? amountFen)
    const reason = await confirm({
      title: `给${name}退款 ${amount}？`,
      content: <p>全额退回考生的原支付账户，提交后不能撤回。退款后，还没有完成的审核不能再通过。考生可以看到退款原因。</p>,
      action: `退款 ${amount}`,
      danger: true,
      label: '退款原因',
      maxLength: 80,
    })
    if (reason !== null) send(reason)
  }

  const again = refund.error instanceof TransportProblem && refund.variables ? refund.variables.reason : null
  return {
    buttons: (
      <>
        {mayCheck && (
          <Button loading={recheck.isPending} onClick={() => recheck.mutate({ applicationId })}>
            重新核对
          </Button>
        )}
        {mayRefund && (
          <Button danger loading={refund.isPending} onClick={() => void ask()}>
            退款
          </Button>
        )}
      </>
    ),
    error: refund.error ?? recheck.error,
    retry: again === null ? null : () => send(again),
  }
}
