import { decideHrReview, getHrReview, getHrReviewProof, getMyHrApplication, listHrReviews, showHrPassword, submitHrApplication } from '@talent/shared/contract/hr-accounts'
import { listMessages } from '@talent/shared/contract/candidate'
import { getTodos } from '@talent/shared/contract/organization'
import { changePassword, getSession, signIn } from '@talent/shared/contract/session'
import { listOperationLog } from '@talent/shared/contract/system'
import { getHome } from '@talent/shared/contract/wechat-session'
import { checkPassword } from '@talent/shared/domain/password'
import { createCaller } from '../../../test/caller'
import { givenAccount, givenOrganization, givenRole, type GivenOrganization } from '../../../test/given'
import { givenHierarchy } from '../../../test/given-applications'
import { givenApplicant, givenHrApplication, givenProof } from '../../../test/given-hr-accounts'
import { startTestServer, type TestServer } from '../../../test/server'

let server: TestServer
beforeAll(async () => void (server = await startTestServer()))
afterAll(() => server.stop())
beforeEach(() => void (server.sandbox.state.sms.length = 0))
afterEach(() => {
  server.sandbox.state.faults.clear()
  server.setNow('2026-03-10T01:00:00.000Z')
})

const knex = () => server.platform.database.knex

/** An institution without an account, below a county. */
async function givenUnit() {
  const hierarchy = await givenHierarchy(server)
  const { institution } = hierarchy
  await knex()('sessions').where('account_id', institution.accountId).delete()
  await knex()('account_verifications').where('account_id', institution.accountId).delete()
  await knex()('accounts').where('id', institution.accountId).delete()
  return hierarchy
}

async function decide(by: GivenOrganization['admin'], hrApplicationId: number, decision: 'accept' | 'reject', change: { opinion?: string; version?: number; mainAccountSeen?: number | null; enableAccount?: boolean } = {}) {
  const { mainAccount } = await by.call(getHrReview, { hrApplicationId })
  return by.call(decideHrReview, { hrApplicationId, decision, opinion: '', version: 1, mainAccountSeen: mainAccount?.accountId ?? null, ...change })
}
const sentTo = (phone: string | null) => server.sandbox.state.sms.filter((sms) => sms.phone === phone && sms.templateId === 'sms-password')

describe('the list', () => {
  test('shows the institutions below with counts by state, whoever waits longest first, and is found by unit or name', async () => {
    const { institution, county, city, province } = await givenUnit()
    const first = await givenHrApplication(server, institution, { name: '王一' })
    server.setNow('2026-03-10T01:20:00.000Z')
    const second = await givenHrApplication(server, institution, { name: '王二' })
    const answer = await county.admin.call(listHrReviews, {})
    expect(answer.items.map((row) => row.id)).toEqual([first.application.id, second.application.id])
    expect(answer.items[0]).toMatchObject({ applicantName: '王一', identityNumber: expect.stringMatching(/^4201\*{4}/), organizationName: institution.name, authorityName: county.name, state: 'pending', reviewerName: null })
    await decide(county.admin, second.application.id, 'reject', { opinion: '不清楚' })
    for (const above of [county, city, province]) expect((await above.admin.call(listHrReviews, {})).counts).toEqual({ pending: 1, accepted: 0, rejected: 1 })
    expect((await county.admin.call(listHrReviews, { state: 'rejected' })).items.map((row) => row.id)).toEqual([second.application.id])
    expect((await county.admin.call(listHrReviews, { name: '王一' })).total).toBe(1)
    expect((await county.admin.call(listHrReviews, { name: institution.name.slice(1) })).total).toBe(1)
    expect((await county.admin.call(listHrReviews, { name: '%' })).total).toBe(0)
    expect((await county.admin.call(getTodos, {})).items).toContainEqual(expect.objectContaining({ kind: 'hrAccount.pending', count: 1, href: '/hr-account-reviews?state=pending' }))
  })

  test('another authority sees none of it, an institution and one without the right are kept out', async () => {
    const { institution, county } = await givenUnit()
    const { application } = await givenHrApplication(server, institution)
    const hrApplicationId = application.id
    const proofId = application.proofs[0]?.proofId ?? 0
    const elsewhere = await givenOrganization(server, { kind: 'county' })
    expect(await elsewhere.admin.call(listHrReviews, {})).toMatchObject({ items: [], counts: { pending: 0 } })
    await expect(elsewhere.admin.call(getHrReview, { hrApplicationId })).toBeProblem(404, 'NOT_FOUND')
    await expect(elsewhere.admin.call(getHrReviewProof, { hrApplicationId, proofId })).toBeProblem(404, 'NOT_FOUND')
    await expect(elsewhere.admin.call(decideHrReview, { hrApplicationId, decision: 'accept', opinion: '', version: 1, mainAccountSeen: null })).toBeProblem(404, 'NOT_FOUND')

    const other = await givenHierarchy(server)
    await expect(other.institution.admin.call(listHrReviews, {})).toBeProblem(403, 'FORBIDDEN')
    const sub = await givenAccount(server, { organizationId: county.id, kind: 'sub' })
    await expect(sub.caller.call(listHrReviews, {})).toBeProblem(403, 'FORBIDDEN')
    await givenRole(server, { accountId: sub.id, organizationId: county.id, permissions: ['hrAccountReview.read'] })
    expect((await sub.caller.call(getHrReview, { hrApplicationId })).id).toBe(hrApplicationId)
    await expect(sub.caller.call(decideHrReview, { hrApplicationId, decision: 'accept', opinion: '', version: 1, mainAccountSeen: null })).toBeProblem(403, 'FORBIDDEN')
  })
})

test('the detail has the whole number, the phone and the proofs, and every look is logged', async () => {
  const { institution, county } = await givenUnit()
  const { applicant, application } = await givenHrApplication(server, institution)
  const hrApplicationId = application.id
  expect(await county.admin.call(getHrReview, { hrApplicationId })).toMatchObject({
    fullIdentityNumber: applicant.identityNumber, phone: applicant.phone, mainAccount: null, unit: { name: institution.name, authorityName: county.name }, proofs: [{ kind: 'picture' }],
  })
  const proofId = application.proofs[0]?.proofId ?? 0
  expect((await county.admin.call(getHrReviewProof, { hrApplicationId, proofId })).subarray(0, 2)).toEqual(Buffer.from([0xff, 0xd8]))
  const other = await givenHrApplication(server, institution)
  await expect(county.admin.call(getHrReviewProof, { hrApplicationId, proofId: other.application.proofs[0]?.proofId ?? 0 })).toBeProblem(404, 'NOT_FOUND')
  const log = JSON.stringify(await county.admin.call(listOperationLog, {}))
  for (const action of ['hrAccountReview.view', 'hrAccountReview.viewProof']) expect(log).toContain(action)
  expect(log).not.toContain(applicant.identityNumber)
})

describe('accepting', () => {
  test('makes the account, tells the applicant, sends the password and shows it once', async () => {
    const { institution, county } = await givenUnit()
    const { applicant, application } = await givenHrApplication(server, institution)
    const hrApplicationId = application.id
    expect(await decide(county.admin, hrApplicationId, 'accept')).toMatchObject({ state: 'accepted', reviewerName: '测试账号' })
    await server.app.jobs.drain()

    expect((await applicant.caller.call(listMessages, {})).items[0]).toMatchObject({ title: '人事账号申请已通过', link: { kind: 'hrAccount', id: hrApplicationId } })
    expect((await applicant.caller.call(getHome, {})).todos).toContainEqual(expect.objectContaining({ kind: 'hrAccountPassword', params: { hrApplicationId } }))
    expect(await applicant.caller.call(getMyHrApplication, { hrApplicationId })).toMatchObject({ state: 'accepted', password: 'waiting', passwordUntil: '2026-03-17T01:00:00.000Z' })

    const shown = await applicant.caller.call(showHrPassword, { hrApplicationId })
    expect(shown).toMatchObject({ username: expect.stringMatching(/^[a-z][a-z0-9]{7,}$/), signInUrl: `${server.origin}/admin/` })
    expect(checkPassword(shown.password, { username: shown.username })).toEqual([])
    expect(sentTo(applicant.phone)).toEqual([expect.objectContaining({ params: [shown.username, shown.password] })])
    await expect(applicant.caller.call(showHrPassword, { hrApplicationId })).toBeProblem(409, 'HR_PASSWORD_GONE')
    expect(await applicant.caller.call(getMyHrApplication, { hrApplicationId })).toMatchObject({ password: 'shown', passwordUntil: null })
    expect((await applicant.caller.call(getHome, {})).todos.map((t) => t.kind)).not.toContain('hrAccountPassword')
    expect(await knex()('hr_account_passwords').where('application_id', hrApplicationId).first('password')).toEqual({ password: null })

    const session = await createCaller(server).call(signIn, { username: shown.username, password: shown.password })
    expect(session).toMatchObject({ account: { kind: 'main', mustChangePassword: true, displayName: institution.name }, organization: { id: institution.id } })
  })

  test('the password is never in the open: not in tables, jobs, logs or messages', async () => {
    const { institution, county } = await givenUnit()
    const { applicant, application } = await givenHrApplication(server, institution)
    await decide(county.admin, application.id, 'accept')
    const before = JSON.stringify(await Promise.all(['hr_account_passwords', 'jobs', 'messages', 'accounts', 'operation_log'].map((table) => knex()(table))))
    const { password } = await applicant.caller.call(showHrPassword, { hrApplicationId: application.id })
    const after = JSON.stringify(await Promise.all(['hr_account_passwords', 'jobs', 'messages', 'accounts', 'operation_log', 'idempotency_keys'].map((table) => knex()(table))))
    expect([before, after, server.logLines.join('\n')].some((text) => text.includes(JSON.stringify(password).slice(1, -1)))).toBe(false)
  })

  test('an account that is there gets a new password, and its sessions end', async () => {
    const { institution, county } = await givenHierarchy(server)
    await knex()('accounts').where('id', institution.accountId).update({ last_sign_in_at: '2026-02-01T00:00:00.000Z' })
    const { applicant, application } = await givenHrApplication(server, institution)
    const hrApplicationId = application.id
    expect((await county.admin.call(getHrReview, { hrApplicationId })).mainAccount).toEqual({ accountId: institution.accountId, username: institution.username, state: 'active', lastSignInAt: '2026-02-01T00:00:00.000Z', administratorName: null })
    expect((await institution.admin.call(getSession, {})).organization.id).toBe(institution.id)
    await decide(county.admin, hrApplicationId, 'accept')
    await expect(institution.admin.call(getSession, {})).toBeProblem(401, 'SESSION_EXPIRED')
    const { username, password } = await applicant.caller.call(showHrPassword, { hrApplicationId })
    expect(username).toBe(institution.username)
    await expect(createCaller(server).call(signIn, { username, password: 'Kd7!mwQz' })).toBeProblem(401, 'WRONG_CREDENTIALS')
    expect((await createCaller(server).call(signIn, { username, password })).account.mustChangePassword).toBe(true)
    expect(await knex()('accounts').where('organization_id', institution.id)).toHaveLength(1)
  })

  test('a disabled account stays disabled until the decision says that it shall be enabled', async () => {
    const { institution, county } = await givenHierarchy(server)
    const { applicant, application } = await givenHrApplication(server, institution)
    const hrApplicationId = application.id
    const stored = () => knex()('accounts').where('id', institution.accountId).first('state', 'password_hash')
    await knex()('accounts').where('id', institution.accountId).update({ state: 'disabled' })
    const before = await stored()
    expect((await county.admin.call(getHrReview, { hrApplicationId })).mainAccount).toMatchObject({ state: 'disabled' })
    await expect(decide(county.admin, hrApplicationId, 'accept')).toBeProblem(409, 'STALE')
    expect(await stored()).toEqual(before)
    await decide(county.admin, hrApplicationId, 'accept', { enableAccount: true })
    expect((await stored()).state).toBe('active')
    const { username, password } = await applicant.caller.call(showHrPassword, { hrApplicationId })
    await createCaller(server).call(signIn, { username, password })
    const entry = await knex()('operation_log').where({ action: 'hrAccountReview.accept', subject: `hrApplication:${hrApplicationId}` }).first('detail')
    expect(JSON.parse(entry.detail)).toMatchObject({ accountWas: 'disabled' })
  })

  test('an account that came to be while the page was open is not overwritten unseen', async () => {
    const { institution, county } = await givenUnit()
    const first = await givenHrApplication(server, institution, { name: '王一' })
    const second = await givenHrApplication(server, institution, { name: '王二' })
    await decide(county.admin, first.application.id, 'accept')
    await expect(decide(county.admin, second.application.id, 'accept', { mainAccountSeen: null })).toBeProblem(409, 'STALE')
    expect((await county.admin.call(getHrReview, { hrApplicationId: second.application.id })).mainAccount).toMatchObject({ administratorName: '王一' })
    await decide(county.admin, second.application.id, 'accept')
    // The one before is told, and the password that was not fetched opens nothing.
    expect((await first.applicant.caller.call(listMessages, {})).items[0]).toMatchObject({ title: '单位人事账号已变更' })
    await expect(first.applicant.caller.call(showHrPassword, { hrApplicationId: first.application.id })).toBeProblem(409, 'HR_PASSWORD_GONE')
    expect(await knex()('hr_administrators').where('organization_id', institution.id).whereNotNull('active_organization_id')).toEqual([expect.objectContaining({ wechat_user_id: second.applicant.id })])
  })

  test('whoever was accepted may apply again, for a new password', async () => {
    const { institution, county } = await givenUnit()
    const { applicant, application } = await givenHrApplication(server, institution)
    await decide(county.admin, application.id, 'accept')
    const before = await applicant.caller.call(showHrPassword, { hrApplicationId: application.id })
    const again = await applicant.caller.call(submitHrApplication, { organizationId: institution.id, proofIds: [await givenProof(applicant.caller)] })
    await decide(county.admin, again.id, 'accept')
    const after = await applicant.caller.call(showHrPassword, { hrApplicationId: again.id })
    expect(after.username).toBe(before.username)
    expect(after.password).not.toBe(before.password)
    expect((await applicant.caller.call(listMessages, {})).items.map((m) => m.title)).not.toContain('单位人事账号已变更')
  })

  test('the one-time password must be another one afterwards', async () => {
    const { institution, county } = await givenUnit()
    const { applicant, application } = await givenHrApplication(server, institution)
    await decide(county.admin, application.id, 'accept')
    const { username, password } = await applicant.caller.call(showHrPassword, { hrApplicationId: application.id })
    const response = await fetch(`${server.origin}/api/session`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ username, password }) })
    const cookie = /talent_session=([^;]+)/.exec(response.headers.get('set-cookie') ?? '')?.[1] ?? ''
    const web = createCaller(server, { cookie })
    await expect(web.call(changePassword, { currentPassword: password, newPassword: password })).toBeProblem(422, 'PASSWORD_REJECTED')
    await web.call(changePassword, { currentPassword: password, newPassword: 'Wq8#tRmX' })
    expect((await web.call(getSession, {})).account.mustChangePassword).toBe(false)
  })

  test('an identity that changed after the submission can not be accepted', async () => {
    const { institution, county } = await givenUnit()
    const { applicant, application } = await givenHrApplication(server, institution)
    await knex()('wechat_users').where('id', applicant.id).update({ identity_lookup: null, identity_number: null, identity_name: null })
    await expect(decide(county.admin, application.id, 'accept')).toBeProblem(409, 'HR_APPLICATION_STATE')
    expect(await knex()('accounts').where('organization_id', institution.id)).toEqual([])
    expect(await decide(county.admin, application.id, 'reject', { opinion: '实名信息已变化' })).toMatchObject({ state: 'rejected' })
  })
})

describe('deciding', () => {
  test('a rejection needs an opinion, which the applicant is told', async () => {
    const { institution, county } = await givenUnit()
    const { applicant, application } = await givenHrApplication(server, institution)
    await expect(decide(county.admin, application.id, 'reject', { opinion: '  ' })).rejects.toMatchObject({ code: 'BAD_INPUT', issues: [{ path: ['opinion'] }] })
    await decide(county.admin, application.id, 'reject', { opinion: '公章不清楚' })
    expect((await applicant.caller.call(listMessages, {})).items[0]).toMatchObject({ title: '人事账号申请被驳回', body: expect.stringContaining('公章不清楚') })
    await expect(applicant.caller.call(showHrPassword, { hrApplicationId: application.id })).toBeProblem(409, 'HR_APPLICATION_STATE')
  })

  test('the same decision twice is one; another reviewer hears who decided what', async () => {
    const { institution, county, city } = await givenUnit()
    const { application } = await givenHrApplication(server, institution)
    const first = await decide(county.admin, application.id, 'accept')
    expect(await decide(county.admin, application.id, 'accept')).toEqual(first)
    expect(await knex()('hr_account_passwords').where('application_id', application.id)).toHaveLength(1)
    await expect(decide(city.admin, application.id, 'reject', { opinion: '不清楚' })).rejects.toMatchObject({ status: 409, code: 'HR_APPLICATION_STATE', extra: { detail: '测试账号已于 2026-03-10 09:00 通过' } })
  })

  test('two reviewers at once: one decides', async () => {
    const { institution, county, city } = await givenUnit()
    const { application } = await givenHrApplication(server, institution)
    const outcomes = await Promise.allSettled([decide(county.admin, application.id, 'accept'), decide(city.admin, application.id, 'reject', { opinion: '不清楚' })])
    expect(outcomes.map((o) => o.status).sort()).toEqual(['fulfilled', 'rejected'])
  })

  test('two applicants accepted at once end with one account, one administrator and one password in force', async () => {
    const { institution, county, city } = await givenUnit()
    const [a, b] = [await givenHrApplication(server, institution), await givenHrApplication(server, institution)]
    await Promise.allSettled([decide(county.admin, a.application.id, 'accept'), decide(city.admin, b.application.id, 'accept')])
    expect(await knex()('accounts').where('organization_id', institution.id)).toHaveLength(1)
    expect(await knex()('hr_administrators').where('organization_id', institution.id).whereNotNull('active_organization_id')).toHaveLength(1)
    const { id } = await knex()('accounts').where('organization_id', institution.id).first('id')
    expect(await knex()('hr_account_passwords').where('account_id', id).whereNotNull('password')).toHaveLength(1)
  })

  test('a stale version is refused', async () => {
    const { institution, county } = await givenUnit()
    const { application } = await givenHrApplication(server, institution)
    await expect(decide(county.admin, application.id, 'accept', { version: 7 })).toBeProblem(409, 'STALE')
  })
})

describe('the password on its way', () => {
  async function givenAccepted(phone?: string | null) {
    const { institution, county } = await givenUnit()
    const applicant = await givenApplicant(server, phone === undefined ? {} : { phone })
    const application = await applicant.caller.call(submitHrApplication, { organizationId: institution.id, proofIds: [await givenProof(applicant.caller)] })
    return { institution, county, applicant, hrApplicationId: application.id }
  }
  const kept = (hrApplicationId: number) => knex()('hr_account_passwords').where('application_id', hrApplicationId).first()

  test('is sent again after a failure, and kept until it was shown', async () => {
    const { county, applicant, hrApplicationId } = await givenAccepted()
    server.sandbox.control({ upstream: 'tencent.sms', mode: 'fail', code: 'InternalError' })
    await decide(county.admin, hrApplicationId, 'accept')
    await server.app.jobs.drain()
    expect(sentTo(applicant.phone)).toEqual([])
    server.sandbox.control({ upstream: 'tencent.sms', mode: 'ok' })
    server.setNow('2026-03-10T01:20:00.000Z')
    await server.app.jobs.drain()
    expect(sentTo(applicant.phone)).toHaveLength(1)
    expect((await kept(hrApplicationId)).password).not.toBeNull()
  })

  test('is not tried without end at a number that takes no SMS', async () => {
    const { county, hrApplicationId } = await givenAccepted()
    server.sandbox.control({ upstream: 'tencent.sms', mode: 'fail', code: 'FailedOperation.PhoneNumberInBlacklist' })
    await decide(county.admin, hrApplicationId, 'accept')
    await server.app.jobs.drain()
    expect(await kept(hrApplicationId)).toMatchObject({ sms_settled_at: '2026-03-10T01:00:00.000Z', password: expect.any(String) })
    expect(server.logLines.filter((line) => line.includes('password sms not sent')).length).toBeGreaterThan(0)
  })

  test('reaches one without a phone in the mini-program', async () => {
    const { county, applicant, hrApplicationId } = await givenAccepted(null)
    await decide(county.admin, hrApplicationId, 'accept')
    await server.app.jobs.drain()
    expect(server.sandbox.state.sms).toEqual([])
    expect((await applicant.caller.call(showHrPassword, { hrApplicationId })).password).toHaveLength(12)
    expect((await kept(hrApplicationId)).password).toBeNull()
  })

  test('is gone after 7 days', async () => {
    const { county, applicant, hrApplicationId } = await givenAccepted()
    await decide(county.admin, hrApplicationId, 'accept')
    server.setNow('2026-03-17T01:00:00.000Z')
    await expect(applicant.caller.call(showHrPassword, { hrApplicationId })).toBeProblem(409, 'HR_PASSWORD_GONE')
    expect((await applicant.caller.call(getMyHrApplication, { hrApplicationId })).password).toBe('expired')
    await server.app.features.jobHandlers['system.housekeeping']?.({}, { keepLease: () => Promise.resolve(), stopping: () => false, lastTry: false })
    expect((await kept(hrApplicationId)).password).toBeNull()
  })

  test('opens the account for 7 days, also from the SMS; one that was changed stays', async () => {
    const { county, applicant, hrApplicationId } = await givenAccepted()
    await decide(county.admin, hrApplicationId, 'accept')
    await server.app.jobs.drain()
    const { username, password } = await applicant.caller.call(showHrPassword, { hrApplicationId })
    const other = await givenAccepted()
    await decide(other.county.admin, other.hrApplicationId, 'accept')
    const own = await other.applicant.caller.call(showHrPassword, { hrApplicationId: other.hrApplicationId })
    const { headers } = await fetch(`${server.origin}/api/session`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ username: own.username, password: own.password }) })
    const cookie = /talent_session=([\w-]+)/.exec(headers.get('set-cookie') ?? '')?.[1] ?? ''
    await createCaller(server, { cookie }).call(changePassword, { currentPassword: own.password, newPassword: 'Nw9#kpLt' })

    server.setNow('2026-03-17T00:59:00.000Z')
    await server.app.jobs.drain()
    await createCaller(server).call(signIn, { username, password })
    server.setNow('2026-03-17T01:01:00.000Z')
    await server.app.jobs.drain()
    await expect(createCaller(server).call(signIn, { username, password })).toBeProblem(401, 'WRONG_CREDENTIALS')
    await createCaller(server).call(signIn, { username: own.username, password: 'Nw9#kpLt' })
  })

  test('is shown to one of two taps at once, and to nobody else', async () => {
    const { county, applicant, hrApplicationId } = await givenAccepted()
    await decide(county.admin, hrApplicationId, 'accept')
    await expect((await givenApplicant(server)).caller.call(showHrPassword, { hrApplicationId })).toBeProblem(404, 'NOT_FOUND')
    const outcomes = await Promise.allSettled([1, 2].map(() => applicant.caller.twin().call(showHrPassword, { hrApplicationId })))
    expect(outcomes.map((o) => o.status).sort()).toEqual(['fulfilled', 'rejected'])
  })
})
