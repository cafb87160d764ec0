import { searchPeople } from '@talent/shared/contract/people'
import { searchTrials } from '@talent/shared/contract/trials'
import type { APIRequestContext, Page } from 'playwright-core'
import * as admin from './admin'
import { openBrowser } from './browser'
import { Keyboard } from './keyboard'
import { findBarriers, findSideways } from './page-checks'
import { patience } from './stress'

/**
 * Every page of the menu, as it is for an institution and for each kind of authority, and those that it leads to: axe
 * finds no barrier, and Tab comes to everything that can be used, sees it and knows its name. Nothing is scrolled
 * sideways with the menu open at the widths of clerks' screens, and no list on a phone.
 */

let browser: Awaited<ReturnType<typeof openBrowser>>
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

/** A person's and a filing's pages, whichever the institution has, and those that begin something. */
async function institutionPages(request: APIRequestContext): Promise<string[]> {
  const client = admin.clientOf(request)
  const person = (await client.call(searchPeople, { name: '刘建国' })).items[0]?.id ?? 0
  const trial = (await client.call(searchTrials, {})).items[0]?.id ?? 0
  return ['people/new', `people/${person}`, `people/${person}/edit`, 'trials/new', `trials/${trial}`, 'imports/new', 'audit/05?state=all'].map((path) => `/admin/${path}`)
}

/** The same page in the smallest window of a clerk, and its list on a phone. */
async function inNarrower(page: Page): Promise<string[]> {
  await page.setViewportSize({ width: 1280, height: 768 })
  const found = await findSideways(page)
  await page.setViewportSize({ width: 390, height: 768 })
  found.push(...await findSideways(page, 'section[aria-label=列表]'))
  await page.setViewportSize(clerk)
  return found
}

const clerk = { width: 1366, height: 768 }

test.each<[string, (request: APIRequestContext) => Promise<string[]>]>([
  ['hospitaladmin', institutionPages],
  ['countyadmin', async () => ['/admin/audit/05?state=all']],
  ['provinceadmin', async () => []],
])('%s', async (username, more) => {
  const { page, errors, context } = await browser.open({ viewport: clerk })
  await admin.signInAdmin(page, username)
  const keyboard = new Keyboard(page)
  const paths = await page.evaluate(`[...document.querySelectorAll('nav[aria-label="主菜单"] a')].map((link) => link.getAttribute('href'))`) as string[]
  expect(paths.length).toBeGreaterThan(5)
  const faults: Record<string, string[]> = {}
  for (const path of [...new Set([...paths, ...await more(page.request)])]) {
    await page.goto(path)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.locator('.ant-skeleton').first().waitFor({ state: 'hidden' })
    // All that the page asks for has come: nothing is drawn anew under the walk.
    await page.waitForLoadState('networkidle')
    const found = [...await findBarriers(page), ...await keyboard.walk(), ...await findSideways(page), ...await inNarrower(page)]
    if (found.length > 0) faults[path] = [...new Set(found)]
  }
  expect(faults).toEqual({})
  expect(errors).toEqual([])
  await context.close()
}, 400_000 * patience)
