import * as admin from './admin'
import { openBrowser } from './browser'
import { Keyboard } from './keyboard'
import { findBarriers } from './page-checks'

/**
 * Every page of the menu, as it is for an institution and for each kind of authority, and those that it leads to: axe
 * finds no barrier, and Tab comes to everything that can be used, sees it and knows its name.
 */

let browser: Awaited<ReturnType<typeof openBrowser>>
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

const institutionPages = ['/admin/people/new', '/admin/people/1', '/admin/people/1/edit', '/admin/trials/new', '/admin/trials/1', '/admin/imports/new', '/admin/audit/05?state=all']

test.each([
  ['hospitaladmin', institutionPages],
  ['countyadmin', ['/admin/hr-account-reviews/1', '/admin/identity-reviews/1', '/admin/audit/05?state=all']],
  ['provinceadmin', []],
])('%s', async (username, more) => {
  const { page, errors, context } = await browser.open({ viewport: { width: 1366, height: 768 } })
  await admin.signInAdmin(page, username)
  const keyboard = new Keyboard(page)
  const paths = await page.evaluate(`[...document.querySelectorAll('nav[aria-label="主菜单"] a')].map((link) => link.getAttribute('href'))`) as string[]
  expect(paths.length).toBeGreaterThan(5)
  const faults: Record<string, string[]> = {}
  for (const path of [...new Set([...paths, ...more])]) {
    await page.goto(path)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.locator('.ant-skeleton').first().waitFor({ state: 'hidden' })
    const found = [...await findBarriers(page), ...await keyboard.walk()]
    if (found.length > 0) faults[path] = [...new Set(found)]
  }
  expect(faults).toEqual({})
  expect(errors).toEqual([])
  await context.close()
}, 240_000)
