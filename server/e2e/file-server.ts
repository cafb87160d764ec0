import { startServer, type OwnServer } from './own-server'

/** A server of each test file's own: no file depends on what another one has left, in whatever order or side by side. */
let server: OwnServer | null = null
beforeAll(async () => {
  server = await startServer()
  process.env['E2E_URL'] = server.url
}, 90_000)
afterAll(async () => {
  delete process.env['E2E_URL']
  await server?.stop()
})
