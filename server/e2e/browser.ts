import { chromium, type Browser, type BrowserContext, type BrowserContextOptions, type ConsoleMessage, type Page } from 'playwright-core'
import { findChromium } from '../test/find-program.cjs'
import { patience, putUnderStress } from './stress'

/** Where the server of this run answers. */
export function serverUrl(): string {
  const url = process.env['E2E_URL']
  if (!url) throw new Error('Run this through server/e2e/jest.config.cjs: it starts a server for each file')
  return url
}

/** A phone that many candidates own, and the smallest window the admin view is drawn for. */
export const phone: BrowserContextOptions = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true }
export const desktop: BrowserContextOptions = { viewport: { width: 1280, height: 800 } }

/** What has not come by then does not come; the steps of a test name what was missing. */
const msToAppear = 15_000 * patience

export interface OpenPage {
  page: Page
  context: BrowserContext
  /** Errors of scripts and of the console since the page was opened; a test that went well has none. */
  errors: string[]
}

/** The console repeats every refusal of the API, such as the 401 that sends a page to sign-in: the page's own matter. */
function isAnswer(message: ConsoleMessage, baseURL: string): boolean {
  return message.text().startsWith('Failed to load resource') && message.location().url.startsWith(`${baseURL}/api/`)
}

/** A picture whose page was left before it had been drawn: what it was kept in is gone by then. */
const isPutAway = (message: ConsoleMessage): boolean => message.text().includes('net::ERR_FILE_NOT_FOUND') && message.location().url.startsWith('blob:')

/** It works for what is true at once, and for nothing else. */
const forbidden = (): never => {
  throw new Error("The pages' policy forbids text as a program that waits: use waitUntil of page-checks.ts")
}

/** One browser for a test file; every page has a context, and so a session, of its own. `fontSize`: what its owner has set as the size of text, in px. */
export async function openBrowser(settings: { fontSize?: number } = {}): Promise<{ open(options: BrowserContextOptions): Promise<OpenPage>; close(): Promise<void> }> {
  const executablePath = findChromium()
  if (!executablePath) throw new Error('Chromium was not found. On Debian: apt-get install chromium')
  // Chromium's own sandbox does not start as root, nor in most containers; the pages are ours.
  const browser: Browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-dev-shm-usage', ...(settings.fontSize ? [`--blink-settings=defaultFontSize=${settings.fontSize}`] : [])] })
  return {
    async open(options) {
      const baseURL = options.baseURL ?? serverUrl()
      const context = await browser.newContext({ baseURL, locale: 'zh-CN', timezoneId: 'Asia/Shanghai', ...options })
      context.setDefaultTimeout(msToAppear)
      const page = await context.newPage()
      page.waitForFunction = forbidden
      await putUnderStress(context, page)
      const errors: string[] = []
      page.on('pageerror', (error) => errors.push(error.message))
      page.on('console', (message) => {
        if (message.type() === 'error' && !isAnswer(message, baseURL) && !isPutAway(message)) errors.push(`${message.text()} ${message.location().url}`)
      })
      return { page, context, errors }
    },
    close: () => browser.close(),
  }
}
