import { decideApplication, detachApplication, getAuditDetail } from '@talent/shared/contract/audit'
import { decideAtDesk, detachAtDesk, getDeskApplication } from '@talent/shared/contract/audit-desk'
import { givenAccount, givenHolder } from '../../../test/given'
import { givenApplication, givenHierarchy, givenReviewer, givenWebManager, type GivenApplication, type Hierarchy } from '../../../test/given-applications'
import { startTestServer, type TestServer } from '../../../test/server'

let server: TestServer
let hierarchy: Hierarchy
let application: GivenApplication
beforeAll(async () => void (server = await startTestServer()))
beforeEach(async () => {
  hierarchy = await givenHierarchy(server)
  application = await givenApplication(server, { institution: hierarchy.institution })
})
afterAll(() => server.stop())

const knex = () => server.platform.database.knex
const decision = { decision: 'approved' as const, remark: '', internshipStart: '2025-01-01', internshipEnd: '2025-09-30', version: 1 }
const detachment = { reason: '已调走', version: 1 }
const atDesk = () => ({ businessCode: '05', applicationId: application.id })

/** The candidate manages the unit's business as well. */
async function givenCandidateAsManager() {
  const { bindingId } = await givenReviewer(server, hierarchy.institution)
  await knex()('manager_bindings').where('id', bindingId).update({ wechat_user_id: application.candidate.id })
  return { bindingId, phone: application.candidate.caller, web: await givenWebManager(server, { id: application.candidate.id, bindingId }) }
}

/** The candidate was verified as the one behind an account. */
async function givenCandidateBehindAccount(organizationId: number) {
  const account = await givenAccount(server, { organizationId, kind: 'main' })
  await givenHolder(server, account.id, application.person.input.identityNumber ?? '')
  return account.caller
}

const untouched = async () => {
  expect(await knex()('reviews').where('application_id', application.id)).toEqual([])
  expect(await knex()('detachments').where('application_id', application.id)).toEqual([])
}

test('a manager decides on an own application neither on the phone nor in the browser, and is told why', async () => {
  const { bindingId, phone, web } = await givenCandidateAsManager()
  const onPhone = { bindingId, applicationId: application.id }
  expect(await phone.call(getAuditDetail, onPhone)).toMatchObject({ isReviewersOwn: true, mayDetach: false })
  expect(await web.call(getDeskApplication, atDesk())).toMatchObject({ isReviewersOwn: true, mayDetach: false })
  await expect(phone.call(decideApplication, { ...onPhone, ...decision })).toBeProblem(403, 'OWN_APPLICATION')
  await expect(phone.call(detachApplication, { ...onPhone, ...detachment })).toBeProblem(403, 'OWN_APPLICATION')
  await expect(web.call(decideAtDesk, { ...atDesk(), ...decision })).toBeProblem(403, 'OWN_APPLICATION')
  await expect(web.call(detachAtDesk, { ...atDesk(), ...detachment })).toBeProblem(403, 'OWN_APPLICATION')
  await untouched()
})

test('nor does whoever stands behind an account, of the unit or of a level above', async () => {
  const unit = await givenCandidateBehindAccount(hierarchy.institution.id)
  await expect(unit.call(decideAtDesk, { ...atDesk(), ...decision })).toBeProblem(403, 'OWN_APPLICATION')
  await expect(unit.call(detachAtDesk, { ...atDesk(), ...detachment })).toBeProblem(403, 'OWN_APPLICATION')
  await untouched()
  await hierarchy.institution.admin.call(decideAtDesk, { ...atDesk(), ...decision })
  const county = await givenCandidateBehindAccount(hierarchy.county.id)
  expect(await county.call(getDeskApplication, atDesk())).toMatchObject({ isReviewersOwn: true })
  await expect(county.call(decideAtDesk, { ...atDesk(), ...decision, version: 2 })).toBeProblem(403, 'OWN_APPLICATION')
  expect(await hierarchy.county.admin.call(decideAtDesk, { ...atDesk(), ...decision, version: 2 })).toMatchObject({ reviewState: 'approved' })
})

test('another one is not kept from it', async () => {
  const { bindingId, caller } = await givenReviewer(server, hierarchy.institution)
  const onPhone = { bindingId, applicationId: application.id }
  expect(await caller.call(getAuditDetail, onPhone)).toMatchObject({ isReviewersOwn: false, mayDetach: true })
  expect(await caller.call(decideApplication, { ...onPhone, ...decision })).toMatchObject({ reviewState: 'approved' })
})

test('who is removed from the unit is told the reason: without one nobody is', async () => {
  const { bindingId, caller } = await givenReviewer(server, hierarchy.institution)
  for (const reason of ['', '  ']) {
    await expect(caller.call(detachApplication, { bindingId, applicationId: application.id, reason, version: 1 })).toBeProblem(400, 'BAD_INPUT')
    await expect(hierarchy.institution.admin.call(detachAtDesk, { ...atDesk(), reason, version: 1 })).toBeProblem(400, 'BAD_INPUT')
  }
  await untouched()
})
