import { createHash, randomBytes } from 'node:crypto'
import type { Permission } from '@talent/shared/contract/permissions'
import { isEntered, subsystems, type Subsystem } from '@talent/shared/contract/subsystems'
import { privacyVersion } from '@talent/shared/contract/wechat-session'
import type { Connection } from '../db/database'
import { selectRows } from '../db/select-rows'
import type { Platform } from '../platform'
import type { OrganizationKind } from './actor'

const minute = 60_000
const web = { idle: 30 * minute, total: 12 * 60 * minute }
/** A web session ends after 30 minutes without a request and after 12 hours in any case; a mini-program session after 30 days without one. */
const lifetime = { account: web, manager: web, wechatUser: { idle: 30 * 24 * 60 * minute, total: 365 * 24 * 60 * minute } }
/** `seen_at` is written at most this often, so that reading stays reading. */
const touchEvery = minute

/** A living session with whom it is of: one query a request. */
export type SessionRow = { sessionId: number } & (
  | { kind: 'account'; account: AccountRecord }
  | { kind: 'wechatUser'; user: WechatUserRecord }
  | { kind: 'manager'; user: WechatUserRecord; bindingId: number }
)

export interface WechatUserRecord {
  id: number
  openid: string | null
  identityLookup: string | null
  /** The privacy notice in force was accepted. */
  consented: boolean
}

export const hashToken = (token: string): string => createHash('sha256').update(token).digest('hex')

/** `manager`: a mini-program user in the browser, with one binding. */
export type NewSession = { kind: 'account'; accountId: number } | { kind: 'wechatUser'; wechatUserId: number } | { kind: 'manager'; wechatUserId: number; bindingId: number }

/**
 * The token is in this answer only; the database keeps its hash. `source` is the network address, `device` a kind of
 * device in words.
 */
export async function createSession(platform: Platform, connection: Connection, subject: NewSession, source: string, device: string | null = null): Promise<{ token: string; expiresAt: string }> {
  const now = platform.now()
  const token = randomBytes(32).toString('base64url')
  const expiresAt = new Date(now.getTime() + lifetime[subject.kind].total).toISOString()
  await connection('sessions').insert({
    token_hash: hashToken(token),
    kind: subject.kind,
    account_id: subject.kind === 'account' ? subject.accountId : null,
    wechat_user_id: subject.kind === 'account' ? null : subject.wechatUserId,
    binding_id: subject.kind === 'manager' ? subject.bindingId : null,
    source,
    device,
    created_at: now.toISOString(),
    seen_at: now.toISOString(),
    expires_at: expiresAt,
  })
  return { token, expiresAt }
}

/** Of a mini-program user's session the account's columns are null, and the other way round. */
interface FoundSession extends Omit<AccountRow, 'id'> {
  session_id: number
  session_kind: NewSession['kind']
  seen_at: string
  expires_at: string
  id: number | null
  user_id: number | null
  binding_id: number | null
  openid: string | null
  identity_lookup: string | null
  merged_into_id: number | null
  cancelled_at: string | null
  consent_id: number | null
}

const accountColumns = [
  'accounts.id', 'accounts.username', 'accounts.display_name', 'accounts.kind', 'accounts.state', 'accounts.must_change_password',
  'accounts.organization_id', 'organizations.name as organization_name', 'organizations.kind as organization_kind', 'organizations.path',
  'account_verifications.state as verification_state',
]

const sessionSql = `
  select sessions.id as session_id, sessions.kind as session_kind, sessions.binding_id, sessions.seen_at, sessions.expires_at, ${accountColumns.join(', ')},
    wechat_users.id as user_id, wechat_users.openid, wechat_users.identity_lookup, wechat_users.merged_into_id, wechat_users.cancelled_at, consents.id as consent_id
  from sessions
  left join accounts on accounts.id = sessions.account_id
  left join organizations on organizations.id = accounts.organization_id
  left join account_verifications on account_verifications.account_id = accounts.id
  left join wechat_users on wechat_users.id = sessions.wechat_user_id
  left join consents on consents.wechat_user_id = wechat_users.id and consents.kind = 'privacy' and consents.notice_version = ?
  where sessions.token_hash = ?`

export async function findSession(platform: Platform, token: string): Promise<SessionRow | null> {
  if (token.length > 100) return null
  const { knex } = platform.database
  const [row] = await selectRows<FoundSession>(knex, sessionSql, [privacyVersion, hashToken(token)])
  if (!row) return null
  const now = platform.now().getTime()
  const kind = row.session_kind
  if (Date.parse(row.expires_at) <= now || Date.parse(row.seen_at) + lifetime[kind].idle <= now) return null
  if (now - Date.parse(row.seen_at) > touchEvery) await knex('sessions').where('id', row.session_id).update({ seen_at: new Date(now).toISOString() })
  if (kind === 'account') return row.id === null ? null : { sessionId: row.session_id, kind, account: readAccount({ ...row, id: row.id }) }
  if (row.user_id === null || row.merged_into_id !== null || row.cancelled_at !== null) return null
  const user = { id: row.user_id, openid: row.openid, identityLookup: row.identity_lookup, consented: row.consent_id !== null }
  if (kind === 'wechatUser') return { sessionId: row.session_id, kind, user }
  return row.binding_id === null ? null : { sessionId: row.session_id, kind, user, bindingId: row.binding_id }
}

export interface OwnSession {
  id: number
  device: string | null
  source: string
  createdAt: string
  seenAt: string
  /** Of a session in the browser: whose audit pages it holds. */
  desk: { organizationName: string; businessCode: string } | null
}

/** The living ones, the latest used first. */
export async function listSessionsOf(platform: Platform, wechatUserId: number): Promise<OwnSession[]> {
  const now = platform.now().getTime()
  const usedSince = (kind: 'wechatUser' | 'manager') => new Date(now - lifetime[kind].idle).toISOString()
  const rows = await platform.database
    .knex('sessions as s')
    .leftJoin('manager_bindings as b', 'b.id', 's.binding_id')
    .leftJoin('organizations as o', 'o.id', 'b.organization_id')
    .where('s.wechat_user_id', wechatUserId)
    .where('s.expires_at', '>', new Date(now).toISOString())
    .where((any) => {
      void any.where((app) => void app.where('s.kind', 'wechatUser').where('s.seen_at', '>', usedSince('wechatUser')))
      void any.orWhere((inBrowser) => void inBrowser.where('s.kind', 'manager').whereNull('b.ended_at').where('s.seen_at', '>', usedSince('manager')))
    })
    .orderBy([{ column: 's.seen_at', order: 'desc' }, { column: 's.id', order: 'desc' }])
    .select('s.id', 's.kind', 's.device', 's.source', 's.created_at', 's.seen_at', 'b.business_code', 'o.name as organization_name')
  return rows.map((row) => ({
    id: row.id, device: row.device, source: row.source, createdAt: row.created_at, seenAt: row.seen_at,
    desk: row.kind === 'manager' ? { organizationName: row.organization_name, businessCode: row.business_code } : null,
  }))
}

/** What a session says of where it was opened, for the one that takes its place. */
export async function deviceOfSession(connection: Connection, sessionId: number): Promise<string | null> {
  return (await connection('sessions').where('id', sessionId).first('device'))?.device ?? null
}

/** False: this user has no such session. */
export async function endSessionOf(connection: Connection, wechatUserId: number, sessionId: number): Promise<boolean> {
  return (await connection('sessions').where({ id: sessionId, wechat_user_id: wechatUserId }).delete()) === 1
}

export const endSession = (connection: Connection, sessionId: number) => connection('sessions').where('id', sessionId).delete()

export const endSessionsOf = (connection: Connection, subject: NewSession, exceptSessionId?: number) =>
  connection('sessions')
    .where(subject.kind === 'account' ? { account_id: subject.accountId } : { wechat_user_id: subject.wechatUserId })
    .modify((query) => void (exceptSessionId && query.whereNot('id', exceptSessionId)))
    .delete()

export interface AccountRecord {
  id: number
  username: string
  display_name: string
  kind: 'main' | 'sub'
  state: 'active' | 'disabled'
  must_change_password: boolean
  /** The person behind the account: passed the review of R2. */
  verified: boolean
  organization_id: number
  organization_name: string
  organization_kind: OrganizationKind
  path: string
}

/** Of an account that has saved nothing yet the state is null. */
type AccountRow = Omit<AccountRecord, 'verified'> & { verification_state: string | null }

const readAccount = (row: AccountRow): AccountRecord => ({
  id: row.id, username: row.username, display_name: row.display_name, kind: row.kind, state: row.state, must_change_password: Boolean(row.must_change_password), verified: row.verification_state === 'passed',
  organization_id: row.organization_id, organization_name: row.organization_name, organization_kind: row.organization_kind, path: row.path,
})

const accounts = (connection: Connection) =>
  connection('accounts')
    .join('organizations', 'organizations.id', 'accounts.organization_id')
    .leftJoin('account_verifications', 'account_verifications.account_id', 'accounts.id')

export async function findAccount(connection: Connection, accountId: number): Promise<AccountRecord | null> {
  const row = await accounts(connection).where('accounts.id', accountId).first(accountColumns)
  return row ? readAccount(row) : null
}

/** For whoever says to be this account: with the hash that proves it. */
export async function findAccountByName(connection: Connection, username: string): Promise<(AccountRecord & { password_hash: string }) | null> {
  const row = await accounts(connection).where('accounts.username', username).first([...accountColumns, 'accounts.password_hash'])
  return row ? { ...readAccount(row), password_hash: String(row.password_hash) } : null
}

export interface Grant {
  permission: Permission
  /** null: not limited to departments. */
  departmentIds: number[] | null
}

/** As the account's row has them; null: all. */
export const readSubsystems = (stored: string | null): Subsystem[] | null => (stored === null ? null : subsystems.filter((one) => stored.split(',').includes(one)))

/** What a sub-account's roles grant within its subsystems: for each permission the union of the departments of the roles that grant it, never more. */
export async function findGrants(connection: Connection, accountId: number): Promise<Map<Permission, Grant>> {
  const rows: { permission: Permission; department_limited: unknown; department_id: number | null; subsystems: string | null }[] = await connection('account_roles')
    .join('accounts', 'accounts.id', 'account_roles.account_id')
    .join('roles', 'roles.id', 'account_roles.role_id')
    .join('role_permissions', 'role_permissions.role_id', 'roles.id')
    .leftJoin('role_departments', 'role_departments.role_id', 'roles.id')
    .where('account_roles.account_id', accountId)
    .where('roles.state', 'active')
    .select('role_permissions.permission', 'roles.department_limited', 'role_departments.department_id', 'accounts.subsystems')
  const grants = new Map<Permission, Grant>()
  for (const row of rows) {
    if (!isEntered(row.permission, readSubsystems(row.subsystems))) continue
    const grant = grants.get(row.permission) ?? { permission: row.permission, departmentIds: [] }
    if (!row.department_limited) grant.departmentIds = null
    else if (grant.departmentIds && row.department_id !== null) grant.departmentIds.push(row.department_id)
    grants.set(row.permission, grant)
  }
  return grants
}
