import { changePhone } from '@talent/shared/contract/my-account'
import { bindWechatPhone, getMe, sendSmsCode, signInWithWechat } from '@talent/shared/contract/wechat-session'
import { createCaller } from '../../../test/caller'
import { givenPhonePerson, givenWechatPerson, smsProof } from '../../../test/given-accounts'
import { givenPhoneSignIn, nextIdentityNumber, nextLoginCode, nextPhone, receivedCode } from '../../../test/given-candidate-sign-in'
import { givenWechatUser } from '../../../test/given'
import { startTestServer, type TestServer } from '../../../test/server'

let server: TestServer
beforeAll(async () => void (server = await startTestServer()))
afterAll(() => server.stop())

const masked = (phone: string) => `${phone.slice(0, 3)}****${phone.slice(-4)}`
const byButton = (phone: string) => ({ way: 'wechat' as const, code: `phone:${phone}` })
async function bySms(phone: string) {
  await createCaller(server).call(sendSmsCode, { phone })
  return { way: 'sms' as const, phone, smsCode: receivedCode(server, phone) }
}

test('a WeChat user takes another phone by its button; other sessions end, the new phone signs in', async () => {
  const person = await givenWechatPerson(server)
  const [old, next] = [nextPhone(), nextPhone()]
  await person.caller.call(bindWechatPhone, { code: `phone:${old}` })
  const second = createCaller(server, { bearer: (await createCaller(server).call(signInWithWechat, { code: person.code })).token })
  const changed = await person.caller.call(changePhone, { next: byButton(next), proof: person.proof })
  expect(changed.me).toMatchObject({ id: person.id, phone: masked(next) })
  for (const former of [person.caller, second]) await expect(former.call(getMe, {})).toBeProblem(401, 'SESSION_EXPIRED')
  expect((await givenPhoneSignIn(server, next)).id).toBe(person.id)
  expect((await givenPhoneSignIn(server, old)).id).not.toBe(person.id)
})

test('one who has a phone only proves the old one and the new one by SMS', async () => {
  const person = await givenPhonePerson(server)
  const proof = await smsProof(server, person)
  const next = nextPhone()
  const changed = await person.caller.call(changePhone, { next: await bySms(next), proof })
  expect(changed.me).toMatchObject({ id: person.id, phone: masked(next) })
})

test('a wrong code of either phone changes nothing, uses up neither, and says which phone it was', async () => {
  const person = await givenPhonePerson(server)
  const proof = await smsProof(server, person)
  const next = await bySms(nextPhone())
  await expect(person.caller.call(changePhone, { next: { ...next, smsCode: '000000' }, proof })).rejects.toMatchObject({ code: 'SMS_CODE_WRONG', extra: { data: { phone: masked(next.phone) } } })
  await expect(person.caller.call(changePhone, { next, proof: { way: 'sms', smsCode: '000000' } })).rejects.toMatchObject({ code: 'SMS_CODE_WRONG', extra: { data: { phone: masked(person.phone) } } })
  expect((await person.caller.call(changePhone, { next, proof })).me.id).toBe(person.id)
})

test('five wrong codes end a code: a stolen session does not guess its way', async () => {
  const person = await givenPhonePerson(server)
  const proof = await smsProof(server, person)
  const next = byButton(nextPhone())
  for (let n = 0; n < 4; n++) await expect(person.caller.call(changePhone, { next, proof: { way: 'sms', smsCode: '000000' } })).toBeProblem(422, 'SMS_CODE_WRONG')
  await expect(person.caller.call(changePhone, { next, proof: { way: 'sms', smsCode: '000000' } })).toBeProblem(422, 'SMS_CODE_EXPIRED')
  await expect(person.caller.call(changePhone, { next, proof })).toBeProblem(422, 'SMS_CODE_EXPIRED')
  expect((await person.caller.call(getMe, {})).phone).toBe(masked(person.phone))
})

test("a stolen session with the thief's own WeChat changes nothing", async () => {
  const person = await givenWechatPerson(server)
  await expect(person.caller.call(changePhone, { next: byButton(nextPhone()), proof: { way: 'wechat', code: nextLoginCode() } })).toBeProblem(422, 'PROOF_REFUSED')
  const byPhone = await givenPhonePerson(server)
  await expect(byPhone.caller.call(changePhone, { next: byButton(nextPhone()), proof: { way: 'wechat', code: nextLoginCode() } })).toBeProblem(422, 'PROOF_REFUSED')
})

test('binding is not a way around the proof: whoever has a phone keeps it', async () => {
  const person = await givenWechatPerson(server)
  const phone = nextPhone()
  await person.caller.call(bindWechatPhone, { code: `phone:${phone}` })
  const bound = createCaller(server, { bearer: (await createCaller(server).call(signInWithWechat, { code: person.code })).token })
  await expect(bound.call(bindWechatPhone, { code: `phone:${nextPhone()}` })).toBeProblem(409, 'PHONE_TAKEN')
  expect((await bound.call(getMe, {})).phone).toBe(masked(phone))
})

test('the same phone again is said to be the same', async () => {
  const person = await givenWechatPerson(server)
  const phone = nextPhone()
  await person.caller.call(bindWechatPhone, { code: `phone:${phone}` })
  const bound = createCaller(server, { bearer: (await createCaller(server).call(signInWithWechat, { code: person.code })).token })
  await expect(bound.call(changePhone, { next: byButton(phone), proof: person.proof })).rejects.toMatchObject({ code: 'BAD_INPUT', issues: [expect.objectContaining({ path: ['next', 'phone'] })] })
})

test('a phone whose user has another identity is refused, and both stay as they were', async () => {
  const phone = nextPhone()
  const other = await givenWechatUser(server, { phone, identity: { name: '李四', identityNumber: nextIdentityNumber() } })
  const person = await givenWechatPerson(server)
  await expect(person.caller.call(changePhone, { next: byButton(phone), proof: person.proof })).toBeProblem(409, 'PHONE_TAKEN')
  expect((await other.caller.call(getMe, {})).phone).toBe(masked(phone))
  await person.caller.call(getMe, {})
})
