import { sendSmsCode } from '@talent/shared/contract/wechat-session'
import { checkMobile, isMobile } from '@talent/shared/domain/mobile'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { issueText } from '../../api/problem-text'
import { useMutation } from '../../api/use-mutation'
import { isSmsCode, SmsCodeField } from '../../sms-code/sms-code-field'
import { PrimaryButton, SecondaryButton } from '../../ui/buttons'
import { PhoneField } from '../../ui/phone-field'

interface Props {
  submitText: string
  /** The only way to sign in here: its button is the primary one. */
  alone: boolean
  /** Whether the number may be sent; says why not by itself. */
  mayAskForCode: () => boolean
  onSubmit: (phone: string, smsCode: string) => Promise<void>
}


/** Phone and SMS code. */
export function PhoneForm({ submitText, alone, mayAskForCode, onSubmit }: Props) {
  const [phone, setPhone] = useState('')
  const [smsCode, setSmsCode] = useState('')
  const [wrong, setWrong] = useState<'phone' | 'smsCode' | null>(null)
  const sms = useMutation(sendSmsCode)
  const smsProblem = sms.status === 'failed' ? sms.problem : null

  const changePhone = (next: string) => {
    setPhone(next)
    if (wrong === 'phone') setWrong(null)
  }
  const submit = async () => {
    if (!isMobile(phone)) return setWrong('phone')
    if (!isSmsCode(smsCode)) return setWrong('smsCode')
    setWrong(null)
    await onSubmit(phone, smsCode)
  }
  const SubmitButton = alone ? PrimaryButton : SecondaryButton
  return (
    <View>
      <PhoneField label="手机号" value={phone} onChange={changePhone} error={wrong === 'phone' ? checkMobile(phone)[0]?.message : issueText(smsProblem, 'phone')} />
      <SmsCodeField
        value={smsCode}
        onChange={setSmsCode}
        error={wrong === 'smsCode' ? '请填写短信中的 6 位数字' : null}
        send={(captcha) => {
          setWrong(isMobile(phone) ? null : 'phone')
          return isMobile(phone) && mayAskForCode() ? sms.send({ phone, ...captcha }) : null
        }}
      />
      <SubmitButton onTap={submit}>{submitText}</SubmitButton>
    </View>
  )
}
