import type { CheckSubject } from '@talent/shared/contract/person-checks'
import { manualCheck } from '@talent/shared/domain/states/manual-check'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { askSubscription } from '../api/subscription'
import { ask } from '../platform/dialogs'
import { chinaTime } from '../platform/time'
import { useKeptText } from '../platform/use-kept-text'
import { LinkButton, PrimaryButton } from '../ui/buttons'
import { Section } from '../ui/card'
import { FieldRow } from '../ui/field-row'
import { Notice } from '../ui/notice'
import { StateTag } from '../ui/state-tag'
import { TextArea } from '../ui/text-field'
import './manual-check-panel.scss'
import type { ManualWay } from './use-manual-check'

interface Props {
  way: ManualWay
  subject: CheckSubject
  /** Back to the face; absent where it can't be used. */
  onFace?: () => void
}

/** 人工核验: ask for it, see what became of it, withdraw it. The page goes on with `way.passedId`. */
export function ManualCheckPanel({ way, subject, onFace }: Props) {
  const { check } = way
  return (
    <View>
      {way.problem ? <Notice tone="stop" action={{ text: '重新查询', onTap: way.refresh }}>{way.problem.message}</Notice> : null}
      {way.loading ? <Notice tone="neutral">正在查询人工核验，请稍候</Notice> : null}
      {check?.state === 'pending' ? <Waiting way={way} /> : null}
      {check?.state === 'passed' ? (
        <Notice tone="ok">{`人工核验已通过，请继续。${check.expiresAt ? `${chinaTime(check.expiresAt)} 前有效` : ''}`}</Notice>
      ) : null}
      {!way.loading && !way.standing ? <Request way={way} subject={subject} /> : null}
      {onFace && !way.standing ? <LinkButton onTap={onFace}>改用人脸核验</LinkButton> : null}
    </View>
  )
}

function Waiting({ way }: { way: ManualWay }) {
  const { check } = way
  if (!check) return null
  const withdraw = async () => {
    if (await ask({ title: '撤回人工核验申请', content: '撤回后可以改用人脸核验，也可以重新申请。', confirmText: '撤回申请' })) await way.withdraw()
  }
  const { label, tone } = manualCheck.looks.pending
  return (
    <Section title="人工核验" aside={<StateTag tone={tone}>{label}</StateTag>}>
      <FieldRow label="核验机构" value={check.authorityName} />
      <FieldRow label="申请时间" value={chinaTime(check.requestedAt)} />
      <FieldRow label="原因" value={check.reason} />
      <View className="manual-check__about">可以先离开本页，办理结果会在“消息”中通知您。核验机构可能与您电话联系，或请您带证件原件当面核对。</View>
      <View className="manual-check__deeds">
        <LinkButton onTap={way.refresh}>查询结果</LinkButton>
        <LinkButton onTap={withdraw}>撤回申请</LinkButton>
      </View>
    </Section>
  )
}

function Request({ way, subject }: { way: ManualWay; subject: CheckSubject }) {
  const [reason, setReason] = useKeptText(`manual-check-${subject.purpose}`)
  const [asked, setAsked] = useState(false)
  const { check } = way
  const missing = reason.trim() === '' ? '请填写不做人脸核验的原因' : null
  const send = async () => {
    setAsked(true)
    if (missing !== null) return
    // WeChat opens its window only in the moment of the tap.
    await askSubscription('verification')
    if (await way.request(subject, reason.trim())) setReason('')
  }
  return (
    <Section title="不做人脸核验的办法" note="由单位的上级主管机构核实您的身份，不使用人脸信息。通过后 7 天内有效，只用于这件事。">
      {check?.state === 'rejected' ? <Notice tone="stop">{`上次申请被驳回。意见：${check.opinion ?? ''}`}</Notice> : null}
      {check?.state === 'expired' ? <Notice tone="wait">上次的人工核验已过期，请重新申请</Notice> : null}
      <View className="manual-check__reason">
        <TextArea
          label="不做人脸核验的原因"
          value={reason}
          onChange={setReason}
          maxLength={200}
          placeholder="例如：使用护照，不支持人脸核验"
          error={asked ? missing : null}
        />
      </View>
      <View className="manual-check__deed">
        <PrimaryButton onTap={send}>申请人工核验</PrimaryButton>
      </View>
    </Section>
  )
}
