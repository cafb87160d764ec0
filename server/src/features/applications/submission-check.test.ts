import { checkSubmission } from '@talent/shared/contract/submission-checks'
import { detachAtDesk } from '@talent/shared/contract/audit-desk'
import { submissionLink } from '@talent/shared/domain/submission-link'
import { createCaller } from '../../../test/caller'
import { givenApplication } from '../../../test/given-applications'
import { startTestServer, type TestServer } from '../../../test/server'

let server: TestServer
beforeEach(async () => void (server = await startTestServer()))
afterEach(() => server.stop())

const codeOf = async (id: number): Promise<string> => (await server.platform.database.knex('applications').where({ id }).first('submission_code')).submission_code
const check = (code: string) => createCaller(server).call(checkSubmission, { code })
const open = async (code: string) => {
  const response = await fetch(`${server.origin}/check?code=${encodeURIComponent(code)}`)
  return { status: response.status, type: response.headers.get('content-type'), text: await response.text(), headers: response.headers }
}

test('whoever holds the paper reads year, exam, state and a masked name, and nothing else', async () => {
  const application = await givenApplication(server, { name: '欧阳建国' })
  const code = await codeOf(application.id)
  expect(await check(` ${code.toLowerCase().replace(/-/g, ' ')} `)).toEqual({ result: 'valid', code, application: { examYear: 2026, examName: '医师资格考试', name: expect.stringMatching(/\*/), state: '单位待审核' } })
  const link = new URL(submissionLink(server.origin, code))
  const { status, type, text, headers } = await open(link.searchParams.get('code') ?? '')
  expect([status, type, headers.get('cache-control'), headers.get('x-robots-tag')]).toEqual([200, 'text/html; charset=utf-8', 'no-store', 'noindex'])
  for (const word of ['编码有效', code, '2026 年度', '医师资格考试', '单位待审核']) expect(text).toContain(word)
  for (const secret of ['欧阳建国', application.institution.name, application.person.identityNumber, application.person.input.mobile ?? 'none']) expect(text).not.toContain(secret)
})

test('what was opened again is void, and so is what was let go; what was sent again has another code', async () => {
  const application = await givenApplication(server)
  const code = await codeOf(application.id)
  await application.reopen()
  expect(await check(code)).toEqual({ result: 'voided', code, application: null })
  expect((await open(code)).text).toContain('编码已失效')
  await application.resubmit()
  expect((await check(code)).result).toBe('unknown')
  const next = await codeOf(application.id)
  expect((await check(next)).result).toBe('valid')
  const version = (await server.platform.database.knex('applications').where('id', application.id).first('version')).version
  await application.institution.admin.call(detachAtDesk, { businessCode: '05', applicationId: application.id, reason: '已离职', version })
  expect((await check(next)).result).toBe('voided')
})

test('a mistyped code is told apart from one that nobody has', async () => {
  const application = await givenApplication(server)
  const code = await codeOf(application.id)
  const other = code.startsWith('A') ? 'C' : 'A'
  expect((await check(other + code.slice(1))).result).toBe('malformed')
  expect((await open('随便')).text).toContain('编码输入有误')
  expect((await open('')).text).not.toContain('role="status"')
})

test('what is typed is shown and never run', async () => {
  const { text } = await open('"><script>alert(1)</script>')
  expect(text).not.toContain('<script>')
  expect((await fetch(`${server.origin}/check?code=a&code=b`)).status).toBe(200)
  expect((await open('A'.repeat(5000))).status).toBe(200)
})

test('codes can not be tried in bulk, by the page or past it', async () => {
  server.platform.config.limits.publicWritesPerMinute = 3
  const statuses: number[] = []
  for (let i = 0; i < 4; i++) statuses.push((await open('ACDE')).status)
  expect(statuses).toEqual([200, 200, 200, 429])
  expect((await open('ACDE')).text).toContain('请稍后再试')
  await expect(check('ACDE')).toBeProblem(429, 'TOO_MANY_REQUESTS')
})
