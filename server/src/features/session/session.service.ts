import { hash, verify } from '@node-rs/argon2'
import type { SessionInfo } from '@talent/shared/contract/session'
import { checkPassword } from '@talent/shared/domain/password'
import { problem } from '@talent/shared/errors'
import { inTransaction } from '../../db/transaction'
import type { AccountActor, Author } from '../../http/actor'
import { createSession, endSession, endSessionsOf } from '../../http/sessions'
import type { Platform } from '../../platform'
import { record } from '../operation-log/operation-log.service'
import { sessionRepository, type SignInRow } from './session.repository'

const maxFailures = 5
const lockMs = 30 * 60_000
const rememberedPasswords = 5

/** argon2id with 19 MiB, t=2, p=1: OWASP's first choice. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }
export const hashPassword = (password: string): Promise<string> => hash(password, cost)

export type SessionService = ReturnType<typeof createSessionService>

export function createSessionService(platform: Platform) {
  const { knex } = platform.database
  // An unknown name costs the same time as a wrong password, so the answer's time tells nothing.
  let decoy: Promise<string> | null = null
  const decoyHash = () => (decoy ??= hashPassword('no account has this password'))

  async function failed(author: Author, row: SignInRow): Promise<never> {
    const failures = await inTransaction(knex, async (tx) => {
      const repository = sessionRepository(tx)
      const count = await repository.countFailure(row.id, platform.now(), maxFailures, lockMs)
      await record(tx, platform.now(), { organizationId: row.organization_id, author, action: count >= maxFailures ? 'session.lock' : 'session.refuse', subject: `account:${row.id}` })
      return count
    })
    if (failures >= maxFailures) throw problem('ACCOUNT_LOCKED')
    throw problem('WRONG_CREDENTIALS', { detail: `账号或密码不正确，再错 ${maxFailures - failures} 次将锁定 30 分钟` })
  }

  return {
    async signIn(author: Author, input: { username: string; password: string }): Promise<{ token: string; expiresAt: string; info: SessionInfo }> {
      const row = await sessionRepository(knex).findForSignIn(input.username.trim())
      if (!row) {
        await verify(await decoyHash(), input.password)
        throw problem('WRONG_CREDENTIALS')
      }
      const now = platform.now()
      if (row.locked_until && Date.parse(row.locked_until) > now.getTime()) {
        const minutes = Math.ceil((Date.parse(row.locked_until) - now.getTime()) / 60_000)
        throw problem('ACCOUNT_LOCKED', { detail: `账号已锁定，请 ${minutes} 分钟后再试，或联系上级解锁` })
      }
      if (!(await verify(row.password_hash, input.password))) return failed({ ...author, kind: 'account', id: row.id, name: row.username }, row)
      if (row.state !== 'active') throw problem('ACCOUNT_DISABLED')
      const session = await inTransaction(knex, async (tx) => {
        await sessionRepository(tx).noteSignIn(row.id, now)
        await record(tx, now, { organizationId: row.organization_id, author: { ...author, kind: 'account', id: row.id, name: row.username }, action: 'session.signIn', subject: `account:${row.id}` })
        return createSession(platform, tx, { kind: 'account', accountId: row.id }, author.source)
      })
      return { ...session, info: await sessionRepository(knex).info(row.id) }
    },

    async signOut(actor: AccountActor): Promise<void> {
      await inTransaction(knex, async (tx) => {
        await endSession(tx, actor.sessionId)
        await record(tx, platform.now(), { organizationId: actor.organization.id, author: actor.author, action: 'session.signOut', subject: `account:${actor.accountId}` })
      })
    },

    /** The other sessions of the account end: whoever knew the old password is out. */
    async changePassword(actor: AccountActor, currentPassword: string, newPassword: string): Promise<void> {
      const issues = checkPassword(newPassword, { username: actor.username }).map((issue) => ({ ...issue, path: ['newPassword', ...issue.path] }))
      if (issues.length) throw problem('PASSWORD_REJECTED', issues)
      const repository = sessionRepository(knex)
      const { password_hash, earlier } = await repository.passwords(actor.accountId, rememberedPasswords)
      if (!(await verify(password_hash, currentPassword))) {
        throw problem('BAD_INPUT', [{ path: ['currentPassword'], code: 'password.wrong', message: '当前密码不正确' }])
      }
      for (const used of [password_hash, ...earlier]) {
        if (await verify(used, newPassword)) {
          throw problem('PASSWORD_REJECTED', [{ path: ['newPassword'], code: 'password.reused', message: `不能与最近 ${rememberedPasswords} 次用过的密码相同` }])
        }
      }
      const fresh = await hashPassword(newPassword)
      await inTransaction(knex, async (tx) => {
        await sessionRepository(tx).setPassword(actor.accountId, fresh, platform.now())
        await endSessionsOf(tx, { kind: 'account', accountId: actor.accountId }, actor.sessionId)
        await record(tx, platform.now(), { organizationId: actor.organization.id, author: actor.author, action: 'account.changePassword', subject: `account:${actor.accountId}` })
      })
    },
  }
}

export const presentSession = (actor: AccountActor): SessionInfo => ({
  account: { id: actor.accountId, username: actor.username, displayName: actor.displayName, kind: actor.accountKind, mustChangePassword: actor.mustChangePassword },
  organization: actor.organization,
  permissions: [...actor.permissions],
})
