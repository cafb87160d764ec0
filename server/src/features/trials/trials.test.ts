import { answerObjection, createTrial, getTrial, listObjections, removeTrial, reopenTrial, searchEligiblePeople, searchTrials, updateTrial } from '@talent/shared/contract/trials'
import { confirmFiling, getFilings, listMessages, objectToFiling } from '@talent/shared/contract/candidate'
import { updatePerson } from '@talent/shared/contract/people'
import { Problem } from '@talent/shared/errors'
import { givenAccount, givenInstitution, givenRole } from '../../../test/given'
import { givenEducation } from '../../../test/given-details'
import { givenDepartments, givenPerson } from '../../../test/given-people'
import { givenCandidateOf, givenTrial, ownSegment, trialInput, withoutFaceCheck, type GivenTrial } from '../../../test/given-trials'
import { startTestServer, type TestServer } from '../../../test/server'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
  await withoutFaceCheck(server)
})
afterAll(() => server.stop())

async function confirmed() {
  const given = await givenTrial(server)
  const candidate = await givenCandidateOf(server, given)
  const [filing] = (await candidate.caller.call(getFilings, {})).filings
  if (!filing) throw new Error('no filing')
  const { applicationId } = await candidate.caller.call(confirmFiling, {
    trialId: filing.trialId, contentHash: filing.contentHash, declarationAccepted: true, sections: filing.sections.map((s) => s.section),
  })
  return { ...given, candidate, applicationId, trial: await given.institution.admin.call(getTrial, { trialId: given.trial.id }) }
}

async function objected(given: GivenTrial) {
  const candidate = await givenCandidateOf(server, given)
  const [filing] = (await candidate.caller.call(getFilings, {})).filings
  await candidate.caller.call(objectToFiling, {
    trialId: given.trial.id, contentHash: filing?.contentHash ?? '',
    objections: [{ section: 'basic', field: 'major', remark: '专业应为口腔医学' }, { section: 'segment-1', field: 'supervisorName', remark: '带教老师不是周敏' }],
  })
  return candidate
}

test('a right filing goes before the candidate at once, with the months counted', async () => {
  const { institution, trial } = await givenTrial(server)
  expect(trial).toMatchObject({ confirmationState: 'awaiting', totalMonths: 12, candidateBound: false, notReadyReason: null, mayReopen: false, submitted: false })
  expect(trial.segments[0]?.unitName).toBe(institution.name)
})

test('every violation is named at once, at the form\'s own place', async () => {
  const institution = await givenInstitution(server)
  const person = await givenPerson(institution)
  const input = trialInput({ applyCategory: '', segments: [ownSegment({ startDate: '2024-12-31', supervisorCertificateNo: '123' }), ownSegment({ own: false, unitName: '', startDate: '2026-01-02', endDate: '2026-01-31' })] })
  const error = await institution.admin.call(createTrial, { personId: person.id, ...input }).catch((e: unknown) => e)
  expect(error).toBeInstanceOf(Problem)
  const paths = (error as Problem).issues.map((i) => i.path.join('.'))
  expect(paths).toEqual(expect.arrayContaining(['applyCategory', 'segments.0.startDate', 'segments.0.supervisorCertificateNo', 'segments.1.unitName', 'segments.1.startDate']))
})

test('不合格 is saved and not put before the candidate; corrected, it is', async () => {
  const given = await givenTrial(server, { input: { institutionOpinion: 'unqualified' } })
  expect(given.trial).toMatchObject({ confirmationState: 'notReady', notReadyReason: expect.stringContaining('不合格') })
  const candidate = await givenCandidateOf(server, given)
  expect(await candidate.caller.call(getFilings, {})).toMatchObject({ filings: [], missing: { reason: 'notReady' } })
  const saved = await given.institution.admin.call(updateTrial, { trialId: given.trial.id, ...trialInput(), version: given.trial.version })
  expect(saved.confirmationState).toBe('awaiting')
  expect((await candidate.caller.call(listMessages, {})).items).toMatchObject([{ title: '请核对并确认单位填报的信息', link: { kind: 'filing', id: given.trial.id } }])
})

test('one filing a person, year and type, also at the same instant', async () => {
  const institution = await givenInstitution(server)
  const person = await givenPerson(institution)
  const outcomes = await Promise.allSettled([1, 2].map(() => institution.admin.twin().call(createTrial, { personId: person.id, ...trialInput() })))
  expect(outcomes.map((o) => o.status).sort()).toEqual(['fulfilled', 'rejected'])
  const refused = outcomes.find((o) => o.status === 'rejected')
  expect(refused?.reason).toMatchObject({ code: 'TRIAL_EXISTS' })
})

test('a stale save shows what is there now and loses nothing', async () => {
  const { institution, trial } = await givenTrial(server)
  const first = await institution.admin.call(updateTrial, { trialId: trial.id, ...trialInput({ postName: '技师' }), version: trial.version })
  const error = await institution.admin.call(updateTrial, { trialId: trial.id, ...trialInput({ postName: '护理' }), version: trial.version }).catch((e: unknown) => e)
  expect(error).toMatchObject({ code: 'STALE', extra: { data: { postName: '技师', version: first.version } } })
  expect((await institution.admin.call(getTrial, { trialId: trial.id })).postName).toBe('技师')
})

test('people of a status that the year does not take are neither offered nor filed', async () => {
  const institution = await givenInstitution(server)
  const retired = await givenPerson(institution, { employmentStatus: 'retired' })
  const working = await givenPerson(institution)
  const offered = await institution.admin.call(searchEligiblePeople, { examYear: 2026 })
  expect(offered.items.map((i) => i.id)).toEqual([working.id])
  await expect(institution.admin.call(createTrial, { personId: retired.id, ...trialInput() })).toBeProblem(422, 'PERSON_NOT_ELIGIBLE')
  await institution.admin.call(createTrial, { personId: working.id, ...trialInput() })
  expect((await institution.admin.call(searchEligiblePeople, { examYear: 2026 })).total).toBe(0)
})

test('a year that is not open takes no filing', async () => {
  const institution = await givenInstitution(server)
  const person = await givenPerson(institution)
  await expect(institution.admin.call(createTrial, { personId: person.id, ...trialInput({ examYear: 2031 }) })).toBeProblem(409, 'EXAM_YEAR_CLOSED')
})

test('another institution neither sees nor touches a filing', async () => {
  const { trial, person } = await givenTrial(server)
  const other = await givenInstitution(server)
  await expect(other.admin.call(getTrial, { trialId: trial.id })).toBeProblem(404, 'NOT_FOUND')
  await expect(other.admin.call(updateTrial, { trialId: trial.id, ...trialInput(), version: trial.version })).toBeProblem(404, 'NOT_FOUND')
  await expect(other.admin.call(removeTrial, { trialId: trial.id })).toBeProblem(404, 'NOT_FOUND')
  await expect(other.admin.call(reopenTrial, { trialId: trial.id, reason: '更正', version: 1 })).toBeProblem(404, 'NOT_FOUND')
  await expect(other.admin.call(createTrial, { personId: person.id, ...trialInput({ examYear: 2027 }) })).toBeProblem(404, 'NOT_FOUND')
  expect((await other.admin.call(searchTrials, {})).total).toBe(0)
})

test('a sub-account limited to a department reaches its filings and no others', async () => {
  const institution = await givenInstitution(server)
  const [inner, outer] = await givenDepartments(institution, '内科', '外科')
  const person = await givenPerson(institution, { departmentId: inner?.id })
  const hidden = await givenPerson(institution, { departmentId: outer?.id })
  await givenEducation(institution, person.id)
  const own = await institution.admin.call(createTrial, { personId: person.id, ...trialInput() })
  const foreign = await institution.admin.call(createTrial, { personId: hidden.id, ...trialInput() })
  const account = await givenAccount(server, { organizationId: institution.id, kind: 'sub' })
  await givenRole(server, { accountId: account.id, organizationId: institution.id, permissions: ['trial.read', 'trial.write'], departmentIds: [inner?.id ?? 0] })
  expect((await account.caller.call(searchTrials, {})).items.map((i) => i.id)).toEqual([own.id])
  await expect(account.caller.call(getTrial, { trialId: foreign.id })).toBeProblem(404, 'NOT_FOUND')
  expect((await account.caller.call(searchTrials, {})).counts).toEqual({ awaiting: 1 })
})

test('the list filters by number, state and name, and counts by state', async () => {
  const institution = await givenInstitution(server)
  const first = await givenTrial(server, { institution })
  const second = await givenTrial(server, { institution, input: { institutionOpinion: 'unqualified' } })
  const number = first.person.input.identityNumber ?? ''
  expect((await institution.admin.call(searchTrials, { identityNumber: number })).items.map((i) => i.id)).toEqual([first.trial.id])
  expect((await institution.admin.call(searchTrials, { identityNumber: number.slice(-4), confirmationState: 'awaiting' })).items.map((i) => i.id)).toContain(first.trial.id)
  expect((await institution.admin.call(searchTrials, { confirmationState: 'notReady' })).items.map((i) => i.id)).toEqual([second.trial.id])
  expect((await institution.admin.call(searchTrials, {})).counts).toEqual({ awaiting: 1, notReady: 1 })
})

describe('objections', () => {
  test('come to the institution, and the last answer brings the filing back to the candidate', async () => {
    const given = await givenTrial(server)
    const candidate = await objected(given)
    const open = await given.institution.admin.call(listObjections, {})
    expect(open.items.map((o) => [o.fieldLabel, o.remark])).toEqual([['带教老师姓名', '带教老师不是周敏'], ['所学专业', '专业应为口腔医学']])
    const [second, first] = open.items
    let trial = await given.institution.admin.call(answerObjection, { objectionId: first?.id ?? 0, answer: '已更正' })
    expect(trial.confirmationState).toBe('objected')
    trial = await given.institution.admin.call(answerObjection, { objectionId: second?.id ?? 0, answer: '经核实无误' })
    expect(trial.confirmationState).toBe('awaiting')
    const [filing] = (await candidate.caller.call(getFilings, {})).filings
    expect(filing?.sections.find((s) => s.section === 'basic')?.objections).toMatchObject([{ answer: '已更正' }])
    expect((await candidate.caller.call(listMessages, {})).items[0]?.body).toContain('已答复您的异议')
  })

  test('can not be answered twice or by another institution', async () => {
    const given = await givenTrial(server)
    await objected(given)
    const other = await givenInstitution(server)
    const [objection] = (await given.institution.admin.call(listObjections, {})).items
    const objectionId = objection?.id ?? 0
    await expect(other.admin.call(answerObjection, { objectionId, answer: '好' })).toBeProblem(404, 'NOT_FOUND')
    await given.institution.admin.call(answerObjection, { objectionId, answer: '已更正' })
    await expect(given.institution.admin.call(answerObjection, { objectionId, answer: '再答' })).toBeProblem(409, 'TRIAL_STATE')
  })
})

describe('what the candidate has confirmed', () => {
  test('is locked: filing and person can not be changed', async () => {
    const { institution, trial, person } = await confirmed()
    expect(trial).toMatchObject({ confirmationState: 'confirmed', reviewState: 'pending', mayReopen: true, submitted: true })
    await expect(institution.admin.call(updateTrial, { trialId: trial.id, ...trialInput(), version: trial.version })).toBeProblem(409, 'TRIAL_CONFIRMED')
    await expect(institution.admin.call(removeTrial, { trialId: trial.id })).toBeProblem(409, 'TRIAL_CONFIRMED')
    const { input } = person
    await expect(institution.admin.call(updatePerson, { personId: person.id, ...input, major: '口腔医学', version: person.version })).toBeProblem(409, 'PERSON_LOCKED')
  })

  test('opens again with a reason: the candidate is told and sees what changed', async () => {
    const { institution, trial, person, candidate, applicationId } = await confirmed()
    const reopened = await institution.admin.call(reopenTrial, { trialId: trial.id, reason: '专业填写有误', version: trial.version })
    expect(reopened.confirmationState).toBe('awaiting')
    await institution.admin.call(updatePerson, { personId: person.id, ...person.input, major: '口腔医学', version: person.version })
    const [filing] = (await candidate.caller.call(getFilings, {})).filings
    expect(filing).toMatchObject({ state: 'awaiting', reopenReason: '专业填写有误', confirmedAt: null })
    const major = filing?.sections[0]?.fields.find((f) => f.field === 'major')
    expect(major).toMatchObject({ value: '口腔医学', before: '临床医学' })
    expect(filing?.sections[0]?.fields.filter((f) => f.before !== null)).toHaveLength(1)
    const again = await candidate.caller.call(confirmFiling, {
      trialId: trial.id, contentHash: filing?.contentHash ?? '', declarationAccepted: true, sections: filing?.sections.map((s) => s.section) ?? [],
    })
    expect(again.applicationId).toBe(applicationId)
  })

  test('needs no opening while it was never confirmed', async () => {
    const { institution, trial } = await givenTrial(server)
    await expect(institution.admin.call(reopenTrial, { trialId: trial.id, reason: '更正', version: trial.version })).toBeProblem(409, 'TRIAL_STATE')
  })
})
