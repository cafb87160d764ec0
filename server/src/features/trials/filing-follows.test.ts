import { bindUnit, confirmFiling, getFilings, revealFiling, unbindUnit } from '@talent/shared/contract/candidate'
import { updateDepartment } from '@talent/shared/contract/organization'
import { updatePerson } from '@talent/shared/contract/people'
import { createTrial, getTrial, reopenTrial, searchTrials, updateTrial } from '@talent/shared/contract/trials'
import type { Problem } from '@talent/shared/errors'
import { givenInstitution, givenWechatUser, type GivenWechatUser } from '../../../test/given'
import { givenEducation } from '../../../test/given-details'
import { givenDepartments, givenPerson } from '../../../test/given-people'
import { givenCandidateOf, givenTrial, ownSegment, trialInput, withoutFaceCheck, type GivenTrial } from '../../../test/given-trials'
import { startTestServer, type TestServer } from '../../../test/server'
import { validIdentityNumber } from '../../../test/valid-identity-number'

/** What a filing hangs on changes around it: the year, the person, the names of things, who is who. */
let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
  await withoutFaceCheck(server)
})
afterAll(() => server.stop())
beforeEach(() => server.setNow('2026-03-10T01:00:00.000Z'))

async function confirm(candidate: GivenWechatUser): Promise<number> {
  const [filing] = (await candidate.caller.call(getFilings, {})).filings
  const { applicationId } = await candidate.caller.twin().call(confirmFiling, {
    trialId: filing?.trialId ?? 0, contentHash: filing?.contentHash ?? '', declarationAccepted: true, sections: filing?.sections.map((s) => s.section) ?? [],
  })
  return applicationId
}

async function confirmed() {
  const given = await givenTrial(server)
  const candidate = await givenCandidateOf(server, given)
  const applicationId = await confirm(candidate)
  return { ...given, candidate, applicationId, trial: await given.institution.admin.call(getTrial, { trialId: given.trial.id }) }
}

describe('the exam year', () => {
  test('of a filing that was submitted stays: an application of 2026 does not become one of 2027', async () => {
    const { institution, trial, candidate, applicationId } = await confirmed()
    const { version } = await institution.admin.call(reopenTrial, { trialId: trial.id, reason: '年度填错', version: trial.version })
    const next = trialInput({ examYear: 2027, segments: [ownSegment({ startDate: '2026-01-01', endDate: '2026-12-31' })] })
    const moved = await institution.admin.call(updateTrial, { trialId: trial.id, ...next, version }).catch((e: unknown) => e)
    expect(moved).toMatchObject({ code: 'TRIAL_REJECTED', issues: [{ path: ['examYear'] }] })
    const assistant = trialInput({ assistantUpgrade: true, assistantQualificationNo: '201842110420000000000000001', assistantPractisingNo: '210420000000001', segments: [ownSegment({ startDate: '2023-01-01', endDate: '2025-12-31' })] })
    expect(await institution.admin.call(updateTrial, { trialId: trial.id, ...assistant, version }).catch((e: unknown) => e)).toMatchObject({ code: 'TRIAL_REJECTED', issues: [{ path: ['assistantUpgrade'] }] })
    expect(await confirm(candidate)).toBe(applicationId)
  })

  test('of a filing that was never submitted may be put right', async () => {
    const { institution, trial } = await givenTrial(server)
    const next = trialInput({ examYear: 2027, segments: [ownSegment({ startDate: '2026-01-01', endDate: '2026-12-31' })] })
    expect((await institution.admin.call(updateTrial, { trialId: trial.id, ...next, version: trial.version })).examYear).toBe(2027)
  })

  test('being over, nothing is opened that could not be confirmed again', async () => {
    const { institution, trial, candidate } = await confirmed()
    const reopen = () => institution.admin.twin().call(reopenTrial, { trialId: trial.id, reason: '更正', version: trial.version })
    // The last minute of the year in China, and the first one after it.
    await server.platform.database.knex('sessions').update({ seen_at: '2026-12-31T15:59:00.000Z', expires_at: '2027-12-31T00:00:00.000Z' })
    server.setNow('2026-12-31T16:00:00.000Z')
    await expect(reopen()).toBeProblem(409, 'EXAM_YEAR_CLOSED')
    expect((await candidate.caller.call(getFilings, {})).filings[0]?.state).toBe('confirmed')
    server.setNow('2026-12-31T15:59:59.000Z')
    expect((await reopen()).confirmationState).toBe('awaiting')
  })
})

describe('the person', () => {
  const corrected = ({ person }: GivenTrial) => ({ ...person.input, identityNumber: validIdentityNumber({ birthDate: '1990-01-01', sex: '2' }), personId: person.id, version: person.version })

  test('whose number is put right keeps the filing, under the right number', async () => {
    const given = await givenTrial(server)
    const form = corrected(given)
    await given.institution.admin.call(updatePerson, form)
    const candidate = await givenWechatUser(server, { identity: { name: given.person.name, identityNumber: form.identityNumber } })
    await candidate.caller.call(bindUnit, { code: null })
    expect((await candidate.caller.call(getFilings, {})).filings.map((f) => f.trialId)).toEqual([given.trial.id])
    expect((await given.institution.admin.call(searchTrials, { identityNumber: form.identityNumber })).items).toHaveLength(1)
  })

  test('whose number is put right is no longer bound to whoever has the wrong one', async () => {
    const given = await givenTrial(server)
    const other = await givenCandidateOf(server, given)
    await given.institution.admin.call(updatePerson, corrected(given))
    expect(await other.caller.call(getFilings, {})).toMatchObject({ filings: [], missing: { reason: 'noUnit' } })
  })

  test('can not take a number that is filed elsewhere for the year', async () => {
    const [here, there] = [await givenTrial(server), await givenTrial(server)]
    // As a record stands that was taken out of service before that let its filings go.
    await server.platform.database.knex('people').where('id', there.person.id).update({ employment_status: 'resigned', in_service_lookup: null })
    const form = { ...here.person.input, identityNumber: there.person.input.identityNumber ?? '', personId: here.person.id, version: here.person.version }
    await expect(here.institution.admin.call(updatePerson, form)).toBeProblem(409, 'TRIAL_EXISTS')
  })

  test('keeps the number under which an application was made', async () => {
    const given = await confirmed()
    await given.institution.admin.call(reopenTrial, { trialId: given.trial.id, reason: '证件号有误', version: given.trial.version })
    await expect(given.institution.admin.call(updatePerson, corrected(given))).rejects.toMatchObject({ code: 'BAD_INPUT', issues: [{ path: ['identityNumber'] }] })
  })

  test('who may not be filed any more can not confirm, and is told whom to ask', async () => {
    const given = await givenTrial(server)
    const candidate = await givenCandidateOf(server, given)
    await given.institution.admin.call(updatePerson, { ...given.person.input, personId: given.person.id, version: given.person.version, employmentStatus: 'longSickLeave' })
    const refused = (await confirm(candidate).catch((e: unknown) => e)) as Problem
    expect(refused).toMatchObject({ code: 'CONFIRMATION_STATE', message: expect.stringContaining('在职状态') })
  })
})

test('what was confirmed is shown as it was confirmed, whatever a department is called since', async () => {
  const institution = await givenInstitution(server)
  const [department] = await givenDepartments(institution, '内科')
  const person = await givenPerson(institution, { departmentId: department?.id ?? 0 })
  await givenEducation(institution, person.id)
  const trial = await institution.admin.call(createTrial, { personId: person.id, ...trialInput() })
  const candidate = await givenCandidateOf(server, { institution, person, trial })
  await confirm(candidate)
  const [before] = (await candidate.caller.call(getFilings, {})).filings
  await institution.admin.call(updateDepartment, { departmentId: department?.id ?? 0, parentId: null, name: '大内科', category: 'clinical', standardName: '03', version: 1 })
  expect((await candidate.caller.call(getFilings, {})).filings[0]).toEqual(before)
  expect((await candidate.caller.call(revealFiling, { trialId: trial.id })).fields).toContainEqual({ section: 'basic', field: 'identityNumber', value: person.input.identityNumber })
})

test('confirming and leaving the unit at the same instant: one of the two', async () => {
  for (let round = 0; round < 8; round++) {
    const given = await givenTrial(server)
    const candidate = await givenCandidateOf(server, given)
    const [filing] = (await candidate.caller.call(getFilings, {})).filings
    const outcomes = await Promise.allSettled([
      candidate.caller.call(confirmFiling, { trialId: given.trial.id, contentHash: filing?.contentHash ?? '', declarationAccepted: true, sections: filing?.sections.map((s) => s.section) ?? [] }),
      candidate.caller.call(unbindUnit, {}),
    ])
    expect(outcomes.filter((o) => o.status === 'fulfilled')).toHaveLength(1)
  }
})
