import fc from 'fast-check'
import { bindUnit, confirmFiling, getFilingPicture, getFilings, listMessages, objectToFiling, revealFiling, type Filing } from '@talent/shared/contract/candidate'
import { getAuditDetail, getAuditPicture } from '@talent/shared/contract/audit'
import { getPersonDetails, removeDetail, setPortrait, updateDetail, type DetailRecord } from '@talent/shared/contract/details'
import { addDetailPicture, addPortrait, removeDetailPicture, searchPictures } from '@talent/shared/contract/pictures'
import { updatePerson } from '@talent/shared/contract/people'
import { answerObjection, createTrial, getTrial, listObjections, reopenTrial } from '@talent/shared/contract/trials'
import { givenReviewer } from '../../../test/given-applications'
import { detailValues, givenDetail, givenEducation, givenPicture, somePicture } from '../../../test/given-details'
import { givenInstitution, givenWechatUser, type GivenWechatUser } from '../../../test/given'
import { givenPerson } from '../../../test/given-people'
import { givenCandidateOf, givenTrial, trialInput, withoutFaceCheck, type GivenTrial } from '../../../test/given-trials'
import { startTestServer, type TestServer } from '../../../test/server'

/** What a candidate sees, confirms and sees again of the details behind a filing. */
let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
  await withoutFaceCheck(server)
})
afterAll(() => server.stop())

interface Given extends GivenTrial {
  candidate: GivenWechatUser
  education: DetailRecord
}

async function given(): Promise<Given> {
  const trial = await givenTrial(server)
  const { sections } = await trial.institution.admin.call(getPersonDetails, { personId: trial.person.id })
  const education = sections.find((s) => s.section === 'education')?.records[0]
  if (!education) throw new Error('no education')
  return { ...trial, education, candidate: await givenCandidateOf(server, trial) }
}

async function filingOf({ candidate }: { candidate: GivenWechatUser }): Promise<Filing> {
  const [filing] = (await candidate.caller.call(getFilings, {})).filings
  if (!filing) throw new Error('no filing')
  return filing
}
const sectionOf = (filing: Filing, key: string) => filing.sections.find((s) => s.section === key)

const confirmation = (filing: Filing) => ({
  trialId: filing.trialId, contentHash: filing.contentHash, declarationAccepted: true as const, sections: filing.sections.map((s) => s.section),
})
async function confirm(of: { candidate: GivenWechatUser }): Promise<number> {
  return (await of.candidate.caller.twin().call(confirmFiling, confirmation(await filingOf(of)))).applicationId
}
async function reopen({ institution, trial }: GivenTrial): Promise<void> {
  const { version } = await institution.admin.call(getTrial, { trialId: trial.id })
  await institution.admin.twin().call(reopenTrial, { trialId: trial.id, reason: '更正', version })
}
const formOf = ({ person, education }: Given, more: Record<string, string> = {}) => ({
  personId: person.id, detailId: education.id, values: { ...detailValues.education, ...more }, pictureIds: education.pictures.map((p) => p.attachmentId), version: education.version,
})

test('every record is a section of its own, with its pictures, in the order of the declaration', async () => {
  const all = await given()
  const { institution, person } = all
  const degree = await givenDetail(institution, person.id, 'degree')
  const portrait = await givenPicture(institution, person.id)
  await institution.admin.call(setPortrait, { personId: person.id, attachmentId: portrait, current: null })
  const filing = await filingOf(all)
  expect(filing.sections.map((s) => s.section)).toEqual(['basic', `education-${all.education.id}`, `degree-${degree.id}`, 'trial', 'segment-1'])
  expect(sectionOf(filing, 'basic')?.pictures).toMatchObject([{ attachmentId: portrait, label: '照片', isNew: false }])
  expect(sectionOf(filing, `degree-${degree.id}`)).toMatchObject({ title: '学位：学士（2012-07 授予）', pictures: [{ attachmentId: degree.pictures[0]?.attachmentId, width: 200, label: '学位附件' }], change: null })
})

test('a certificate number that holds the identity is masked until it is asked for', async () => {
  const all = await given()
  const { id } = await givenDetail(all.institution, all.person.id, 'qualification')
  const key = `qualification-${id}`
  expect(sectionOf(await filingOf(all), key)?.fields[0]).toMatchObject({ value: '2013****17', personal: true })
  const { fields } = await all.candidate.caller.call(revealFiling, { trialId: all.trial.id })
  expect(fields).toContainEqual({ section: key, field: 'certificateNo', value: detailValues.qualification['certificateNo'] })
})

describe('a filing whose record lacks what the exam year asks', () => {
  const incomplete = async () => {
    const institution = await givenInstitution(server)
    const person = await givenPerson(institution)
    const trial = await institution.admin.call(createTrial, { personId: person.id, ...trialInput() })
    return { institution, person, trial, candidate: await givenCandidateOf(server, { institution, person, trial }) }
  }

  test('is not put before the candidate and says why; it goes on by itself, and the candidate hears of it once', async () => {
    const { institution, person, trial, candidate } = await incomplete()
    expect(trial).toMatchObject({ confirmationState: 'notReady', notReadyReason: '还没有学历记录' })
    expect(await candidate.caller.call(getFilings, {})).toMatchObject({ filings: [], missing: { reason: 'notReady', lacks: ['还没有学历记录'] } })
    await givenEducation(institution, person.id)
    expect(await institution.admin.call(getTrial, { trialId: trial.id })).toMatchObject({ confirmationState: 'awaiting', notReadyReason: null })
    expect((await candidate.caller.call(listMessages, {})).items.filter((m) => m.kind === 'filing')).toHaveLength(1)
  })

  test('is taken back when the record is removed before the candidate has answered', async () => {
    const all = await given()
    await all.institution.admin.call(removeDetail, { personId: all.person.id, detailId: all.education.id, version: 1 })
    expect((await all.institution.admin.call(getTrial, { trialId: all.trial.id })).confirmationState).toBe('notReady')
    await expect(all.candidate.caller.call(revealFiling, { trialId: all.trial.id })).toBeProblem(404, 'NOT_FOUND')
  })

  test('keeps an unqualified one back all the same', async () => {
    const institution = await givenInstitution(server)
    const person = await givenPerson(institution)
    const trial = await institution.admin.call(createTrial, { personId: person.id, ...trialInput({ institutionOpinion: 'unqualified' }) })
    expect(trial.notReadyReason).toBe('工作机构考核意见为不合格，不能提交考生确认；还没有学历记录')
    await givenEducation(institution, person.id)
    expect(await institution.admin.call(getTrial, { trialId: trial.id })).toMatchObject({ confirmationState: 'notReady', notReadyReason: '工作机构考核意见为不合格，不能提交考生确认' })
  })

  test('the institution sees which of several records an objection is about', async () => {
    const all = await given()
    const { id: second } = await givenDetail(all.institution, all.person.id, 'education', { graduationDate: '2015-07' })
    const filing = await filingOf(all)
    await all.candidate.caller.call(objectToFiling, {
      trialId: filing.trialId, contentHash: filing.contentHash,
      objections: [
        { section: `education-${second}`, field: 'school', remark: '校名不对' }, { section: `education-${all.education.id}`, field: 'school', remark: '校名不对' },
        { section: 'segment-1', field: 'endDate', remark: '日期不对' }, { section: 'basic', field: 'name', remark: '姓名不对' },
      ],
    })
    const titles = ['学历：大学本科（2015-07 毕业）', '学历：大学本科（2012-07 毕业）', '试用期第 1 段', '基本信息']
    expect((await all.institution.admin.call(listObjections, {})).items.map((item) => item.sectionTitle).reverse()).toEqual(titles)
    expect((await all.institution.admin.call(getTrial, { trialId: all.trial.id })).objections.map((item) => item.sectionTitle)).toEqual(titles)
  })

  test('an objection whose answer comes while something is missing waits for what is missing', async () => {
    const all = await given()
    const filing = await filingOf(all)
    await all.candidate.caller.call(objectToFiling, { trialId: filing.trialId, contentHash: filing.contentHash, objections: [{ section: `education-${all.education.id}`, field: '*', remark: '不是我的' }] })
    await all.institution.admin.call(removeDetail, { personId: all.person.id, detailId: all.education.id, version: 1 })
    const [objection] = (await all.institution.admin.call(listObjections, {})).items
    expect(objection).toMatchObject({ fieldLabel: expect.any(String), sectionTitle: '学历（已删除）' })
    expect(await all.institution.admin.call(answerObjection, { objectionId: objection?.id ?? 0, answer: '已删除' })).toMatchObject({ confirmationState: 'notReady', notReadyReason: '还没有学历记录' })
    await givenEducation(all.institution, all.person.id)
    const after = await filingOf(all)
    expect(after.removed).toMatchObject([{ section: `education-${all.education.id}`, objections: [{ answer: '已删除' }] }])
  })
})

describe('what was confirmed', () => {
  test('is locked: no detail, portrait or picture changes until it is reopened', async () => {
    const all = await given()
    const { institution, person } = all
    const picture = await givenPicture(institution, person.id, { unlike: true })
    await confirm(all)
    const admin = institution.admin
    await expect(admin.call(updateDetail, formOf(all, { major: '口腔医学' }))).toBeProblem(409, 'PERSON_LOCKED')
    await expect(admin.call(updateDetail, { ...formOf(all), pictureIds: [picture] })).toBeProblem(409, 'PERSON_LOCKED')
    await expect(admin.call(removeDetail, formOf(all))).toBeProblem(409, 'PERSON_LOCKED')
    await expect(givenDetail(institution, person.id, 'degree')).toBeProblem(409, 'PERSON_LOCKED')
    await expect(admin.call(setPortrait, { personId: person.id, attachmentId: picture, current: null })).toBeProblem(409, 'PERSON_LOCKED')
    const file = { bytes: await somePicture({ unlike: true }), name: 'picture.png' }
    const record = { personId: person.id, detailId: all.education.id }
    await expect(admin.call(addDetailPicture, { ...record, replaces: [], file })).toBeProblem(409, 'PERSON_LOCKED')
    await expect(admin.call(removeDetailPicture, { ...record, attachmentId: all.education.pictures[0]?.attachmentId ?? 0 })).toBeProblem(409, 'PERSON_LOCKED')
    await expect(admin.call(addPortrait, { personId: person.id, current: null, file })).toBeProblem(409, 'PERSON_LOCKED')
    expect((await admin.call(searchPictures, { section: 'education' })).items).toMatchObject([{ personId: person.id, locked: true }])
    expect((await admin.call(getPersonDetails, { personId: person.id })).locked).toBe(true)
    await reopen(all)
    await admin.call(updateDetail, formOf(all, { major: '口腔医学' }))
  })

  test('stands beside what is filed after a reopening: values, pictures, records added and removed', async () => {
    const all = await given()
    const { institution, person, education } = all
    const degree = await givenDetail(institution, person.id, 'degree')
    await confirm(all)
    await reopen(all)
    const scan = await givenPicture(institution, person.id, { unlike: true })
    await institution.admin.call(updateDetail, { ...formOf(all, { major: '口腔医学' }), pictureIds: [scan] })
    await institution.admin.call(removeDetail, { personId: person.id, detailId: degree.id, version: 1 })
    const title = await givenDetail(institution, person.id, 'title')
    const filing = await filingOf(all)
    const changed = sectionOf(filing, `education-${education.id}`)
    expect(changed).toMatchObject({ change: 'changed', pictures: [{ attachmentId: scan, isNew: true }], picturesBefore: [{ attachmentId: education.pictures[0]?.attachmentId }] })
    expect(changed?.fields.find((f) => f.field === 'major')).toMatchObject({ value: '口腔医学', before: '临床医学' })
    expect(sectionOf(filing, `title-${title.id}`)?.change).toBe('added')
    expect(filing.removed).toMatchObject([{ section: `degree-${degree.id}`, title: '学位：学士（2012-07 授予）', pictures: [{ attachmentId: degree.pictures[0]?.attachmentId }] }])
    expect(sectionOf(filing, 'basic')?.change).toBeNull()
    // Old pictures are still there to be looked at, and nobody's job removes them.
    for (const old of [education, degree].map((d) => d.pictures[0]?.attachmentId ?? 0)) {
      expect(Buffer.isBuffer(await all.candidate.caller.call(getFilingPicture, { trialId: all.trial.id, attachmentId: old, size: 'thumb' }))).toBe(true)
      expect((await server.platform.database.knex('attachments').where('id', old).first()).unused_since).toBeNull()
    }
    // A record that is gone may be objected to as a whole.
    const objected = await all.candidate.caller.call(objectToFiling, { trialId: filing.trialId, contentHash: filing.contentHash, objections: [{ section: `degree-${degree.id}`, field: '*', remark: '学位不应删除' }] })
    expect(objected.state).toBe('objected')
  })

  test('is what the reviewer sees, pictures included, whatever was uploaded since', async () => {
    const all = await given()
    const applicationId = await confirm(all)
    const reviewer = await givenReviewer(server, all.institution)
    const detail = await reviewer.caller.call(getAuditDetail, { bindingId: reviewer.bindingId, applicationId })
    const [picture] = detail.sections.find((s) => s.section === `education-${all.education.id}`)?.pictures ?? []
    expect(picture).toMatchObject({ attachmentId: all.education.pictures[0]?.attachmentId, label: '学历附件' })
    const open = (attachmentId: number) => reviewer.caller.call(getAuditPicture, { bindingId: reviewer.bindingId, applicationId, attachmentId, size: 'full' })
    expect(Buffer.isBuffer(await open(picture?.attachmentId ?? 0))).toBe(true)
    const viewed = () => server.platform.database.knex('operation_log').where({ action: 'application.viewPhoto', subject: `application:${applicationId}` })
    await reviewer.caller.call(getAuditPicture, { bindingId: reviewer.bindingId, applicationId, attachmentId: picture?.attachmentId ?? 0, size: 'thumb' })
    expect(await viewed()).toMatchObject([{ chain_id: all.institution.id, actor_id: reviewer.id, detail: JSON.stringify({ binding: reviewer.bindingId, attachment: picture?.attachmentId }) }])
    const unconfirmed = await givenPicture(all.institution, all.person.id, { unlike: true })
    await expect(open(unconfirmed)).toBeProblem(404, 'NOT_FOUND')
    expect(await viewed()).toHaveLength(1)
    const elsewhere = await givenReviewer(server, await givenInstitution(server))
    await expect(elsewhere.caller.call(getAuditPicture, { bindingId: elsewhere.bindingId, applicationId, attachmentId: picture?.attachmentId ?? 0, size: 'full' })).toBeProblem(404, 'NOT_FOUND')
  })
})

test('after the first objection was answered, what was objected to stands beside what is filed', async () => {
  const all = await given()
  const filing = await filingOf(all)
  const section = `education-${all.education.id}`
  await all.candidate.caller.call(objectToFiling, { trialId: filing.trialId, contentHash: filing.contentHash, objections: [{ section, field: 'major', remark: '是口腔医学' }] })
  await all.institution.admin.call(updateDetail, formOf(all, { major: '口腔医学' }))
  const [objection] = (await all.institution.admin.call(listObjections, {})).items
  await all.institution.admin.call(answerObjection, { objectionId: objection?.id ?? 0, answer: '已更正' })
  expect(sectionOf(await filingOf(all), section)?.fields.find((f) => f.field === 'major')).toMatchObject({ value: '口腔医学', before: '临床医学' })
  await confirm(all)
  expect(sectionOf(await filingOf(all), section)?.fields.find((f) => f.field === 'major')?.before).toBeNull()
  // What was confirmed last is what the next change is compared with, not what was objected to before.
  await reopen(all)
  expect((await filingOf(all)).sections.map((s) => s.change)).toEqual([null, null, null, null])
})

test('pictures of a filing are the candidate\'s own and of nobody else', async () => {
  const all = await given()
  const attachmentId = all.education.pictures[0]?.attachmentId ?? 0
  const stranger = await given()
  await expect(stranger.candidate.caller.call(getFilingPicture, { trialId: all.trial.id, attachmentId, size: 'full' })).toBeProblem(404, 'NOT_FOUND')
  await expect(stranger.candidate.caller.call(getFilingPicture, { trialId: stranger.trial.id, attachmentId, size: 'full' })).toBeProblem(404, 'NOT_FOUND')
  const unfiled = await givenPicture(all.institution, all.person.id, { unlike: true })
  await expect(all.candidate.caller.call(getFilingPicture, { trialId: all.trial.id, attachmentId: unfiled, size: 'full' })).toBeProblem(404, 'NOT_FOUND')
  const unbound = await givenWechatUser(server, { identity: { name: '李四', identityNumber: '420102199003070017' } })
  await expect(unbound.caller.call(bindUnit, { code: null })).rejects.toBeDefined()
})

test('a picture that changed while the candidate read it is not confirmed', async () => {
  const all = await given()
  const filing = await filingOf(all)
  await all.institution.admin.call(updateDetail, { ...formOf(all), pictureIds: [await givenPicture(all.institution, all.person.id, { unlike: true })] })
  await expect(all.candidate.caller.call(confirmFiling, confirmation(filing))).toBeProblem(409, 'FILING_CHANGED')
})

test('confirming and changing a record at the same instant: what is confirmed is what is on file', async () => {
  for (let round = 0; round < 6; round++) {
    const all = await given()
    const seen = await filingOf(all)
    const outcomes = await Promise.allSettled([all.candidate.caller.call(confirmFiling, confirmation(seen)), all.institution.admin.call(updateDetail, formOf(all, { major: '口腔医学' }))])
    expect(outcomes.filter((o) => o.status === 'fulfilled')).toHaveLength(1)
    const filing = await filingOf(all)
    expect(sectionOf(filing, `education-${all.education.id}`)?.fields.find((f) => f.field === 'major')?.value).toBe(filing.state === 'confirmed' ? '临床医学' : '口腔医学')
  }
})

type Step = { kind: 'detail'; major: string } | { kind: 'addDegree' } | { kind: 'removeDegree' } | { kind: 'portrait' } | { kind: 'person'; major: string } | { kind: 'reopen' } | { kind: 'confirm' }
const anyStep: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constant('detail' as const), major: fc.constantFrom('口腔医学', '临床医学', '中医学') }),
  fc.record({ kind: fc.constant('person' as const), major: fc.constantFrom('口腔医学', '临床医学') }),
  fc.constantFrom<Step>({ kind: 'addDegree' }, { kind: 'removeDegree' }, { kind: 'portrait' }, { kind: 'reopen' }, { kind: 'confirm' }),
)

test('whatever is done after a confirmation is refused or voids it: what is confirmed is always what is on file', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyStep, { minLength: 4, maxLength: 10 }), async (steps) => {
      const all = await given()
      await confirm(all)
      for (const step of steps) await take(all, step)
      const filing = await filingOf(all)
      const row = await server.platform.database.knex('confirmation_snapshots').where('trial_id', all.trial.id).whereNull('voided_at')
      expect(row).toHaveLength(filing.state === 'confirmed' ? 1 : 0)
      if (filing.state !== 'confirmed') return
      // The same content, made anew from what is on file: reopened with nothing changed, nothing is named.
      await reopen(all)
      const { sections, removed, contentHash } = await filingOf(all)
      expect([sections.filter((s) => s.change !== null), removed, contentHash]).toEqual([[], [], filing.contentHash])
    }),
    { numRuns: 8 },
  )
}, 60_000)

/** A step that the state does not allow is refused: that is what is tried. */
async function take(all: Given, step: Step): Promise<void> {
  const { institution: { admin }, person } = all
  const now = await admin.call(getPersonDetails, { personId: person.id })
  const records = now.sections.flatMap((s) => s.records)
  const locked = now.locked
  const attempt = async (work: Promise<unknown>) => {
    const outcome = await work.then(() => 'done', (e: { code?: string }) => e.code ?? 'fault')
    if (locked) expect(outcome).toBe('PERSON_LOCKED')
    return outcome
  }
  const education = records.find((r) => r.section === 'education')
  const degree = records.find((r) => r.section === 'degree')
  switch (step.kind) {
    case 'detail': return void (await attempt(admin.twin().call(updateDetail, { ...formOf(all, { major: step.major }), version: education?.version ?? 0 })))
    case 'addDegree': return void (await attempt(givenDetail(all.institution, person.id, 'degree')))
    case 'removeDegree': return void (degree && (await attempt(admin.twin().call(removeDetail, { personId: person.id, detailId: degree.id, version: degree.version }))))
    case 'portrait': return void (await attempt(admin.twin().call(setPortrait, { personId: person.id, attachmentId: await givenPicture(all.institution, person.id, { unlike: true }), current: now.portrait?.attachmentId ?? null })))
    case 'person': {
      const { version } = await server.platform.database.knex('people').where('id', person.id).first('version')
      return void (await attempt(admin.twin().call(updatePerson, { ...person.input, major: step.major, personId: person.id, version })))
    }
    case 'reopen': return reopen(all).catch(() => undefined)
    case 'confirm': return void (await confirm(all).catch(() => undefined))
  }
}
