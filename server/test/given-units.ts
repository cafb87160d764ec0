import { identityCheckCharacter } from '@talent/shared/domain/identity-document'
import { maskIdentityNumber } from '@talent/shared/domain/mask'
import { createCaller, type Caller } from './caller'
import { givenInstitution, givenWechatUser, type GivenOrganization, type GivenWechatUser } from './given'
import type { TestServer } from './server'

let serial = 0

export interface TestIdentity {
  name: string
  identityNumber: string
}

/** Another real-looking resident card each time. */
export function testIdentity(name = '张三'): TestIdentity {
  const n = serial++
  const first17 = `420106${1960 + (Math.floor(n / 999) % 40)}0115${String((n % 999) + 1).padStart(3, '0')}`
  return { name, identityNumber: first17 + identityCheckCharacter(first17) }
}

/** The least record that a unit can file; for tests that are about bindings and not about people. */
export async function givenRecord(server: TestServer, institution: Pick<GivenOrganization, 'id'>, identity: TestIdentity, options: { inService?: boolean } = {}): Promise<{ id: number }> {
  const { knex } = server.platform.database
  const { cipher } = server.platform
  const now = server.platform.now().toISOString()
  const number = identity.identityNumber
  const lookup = cipher.lookup('identity', `residentCard:${number}`)
  const [id = 0] = await knex('people').insert({
    organization_id: institution.id, name: identity.name, identity_type: 'residentCard', identity_number: cipher.seal('people.identity_number', number),
    identity_number_masked: maskIdentityNumber(number), identity_lookup: lookup, identity_last4_lookup: cipher.lookup('last4', number.slice(-4)),
    in_service_lookup: options.inService === false ? null : lookup, mobile: cipher.seal('people.mobile', '13800138000'), sex: '1', birth_date: '1990-01-15',
    education: '1', degree: '1', employment_status: options.inService === false ? 'left' : 'onDuty', created_at: now, updated_at: now,
  })
  return { id }
}

export interface GivenCandidate extends GivenWechatUser {
  identity: TestIdentity
}

/** Verified, signed in, bound to nothing. */
export async function givenCandidate(server: TestServer, options: { identity?: TestIdentity; phone?: string } = {}): Promise<GivenCandidate> {
  const identity = options.identity ?? testIdentity()
  return { ...(await givenWechatUser(server, { identity, ...(options.phone ? { phone: options.phone } : {}) })), identity }
}

/** A candidate whose institution has a record of them and whom the record is bound to. */
export async function givenBoundCandidate(server: TestServer, options: { institution?: GivenOrganization; identity?: TestIdentity; personId?: number } = {}) {
  const { knex } = server.platform.database
  const institution = options.institution ?? (await givenInstitution(server))
  const candidate = await givenCandidate(server, options)
  const personId = options.personId ?? (await givenRecord(server, institution, candidate.identity)).id
  await knex('unit_bindings').insert({
    wechat_user_id: candidate.id, organization_id: institution.id, person_id: personId, method: 'matched', bound_at: server.platform.now().toISOString(), active_user_id: candidate.id,
  })
  return { ...candidate, institution, personId }
}

/** The same session on another device: its requests carry idempotency keys of their own, so none is a replay. */
export function onAnotherDevice(server: TestServer, caller: Caller): Caller {
  const { Authorization, Cookie } = caller.headers
  return createCaller(server, { ...(Authorization ? { bearer: Authorization.slice('Bearer '.length) } : {}), ...(Cookie ? { cookie: Cookie.slice(Cookie.indexOf('=') + 1) } : {}) })
}
