import type { FoundPerson } from '@talent/shared/contract/authorization'
import type { Me } from '@talent/shared/contract/wechat-session'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { asCallProblem } from '../../../api/problem-text'
import { consentTo, FaceConsent, hasConsent } from '../../../face-check/face-consent'
import { canCheckFace } from '../../../face-check/face-result'
import { ManualCheckPanel } from '../../../face-check/manual-check-panel'
import { LinkButton, PrimaryButton, SecondaryButton } from '../../../ui/buttons'
import { Card, Section } from '../../../ui/card'
import { FieldRow } from '../../../ui/field-row'
import { Notice } from '../../../ui/notice'
import { PageShell } from '../../../ui/page-shell'
import { Steps } from '../../../ui/steps'
import { Explained } from '../explained'
import { changeWords, steps } from './change-words'
import type { Change, ManagerChange } from './use-manager-change'

interface Props {
  me: Me
  bindingId: number
  change: Change
  changing: ManagerChange
  person: FoundPerson
}

/** The masked person, and that it is oneself who gives: by face, or by hand. */
export function PersonStep({ me, bindingId, change, changing, person }: Props) {
  const { way, checked } = changing
  const [agreed, setAgreed] = useState(false)
  const consented = hasConsent(me, 'face')
  const faceable = canCheckFace(me.identity.identityType)
  const manual = changing.manual || !faceable || way.standing
  const alreadyIn = change === 'auxiliary' && person.role !== null
  const { title, confirm: deed, follows } = changeWords[change]
  const confirm = async () => {
    if (!checked && !consented) {
      if (!agreed) return changing.tell({ tone: 'wait', text: '请先勾选同意使用人脸信息，或选择不做人脸核验' })
      try {
        await consentTo('face')
      } catch (error) {
        return changing.tell({ tone: 'stop', text: asCallProblem(error).message })
      }
    }
    await changing.confirm()
  }
  const mayConfirm = !alreadyIn && (checked || !manual)
  return (
    <PageShell
      title={title}
      footer={
        <>
          {mayConfirm ? <PrimaryButton onTap={confirm} busy={changing.asking}>{checked ? `确认${deed}` : `人脸核验并${deed}`}</PrimaryButton> : null}
          <SecondaryButton onTap={changing.again}>不是此人，重新输入</SecondaryButton>
        </>
      }
    >
      <Steps titles={steps} current={checked ? 2 : 1} />
      {changing.told ? <Notice tone={changing.told.tone}>{changing.told.text}</Notice> : null}
      {changing.asking ? <Notice tone="neutral">正在查询人脸核验结果，请稍候</Notice> : null}
      <Section title="请核对是不是这个人">
        <FieldRow label="姓名" value={person.name} />
        <FieldRow label="证件号" value={person.identityNumber} />
        <FieldRow label="手机号" value={person.phone ?? '未绑定'} />
        {person.role === 'auxiliary' ? <FieldRow label="现有身份" value="辅助管理员" /> : null}
      </Section>
      {alreadyIn ? <Notice tone="wait">此人已是这项业务的辅助管理员，不用再次添加</Notice> : <Explained>{follows}</Explained>}
      {alreadyIn ? null : manual ? (
        <ManualCheckPanel
          way={way}
          subject={{ purpose: change === 'transfer' ? 'transferManager' : 'addAuxiliary', bindingId }}
          {...(faceable ? { onFace: () => changing.choose('face') } : {})}
        />
      ) : checked ? null : (
        <View>
          {consented ? null : (
            <Card>
              <FaceConsent checked={agreed} onChange={setAgreed} />
            </Card>
          )}
          <LinkButton onTap={() => changing.choose('manual')}>不愿或不能做人脸核验</LinkButton>
        </View>
      )}
    </PageShell>
  )
}
