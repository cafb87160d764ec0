import type { Context } from 'koa'
import { managerPermissions, type Permission } from '@talent/shared/contract/permissions'
import type { Access } from '@talent/shared/contract/endpoint'
import { Problem, problem } from '@talent/shared/errors'
import type { Platform } from '../platform'
import { rightsOf, wholeOrganization } from './account-rights'
import type { AccountActor, Actor, ManagerActor, VerifiedActor, WebActor, WechatActor } from './actor'
import { endSession, findSession, type AccountRecord, type SessionRow, type WechatUserRecord } from './sessions'
import { clientAddress } from './client-address'
import { deviceOf } from './device'
import { endedBindingProblem } from './ended-binding'
import { requireOpenWay } from './internet-access'

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
    return { kind: 'public', author: { kind: 'public', id: null, name: '', source }, device: deviceOf(ctx.get('user-agent')), wechatUserId: session?.kind === 'wechatUser' ? session.user.id : null }
  }
  if (!session) throw problem(token ? 'SESSION_EXPIRED' : 'NOT_SIGNED_IN')
  if (access.kind === 'account') {
    if (session.kind !== 'account') throw problem('FORBIDDEN')
    refuseCrossSite(ctx)
    return accountActor(platform, session.sessionId, session.account, source, access.permission, access.beforePasswordChange, access.beforeVerification)
  }
  if (access.kind === 'webSession') return webActor(platform, ctx, session, source, { permission: null, beforePasswordChange: true })
  if (access.kind === 'desk') {
    const holder = await webActor(platform, ctx, session, source, { permission: access.permission, beforePasswordChange: false })
    return { kind: 'desk', author: holder.author, holder, businessCode: businessOf(ctx, holder) }
  }
  if (session.kind !== 'wechatUser') throw problem('FORBIDDEN')
  const user = wechatActor(session.sessionId, session.user, source)
  const needsConsent = access.kind !== 'wechatUser' || access.consent
  if (needsConsent && !session.user.consented) throw problem('CONSENT_REQUIRED')
  if (access.kind === 'wechatUser') return user
  const verified = requireVerified(user)
  return access.kind === 'manager' ? managerActor(platform, verified, Number(ctx.params.bindingId)) : verified
}

/** A manager's session in the browser holds the rights of one binding; the ended binding ends it. */
async function webActor(
  platform: Platform, ctx: Context, session: SessionRow, source: string, { permission, beforePasswordChange }: { permission: Permission | null; beforePasswordChange: boolean },
): Promise<WebActor> {
  refuseCrossSite(ctx)
  if (session.kind === 'account') return accountActor(platform, session.sessionId, session.account, source, permission, beforePasswordChange)
  if (session.kind !== 'manager') throw problem('FORBIDDEN')
  if (!session.user.consented) throw problem('CONSENT_REQUIRED', { detail: '请先在小程序中阅读并同意隐私说明，再使用网页' })
  const manager = await managerOfSession(platform, requireVerified(wechatActor(session.sessionId, session.user, source)), session)
  const held: Permission[] = managerPermissions(manager.binding)
  if (permission !== null && !held.includes(permission)) throw problem('FORBIDDEN')
  return manager
}

async function managerOfSession(platform: Platform, user: VerifiedActor, { sessionId, bindingId }: Extract<SessionRow, { kind: 'manager' }>): Promise<ManagerActor> {
  try {
    return await managerActor(platform, user, bindingId)
  } catch (error) {
    if (error instanceof Problem && error.code === 'BINDING_ENDED') await endSession(platform.database.knex, sessionId)
    throw error
  }
}

/** Another business than the manager's is as if it were not there. */
function businessOf(ctx: Context, holder: WebActor): string | null {
  const { businessCode } = ctx.params as { businessCode?: string }
  if (holder.kind === 'account') return businessCode ?? null
  if (businessCode !== undefined && businessCode !== holder.binding.businessCode) throw problem('NOT_FOUND')
  return holder.binding.businessCode
}

/** A cookie is sent by the browser on its own: a request that another site started is refused. */
function refuseCrossSite(ctx: Context): void {
  const site = ctx.get('sec-fetch-site')
  if (ctx.method !== 'GET' && site && site !== 'same-origin' && site !== 'none') throw problem('FORBIDDEN')
}

/** What is open before the password is changed is open before the person behind the account is verified too. */
async function accountActor(
  platform: Platform, sessionId: number, account: AccountRecord, source: string, permission: Permission | null, beforePasswordChange: boolean, beforeVerification = beforePasswordChange,
): Promise<AccountActor> {
  if (account.state !== 'active') throw problem('ACCOUNT_DISABLED')
  await requireOpenWay(platform, account, source)
  if (account.must_change_password && !beforePasswordChange) throw problem('PASSWORD_CHANGE_REQUIRED')
  if (!account.verified && !beforeVerification) throw problem('ACCOUNT_VERIFICATION_REQUIRED')
  const { permissions, scopeOf } = await rightsOf(platform.database.knex, account)
  const scope = permission === null ? wholeOrganization(account) : scopeOf(permission)
  if (!scope) throw problem('FORBIDDEN')
  return {
    kind: 'account',
    author: { kind: 'account', id: account.id, name: account.username, source },
    sessionId,
    accountId: account.id,
    username: account.username,
    displayName: account.display_name,
    accountKind: account.kind,
    mustChangePassword: account.must_change_password,
    verified: account.verified,
    organization: { id: account.organization_id, name: account.organization_name, kind: account.organization_kind },
    permissions,
    scope,
    scopeOf,
  }
}

function wechatActor(sessionId: number, user: WechatUserRecord, source: string): WechatActor {
  return {
    kind: 'wechatUser',
    author: { kind: 'wechatUser', id: user.id, name: `用户${user.id}`, source },
    sessionId,
    wechatUserId: user.id,
    openid: user.openid,
    verified: user.identityLookup !== null,
    identityLookup: user.identityLookup,
  }
}

function requireVerified(user: WechatActor): VerifiedActor {
  if (user.identityLookup === null) throw problem('IDENTITY_REQUIRED')
  return { ...user, identityLookup: user.identityLookup }
}

/** Another one's binding is as if it were not there; one's own that has ended says so and gives nothing else. */
async function managerActor(platform: Platform, user: VerifiedActor, bindingId: number): Promise<ManagerActor> {
  const row = await platform.database
    .knex('manager_bindings')
    .join('organizations', 'organizations.id', 'manager_bindings.organization_id')
    .where({ 'manager_bindings.id': bindingId || 0, 'manager_bindings.wechat_user_id': user.wechatUserId })
    .first('manager_bindings.*', 'organizations.kind', 'organizations.path', 'organizations.name')
  if (!row) throw problem('NOT_FOUND')
  if (row.ended_at !== null) {
    throw endedBindingProblem({ organizationName: row.name, businessCode: row.business_code, endedAt: row.ended_at, ended: row.ended, endedBy: row.ended_by })
  }
  return {
    ...user,
    binding: { id: row.id, organizationId: row.organization_id, organizationKind: row.kind, path: row.path, businessCode: row.business_code, role: row.role },
  }
}
