import type { Input } from '@talent/shared/contract/endpoint'
import { changePhone } from '@talent/shared/contract/my-account'
import { type Me, sendSmsCode } from '@talent/shared/contract/wechat-session'
import { maskMobile } from '@talent/shared/domain/mask'
import { checkMobile, isMobile } from '@talent/shared/domain/mobile'
import { Problem } from '@talent/shared/errors'
import { useState } from 'react'
import { asCallProblem, type CallProblem, issueText } from '../../../api/problem-text'
import { session, startSession } from '../../../api/session'
import { useMutation } from '../../../api/use-mutation'
import { say } from '../../../platform/dialogs'
import { goBack } from '../../../platform/navigation'
import { askPrivacyAuthorization } from '../../../platform/privacy'
import { type Captcha, isSmsCode } from '../../../sms-code/sms-code-field'
import { useAccountProof } from '../account-proof'

type Next = Input<typeof changePhone>['next']

const wrongIn = (phone: string): string | null => checkMobile(phone)[0]?.message ?? null

/** From the old phone to a new one. Nothing rejects; `told` and the fields say what went wrong. */
export function usePhoneChange(me: Me | null) {
  const [phone, setPhone] = useState('')
  const [smsCode, setSmsCode] = useState('')
  const [phoneError, setPhoneError] = useState<string | null>(null)
  const [codeError, setCodeError] = useState<string | null>(null)
  const [told, setTold] = useState<{ tone: 'stop' | 'wait'; text: string } | null>(null)
  const proof = useAccountProof({ wechatLinked: me?.wechatLinked ?? false })
  const sms = useMutation(sendSmsCode)
  const change = useMutation(changePhone)

  const refuse = (problem: CallProblem, next: Next) => {
    const aboutPhone = issueText(problem, 'next', 'phone')
    if (aboutPhone && next.way === 'sms') return setPhoneError(aboutPhone)
    if (problem instanceof Problem && (problem.code === 'SMS_CODE_WRONG' || problem.code === 'SMS_CODE_EXPIRED')) {
      const { data } = problem.extra
      const ofNext = next.way === 'sms' && typeof data === 'object' && data !== null && 'phone' in data && data.phone === maskMobile(next.phone)
      return ofNext ? setCodeError(problem.message) : proof.setError(problem.message)
    }
    setTold({ tone: 'stop', text: aboutPhone ?? problem.message })
  }
  const send = async (next: Next) => {
    setTold(null)
    try {
      const given = await proof.proof()
      if (given === null) return
      const outcome = await change.send({ next, proof: given })
      if (!outcome.ok) return refuse(outcome.problem, next)
      startSession(outcome.data, session()?.way ?? 'phone')
      say('手机号已更换')
      goBack()
    } catch (error) {
      refuse(asCallProblem(error), next)
    }
  }
  return {
    told, proof, phone, smsCode, codeError,
    setPhone: (typed: string) => {
      setPhone(typed)
      setPhoneError(null)
    },
    setSmsCode: (typed: string) => {
      setSmsCode(typed)
      setCodeError(null)
    },
    phoneError: phoneError ?? issueText(sms.status === 'failed' ? sms.problem : null, 'phone'),
    sendCode: (captcha: Captcha) => {
      setPhoneError(wrongIn(phone))
      return isMobile(phone) ? sms.send({ phone, ...captcha }) : null
    },
    withSms: async () => {
      setPhoneError(wrongIn(phone))
      setCodeError(isSmsCode(smsCode) ? null : '请填写短信中的 6 位数字')
      if (isMobile(phone) && isSmsCode(smsCode)) await send({ way: 'sms', phone, smsCode })
    },
    /** `null`: the person did not give the number. */
    withWechat: async (code: string | null) => {
      if (code !== null && (await askPrivacyAuthorization())) await send({ way: 'wechat', code })
      else setTold({ tone: 'wait', text: '没有取得微信手机号，可以在下方用短信验证码更换' })
    },
  }
}

export type PhoneChange = ReturnType<typeof usePhoneChange>
