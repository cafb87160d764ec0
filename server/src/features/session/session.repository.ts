import type { SessionInfo } from '@talent/shared/contract/session'
import type { Connection } from '../../db/database'
import { rightsOf } from '../../http/account-rights'
import type { AccountRecord } from '../../http/sessions'

export type SignInRow = AccountRecord & { password_hash: string }

export const sessionRepository = (connection: Connection) => ({
  /** False: the password has been changed, or the account disabled, since it was looked at. */
  async noteSignIn(seen: SignInRow, now: Date): Promise<boolean> {
    const changed = await connection('accounts').where({ id: seen.id, password_hash: seen.password_hash, state: 'active' }).update({ last_sign_in_at: now.toISOString() })
    return changed === 1
  },

  async info(account: AccountRecord): Promise<SessionInfo> {
    const { permissions } = await rightsOf(connection, account)
    return {
      account: { id: account.id, username: account.username, displayName: account.display_name, kind: account.kind, mustChangePassword: account.must_change_password, verified: account.verified },
      organization: { id: account.organization_id, name: account.organization_name, kind: account.organization_kind },
      permissions: [...permissions],
    }
  },

  async managerNames(wechatUserId: number, organizationId: number): Promise<{ name: string; organizationName: string }> {
    const user = await connection('wechat_users').where('id', wechatUserId).first('identity_name')
    const organization = await connection('organizations').where('id', organizationId).first('name')
    return { name: String(user?.identity_name ?? ''), organizationName: String(organization?.name ?? '') }
  },

  async passwords(accountId: number, count: number): Promise<{ password_hash: string; earlier: string[] }> {
    const row = await connection('accounts').where('id', accountId).first('password_hash')
    const earlier = await connection('account_passwords').where('account_id', accountId).orderBy('id', 'desc').limit(count).select('password_hash')
    return { password_hash: row?.password_hash ?? '', earlier: earlier.map((e) => e.password_hash) }
  },

  /** False: the password is another one than was looked at, or the account was disabled: it stays as it is. */
  async setPassword(accountId: number, seenHash: string, passwordHash: string, now: Date): Promise<boolean> {
    const changed = await connection('accounts')
      .where({ id: accountId, password_hash: seenHash, state: 'active' })
      .update({ password_hash: passwordHash, must_change_password: false, updated_at: now.toISOString() })
    if (changed === 0) return false
    await connection('account_passwords').insert({ account_id: accountId, password_hash: passwordHash, created_at: now.toISOString() })
    return true
  },
})
