import { confirmFiling, getFilingPicture, getFilings, listMessages } from '@talent/shared/contract/candidate'
import { getAuditDetail } from '@talent/shared/contract/audit'
import type { Permission } from '@talent/shared/contract/permissions'
import { updatePerson } from '@talent/shared/contract/people'
import { addFormPhoto, getAssessmentForm, getBlankForm, getFormPhoto, printAssessmentForms, removeFormPhoto } from '@talent/shared/contract/trial-forms'
import { createTrial, getTrial, reopenTrial, searchTrials, updateTrial, type Trial } from '@talent/shared/contract/trials'
import { createDepartment } from '@talent/shared/contract/organization'
import { givenHierarchy, givenReviewer } from '../../../test/given-applications'
import { givenAccount, givenInstitution, givenRole, type GivenOrganization } from '../../../test/given'
import { givenEducation, somePicture } from '../../../test/given-details'
import { givenPerson } from '../../../test/given-people'
import { givenCandidateOf, givenTrial, ownSegment, trialInput, withoutFaceCheck, type GivenTrial } from '../../../test/given-trials'
import { startTestServer, type TestServer } from '../../../test/server'
import { readPdf } from '../../pdf/testing/read-pdf'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
  await withoutFaceCheck(server)
})
afterAll(() => server.stop())

const photo = async () => ({ bytes: await somePicture({ unlike: true }), name: 'form.jpg' })
const add = async (institution: GivenOrganization, trialId: number, form = 'schoolOrArmy', replaces?: number): Promise<Trial> =>
  institution.admin.twin().call(addFormPhoto, { trialId, form, file: await photo(), ...(replaces === undefined ? {} : { replaces }) })
const photosOf = (trial: Trial) => trial.forms.flatMap(({ photos }) => photos.map(({ attachmentId }) => attachmentId))
const marked = (institution?: GivenOrganization) => givenTrial(server, { input: { schoolOrArmy: true }, ...(institution ? { institution } : {}) })

async function confirm(given: GivenTrial) {
  const candidate = await givenCandidateOf(server, given)
  const [filing] = (await candidate.caller.call(getFilings, {})).filings
  if (!filing) throw new Error('no filing')
  const { applicationId } = await candidate.caller.call(confirmFiling, {
    trialId: filing.trialId, contentHash: filing.contentHash, declarationAccepted: true, sections: filing.sections.map((s) => s.section),
  })
  return { candidate, filing, applicationId }
}

test('a filing that needs a form waits for its photo, and comes before the candidate with it', async () => {
  const given = await marked()
  const { institution, trial } = given
  expect(trial).toMatchObject({ confirmationState: 'notReady', notReadyReason: '缺少盖章后的《高校/部队考生报考表》照片', forms: [{ form: 'schoolOrArmy', photos: [] }] })
  const candidate = await givenCandidateOf(server, given)
  expect((await candidate.caller.call(getFilings, {})).missing?.lacks).toEqual(['缺少盖章后的《高校/部队考生报考表》照片'])
  const withPhoto = await add(institution, trial.id)
  expect(withPhoto).toMatchObject({ confirmationState: 'awaiting', notReadyReason: null })
  expect((await candidate.caller.call(listMessages, {})).items).toMatchObject([{ title: '请核对并确认单位填报的信息' }])
  const back = await institution.admin.call(removeFormPhoto, { trialId: trial.id, attachmentId: photosOf(withPhoto)[0] ?? 0 })
  expect(back).toMatchObject({ confirmationState: 'notReady', forms: [{ photos: [] }] })
})

test('the kind of identity document asks for its form, also when it is put right later', async () => {
  const institution = await givenInstitution(server)
  const person = await givenPerson(institution, { identityType: 'hongKongMacauPermit', identityNumber: 'H12345678', nationality: '01' })
  await givenEducation(institution, person.id)
  const trial = await institution.admin.call(createTrial, { personId: person.id, ...trialInput() })
  expect(trial.forms).toEqual([{ form: 'hongKongMacauTaiwan', reason: '身份证件为港澳居民来往内地通行证', photos: [] }])
  await expect(add(institution, trial.id, 'foreign')).rejects.toMatchObject({ status: 400, issues: [{ code: 'FORM_NOT_NEEDED' }] })
  await institution.admin.call(updatePerson, { personId: person.id, ...person.input, identityType: 'passport', identityNumber: 'K1234567', country: 'USA', nationality: '', version: person.version })
  const after = await institution.admin.call(getTrial, { trialId: trial.id })
  expect(after).toMatchObject({ confirmationState: 'notReady', forms: [{ form: 'foreign' }] })
  expect(await add(institution, trial.id, 'foreign')).toMatchObject({ confirmationState: 'awaiting' })
})

test('the candidate and the auditor see the photo; confirmed, it stays as it was until the filing is opened again', async () => {
  const { institution } = await givenHierarchy(server)
  const given = await marked(institution)
  const first = await add(institution, given.trial.id)
  const [attachmentId = 0] = photosOf(first)
  const { candidate, filing, applicationId } = await confirm(given)
  expect(filing.sections.find(({ section }) => section === 'form-schoolOrArmy')).toMatchObject({ title: '高校/部队考生报考表', fields: [{ label: '盖章后的照片', value: '1 张' }], pictures: [{ attachmentId }] })
  const reviewer = await givenReviewer(server, institution)
  const detail = await reviewer.caller.call(getAuditDetail, { bindingId: reviewer.bindingId, applicationId })
  expect(detail.sections.at(-1)).toMatchObject({ section: 'form-schoolOrArmy', pictures: [{ attachmentId, label: '高校/部队考生报考表' }] })

  await expect(institution.admin.call(removeFormPhoto, { trialId: given.trial.id, attachmentId })).rejects.toMatchObject({ status: 409, code: 'TRIAL_CONFIRMED' })
  await expect(add(institution, given.trial.id)).rejects.toMatchObject({ status: 409, code: 'TRIAL_CONFIRMED' })
  const { version } = await institution.admin.call(getTrial, { trialId: given.trial.id })
  await institution.admin.call(reopenTrial, { trialId: given.trial.id, reason: '报考表看不清', version })
  const replaced = await add(institution, given.trial.id, 'schoolOrArmy', attachmentId)
  expect(photosOf(replaced)).toHaveLength(1)
  expect(photosOf(replaced)).not.toContain(attachmentId)
  const [again] = (await candidate.caller.call(getFilings, {})).filings
  expect(again?.sections.find(({ section }) => section === 'form-schoolOrArmy')).toMatchObject({ change: 'changed', picturesBefore: [{ attachmentId }] })
  // What was confirmed before is still there to compare with.
  expect((await candidate.caller.call(getFilingPicture, { trialId: given.trial.id, attachmentId })).byteLength).toBeGreaterThan(100)
})

test('photos are bounded, replaced only where they stand, and nobody else\'s', async () => {
  const { institution, trial } = await marked()
  const { trial: other } = await marked(institution)
  let now = trial
  for (let i = 0; i < 4; i++) now = await add(institution, trial.id)
  await expect(add(institution, trial.id)).rejects.toMatchObject({ status: 400, issues: [{ code: 'TOO_MANY_PHOTOS' }] })
  const [attachmentId = 0] = photosOf(now)
  await expect(add(institution, other.id, 'schoolOrArmy', attachmentId)).rejects.toMatchObject({ status: 400, issues: [{ code: 'PICTURE_GONE' }] })
  await expect(institution.admin.call(removeFormPhoto, { trialId: other.id, attachmentId })).rejects.toMatchObject({ status: 404 })
  await expect(institution.admin.call(getFormPhoto, { trialId: other.id, attachmentId })).rejects.toMatchObject({ status: 404 })
  expect((await institution.admin.call(getFormPhoto, { trialId: trial.id, attachmentId, size: 'thumb' })).byteLength).toBeGreaterThan(100)
  await expect(add(institution, trial.id, 'toString')).rejects.toMatchObject({ status: 404 })
  const stranger = await givenInstitution(server)
  for (const call of [() => stranger.admin.call(getFormPhoto, { trialId: trial.id, attachmentId }), () => add(stranger, trial.id), () => stranger.admin.call(getBlankForm, { trialId: trial.id, form: 'schoolOrArmy' })]) {
    await expect(call()).rejects.toMatchObject({ status: 404 })
  }
})

test('the list counts the forms and finds whoever lacks one', async () => {
  const institution = await givenInstitution(server)
  const { trial } = await marked(institution)
  const { trial: whole } = await marked(institution)
  await add(institution, whole.id)
  await givenTrial(server, { institution })
  const idsOf = async (forms?: 'missing' | 'uploaded') => (await institution.admin.call(searchTrials, forms ? { forms } : {})).items.map((row) => ({ id: row.id, forms: row.forms }))
  expect(await idsOf('missing')).toEqual([{ id: trial.id, forms: { needed: 1, uploaded: 0 } }])
  expect(await idsOf('uploaded')).toEqual([{ id: whole.id, forms: { needed: 1, uploaded: 1 } }])
  expect(await idsOf()).toHaveLength(3)
})

test('the mark may be taken back: the form is not asked for any more, its photo counts for nothing', async () => {
  const { institution, trial } = await marked()
  const { version } = await add(institution, trial.id)
  const saved = await institution.admin.call(updateTrial, { trialId: trial.id, ...trialInput(), version })
  expect(saved).toMatchObject({ confirmationState: 'awaiting', schoolOrArmy: false, forms: [{ form: 'schoolOrArmy', reason: null }] })
})

test('the blank form carries what is on file; one that is not needed is not made', async () => {
  const { institution, person, trial } = await marked()
  const [page = ''] = readPdf(await institution.admin.call(getBlankForm, { trialId: trial.id, form: 'schoolOrArmy' })).pages
  for (const text of ['高校/部队考生报考表', person.name, person.input.identityNumber ?? '', institution.name, '2025-01-01 至 2025-12-31（12 个月）', '武汉大学']) expect(page).toContain(text)
  await expect(institution.admin.call(getBlankForm, { trialId: trial.id, form: 'foreign' })).rejects.toMatchObject({ status: 409, code: 'TRIAL_STATE' })
})

test('the assessment names every segment, the supervisor and the opinion; several people make one file', async () => {
  const institution = await givenInstitution(server)
  const segments = [ownSegment({ endDate: '2025-06-30' }), ownSegment({ own: false, unitName: '楚江市中心医院', startDate: '2025-07-01', supervisorName: '王强', supervisorCertificateNo: '110420000054321' })]
  const one = await givenTrial(server, { institution, input: { segments } })
  const two = await givenTrial(server, { institution })
  const { pages: [page = '', rest] } = readPdf(await institution.admin.call(getAssessmentForm, { trialId: one.trial.id }))
  for (const text of ['医师资格考试试用期考核表', one.person.name, '2025-06-30', '楚江市中心医院', '110420000054321', '王强', '工作机构考核意见：合格']) expect(page).toContain(text)
  // Whoever certified a stretch elsewhere signs and seals it too.
  expect(rest).toContain('楚江市中心医院意见')
  const { pages } = readPdf(await institution.admin.call(printAssessmentForms, { trialIds: [two.trial.id, one.trial.id] }))
  expect(pages).toHaveLength(3)
  expect(pages[0]).toContain(two.person.input.identityNumber)
  expect(pages[1]).toContain(one.person.input.identityNumber)
})

test('once the candidate has confirmed, the assessment carries the code it can be checked by', async () => {
  const { institution } = await givenHierarchy(server)
  const given = await givenTrial(server, { institution })
  const codeIn = async () => readPdf(await institution.admin.call(getAssessmentForm, { trialId: given.trial.id })).pages[0]?.split('\n').find((line) => /^[0-9A-Z]{4}(-[0-9A-Z]{4})+$/.test(line))
  expect(await codeIn()).toBeUndefined()
  await confirm(given)
  const row = await server.platform.database.knex('applications').where('trial_id', given.trial.id).first('submission_code')
  expect(await codeIn()).toBe(row.submission_code)
})

test('photos in full size are for who files or may read whole numbers; who only looks sees thumbnails', async () => {
  const { institution, trial } = await marked()
  const [attachmentId = 0] = photosOf(await add(institution, trial.id))
  const reader = async (...more: Permission[]) => {
    const { id: accountId, caller } = await givenAccount(server, { organizationId: institution.id, kind: 'sub' })
    await givenRole(server, { accountId, organizationId: institution.id, permissions: ['trial.read', ...more] })
    return caller
  }
  const open = { trialId: trial.id, attachmentId }
  const looking = await reader()
  await expect(looking.call(getFormPhoto, open)).rejects.toMatchObject({ status: 403 })
  expect((await looking.call(getFormPhoto, { ...open, size: 'thumb' })).byteLength).toBeGreaterThan(100)
  for (const right of ['trial.write', 'person.reveal'] as const) expect((await (await reader(right)).call(getFormPhoto, open)).byteLength).toBeGreaterThan(100)
})

test('who is limited to departments prints nobody else, and one of theirs refuses the whole file', async () => {
  const institution = await givenInstitution(server)
  const inside = await givenTrial(server, { institution })
  const outside = await givenTrial(server, { institution })
  const { id: accountId, caller } = await givenAccount(server, { organizationId: institution.id, kind: 'sub' })
  await givenRole(server, { accountId, organizationId: institution.id, permissions: ['trial.read', 'trial.write'], departmentIds: [inside.person.departmentId ?? 0] })
  expect((await caller.call(getAssessmentForm, { trialId: inside.trial.id })).byteLength).toBeGreaterThan(1000)
  await expect(caller.call(getAssessmentForm, { trialId: outside.trial.id })).rejects.toMatchObject({ status: 404 })
  await expect(caller.call(printAssessmentForms, { trialIds: [inside.trial.id, outside.trial.id] })).rejects.toMatchObject({ status: 404 })
})

test('a village clinic is the place in what the candidate confirms and on paper', async () => {
  const { institution } = await givenHierarchy(server)
  const clinic = await institution.admin.call(createDepartment, { parentId: null, name: '红旗村卫生室', category: 'villageClinic', standardName: null })
  const person = await givenPerson(institution, { departmentId: clinic.id, employmentStatus: 'trial' })
  await givenEducation(institution, person.id)
  const trial = await institution.admin.call(createTrial, { personId: person.id, ...trialInput() })
  const { filing } = await confirm({ institution, person, trial })
  const values = (section: string) => filing.sections.find((one) => one.section === section)?.fields.map(({ label, value }) => `${label}：${value}`)
  expect(values('trial')).toContain('工作地点（村卫生室）：红旗村卫生室')
  expect(values('segment-1')).toContain(`单位名称：${institution.name}（红旗村卫生室）`)
  const [page = ''] = readPdf(await institution.admin.call(getAssessmentForm, { trialId: trial.id })).pages
  expect(page).toContain('红旗村卫生室（村卫生室）')
})
