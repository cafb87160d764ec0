import type { Me } from '@talent/shared/contract/wechat-session'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { asCallProblem } from '../../../api/problem-text'
import { consentTo, FaceConsent, hasConsent } from '../../../face-check/face-consent'
import { canCheckFace } from '../../../face-check/face-result'
import { chinaTime } from '../../../platform/time'
import { LinkButton, PrimaryButton, SecondaryButton } from '../../../ui/buttons'
import { Card, Section } from '../../../ui/card'
import { FieldRow } from '../../../ui/field-row'
import { Notice } from '../../../ui/notice'
import { PageShell } from '../../../ui/page-shell'
import { Steps } from '../../../ui/steps'
import { stepTitles } from './step-titles'
import type { Binding, Grant } from './use-binding'

interface Props {
  me: Me
  binding: Binding
  grant: Grant
  /** The face check has passed; only the binding is missing. */
  checked: boolean
}

/** What the code grants, the separate consent, and the face check. */
export function GrantedStep({ me, binding, grant, checked }: Props) {
  const [agreed, setAgreed] = useState(false)
  const consented = hasConsent(me, 'face')
  const manual = binding.manual || !canCheckFace(me.identity.identityType)
  const confirm = async () => {
    if (!consented && !checked) {
      if (!agreed) return binding.tell({ tone: 'wait', text: '请先勾选同意使用人脸信息，或查看不做人脸核验的办法' })
      try {
        await consentTo('face')
      } catch (error) {
        return binding.tell({ tone: 'stop', text: asCallProblem(error).message })
      }
    }
    await binding.confirm()
  }
  const words = checked ? '完成绑定' : '人脸核验并绑定'
  return (
    <PageShell
      title="添加业务"
      footer={
        <>
          {manual && !checked ? null : <PrimaryButton onTap={confirm} busy={binding.asking}>{words}</PrimaryButton>}
          <SecondaryButton onTap={binding.again}>换一个授权码</SecondaryButton>
        </>
      }
    >
      <Steps titles={stepTitles} current={checked ? 2 : 1} />
      {binding.told ? <Notice tone={binding.told.tone}>{binding.told.text}</Notice> : null}
      {binding.asking ? <Notice tone="neutral">正在查询人脸核验结果，请稍候</Notice> : null}
      <Section title="这个授权码授予您">
        <FieldRow label="单位" value={grant.organizationName} />
        <FieldRow label="业务" value={grant.businessName} />
        <FieldRow label="身份" value="业务管理人" />
        <FieldRow label="有效期至" value={chinaTime(grant.expiresAt)} />
      </Section>
      <View className="bind__about">绑定后您可以查看本业务考生的个人信息并作出审核，每次查看和审核都有记录。如果单位或业务不对，请不要绑定。</View>
      {manual && !checked ? <ManualWay /> : <FaceAsk consented={consented || checked} agreed={agreed} onAgree={setAgreed} onManual={binding.showManual} />}
    </PageShell>
  )
}

interface AskProps {
  consented: boolean
  agreed: boolean
  onAgree: (agreed: boolean) => void
  onManual: () => void
}

const FaceAsk = ({ consented, agreed, onAgree, onManual }: AskProps) => (
  <View>
    {consented ? null : (
      <Card>
        <FaceConsent checked={agreed} onChange={onAgree} />
      </Card>
    )}
    <LinkButton onTap={onManual}>不愿或不能做人脸核验</LinkButton>
  </View>
)

/** Face is never the only way (M5). */
const ManualWay = () => (
  <Section title="不做人脸核验的办法">
    <View className="bind__manual">
      请带上本人证件和授权码，到单位人事部门（单位自己的业务到主管卫健委）当面核对身份，由其在管理端为您办理授权。
    </View>
    <View className="bind__manual">使用居民身份证以外证件的人员，微信无法核验人脸，也按此办理。</View>
  </Section>
)
