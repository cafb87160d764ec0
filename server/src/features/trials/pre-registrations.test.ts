import { decideApplication, getAuditDetail, searchAudit } from '@talent/shared/contract/audit'
import { confirmFiling, getFilings, objectToFiling } from '@talent/shared/contract/candidate'
import { getTodos } from '@talent/shared/contract/organization'
import { createPreRegistrations, updatePreRegistration, type PreRegistrationInput } from '@talent/shared/contract/pre-registrations'
import { getAssessmentForm } from '@talent/shared/contract/trial-forms'
import { createTrial, getTrial, removeTrial, reopenTrial, searchTrials, updateTrial } from '@talent/shared/contract/trials'
import { givenInstitution, type GivenOrganization } from '../../../test/given'
import { givenHierarchy, givenReviewer } from '../../../test/given-applications'
import { givenDetail, givenEducation } from '../../../test/given-details'
import { givenPerson, type GivenPerson } from '../../../test/given-people'
import { givenCandidateOf, trialInput, withoutFaceCheck } from '../../../test/given-trials'
import { startTestServer, type TestServer } from '../../../test/server'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
  await withoutFaceCheck(server)
})
afterAll(() => server.stop())

const input = (overrides: Partial<PreRegistrationInput> = {}): PreRegistrationInput => ({ examYear: 2026, applyLevel: 'intermediate', speciality: '303', postName: '医师', ...overrides })

async function complete(institution: GivenOrganization): Promise<GivenPerson> {
  const person = await givenPerson(institution)
  await givenEducation(institution, person.id)
  await givenDetail(institution, person.id, 'degree')
  await givenDetail(institution, person.id, 'title')
  return person
}

async function registered(institution: GivenOrganization, person: GivenPerson, overrides: Partial<PreRegistrationInput> = {}) {
  const { results: [result] } = await institution.admin.twin().call(createPreRegistrations, { personIds: [person.id], ...input(overrides) })
  if (!result?.trialId) throw new Error(result?.message ?? 'not filed')
  return institution.admin.call(getTrial, { trialId: result.trialId })
}

test('from the unit over the candidate to the unit\'s approval, without a trial period', async () => {
  const { institution } = await givenHierarchy(server)
  const person = await complete(institution)
  const trial = await registered(institution, person)
  expect(trial).toMatchObject({ businessCode: '03', confirmationState: 'awaiting', applyLevel: 'intermediate', applyCategory: '303', segments: [], forms: [], totalMonths: 0 })

  const candidate = await givenCandidateOf(server, { institution, person, trial })
  const [filing] = (await candidate.caller.call(getFilings, {})).filings
  expect(filing).toMatchObject({ examName: '卫生专业技术资格考试', totalMonths: 0 })
  expect(filing?.sections.find(({ section }) => section === 'registration')?.fields.map(({ label, value }) => `${label} ${value}`)).toEqual([
    '报名年度 2026', '报考考试 卫生专业技术资格考试', '申报级别 中级', '报考专业 内科学', '岗位 医师',
  ])
  expect(filing?.sections.some(({ section }) => section === 'trial' || section.startsWith('segment'))).toBe(false)
  const { applicationId } = await candidate.caller.call(confirmFiling, {
    trialId: trial.id, contentHash: filing?.contentHash ?? '', declarationAccepted: true, sections: filing?.sections.map((s) => s.section) ?? [],
  })

  const reviewer = await givenReviewer(server, institution, { businessCode: '03' })
  expect((await reviewer.caller.call(searchAudit, { bindingId: reviewer.bindingId, applyLevel: 'intermediate', applyCategory: '303' })).items).toMatchObject([{ id: applicationId, applyCategory: '303' }])
  const detail = await reviewer.caller.call(getAuditDetail, { bindingId: reviewer.bindingId, applicationId })
  expect(detail).toMatchObject({ segments: [], reviewState: 'pending' })
  await reviewer.caller.call(decideApplication, { bindingId: reviewer.bindingId, applicationId, decision: 'approved', remark: '', internshipStart: null, internshipEnd: null, version: detail.version })
  expect((await reviewer.caller.call(getAuditDetail, { bindingId: reviewer.bindingId, applicationId })).reviewState).toBe('approved')
  // Whoever manages another business of the unit has nothing to do with it.
  const other = await givenReviewer(server, institution)
  await expect(other.caller.call(getAuditDetail, { bindingId: other.bindingId, applicationId })).rejects.toMatchObject({ status: 404 })
})

test('every section that the exam asks is looked at, and each that lacks is named', async () => {
  const institution = await givenInstitution(server)
  const person = await givenPerson(institution)
  const trial = await registered(institution, person)
  expect(trial).toMatchObject({ confirmationState: 'notReady', notReadyReason: '还没有学历记录；还没有学位记录；还没有专业技术资格记录' })
  expect((await institution.admin.call(getTodos, {})).items).toContainEqual(expect.objectContaining({ kind: 'preRegistration.notReady.2026', count: 1, href: '/pre-registrations?examYear=2026&state=notReady' }))
  await givenEducation(institution, person.id)
  await givenDetail(institution, person.id, 'degree')
  await givenDetail(institution, person.id, 'title')
  expect((await institution.admin.call(getTrial, { trialId: trial.id })).confirmationState).toBe('awaiting')
})

test('both exams of a year go beside each other, each in its own list and by its own rules', async () => {
  const institution = await givenInstitution(server)
  const person = await complete(institution)
  const registration = await registered(institution, person)
  const trial = await institution.admin.call(createTrial, { personId: person.id, ...trialInput() })
  const list = async (businessCode?: '05' | '03') => (await institution.admin.call(searchTrials, businessCode ? { businessCode } : {})).items.map(({ id }) => id)
  expect(await list()).toEqual([trial.id])
  expect(await list('03')).toEqual([registration.id])
  await expect(institution.admin.call(updateTrial, { trialId: registration.id, ...trialInput(), version: registration.version })).rejects.toMatchObject({ status: 404 })
  await expect(institution.admin.call(updatePreRegistration, { trialId: trial.id, ...input(), version: trial.version })).rejects.toMatchObject({ status: 404 })
  await expect(institution.admin.call(getAssessmentForm, { trialId: registration.id })).rejects.toMatchObject({ status: 404 })
  const { results } = await institution.admin.twin().call(createPreRegistrations, { personIds: [person.id], ...input() })
  expect(results).toMatchObject([{ trialId: null, message: expect.stringContaining('已填报过这个考试') }])
})

test('a speciality of another level is refused; what was saved meanwhile is shown', async () => {
  const institution = await givenInstitution(server)
  const person = await complete(institution)
  const { results } = await institution.admin.call(createPreRegistrations, { personIds: [person.id], ...input({ applyLevel: 'juniorTechnician' }) })
  expect(results).toMatchObject([{ trialId: null, message: '“内科学”不是初级(士)的专业，请重新选择' }])
  const trial = await registered(institution, person)
  const saved = await institution.admin.call(updatePreRegistration, { trialId: trial.id, ...input({ speciality: '317' }), version: trial.version })
  expect(saved.applyCategory).toBe('317')
  await expect(institution.admin.call(updatePreRegistration, { trialId: trial.id, ...input(), version: trial.version })).rejects.toMatchObject({ code: 'STALE', extra: { data: { applyCategory: '317' } } })
  await expect(institution.admin.call(updatePreRegistration, { trialId: trial.id, ...input({ speciality: '' }), version: saved.version })).rejects.toMatchObject({ status: 422, code: 'REGISTRATION_REJECTED' })
})

test('confirmed it is locked, opened again with a reason, and not deleted after a submission', async () => {
  const { institution } = await givenHierarchy(server)
  const person = await complete(institution)
  const trial = await registered(institution, person)
  const candidate = await givenCandidateOf(server, { institution, person, trial })
  const [filing] = (await candidate.caller.call(getFilings, {})).filings
  await candidate.caller.call(confirmFiling, { trialId: trial.id, contentHash: filing?.contentHash ?? '', declarationAccepted: true, sections: filing?.sections.map((s) => s.section) ?? [] })
  const confirmed = await institution.admin.call(getTrial, { trialId: trial.id })
  await expect(institution.admin.call(updatePreRegistration, { trialId: trial.id, ...input({ speciality: '317' }), version: confirmed.version })).rejects.toMatchObject({ code: 'TRIAL_CONFIRMED' })
  const open = await institution.admin.call(reopenTrial, { trialId: trial.id, reason: '专业填错', version: confirmed.version })
  await expect(institution.admin.call(updatePreRegistration, { trialId: trial.id, ...input({ examYear: 2027 }), version: open.version })).rejects.toMatchObject({ code: 'REGISTRATION_REJECTED', issues: [{ code: 'EXAM_FIXED' }] })
  await institution.admin.call(updatePreRegistration, { trialId: trial.id, ...input({ speciality: '317' }), version: open.version })
  const [again] = (await candidate.caller.call(getFilings, {})).filings
  expect(again?.sections.find(({ section }) => section === 'registration')?.fields).toContainEqual(expect.objectContaining({ field: 'speciality', value: '普通外科学', before: '内科学' }))
  await expect(institution.admin.call(removeTrial, { trialId: trial.id })).rejects.toMatchObject({ code: 'TRIAL_STATE' })
})

test('what a candidate objects to is named by its section', async () => {
  const institution = await givenInstitution(server)
  const person = await complete(institution)
  const trial = await registered(institution, person)
  const candidate = await givenCandidateOf(server, { institution, person, trial })
  const [filing] = (await candidate.caller.call(getFilings, {})).filings
  await candidate.caller.call(objectToFiling, { trialId: trial.id, contentHash: filing?.contentHash ?? '', objections: [{ section: 'registration', field: 'speciality', remark: '应为普通外科学' }] })
  expect((await institution.admin.call(getTrial, { trialId: trial.id })).objections).toMatchObject([{ section: 'registration', sectionTitle: '预报名', fieldLabel: '报考专业' }])
})

test('nobody else\'s people are put up, and nobody else\'s registration is touched', async () => {
  const institution = await givenInstitution(server)
  const person = await complete(institution)
  const trial = await registered(institution, person)
  const stranger = await givenInstitution(server)
  const { results } = await stranger.admin.call(createPreRegistrations, { personIds: [person.id], ...input() })
  expect(results).toEqual([{ personId: person.id, name: null, trialId: null, confirmationState: null, message: '没有找到该人员，请刷新后重新选择' }])
  await expect(stranger.admin.call(updatePreRegistration, { trialId: trial.id, ...input(), version: trial.version })).rejects.toMatchObject({ status: 404 })
})
