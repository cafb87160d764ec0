import { getCaptcha } from '@talent/shared/contract/session'
import { toHalfWidth } from '@talent/shared/domain/clean-text'
import { Problem } from '@talent/shared/errors'
import { Image, View } from '@tarojs/components'
import { useState } from 'react'
import { type CallProblem, issueText } from '../api/problem-text'
import type { Outcome } from '../api/use-mutation'
import { useQuery } from '../api/use-query'
import { say } from '../platform/dialogs'
import { silentPicture, tappable } from '../ui/a11y'
import { SecondaryButton } from '../ui/buttons'
import { TextField } from '../ui/text-field'
import './sms-code.scss'
import { useCountdown } from './use-countdown'

/** The answer to the picture code, once the server has asked for one. */
export type Captcha = { captchaId: string; captchaText: string } | Record<string, never>

interface Props {
  label?: string
  value: string
  onChange: (code: string) => void
  /** Of the code itself. */
  error: string | null | undefined
  hint?: string
  /** Has a code sent; null when it may not be now, and the page says why. */
  send: (captcha: Captcha) => Promise<Outcome<{ resendAfterSeconds: number }>> | null
}

/** Out of what was typed or pasted, be it the whole message: full-width digits count as well. */
const codeOf = (typed: string): string => toHalfWidth(typed).replace(/\D/g, '').slice(0, 6)
export const isSmsCode = (text: string): boolean => /^\d{6}$/.test(text)
const needsCaptcha = (problem: CallProblem): boolean => problem instanceof Problem && (problem.code === 'CAPTCHA_REQUIRED' || problem.code === 'CAPTCHA_WRONG')

/** An SMS code with the button that asks for it; a picture code above it when the server wants one. */
export function SmsCodeField({ label = '短信验证码', value, onChange, error, hint, send }: Props) {
  const [captchaText, setCaptchaText] = useState('')
  const [captchaWanted, setCaptchaWanted] = useState(false)
  const [problem, setProblem] = useState<CallProblem | null>(null)
  const [secondsLeft, startCountdown] = useCountdown()
  const captcha = useQuery(getCaptcha, captchaWanted ? {} : null, { refetchOnShow: false })

  const ask = async () => {
    const outcome = await send(captcha.status === 'ready' && captchaText ? { captchaId: captcha.data.captchaId, captchaText } : {})
    if (outcome === null) return
    setProblem(outcome.ok ? null : outcome.problem)
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
  // What concerns the number is said beside the number.
  const refused = issueText(problem, 'phone') ? null : problem?.message
  return (
    <View>
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
        label={label}
        placeholder="6 位数字"
        keyboard="number"
        maxLength={80}
        value={value}
        onChange={(typed) => onChange(codeOf(typed))}
        error={error ?? refused}
        hint={hint}
        trailing={
          <View className="sms-code__send">
            <SecondaryButton onTap={ask} disabled={secondsLeft > 0}>
              {secondsLeft > 0 ? `${secondsLeft} 秒后重发` : '获取验证码'}
            </SecondaryButton>
          </View>
        }
      />
    </View>
  )
}

const CaptchaPicture = ({ svg, onTap }: { svg: string; onTap: () => unknown }) => (
  <Image
    className="sms-code__captcha"
    src={`data:image/svg+xml;utf8,${encodeURIComponent(svg)}`}
    {...silentPicture}
    {...tappable({ role: 'button', label: '换一张图形验证码', onTap: () => void onTap() })}
  />
)
