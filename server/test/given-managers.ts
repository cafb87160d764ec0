import { getPersonCheck, startFaceCheck, type CheckPurpose } from '@talent/shared/contract/person-checks'
import { privacyVersion } from '@talent/shared/contract/wechat-session'
import type { GivenOrganization } from './given'
import { givenCandidate, testIdentity, type GivenCandidate, type TestIdentity } from './given-units'
import type { TestServer } from './server'

export interface GivenManager extends GivenCandidate {
  bindingId: number
}

/** A verified user who manages a business of the organization, as binding with code and face check leaves it. */
export async function givenManager(
  server: TestServer,
  organization: Pick<GivenOrganization, 'id'>,
  options: { businessCode?: string; role?: 'main' | 'auxiliary'; identity?: TestIdentity; phone?: string } = {},
): Promise<GivenManager> {
  const { businessCode = '05', role = 'main' } = options
  const candidate = await givenCandidate(server, { ...options, identity: options.identity ?? testIdentity('李管理') })
  const [bindingId = 0] = await server.platform.database.knex('manager_bindings').insert({
    organization_id: organization.id, business_code: businessCode, wechat_user_id: candidate.id, role,
    main_key: role === 'main' ? `${organization.id}:${businessCode}` : null, bound_at: server.platform.now().toISOString(),
  })
  return { ...candidate, bindingId }
}

export async function givenFaceConsent(server: TestServer, user: { id: number }): Promise<void> {
  await server.platform.database
    .knex('consents')
    .insert({ wechat_user_id: user.id, kind: 'face', notice_version: privacyVersion, given_at: server.platform.now().toISOString() })
    .onConflict(['wechat_user_id', 'kind', 'notice_version'])
    .ignore()
}

/** A face check of this user that has passed and waits to be used. */
export async function givenPassedFaceCheck(server: TestServer, user: GivenCandidate, purpose: CheckPurpose): Promise<number> {
  await givenFaceConsent(server, user)
  const { checkId, verifyId } = await user.caller.call(startFaceCheck, { purpose })
  server.sandbox.control({ face: verifyId, result: 'passed' })
  await user.caller.call(getPersonCheck, { checkId })
  return checkId
}
