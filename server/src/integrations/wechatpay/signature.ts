import { createVerify, type KeyObject } from 'node:crypto'
import { z } from '@talent/shared/zod'

/** How far the time of a signature may be from now: what was recorded can't be played again later. */
const windowSeconds = 300

const SignatureHeaders = z.object({
  'wechatpay-timestamp': z.string().check(z.regex(/^\d{1,12}$/)),
  'wechatpay-nonce': z.string().check(z.minLength(1)),
  'wechatpay-signature': z.string().check(z.minLength(1)),
  'wechatpay-serial': z.string().check(z.minLength(1)),
})

export type SignatureFault = 'unsigned' | 'stale signature' | 'foreign key' | 'bad signature'

export interface WechatPayKey {
  id: string
  key: KeyObject
}

/**
 * What is wrong with a signature of WeChat Pay over an answer or a notice; null: it is good. `body` is the text as it came.
 * WeChat Pay probes with signatures that are wrong on purpose (they begin with WECHATPAY/SIGNTEST/): they are wrong here too.
 * https://pay.weixin.qq.com/doc/v3/merchant/4013053420
 */
export function signatureFault(headers: Readonly<Record<string, unknown>>, body: string, trusted: WechatPayKey, nowMs: number): SignatureFault | null {
  const parsed = SignatureHeaders.safeParse(headers)
  if (!parsed.success) return 'unsigned'
  const { 'wechatpay-timestamp': timestamp, 'wechatpay-nonce': nonce, 'wechatpay-signature': signature, 'wechatpay-serial': serial } = parsed.data
  if (Math.abs(nowMs / 1000 - Number(timestamp)) > windowSeconds) return 'stale signature'
  if (serial !== trusted.id) return 'foreign key'
  const good = createVerify('RSA-SHA256').update(`${timestamp}\n${nonce}\n${body}\n`).verify(trusted.key, signature, 'base64')
  return good ? null : 'bad signature'
}
