import { confirmFiling, getFilings, objectToFiling, type Filing } from '@talent/shared/contract/candidate'
import { getPersonDetails, updateDetail } from '@talent/shared/contract/details'
import { updatePerson } from '@talent/shared/contract/people'
import { answerObjection, getTrial, listObjections, reopenTrial } from '@talent/shared/contract/trials'
import { pictureTarget } from '@talent/shared/domain/objection-target'
import { detailValues, givenPicture } from '../../../test/given-details'
import type { GivenWechatUser } from '../../../test/given'
import { givenCandidateOf, givenTrial, withoutFaceCheck, type GivenTrial } from '../../../test/given-trials'
import { startTestServer, type TestServer } from '../../../test/server'

/** What an answer to a filing can be about, whom to ask, and until when it is taken. */
let server: TestServer
beforeEach(async () => {
  server = await startTestServer()
  await withoutFaceCheck(server)
})
afterEach(() => server.stop())

type Given = GivenTrial & { candidate: GivenWechatUser }
async function given(): Promise<Given> {
  const trial = await givenTrial(server)
  return { ...trial, candidate: await givenCandidateOf(server, trial) }
}
async function filingOf({ candidate }: { candidate: GivenWechatUser }): Promise<Filing> {
  const [filing] = (await candidate.caller.call(getFilings, {})).filings
  if (!filing) throw new Error('no filing')
  return filing
}
const digests = ({ sections }: Filing) => Object.fromEntries(sections.map(({ section, digest }) => [section.split('-')[0], digest]))
const confirmation = (filing: Filing) => ({
  trialId: filing.trialId, contentHash: filing.contentHash, declarationAccepted: true as const, sections: filing.sections.map((s) => s.section),
})

async function setDays(days: { openDate?: string; closeDate?: string; correctionDate?: string }): Promise<void> {
  const { knex } = server.platform.database
  const rows: { id: number; settings: string }[] = await knex('exam_years').select('id', 'settings')
  for (const { id, settings } of rows) await knex('exam_years').where({ id }).update({ settings: JSON.stringify({ ...JSON.parse(settings), ...days }) })
}

describe('an objection to a picture', () => {
  const toPicture = async (all: Given, attachmentId: number) => {
    const filing = await filingOf(all)
    const education = filing.sections.find(({ pictures }) => pictures.length > 0)
    const objections = [{ section: education?.section ?? '', field: pictureTarget(attachmentId), remark: '这张不是我的毕业证' }]
    return all.candidate.caller.twin().call(objectToFiling, { trialId: filing.trialId, contentHash: filing.contentHash, objections })
  }

  test('names it for the institution, and is shown to the candidate', async () => {
    const all = await given()
    const picture = (await filingOf(all)).sections.flatMap(({ pictures }) => pictures)[0]?.attachmentId ?? 0
    const after = await toPicture(all, picture)
    expect(after.sections.flatMap(({ objections }) => objections)).toMatchObject([{ field: pictureTarget(picture), fieldLabel: '学历附件', remark: '这张不是我的毕业证' }])
    expect((await all.institution.admin.call(listObjections, {})).items).toMatchObject([{ fieldLabel: '学历附件' }])
  })

  test('is refused for one that is not in the section, a stranger\'s or the portrait', async () => {
    const all = await given()
    const stranger = await given()
    const elsewhere = (await filingOf(stranger)).sections.flatMap(({ pictures }) => pictures)[0]?.attachmentId ?? 0
    const unfiled = await givenPicture(all.institution, all.person.id, { unlike: true })
    for (const id of [elsewhere, unfiled, 999_999]) await expect(toPicture(all, id)).toBeProblem(400, 'BAD_INPUT')
  })
})

describe('the digest of a section', () => {
  test('stays while it holds the same, and is nobody else\'s', async () => {
    const all = await given()
    const before = await filingOf(all)
    expect(digests(await filingOf(all))).toEqual(digests(before))
    expect(new Set(before.sections.map(({ digest }) => digest)).size).toBe(before.sections.length)
  })

  test('changes with a number of which the masked part alone changed, and only in its section', async () => {
    const all = await given()
    const before = await filingOf(all)
    const { version } = await server.platform.database.knex('people').where('id', all.person.id).first('version')
    const mobile = all.person.input.mobile ?? ''
    const middle = mobile[5] === '7' ? '8' : '7'
    await all.institution.admin.call(updatePerson, { ...all.person.input, mobile: `${mobile.slice(0, 5)}${middle}${mobile.slice(6)}`, personId: all.person.id, version })
    const after = await filingOf(all)
    const shown = ({ sections }: Filing) => sections[0]?.fields.map(({ value }) => value)
    expect(shown(after)).toEqual(shown(before))
    expect({ ...digests(after), basic: '' }).toEqual({ ...digests(before), basic: '' })
    expect(digests(after)['basic']).not.toBe(digests(before)['basic'])
  })

  test('changes with a picture', async () => {
    const all = await given()
    const before = await filingOf(all)
    const { sections } = await all.institution.admin.call(getPersonDetails, { personId: all.person.id })
    const record = sections.find((s) => s.section === 'education')?.records[0]
    const pictureIds = [await givenPicture(all.institution, all.person.id, { unlike: true })]
    await all.institution.admin.call(updateDetail, { personId: all.person.id, detailId: record?.id ?? 0, values: detailValues.education, pictureIds, version: record?.version ?? 0 })
    expect(digests(await filingOf(all))['education']).not.toBe(digests(before)['education'])
  })
})

describe('the days of the exam year', () => {
  const day = (add: number) => new Date(server.platform.now().getTime() + 8 * 3_600_000 + add * 86_400_000).toISOString().slice(0, 10)

  test.each([
    ['open', -2, 0, 5, true],
    ['notOpen', 1, 5, 9, false],
    ['correctionsOnly', -9, -1, 0, false],
    ['closed', -9, -5, -1, false],
  ] as const)('%s: says whether an answer is taken, and keeps to it', async (phase, from, to, corrections, mayAnswer) => {
    const all = await given()
    await setDays({ openDate: day(from), closeDate: day(to), correctionDate: day(corrections) })
    const filing = await filingOf(all)
    expect(filing.period).toEqual({ phase, mayAnswer, from: day(from), until: day(to) })
    const answer = all.candidate.caller.call(confirmFiling, confirmation(filing))
    if (mayAnswer) expect(await answer).toMatchObject({ applicationId: expect.any(Number) as number })
    else await expect(answer).toBeProblem(409, 'EXAM_YEAR_CLOSED')
  })

  test('one that was reopened is answered until the end of the corrections', async () => {
    const all = await given()
    await all.candidate.caller.call(confirmFiling, confirmation(await filingOf(all)))
    const { version } = await all.institution.admin.call(getTrial, { trialId: all.trial.id })
    await all.institution.admin.call(reopenTrial, { trialId: all.trial.id, reason: '更正日期', version })
    await setDays({ openDate: day(-9), closeDate: day(-1), correctionDate: day(3) })
    const filing = await filingOf(all)
    expect(filing.period).toEqual({ phase: 'correctionsOnly', mayAnswer: true, from: day(-9), until: day(3) })
    await all.candidate.caller.twin().call(confirmFiling, confirmation(filing))
    expect((await filingOf(all)).state).toBe('confirmed')
  })
})

test('what was objected to in time is corrected and confirmed until the end of the corrections', async () => {
  const all = await given()
  const day = (add: number) => new Date(server.platform.now().getTime() + 8 * 3_600_000 + add * 86_400_000).toISOString().slice(0, 10)
  await setDays({ openDate: day(-9), closeDate: day(0), correctionDate: day(3) })
  const filing = await filingOf(all)
  await all.candidate.caller.call(objectToFiling, { trialId: filing.trialId, contentHash: filing.contentHash, objections: [{ section: 'basic', field: 'major', remark: '错' }] })
  const [objection] = (await all.institution.admin.call(listObjections, {})).items
  await setDays({ closeDate: day(-1) })
  await all.institution.admin.call(answerObjection, { objectionId: objection?.id ?? 0, answer: '已核对，无误' })
  const again = await filingOf(all)
  expect(again.period).toMatchObject({ phase: 'correctionsOnly', mayAnswer: true, until: day(3) })
  await all.candidate.caller.twin().call(confirmFiling, confirmation(again))
  expect((await filingOf(all)).state).toBe('confirmed')
})

test('whom to ask at the unit stands beside the filing, also after an objection', async () => {
  const all = await given()
  await server.platform.database.knex('organizations').where('id', all.institution.id).update({ contact_name: '人事科', contact_phone: '027-80000000' })
  const filing = await filingOf(all)
  expect(filing.contact).toEqual({ name: '人事科', phone: '027-80000000' })
  const after = await all.candidate.caller.call(objectToFiling, { trialId: filing.trialId, contentHash: filing.contentHash, objections: [{ section: 'basic', field: 'name', remark: '错' }] })
  expect(after.contact).toEqual(filing.contact)
})
