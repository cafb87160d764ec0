import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { getImport, runImport, uploadImport, type ImportJob } from '@talent/shared/contract/imports'
import { identityLookup } from '../src/db/identity-lookup'
import { templateOf } from '../src/features/imports/template'
import { accountScope } from '../src/http/actor'
import { sessionCookie } from '../src/http/authenticate'
import { createCaller, type Caller } from './caller'
import type { GivenOrganization } from './given'
import { givenFixtureInstitution, issuesOf } from './given-imports'
import { identityNumberOf, writePeople } from './many-people'
import { startTestServer, type TestServer } from './server'
import { startServerProcess, type ServerProcess } from './server-process'

const ROWS = 6_000
let server: TestServer
let child: ServerProcess | null = null

beforeAll(async () => {
  server = await startTestServer()
  // The process has the real clock, and sessions that are made here must be young to it.
  server.setNow(Date.now())
})
afterEach(async () => {
  await child?.kill()
  child = null
})
afterAll(() => server.stop())

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

async function start(institution: GivenOrganization): Promise<Caller> {
  child = await startServerProcess(server.platform.config)
  return createCaller(child, { cookie: institution.admin.headers.Cookie?.slice(sessionCookie.length + 1) ?? '' })
}

async function uploadMany(institution: GivenOrganization, caller: Caller): Promise<ImportJob> {
  const scope = accountScope({ organizationId: institution.id, organizationKind: 'institution', path: institution.path, departmentIds: null })
  const importer = { scope, author: { kind: 'account' as const, id: institution.accountId, name: '', source: '' }, accountId: institution.accountId, organizationName: institution.name }
  const file = join(server.platform.config.dataDir, `${institution.id}.xlsx`)
  await writePeople(await templateOf(server.platform.database.knex, importer, 'people'), file, ROWS, { department: '内科', post: '医师' })
  return caller.call(uploadImport, { kind: 'people', updateExisting: false, allOrNothing: false, file: { bytes: await readFile(file), name: '六千人.xlsx' } })
}

const jobRow = (id: number) => server.platform.database.knex('import_jobs').where({ id }).first('state', 'total_rows', 'done_rows', 'done_through')

async function until<T>(look: () => Promise<T>, wanted: (value: T) => boolean): Promise<T> {
  const deadline = Date.now() + 60_000
  for (;;) {
    const value = await look()
    if (wanted(value)) return value
    if (Date.now() > deadline) throw new Error(`Still ${JSON.stringify(value)}`)
    await sleep(5)
  }
}

/** What 30 seconds do: the dead process's lease runs out. */
const letLeaseRunOut = () => server.platform.database.knex('jobs').where('state', 'queued').whereNotNull('lease_owner').update({ lease_expires_at: '2000-01-01T00:00:00.000Z' })

/** Everybody of the file, once: no row lost, none twice. */
async function expectEverybodyOnce(institution: GivenOrganization): Promise<void> {
  const { knex } = server.platform.database
  const lookups: string[] = await knex('people').where('organization_id', institution.id).pluck('identity_lookup')
  const wanted = Array.from({ length: ROWS }, (_, n) => identityLookup(server.platform.cipher, 'residentCard', identityNumberOf(n)))
  expect(lookups.length).toBe(ROWS)
  expect(new Set(lookups)).toEqual(new Set(wanted))
}

test('killed in the middle of writing, the import goes on after the restart', async () => {
  const institution = await givenFixtureInstitution(server)
  let caller = await start(institution)
  const { id } = await uploadMany(institution, caller)
  await until(() => jobRow(id), (row) => row.state === 'previewed')
  await caller.call(runImport, { importId: id })
  await until(() => jobRow(id), (row) => row.done_rows >= 1_000)
  await child?.kill()

  const stopped = await jobRow(id)
  expect(stopped).toMatchObject({ state: 'running' })
  expect(stopped.done_rows).toBeLessThan(ROWS)
  // What is committed and what is counted are the same.
  expect(await server.platform.database.knex('people').where('organization_id', institution.id).pluck('id')).toHaveLength(stopped.done_rows)

  caller = await start(institution)
  await letLeaseRunOut()
  await until(() => jobRow(id), (row) => row.state === 'finished')
  expect(await caller.call(getImport, { importId: id })).toMatchObject({ rows: ROWS, newRows: ROWS, sameRows: 0, wrongRows: 0, doneRows: ROWS })
  await expectEverybodyOnce(institution)
  expect(await issuesOf(caller, id)).toEqual([])
  await server.platform.database.knex('people').delete()
}, 120_000)

test('killed in the middle of checking, the preview comes after the restart, once', async () => {
  const institution = await givenFixtureInstitution(server)
  let caller = await start(institution)
  const { id } = await uploadMany(institution, caller)
  await until(() => jobRow(id), (row) => row.state === 'checking')
  await child?.kill()
  expect(await jobRow(id)).toMatchObject({ state: 'checking' })

  caller = await start(institution)
  await letLeaseRunOut()
  await until(() => jobRow(id), (row) => row.state === 'previewed')
  expect(await caller.call(getImport, { importId: id })).toMatchObject({ rows: ROWS, newRows: ROWS, wrongRows: 0, doneRows: 0 })
}, 120_000)

test('others are answered while a long import is written', async () => {
  const institution = await givenFixtureInstitution(server)
  const caller = await start(institution)
  const { id } = await uploadMany(institution, caller)
  await until(() => jobRow(id), (row) => row.state === 'previewed')
  await caller.call(runImport, { importId: id })
  const seen: number[] = []
  await until(() => caller.call(getImport, { importId: id }), ({ state, doneRows }) => {
    if (state === 'running') seen.push(doneRows)
    return state === 'finished'
  })
  // A blocked event loop answers before the first batch and after the last.
  expect(new Set(seen).size).toBeGreaterThanOrEqual(5)
}, 120_000)
