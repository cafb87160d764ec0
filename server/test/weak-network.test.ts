import { confirmFiling, getApplication, getFilings, listMessages, objectToFiling } from '@talent/shared/contract/candidate'
import { decideIdentityReview, getIdentityVerification, submitManualVerification, uploadIdentityPhoto, verifyAutomatically, withdrawVerification } from '@talent/shared/contract/identity'
import { checkPayment, getPayment, openPaymentOrder } from '@talent/shared/contract/payments'
import { answerObjection, listObjections } from '@talent/shared/contract/trials'
import { getMe, giveConsent, privacyVersion, signInWithWechat } from '@talent/shared/contract/wechat-session'
import { specimenCard } from '../src/sandbox/specimen-card'
import { givenOrganization } from './given'
import { nextIdentityNumber, nextLoginCode } from './given-candidate-sign-in'
import { givenFee, givenUnpaid } from './given-payments'
import { givenCandidateOf, givenTrial, withoutFaceCheck } from './given-trials'
import { startTestServer, type TestServer } from './server'
import { type Drops, weakPhone, type WeakPhone } from './weak-network'

/** M14: on a network that loses every second request, M2, M8 and M10 end as on a good one, nothing lost and nothing twice. */
let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
  await givenFee(server)
  await withoutFaceCheck(server)
})
afterAll(() => server.stop())

const knex = () => server.platform.database.knex
const bearerOf = (headers: Record<string, string>) => ({ bearer: headers['Authorization']?.replace('Bearer ', '') ?? '' })
const networks: Drops[] = ([0, 1] as const).flatMap((first) => (['there', 'back'] as const).map((start) => ({ first, start })))

/** Both ways of losing must have happened, or the network was not weak. */
const expectWeak = ({ lost }: WeakPhone) => {
  expect(lost.there).toBeGreaterThan(0)
  expect(lost.back).toBeGreaterThan(0)
}

/** Signs in and agrees; every tap has a fresh code of wx.login for the same WeChat user. */
async function signIn(drops: Drops) {
  const code = nextLoginCode()
  const nobody = weakPhone(server, {}, drops)
  const { token, me } = await nobody.insist((client) => client.call(signInWithWechat, { code }))
  const phone = weakPhone(server, { bearer: token }, drops)
  for (const kind of ['privacy', 'identityCard'] as const) await phone.insist((client) => client.call(giveConsent, { kind, version: privacyVersion }))
  return { userId: me.id, phone }
}

/** Both sides of a card; a photo that was not sent yet stays the same photo. */
async function uploadCard(phone: WeakPhone, person: { name: string; number: string }) {
  const photos = {
    front: { bytes: await specimenCard({ side: 'front', ...person }), name: 'front.jpg' },
    back: { bytes: await specimenCard({ side: 'back' }), name: 'back.jpg' },
  }
  const upload = (side: 'front' | 'back') => phone.insist((client) => client.call(uploadIdentityPhoto, { side, file: photos[side] }))
  return { frontPhotoId: (await upload('front')).photoId, backPhotoId: (await upload('back')).photoId }
}

describe.each(networks)('every second request is lost, from number $first on, first on its way $start', (drops) => {
  test('M2: photos, the automatic verification', async () => {
    const { userId, phone } = await signIn(drops)
    const person = { name: '张三', number: nextIdentityNumber() }
    const card = await uploadCard(phone, person)
    expect(await knex()('attachments').where('wechat_user_id', userId).orderBy('id')).toMatchObject([{ id: card.frontPhotoId }, { id: card.backPhotoId }])

    const entry = { name: person.name, identityNumber: person.number, ...card }
    expect(await phone.insist((client) => client.call(verifyAutomatically, entry))).toMatchObject({ state: 'verified', method: 'automatic' })
    expect(await phone.insist((client) => client.call(getMe, {}))).toMatchObject({ identity: { state: 'verified', name: '张三' } })
    expect(await knex()('identity_verifications').where('wechat_user_id', userId)).toMatchObject([{ state: 'verified' }])
    expect(await knex()('wechat_users').where('id', userId)).toHaveLength(1)
    const consents: { kind: string }[] = await knex()('consents').where('wechat_user_id', userId).orderBy('id')
    expect(consents.map(({ kind }) => kind)).toEqual(['privacy', 'identityCard'])
    expectWeak(phone)
  })

  test('M2: a failed automatic try is counted once; the manual way is withdrawn, submitted again and accepted', async () => {
    const { userId, phone } = await signIn(drops)
    const person = { name: '欧阳娜', number: nextIdentityNumber() }
    const wrong = { name: '欧阳楠', identityNumber: person.number, ...(await uploadCard(phone, person)) }
    await expect(phone.insist((client) => client.call(verifyAutomatically, wrong))).rejects.toMatchObject({ code: 'IDENTITY_MISMATCH' })
    expect(await phone.insist((client) => client.call(getIdentityVerification, {}))).toMatchObject({ state: 'none', automaticTriesLeft: 2 })

    const submit = async () => {
      const entry = { name: person.name, identityType: 'residentCard', identityNumber: person.number, ...(await uploadCard(phone, person)) }
      return phone.insist((client) => client.call(submitManualVerification, entry))
    }
    expect(await submit()).toMatchObject({ state: 'pending', method: 'manual' })
    // Not repeatable by itself: whoever taps again after it was carried out is told that it was.
    await phone.insist((client) => client.call(withdrawVerification, {})).catch((error: unknown) => expect(error).toMatchObject({ code: 'IDENTITY_STATE' }))
    expect(await phone.insist((client) => client.call(getIdentityVerification, {}))).toMatchObject({ state: 'none' })
    expect(await submit()).toMatchObject({ state: 'pending' })

    const rows: { id: number; state: string }[] = await knex()('identity_verifications').where('wechat_user_id', userId).orderBy('id')
    expect(rows.map(({ state }) => state)).toEqual(['failed', 'withdrawn', 'pending'])
    const province = await givenOrganization(server, { kind: 'province' })
    await province.admin.call(decideIdentityReview, { reviewId: rows[2]?.id ?? 0, decision: 'accept', opinion: '', version: 1 })
    expect(await phone.insist((client) => client.call(getMe, {}))).toMatchObject({ identity: { state: 'verified', name: '欧阳娜' } })
    expectWeak(phone)
  })

  test('M8: an objection, its answer, the confirmation', async () => {
    const given = await givenTrial(server)
    const candidate = await givenCandidateOf(server, given)
    const phone = weakPhone(server, bearerOf(candidate.caller.headers), drops)
    const read = async () => {
      const [filing] = (await phone.insist((client) => client.call(getFilings, {}))).filings
      if (!filing) throw new Error('no filing')
      return filing
    }
    const trialId = given.trial.id
    const first = await read()
    const objection = { trialId, contentHash: first.contentHash, objections: [{ section: 'segment-1', field: 'startDate', remark: '应为 2025-02-01' }] }
    expect(await phone.insist((client) => client.call(objectToFiling, objection))).toMatchObject({ state: 'objected' })
    expect(await knex()('objections').where('trial_id', trialId)).toHaveLength(1)

    const { items } = await given.institution.admin.call(listObjections, {})
    for (const { id } of items) await given.institution.admin.call(answerObjection, { objectionId: id, answer: '以合同为准' })
    const second = await read()
    expect(second).toMatchObject({ state: 'awaiting' })
    const confirmation = { trialId, contentHash: second.contentHash, declarationAccepted: true as const, sections: second.sections.map(({ section }) => section) }
    const { applicationId } = await phone.insist((client) => client.call(confirmFiling, confirmation))
    expect(await phone.insist((client) => client.call(getApplication, { applicationId }))).toMatchObject({ submission: 'submitted', reviewState: 'pending' })
    expect(await knex()('applications').where('trial_id', trialId)).toHaveLength(1)
    expect(await knex()('confirmation_snapshots').where('trial_id', trialId)).toHaveLength(1)
    expect(await knex()('operation_log').where({ action: 'filing.confirm', subject: `trial:${trialId}` })).toHaveLength(1)
    const told = (await phone.insist((client) => client.call(listMessages, {}))).items.map(({ title, body }) => `${title} ${body}`)
    expect(new Set(told).size).toBe(told.length)
    expectWeak(phone)
  })

  test('M10: an order, its payment, the receipt', async () => {
    const application = await givenUnpaid(server)
    const phone = weakPhone(server, bearerOf(application.candidate.caller.headers), drops)
    const ask = { applicationId: application.id }
    expect(await phone.insist((client) => client.call(getPayment, ask))).toMatchObject({ state: 'unpaid' })
    const { orderId } = await phone.insist((client) => client.call(openPaymentOrder, ask))
    const orders: { id: number; order_number: string }[] = await knex()('payment_orders').where('application_id', application.id)
    expect(orders.map(({ id }) => id)).toEqual([orderId])

    server.sandbox.control({ pay: orders[0]?.order_number ?? '' })
    expect(await phone.insist((client) => client.call(checkPayment, ask))).toMatchObject({ state: 'paid', orders: [{ state: 'paid' }] })
    expect(await phone.insist((client) => client.call(getPayment, ask))).toMatchObject({ state: 'paid', mayPay: false })
    expect(await knex()('payment_ledger').where('application_id', application.id)).toMatchObject([{ kind: 'payment' }])
    expect(await knex()('payment_refunds').whereIn('order_id', [orderId])).toEqual([])
    const paid = (await phone.insist((client) => client.call(listMessages, {}))).items.filter(({ title }) => title === '缴费成功')
    expect(paid).toHaveLength(1)
    expectWeak(phone)
  })
})
