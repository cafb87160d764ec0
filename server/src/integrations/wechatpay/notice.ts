import { createDecipheriv } from 'node:crypto'
import { z } from '@talent/shared/zod'

const tagBytes = 16

const Notice = z.object({
  id: z.string(),
  event_type: z.string(),
  resource: z.object({
    algorithm: z.literal('AEAD_AES_256_GCM'),
    original_type: z.string(),
    ciphertext: z.string(),
    nonce: z.string().check(z.minLength(1)),
    associated_data: z._default(z.string(), ''),
  }),
})

export interface OpenedNotice {
  id: string
  /** TRANSACTION.SUCCESS, REFUND.SUCCESS, REFUND.ABNORMAL, REFUND.CLOSED */
  event: string
  content: unknown
}

/** What a notice carries, once its signature has been verified; null: it can't be read, or its tag does not fit. */
export function openNotice(body: string, apiV3Key: string): OpenedNotice | null {
  try {
    const { id, event_type: event, resource } = Notice.parse(JSON.parse(body))
    const sealed = Buffer.from(resource.ciphertext, 'base64')
    if (sealed.length <= tagBytes) return null
    const decipher = createDecipheriv('aes-256-gcm', Buffer.from(apiV3Key), Buffer.from(resource.nonce), { authTagLength: tagBytes })
    decipher.setAuthTag(sealed.subarray(sealed.length - tagBytes))
    decipher.setAAD(Buffer.from(resource.associated_data))
    const plain = Buffer.concat([decipher.update(sealed.subarray(0, sealed.length - tagBytes)), decipher.final()])
    return { id, event, content: JSON.parse(plain.toString('utf8')) }
  } catch {
    // No JSON, a field missing, or final() refused the tag: what it says is not believed, and not kept.
    return null
  }
}
