import { confirmFiling, getFilings, revealFiling } from '@talent/shared/contract/candidate'
import { createDetail, getPersonDetails, removeDetail } from '@talent/shared/contract/details'
import { getPerson, updatePerson } from '@talent/shared/contract/people'
import { createTrial, reopenTrial } from '@talent/shared/contract/trials'
import { createCaller } from '../../../test/caller'
import { givenAccount } from '../../../test/given'
import { detailValues, givenPicture } from '../../../test/given-details'
import { givenCandidateOf, givenTrial, ownSegment, trialInput, withoutFaceCheck } from '../../../test/given-trials'
import { startTestServer, type TestServer } from '../../../test/server'
import { createSession } from '../../http/sessions'

const start = Date.parse('2026-03-10T01:00:00.000Z')
let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
  await withoutFaceCheck(server)
})
beforeEach(() => server.setNow(start))
afterAll(() => server.stop())

/** Confirmed in its year; `onDay` is the same people signing in on another day. */
async function confirmed() {
  const given = await givenTrial(server)
  const candidate = await givenCandidateOf(server, given)
  const [filing] = (await candidate.caller.call(getFilings, {})).filings
  await candidate.caller.call(confirmFiling, {
    trialId: given.trial.id, contentHash: filing?.contentHash ?? '', declarationAccepted: true, sections: filing?.sections.map((s) => s.section) ?? [],
  })
  const onDay = async (day: string) => {
    server.setNow(`${day}T01:00:00.000Z`)
    const { token } = await createSession(server.platform, server.platform.database.knex, { kind: 'wechatUser', wechatUserId: candidate.id }, '127.0.0.1')
    return { admin: (await givenAccount(server, { organizationId: given.institution.id, kind: 'main' })).caller, candidate: createCaller(server, { bearer: token }) }
  }
  return { ...given, onDay }
}

test('on the last day of its year a confirmed filing still locks the record, on the first day after no more', async () => {
  const { person, trial, onDay } = await confirmed()
  const change = { personId: person.id, ...person.input, major: '口腔医学', version: person.version }
  const last = await onDay('2026-12-31')
  await expect(last.admin.call(updatePerson, change)).toBeProblem(409, 'PERSON_LOCKED')
  const { admin } = await onDay('2027-01-01')
  expect(await admin.call(getPerson, { personId: person.id })).toMatchObject({ locked: false })
  await expect(admin.call(reopenTrial, { trialId: trial.id, reason: '更正专业', version: trial.version + 1 })).toBeProblem(409, 'EXAM_YEAR_CLOSED')
  expect(await admin.call(updatePerson, change)).toMatchObject({ locked: false })
})

test('a year that the province keeps open for corrections locks as long', async () => {
  const { person, onDay } = await confirmed()
  const { knex } = server.platform.database
  const row = await knex('exam_years').where({ business_code: '05', year: 2026 }).orderBy('version', 'desc').first()
  const settings = JSON.stringify({ ...JSON.parse(row.settings), correctionDate: '2027-02-28' })
  const [id] = await knex('exam_years').insert({ business_code: '05', year: 2026, version: row.version + 1, settings, published_at: server.platform.now().toISOString() })
  try {
    const { admin } = await onDay('2027-02-28')
    const change = { personId: person.id, ...person.input, major: '口腔医学', version: person.version }
    await expect(admin.call(updatePerson, change)).toBeProblem(409, 'PERSON_LOCKED')
    await (await onDay('2027-03-01')).admin.call(updatePerson, change)
  } finally {
    await knex('exam_years').where({ id }).delete()
  }
})

test('the past filing stays what was confirmed, numbers and all, when the record moves on to the next year', async () => {
  const { person, onDay } = await confirmed()
  const { admin, candidate } = await onDay('2027-01-05')
  await admin.call(updatePerson, { personId: person.id, ...person.input, mobile: '13900000009', version: person.version })
  const [education] = (await admin.call(getPersonDetails, { personId: person.id })).sections.flatMap((s) => s.records)
  await admin.call(removeDetail, { personId: person.id, detailId: education?.id ?? 0, version: education?.version ?? 0 })
  const pictureId = await givenPicture({ admin }, person.id, { unlike: true })
  await admin.call(createDetail, { personId: person.id, section: 'education', values: { ...detailValues.education, school: '华中科技大学', certificateNo: '104871201205000002' }, pictureIds: [pictureId] })
  const segment = ownSegment({ startDate: '2026-01-01', endDate: '2026-12-31' })
  await admin.call(createTrial, { personId: person.id, ...trialInput({ examYear: 2027, segments: [segment] }) })

  const { filings } = await candidate.call(getFilings, {})
  expect(filings.map((f) => [f.examYear, f.state])).toEqual([[2027, 'awaiting'], [2026, 'confirmed']])
  const [next, past] = filings
  expect(JSON.stringify(next?.sections)).toContain('华中科技大学')
  expect(JSON.stringify(past?.sections)).toContain('武汉大学')
  const revealed = async (trialId = 0) => (await candidate.twin().call(revealFiling, { trialId })).fields.find((f) => f.field === 'mobile')?.value
  expect(await revealed(next?.trialId)).toBe('13900000009')
  expect(await revealed(past?.trialId)).toBe(person.input.mobile)
})

test('a filing of this year locks whatever was confirmed in the year before', async () => {
  const { person, onDay } = await confirmed()
  const { admin, candidate } = await onDay('2027-01-05')
  await admin.call(createTrial, { personId: person.id, ...trialInput({ examYear: 2027, segments: [ownSegment({ startDate: '2026-01-01', endDate: '2026-12-31' })] }) })
  await withoutFaceCheck(server)
  const filing = (await candidate.call(getFilings, {})).filings.find((f) => f.examYear === 2027)
  await candidate.call(confirmFiling, { trialId: filing?.trialId ?? 0, contentHash: filing?.contentHash ?? '', declarationAccepted: true, sections: filing?.sections.map((s) => s.section) ?? [] })
  await expect(admin.call(updatePerson, { personId: person.id, ...person.input, major: '口腔医学', version: person.version })).toBeProblem(409, 'PERSON_LOCKED')
})
