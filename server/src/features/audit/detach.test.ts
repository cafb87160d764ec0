import { decideApplication, detachApplication, getAuditCounts, getAuditDetail, searchAudit } from '@talent/shared/contract/audit'
import { bindUnit, confirmFiling, getApplication, getFilings, getUnit, listMessages } from '@talent/shared/contract/candidate'
import { createTrial, getTrial, removeTrial, reopenTrial, searchTrials, updateTrial } from '@talent/shared/contract/trials'
import { createCaller } from '../../../test/caller'
import { givenInstitution, givenOrganization, type GivenOrganization } from '../../../test/given'
import { givenApplication, givenHierarchy, givenReviewer, type GivenApplication, type GivenReviewer, type Hierarchy } from '../../../test/given-applications'
import { givenEducation } from '../../../test/given-details'
import { givenPerson } from '../../../test/given-people'
import { trialInput, withoutFaceCheck } from '../../../test/given-trials'
import { startTestServer, type TestServer } from '../../../test/server'

let server: TestServer
let hierarchy: Hierarchy
let next: GivenOrganization
let unit: GivenReviewer
let county: GivenReviewer
let application: GivenApplication

beforeAll(async () => {
  server = await startTestServer()
})
beforeEach(async () => {
  hierarchy = await givenHierarchy(server)
  next = await givenOrganization(server, { parent: hierarchy.county })
  unit = await givenReviewer(server, hierarchy.institution)
  county = await givenReviewer(server, hierarchy.county)
  application = await givenApplication(server, { institution: hierarchy.institution })
})
afterAll(() => server.stop())

const dates = { internshipStart: '2025-01-01', internshipEnd: '2025-09-30' }
const none = { internshipStart: null, internshipEnd: null }
const decide = (by: GivenReviewer, version: number, more: object = {}) =>
  by.caller.call(decideApplication, { bindingId: by.bindingId, applicationId: application.id, decision: 'approved', remark: '', ...none, ...more, version })
const detach = (by: GivenReviewer, version: number, reason = '已调往他院') => by.caller.call(detachApplication, { bindingId: by.bindingId, applicationId: application.id, reason, version })
const detail = (by: GivenReviewer) => by.caller.call(getAuditDetail, { bindingId: by.bindingId, applicationId: application.id })
const ids = async (by: GivenReviewer, filter: object = {}) => (await by.caller.call(searchAudit, { bindingId: by.bindingId, ...filter })).items.map((i) => i.id)
const knex = () => server.platform.database.knex
const again = (by: GivenReviewer): GivenReviewer => ({ ...by, caller: createCaller(server, { bearer: by.caller.headers.Authorization?.slice('Bearer '.length) ?? '' }) })

test('a removed application is a draft without a unit, and the candidate is free, told and logged', async () => {
  await decide(unit, 1, dates)
  expect((await detail(unit)).mayDetach).toBe(true)
  expect(await detach(unit, 2)).toEqual({ nextId: null })
  const shown = await application.candidate.caller.call(getApplication, { applicationId: application.id })
  expect(shown).toMatchObject({
    institutionName: null, submission: 'draft', submissionCode: null, internships: [{ startDate: '2025-01-01', endDate: '2025-09-30', institutionName: hierarchy.institution.name }],
  })
  expect(shown.timeline.map((t) => t.title)).toEqual(['本人确认信息并提交', '单位：审核通过', `已从${hierarchy.institution.name}移除`, '等待新单位填报'])
  expect(shown.nextStep).toContain('请绑定新单位')
  expect((await application.candidate.caller.call(getUnit, {})).unit).toBeNull()
  expect((await application.candidate.caller.call(getFilings, {})).missing).toMatchObject({ reason: 'noUnit' })
  const [message] = (await application.candidate.caller.call(listMessages, {})).items
  expect(message).toMatchObject({ title: '您已从申报单位移除', link: { kind: 'application', id: application.id } })
  expect(message?.body).toContain('原因：已调往他院。')
  const log = await knex()('operation_log').where({ chain_id: hierarchy.institution.id, actor_id: unit.id }).whereIn('action', ['application.detach', 'unit.unbind']).select('action')
  expect(log.map((l) => l.action).sort()).toEqual(['application.detach', 'unit.unbind'])
})

test('no desk lists it any more; those that had it still read what they reviewed, and nothing that comes after', async () => {
  await decide(unit, 1, dates)
  await detach(unit, 2)
  for (const desk of [unit, county]) {
    expect(await ids(desk)).toEqual([])
    expect(await ids(desk, { submission: 'detached' })).toEqual([application.id])
    expect(await detail(desk)).toMatchObject({
      submission: 'detached', institutionName: hierarchy.institution.name, mayDetach: false, detached: { by: unit.name, reason: '已调往他院' },
      internships: [{ institutionName: hierarchy.institution.name }],
    })
  }
  expect((await unit.caller.call(searchAudit, { bindingId: unit.bindingId, submission: 'detached' })).items).toMatchObject([{ reviewState: 'approved', submission: 'detached' }])
  expect((await county.caller.call(getAuditCounts, { bindingId: county.bindingId })).counts.pending).toBe(0)
  const elsewhere = await givenReviewer(server, (await givenHierarchy(server)).institution)
  await expect(detail(elsewhere)).toBeProblem(404, 'NOT_FOUND')
  await expect(decide(unit, 3)).toBeProblem(409, 'REVIEW_STATE')
  await application.fileAnew(next)
  const nextUnit = await givenReviewer(server, next)
  await decide(nextUnit, 4, { internshipStart: '2025-02-01', internshipEnd: '2025-09-30', remark: '新单位意见' })
  const kept = await detail(unit)
  expect(kept.internships).toHaveLength(1)
  expect(JSON.stringify(kept.timeline)).not.toContain('新单位意见')
  // The county has it again, from the next unit, and with the whole history.
  expect(await ids(county, { submission: 'detached' })).toEqual([])
  const whole = await detail(county)
  expect(whole).toMatchObject({ submission: 'submitted', reviewState: 'pending', institutionName: next.name })
  expect(whole.internships.map((i) => i.institutionName)).toEqual([hierarchy.institution.name, next.name])
  expect(whole.timeline.map((t) => t.title)).toContain(`已从${hierarchy.institution.name}移除`)
})

test('the candidate binds the next unit, which files anew; it is the same application, at that unit’s level', async () => {
  const institution = await givenInstitution(server)
  await withoutFaceCheck(server)
  await detach(unit, 1)
  await knex()('people').where('id', application.person.id).update({ in_service_lookup: null })
  const person = await givenPerson(institution, { name: application.person.name, identityNumber: application.person.input.identityNumber ?? '' })
  const candidate = application.candidate.caller
  await candidate.call(bindUnit, { code: null })
  const filing = trialInput()
  await givenEducation(institution, person.id)
  const trial = await institution.admin.call(createTrial, { personId: person.id, ...filing })
  const [filed] = (await candidate.call(getFilings, {})).filings
  if (!filed) throw new Error('no filing')
  expect(filed.trialId).toBe(trial.id)
  const confirmed = await candidate.call(confirmFiling, { trialId: trial.id, contentHash: filed.contentHash, declarationAccepted: true, sections: filed.sections.map((s) => s.section) })
  expect(confirmed.applicationId).toBe(application.id)
  expect(await candidate.call(getApplication, { applicationId: application.id })).toMatchObject({ institutionName: institution.name, submission: 'submitted', reviewLevel: 'institution', reviewState: 'pending' })
  const manager = await givenReviewer(server, institution)
  expect(await ids(manager)).toEqual([application.id])
  await expect(detach(unit, 2)).resolves.toEqual({ nextId: null }) // sent once more by who did it: the same removal
  expect(await ids(manager)).toEqual([application.id])
})

test('the old filing stays to read and can be neither changed, opened nor deleted; the unit may file anew', async () => {
  const { admin } = hierarchy.institution
  const before = await admin.call(getTrial, { trialId: application.trialId })
  expect(before.releasedAt).toBeNull()
  await detach(unit, 1)
  const trial = await admin.call(getTrial, { trialId: application.trialId })
  expect(trial).toMatchObject({ releasedAt: expect.any(String), mayReopen: false, candidateBound: false, confirmationState: 'confirmed' })
  await expect(admin.call(updateTrial, { trialId: trial.id, ...trialInput(), version: trial.version })).toBeProblem(409, 'TRIAL_STATE')
  await expect(admin.call(reopenTrial, { trialId: trial.id, reason: '更正', version: trial.version })).toBeProblem(409, 'TRIAL_STATE')
  await expect(admin.call(removeTrial, { trialId: trial.id })).toBeProblem(409, 'TRIAL_STATE')
  const anew = await admin.call(createTrial, { personId: application.person.id, ...trialInput() })
  await expect(admin.call(createTrial, { personId: application.person.id, ...trialInput() })).toBeProblem(409, 'TRIAL_EXISTS')
  const { items, counts } = await admin.call(searchTrials, { examYear: 2026 })
  expect(items.map((i) => [i.id, i.releasedAt !== null])).toEqual([[anew.id, false], [trial.id, true]])
  expect(counts).toEqual({ awaiting: 1 })
})

test('only the unit’s managers remove, only what they see, and not what is rejected for good', async () => {
  const other = await givenReviewer(server, next)
  await expect(detach(other, 1)).toBeProblem(404, 'NOT_FOUND')
  await expect(detach({ ...other, bindingId: unit.bindingId }, 1)).toBeProblem(404, 'NOT_FOUND')
  await decide(unit, 1, dates)
  await expect(detach(county, 2)).toBeProblem(403, 'FORBIDDEN')
  await expect(detach(unit, 1)).toBeProblem(409, 'REVIEW_STATE')
  await decide(county, 2, { decision: 'rejected', remark: '不符合' })
  expect((await detail(unit)).mayDetach).toBe(false)
  await expect(detach(unit, 3)).toBeProblem(409, 'REVIEW_STATE')
  await knex()('manager_bindings').where('id', unit.bindingId).update({ ended_at: server.platform.now().toISOString() })
  await expect(detach(unit, 3)).toBeProblem(404, 'BINDING_ENDED')
  expect(await knex()('detachments').where('application_id', application.id)).toEqual([])
})

test('two taps are one removal; another manager is told who was faster; a decision at the same moment is one or the other', async () => {
  const auxiliary = await givenReviewer(server, hierarchy.institution)
  const [one, two] = await Promise.allSettled([detach(unit, 1), detach(again(unit), 1)])
  expect([one.status, two.status]).toEqual(['fulfilled', 'fulfilled'])
  const late = await detach(auxiliary, 1).catch((e: unknown) => e)
  expect(late).toMatchObject({ code: 'REVIEW_STATE', extra: { detail: `${unit.name}已于 2026-03-10 09:00 将该考生从单位移除` } })
  expect(await knex()('detachments').where('application_id', application.id)).toHaveLength(1)
  expect((await application.candidate.caller.call(listMessages, {})).items).toHaveLength(1)

  application = await givenApplication(server, { institution: hierarchy.institution })
  const outcomes = await Promise.allSettled([detach(unit, 1), decide(auxiliary, 1, dates)])
  expect(outcomes.filter((o) => o.status === 'fulfilled')).toHaveLength(1)
})

test('a removal leaves another year and another kind of exam alone', async () => {
  await detach(unit, 1)
  const assistant = await givenApplication(server, { institution: next, filing: { assistantUpgrade: true, assistantQualificationNo: '1', assistantPractisingNo: '2' } })
  expect(assistant.id).not.toBe(application.id)
  expect((await knex()('applications').where('id', application.id).first('organization_id')).organization_id).toBeNull()
})
