import type { searchPayments } from '@talent/shared/contract/payments'
import type { Output } from '@talent/shared/contract/endpoint'
import { yuan } from '@talent/shared/domain/money'
import { payment, type PaymentState } from '@talent/shared/domain/states/payment'
import styles from './payments.module.css'

const order: readonly PaymentState[] = ['unpaid', 'paying', 'paid', 'refunding', 'refunded']

/** What the fees of each state come to, under the filters in force. */
export function Sums({ totals }: { totals: Output<typeof searchPayments>['totals'] }) {
  if (totals.length === 0) return null
  const shown = order.flatMap((state) => totals.find((one) => one.state === state) ?? [])
  return (
    <dl className={styles.sums}>
      {shown.map(({ state, amountFen }) => (
        <div key={state}>
          <dt>{payment.looks[state].label}</dt>
          <dd>{yuan(amountFen)}</dd>
        </div>
      ))}
    </dl>
  )
}
