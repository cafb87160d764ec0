import { identityDocumentTypes, identityKey, normalizeIdentityNumber } from '@talent/shared/domain/identity-document'
import type { FieldCipher } from './field-cipher'

/** Keyed hash that finds a person, a trial, an application and a verified user by the same document. Expects a normalized number. */
export const identityLookup = (cipher: FieldCipher, type: string, number: string): string => cipher.lookup('identity', identityKey(type, number))

export const last4Lookup = (cipher: FieldCipher, number: string): string => cipher.lookup('last4', Array.from(number).slice(-4).join(''))

/** What a typed search means: the last 4 characters, or a whole number of whichever kind of document it may be. */
export function searchLookups(cipher: FieldCipher, typed: string): { last4: string } | { identities: string[] } {
  const plain = normalizeIdentityNumber('', typed)
  if (Array.from(plain).length === 4) return { last4: last4Lookup(cipher, plain) }
  const keys = identityDocumentTypes.map((type) => identityLookup(cipher, type, normalizeIdentityNumber(type, typed)))
  return { identities: [...new Set(keys)] }
}
