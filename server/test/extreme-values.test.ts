import sharp from 'sharp'
import { allEndpoints, type NamedEndpoint } from '@talent/shared/contract/index'
import { toJSONSchema } from '@talent/shared/zod-json-schema'
import { createCaller, type Caller } from './caller'
import { givenOrganization } from './given'
import { givenEverything, type Everything } from './given-everything'
import { personInput } from './given-people'
import { trialInput } from './given-trials'
import { sampleInput } from './sample-input'
import { startTestServer, type TestServer } from './server'

/**
 * Every field of every endpoint with values at the edges of what a database, a text or a number can hold, sent by one who
 * may. Whatever the answer is, it is an answer and no fault of the server: the same on both databases.
 */
let server: TestServer
let everything: Everything
let province: Caller
let picture: Buffer
beforeAll(async () => {
  server = await startTestServer()
  picture = await sharp({ create: { width: 300, height: 200, channels: 3, background: '#ffffff' } }).png().toBuffer()
  everything = await givenEverything(server)
  province = (await givenOrganization(server, { kind: 'province' })).admin
})
afterAll(() => server.stop())

let serial = 0
const numbers = [0, -1, 2_147_483_648, 4_294_967_296, Number.MAX_SAFE_INTEGER]
const texts = ['', ' ', '\u0000', '\ud800', '𠮷'.repeat(20), '龘'.repeat(40), "%_!'\"\\", '=1+1', '9'.repeat(20), 'a ', '2026-02-30']
const extremes: unknown[] = [...numbers, ...texts, null, [], {}]

function callerFor({ endpoint: { access, path } }: NamedEndpoint): Caller {
  if (access.kind === 'public') return createCaller(server)
  if (access.kind === 'manager') return everything.manager
  if (access.kind === 'desk' || access.kind === 'webSession') return everything.institution.admin
  if (access.kind !== 'account') return everything.candidate
  return ['/api/identity-reviews', '/api/hr-account-reviews', '/api/institution-change-reviews', '/api/exam-year'].some((area) => path.startsWith(area)) ? province : everything.institution.admin
}

function pathOf(path: string): string {
  return path.replace(/:(\w+)/g, (_, name: string) => String({ businessCode: '05', kind: 'people', side: 'front', form: 'schoolOrArmy' }[name] ?? everything.ids[name] ?? 1))
}

/** As JSON would carry it, past the client's types. */
async function send(caller: Caller, { endpoint }: NamedEndpoint, input: Record<string, unknown>): Promise<{ status: number; text: string }> {
  const { method } = endpoint
  const path = pathOf(endpoint.path)
  const inUrl = method === 'GET' || method === 'DELETE'
  const url = new URL(server.origin + path)
  if (inUrl) for (const [name, value] of Object.entries(input)) url.searchParams.set(name, String(value))
  let body: string | FormData | undefined = inUrl ? undefined : JSON.stringify(input)
  if (endpoint.upload) {
    body = new FormData()
    body.set('input', JSON.stringify(input))
    body.set('file', new Blob([new Uint8Array(picture)]), 'a\u0000\r\n"\';../../\ud800.png')
  }
  const response = await fetch(url, { method, headers: { ...caller.headers, ...(typeof body === 'string' ? { 'Content-Type': 'application/json' } : {}) }, body })
  return { status: response.status, text: await response.text() }
}

/** What the rules behind the schemas ask: without it no value would come as far as the database. */
function rightFields({ name }: NamedEndpoint): Record<string, unknown> {
  const departmentId = everything.ids.departmentId ?? 0
  if (name.endsWith('Department')) return { parentId: null, name: `科室${++serial}`, category: 'clinical', standardName: '03', sortOrder: 1 }
  if (name.endsWith('Post')) return { name: `岗位${++serial}`, standardPostCode: null }
  if (name.endsWith('Person')) return personInput({ departmentId, postId: everything.ids.postId ?? 0 })
  if (name.endsWith('Trial')) return { ...trialInput(), personId: everything.ids.personId }
  return {}
}

const versioned: Record<string, [table: string, id: string]> = {
  updateDepartment: ['departments', 'departmentId'], updatePost: ['posts', 'postId'], updateTrial: ['trials', 'trialId'], reopenTrial: ['trials', 'trialId'],
}

/** A right input of now. */
async function rightInput(each: NamedEndpoint): Promise<Record<string, unknown>> {
  const [table, id] = versioned[each.name] ?? []
  const row = table && id ? await server.platform.database.knex(table).where('id', everything.ids[id] ?? 0).first('version') : undefined
  return { ...sampleInput(each.endpoint, everything.ids), ...rightFields(each), ...(row ? { version: row.version } : {}) }
}

test.each(allEndpoints.map((e): [string, NamedEndpoint] => [`${e.endpoint.method} ${e.endpoint.path}`, e]))('%s', async (_name, each) => {
  const faults: string[] = []
  const schema = toJSONSchema(each.endpoint.input, { io: 'input', unrepresentable: 'any' }) as { properties?: Record<string, unknown> }
  // One field at a time, so that what is looked at before it is right.
  for (const field of Object.keys(schema.properties ?? {})) {
    for (const value of extremes) {
      const { status, text } = await send(callerFor(each), each, { ...(await rightInput(each)), [field]: value })
      if (status >= 500 && status !== 503) faults.push(`${field} = ${JSON.stringify(value)}: ${status} ${text}`)
    }
  }
  expect(faults).toEqual([])
}, 60_000)

test.each(['%ZZ', '%00', '..%2f..%2fetc', '1%20', '1e1', '４'])('/api/people/%s is no person', async (id) => {
  const response = await fetch(`${server.origin}/api/people/${id}`, { headers: everything.institution.admin.headers })
  expect([400, 404]).toContain(response.status)
})
