import { mkdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { candidates, reviewers } from '../../src/demonstration/people'
import { openMenu, signInAdmin } from '../admin'
import { desktop, phone, type openBrowser } from '../browser'
import { sees, seesButton, signInByPhone, tap } from '../mini-program'

const folder = join(__dirname, '../../docs/pictures')
const mostBytes = 150 * 1024

type Browser = Awaited<ReturnType<typeof openBrowser>>

/** What the README shows of the product. */
export async function takeReadmePictures(browser: Browser): Promise<void> {
  mkdirSync(folder, { recursive: true })
  await take(browser, 'institution-people', desktop, async (page) => {
    await signInAdmin(page, 'hospitaladmin')
    await openMenu(page, '人员信息管理')
    await page.getByText(/^共 \d+ 条$/).waitFor()
  })
  await take(browser, 'candidate-confirmation', phone, async (page) => {
    await signInByPhone(page, candidates[1].person.mobile)
    await tap(page, '去核对')
    await sees(page, /^还差 \d+ 项/)
  })
  await take(browser, 'auditor-detail', phone, async (page) => {
    await signInByPhone(page, reviewers[0].person.mobile)
    await tap(page, '开始审核')
    await seesButton(page, '审核通过')
  })
}

async function take(browser: Browser, name: string, device: Parameters<Browser['open']>[0], prepare: (page: Page) => Promise<void>): Promise<void> {
  const { page, context } = await browser.open(device)
  await prepare(page)
  await page.waitForLoadState('networkidle')
  // What says that something worked has gone after three seconds.
  await page.waitForTimeout(3_500)
  const file = join(folder, `${name}.png`)
  await sharp(await page.screenshot({ animations: 'disabled' })).png({ palette: true, colours: 128, compressionLevel: 9, effort: 10 }).toFile(file)
  const { size } = statSync(file)
  if (size > mostBytes) throw new Error(`${file} has ${size} bytes, more than ${mostBytes}`)
  console.log(`${file}  ${Math.ceil(size / 1024)} KB`)
  await context.close()
}
