import { randomInt } from 'node:crypto'
import { identityLookup } from '../src/db/identity-lookup'
import { hashPassword } from '../src/features/session/password-hash'
import type { OrganizationKind } from '../src/http/actor'
import { createSession } from '../src/http/sessions'
import { privacyVersion } from '@talent/shared/contract/wechat-session'
import { createCaller, type Caller } from './caller'
import type { TestServer } from './server'

/**
 * Factories of what a test needs; each makes its own parents. Rows that a feature owns are made through that
 * feature's endpoints wherever there is one, so that a test stands on real data.
 */
let serial = 0
const next = (): number => ++serial

export interface GivenOrganization {
  id: number
  name: string
  kind: OrganizationKind
  path: string
  /** Signed in as its main account. */
  admin: Caller
  accountId: number
  username: string
}

const password = 'Kd7!mwQz'
let passwordHash: Promise<string> | null = null

export async function givenOrganization(server: TestServer, options: { kind?: OrganizationKind; parent?: { id: number; path: string }; name?: string } = {}): Promise<GivenOrganization> {
  const { knex } = server.platform.database
  const kind = options.kind ?? 'institution'
  const now = server.platform.now().toISOString()
  const name = options.name ?? `测试${kind === 'institution' ? '医院' : '卫健委'}${next()}`
  const [id = 0] = await knex('organizations').insert({ parent_id: options.parent?.id ?? null, path: '', kind, name, created_at: now, updated_at: now, contact_name: '人事科', contact_phone: '027-12345678' })
  const path = `${options.parent?.path ?? '/'}${id}/`
  await knex('organizations').where({ id }).update({ path })
  const account = await givenAccount(server, { organizationId: id, kind: 'main' })
  return { id, name, kind, path, admin: account.caller, accountId: account.id, username: account.username }
}

/** An institution below a county, a city and the province. */
export async function givenInstitution(server: TestServer, options: { name?: string } = {}): Promise<GivenOrganization> {
  const province = await givenOrganization(server, { kind: 'province' })
  const city = await givenOrganization(server, { kind: 'city', parent: province })
  const county = await givenOrganization(server, { kind: 'county', parent: city })
  return givenOrganization(server, { ...options, kind: 'institution', parent: county })
}

export async function givenAccount(server: TestServer, options: { organizationId: number; kind: 'main' | 'sub'; mustChangePassword?: boolean; verified?: boolean }) {
  const { knex } = server.platform.database
  const now = server.platform.now().toISOString()
  const username = `account${next()}x${randomInt(1e6)}`
  passwordHash ??= hashPassword(password)
  const [id = 0] = await knex('accounts').insert({
    organization_id: options.organizationId, username, display_name: '测试账号', kind: options.kind, password_hash: await passwordHash,
    must_change_password: options.mustChangePassword ?? false, created_at: now, updated_at: now,
  })
  if (options.verified ?? true) await givenPassedVerification(server, id)
  const session = await createSession(server.platform, knex, { kind: 'account', accountId: id }, '127.0.0.1')
  return { id, username, password, caller: createCaller(server, { cookie: session.token }) }
}

/** The person behind the account has been verified, so that everything is open; their number is nobody's. */
export async function givenPassedVerification(server: TestServer, accountId: number): Promise<void> {
  const { cipher, now, database: { knex } } = server.platform
  const at = now().toISOString()
  await knex('account_verifications').insert({
    account_id: accountId, state: 'passed', name: '测试账号', identity_type: 'passport', identity_number: cipher.seal('account_verifications.identity_number', 'E00000000'), identity_number_masked: 'E****0',
    mobile: cipher.seal('account_verifications.mobile', '13800000000'), mobile_masked: '138****0000', reviewer_name: '测试', saved_at: at, submitted_at: at, decided_at: at,
  })
}

/** The person with this resident card stands behind the account. */
export async function givenHolder(server: TestServer, accountId: number, identityNumber: string): Promise<void> {
  const { cipher, database: { knex } } = server.platform
  await knex('account_verifications').where('account_id', accountId).update({ identity_type: 'residentCard', identity_number: cipher.seal('account_verifications.identity_number', identityNumber) })
}

/** A role for a sub-account; departments limit it. */
export async function givenRole(server: TestServer, options: { accountId: number; organizationId: number; permissions: string[]; departmentIds?: number[] }): Promise<void> {
  const { knex } = server.platform.database
  const [roleId = 0] = await knex('roles').insert({ organization_id: options.organizationId, name: `角色${next()}`, department_limited: options.departmentIds !== undefined })
  await knex('role_permissions').insert(options.permissions.map((permission) => ({ role_id: roleId, permission })))
  if (options.departmentIds?.length) await knex('role_departments').insert(options.departmentIds.map((id) => ({ role_id: roleId, department_id: id })))
  await knex('account_roles').insert({ account_id: options.accountId, role_id: roleId })
}

export interface GivenWechatUser {
  id: number
  caller: Caller
  openid: string
}

/** Signed in to the mini-program, with consent; with an identity when one is given. */
export async function givenWechatUser(server: TestServer, options: { phone?: string; identity?: { name: string; identityType?: string; identityNumber: string } } = {}): Promise<GivenWechatUser> {
  const { knex } = server.platform.database
  const { cipher } = server.platform
  const now = server.platform.now().toISOString()
  const openid = server.sandbox.openidOf(`given${next()}`)
  const identity = options.identity
  const identityType = identity?.identityType ?? 'residentCard'
  const [id = 0] = await knex('wechat_users').insert({
    openid,
    phone: options.phone ? cipher.seal('wechat_users.phone', options.phone) : null,
    phone_lookup: options.phone ? cipher.lookup('phone', options.phone) : null,
    identity_name: identity?.name ?? null,
    identity_type: identity ? identityType : null,
    identity_number: identity ? cipher.seal('wechat_users.identity_number', identity.identityNumber) : null,
    identity_lookup: identity ? identityLookup(cipher, identityType, identity.identityNumber) : null,
    verified_at: identity ? now : null,
    created_at: now,
    updated_at: now,
  })
  await knex('consents').insert({ wechat_user_id: id, kind: 'privacy', notice_version: privacyVersion, given_at: now })
  const session = await createSession(server.platform, knex, { kind: 'wechatUser', wechatUserId: id }, '127.0.0.1')
  return { id, openid, caller: createCaller(server, { bearer: session.token }) }
}
