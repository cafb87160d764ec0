import { createHash } from 'node:crypto'

/** Only mainland identity cards can be checked by face. */
export const identityCard = 'IDENTITY_CARD'

export interface FaceIdentity {
  name: string
  number: string
}

/** `errcode` 0 together with this is the only proof of a passed check. */
export const facePassed = 10000

/**
 * The digest that binds a query to the person the check was opened for: SHA-256, in hex, over the three
 * fields in base64, in this order.
 * https://developers.weixin.qq.com/miniprogram/dev/server/API/face/api_queryverifyinfo.html
 */
export function certHash({ name, number }: FaceIdentity): string {
  const base64 = (text: string) => Buffer.from(text, 'utf8').toString('base64')
  const joined = `cert_type=${base64(identityCard)}&cert_name=${base64(name)}&cert_no=${base64(number)}`
  return createHash('sha256').update(joined).digest('hex')
}

/** Our serial number of a check must have this form and be unique in the mini-program. */
export const serialForm = /^[0-9A-Za-z_-]{5,32}$/
