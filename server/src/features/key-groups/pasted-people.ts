import { identityDocumentTypes, normalizeIdentityNumber } from '@talent/shared/domain/identity-document'
import { cleanText } from '@talent/shared/domain/clean-text'
import { normalizePersonName } from '@talent/shared/domain/person-name'
import type { FieldCipher } from '../../db/field-cipher'
import { identityLookup } from '../../db/identity-lookup'
import type { FoundRow } from './key-groups.repository'

/** What one line names somebody by. */
export interface PastedLine {
  words: string[]
  /** Of every kind of document that a word may be the number of. */
  lookups: string[]
}

/** Cells of a copied row, or words between commas; a name of several Latin words is a word. */
export function readPastedLine(cipher: FieldCipher, line: string): PastedLine {
  const words = line.split(/[\t,，;；、]+/).map((word) => normalizePersonName(cleanText(word))).filter((word) => word !== '')
  const numbers = words.filter((word) => /\d/.test(word) && word.length >= 5)
  return { words, lookups: numbers.flatMap((number) => identityDocumentTypes.map((type) => identityLookup(cipher, type, normalizeIdentityNumber(type, number)))) }
}

/** A document decides; else who has all of the words that anybody has, so that a column of something else does no harm. */
export function peopleOfLine({ words, lookups }: PastedLine, found: readonly FoundRow[]): FoundRow[] {
  const byDocument = found.filter((person) => lookups.includes(person.identity_lookup))
  if (byDocument.length > 0) return byDocument
  const matches = words.map((word) => found.filter((person) => person.name === word || person.employee_no === word)).filter((people) => people.length > 0)
  const [first = [], ...rest] = matches
  return rest.reduce((kept, people) => kept.filter((person) => people.includes(person)), first)
}
