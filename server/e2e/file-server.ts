import { startServer, type OwnServer } from './own-server'
import { patience } from './stress'

/** A server of each test file's own: no file depends on what another one has left, in whatever order or side by side. */
let server: OwnServer | null = null
beforeAll(async () => {
  server = await startServer()
  process.env['E2E_URL'] = server.url
}, 90_000 * patience)
afterAll(async () => {
  delete process.env['E2E_URL']
  await server?.stop()
})
