import { bindWechatPhone, giveConsent, type Me, privacyVersion, signInWithPhone, signInWithWechat, type WechatSession } from '@talent/shared/contract/wechat-session'
import { problem } from '@talent/shared/errors'
import type { z } from '@talent/shared/zod'
import { useState } from 'react'
import { call } from '../../api/call'
import { asCallProblem, type CallProblem } from '../../api/problem-text'
import { rememberMe, session as currentSession, type SignInWay, startSession } from '../../api/session'
import { goBack, pageParam } from '../../platform/navigation'
import { askPrivacyAuthorization } from '../../platform/privacy'
import { wechatSignInCode } from '../../platform/sign-in'

export type Step = 'choose' | 'bindPhone'

const hasConsented = (me: Me) => me.consents.some((consent) => consent.kind === 'privacy' && consent.version === privacyVersion)

/** The way through signing in: session, consent, phone, and back to where one came from. */
export function useSignIn() {
  // Whoever comes back to bind a phone is signed in and has agreed before.
  const [bindingOnly] = useState(() => pageParam('step') === 'bindPhone' && currentSession() !== null)
  const [agreed, setAgreed] = useState(bindingOnly)
  const [step, setStep] = useState<Step>(bindingOnly ? 'bindPhone' : 'choose')
  const [failure, setFailure] = useState<CallProblem | null>(null)

  /** Before the consent nothing personal is sent, and the page says so. */
  const demandAgreement = (): boolean => {
    setFailure(agreed ? null : problem('CONSENT_REQUIRED'))
    return agreed
  }

  /** Does nothing before the consent; never rejects. */
  const guarded = (deed: () => Promise<void>) => async () => {
    if (!demandAgreement()) return
    try {
      await deed()
    } catch (error) {
      setFailure(asCallProblem(error))
    }
  }

  const enter = async (session: z.output<typeof WechatSession>, way: SignInWay) => {
    startSession(session, way)
    if (!hasConsented(session.me)) rememberMe(await call(giveConsent, { kind: 'privacy', version: privacyVersion }))
    if (session.me.phone === null) setStep('bindPhone')
    else goBack()
  }

  const withWechat = guarded(async () => {
    const code = await wechatSignInCode()
    if (code === null) throw problem('WECHAT_CODE_INVALID', { detail: '微信没有给出登录凭证，请检查网络后重试，或改用手机号登录' })
    await enter(await call(signInWithWechat, { code }), 'wechat')
  })

  const withPhone = (phone: string, smsCode: string) =>
    guarded(async () => enter(await call(signInWithPhone, { phone, smsCode }), step === 'bindPhone' ? 'wechat' : 'phone'))()

  /** `null`: the person did not give the number. */
  const withWechatPhone = (code: string | null) =>
    guarded(async () => {
      if (code === null || !(await askPrivacyAuthorization())) {
        throw problem('PHONE_REQUIRED', { detail: '没有取得微信手机号，可以在下方用短信验证码绑定' })
      }
      await enter(await call(bindWechatPhone, { code }), 'wechat')
    })()

  const changeAgreed = (next: boolean) => {
    setAgreed(next)
    setFailure(null)
  }
  return { agreed, changeAgreed, step, failure, demandAgreement, withWechat, withPhone, withWechatPhone }
}
