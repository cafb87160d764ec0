import { openBrowser, type OpenPage } from './browser'
import { findBarriers, findCutWords, findSmallTargets } from './page-checks'
import { notVerified, phoneGalleries } from './screens/phone-screens'
import { phoneRoutes } from './screens/routes'
import type { Gallery, Screen } from './screens/screen'
import { type Look, phoneSize, Visits } from './screens/visits'
import { patience } from './stress'

/**
 * Every page of the mini-program in the browser, in the states that the album shows (screens/phone-screens.ts):
 * a page that is added there, as every page must be, is looked at here too.
 */
const usual: Look = { name: '浅色', options: phoneSize }
const large: Look = { name: '大字', options: phoneSize, elder: true }
/** The browser's own text at 关怀模式 (1.4), elder-friendly mode on top. */
const largeText = 22.4
const touchHeight = 44

type Browser = Awaited<ReturnType<typeof openBrowser>>
let browsers: { usual: Browser; large: Browser }
let visits: Visits

beforeAll(async () => {
  browsers = { usual: await openBrowser(), large: await openBrowser({ fontSize: largeText }) }
  visits = new Visits(browsers.usual)
})
afterAll(async () => {
  await Promise.all([browsers.usual.close(), browsers.large.close()])
})

/** Taro moves pages by timers, which no browser tells of. */
const msToArrive = 400

/** From an empty page, so that nothing is left of the screen before; the files are in the context's cache. */
async function show({ page }: OpenPage, screen: Screen): Promise<void> {
  await page.goto('about:blank')
  await page.goto(screen.path)
  await screen.prepare?.(page)
  await page.locator('.shell').filter({ visible: true }).first().waitFor()
  await page.locator('.skeleton').filter({ visible: true }).first().waitFor({ state: 'hidden' })
  await page.waitForTimeout(msToArrive)
}

type Note = (screen: Screen, look: string, found: string[]) => void

async function lookAtUsual(gallery: Gallery, note: Note): Promise<void> {
  const opened = await visits.open(gallery, usual)
  for (const screen of gallery.screens) {
    await opened.page.emulateMedia({ colorScheme: 'light' })
    await show(opened, screen)
    note(screen, 'light', await findBarriers(opened.page))
    note(screen, 'height', await findSmallTargets(opened.page, touchHeight))
    await opened.page.emulateMedia({ colorScheme: 'dark' })
    note(screen, 'dark', await findBarriers(opened.page))
    note(screen, 'errors', opened.errors.splice(0))
  }
  await opened.context.close()
}

async function lookAtLarge(gallery: Gallery, note: Note): Promise<void> {
  const opened = await visits.open(gallery, large, browsers.large)
  for (const screen of gallery.screens) {
    await show(opened, screen)
    note(screen, 'large', [...await findBarriers(opened.page), ...(await findCutWords(opened.page)).map((words) => `cut: ${words}`)])
  }
  await opened.context.close()
}

/** What each screen of a gallery has against it, by screen and look. */
async function faultsOf(gallery: Gallery): Promise<Record<string, string[]>> {
  const faults: Record<string, string[]> = {}
  const note: Note = (screen, look, found) => {
    if (found.length > 0) faults[`${screen.name}, ${look}`] = [...new Set(found)]
  }
  await lookAtUsual(gallery, note)
  await lookAtLarge(gallery, note)
  return faults
}

test('every declared page is looked at', () => {
  const shown = new Set([notVerified, ...phoneGalleries].flatMap(({ screens }) => screens.map(({ route }) => route)))
  expect(phoneRoutes().filter((route) => !shown.has(route))).toEqual([])
})

test(`${notVerified.name} has no barrier`, async () => {
  expect(await faultsOf(notVerified)).toEqual({})
}, 240_000 * patience)

test.each(phoneGalleries.map((gallery) => [gallery.name, gallery] as const))('%s has no barrier', async (_name, gallery) => {
  await visits.prepare(gallery)
  expect(await faultsOf(gallery)).toEqual({})
}, 240_000 * patience)
