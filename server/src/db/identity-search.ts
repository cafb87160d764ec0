import { identityKey, normalizeIdentityNumber } from '@talent/shared/domain/identity-document'
import { identityTypeCodes } from '@talent/shared/dictionaries/identity-types'
import type { FieldCipher } from './field-cipher'

/** The keyed hashes under which a document is found: one of its whole number, one of its last four characters. */
export const identityLookup = (cipher: FieldCipher, type: string, number: string): string => cipher.lookup('identity', identityKey(type, number))
export const last4Lookup = (cipher: FieldCipher, number: string): string => cipher.lookup('last4', number.slice(-4))

/** What a person typed to search by: four characters are the last four, anything longer is a whole number of any type. */
export type IdentitySearch = { kind: 'last4'; lookup: string } | { kind: 'whole'; lookups: string[] }

export function identitySearch(cipher: FieldCipher, typed: string): IdentitySearch | null {
  const plain = normalizeIdentityNumber('', typed)
  if (plain === '') return null
  if (plain.length <= 4) return { kind: 'last4', lookup: last4Lookup(cipher, plain) }
  const lookups = identityTypeCodes.map((type) => identityLookup(cipher, type, normalizeIdentityNumber(type, typed)))
  return { kind: 'whole', lookups: [...new Set(lookups)] }
}
