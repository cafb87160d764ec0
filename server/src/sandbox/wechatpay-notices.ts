import { createCipheriv, createPrivateKey, createSign, generateKeyPairSync, randomBytes, type KeyObject } from 'node:crypto'
import type { Json } from './answer'
import type { BankNotice } from './wechatpay-state'

export interface BankKeys {
  /** The id that the signatures name. */
  publicKeyId: string
  signingKey: KeyObject
  apiV3Key: string
}

/**
 * How a notice is delivered. forged: signed by somebody else's key under our id; tampered: the sealed part changed and signed
 * again by one who has the signing key but not the sealing one; changed: the body changed after signing; stale: ten
 * minutes old; unsigned; foreignKey: names another key.
 */
export type Delivery = 'asIs' | 'forged' | 'tampered' | 'changed' | 'stale' | 'unsigned' | 'foreignKey'

/** The headers of WeChat Pay's signature over a text. */
export function signatureHeaders(keys: Pick<BankKeys, 'publicKeyId' | 'signingKey'>, body: string, nowMs: number): Record<string, string> {
  const timestamp = String(Math.floor(nowMs / 1000))
  const nonce = randomBytes(16).toString('hex')
  const signature = createSign('RSA-SHA256').update(`${timestamp}\n${nonce}\n${body}\n`).sign(keys.signingKey, 'base64')
  return { 'Wechatpay-Timestamp': timestamp, 'Wechatpay-Nonce': nonce, 'Wechatpay-Signature': signature, 'Wechatpay-Serial': keys.publicKeyId }
}

function seal(notice: BankNotice, apiV3Key: string): Json {
  const nonce = randomBytes(6).toString('hex')
  const associatedData = notice.event.startsWith('REFUND') ? 'refund' : 'transaction'
  const cipher = createCipheriv('aes-256-gcm', Buffer.from(apiV3Key), Buffer.from(nonce))
  cipher.setAAD(Buffer.from(associatedData))
  const sealed = Buffer.concat([cipher.update(JSON.stringify(notice.content)), cipher.final(), cipher.getAuthTag()])
  return { original_type: associatedData, algorithm: 'AEAD_AES_256_GCM', ciphertext: sealed.toString('base64'), associated_data: associatedData, nonce }
}

/** The request that WeChat Pay makes, or one that only looks like it. */
export function noticeRequest(notice: BankNotice, keys: BankKeys, nowMs: number, how: Delivery): { headers: Record<string, string>; body: string } {
  const resource = seal(notice, keys.apiV3Key)
  if (how === 'tampered') resource.ciphertext = flipFirstByte(String(resource.ciphertext))
  const body = JSON.stringify({
    id: notice.id, create_time: new Date(nowMs).toISOString(), resource_type: 'encrypt-resource', event_type: notice.event, summary: notice.event, resource,
  })
  const signingKey = how === 'forged' ? strangerKey() : keys.signingKey
  const publicKeyId = how === 'foreignKey' ? 'PUB_KEY_ID_0000000000000000000000000000000000' : keys.publicKeyId
  const signed = how === 'unsigned' ? {} : signatureHeaders({ publicKeyId, signingKey }, body, how === 'stale' ? nowMs - 600_000 : nowMs)
  return { headers: { 'Content-Type': 'application/json', ...signed }, body: how === 'changed' ? body.replace(notice.id, `${notice.id}0`) : body }
}

function flipFirstByte(base64: string): string {
  const bytes = Buffer.from(base64, 'base64')
  bytes[0] = (bytes[0] ?? 0) ^ 1
  return bytes.toString('base64')
}

let stranger: KeyObject | null = null
function strangerKey(): KeyObject {
  stranger ??= generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey
  return stranger
}

export const bankKeys = (options: { publicKeyId: string; sandboxKey: string; apiV3Key: string }): BankKeys => ({
  publicKeyId: options.publicKeyId, signingKey: createPrivateKey(options.sandboxKey), apiV3Key: options.apiV3Key,
})
