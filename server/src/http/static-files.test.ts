import { createServer, type Server } from 'node:http'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Koa from 'koa'
import { staticFiles } from './static-files'

let folder: string
let server: Server
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'talent-static-'))
  await writeFile(join(folder, 'index.html'), 'page')
  await writeFile(join(folder, 'app-0123abcd.js'), 'script')
  const koa = new Koa()
  koa.silent = true
  koa.use(staticFiles('/admin', folder))
  koa.use((ctx) => void (ctx.status = 404))
  server = createServer(koa.callback())
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
})
afterAll(async () => {
  await new Promise((resolve) => server.close(resolve))
  await rm(folder, { recursive: true })
})

/** The path as it is: `fetch` would put it in order first. */
function get(path: string): Promise<{ status: number; body: string; cache: string | undefined }> {
  const { port } = server.address() as AddressInfo
  return new Promise((resolve, reject) => {
    request({ port, host: '127.0.0.1', path }, (response) => {
      let body = ''
      response.on('data', (chunk) => void (body += String(chunk)))
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body, cache: response.headers['cache-control'] }))
    }).on('error', reject).end()
  })
}

test('a page of the application is the one page, asked for anew; a hashed file is kept', async () => {
  expect(await get('/admin/people')).toEqual({ status: 200, body: 'page', cache: 'no-cache' })
  expect(await get('/admin/app-0123abcd.js')).toMatchObject({ status: 200, body: 'script', cache: expect.stringContaining('immutable') })
})

test.each(['/admin/../../etc/passwd.txt', '/admin/..%2f..%2fetc/passwd.txt', '/admin/%2e%2e/package.json', '/admin//evil.com', '/admin/%00.js', '/admin/%E0%A4%A.js', '/admin/gone.js'])(
  'nothing lies at %s, and it is no fault of the server', async (path) => {
    expect((await get(path)).status).toBe(404)
  },
)
