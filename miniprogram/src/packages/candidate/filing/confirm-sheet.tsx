import type { Filing } from '@talent/shared/contract/candidate'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { FaceConsent } from '../../../face-check/face-consent'
import { faceNotice } from '../../../face-check/face-result'
import { ManualCheckPanel } from '../../../face-check/manual-check-panel'
import { LinkButton, PrimaryButton } from '../../../ui/buttons'
import { CheckRow } from '../../../ui/check-row'
import { Notice } from '../../../ui/notice'
import { Sheet } from '../../../ui/sheet'
import type { FilingSending } from './use-filing-sending'

interface Props {
  filing: Filing
  sending: FilingSending
  onClose: () => void
}

/** The declaration, the consent to face where it is needed, and the last button. */
export function ConfirmSheet({ filing, sending, onClose }: Props) {
  const [accepted, setAccepted] = useState(false)
  const [faceAgreed, setFaceAgreed] = useState(false)
  const [missing, setMissing] = useState<string | null>(null)
  const { needsFace, needsFaceConsent, manual, faceResult, failure, asking } = sending
  const waits = manual !== null && manual.passedId === null
  const face = asking ? null : faceNotice(faceResult)

  const confirm = async () => {
    if (!accepted) return setMissing('请先阅读并同意承诺书')
    if (needsFaceConsent && !faceAgreed) return setMissing('请先同意使用人脸信息做本次核验')
    setMissing(null)
    if (await sending.confirm()) onClose()
  }
  const askAgain = async () => {
    if (await sending.askAgain()) onClose()
  }
  return (
    <Sheet
      open
      title={waits ? '本人核验' : '承诺书'}
      about={
        <View>
          <View>{`${filing.examYear} 年度 ${filing.examName}，${filing.institutionName}填报`}</View>
          <View>提交后，您确认的内容原样存档并锁定，单位不能再改。</View>
        </View>
      }
      onClose={onClose}
      footer={
        waits ? null : (
          <PrimaryButton onTap={confirm} busy={asking}>
            {needsFace ? '人脸核验并提交' : '确认并提交'}
          </PrimaryButton>
        )
      }
    >
      {missing ? <Notice tone="stop">{missing}</Notice> : null}
      {failure ? <Notice tone="stop">{failure.message}</Notice> : null}
      {asking ? <Notice tone="wait">正在查询人脸核验的结果…</Notice> : null}
      {face ? <Notice tone={face.tone}>{face.text}</Notice> : null}
      {faceResult?.kind === 'undecided' && !asking ? <LinkButton onTap={askAgain}>已做完，再查一次结果</LinkButton> : null}
      {manual ? (
        <ManualCheckPanel
          way={manual}
          subject={{ purpose: 'confirmFiling', trialId: filing.trialId }}
          {...(sending.canChooseFace ? { onFace: () => sending.choose('face') } : {})}
        />
      ) : null}
      {waits ? null : (
        <>
          <View className="declaration">{filing.declaration}</View>
          <CheckRow checked={accepted} onChange={setAccepted} label="我已阅读并同意以上承诺" />
        </>
      )}
      {needsFaceConsent ? <FaceConsent checked={faceAgreed} onChange={setFaceAgreed} /> : null}
      {needsFace ? (
        <View className="filing__face">
          <View>提交前由微信做一次人脸核验，通过后自动提交。</View>
          <LinkButton onTap={() => sending.choose('manual')}>不愿或不能做人脸核验</LinkButton>
        </View>
      ) : null}
      {waits ? null : <WhatHappens />}
    </Sheet>
  )
}

/** What follows, before it is done. */
const WhatHappens = () => (
  <View className="what-happens">
    <View className="what-happens__title">提交以后</View>
    <View className="what-happens__line">由单位和上级逐级审核，结果会发消息通知您。</View>
    <View className="what-happens__line">发现有误时，由单位写明原因重新打开，更正后再请您确认。</View>
  </View>
)
