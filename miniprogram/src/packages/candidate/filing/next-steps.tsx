import { type Application, type Filing, getApplication } from '@talent/shared/contract/candidate'
import { getPayment, type Payment } from '@talent/shared/contract/payments'
import { View } from '@tarojs/components'
import { useQuery } from '../../../api/use-query'
import { say } from '../../../platform/dialogs'
import { copyText } from '../../../platform/files'
import { LinkButton } from '../../../ui/buttons'
import { Section } from '../../../ui/card'
import { FieldRow } from '../../../ui/field-row'

export interface Submitted {
  application: Application | null
  payment: Payment | null
  /** Neither came: the page of the progress tells. */
  lost: boolean
}

/** What has become of a confirmed filing. Of one that waits nothing is asked for. */
export function useSubmitted(filing: Filing | null): Submitted {
  const applicationId = filing?.state === 'confirmed' ? filing.applicationId : null
  const args = applicationId === null ? null : { applicationId }
  const application = useQuery(getApplication, args)
  const payment = useQuery(getPayment, args)
  return {
    application: args && application.status === 'ready' ? application.data : null,
    payment: args && payment.status === 'ready' ? payment.data : null,
    lost: application.status === 'error',
  }
}

/** What comes next: the code, who reviews, the fee. */
export function NextSteps({ submitted: { application, payment, lost } }: { submitted: Submitted }) {
  if (lost) return <View className="filing__lost">审核和缴费情况暂时没有取到，请点下方“查看申报进度”。</View>
  if (!application) return null
  const { submissionCode, timeline, nextStep } = application
  const current = timeline.find(({ state }) => state === 'current')
  const later = timeline.filter(({ state }) => state === 'next').map(({ title }) => title)
  return (
    <Section title="接下来">
      {submissionCode ? (
        <View className="filing__code">
          <View>
            <View className="filing__code-label">提交编码</View>
            <View className="filing__code-text">{submissionCode}</View>
          </View>
          <LinkButton onTap={() => copy(submissionCode)} label="复制提交编码">复制</LinkButton>
        </View>
      ) : null}
      {current ? <FieldRow label="现在" value={current.title} /> : null}
      {later.length ? <FieldRow label="之后" value={later.join('、')} /> : null}
      {payment ? <FieldRow label="报名费" value={payment.hint} /> : null}
      {payment?.mayPay ? null : <View className="filing__about">{nextStep ?? '现在不需要您做什么，有新的审核结果会发消息通知您。'}</View>}
    </Section>
  )
}

async function copy(code: string): Promise<void> {
  say((await copyText(code)) ? '已复制提交编码' : '没有复制成功，请手动记下')
}
