import type { IdentityVerification } from '@talent/shared/contract/identity'
import { identityVerification } from '@talent/shared/domain/states/identity-verification'
import { View } from '@tarojs/components'
import { chinaTime } from '../../../platform/time'
import { LinkButton } from '../../../ui/buttons'
import { Section } from '../../../ui/card'
import { FieldRow } from '../../../ui/field-row'
import { Notice } from '../../../ui/notice'
import { StateTag } from '../../../ui/state-tag'
import { documentName, wayLabels } from './way'

interface Props {
  verification: IdentityVerification
  /** Of what is verified. */
  onWithdraw: () => Promise<void>
}

/** What was handed in, how it stands, and what comes. */
export function Submitted({ verification, onWithdraw }: Props) {
  const { state, method, name, identityType, identityNumber, submittedAt, opinion } = verification
  const look = identityVerification.looks[state]
  return (
    <View>
      {state === 'pending' ? <Notice tone="wait">已提交，等待考试主管部门审核。审核后会发消息通知您；审核前可以撤回，改用其他方式。</Notice> : null}
      {state === 'rejected' ? <Notice tone="stop">{`审核意见：${opinion ?? '未填写'}。请修改后重新提交，或换一种方式认证。`}</Notice> : null}
      <Section title="认证信息" aside={<StateTag tone={look.tone}>{look.label}</StateTag>}>
        <FieldRow label="姓名" value={name ?? ''} />
        <FieldRow label="证件类别" value={identityType ? documentName(identityType) : ''} />
        <FieldRow label="证件号" value={identityNumber ?? ''} />
        {method ? <FieldRow label="认证方式" value={wayLabels[method]} /> : null}
        {submittedAt ? <FieldRow label="提交时间" value={chinaTime(submittedAt)} /> : null}
      </Section>
      {state === 'verified' ? <LinkButton onTap={onWithdraw}>证件有变化？撤回后重新认证</LinkButton> : null}
    </View>
  )
}
