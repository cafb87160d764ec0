import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { desktop, type openBrowser, type OpenPage } from '../browser'
import type { Picture } from './album'
import type { Gallery, Screen } from './screen'

export interface Look {
  name: string
  options: BrowserContextOptions
  /** The mini-program's larger text. */
  elder?: boolean
}

const phoneSize: BrowserContextOptions = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true }
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
type Session = BrowserContextOptions['storageState']

export class Camera {
  readonly pictures: Picture[] = []
  private readonly sessions = new Map<NonNullable<Gallery['signIn']>, Promise<Session>>()

  constructor(private readonly browser: Browser, private readonly folder: string) {
    mkdirSync(folder, { recursive: true })
  }

  /** Every screen of the gallery in every look. */
  async take(gallery: Gallery, looks: readonly Look[]): Promise<void> {
    for (const look of looks) {
      for (const screen of gallery.screens) await this.shoot(gallery, screen, look)
    }
  }

  /** A page with the session of the gallery, made once. */
  async open({ signIn }: Gallery, look: Look): Promise<OpenPage> {
    const opened = await this.browser.open({ ...look.options, ...(signIn ? { storageState: await this.sessionOf(signIn) } : {}) })
    if (look.elder) await opened.page.addInitScript({ content: "localStorage.setItem('elder-mode', JSON.stringify({ data: true }))" })
    return opened
  }

  private sessionOf(signIn: NonNullable<Gallery['signIn']>): Promise<Session> {
    const known = this.sessions.get(signIn)
    if (known) return known
    const made = (async () => {
      const { page, context } = await this.browser.open(phoneSize)
      await signIn(page)
      const state = await context.storageState()
      await context.close()
      return state
    })()
    this.sessions.set(signIn, made)
    return made
  }

  private async shoot(gallery: Gallery, screen: Screen, look: Look): Promise<void> {
    const { page, context, errors } = await this.open(gallery, look)
    const file = `${gallery.name}-${screen.name}-${look.name}.png`
    try {
      await page.goto(screen.path, { waitUntil: 'networkidle' })
      await screen.prepare?.(page)
      await page.waitForLoadState('networkidle')
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
