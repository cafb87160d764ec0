import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { openBrowser, type OpenPage } from './browser'
import { inOrder } from './steps'

interface Journey<Who extends string> {
  /** The window of one of them. */
  at(who: Who): Page
  step(name: string, work: () => Promise<void>): void
  /** The last step: no page has logged an error on the way. */
  end(): void
}

/**
 * The steps of one path through the product: a window for everybody who takes part. A step that fails leaves a picture of each window.
 */
export function journey<Who extends string>(windows: Record<Who, BrowserContextOptions>): Journey<Who> {
  const opened = new Map<string, OpenPage>()
  let close = async (): Promise<void> => undefined

  beforeAll(async () => {
    const browser = await openBrowser()
    close = () => browser.close()
    for (const [who, options] of Object.entries<BrowserContextOptions>(windows)) opened.set(who, await browser.open(options))
  })
  afterAll(() => close())

  const step = inOrder(async (name) => {
    const folder = mkdtempSync(join(tmpdir(), 'talent-e2e-failure-'))
    for (const [who, { context }] of opened) {
      for (const [index, page] of context.pages().entries()) await page.screenshot({ path: join(folder, `${who}-${index + 1}.png`) })
    }
    process.stderr.write(`${name}: see ${folder}\n`)
  })
  return {
    at(who) {
      const one = opened.get(who)
      if (!one) throw new Error(`${who} has no window before the first step`)
      return one.page
    },
    step,
    end: () => test('no page has reported an error', () => {
      expect([...opened].flatMap(([who, { errors }]) => errors.map((error) => `${who}: ${error}`))).toEqual([])
    }),
  }
}
