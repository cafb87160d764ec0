import { getHealth } from '@talent/shared/contract/system'
import { startTestServer, type TestServer } from '../../../test/server'

let server: TestServer
beforeAll(async () => void (server = await startTestServer()))
afterAll(() => server.stop())

const health = () => fetch(`${server.origin}${getHealth.path}`)

test('a node with its database is well', async () => {
  const response = await health()
  expect([response.status, await response.json()]).toEqual([200, { ok: true, database: true }])
})

test('a node without its database says so by its status, as whoever watches it looks at nothing else', async () => {
  const { database } = server.platform
  const { knex } = database
  const gone = new Proxy(knex, { get: (real, name) => (name === 'raw' ? () => Promise.reject(new Error('connection refused')) : Reflect.get(real, name)) })
  database.knex = gone
  expect((await health()).status).toBe(503)
  database.knex = knex
  expect((await health()).status).toBe(200)
})
