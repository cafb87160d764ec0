import type { Connection } from '../../db/database'
import type { FieldCipher } from '../../db/field-cipher'
import { locksOf } from '../../http/attempts'
import { whereStartsWith } from '../../db/like'
import type { Platform } from '../../platform'

/** spec/rules.md "Passwords". */
export const wrongPasswords = { limit: 5, windowMs: 30 * 60_000 }

/** Tries are counted for the name, and for each device that the account knows on its own: an outsider can't lock that one out. */
export const signInKey = (cipher: FieldCipher, username: string, device: string | null): string =>
  `signIn:${cipher.lookup('signIn', username)}${device === null ? '' : `:${cipher.lookup('signIn', device)}`}`

export type SignInLocks = ReturnType<typeof createSignInLocks>

/** R20, for those who may unlock. */
export function createSignInLocks(platform: Platform) {
  const { cipher } = platform
  return {
    /** The locked ones of these account names, with the end of the lock. */
    async of(connection: Connection, usernames: readonly string[]): Promise<Map<string, string>> {
      const names = new Map(usernames.map((username) => [signInKey(cipher, username, null), username]))
      const locks = await locksOf(connection, [...names.keys()], wrongPasswords, platform.now())
      return new Map([...locks].map(([key, until]) => [names.get(key) ?? '', until]))
    },

    /** Every try counts anew, on whichever device it was made. */
    async unlock(connection: Connection, username: string): Promise<void> {
      await connection('attempt_counters').modify((query) => whereStartsWith(query, 'key', signInKey(cipher, username, null))).delete()
    },
  }
}
