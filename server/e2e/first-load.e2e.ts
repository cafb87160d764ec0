import { gzipSync } from 'node:zlib'
import * as admin from './admin'
import { desktop, openBrowser } from './browser'

let browser: Awaited<ReturnType<typeof openBrowser>>
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

const limitKb = 350

test('from the sign-in to the to-dos a browser loads at most 350 KB, and no page that was not opened', async () => {
  const { page, errors } = await browser.open(desktop)
  const loaded = new Map<string, Promise<number>>()
  page.on('response', (response) => {
    const { pathname } = new URL(response.url())
    if (/^\/admin\/.*(\.js|\.css|\/)$/.test(pathname)) loaded.set(pathname, response.body().then((body) => gzipSync(body).length))
  })
  await admin.signInAdmin(page, 'hospitaladmin')
  await page.waitForLoadState('networkidle')
  const sizes = await Promise.all(loaded.values())
  const kb = sizes.reduce((sum, size) => sum + size, 0) / 1024
  process.stdout.write(`admin view, from the sign-in to the to-dos: ${Math.ceil(kb)} KB gzip in ${sizes.length} files\n`)
  expect(sizes.length).toBeGreaterThan(5)
  expect(kb).toBeLessThanOrEqual(limitKb)
  expect([...loaded.keys()].filter((path) => /people-page|audit-list-page|import-page/.test(path))).toEqual([])
  expect(errors).toEqual([])
})
