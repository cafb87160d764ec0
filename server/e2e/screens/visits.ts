import type { BrowserContextOptions } from 'playwright-core'
import type { openBrowser, OpenPage } from '../browser'
import type { Gallery } from './screen'

export interface Look {
  name: string
  options: BrowserContextOptions
  /** The mini-program's larger text. */
  elder?: boolean
}

type Browser = Awaited<ReturnType<typeof openBrowser>>
type Session = BrowserContextOptions['storageState']

export const phoneSize: BrowserContextOptions = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true }

/** Opens pages as the people of the galleries, each of whom signs in once. */
export class Visits {
  private readonly sessions = new Map<NonNullable<Gallery['signIn']>, Promise<Session>>()

  constructor(private readonly browser: Browser) {}

  /** A page with the session of the gallery; in another browser on demand. */
  async open({ signIn }: Gallery, look: Look, browser: Browser = this.browser): Promise<OpenPage> {
    const opened = await browser.open({ ...look.options, ...(signIn ? { storageState: await this.sessionOf(signIn) } : {}) })
    if (look.elder) await opened.page.addInitScript({ content: "localStorage.setItem('elder-mode', JSON.stringify({ data: true }))" })
    return opened
  }

  /** Does what the gallery is about to show. */
  async prepare(gallery: Gallery): Promise<void> {
    if (!gallery.deed) return
    const { page, context } = await this.open(gallery, { name: '', options: phoneSize })
    await gallery.deed(page)
    await context.close()
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
}
