import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { openBrowser } from '../browser'
import { startServer } from '../own-server'
import { authority, institution, prepareInstitution, signedOut } from './admin-screens'
import { writeAlbum } from './album'
import { Camera, phoneLooks, webLooks } from './camera'
import { notVerified, phoneGalleries } from './phone-screens'
import { takeReadmePictures } from './readme-pictures'
import { adminRoutes, phoneRoutes } from './routes'
import type { Gallery } from './screen'

/** npm run screenshots [folder] [--only 人员,角色] [--readme]: pictures of every page, and a failure when one logs an error. */
const { values, positionals } = parseArgs({ allowPositionals: true, options: { readme: { type: 'boolean' }, only: { type: 'string' } } })

async function main(): Promise<void> {
  const server = await startServer()
  process.env['E2E_URL'] = server.url
  const browser = await openBrowser()
  try {
    if (values.readme) return await takeReadmePictures(browser)
    await takeEverything(browser, resolve(positionals[0] ?? 'data/screenshots'))
  } finally {
    await browser.close()
    await server.stop()
  }
}

async function takeEverything(browser: Awaited<ReturnType<typeof openBrowser>>, folder: string): Promise<void> {
  const camera = new Camera(browser, folder)
  const { page, context } = await browser.open(webLooks[0]?.options ?? {})
  const own = institution(await prepareInstitution(page))
  await context.close()
  demandAllRoutes([own, authority, notVerified, ...phoneGalleries])

  await camera.take(narrowed(notVerified), phoneLooks)
  for (const gallery of phoneGalleries) await camera.visits.prepare(gallery)
  for (const gallery of [signedOut, own, authority]) await camera.take(narrowed(gallery), webLooks)
  for (const gallery of phoneGalleries) await camera.take(narrowed(gallery), phoneLooks)

  writeAlbum(folder, camera.pictures)
  const wrong = camera.pictures.filter(({ errors }) => errors.length > 0)
  for (const { file, errors } of wrong) console.error(`${file}\n  ${errors.join('\n  ')}`)
  console.log(`${camera.pictures.length} pictures in ${folder}/index.html, ${wrong.length} with errors`)
  if (wrong.length > 0) process.exitCode = 1
}

/** With --only, those whose name has one of the words. */
const narrowed = (gallery: Gallery): Gallery =>
  ({ ...gallery, screens: gallery.screens.filter(({ name }) => (values.only ?? '').split(',').some((words) => `${gallery.name}-${name}`.includes(words))) })

function demandAllRoutes(galleries: readonly Gallery[]): void {
  const shown = new Set(galleries.flatMap(({ screens }) => screens.map(({ route }) => route)))
  const missing = [...adminRoutes(), ...phoneRoutes()].filter((route) => !shown.has(route))
  if (missing.length > 0) throw new Error(`No screen shows ${missing.join(', ')}: add it to server/e2e/screens`)
}

main().catch((error: unknown) => {
  console.error(error)
  process.exitCode = 1
})
