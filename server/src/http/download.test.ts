import { unlink } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { downloadTemplate } from '@talent/shared/contract/imports'
import { exportPeople } from '@talent/shared/contract/people-export'
import { exportOperationLog } from '@talent/shared/contract/system'
import { givenAccount, givenInstitution, givenRole, type GivenOrganization } from '../../test/given'
import { filledTemplate, givenFixtureInstitution, upload as uploadFile } from '../../test/given-imports'
import { givenDepartments, givenPerson } from '../../test/given-people'
import { startTestServer, type TestServer } from '../../test/server'

const mark = 'a1'.repeat(16)
let server: TestServer
let institution: GivenOrganization
beforeAll(async () => {
  server = await startTestServer()
  institution = await givenInstitution(server)
  const [department] = await givenDepartments(institution, '内科')
  await givenPerson(institution, { name: '张小燕', departmentId: department?.id ?? 0 })
})
afterAll(() => server.stop())

/** As a page's hidden form sends it. */
const post = (headers: Record<string, string>, input: string, query = `?download=${mark}`): Promise<Response> =>
  fetch(`${server.origin}${exportPeople.path}${query}`, { method: 'POST', headers: { ...headers, 'Content-Type': 'application/x-www-form-urlencoded' }, body: new URLSearchParams({ input }).toString() })
const get = (path: string, headers: Record<string, string>, method = 'GET'): Promise<Response> => fetch(server.origin + path, { method, headers })
const whatList = JSON.stringify({ name: '张小燕', content: 'people', whole: false })
const logged = async (): Promise<number> => (await server.platform.database.knex('operation_log').where({ subject: `organization:${institution.id}`, action: 'person.export' })).length

test('a form gets the file as a download, the page a cookie that says so, and the log one entry', async () => {
  const before = await logged()
  const answer = await post(institution.admin.headers, whatList)
  expect(answer.status).toBe(200)
  expect(answer.headers.get('content-disposition')).toMatch(/^attachment; filename\*=UTF-8''/)
  expect(answer.headers.get('set-cookie')).toMatch(new RegExp(`^talent_download_${mark}=1; path=/; expires=[^;]+; samesite=strict$`, 'i'))
  expect(Buffer.from(await answer.arrayBuffer()).subarray(0, 2).toString()).toBe('PK')
  expect(await logged()).toBe(before + 1)
})

test('a GET with a mark is the same file, and the mark is none of its filters', async () => {
  const answer = await get(`${exportOperationLog.path}?action=person.&download=${mark}`, institution.admin.headers)
  expect([answer.status, answer.headers.get('set-cookie')]).toEqual([200, expect.stringContaining(mark)])
  await answer.arrayBuffer()
  const plain = await get('/api/import-templates/people', institution.admin.headers)
  expect([plain.status, plain.headers.get('set-cookie')]).toEqual([200, null])
  await plain.arrayBuffer()
})

test('a refusal is text that the page reads from its frame, and no cookie', async () => {
  const reader = await givenAccount(server, { organizationId: institution.id, kind: 'sub' })
  const before = await logged()
  const refusals: [Response, number, string][] = [
    [await post({}, whatList), 401, 'NOT_SIGNED_IN'],
    [await post(reader.caller.headers, whatList), 403, 'FORBIDDEN'],
    [await post(institution.admin.headers, '{"content":"nothing"}'), 400, 'BAD_INPUT'],
    [await post(institution.admin.headers, 'not JSON'), 400, 'BAD_JSON'],
    [await post(institution.admin.headers, '"text"'), 400, 'BAD_JSON'],
    [await get(`/api/imports/999999/report?download=${mark}`, institution.admin.headers), 404, 'NOT_FOUND'],
  ]
  for (const [answer, status, code] of refusals) {
    expect([answer.status, answer.headers.get('content-type'), answer.headers.get('set-cookie')]).toEqual([status, 'text/plain; charset=utf-8', null])
    expect(await answer.json()).toMatchObject({ status, code })
  }
  expect(await logged()).toBe(before)
})

test('a right that was taken away, and a session that ended, are gone with the next download', async () => {
  const sub = await givenAccount(server, { organizationId: institution.id, kind: 'sub' })
  const { knex } = server.platform.database
  await givenRole(server, { accountId: sub.id, organizationId: institution.id, permissions: ['person.read'] })
  expect((await post(sub.caller.headers, whatList)).status).toBe(200)
  await knex('account_roles').where('account_id', sub.id).delete()
  expect((await post(sub.caller.headers, whatList)).status).toBe(403)
  await knex('sessions').where('account_id', sub.id).delete()
  expect(await (await post(sub.caller.headers, whatList)).json()).toMatchObject({ code: 'SESSION_EXPIRED' })
})

test('a form from another site, or to an endpoint without a mark, is no download', async () => {
  const { headers } = institution.admin
  expect((await post({ ...headers, 'Sec-Fetch-Site': 'cross-site' }, whatList)).status).toBe(403)
  for (const query of ['', '?download=', '?download=<script>', `?download=${mark};%20path`, `?download=${mark}&download=${mark}`]) {
    const answer = await post(headers, whatList, query)
    expect([answer.status, answer.headers.get('set-cookie')]).toEqual([400, null])
    expect(await answer.json()).toMatchObject({ code: 'BAD_JSON' })
  }
  // What is no file is never taken from a form, which another site could send without asking first.
  const created = await fetch(`${server.origin}/api/departments?download=${mark}`, {
    method: 'POST', headers: { ...headers, 'Content-Type': 'application/x-www-form-urlencoded' }, body: `input=${encodeURIComponent('{"name":"外科"}')}`,
  })
  expect(await created.json()).toMatchObject({ code: 'BAD_JSON' })
})

test('HEAD takes nothing and writes nothing down; a part can not be asked for', async () => {
  const { knex } = server.platform.database
  const entries = () => knex('operation_log').where({ subject: `organization:${institution.id}`, action: 'operationLog.export' })
  const before = (await entries()).length
  expect((await get(exportOperationLog.path, institution.admin.headers, 'HEAD')).status).toBe(405)
  expect(await entries()).toHaveLength(before)
  const answer = await get(downloadTemplate.path.replace(':kind', 'people'), { ...institution.admin.headers, Range: 'bytes=100-' })
  expect([answer.status, answer.headers.get('accept-ranges')]).toEqual([200, 'none'])
  expect(Buffer.from(await answer.arrayBuffer()).subarray(0, 2).toString()).toBe('PK')
})

test('a file that breaks in the middle breaks the connection: what has come never looks whole', async () => {
  const { storage } = server.integrations
  const unit = await givenFixtureInstitution(server)
  const { id } = await uploadFile(unit.admin, 'people', await filledTemplate(unit.admin, 'people', [{ 姓名: '张小燕' }]))
  const read = jest.spyOn(storage, 'read').mockImplementation(() =>
    Promise.resolve(
      Readable.from((async function* () {
        yield Buffer.alloc(70_000)
        await new Promise((resolve) => setTimeout(resolve, 50))
        throw new Error('the disk is gone')
      })()),
    ),
  )
  const answer = await get(`/api/imports/${id}/file?download=${mark}`, unit.admin.headers)
  expect(answer.status).toBe(200)
  await expect(answer.arrayBuffer()).rejects.toThrow('terminated')
  read.mockRestore()
})

test('a file that the storage has no more is refused in words, and the server goes on', async () => {
  const unit = await givenFixtureInstitution(server)
  const { id } = await uploadFile(unit.admin, 'people', await filledTemplate(unit.admin, 'people', [{ 姓名: '张小燕' }]))
  const row = await server.platform.database.knex('import_jobs').where({ id }).first('storage_key')
  await unlink(await server.integrations.storage.localPath(row.storage_key))
  const answer = await get(`/api/imports/${id}/file?download=${mark}`, unit.admin.headers)
  expect([answer.status, await answer.text()]).toEqual([410, expect.stringContaining('FILE_LOST')])
  expect(server.logLines.some((line) => line.includes('stored file is missing'))).toBe(true)
})
