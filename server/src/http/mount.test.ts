import { createHash } from 'node:crypto'
import { createDepartment, listDepartments } from '@talent/shared/contract/organization'
import { givenAccount, givenInstitution } from '../../test/given'
import { startTestServer, type TestServer } from '../../test/server'

let server: TestServer
beforeAll(async () => void (server = await startTestServer()))
afterAll(() => server.stop())

const department = { parentId: null, name: '内科', category: 'clinical', standardName: '03', sortOrder: 0 }

function post(headers: Record<string, string>, body: unknown, key: string): Promise<Response> {
  return fetch(`${server.origin}${createDepartment.path}`, { method: 'POST', headers: { ...headers, 'Content-Type': 'application/json', 'Idempotency-Key': key }, body: JSON.stringify(body) })
}

describe('a request that is repeated with its key', () => {
  test('gets the first answer and does nothing again', async () => {
    const { admin } = await givenInstitution(server)
    const first = await post(admin.headers, department, 'key-of-first')
    const again = await post(admin.headers, department, 'key-of-first')
    expect(await again.json()).toEqual(await first.json())
    expect((await admin.call(listDepartments, {})).items).toHaveLength(1)
  })

  test('with another content is refused', async () => {
    const { admin } = await givenInstitution(server)
    await post(admin.headers, department, 'key-of-second')
    const changed = await post(admin.headers, { ...department, name: '外科' }, 'key-of-second')
    expect(await changed.json()).toMatchObject({ status: 409, code: 'IDEMPOTENCY_MISMATCH' })
  })

  test('may carry fields that nobody reads, however deep they are', async () => {
    const { admin } = await givenInstitution(server)
    const levels = 100_000
    const body = `{"unread":${'['.repeat(levels)}${']'.repeat(levels)},${JSON.stringify(department).slice(1)}`
    const response = await fetch(`${server.origin}${createDepartment.path}`, { method: 'POST', headers: { ...admin.headers, 'Content-Type': 'application/json', 'Idempotency-Key': 'key-of-depth' }, body })
    expect(response.status).toBe(200)
    expect((await post(admin.headers, department, 'key-of-depth')).status).toBe(200)
    expect((await admin.call(listDepartments, {})).items).toHaveLength(1)
  })

  test('by somebody else is another request', async () => {
    const first = await givenInstitution(server)
    const second = await givenInstitution(server)
    await post(first.admin.headers, department, 'key-of-both')
    await post(second.admin.headers, department, 'key-of-both')
    expect((await second.admin.call(listDepartments, {})).items).toHaveLength(1)
  })

  test('leaves nothing from which what was sent could be guessed', async () => {
    const { admin } = await givenInstitution(server)
    await post(admin.headers, department, 'key-of-guess')
    const rows = await server.platform.database.knex('idempotency_keys').select('request_hash')
    expect(rows.map((row) => row.request_hash)).not.toContain(createHash('sha256').update(JSON.stringify(department)).digest('hex'))
  })

  test('ten at the same instant are one', async () => {
    const { admin } = await givenInstitution(server)
    const answers = await Promise.all(Array.from({ length: 10 }, () => post(admin.headers, department, 'key-of-ten')))
    expect(new Set(answers.map((a) => a.status))).toEqual(new Set(answers.some((a) => a.status === 409) ? [200, 409] : [200]))
    expect((await admin.call(listDepartments, {})).items).toHaveLength(1)
  })

  test('after a failure is tried anew', async () => {
    const { admin } = await givenInstitution(server)
    const wrong = await post(admin.headers, { ...department, parentId: 999_999 }, 'key-of-failed')
    expect(wrong.ok).toBe(false)
    expect((await post(admin.headers, { ...department, parentId: 999_999 }, 'key-of-failed')).status).toBe(wrong.status)
  })

  test('of a process that died is taken over after two minutes', async () => {
    const { admin } = await givenInstitution(server)
    server.setNow(server.platform.now().getTime() + 1000) // the newest is this one
    await post(admin.headers, department, 'key-of-dead1')
    const { knex } = server.platform.database
    const latest = await knex('idempotency_keys').orderBy('created_at', 'desc').first()
    await knex('idempotency_keys').where('key_hash', latest.key_hash).update({ state: 'running' })
    expect(await (await post(admin.headers, department, 'key-of-dead1')).json()).toMatchObject({ code: 'IN_PROGRESS' })
    server.setNow(server.platform.now().getTime() + 121_000)
    expect(await (await post(admin.headers, department, 'key-of-dead1')).json()).toMatchObject({ code: 'DEPARTMENT_NAME_TAKEN' })
  })
})

test('ids that are no ids are as if nothing were there', async () => {
  const { admin } = await givenInstitution(server)
  for (const id of ['0', '-1', '1.5', 'abc', '99999999999', '1%27%20or%201=1']) {
    const response = await fetch(`${server.origin}/api/people/${id}`, { headers: admin.headers })
    expect(response.status).toBe(404)
  }
})

test('an unknown address and a wrong method answer as problems', async () => {
  expect(await (await fetch(`${server.origin}/api/nothing`)).json()).toMatchObject({ status: 404, code: 'NOT_FOUND' })
  expect(await (await fetch(`${server.origin}/api/departments`, { method: 'PUT' })).json()).toMatchObject({ status: 405, code: 'METHOD_NOT_ALLOWED' })
})

test('a revoked session and a disabled account end with the next request', async () => {
  const institution = await givenInstitution(server)
  const account = await givenAccount(server, { organizationId: institution.id, kind: 'main' })
  await account.caller.call(listDepartments, {})
  await server.platform.database.knex('accounts').where('id', account.id).update({ state: 'disabled' })
  await expect(account.caller.call(listDepartments, {})).toBeProblem(403, 'ACCOUNT_DISABLED')
})

test('an answer names no software, is not cached and can not be framed', async () => {
  const { admin } = await givenInstitution(server)
  const { headers } = await fetch(`${server.origin}/api/departments`, { headers: admin.headers })
  expect(headers.get('cache-control')).toBe('no-store')
  expect(headers.get('x-powered-by')).toBeNull()
  expect(headers.get('x-frame-options')).toBe('SAMEORIGIN')
  expect(headers.get('content-security-policy')).toContain("default-src 'self'")
})

test('an address that a header claims counts only behind a trusted proxy', async () => {
  const { admin, id } = await givenInstitution(server)
  await post({ ...admin.headers, 'X-Forwarded-For': '8.8.8.8' }, department, 'key-of-proxy')
  const [entry] = await server.platform.database.knex('operation_log').where({ chain_id: id, action: 'department.create' })
  expect(entry.source).toBe('127.0.0.1')
})
