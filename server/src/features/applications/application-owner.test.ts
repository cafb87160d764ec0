import { decideApplication } from '@talent/shared/contract/audit'
import { getApplication, listApplications, listMessages } from '@talent/shared/contract/candidate'
import { givenApplication, givenReviewer } from '../../../test/given-applications'
import { givenWechatUser, type GivenWechatUser } from '../../../test/given'
import { startTestServer, type TestServer } from '../../../test/server'

let server: TestServer
beforeAll(async () => void (server = await startTestServer()))
afterAll(() => server.stop())

const users = () => server.platform.database.knex('wechat_users')
const verifyAs = (user: GivenWechatUser, identityLookup: string) => users().where('id', user.id).update({ identity_lookup: identityLookup })

/** After an accepted appeal: the account that confirmed has no identity, or another one; the person's is on another account. */
async function givenAppealed() {
  const application = await givenApplication(server)
  const { identity_lookup: lookup } = await users().where('id', application.candidate.id).first('identity_lookup')
  await verifyAs(application.candidate, server.platform.cipher.lookup('identity', `passport:E${application.id}`))
  const owner = await givenWechatUser(server)
  await verifyAs(owner, String(lookup))
  return { application, owner }
}

test('another identity on the account does not see an application, the same identity on another account does', async () => {
  const { application, owner } = await givenAppealed()
  await expect(application.candidate.caller.call(getApplication, { applicationId: application.id })).toBeProblem(404, 'NOT_FOUND')
  expect((await application.candidate.caller.call(listApplications, {})).items).toEqual([])
  expect((await owner.caller.call(listApplications, {})).items.map((a) => a.id)).toEqual([application.id])
  expect((await owner.caller.call(getApplication, { applicationId: application.id })).id).toBe(application.id)
})

test('a decision is told to whoever is verified as the person now, and to nobody when nobody is', async () => {
  const { application, owner } = await givenAppealed()
  const reviewer = await givenReviewer(server, application.institution)
  const defer = (version: number) =>
    reviewer.caller.call(decideApplication, { bindingId: reviewer.bindingId, applicationId: application.id, decision: 'deferred', remark: '', internshipStart: null, internshipEnd: null, version })
  await defer(1)
  expect((await owner.caller.call(listMessages, {})).items.map((m) => m.kind)).toEqual(['review'])
  await users().where('id', owner.id).update({ identity_lookup: null })
  await defer(2)
  expect((await owner.caller.call(listMessages, {})).items).toHaveLength(1)
  expect((await application.candidate.caller.call(listMessages, {})).items).toEqual([])
})
