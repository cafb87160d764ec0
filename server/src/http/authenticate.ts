import type { Context } from 'koa'
import { privacyVersion } from '@talent/shared/contract/wechat-session'
import type { Permission } from '@talent/shared/contract/permissions'
import type { Access } from '@talent/shared/contract/endpoint'
import { problem } from '@talent/shared/errors'
import type { Platform } from '../platform'
import { rightsOf, wholeOrganization } from './account-rights'
import type { AccountActor, Actor, ManagerActor, VerifiedActor, WechatActor } from './actor'
import { findAccount, findSession, type SessionRow } from './sessions'
import { clientAddress } from './client-address'

export const sessionCookie = 'talent_session'

export function tokenOf(ctx: Context): string | null {
  const header = ctx.get('authorization')
  if (header.startsWith('Bearer ')) return header.slice(7)
  return ctx.cookies.get(sessionCookie) ?? null
}

/**
 * The actor of this request, by the access that the endpoint declares. Rights are read from the
 * database each time, so what was taken away is gone with the next request.
 */
export async function authenticate(platform: Platform, ctx: Context, access: Access): Promise<Actor> {
  const source = clientAddress(platform.config, ctx)
  const token = tokenOf(ctx)
  const session = token ? await findSession(platform, token) : null
  if (access.kind === 'public') {
    return { kind: 'public', author: { kind: 'public', id: null, name: '', source }, wechatUserId: session?.wechatUserId ?? null }
  }
  if (!session) throw problem(token ? 'SESSION_EXPIRED' : 'NOT_SIGNED_IN')
  if (access.kind === 'account') {
    if (session.kind !== 'account') throw problem('FORBIDDEN')
    refuseCrossSite(ctx)
    return accountActor(platform, session, source, access.permission, access.beforePasswordChange)
  }
  if (session.kind !== 'wechatUser') throw problem('FORBIDDEN')
  const user = await wechatActor(platform, session, source)
  if (access.kind === 'wechatUser') {
    if (access.consent) await requireConsent(platform, user.wechatUserId)
    return user
  }
  await requireConsent(platform, user.wechatUserId)
  const verified = requireVerified(user)
  return access.kind === 'manager' ? managerActor(platform, verified, Number(ctx.params.bindingId)) : verified
}

/** A cookie is sent by the browser on its own: a request that another site started is refused. */
function refuseCrossSite(ctx: Context): void {
  const site = ctx.get('sec-fetch-site')
  if (ctx.method !== 'GET' && site && site !== 'same-origin' && site !== 'none') throw problem('FORBIDDEN')
}

async function accountActor(platform: Platform, session: SessionRow, source: string, permission: Permission | null, beforePasswordChange: boolean): Promise<AccountActor> {
  const { knex } = platform.database
  const account = await findAccount(knex, session.accountId ?? 0)
  if (!account) throw problem('SESSION_EXPIRED')
  if (account.state !== 'active') throw problem('ACCOUNT_DISABLED')
  if (account.must_change_password && !beforePasswordChange) throw problem('PASSWORD_CHANGE_REQUIRED')
  const { permissions, scopeOf } = await rightsOf(knex, account)
  const scope = permission === null ? wholeOrganization(account) : scopeOf(permission)
  if (!scope) throw problem('FORBIDDEN')
  return {
    kind: 'account',
    author: { kind: 'account', id: account.id, name: account.username, source },
    sessionId: session.sessionId,
    accountId: account.id,
    username: account.username,
    displayName: account.display_name,
    accountKind: account.kind,
    mustChangePassword: account.must_change_password,
    organization: { id: account.organization_id, name: account.organization_name, kind: account.organization_kind },
    permissions,
    scope,
    scopeOf,
  }
}

async function wechatActor(platform: Platform, session: SessionRow, source: string): Promise<WechatActor> {
  const user = await platform.database.knex('wechat_users').where('id', session.wechatUserId).first('id', 'openid', 'identity_lookup', 'merged_into_id')
  if (!user || user.merged_into_id !== null) throw problem('SESSION_EXPIRED')
  return {
    kind: 'wechatUser',
    author: { kind: 'wechatUser', id: user.id, name: `用户${user.id}`, source },
    sessionId: session.sessionId,
    wechatUserId: user.id,
    openid: user.openid,
    verified: user.identity_lookup !== null,
    identityLookup: user.identity_lookup,
  }
}

async function requireConsent(platform: Platform, wechatUserId: number): Promise<void> {
  const given = await platform.database
    .knex('consents')
    .where({ wechat_user_id: wechatUserId, kind: 'privacy', notice_version: privacyVersion })
    .first('id')
  if (!given) throw problem('CONSENT_REQUIRED')
}

function requireVerified(user: WechatActor): VerifiedActor {
  if (user.identityLookup === null) throw problem('IDENTITY_REQUIRED')
  return { ...user, identityLookup: user.identityLookup }
}

/** Another one's binding, or an ended one, is as if it were not there. */
async function managerActor(platform: Platform, user: VerifiedActor, bindingId: number): Promise<ManagerActor> {
  const row = await platform.database
    .knex('manager_bindings')
    .join('organizations', 'organizations.id', 'manager_bindings.organization_id')
    .where({ 'manager_bindings.id': bindingId || 0, 'manager_bindings.wechat_user_id': user.wechatUserId })
    .whereNull('manager_bindings.ended_at')
    .first('manager_bindings.id', 'manager_bindings.organization_id', 'manager_bindings.business_code', 'manager_bindings.role', 'organizations.kind', 'organizations.path')
  if (!row) throw problem('NOT_FOUND')
  return {
    ...user,
    binding: { id: row.id, organizationId: row.organization_id, organizationKind: row.kind, path: row.path, businessCode: row.business_code, role: row.role },
  }
}
