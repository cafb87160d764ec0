import { listAccounts, removeAccount } from '@talent/shared/contract/accounts'
import {
  decideAccountReview, getAccountPhoto, getAccountVerification, getAccountVerificationForm, getAuthorizationPage, listAccountReviews, removeAuthorizationPage, revealAccountVerification, saveAccountVerification, submitAccountVerification,
  uploadAuthorizationDocument,
} from '@talent/shared/contract/account-verification'
import { changePassword, getSession } from '@talent/shared/contract/session'
import { listOperationLog } from '@talent/shared/contract/system'
import { givenAccount, givenInstitution } from '../../../test/given'
import { givenHierarchy } from '../../../test/given-applications'
import { storedFile } from '../../../test/given-accounts'
import { pdfBytes } from '../../../test/given-hr-accounts'
import { givenPhotos, givenSaved, givenSealedPage, givenSubmission, holderInput } from '../../../test/given-verifications'
import { startTestServer, type TestServer } from '../../../test/server'
import { readPdf } from '../../pdf/testing/read-pdf'

let server: TestServer
beforeAll(async () => void (server = await startTestServer()))
afterAll(() => server.stop())
afterEach(() => server.setNow('2026-03-10T01:00:00.000Z'))

const knex = () => server.platform.database.knex

async function givenNewMain(mustChangePassword = false) {
  const hierarchy = await givenHierarchy(server)
  return { ...hierarchy, main: await givenAccount(server, { organizationId: hierarchy.institution.id, kind: 'main', verified: false, mustChangePassword }) }
}
async function givenNewSub() {
  const institution = await givenInstitution(server)
  return { institution, sub: await givenAccount(server, { organizationId: institution.id, kind: 'sub', verified: false }) }
}

describe('from the first sign-in on', () => {
  test('nothing opens but the verification, and it opens everything at once when it has passed', async () => {
    const { main, county } = await givenNewMain()
    const { caller } = main
    expect((await caller.call(getSession, {})).account.verified).toBe(false)
    await expect(caller.call(listAccounts, {})).toBeProblem(403, 'ACCOUNT_VERIFICATION_REQUIRED')
    expect(await caller.call(getAccountVerification, {})).toMatchObject({ state: 'none', version: 0, reviewer: { kind: 'authority', name: county.name }, proofs: [], photosKept: false })
    await givenSubmission(caller)
    await expect(caller.call(listAccounts, {})).toBeProblem(403, 'ACCOUNT_VERIFICATION_REQUIRED')
    const [waiting] = (await county.admin.call(listAccountReviews, {})).items
    await county.admin.call(decideAccountReview, { accountReviewId: waiting?.id ?? 0, decision: 'pass', opinion: '', version: 2 })
    expect((await caller.call(listAccounts, {})).total).toBe(2)
    expect((await caller.call(getSession, {})).account.verified).toBe(true)
  })

  test('the password comes first, and can be changed before the verification', async () => {
    const { main } = await givenNewMain(true)
    await expect(main.caller.call(getAccountVerification, {})).toBeProblem(403, 'PASSWORD_CHANGE_REQUIRED')
    await main.caller.call(changePassword, { currentPassword: main.password, newPassword: 'Nw9#kpLt' })
    expect((await main.caller.call(getAccountVerification, {})).state).toBe('none')
  })
})

describe('saving', () => {
  test('keeps what was typed sealed, shows it masked, and whole only when asked, which is logged', async () => {
    const { institution, sub } = await givenNewSub()
    const holder = holderInput({ name: ' 买买提•吐尔逊' })
    const answer = await givenSaved(sub.caller, holder)
    expect(answer).toMatchObject({ state: 'saved', name: '买买提·吐尔逊', photosKept: true, version: 1, reviewer: { kind: 'own', name: institution.name } })
    expect(JSON.stringify(answer)).not.toContain(holder.identityNumber)
    expect(JSON.stringify(answer)).not.toContain(holder.mobile)
    const row = await knex()('account_verifications').where('account_id', sub.id).first()
    expect(JSON.stringify(row)).not.toContain(holder.identityNumber)
    expect(JSON.stringify(row)).not.toContain(holder.mobile)
    expect(await sub.caller.call(revealAccountVerification, {})).toEqual({ identityNumber: holder.identityNumber, mobile: holder.mobile })
    const log = JSON.stringify(await institution.admin.call(listOperationLog, {}))
    expect(log).toContain('accountVerification.reveal')
    expect(log).not.toContain(holder.identityNumber)
  })

  test('names everything that is wrong at once', async () => {
    const { sub } = await givenNewSub()
    await expect(
      sub.caller.call(saveAccountVerification, { ...holderInput({ name: '张', mobile: '1', identityNumber: '420100199001010120' }), frontPhotoId: null, backPhotoId: null, version: 0 }),
    ).rejects.toMatchObject({ code: 'BAD_INPUT', issues: ['name', 'mobile', 'identityNumber', 'frontPhotoId', 'backPhotoId'].map((field) => expect.objectContaining({ path: [field] })) })
    expect((await sub.caller.call(getAccountVerification, {})).state).toBe('none')
  })

  test("another account's photo, or the wrong side, is none", async () => {
    const { sub } = await givenNewSub()
    const own = await givenPhotos(sub.caller)
    const other = await givenPhotos((await givenNewSub()).sub.caller)
    const save = (photos: typeof own) => sub.caller.call(saveAccountVerification, { ...holderInput(), ...photos, version: 0 })
    await expect(save(other)).rejects.toMatchObject({ issues: [expect.objectContaining({ path: ['frontPhotoId'] }), expect.objectContaining({ path: ['backPhotoId'] })] })
    await expect(save({ frontPhotoId: own.backPhotoId, backPhotoId: own.frontPhotoId })).toBeProblem(400, 'BAD_INPUT')
    expect((await save(own)).photosKept).toBe(true)
  })

  test('a stale save is shown what stands; photos that are kept need not come again', async () => {
    const { sub } = await givenNewSub()
    const holder = holderInput()
    await givenSaved(sub.caller, holder)
    const again = { ...holder, mobile: '13900000001', frontPhotoId: null, backPhotoId: null }
    expect(await sub.caller.call(saveAccountVerification, { ...again, version: 1 })).toMatchObject({ version: 2, photosKept: true, mobile: '139****0001' })
    await expect(sub.caller.call(saveAccountVerification, { ...again, version: 1 })).rejects.toMatchObject({ code: 'STALE', extra: { data: { version: 2 } } })
  })

  test('two first saves at once are one', async () => {
    const { sub } = await givenNewSub()
    const photos = await givenPhotos(sub.caller)
    const save = () => sub.caller.twin().call(saveAccountVerification, { ...holderInput(), ...photos, version: 0 })
    const outcomes = await Promise.allSettled([save(), save()])
    expect(outcomes.map((o) => o.status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await knex()('account_verifications').where('account_id', sub.id)).toHaveLength(1)
  })
})

test('the authorisation names unit, codes, authority, kind, person and account', async () => {
  const { main, institution, county } = await givenNewMain()
  await knex()('organizations').where('id', institution.id).update({ credit_code: '124200004057000079', license_no: 'PDY00001234567890', category: 'C220' })
  await expect(main.caller.call(getAccountVerificationForm, {})).toBeProblem(409, 'ACCOUNT_VERIFICATION_STATE')
  const holder = holderInput({ name: '买买提·吐尔逊' })
  await givenSaved(main.caller, holder)
  const pages = readPdf(await main.caller.call(getAccountVerificationForm, {})).pages
  expect(pages).toHaveLength(1)
  for (const text of [institution.name, '124200004057000079', 'PDY00001234567890', county.name, '乡卫生院', '买买提·吐尔逊', holder.identityNumber, holder.mobile, '居民身份证', main.username, '总账号', '本单位同意授权', '（单位盖章）']) expect(pages[0]).toContain(text)
})

describe('the sealed authorisation', () => {
  test('pictures and PDF come one by one, three at most, and go again', async () => {
    const { sub } = await givenNewSub()
    await expect(givenSealedPage(sub.caller)).toBeProblem(409, 'ACCOUNT_VERIFICATION_STATE')
    await givenSaved(sub.caller)
    await givenSealedPage(sub.caller)
    await givenSealedPage(sub.caller)
    const three = await sub.caller.call(uploadAuthorizationDocument, { file: { bytes: pdfBytes, name: '授权书.pdf' } })
    expect(three.proofs.map((p) => p.kind)).toEqual(['picture', 'picture', 'document'])
    await expect(givenSealedPage(sub.caller)).toBeProblem(400, 'BAD_INPUT')
    const [first] = three.proofs
    expect((await sub.caller.call(getAuthorizationPage, { proofId: first?.proofId ?? 0 })).subarray(0, 2)).toEqual(Buffer.from([0xff, 0xd8]))
    const { sub: stranger } = await givenNewSub()
    await expect(stranger.caller.call(getAuthorizationPage, { proofId: first?.proofId ?? 0 })).toBeProblem(404, 'NOT_FOUND')
    await expect(stranger.caller.call(removeAuthorizationPage, { proofId: first?.proofId ?? 0 })).toBeProblem(404, 'NOT_FOUND')
    expect((await sub.caller.call(removeAuthorizationPage, { proofId: first?.proofId ?? 0 })).proofs).toHaveLength(2)
  })

  test('what was sealed for other data is none; another photo leaves it and the time on it as they are', async () => {
    const { sub } = await givenNewSub()
    const holder = holderInput()
    await givenSaved(sub.caller, holder)
    const { version } = await givenSealedPage(sub.caller)
    server.setNow('2026-03-10T01:10:00.000Z')
    const again = await sub.caller.call(saveAccountVerification, { ...holder, ...(await givenPhotos(sub.caller)), version })
    expect(again).toMatchObject({ proofs: [{ kind: 'picture' }], savedAt: '2026-03-10T01:00:00.000Z' })
    const changed = await sub.caller.call(saveAccountVerification, { ...holder, name: '张叁', frontPhotoId: null, backPhotoId: null, version: version + 1 })
    expect(changed).toMatchObject({ proofs: [], savedAt: '2026-03-10T01:10:00.000Z' })
  })

  test('handing in without it, or before saving, is refused', async () => {
    const { sub } = await givenNewSub()
    await expect(sub.caller.call(submitAccountVerification, { version: 0 })).toBeProblem(409, 'ACCOUNT_VERIFICATION_STATE')
    await givenSaved(sub.caller)
    await expect(sub.caller.call(submitAccountVerification, { version: 1 })).rejects.toMatchObject({ code: 'BAD_INPUT', issues: [expect.objectContaining({ path: ['proofs'] })] })
  })
})

test('what is handed in or passed is frozen; what was rejected can be mended and handed in again', async () => {
  const { institution, sub } = await givenNewSub()
  const holder = holderInput()
  const { version } = await givenSubmission(sub.caller, holder)
  const again = { ...holder, frontPhotoId: null, backPhotoId: null }
  await expect(sub.caller.call(saveAccountVerification, { ...again, version })).toBeProblem(409, 'ACCOUNT_VERIFICATION_STATE')
  await expect(sub.caller.call(submitAccountVerification, { version })).toBeProblem(409, 'ACCOUNT_VERIFICATION_STATE')
  const [{ id = 0 } = {}] = (await institution.admin.call(listAccountReviews, {})).items
  await institution.admin.call(decideAccountReview, { accountReviewId: id, decision: 'reject', opinion: '公章不清楚', version })
  expect(await sub.caller.call(getAccountVerification, {})).toMatchObject({ state: 'rejected', opinion: '公章不清楚', reviewerName: '测试账号', proofs: [{ kind: 'picture' }] })
  const mended = await sub.caller.call(saveAccountVerification, { ...again, name: '李四', version: version + 1 })
  expect(mended).toMatchObject({ state: 'rejected', opinion: '公章不清楚', proofs: [] })
  await givenSealedPage(sub.caller)
  const submitted = await sub.caller.call(submitAccountVerification, { version: mended.version })
  expect(submitted).toMatchObject({ state: 'submitted', opinion: null })
  await institution.admin.call(decideAccountReview, { accountReviewId: id, decision: 'pass', opinion: '', version: submitted.version })
  await expect(sub.caller.call(saveAccountVerification, { ...again, version: submitted.version + 1 })).toBeProblem(409, 'ACCOUNT_VERIFICATION_STATE')
})

test('a request that is gone leaves an account that begins anew', async () => {
  const { institution, sub } = await givenNewSub()
  await givenSubmission(sub.caller)
  const rows = await knex()('account_verifications').where('account_id', sub.id)
  await knex()('account_verification_proofs').where('verification_id', rows[0].id).delete()
  await knex()('account_verifications').where('account_id', sub.id).delete()
  expect((await sub.caller.call(getAccountVerification, {})).state).toBe('none')
  await givenSubmission(sub.caller)
  expect((await institution.admin.call(listAccountReviews, {})).total).toBe(1)
})

describe('photos are kept as long as they are needed', () => {
  const later = async (days: number) => {
    server.setNow(server.platform.now().getTime() + days * 86_400_000)
    await server.app.jobs.drain()
  }
  const files = async (accountId: number) => (await knex()('attachments').where('account_id', accountId)).filter((row) => row.purpose !== 'accountProof').map((row) => String(row.storage_key))

  test('as long as somebody waits for them, and 30 days after the decision', async () => {
    const { institution, sub } = await givenNewSub()
    await givenSubmission(sub.caller)
    const keys = await files(sub.id)
    await later(40)
    expect(await files(sub.id)).toHaveLength(2)
    const at = server.platform.now().getTime()
    const [{ id = 0 } = {}] = await knex()('account_verifications').where('account_id', sub.id)
    server.setNow(at)
    await knex()('sessions').update({ seen_at: new Date(at).toISOString(), expires_at: new Date(at + 90 * 86_400_000).toISOString() })
    await institution.admin.call(decideAccountReview, { accountReviewId: id, decision: 'pass', opinion: '', version: 2 })
    await later(29)
    expect(await files(sub.id)).toHaveLength(2)
    await later(2)
    expect(await files(sub.id)).toEqual([])
    for (const key of keys) await expect(storedFile(server, key)).rejects.toThrow('ENOENT')
  })

  test('one that was saved and never handed in asks for them again', async () => {
    const { sub } = await givenNewSub()
    await givenSaved(sub.caller)
    await givenSealedPage(sub.caller)
    await later(31)
    expect(await files(sub.id)).toEqual([])
    await knex()('sessions').update({ seen_at: server.platform.now().toISOString(), expires_at: '2027-01-01T00:00:00.000Z' })
    expect((await sub.caller.call(getAccountVerification, {})).photosKept).toBe(false)
    await expect(sub.caller.call(getAccountPhoto, { side: 'front' })).toBeProblem(404, 'NOT_FOUND')
    await expect(sub.caller.call(submitAccountVerification, { version: 1 })).rejects.toMatchObject({ issues: [expect.objectContaining({ path: ['frontPhotoId'] })] })
  })

  test('an account that is removed takes number, phone and files along', async () => {
    const { institution, sub } = await givenNewSub()
    await givenSubmission(sub.caller)
    await institution.admin.call(removeAccount, { accountId: sub.id })
    await server.app.jobs.drain()
    expect(await knex()('attachments').where('account_id', sub.id)).toEqual([])
    expect(await knex()('account_verifications').where('account_id', sub.id).first()).toMatchObject({ identity_number: '', identity_number_masked: '', mobile: '', mobile_masked: '' })
    expect((await institution.admin.call(listAccountReviews, {})).total).toBe(0)
  })
})
