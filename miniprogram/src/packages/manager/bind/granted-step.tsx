import type { Me } from '@talent/shared/contract/wechat-session'
import { checkSubjectKey } from '@talent/shared/domain/check-subject'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { asCallProblem } from '../../../api/problem-text'
import { consentTo, FaceConsent, hasConsent } from '../../../face-check/face-consent'
import { canCheckFace } from '../../../face-check/face-result'
import { ManualCheckPanel } from '../../../face-check/manual-check-panel'
import { type ManualWay, useManualCheck } from '../../../face-check/use-manual-check'
import { chinaTime } from '../../../platform/time'
import { LinkButton, PrimaryButton, SecondaryButton } from '../../../ui/buttons'
import { Card, Section } from '../../../ui/card'
import { FieldRow } from '../../../ui/field-row'
import { Notice } from '../../../ui/notice'
import { PageShell } from '../../../ui/page-shell'
import { Steps } from '../../../ui/steps'
import { Explained } from '../explained'
import { stepTitles } from './step-titles'
import type { Binding, Grant } from './use-binding'

interface Props {
  me: Me
  binding: Binding
  grant: Grant
  code: string
  /** The face check has passed; only the binding is missing. */
  checked: boolean
}

/** What the code grants, and the check of the person: by face, or by hand. */
export function GrantedStep({ me, binding, grant, code, checked }: Props) {
  const [agreed, setAgreed] = useState(false)
  const way = useManualCheck('bindManager', checkSubjectKey({ kind: 'business', organizationId: grant.organizationId, businessCode: grant.businessCode }))
  const consented = hasConsent(me, 'face') || checked
  const faceable = canCheckFace(me.identity.identityType)
  const manual = !checked && (binding.manual || !faceable || way.standing)
  const confirm = async () => {
    if (!consented && !manual) {
      if (!agreed) return binding.tell({ tone: 'wait', text: '请先勾选同意使用人脸信息，或选择不做人脸核验' })
      try {
        await consentTo('face')
      } catch (error) {
        return binding.tell({ tone: 'stop', text: asCallProblem(error).message })
      }
    }
    await binding.confirm(manual ? way.passedId : null)
    if (manual) await way.refresh()
  }
  const ready = checked || way.passedId !== null
  return (
    <PageShell
      title="添加业务"
      footer={
        <>
          {manual && !ready ? null : <PrimaryButton onTap={confirm} busy={binding.asking}>{ready ? '完成绑定' : '人脸核验并绑定'}</PrimaryButton>}
          <SecondaryButton onTap={binding.again}>换一个授权码</SecondaryButton>
        </>
      }
    >
      <Steps titles={stepTitles} current={ready ? 2 : 1} />
      {binding.told ? <Notice tone={binding.told.tone}>{binding.told.text}</Notice> : null}
      {binding.asking ? <Notice tone="neutral">正在查询人脸核验结果，请稍候</Notice> : null}
      <GrantFacts grant={grant} />
      {manual ? (
        <Manual way={way} code={code} {...(faceable ? { onFace: () => binding.choose('face') } : {})} />
      ) : (
        <FaceAsk consented={consented} agreed={agreed} onAgree={setAgreed} onManual={() => binding.choose('manual')} />
      )}
    </PageShell>
  )
}

function GrantFacts({ grant }: { grant: Grant }) {
  return (
    <View>
      <Section title="这个授权码授予您">
        <FieldRow label="单位" value={grant.organizationName} />
        <FieldRow label="业务" value={grant.businessName} />
        <FieldRow label="身份" value={grant.isAuxiliary ? '业务管理人（您现在是辅助管理员）' : '业务管理人'} />
        <FieldRow label="有效期至" value={chinaTime(grant.expiresAt)} />
      </Section>
      <Explained>绑定后您可以查看本业务考生的个人信息并作出审核，每次查看和审核都有记录。如果单位或业务不对，请不要绑定。</Explained>
    </View>
  )
}

interface ManualProps {
  way: ManualWay
  code: string
  onFace?: () => void
}

/** The code may run out while one waits: another for the same business goes on with the same check. */
const Manual = ({ way, code, ...rest }: ManualProps) => (
  <View>
    <ManualCheckPanel way={way} subject={{ purpose: 'bindManager', code }} {...rest} />
    {way.check?.state === 'pending' ? <Explained>等待期间授权码如果过期，请向单位要一个新的，通过的人工核验仍然有效。</Explained> : null}
  </View>
)

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
