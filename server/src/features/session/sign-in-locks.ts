import type { Knex } from 'knex'
import type { Connection } from '../../db/database'
import type { FieldCipher } from '../../db/field-cipher'
import { locksOf } from '../../http/attempts'
import { whereStartsWith } from '../../db/like'
import type { Platform } from '../../platform'

/** spec/rules.md "Passwords". */
export const wrongPasswords = { limit: 5, windowMs: 30 * 60_000 }

const prefix = 'signIn:#'
const accountKey = (accountId: number): string => `${prefix}${accountId}:`

/** Tries are counted for the account, and for each device that it knows on its own: an outsider can't lock that one out. */
export const signInKey = (cipher: FieldCipher, accountId: number, device: string | null): string =>
  `${accountKey(accountId)}${device === null ? '' : cipher.lookup('signIn', device)}`

/** What was typed as a name that nobody has may be a password: it is counted under its keyed hash. */
export const unknownNameKey = (cipher: FieldCipher, username: string): string => `signIn:${cipher.lookup('signIn', username)}`

export type SignInLocks = ReturnType<typeof createSignInLocks>

/** R20, for those who may unlock. */
export function createSignInLocks(platform: Platform) {
  return {
    /** The locked ones of these accounts, with the end of the lock. */
    async of(connection: Connection, accountIds: readonly number[]): Promise<Map<number, string>> {
      const accounts = new Map(accountIds.map((id) => [accountKey(id), id]))
      const locks = await locksOf(connection, [...accounts.keys()], wrongPasswords, platform.now())
      return new Map([...locks].map(([key, until]) => [accounts.get(key) ?? 0, until]))
    },

    /** Narrows a query of `accounts` to those that are locked now: from the few tries that are counted, not from all accounts. */
    whereLocked(connection: Connection, query: Knex.QueryBuilder): void {
      void query.whereIn(
        'accounts.id',
        connection('attempt_counters')
          // The key of an account ends where that of one of its devices goes on; a cast reads the digits it begins with.
          .where('attempt_counters.key', 'like', `${prefix}%:`)
          .where('attempt_counters.count', '>=', wrongPasswords.limit)
          .where('attempt_counters.window_ends_at', '>', platform.now().toISOString())
          .select(connection.raw('cast(substr(??, ?) as unsigned)', ['attempt_counters.key', prefix.length + 1])),
      )
    },

    /** Every try counts anew, on whichever device it was made. */
    async unlock(connection: Connection, accountId: number): Promise<void> {
      await connection('attempt_counters').modify((query) => whereStartsWith(query, 'key', accountKey(accountId))).delete()
    },
  }
}
