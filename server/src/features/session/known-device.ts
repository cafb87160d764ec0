import { randomBytes, timingSafeEqual } from 'node:crypto'
import type { FieldCipher } from '../../db/field-cipher'

/**
 * What a browser keeps of an account that has signed in there: a random id and a keyed hash that ties it to the account.
 * It opens nothing. Wrong passwords from elsewhere are counted apart from its own, so that nobody can lock a clerk out
 * of the clerk's own computer on the last day.
 */
export function createKnownDevices(cipher: Pick<FieldCipher, 'lookup'>) {
  const markOf = (accountId: number, id: string): string => `${id}.${cipher.lookup('device', `${accountId}:${id}`)}`
  return {
    mark: (accountId: number): string => markOf(accountId, randomBytes(12).toString('base64url')),
    knows(accountId: number, mark: string): boolean {
      const expected = Buffer.from(markOf(accountId, mark.slice(0, Math.max(0, mark.indexOf('.')))))
      const given = Buffer.from(mark)
      return given.length === expected.length && timingSafeEqual(given, expected)
    },
  }
}
