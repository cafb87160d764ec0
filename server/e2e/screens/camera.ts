import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { desktop, type openBrowser } from '../browser'
import type { Picture } from './album'
import type { Gallery, Screen } from './screen'
import { type Look, phoneSize, Visits } from './visits'

export const webLooks: Look[] = [{ name: '1280', options: desktop }, { name: '390', options: phoneSize }]
export const phoneLooks: Look[] = [
  { name: '浅色', options: phoneSize },
  { name: '深色', options: { ...phoneSize, colorScheme: 'dark' } },
  { name: '大字', options: phoneSize, elder: true },
  // A touch screen as well: the steps before a picture are taps.
  { name: '1280', options: { ...desktop, hasTouch: true } },
]

/** No page is longer than this many pixels in a picture. */
const longest = 4_000

type Browser = Awaited<ReturnType<typeof openBrowser>>

export class Camera {
  readonly pictures: Picture[] = []
  readonly visits: Visits

  constructor(browser: Browser, private readonly folder: string) {
    this.visits = new Visits(browser)
    mkdirSync(folder, { recursive: true })
  }

  /** Every screen of the gallery in every look. */
  async take(gallery: Gallery, looks: readonly Look[]): Promise<void> {
    for (const look of looks) {
      for (const screen of gallery.screens) await this.shoot(gallery, screen, look)
    }
  }

  private async shoot(gallery: Gallery, screen: Screen, look: Look): Promise<void> {
    const { page, context, errors } = await this.visits.open(gallery, look)
    const file = `${gallery.name}-${screen.name}-${look.name}.png`
    try {
      await page.goto(screen.path, { waitUntil: 'networkidle' })
      await screen.prepare?.(page)
      if (!screen.waiting) await page.waitForLoadState('networkidle')
      await still(page)
      if (!screen.overlay && !(await page.getByRole('dialog').count())) await unroll(page)
    } catch (error) {
      errors.push(error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error))
    }
    await page.screenshot({ path: join(this.folder, file), animations: 'disabled' })
    this.pictures.push({ gallery: gallery.name, screen: screen.name, look: look.name, file, errors: [...errors] })
    await context.close()
  }
}

// For the browser, so as text: the server's programs are compiled without the browser's names.
const settled = `(async () => {
  await document.fonts.ready
  const ending = document.getAnimations().filter((one) => one.effect?.getComputedTiming().iterations !== Infinity)
  await Promise.allSettled(ending.map((one) => one.finished))
})()`
const rolledUp = `Math.max(0, ...[...document.querySelectorAll('*')]
  .filter((element) => element === document.scrollingElement || /auto|scroll/.test(getComputedStyle(element).overflowY))
  .map((element) => element.scrollHeight - element.clientHeight))`

/** Taro moves pages by timers, which no browser tells of. */
const msToArrive = 400

/** Nothing glides in any more, and the fonts are there. */
async function still(page: Page): Promise<void> {
  await page.waitForTimeout(msToArrive)
  await page.evaluate(settled)
}

/** As high as what scrolls inside, so that all of it is in the picture. */
async function unroll(page: Page): Promise<void> {
  const hidden = Number(await page.evaluate(rolledUp))
  const size = page.viewportSize()
  if (!size || hidden === 0) return
  await page.setViewportSize({ width: size.width, height: Math.min(longest, size.height + hidden) })
  await still(page)
}
