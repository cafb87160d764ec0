import { getCaptcha } from '@talent/shared/contract/session'
import { sendSmsCode } from '@talent/shared/contract/wechat-session'
import { Problem } from '@talent/shared/errors'
import { Image, View } from '@tarojs/components'
import { useState } from 'react'
import { issueText } from '../../api/problem-text'
import { useMutation } from '../../api/use-mutation'
import { useQuery } from '../../api/use-query'
import { say } from '../../platform/dialogs'
import { tappable } from '../../ui/a11y'
import { PrimaryButton, SecondaryButton } from '../../ui/buttons'
import { TextField } from '../../ui/text-field'
import { useCountdown } from './use-countdown'

interface Props {
  submitText: string
  /** The only way to sign in here: its button is the primary one. */
  alone: boolean
  /** Whether the number may be sent; says why not by itself. */
  mayAskForCode: () => boolean
  onSubmit: (phone: string, smsCode: string) => Promise<void>
}

const isPhone = (text: string) => /^1\d{10}$/.test(text)
const needsCaptcha = (problem: unknown) => problem instanceof Problem && (problem.code === 'CAPTCHA_REQUIRED' || problem.code === 'CAPTCHA_WRONG')

/** Phone and SMS code; a picture code when the server asks for one. */
export function PhoneForm({ submitText, alone, mayAskForCode, onSubmit }: Props) {
  const [phone, setPhone] = useState('')
  const [smsCode, setSmsCode] = useState('')
  const [captchaText, setCaptchaText] = useState('')
  const [captchaWanted, setCaptchaWanted] = useState(false)
  const [wrong, setWrong] = useState<'phone' | 'smsCode' | null>(null)
  const [secondsLeft, startCountdown] = useCountdown()
  const captcha = useQuery(getCaptcha, captchaWanted ? {} : null, { refetchOnShow: false })
  const sms = useMutation(sendSmsCode)
  const smsProblem = sms.status === 'failed' ? sms.problem : null

  const sendCode = async () => {
    if (!isPhone(phone)) return setWrong('phone')
    setWrong(null)
    if (!mayAskForCode()) return
    const withCaptcha = captcha.status === 'ready' && captchaText ? { captchaId: captcha.data.captchaId, captchaText } : {}
    const outcome = await sms.send({ phone, ...withCaptcha })
    if (outcome.ok) {
      startCountdown(outcome.data.resendAfterSeconds)
      say('验证码已发送')
    } else if (needsCaptcha(outcome.problem)) {
      setCaptchaText('')
      // A picture code is good for one try.
      if (captchaWanted) await captcha.refetch()
      else setCaptchaWanted(true)
    }
  }
  const submit = async () => {
    if (!isPhone(phone)) return setWrong('phone')
    if (!/^\d{6}$/.test(smsCode)) return setWrong('smsCode')
    setWrong(null)
    await onSubmit(phone, smsCode)
  }
  const SubmitButton = alone ? PrimaryButton : SecondaryButton
  const phoneError = wrong === 'phone' ? '请填写 11 位手机号' : issueText(smsProblem, 'phone')
  return (
    <View>
      <TextField label="手机号" keyboard="number" maxLength={11} value={phone} onChange={setPhone} error={phoneError} />
      {captchaWanted ? (
        <TextField
          label="图形验证码"
          maxLength={8}
          value={captchaText}
          onChange={setCaptchaText}
          hint="看不清时点图片换一张"
          trailing={captcha.status === 'ready' ? <CaptchaPicture svg={captcha.data.svg} onTap={captcha.refetch} /> : null}
        />
      ) : null}
      <TextField
        label="短信验证码"
        placeholder="6 位数字"
        keyboard="number"
        maxLength={6}
        value={smsCode}
        onChange={setSmsCode}
        error={wrong === 'smsCode' ? '请填写短信中的 6 位数字' : issueText(smsProblem, 'smsCode') ?? (phoneError ? null : smsProblem?.message)}
        trailing={
          <View className="sign-in__send">
            <SecondaryButton onTap={sendCode} disabled={secondsLeft > 0}>
              {secondsLeft > 0 ? `${secondsLeft} 秒后重发` : '获取验证码'}
            </SecondaryButton>
          </View>
        }
      />
      <SubmitButton onTap={submit}>{submitText}</SubmitButton>
    </View>
  )
}

const CaptchaPicture = ({ svg, onTap }: { svg: string; onTap: () => unknown }) => (
  <Image
    className="sign-in__captcha"
    src={`data:image/svg+xml;utf8,${encodeURIComponent(svg)}`}
    {...tappable({ role: 'button', label: '换一张图形验证码', onTap: () => void onTap() })}
  />
)
