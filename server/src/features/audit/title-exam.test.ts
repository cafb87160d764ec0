import { decideApplication, detachApplication, getAuditDetail, searchAudit } from '@talent/shared/contract/audit'
import { decideAtDesk, exportDesk, getDeskApplication, getDeskCounts, searchDesk } from '@talent/shared/contract/audit-desk'
import { confirmFiling, getApplication, getFilings } from '@talent/shared/contract/candidate'
import { getTodos } from '@talent/shared/contract/organization'
import { createPreRegistrations, updatePreRegistration } from '@talent/shared/contract/pre-registrations'
import { checkSubmission } from '@talent/shared/contract/submission-checks'
import { getTrial, reopenTrial } from '@talent/shared/contract/trials'
import type { Caller } from '../../../test/caller'
import { givenHierarchy, givenReviewer, type Hierarchy } from '../../../test/given-applications'
import { givenDetail, givenEducation } from '../../../test/given-details'
import { exportedTexts } from '../../../test/given-imports'
import { givenPerson } from '../../../test/given-people'
import { givenCandidateOf, withoutFaceCheck } from '../../../test/given-trials'
import { startTestServer, type TestServer } from '../../../test/server'

/** 卫生专业技术资格考试 at every level: no trial period, no dates to certify, everything else as with 05. */

let server: TestServer
let hierarchy: Hierarchy
beforeAll(async () => {
  server = await startTestServer()
  await withoutFaceCheck(server)
})
beforeEach(async () => void (hierarchy = await givenHierarchy(server)))
afterAll(() => server.stop())

const businessCode = '03'
const noDates = { internshipStart: null, internshipEnd: null }
const registration = { examYear: 2026, applyLevel: 'intermediate', speciality: '303', postName: '医师' }

async function submitted() {
  const { institution } = hierarchy
  const person = await givenPerson(institution)
  await givenEducation(institution, person.id)
  await givenDetail(institution, person.id, 'degree')
  await givenDetail(institution, person.id, 'title')
  const { results: [result] } = await institution.admin.twin().call(createPreRegistrations, { personIds: [person.id], ...registration })
  const trial = await institution.admin.call(getTrial, { trialId: result?.trialId ?? 0 })
  const candidate = await givenCandidateOf(server, { institution, person, trial })
  return { person, trial, candidate, applicationId: await confirmAs(candidate.caller) }
}

async function confirmAs(candidate: Caller): Promise<number> {
  const [filing] = (await candidate.call(getFilings, {})).filings
  const { applicationId } = await candidate.call(confirmFiling, {
    trialId: filing?.trialId ?? 0, contentHash: filing?.contentHash ?? '', declarationAccepted: true, sections: filing?.sections.map(({ section }) => section) ?? [],
  })
  return applicationId
}

const onWeb = async (caller: Caller, applicationId: number, input: object = {}) => {
  const { version } = await caller.call(getDeskApplication, { businessCode, applicationId })
  return caller.twin().call(decideAtDesk, { businessCode, applicationId, decision: 'approved', remark: '', ...noDates, version, ...input })
}
const counts = async (caller: Caller) => (await caller.call(getDeskCounts, { businessCode })).counts

test('goes through unit, county, city and province, on the web and on the phone, and its code is genuine at the end', async () => {
  const { institution, county, city, province } = hierarchy
  const { applicationId, candidate } = await submitted()
  const { submissionCode } = await candidate.caller.call(getApplication, { applicationId })
  expect(await counts(institution.admin)).toMatchObject({ pending: 1 })
  expect(await counts(county.admin)).toMatchObject({ pending: 0 })
  await expect(county.admin.call(getDeskApplication, { businessCode, applicationId })).toBeProblem(404, 'NOT_FOUND')
  expect(await onWeb(institution.admin, applicationId)).toMatchObject({ reviewState: 'approved' })

  expect((await county.admin.call(getTodos, {})).items).toContainEqual(expect.objectContaining({ kind: 'audit.pending.03', count: 1, href: '/audit/03?state=pending' }))
  expect(await onWeb(county.admin, applicationId)).toMatchObject({ reviewState: 'approved' })
  // The city has somebody on the phone.
  const phone = await givenReviewer(server, city, { businessCode })
  const { items } = await phone.caller.call(searchAudit, { bindingId: phone.bindingId, state: 'pending', applyCategory: '303' })
  expect(items).toMatchObject([{ id: applicationId, applyCategory: '303' }])
  const seen = await phone.caller.call(getAuditDetail, { bindingId: phone.bindingId, applicationId })
  expect(seen.sections.map(({ section }) => section)).toEqual(expect.arrayContaining(['registration']))
  await phone.caller.call(decideApplication, { bindingId: phone.bindingId, applicationId, decision: 'approved', remark: '', ...noDates, version: seen.version })
  expect(await counts(province.admin)).toMatchObject({ pending: 1 })
  expect(await candidate.caller.call(checkSubmission, { code: submissionCode ?? '' })).toMatchObject({ result: 'valid', application: { examName: '卫生专业技术资格考试', state: '省级待审核' } })
  expect(await onWeb(province.admin, applicationId)).toMatchObject({ reviewState: 'approved' })
  expect(await candidate.caller.call(checkSubmission, { code: submissionCode ?? '' })).toMatchObject({ result: 'valid', application: { state: '各级审核通过' } })
  expect(await candidate.caller.call(getApplication, { applicationId })).toMatchObject({ reviewState: 'approved', internships: [] })
  for (const level of [institution, county, city, province]) expect(await counts(level.admin)).toMatchObject({ pending: 0, approved: 1 })
})

test('a county returns it, a city asks for a correction, and it comes back to who asked', async () => {
  const { institution, county, city } = hierarchy
  const { applicationId, candidate, trial } = await submitted()
  const before = (await candidate.caller.call(getApplication, { applicationId })).submissionCode
  await onWeb(institution.admin, applicationId)
  expect(await onWeb(county.admin, applicationId, { decision: 'returned', remark: '请核对职称证书' })).toMatchObject({ reviewState: 'returned' })
  expect(await counts(institution.admin)).toMatchObject({ pending: 1, approved: 0 })
  await onWeb(institution.admin, applicationId)
  await onWeb(county.admin, applicationId)
  await onWeb(city.admin, applicationId, { decision: 'revisionRequested', remark: '报考专业应为普通外科学' })

  const asked = await institution.admin.call(getTrial, { trialId: trial.id })
  expect(asked).toMatchObject({ reviewState: 'revisionRequested', mayReopen: true })
  const open = await institution.admin.call(reopenTrial, { trialId: trial.id, reason: '更正报考专业', version: asked.version })
  expect(open.confirmationState).toBe('awaiting')
  await institution.admin.call(updatePreRegistration, { trialId: trial.id, ...registration, speciality: '317', version: open.version })
  expect(await confirmAs(candidate.caller)).toBe(applicationId)
  const again = await candidate.caller.call(getApplication, { applicationId })
  expect(again).toMatchObject({ submission: 'submitted', reviewLevel: 'city', reviewState: 'pending' })
  expect(again.submissionCode).not.toBe(before)
  expect(await candidate.caller.call(checkSubmission, { code: before ?? '' })).toMatchObject({ result: 'unknown' })
  expect((await city.admin.call(searchDesk, { businessCode, state: 'pending', applyCategory: '317' })).items).toMatchObject([{ id: applicationId }])
  expect((await city.admin.call(searchDesk, { businessCode, state: 'pending', applyCategory: '303' })).items).toEqual([])
})

test('the exported list calls the speciality by its name', async () => {
  const { institution, county } = hierarchy
  const { applicationId, person } = await submitted()
  await onWeb(institution.admin, applicationId)
  const [headings, row] = await exportedTexts(await county.admin.call(exportDesk, { businessCode, state: 'pending' }))
  expect(headings).toContain('报考专业')
  expect(row).toEqual(expect.arrayContaining([person.name, institution.name, '中级', '内科学', '待审核']))
})

test('dates to certify are for exams with a trial period', async () => {
  const { applicationId } = await submitted()
  await expect(onWeb(hierarchy.institution.admin, applicationId, { internshipStart: '2025-01-01', internshipEnd: '2025-12-31' })).rejects.toMatchObject({ status: 422, issues: [{ message: expect.stringMatching(/./) }] })
})

test('a candidate removed from the unit has a draft without one, and waits for nobody there', async () => {
  const { institution } = hierarchy
  const { applicationId, candidate } = await submitted()
  const phone = await givenReviewer(server, institution, { businessCode })
  const { version } = await phone.caller.call(getAuditDetail, { bindingId: phone.bindingId, applicationId })
  await phone.caller.call(detachApplication, { bindingId: phone.bindingId, applicationId, reason: '已调走', version })
  expect(await candidate.caller.call(getApplication, { applicationId })).toMatchObject({ submission: 'draft', institutionName: null })
  expect((await phone.caller.call(searchAudit, { bindingId: phone.bindingId, state: 'pending' })).items).toEqual([])
})
