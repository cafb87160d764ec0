import type { Payment } from '@talent/shared/contract/payments'
import { yuan } from '@talent/shared/domain/money'
import { payment as paymentStates } from '@talent/shared/domain/states/payment'
import { View } from '@tarojs/components'
import type { QueryResult } from '../../../api/use-query'
import { openPage } from '../../../platform/navigation'
import { candidatePaths } from '../../../platform/page-paths'
import { LinkButton } from '../../../ui/buttons'
import { ListRow, Section } from '../../../ui/card'
import { StateTag } from '../../../ui/state-tag'

/** The fee of the application, where one is asked. What can't be loaded is no reason to keep the rest back. */
export function FeeCard({ query }: { query: QueryResult<Payment> }) {
  if (query.status === 'loading') return null
  if (query.status === 'error') {
    return (
      <Section title="缴费" aside={<LinkButton onTap={query.refetch} label="重新加载缴费情况">重试</LinkButton>}>
        <View className="application__hint">{`缴费情况没有加载：${query.problem.message}`}</View>
      </Section>
    )
  }
  const { applicationId, amountFen, state, hint } = query.data
  if (amountFen === 0) return null
  const { label, tone } = paymentStates.looks[state]
  return (
    <Section title="缴费">
      <ListRow
        title={yuan(amountFen)}
        detail={hint}
        aside={state === 'notRequired' ? null : <StateTag tone={tone}>{label}</StateTag>}
        label={`缴费 ${yuan(amountFen)}，${state === 'notRequired' ? '暂不需缴费' : label}`}
        onTap={() => openPage(candidatePaths.payment, { applicationId })}
      />
    </Section>
  )
}
