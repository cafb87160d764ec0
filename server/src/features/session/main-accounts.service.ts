import { randomBytes, randomInt } from 'node:crypto'
import type { Connection } from '../../db/database'
import type { Transaction } from '../../db/transaction'
import type { Author } from '../../http/actor'
import { endSessionsOf } from '../../http/sessions'
import type { Platform } from '../../platform'
import { record } from '../operation-log/operation-log.service'
import { oneTimePassword } from './main-account'
import { hashPassword } from './password-hash'

export interface MainAccount {
  id: number
  username: string
  state: 'active' | 'disabled'
  lastSignInAt: string | null
}

/** A password that is not in force yet; `username` is that of the account, or one for a new account. */
export interface PreparedPassword {
  username: string
  password: string
  passwordHash: string
}

export type MainAccountsService = ReturnType<typeof createMainAccounts>

/** An organization's 总账号, made or opened anew by the authority above with a one-time password. */
export function createMainAccounts(platform: Platform) {
  return {
    /** The first one, should there be several. */
    async find(connection: Connection, organizationId: number): Promise<MainAccount | null> {
      const row = await connection('accounts').where({ organization_id: organizationId, kind: 'main' }).whereNull('removed_at').orderBy('id').first('id', 'username', 'state', 'last_sign_in_at')
      return row ? { id: row.id, username: row.username, state: row.state, lastSignInAt: row.last_sign_in_at } : null
    },

    /** Before the transaction: hashing takes its time. */
    async prepare(connection: Connection, account: MainAccount | null): Promise<PreparedPassword> {
      const username = account?.username ?? (await freeUsername(connection))
      const password = oneTimePassword(username)
      return { username, password, passwordHash: await hashPassword(password) }
    },

    /**
     * Puts the password in force, in a new account when there is none. Whoever was signed in with the account is out, and
     * the password must be changed at the first sign-in. A disabled account is enabled: whether it should be is the caller's to
     * decide, who holds the organization's lock.
     */
    async issue(tx: Transaction, to: { organizationId: number; organizationName: string; account: MainAccount | null; prepared: PreparedPassword; author: Author }): Promise<number> {
      const now = platform.now()
      const at = now.toISOString()
      const { organizationId, account, prepared, author } = to
      const fresh = { password_hash: prepared.passwordHash, must_change_password: true, state: 'active', updated_at: at }
      const log = (accountId: number, action: string) => record(tx, now, { organizationId, author, action, subject: `account:${accountId}` })
      if (account) {
        await tx('accounts').where('id', account.id).update(fresh).increment('version', 1)
        await endSessionsOf(tx, { kind: 'account', accountId: account.id })
        await log(account.id, 'account.issuePassword')
        return account.id
      }
      const displayName = Array.from(to.organizationName).slice(0, 60).join('')
      const [id = 0] = await tx('accounts').insert({ ...fresh, organization_id: organizationId, username: prepared.username, display_name: displayName, kind: 'main', created_at: at })
      await log(id, 'account.create')
      return id
    },

    /** Of a password that nobody knows; before the transaction, as `prepare`. */
    unknownHash: (): Promise<string> => hashPassword(randomBytes(32).toString('base64url')),

    /** A one-time password that was not changed opens nothing any more; one that was is the holder's own and stays. */
    async expire(tx: Transaction, account: { id: number; organizationId: number }, { unknownHash, author }: { unknownHash: string; author: Author }): Promise<void> {
      const now = platform.now()
      const changed = await tx('accounts').where({ id: account.id, must_change_password: true }).update({ password_hash: unknownHash, updated_at: now.toISOString() })
      if (changed === 0) return
      await endSessionsOf(tx, { kind: 'account', accountId: account.id })
      await record(tx, now, { organizationId: account.organizationId, author, action: 'account.expirePassword', subject: `account:${account.id}` })
    },
  }
}

/** R19: begins with a letter, at least 8 characters. Random, so that nobody can walk through the names. */
async function freeUsername(connection: Connection): Promise<string> {
  for (;;) {
    const username = `hr${String(randomInt(100_000_000)).padStart(8, '0')}`
    if (!(await connection('accounts').where({ username }).first('id'))) return username
  }
}
