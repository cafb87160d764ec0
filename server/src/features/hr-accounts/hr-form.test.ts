import { linkHrForm } from '@talent/shared/contract/hr-accounts'
import { createCaller } from '../../../test/caller'
import { givenApplicant } from '../../../test/given-hr-accounts'
import { givenInstitution, givenOrganization } from '../../../test/given'
import { startTestServer, type TestServer } from '../../../test/server'
import { readPdf } from '../../pdf/testing/read-pdf'

let server: TestServer
beforeAll(async () => void (server = await startTestServer()))
afterAll(() => server.stop())
afterEach(() => server.setNow('2026-03-10T01:00:00.000Z'))

const get = (path: string) => fetch(server.origin + path)

test('the link opens the form with the data of unit and applicant, without a sign-in', async () => {
  const institution = await givenInstitution(server)
  await server.platform.database.knex('organizations').where('id', institution.id).update({ credit_code: '12420000405700007A'.slice(0, 18), category: 'C220' })
  const applicant = await givenApplicant(server, { name: '买买提·吐尔逊' })
  const { path, expiresAt } = await applicant.caller.call(linkHrForm, { organizationId: institution.id })
  expect(expiresAt).toBe('2026-03-10T03:00:00.000Z')
  expect(path).not.toContain(applicant.identityNumber)
  const response = await get(path)
  expect(response.headers.get('content-type')).toBe('application/pdf')
  const [page = ''] = readPdf(Buffer.from(await response.arrayBuffer())).pages
  for (const text of [institution.name, '12420000405700007A', '乡卫生院', '买买提·吐尔逊', applicant.identityNumber, applicant.phone ?? '', '居民身份证', '（单位公章）', '申请人签名', '第 1 页 共 1 页']) expect(page).toContain(text)
  expect(server.logLines.join('\n')).not.toContain(path.slice(-40))
})

test('who opens the link is on the log, with the address and no more of the person than a number', async () => {
  const institution = await givenInstitution(server)
  const applicant = await givenApplicant(server)
  const { path } = await applicant.caller.call(linkHrForm, { organizationId: institution.id })
  const printed = () => server.platform.database.knex('operation_log').where({ action: 'hrAccount.print', subject: `wechatUser:${applicant.id}` }).select('actor_kind', 'source', 'detail')
  expect((await get(`${path.slice(0, -1)}${path.endsWith('A') ? 'B' : 'A'}`)).status).toBe(404)
  expect(await printed()).toEqual([])
  expect((await get(path)).status).toBe(200)
  expect(await printed()).toEqual([{ actor_kind: 'public', source: '127.0.0.1', detail: JSON.stringify({ organizationId: institution.id }) }])
})

test('a link ends, and one that is made up or changed opens nothing', async () => {
  const institution = await givenInstitution(server)
  const { caller } = await givenApplicant(server)
  const { path } = await caller.call(linkHrForm, { organizationId: institution.id })
  for (const wrong of [`${path.slice(0, -1)}${path.endsWith('A') ? 'B' : 'A'}`, `${path.slice(0, 40)}`, '/api/hr-account-forms/x', `/api/hr-account-forms/${'a'.repeat(5000)}`]) expect((await get(wrong)).status).toBe(404)
  server.setNow('2026-03-10T03:00:00.000Z')
  const ended = await get(path)
  expect(ended.status).toBe(404)
  expect(await ended.json()).toMatchObject({ detail: expect.stringContaining('重新复制链接') })
})

test('prints nothing for one whose identity has ended', async () => {
  const institution = await givenInstitution(server)
  const applicant = await givenApplicant(server)
  const { path } = await applicant.caller.call(linkHrForm, { organizationId: institution.id })
  await server.platform.database.knex('wechat_users').where('id', applicant.id).update({ identity_lookup: null, identity_number: null })
  expect((await get(path)).status).toBe(404)
})

test('links are for institutions, and not without end', async () => {
  const { caller } = await givenApplicant(server)
  const authority = await givenOrganization(server, { kind: 'city' })
  await expect(caller.call(linkHrForm, { organizationId: authority.id })).toBeProblem(404, 'NOT_FOUND')
  const institution = await givenInstitution(server)
  for (let i = 0; i < 29; i++) await caller.call(linkHrForm, { organizationId: institution.id })
  await expect(caller.call(linkHrForm, { organizationId: institution.id })).toBeProblem(429, 'TOO_MANY_REQUESTS')
  await expect(createCaller(server).call(linkHrForm, { organizationId: institution.id })).toBeProblem(401, 'NOT_SIGNED_IN')
})
