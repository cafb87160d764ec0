import { cleanText } from '@talent/shared/domain/clean-text'
import { checkIdentityDocument, identityDocumentTypes, normalizeIdentityNumber } from '@talent/shared/domain/identity-document'
import { isError } from '@talent/shared/domain/issue'
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

/** Cells of a copied row, or words between commas; a name of several Latin words is a word. `day`: today, YYYY-MM-DD. */
export function readPastedLine(cipher: FieldCipher, line: string, day: string): PastedLine {
  const words = line.split(/[\t,，;；、]+/).map((word) => normalizePersonName(cleanText(word))).filter((word) => word !== '')
  const numbers = words.filter((word) => /\d/.test(word) && word.length >= 5)
  const documents = numbers.flatMap((word) => identityDocumentTypes.map((type) => ({ type, number: normalizeIdentityNumber(type, word) })))
  return { words, lookups: documents.filter((document) => !checkIdentityDocument(document, day).some(isError)).map(({ type, number }) => identityLookup(cipher, type, number)) }
}

/** Everybody whom the lines may mean, by what they are named by. */
export interface FoundPeople {
  byDocument: ReadonlyMap<string, FoundRow[]>
  byWord: ReadonlyMap<string, FoundRow[]>
}

export function arranged(found: readonly FoundRow[]): FoundPeople {
  const [byDocument, byWord] = [new Map<string, FoundRow[]>(), new Map<string, FoundRow[]>()]
  const put = (map: Map<string, FoundRow[]>, key: string, person: FoundRow) => {
    const there = map.get(key)
    if (there) there.push(person)
    else map.set(key, [person])
  }
  for (const person of found) {
    put(byDocument, person.identity_lookup, person)
    for (const word of new Set([person.name, person.employee_no])) put(byWord, word, person)
  }
  return { byDocument, byWord }
}

/** A document decides; else who has all of the words that anybody has, so that a column of something else does no harm. */
export function peopleOfLine({ words, lookups }: PastedLine, found: FoundPeople): FoundRow[] {
  const byDocument = new Set(lookups.flatMap((lookup) => found.byDocument.get(lookup) ?? []))
  if (byDocument.size > 0) return [...byDocument]
  const matches = words.map((word) => found.byWord.get(word) ?? []).filter((people) => people.length > 0)
  const [first = [], ...rest] = matches
  return rest.reduce((kept, people) => kept.filter((person) => people.includes(person)), first)
}
