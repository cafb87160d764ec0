import { managerPermissions } from '@talent/shared/contract/permissions'
import type { SessionInfo } from '@talent/shared/contract/session'
import { checkPassword } from '@talent/shared/domain/password'
import { Problem, problem } from '@talent/shared/errors'
import type { Connection } from '../../db/database'
import { inTransaction, type Transaction } from '../../db/transaction'
import type { AccountActor, Author, ManagerActor, OrganizationKind, WebActor } from '../../http/actor'
import { forgetGuesses, guess } from '../../http/attempts'
import { requireOpenWay } from '../../http/internet-access'
import { createSession, endSession, endSessionsOf, findAccountByName } from '../../http/sessions'
import type { Platform } from '../../platform'
import { record } from '../operation-log/operation-log.service'
import { createKnownDevices } from './known-device'
import { hashPassword, isPassword } from './password-hash'
import { signInKey, unknownNameKey, wrongPasswords } from './sign-in-locks'
import { sessionRepository, type SignInRow } from './session.repository'

const lockedFor = (minutes: number) => problem('ACCOUNT_LOCKED', { detail: `密码连续输错 ${wrongPasswords.limit} 次，账号已锁定，请 ${minutes} 分钟后再试，或联系上级解锁` })
const signInRefusals = {
  wrong: (left: number) => problem('WRONG_CREDENTIALS', { detail: `账号或密码不正确，再错 ${left} 次将锁定 30 分钟` }),
  locked: lockedFor,
}
const rememberedPasswords = 5

interface SignedIn {
  token: string
  expiresAt: string
  info: SessionInfo
  /** For the browser to keep: here the account is known from now on. */
  device: string
}

export type SessionService = ReturnType<typeof createSessionService>

export function createSessionService(platform: Platform) {
  const { knex } = platform.database
  const devices = createKnownDevices(platform.cipher)
  // An unknown name costs the same time as a wrong password, so the answer's time tells nothing.
  let decoy: Promise<string> | null = null
  const decoyHash = () => (decoy ??= hashPassword('no account has this password'))

  const log = (tx: Transaction, author: Author, row: SignInRow | null, action: string) =>
    record(tx, platform.now(), {
      organizationId: row?.organization_id ?? 0, author: row ? { ...author, kind: 'account', id: row.id, name: row.username } : author, action, subject: `account:${row?.id ?? 0}`,
    })

  /** Names that nobody has are counted, refused and logged like any other, or the answers would tell which there are. */
  async function checkedPassword(author: Author, row: SignInRow | null, key: string, password: string): Promise<SignInRow> {
    let tried = false
    const find = async () => {
      tried = true
      const right = await isPassword(row?.password_hash ?? (await decoyHash()), password)
      return row && right ? row : null
    }
    try {
      // A right one forgets the wrong ones before it, and with them this try.
      return await guess(platform, key, wrongPasswords, find, signInRefusals, 'keep')
    } catch (error) {
      if (tried && error instanceof Problem) {
        await inTransaction(knex, (tx) => log(tx, author, row, error.code === 'ACCOUNT_LOCKED' ? 'session.lock' : 'session.refuse'))
      }
      throw error
    }
  }

  return {
    /** `device`: the mark that an earlier sign-in left in this browser. */
    async signIn(author: Author, input: { username: string; password: string }, device: string | null): Promise<SignedIn> {
      const username = input.username.trim()
      const found = await findAccountByName(knex, username)
      const known = found && device !== null && devices.knows(found.id, device) ? device : null
      const key = found ? signInKey(platform.cipher, found.id, known) : unknownNameKey(platform.cipher, username)
      const row = await checkedPassword(author, found, key, input.password)
      if (row.state !== 'active') {
        await forgetGuesses(knex, key)
        throw problem('ACCOUNT_DISABLED')
      }
      await requireOpenWay(platform, row, author.source)
      const session = await inTransaction(knex, async (tx) => {
        if (!(await sessionRepository(tx).noteSignIn(row, platform.now()))) throw problem('WRONG_CREDENTIALS')
        await forgetGuesses(tx, key)
        await log(tx, author, row, 'session.signIn')
        return createSession(platform, tx, { kind: 'account', accountId: row.id }, author.source)
      })
      return { ...session, info: await sessionRepository(knex).info(row), device: known ?? devices.mark(row.id) }
    },

    async signOut(actor: WebActor): Promise<void> {
      const [organizationId, subject] =
        actor.kind === 'account' ? [actor.organization.id, `account:${actor.accountId}`] : [actor.binding.organizationId, `managerBinding:${actor.binding.id}`]
      await inTransaction(knex, async (tx) => {
        await endSession(tx, actor.sessionId)
        await record(tx, platform.now(), { organizationId, author: actor.author, action: 'session.signOut', subject })
      })
    },

    info: (actor: WebActor): Promise<SessionInfo> | SessionInfo => (actor.kind === 'account' ? presentSession(actor) : presentManagerSession(knex, { wechatUserId: actor.wechatUserId, ...actor.binding })),

    /** Unsaved forms lie in the browser sealed with it: 16 bytes, base64url, that only this account is given, in every session the same. */
    draftKey: (actor: AccountActor): string => platform.cipher.lookup('draft', `account:${actor.accountId}`),

    /** The other sessions of the account end: whoever knew the old password is out. */
    async changePassword(actor: AccountActor, currentPassword: string, newPassword: string): Promise<void> {
      const issues = checkPassword(newPassword, { username: actor.username }).map((issue) => ({ ...issue, path: ['newPassword', ...issue.path] }))
      if (issues.length) throw problem('PASSWORD_REJECTED', issues)
      const repository = sessionRepository(knex)
      const { password_hash, earlier } = await repository.passwords(actor.accountId, rememberedPasswords)
      // A session that was left open must not be a way to find the password out.
      const key = `changePassword:${actor.accountId}`
      await guess(platform, key, wrongPasswords, async () => (await isPassword(password_hash, currentPassword)) || null, {
        wrong: (left) => problem('BAD_INPUT', [{ path: ['currentPassword'], code: 'password.wrong', message: `当前密码不正确，再错 ${left} 次将锁定 30 分钟` }]),
        locked: lockedFor,
      })
      for (const used of [password_hash, ...earlier]) {
        if (await isPassword(used, newPassword)) {
          throw problem('PASSWORD_REJECTED', [{ path: ['newPassword'], code: 'password.reused', message: `不能与最近 ${rememberedPasswords} 次用过的密码相同` }])
        }
      }
      const fresh = await hashPassword(newPassword)
      await inTransaction(knex, async (tx) => {
        // Hashing takes its time: whoever was given a new password meanwhile is not to be overtaken with the old one.
        if (!(await sessionRepository(tx).setPassword(actor.accountId, password_hash, fresh, platform.now()))) throw problem('SESSION_EXPIRED', { detail: '密码已被重置，请用新的一次性密码登录' })
        await endSessionsOf(tx, { kind: 'account', accountId: actor.accountId }, actor.sessionId)
        await record(tx, platform.now(), { organizationId: actor.organization.id, author: actor.author, action: 'account.changePassword', subject: `account:${actor.accountId}` })
      })
    },
  }
}

const presentSession = (actor: AccountActor): SessionInfo => ({
  account: { id: actor.accountId, username: actor.username, displayName: actor.displayName, kind: actor.accountKind, mustChangePassword: actor.mustChangePassword, verified: actor.verified },
  organization: actor.organization,
  permissions: [...actor.permissions],
})

export interface ManagerOfSession {
  wechatUserId: number
  organizationId: number
  organizationKind: OrganizationKind
  role: ManagerActor['binding']['role']
}

/** The pages of the audit are all that it may open. */
export async function presentManagerSession(connection: Connection, { wechatUserId, organizationId, organizationKind, role }: ManagerOfSession): Promise<SessionInfo> {
  const { name, organizationName } = await sessionRepository(connection).managerNames(wechatUserId, organizationId)
  return {
    account: { id: wechatUserId, username: '', displayName: name, kind: 'manager', mustChangePassword: false, verified: true },
    organization: { id: organizationId, name: organizationName, kind: organizationKind },
    permissions: managerPermissions({ role, organizationKind }),
  }
}
