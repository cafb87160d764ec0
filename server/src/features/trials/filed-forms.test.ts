import { confirmFiling, getFilings } from '@talent/shared/contract/candidate'
import { findPictureHolders, searchPictures } from '@talent/shared/contract/pictures'
import { addFormPicture, removeFormPhoto } from '@talent/shared/contract/trial-forms'
import { createTrial, getTrial, removeTrial } from '@talent/shared/contract/trials'
import type { Caller } from '../../../test/caller'
import { givenAccount, givenInstitution, givenRole, type GivenOrganization } from '../../../test/given'
import { givenEducation, somePicture } from '../../../test/given-details'
import { givenDepartments, givenPerson } from '../../../test/given-people'
import { givenCandidateOf, givenTrial, trialInput, withoutFaceCheck, type GivenTrial } from '../../../test/given-trials'
import { startTestServer, type TestServer } from '../../../test/server'

let server: TestServer
let institution: GivenOrganization
beforeAll(async () => {
  server = await startTestServer()
  await withoutFaceCheck(server)
})
beforeEach(async () => void (institution = await givenInstitution(server)))
afterAll(() => server.stop())

const marked = (name?: string): Promise<GivenTrial> => givenTrial(server, { institution, input: { schoolOrArmy: true }, ...(name ? { name } : {}) })
const picture = async () => ({ bytes: await somePicture({ unlike: true }), name: 'picture.jpg' })
const put = async (trialId: number, options: { form?: string; replaces?: number[]; file?: Awaited<ReturnType<typeof picture>>; caller?: Caller } = {}) =>
  (options.caller ?? institution.admin.twin()).call(addFormPicture, { trialId, form: options.form ?? 'schoolOrArmy', replaces: options.replaces ?? [], file: options.file ?? (await picture()) })
const search = (input: object, caller = institution.admin) => caller.call(searchPictures, { section: 'schoolOrArmy', ...input })
const account = async (permissions: string[], departmentIds?: number[]): Promise<Caller> => {
  const clerk = await givenAccount(server, { organizationId: institution.id, kind: 'sub' })
  await givenRole(server, { accountId: clerk.id, organizationId: institution.id, permissions, ...(departmentIds ? { departmentIds } : {}) })
  return clerk.caller
}

describe('the list', () => {
  test('shows the filings that need a form by their state, those without a photo first', async () => {
    const [one, two] = [await marked('甲一'), await marked('乙二')]
    await givenTrial(server, { institution }) // needs none
    await put(two.trial.id)
    expect(await search({})).toMatchObject({
      total: 2, counts: { missing: 1, uploaded: 1 },
      items: [
        { personId: one.person.id, name: '甲一', section: 'schoolOrArmy', detailId: null, trialId: one.trial.id, title: '高校/部队考生报考表（2026 年度）', pictures: [], locked: false },
        { personId: two.person.id, trialId: two.trial.id, pictures: [{ attachmentId: expect.any(Number) }] },
      ],
    })
    expect(await search({ state: 'missing' })).toMatchObject({ total: 1, items: [{ name: '甲一' }], counts: { missing: 1, uploaded: 1 } })
    expect(await search({ state: 'uploaded', name: '乙' })).toMatchObject({ total: 1, counts: { missing: 0, uploaded: 1 } })
    expect(await search({ section: 'foreign' })).toMatchObject({ total: 0 })
    const { items } = await search({ pageSize: 1, page: 2 })
    expect(items.map(({ name }) => name)).toEqual(['乙二'])
  })

  test('follows the kind of identity document, and forgets a filing that is gone', async () => {
    const person = await givenPerson(institution, { name: '陈港生', identityType: 'hongKongMacauPermit', identityNumber: 'H12345678', nationality: '01' })
    await givenEducation(institution, person.id)
    const trial = await institution.admin.call(createTrial, { personId: person.id, ...trialInput() })
    expect(await search({ section: 'hongKongMacauTaiwan' })).toMatchObject({ total: 1, items: [{ name: '陈港生', trialId: trial.id }] })
    await institution.admin.call(removeTrial, { trialId: trial.id })
    expect(await search({ section: 'hongKongMacauTaiwan' })).toMatchObject({ total: 0 })
  })

  test('is for whoever may read filings, within the departments of that right', async () => {
    const { person } = await marked()
    const [other] = await givenDepartments(institution, '别的科室')
    await expect(search({}, await account(['person.read']))).toBeProblem(403, 'FORBIDDEN')
    expect(await search({}, await account(['person.read', 'trial.read']))).toMatchObject({ total: 1 })
    expect(await search({}, await account(['person.read', 'trial.read'], [other?.id ?? 0]))).toMatchObject({ total: 0 })
    expect(await search({}, await account(['person.read', 'trial.read'], [person.departmentId ?? 0]))).toMatchObject({ total: 1 })
    expect(await search({}, (await givenInstitution(server)).admin)).toMatchObject({ total: 0 })
  })
})

describe('who is meant by a file name', () => {
  const names = (caller: Caller, name: string) => caller.call(findPictureHolders, { numbers: [], names: [name], personIds: [] })

  test('comes with the forms that the filings need', async () => {
    const { trial } = await marked('甲一')
    const { pictures } = await put(trial.id)
    expect((await names(institution.admin, '甲一')).holders).toMatchObject([{ filed: [{ trialId: trial.id, form: 'schoolOrArmy', title: '高校/部队考生报考表（2026 年度）', pictures, locked: false }] }])
  })

  test('without the right to file there are none, though the person is', async () => {
    await marked('甲一')
    expect((await names(await account(['person.read', 'person.write', 'trial.read']), '甲一')).holders).toMatchObject([{ name: '甲一', filed: [] }])
    expect((await names(await account(['person.read', 'person.write', 'trial.read', 'trial.write']), '甲一')).holders).toMatchObject([{ filed: [{ form: 'schoolOrArmy' }] }])
  })

  test('what the candidate has confirmed is locked', async () => {
    const given = await marked('甲一')
    await put(given.trial.id)
    const candidate = await givenCandidateOf(server, given)
    const [filing] = (await candidate.caller.call(getFilings, {})).filings
    await candidate.caller.call(confirmFiling, { trialId: given.trial.id, contentHash: filing?.contentHash ?? '', declarationAccepted: true, sections: filing?.sections.map((s) => s.section) ?? [] })
    expect((await names(institution.admin, '甲一')).holders).toMatchObject([{ locked: true, filed: [{ locked: true }] }])
    expect((await search({})).items).toMatchObject([{ locked: true }])
    await expect(put(given.trial.id)).toBeProblem(409, 'TRIAL_CONFIRMED')
  })
})

describe('a picture put in', () => {
  test('brings the filing before the candidate; the same picture again is not added', async () => {
    const { trial } = await marked()
    const file = await picture()
    expect(await put(trial.id, { file })).toMatchObject({ added: true, pictures: [{ attachmentId: expect.any(Number) }] })
    expect(await institution.admin.call(getTrial, { trialId: trial.id })).toMatchObject({ confirmationState: 'awaiting' })
    expect(await put(trial.id, { file })).toMatchObject({ added: false, pictures: [{}] })
    const second = await put(trial.id)
    expect(second.pictures).toHaveLength(2)
    // The new one alone; one that is gone already is no fault.
    const replaced = await put(trial.id, { replaces: [...second.pictures.map(({ attachmentId }) => attachmentId), 999_999] })
    expect(replaced.pictures).toHaveLength(1)
    expect(replaced.pictures[0]?.attachmentId).not.toBe(second.pictures[1]?.attachmentId)
  })

  test('finds room for four, and room again where one gives way', async () => {
    const { trial } = await marked()
    for (let photos = 0; photos < 3; photos++) await put(trial.id)
    const { pictures } = await put(trial.id)
    await expect(put(trial.id)).rejects.toMatchObject({ status: 400, issues: [{ path: ['file'], code: 'TOO_MANY_PHOTOS' }] })
    const last = await put(trial.id, { replaces: [pictures[0]?.attachmentId ?? 0] })
    expect(last.pictures).toHaveLength(4)
    await institution.admin.call(removeFormPhoto, { trialId: trial.id, attachmentId: last.pictures[0]?.attachmentId ?? 0 })
    expect((await search({ state: 'uploaded' })).items[0]?.pictures).toHaveLength(3)
  })

  test('of a form that is not needed, or is none, or of another’s filing is refused', async () => {
    const { trial, person } = await marked()
    await expect(put(trial.id, { form: 'foreign' })).rejects.toMatchObject({ status: 400, issues: [{ code: 'FORM_NOT_NEEDED' }] })
    await expect(put(trial.id, { form: 'anything' })).toBeProblem(404, 'NOT_FOUND')
    await expect(put(trial.id, { caller: (await givenInstitution(server)).admin })).toBeProblem(404, 'NOT_FOUND')
    const [other] = await givenDepartments(institution, '别的科室')
    await expect(put(trial.id, { caller: await account(['trial.write'], [other?.id ?? 0]) })).toBeProblem(404, 'NOT_FOUND')
    await expect(put(trial.id, { caller: await account(['trial.read', 'person.write']) })).toBeProblem(403, 'FORBIDDEN')
    expect(await put(trial.id, { caller: await account(['trial.write'], [person.departmentId ?? 0]) })).toMatchObject({ added: true })
  })
})
