import { getCaptcha } from '@talent/shared/contract/session'
import { createCaller } from '../../../test/caller'
import { startTestServer, type TestServer } from '../../../test/server'
import { createCaptchaService } from './captcha.service'

let server: TestServer
beforeAll(async () => void (server = await startTestServer()))
afterAll(() => server.stop())

async function given() {
  const captcha = createCaptchaService(server.platform)
  const { captchaId } = await captcha.issue()
  const row = await server.platform.database.knex('captchas').where('id', captchaId).first('answer')
  return { captcha, input: { captchaId, captchaText: String(row.answer) } }
}

test('a captcha works once, also for twenty requests at the same instant', async () => {
  const { captcha, input } = await given()
  const outcomes = await Promise.allSettled(Array.from({ length: 20 }, () => captcha.require(input)))
  expect(outcomes.filter((o) => o.status === 'fulfilled')).toHaveLength(1)
})

test('a wrong answer uses it up, an old one is none', async () => {
  const wrong = await given()
  await expect(wrong.captcha.require({ ...wrong.input, captchaText: '0' })).toBeProblem(422, 'CAPTCHA_WRONG')
  await expect(wrong.captcha.require(wrong.input)).toBeProblem(422, 'CAPTCHA_WRONG')
  const old = await given()
  server.setNow(server.platform.now().getTime() + 5 * 60_000 + 1)
  await expect(old.captcha.require(old.input)).toBeProblem(422, 'CAPTCHA_WRONG')
})

test('twenty that are asked for at the same instant are all made, while old ones are cleared', async () => {
  for (let n = 0; n < 30; n++) await given()
  server.setNow(server.platform.now().getTime() + 6 * 60_000)
  const made = await Promise.allSettled(Array.from({ length: 20 }, () => createCaller(server).call(getCaptcha, {})))
  expect(made.flatMap((o) => (o.status === 'rejected' ? [o.reason] : []))).toEqual([])
  expect(await server.platform.database.knex('captchas').where('expires_at', '<', server.platform.now().toISOString())).toEqual([])
})

test('one address gets captchas at the pace of a crowded hospital, not of a program', async () => {
  const limited = await startTestServer({ limits: { publicWritesPerMinute: 2, userRequestsPerMinute: 100 } })
  const caller = createCaller(limited)
  for (let n = 0; n < 20; n++) await caller.call(getCaptcha, {})
  await expect(caller.call(getCaptcha, {})).toBeProblem(429, 'TOO_MANY_REQUESTS')
  await limited.stop()
})
