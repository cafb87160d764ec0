import { type AccountProof, sendOwnSmsCode } from '@talent/shared/contract/my-account'
import { problem } from '@talent/shared/errors'
import type { z } from '@talent/shared/zod'
import { useState } from 'react'
import { useMutation } from '../../api/use-mutation'
import { hasWechatSignIn, wechatSignInCode } from '../../platform/sign-in'
import { isSmsCode, SmsCodeField } from '../../sms-code/sms-code-field'
import { groupNumber } from '../../ui/group-number'

export type Proof = z.output<typeof AccountProof>

/** Where WeChat is linked and at hand it proves by itself who asks; else a code to the bound phone does. */
export const provesByWechat = (user: { wechatLinked: boolean }): boolean => hasWechatSignIn && user.wechatLinked

/** The proof that a deed asks for: what to show for it, and how to get it. */
export function useAccountProof(user: { wechatLinked: boolean }) {
  const [smsCode, setSmsCode] = useState('')
  const [error, setError] = useState<string | null>(null)
  const silent = provesByWechat(user)

  /** Null: the page says what is missing. Rejects when WeChat gives no code. */
  const proof = async (): Promise<Proof | null> => {
    setError(null)
    if (silent) {
      const code = await wechatSignInCode()
      if (code === null) throw problem('WECHAT_CODE_INVALID', { detail: '微信没有给出登录凭证，请检查网络后重试' })
      return { way: 'wechat', code }
    }
    if (isSmsCode(smsCode)) return { way: 'sms', smsCode }
    setError('请填写短信中的 6 位数字')
    return null
  }
  return { silent, smsCode, setSmsCode, error, setError, proof }
}

export type AccountProofState = ReturnType<typeof useAccountProof>

interface Props {
  state: AccountProofState
  /** masked */
  phone: string | null
  label: string
}

/** The code to the bound phone; nothing where WeChat proves it. */
export function ProofField({ state: { silent, smsCode, setSmsCode, error }, phone, label }: Props) {
  const sms = useMutation(sendOwnSmsCode)
  if (silent || phone === null) return null
  return <SmsCodeField label={label} value={smsCode} onChange={setSmsCode} error={error} hint={`发到 ${groupNumber(phone)}`} send={(captcha) => sms.send(captcha)} />
}
