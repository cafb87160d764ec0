import { sendSmsCode } from '@talent/shared/contract/wechat-session'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { issueText } from '../../api/problem-text'
import { useMutation } from '../../api/use-mutation'
import { isSmsCode, SmsCodeField } from '../../sms-code/sms-code-field'
import { PrimaryButton, SecondaryButton } from '../../ui/buttons'
import { TextField } from '../../ui/text-field'

interface Props {
  submitText: string
  /** The only way to sign in here: its button is the primary one. */
  alone: boolean
  /** Whether the number may be sent; says why not by itself. */
  mayAskForCode: () => boolean
  onSubmit: (phone: string, smsCode: string) => Promise<void>
}

const isPhone = (text: string) => /^1\d{10}$/.test(text)

/** Phone and SMS code. */
export function PhoneForm({ submitText, alone, mayAskForCode, onSubmit }: Props) {
  const [phone, setPhone] = useState('')
  const [smsCode, setSmsCode] = useState('')
  const [wrong, setWrong] = useState<'phone' | 'smsCode' | null>(null)
  const sms = useMutation(sendSmsCode)
  const smsProblem = sms.status === 'failed' ? sms.problem : null

  const submit = async () => {
    if (!isPhone(phone)) return setWrong('phone')
    if (!isSmsCode(smsCode)) return setWrong('smsCode')
    setWrong(null)
    await onSubmit(phone, smsCode)
  }
  const SubmitButton = alone ? PrimaryButton : SecondaryButton
  return (
    <View>
      <TextField label="手机号" keyboard="number" maxLength={11} value={phone} onChange={setPhone} error={wrong === 'phone' ? '请填写 11 位手机号' : issueText(smsProblem, 'phone')} />
      <SmsCodeField
        value={smsCode}
        onChange={setSmsCode}
        error={wrong === 'smsCode' ? '请填写短信中的 6 位数字' : null}
        send={(captcha) => {
          setWrong(isPhone(phone) ? null : 'phone')
          return isPhone(phone) && mayAskForCode() ? sms.send({ phone, ...captcha }) : null
        }}
      />
      <SubmitButton onTap={submit}>{submitText}</SubmitButton>
    </View>
  )
}
