import type { IdentityVerification } from '@talent/shared/contract/identity'
import { View } from '@tarojs/components'
import { Section } from '../../../ui/card'
import { FieldRow } from '../../../ui/field-row'
import { documentName } from '../identity/way'
import './result-step.scss'

/** Verified at once, or handed in and waiting. */
export function ResultStep({ result }: { result: IdentityVerification }) {
  const verified = result.state === 'verified'
  return (
    <View>
      <View className={`result result--${verified ? 'ok' : 'wait'}`}>
        <View className="result__mark">{verified ? '✓' : '…'}</View>
        <View className="result__title">{verified ? '认证成功' : '已提交，等待审核'}</View>
        <View className="result__detail">
          {verified ? '接下来请核对单位为您填报的信息，首页会列出要做的事。' : '由考试主管部门审核，结果会发消息通知您。审核前可以在“实名认证”中撤回。'}
        </View>
      </View>
      <Section title="认证信息">
        <FieldRow label="姓名" value={result.name ?? ''} />
        <FieldRow label="证件类别" value={result.identityType ? documentName(result.identityType) : ''} />
        <FieldRow label="证件号" value={result.identityNumber ?? ''} />
      </Section>
    </View>
  )
}
