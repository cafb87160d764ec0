import { confirmFiling, getFilings } from '@talent/shared/contract/candidate'
import { decideApplication, getAuditDetail } from '@talent/shared/contract/audit'
import { discardExamYearDraft, getExamYearHistory, listExamYearSettings, publishExamYear, saveExamYearDraft, type ExamYearDraft } from '@talent/shared/contract/exam-years'
import { getTrial, listExamYears, reopenTrial, updateTrial } from '@talent/shared/contract/trials'
import type { Caller } from '../../../test/caller'
import { givenAccount, givenOrganization, givenRole } from '../../../test/given'
import { givenApplication, givenHierarchy, givenReviewer } from '../../../test/given-applications'
import { givenCandidateOf, givenTrial, ownSegment, trialInput } from '../../../test/given-trials'
import { startTestServer, type TestServer } from '../../../test/server'

let server: TestServer
let province: Caller
beforeEach(async () => {
  server = await startTestServer()
  province = (await givenOrganization(server, { kind: 'province' })).admin
})
afterEach(() => server.stop())

const which = { businessCode: '05', year: 2026 } as const
const history = (caller = province) => caller.call(getExamYearHistory, which)
async function draftOf(change: object): Promise<ExamYearDraft> {
  const { versions: [current], draft } = await history()
  if (!current) throw new Error('no version')
  return province.call(saveExamYearDraft, { settings: { ...current.settings, ...change }, version: draft?.version ?? 0 })
}
async function published(change: object, note = '') {
  const { version } = await draftOf(change)
  return province.call(publishExamYear, { ...which, version, note })
}

test('what is in force is listed for everybody, the newest year first, and says that nobody published the defaults', async () => {
  const county = await givenOrganization(server, { kind: 'county' })
  for (const caller of [province, county.admin]) {
    const { items } = await caller.call(listExamYearSettings, {})
    expect(items.map(({ businessCode, year }) => `${businessCode} ${year}`)).toEqual(['05 2027', '03 2027', '05 2026', '03 2026'])
    expect(items[0]).toMatchObject({ published: { version: 1, publisherName: null }, draft: null })
  }
})

test('a draft changes nothing until it is published, and nobody below sees it', async () => {
  const county = await givenOrganization(server, { kind: 'county' })
  expect(await draftOf({ closeDate: '2026-03-31' })).toMatchObject({ version: 1, authorName: '测试账号' })
  expect((await county.admin.call(listExamYearSettings, {})).items.every((row) => row.draft === null)).toBe(true)
  expect(await history(county.admin)).toMatchObject({ draft: null, versions: [{ version: 1, applications: null, settings: { closeDate: '2026-12-31' } }] })
  expect((await province.call(listExamYearSettings, {})).items.filter((row) => row.draft !== null)).toHaveLength(1)
  const published = await province.call(publishExamYear, { ...which, version: 1, note: '提前截止' })
  expect(published).toMatchObject({ version: 2, publisherName: '测试账号', note: '提前截止', applications: 0, settings: { closeDate: '2026-03-31' } })
  const after = await history(county.admin)
  expect(after.versions.map((one) => [one.version, one.settings.closeDate])).toEqual([[2, '2026-03-31'], [1, '2026-12-31']])
  expect((await history()).draft).toBeNull()
  const { institution } = await givenHierarchy(server)
  expect((await institution.admin.call(listExamYears, {})).items.find((one) => one.year === 2026 && one.businessCode === '05')).toMatchObject({ version: 2, settings: { closeDate: '2026-03-31' } })
})

test('what is not right is kept as a draft and not published; every fault is named', async () => {
  const { version } = await draftOf({ closeDate: '2026-01-01', openDate: '2026-02-01', eligibleStatuses: [], fee: { when: 'beforeReview', amountFen: 0 } })
  await expect(province.call(publishExamYear, { ...which, version, note: '' })).rejects.toMatchObject({
    code: 'BAD_INPUT', issues: [{ path: ['closeDate'], code: 'DATE_ORDER' }, { path: ['eligibleStatuses'], code: 'REQUIRED' }, { path: ['fee', 'amountFen'], code: 'FEE_REQUIRED' }].map(expect.objectContaining),
  })
  expect((await history()).draft).toMatchObject({ version, settings: { eligibleStatuses: [] } })
  expect((await history()).versions).toHaveLength(1)
})

test('of two who write the same draft one is shown what stands; one who publishes what changed meanwhile too', async () => {
  const { versions: [current] } = await history()
  if (!current) throw new Error('no version')
  const save = (caller: Caller, declaration: string, version: number) => caller.call(saveExamYearDraft, { settings: { ...current.settings, declaration }, version })
  const outcomes = await Promise.allSettled([save(province, '甲', 0), save(province.twin(), '乙', 0)])
  expect(outcomes.map((o) => o.status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(outcomes.find((o) => o.status === 'rejected')).toMatchObject({ reason: { code: 'STALE', extra: { data: { version: 1 } } } })
  await save(province, '丙', 1)
  await expect(province.call(publishExamYear, { ...which, version: 1, note: '' })).toBeProblem(409, 'STALE')
  await expect(province.call(discardExamYearDraft, { ...which, version: 1 })).toBeProblem(409, 'STALE')
  await province.call(publishExamYear, { ...which, version: 2, note: '' })
  await expect(province.twin().call(publishExamYear, { ...which, version: 2, note: '' })).toBeProblem(409, 'EXAM_YEAR_DRAFT')
  expect((await history()).versions.map((one) => one.settings.declaration.slice(0, 1))).toEqual(['丙', '本'])
})

test('a draft that changes nothing is not published, and one that is given up is gone', async () => {
  const { version } = await draftOf({})
  await expect(province.call(publishExamYear, { ...which, version, note: '' })).toBeProblem(409, 'EXAM_YEAR_DRAFT')
  await province.call(discardExamYearDraft, { ...which, version })
  expect((await history()).draft).toBeNull()
  await expect(province.call(discardExamYearDraft, { ...which, version })).toBeProblem(404, 'NOT_FOUND')
})

test('a year to come is prepared from the year before, and not one that is far away', async () => {
  const { versions: [current] } = await history()
  if (!current) throw new Error('no version')
  const far = { ...current.settings, year: 2029 }
  await expect(province.call(saveExamYearDraft, { settings: far, version: 0 })).rejects.toMatchObject({ code: 'BAD_INPUT', issues: [{ path: ['settings', 'year'] }] })
  const next = await province.call(getExamYearHistory, { businessCode: '05', year: 2028 })
  expect(next).toMatchObject({ versions: [], draft: null, previousYear: { year: 2027 } })
  const { version } = await province.call(saveExamYearDraft, { settings: { ...current.settings, year: 2028, openDate: '2027-01-01', closeDate: '2028-12-31', correctionDate: '2028-12-31' }, version: 0 })
  expect(await province.call(publishExamYear, { businessCode: '05', year: 2028, version, note: '' })).toMatchObject({ version: 1 })
})

test('an application is judged by the version it was submitted under', async () => {
  const { institution, county } = await givenHierarchy(server)
  const unit = await givenReviewer(server, institution)
  const before = await givenApplication(server, { institution })
  await published({ levels: ['institution'], needNotBind: [] }, '只由单位审核')
  const after = await givenApplication(server, { institution })
  const decide = (applicationId: number) =>
    unit.caller.call(decideApplication, { bindingId: unit.bindingId, applicationId, decision: 'approved', remark: '', internshipStart: '2025-01-01', internshipEnd: '2025-09-30', version: 1 })
  await decide(before.id)
  await decide(after.id)
  const above = await givenReviewer(server, county)
  expect((await above.caller.call(getAuditDetail, { bindingId: above.bindingId, applicationId: before.id })).reviewState).toBe('pending')
  await expect(above.caller.call(getAuditDetail, { bindingId: above.bindingId, applicationId: after.id })).toBeProblem(404, 'NOT_FOUND')
  expect((await history()).versions.map(({ version, applications }) => [version, applications])).toEqual([[2, 1], [1, 1]])
})

test('what was submitted is put right under the rules of then, by the dates of now; a new filing meets the rules of now', async () => {
  await published({ faceCheckOnConfirm: false })
  const given = await givenTrial(server)
  const { institution, trial: { id: trialId } } = given
  const { caller } = await givenCandidateOf(server, given)
  const confirm = async () => {
    const [filing] = (await caller.call(getFilings, {})).filings
    if (!filing) throw new Error('no filing')
    return caller.twin().call(confirmFiling, { trialId, contentHash: filing.contentHash, declarationAccepted: true, sections: filing.sections.map(({ section }) => section) })
  }
  const { applicationId } = await confirm()
  const { versions: [current] } = await history()
  if (!current?.settings.trial) throw new Error('no rules')
  const stricter = { ...current.settings.trial, notFresh: { ...current.settings.trial.notFresh, minimumMonths: 13 } }
  await published({ trial: stricter, eligibleStatuses: ['trial'], requiredSections: ['person', 'education', 'degree', 'trial'], declaration: '新的承诺', correctionDate: '2027-03-31' }, '从严')

  await expect(givenTrial(server, { institution })).rejects.toMatchObject({ code: 'PERSON_NOT_ELIGIBLE' })
  const { version } = await institution.admin.call(reopenTrial, { trialId, reason: '带教老师姓名有误', version: (await institution.admin.call(getTrial, { trialId })).version })
  expect((await institution.admin.call(getTrial, { trialId })).judgedBy).toMatchObject({ trial: { notFresh: { minimumMonths: 12 } }, eligibleStatuses: ['inPost', 'trial'], correctionDate: '2027-03-31', declaration: '新的承诺' })
  const corrected = await institution.admin.call(updateTrial, { trialId, ...trialInput({ segments: [ownSegment({ supervisorName: '周民' })] }), version })
  expect(corrected.confirmationState).toBe('awaiting')
  await expect(institution.admin.twin().call(updateTrial, { trialId, ...trialInput({ segments: [ownSegment({ endDate: '2025-12-30' })] }), version: corrected.version })).toBeProblem(422, 'TRIAL_REJECTED')
  expect((await caller.call(getFilings, {})).filings).toMatchObject([{ declaration: '新的承诺', period: { until: '2027-03-31', mayAnswer: true } }])
  expect(await confirm()).toEqual({ applicationId })
})

test('a filing is measured by what is in force when it is saved', async () => {
  const { institution } = await givenHierarchy(server)
  await published({ openDate: '2026-06-01', closeDate: '2026-12-31' })
  await expect(givenTrial(server, { institution })).rejects.toMatchObject({ code: 'EXAM_YEAR_CLOSED' })
})

test('the province alone writes: no authority below, no institution, and no account without the right', async () => {
  const organization = await givenOrganization(server, { kind: 'province' })
  const { city, county, institution } = await givenHierarchy(server)
  const { versions: [current] } = await history()
  if (!current) throw new Error('no version')
  const reader = await givenAccount(server, { organizationId: organization.id, kind: 'sub' })
  await givenRole(server, { accountId: reader.id, organizationId: organization.id, permissions: ['examYear.read'] })
  const granted = await givenAccount(server, { organizationId: county.id, kind: 'sub' })
  // A role of a county can't hold what its side does not have.
  await givenRole(server, { accountId: granted.id, organizationId: county.id, permissions: ['examYear.write'] })
  for (const caller of [city.admin, county.admin, institution.admin, reader.caller, granted.caller]) {
    await expect(caller.call(saveExamYearDraft, { settings: current.settings, version: 0 })).toBeProblem(403, 'FORBIDDEN')
    await expect(caller.call(publishExamYear, { ...which, version: 1, note: '' })).toBeProblem(403, 'FORBIDDEN')
  }
})

test('every step is on the log, with what was changed', async () => {
  await published({ faceCheckOnConfirm: false })
  const rows = await server.platform.database.knex('operation_log').where('subject', 'examYear:05-2026').orderBy('sequence').select('action', 'detail')
  expect(rows.map((row) => [row.action, JSON.parse(row.detail)])).toEqual([
    ['examYear.saveDraft', { businessCode: '05', year: 2026 }],
    ['examYear.publish', { businessCode: '05', year: 2026, examYearVersion: 2, fields: ['确认信息时人脸核验'] }],
  ])
})
