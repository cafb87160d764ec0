import { setTimeout as pause } from 'node:timers/promises'
import type { BrowserContext, Page } from 'playwright-core'

/** A number that the run is given by this name. */
function given(name: string, usual: number): number {
  const value = Number(process.env[name] ?? usual)
  if (!Number.isFinite(value) || value < 0) throw new Error(`${name} must be a number of at least 0`)
  return value
}

/** Factor on how long a test waits (E2E_PATIENCE): what is only slow is no race. */
export const patience = given('E2E_PATIENCE', 1)
/** Every answer of the API comes later by up to so many ms, each by another (E2E_DELAY). */
const delay = given('E2E_DELAY', 0)
/** The pages' scripts run so many times slower (E2E_CPU). */
const slowdown = given('E2E_CPU', 1)

/** What a slow network and a slow computer do to a page, so that what a test does too early is seen. */
export async function putUnderStress(context: BrowserContext, page: Page): Promise<void> {
  if (delay > 0) {
    await context.route('**/api/**', async (route) => {
      await pause(Math.random() * delay)
      // The page may have been closed meanwhile.
      await route.fallback().catch(() => undefined)
    })
  }
  if (slowdown > 1) await (await context.newCDPSession(page)).send('Emulation.setCPUThrottlingRate', { rate: slowdown })
}
