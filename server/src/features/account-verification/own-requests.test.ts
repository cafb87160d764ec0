import { issueAuthorizationCode } from '@talent/shared/contract/authorization'
import { decideHrReview, getHrReview } from '@talent/shared/contract/hr-accounts'
import { decideIdentityReview, getIdentityReview, submitManualVerification } from '@talent/shared/contract/identity'
import { decideCheckReview, getCheckReview, requestManualCheck } from '@talent/shared/contract/person-checks'
import { givenAccount, givenHolder } from '../../../test/given'
import { givenHierarchy, type Hierarchy } from '../../../test/given-applications'
import { givenPersonWithCard } from '../../../test/given-candidate-sign-in'
import { givenHrApplication } from '../../../test/given-hr-accounts'
import { givenCandidate } from '../../../test/given-units'
import { startTestServer, type TestServer } from '../../../test/server'

/** Who has asked for something does not decide on it from behind an account. */

let server: TestServer
let hierarchy: Hierarchy
beforeAll(async () => void (server = await startTestServer()))
beforeEach(async () => void (hierarchy = await givenHierarchy(server)))
afterAll(() => server.stop())

async function givenSelf(organizationId: number, identityNumber: string) {
  const account = await givenAccount(server, { organizationId, kind: 'main' })
  await givenHolder(server, account.id, identityNumber)
  return account.caller
}

test("a unit's HR account", async () => {
  const { applicant, application } = await givenHrApplication(server, hierarchy.institution)
  const self = await givenSelf(hierarchy.county.id, applicant.identityNumber)
  const { mainAccount } = await self.call(getHrReview, { hrApplicationId: application.id })
  const decision = { hrApplicationId: application.id, decision: 'accept' as const, opinion: '', version: 1, mainAccountSeen: mainAccount?.accountId ?? null }
  await expect(self.call(decideHrReview, decision)).toBeProblem(403, 'OWN_APPLICATION')
  await expect(self.call(decideHrReview, { ...decision, decision: 'reject', opinion: '重来' })).toBeProblem(403, 'OWN_APPLICATION')
  expect(await hierarchy.county.admin.call(decideHrReview, decision)).toMatchObject({ state: 'accepted' })
})

test('a real-name verification by hand', async () => {
  const person = await givenPersonWithCard(server, {})
  await person.caller.call(submitManualVerification, { ...person.entry, identityType: 'residentCard' })
  const { id } = await server.platform.database.knex('identity_verifications').where('wechat_user_id', person.id).first('id')
  const self = await givenSelf(hierarchy.province.id, person.entry.identityNumber)
  const decision = { reviewId: Number(id), decision: 'accept' as const, opinion: '', version: 1 }
  await self.call(getIdentityReview, decision)
  await expect(self.call(decideIdentityReview, decision)).toBeProblem(403, 'OWN_APPLICATION')
  expect(await hierarchy.province.admin.call(decideIdentityReview, decision)).toMatchObject({ state: 'verified' })
})

test('a check of the person in place of the face', async () => {
  const user = await givenCandidate(server)
  const { code } = await hierarchy.institution.admin.call(issueAuthorizationCode, { businessCode: '05' })
  const { checkId } = await user.caller.call(requestManualCheck, { subject: { purpose: 'bindManager', code }, reason: '不愿使用人脸信息' })
  const self = await givenSelf(hierarchy.county.id, user.identity.identityNumber)
  const decision = { checkId, decision: 'accept' as const, identification: 'inPerson' as const, opinion: '', version: 1 }
  await self.call(getCheckReview, decision)
  await expect(self.call(decideCheckReview, decision)).toBeProblem(403, 'OWN_APPLICATION')
  expect(await hierarchy.county.admin.call(decideCheckReview, decision)).toMatchObject({ state: 'passed' })
})
