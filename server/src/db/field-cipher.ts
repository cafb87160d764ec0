import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto'
import type { Secrets } from '../config'

/**
 * Personal columns. A sealed value is `<key id>.<base64url of nonce 12 · tag 16 · ciphertext>`, AES-256-GCM,
 * with the column's name as associated data, so that a value moved to another column does not open.
 */
export interface FieldCipher {
  seal(column: string, value: string): string
  open(column: string, sealed: string): string
  /** Keyed hash of a normalised value, 22 characters: finds a sealed value without opening any. */
  lookup(kind: string, value: string): string
}

export function createFieldCipher(secrets: Pick<Secrets, 'fieldKeys' | 'lookupKey'>): FieldCipher {
  const keys = new Map(secrets.fieldKeys.map((k) => [k.id, k.key]))
  const current = secrets.fieldKeys.at(-1)
  if (!current) throw new Error('no field key')
  return {
    seal(column, value) {
      const nonce = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', current.key, nonce)
      cipher.setAAD(Buffer.from(column))
      const body = Buffer.concat([cipher.update(value, 'utf8'), cipher.final()])
      return `${current.id}.${Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url')}`
    },
    open(column, sealed) {
      const dot = sealed.indexOf('.')
      const key = keys.get(sealed.slice(0, dot))
      if (!key) throw new Error(`no field key for a value of ${column}`)
      const bytes = Buffer.from(sealed.slice(dot + 1), 'base64url')
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12), { authTagLength: 16 })
      decipher.setAAD(Buffer.from(column))
      decipher.setAuthTag(bytes.subarray(12, 28))
      return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8')
    },
    lookup(kind, value) {
      return createHmac('sha256', secrets.lookupKey).update(kind).update('\0').update(value).digest().subarray(0, 16).toString('base64url')
    },
  }
}
