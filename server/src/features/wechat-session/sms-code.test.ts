import { getCaptcha } from '@talent/shared/contract/session'
import { sendSmsCode, signInWithPhone } from '@talent/shared/contract/wechat-session'
import { createCaller } from '../../../test/caller'
import { givenPhoneSignIn, nextPhone, receivedCode } from '../../../test/given-candidate-sign-in'
import { startTestServer, type TestServer } from '../../../test/server'

let server: TestServer
beforeAll(async () => void (server = await startTestServer()))
afterAll(() => server.stop())
beforeEach(async () => {
  await server.platform.database.knex('attempt_counters').delete()
  server.sandbox.state.faults.clear()
})

const later = (seconds: number) => server.setNow(server.platform.now().getTime() + seconds * 1000)

async function captcha(): Promise<{ captchaId: string; captchaText: string }> {
  const { captchaId } = await createCaller(server).call(getCaptcha, {})
  const { answer } = await server.platform.database.knex('captchas').where('id', captchaId).first('answer')
  return { captchaId, captchaText: answer }
}

/** Sends with a captcha, as from the second time on. */
const send = async (phone: string) => createCaller(server).call(sendSmsCode, { phone, ...(await captcha()) })
const signIn = (phone: string, smsCode: string) => createCaller(server).call(signInWithPhone, { phone, smsCode })
const wrong = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0')

test('a known and an unknown phone are answered alike, in the stored form only a hash', async () => {
  const { phone: known } = await givenPhoneSignIn(server)
  later(61)
  expect(await send(known)).toEqual(await send(nextPhone()))
  const rows = await server.platform.database.knex('sms_codes').select()
  expect(JSON.stringify(rows)).not.toContain(receivedCode(server, known))
  expect(JSON.stringify(rows)).not.toContain(known)
})

test.each([[299, true], [300, false]])('after %i s the code is good: %s', async (seconds, good) => {
  const phone = nextPhone()
  await send(phone)
  later(seconds)
  if (good) expect((await signIn(phone, receivedCode(server, phone))).me.phone).not.toBeNull()
  else await expect(signIn(phone, receivedCode(server, phone))).toBeProblem(422, 'SMS_CODE_EXPIRED')
})

test('a code works once', async () => {
  const phone = nextPhone()
  await send(phone)
  await signIn(phone, receivedCode(server, phone))
  await expect(signIn(phone, receivedCode(server, phone))).toBeProblem(422, 'SMS_CODE_EXPIRED')
})

test('the fifth wrong try voids it, and each one says how many are left', async () => {
  const phone = nextPhone()
  await send(phone)
  const code = receivedCode(server, phone)
  const first = await signIn(phone, wrong(code)).catch((e: unknown) => e)
  expect(first).toMatchObject({ code: 'SMS_CODE_WRONG', extra: { detail: expect.stringContaining('还可以再试 4 次') } })
  for (let n = 2; n <= 4; n++) await expect(signIn(phone, wrong(code))).toBeProblem(422, 'SMS_CODE_WRONG')
  await expect(signIn(phone, wrong(code))).toBeProblem(422, 'SMS_CODE_EXPIRED')
  await expect(signIn(phone, code)).toBeProblem(422, 'SMS_CODE_EXPIRED')
})

test('wrong tries at the same instant are all counted', async () => {
  const phone = nextPhone()
  await send(phone)
  const code = receivedCode(server, phone)
  await Promise.allSettled(Array.from({ length: 8 }, () => signIn(phone, wrong(code))))
  await expect(signIn(phone, code)).toBeProblem(422, 'SMS_CODE_EXPIRED')
})

test.each([[59, false], [60, true]])('%i s after the first the next one is sent: %s', async (seconds, sent) => {
  const phone = nextPhone()
  await send(phone)
  later(seconds)
  if (sent) await expect(send(phone)).resolves.toEqual({ resendAfterSeconds: 60, expiresInSeconds: 300 })
  else await expect(send(phone)).rejects.toMatchObject({ code: 'SMS_TOO_SOON', extra: { detail: '验证码已发送，请 1 秒后再试' } })
})

test('two sends at the same instant are one SMS', async () => {
  const phone = nextPhone()
  const outcomes = await Promise.allSettled([send(phone), send(phone), send(phone)])
  expect(outcomes.filter((o) => o.status === 'fulfilled')).toHaveLength(1)
  expect(server.sandbox.state.sms.filter((s) => s.phone === phone)).toHaveLength(1)
})

test('from the second send on a captcha is asked', async () => {
  const phone = nextPhone()
  await createCaller(server).call(sendSmsCode, { phone })
  later(60)
  await expect(createCaller(server).call(sendSmsCode, { phone })).toBeProblem(422, 'CAPTCHA_REQUIRED')
  await expect(createCaller(server).call(sendSmsCode, { phone, ...(await captcha()), captchaText: '-1' })).toBeProblem(422, 'CAPTCHA_WRONG')
  await send(phone)
})

test('ten a day and phone, in the day of China', async () => {
  server.setNow('2026-03-12T15:00:00.000Z') // 23:00 in China
  const phone = nextPhone()
  for (let n = 1; n <= 10; n++) {
    await send(phone)
    later(60)
  }
  await expect(send(phone)).toBeProblem(429, 'SMS_DAILY_LIMIT')
  server.setNow('2026-03-12T16:00:00.000Z')
  await send(phone)
})

test('one address that sends to many phones is asked for a captcha, then refused for an hour', async () => {
  const counter = (count: number) =>
    server.platform.database.knex('attempt_counters').insert({ key: 'sms:127.0.0.1', count, window_ends_at: new Date(server.platform.now().getTime() + 3_600_000).toISOString() })
  await counter(29)
  await createCaller(server).call(sendSmsCode, { phone: nextPhone() })
  await expect(createCaller(server).call(sendSmsCode, { phone: nextPhone() })).toBeProblem(422, 'CAPTCHA_REQUIRED')
  await server.platform.database.knex('attempt_counters').delete()
  await counter(300)
  await expect(send(nextPhone())).toBeProblem(429, 'TOO_MANY_REQUESTS')
  later(3600)
  await send(nextPhone())
})

test('a refused sending is told and costs no waiting', async () => {
  const phone = nextPhone()
  server.sandbox.control({ upstream: 'tencent.sms', mode: 'fail', times: 1 })
  await expect(createCaller(server).call(sendSmsCode, { phone })).toBeProblem(503, 'UPSTREAM_UNAVAILABLE')
  await createCaller(server).call(sendSmsCode, { phone })
  expect((await signIn(phone, receivedCode(server, phone))).me.phone).not.toBeNull()
})

test('when nobody knows whether it went out, the code is good and the next one may be asked at once', async () => {
  const phone = nextPhone()
  server.sandbox.control({ upstream: 'tencent.sms', mode: 'malformed', times: 1 })
  await expect(createCaller(server).call(sendSmsCode, { phone })).toBeProblem(503, 'UPSTREAM_UNAVAILABLE')
  const arrived = receivedCode(server, phone)
  expect((await signIn(phone, arrived)).me.phone).not.toBeNull()
  await send(phone)
})

test('a phone that takes no SMS is an issue of the field', async () => {
  server.sandbox.control({ upstream: 'tencent.sms', mode: 'fail', times: 1, code: 'LimitExceeded.PhoneNumberDailyLimit' })
  await expect(createCaller(server).call(sendSmsCode, { phone: nextPhone() })).rejects.toMatchObject({ code: 'BAD_INPUT', issues: [{ path: ['phone'] }] })
})

test.each(['12345678901', '1390000', 'phone'])('%s is no phone', async (phone) => {
  await expect(createCaller(server).call(sendSmsCode, { phone })).rejects.toMatchObject({ code: 'BAD_INPUT', issues: [{ path: ['phone'] }] })
  await expect(signIn(phone, '123456')).toBeProblem(400, 'BAD_INPUT')
})

describe('behind a trusted proxy', () => {
  let proxied: TestServer
  beforeAll(async () => void (proxied = await startTestServer({ trustedProxies: ['127.0.0.1'] })))
  afterAll(() => proxied.stop())
  const sendFrom = (address: string) =>
    fetch(`${proxied.origin}${sendSmsCode.path}`, { method: 'POST', headers: { 'Content-Type': 'application/json', 'X-Forwarded-For': address }, body: JSON.stringify({ phone: nextPhone() }) })

  test('thirty addresses of one IPv6 line are one source: the next is asked for a captcha, another line is not', async () => {
    for (let host = 1; host <= 30; host++) expect((await sendFrom(`2001:db8:0:7::${host.toString(16)}`)).status).toBe(200)
    expect(await (await sendFrom('2001:db8:0:7:aaaa:bbbb:cccc:dddd')).json()).toMatchObject({ code: 'CAPTCHA_REQUIRED' })
    expect((await sendFrom('2001:db8:0:8::1')).status).toBe(200)
  })
})
