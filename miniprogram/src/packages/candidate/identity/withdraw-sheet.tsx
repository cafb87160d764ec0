import { View } from '@tarojs/components'
import { useState } from 'react'
import { FaceConsent } from '../../../face-check/face-consent'
import { faceNotice } from '../../../face-check/face-result'
import { ManualCheckPanel } from '../../../face-check/manual-check-panel'
import { LinkButton, PrimaryButton } from '../../../ui/buttons'
import { Notice } from '../../../ui/notice'
import { Sheet } from '../../../ui/sheet'
import './choose-way.scss'
import type { IdentityWithdrawal } from './use-identity-withdrawal'

/** Who gives the identity back has to be its owner: by face, or checked by hand. */
export function WithdrawSheet({ withdrawal }: { withdrawal: IdentityWithdrawal }) {
  const [agreed, setAgreed] = useState(false)
  const [missing, setMissing] = useState<string | null>(null)
  const { manual, failure, faceResult, asking, needsFaceConsent, canChooseFace } = withdrawal
  const waits = manual !== null && manual.passedId === null
  const face = asking ? null : faceNotice(faceResult)

  const confirm = async () => {
    const unagreed = needsFaceConsent && !agreed
    setMissing(unagreed ? '请先同意使用人脸信息做本次核验' : null)
    if (!unagreed) await withdrawal.confirm()
  }
  return (
    <Sheet
      open={withdrawal.open}
      title="撤回实名认证"
      about="撤回后看不到单位填报的信息，单位绑定一并解除，需要重新认证。"
      onClose={withdrawal.close}
      footer={waits ? null : <PrimaryButton tone="stop" onTap={confirm} busy={asking}>{manual ? '撤回认证' : '人脸核验并撤回'}</PrimaryButton>}
    >
      {missing ? <Notice tone="stop">{missing}</Notice> : null}
      {failure ? <Notice tone="stop">{failure.message}</Notice> : null}
      {asking ? <Notice tone="wait">正在查询人脸核验的结果…</Notice> : null}
      {face ? <Notice tone={face.tone}>{face.text}</Notice> : null}
      {faceResult?.kind === 'undecided' && !asking ? <LinkButton onTap={withdrawal.resume}>已做完，再查一次结果</LinkButton> : null}
      {manual ? (
        <ManualCheckPanel way={manual} subject={{ purpose: 'withdrawIdentity' }} {...(canChooseFace ? { onFace: () => withdrawal.choose('face') } : {})} />
      ) : (
        <View className="ways__lead">
          <View>撤回前由微信做一次人脸核验，确认是您本人。</View>
          <LinkButton onTap={() => withdrawal.choose('manual')}>不愿或不能做人脸核验</LinkButton>
        </View>
      )}
      {needsFaceConsent ? <FaceConsent checked={agreed} onChange={setAgreed} /> : null}
    </Sheet>
  )
}
