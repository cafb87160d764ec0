import type { Output } from '@talent/shared/contract/endpoint'
import type { openPaymentOrder } from '@talent/shared/contract/payments'
import Taro from '@tarojs/taro'
import { withReturn } from './face'
import { isWeapp } from './target'

/**
 * What the phone says of a payment; none of it is proof. `reported`: WeChat says it is done. `failed`: it ended otherwise,
 * perhaps after the money had gone. `left`: the browser goes to the cashier and comes back to this address.
 */
export type PaymentShown = 'reported' | 'cancelled' | 'failed' | 'unavailable' | 'left'

/** Shows WeChat's payment, or in a browser the cashier where there is one. */
export async function showPayment({ request, cashierUrl }: Pick<Output<typeof openPaymentOrder>, 'request' | 'cashierUrl'>): Promise<PaymentShown> {
  if (!isWeapp) return goToCashier(cashierUrl)
  return new Promise((resolve) => {
    void Taro.requestPayment({
      ...request,
      success: () => resolve('reported'),
      fail: ({ errMsg }) => resolve(/cancel/i.test(errMsg) ? 'cancelled' : 'failed'),
    })
  })
}

function goToCashier(cashierUrl: string | null): PaymentShown {
  if (cashierUrl === null) return 'unavailable'
  window.location.assign(withReturn(cashierUrl, window.location.href))
  return 'left'
}
