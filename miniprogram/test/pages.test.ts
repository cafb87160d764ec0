import { getMe } from '@talent/shared/contract/wechat-session'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type AppUnderTest, launchApp } from './harness/app-under-test'
import { FakeServer } from './harness/fake-server'
import { meOf, signedIn } from './harness/fixtures'
import { weappDist } from './harness/fresh-build'
import { pageHtml } from './harness/html'
import { packageSizes } from './harness/package-sizes'
import { textOf, walk } from './harness/wxml'

/** Half of what WeChat's own scoring allows. */
const limit = { setDataBytes: 128 * 1024, nodes: 500, depth: 30, children: 60, mainPackage: 600 * 1024, subPackage: 600 * 1024 }

const launch = (storage: Record<string, unknown>): Promise<AppUnderTest> =>
  launchApp({ dist: weappDist, server: new FakeServer().on(getMe, meOf()), storage })

/** `WEAPP_HTML=<folder>` keeps every page as HTML, to look at. */
function keepHtml(app: AppUnderTest, storage: object): void {
  const folder = process.env['WEAPP_HTML']
  if (!folder) return
  mkdirSync(folder, { recursive: true })
  const name = `${app.page.route.replace(/\//g, '_')}${Object.keys(storage).length ? '' : '_signed-out'}.html`
  writeFileSync(join(folder, name), pageHtml(weappDist, app.page))
}

test('every page opens signed out and signed in, within the limits, and the templates have nothing to complain of', async () => {
  const figures: Record<string, string> = {}
  for (const storage of [{}, signedIn()]) {
    const app = await launch(storage)
    for (const route of app.routes) {
      await app.goTo(`/${route}`)
      expect(app.page.route).toBe(route)
      expect(app.page.text).not.toBe('')
      const { nodes, depth, widest } = app.page.figures
      const bytes = Math.max(0, ...app.page.setDataBytes)
      keepHtml(app, storage)
      figures[route] = `${nodes} nodes, depth ${depth}, widest ${widest}, largest setData ${bytes} B`
      expect({ route, ok: nodes <= limit.nodes && depth <= limit.depth && widest <= limit.children && bytes <= limit.setDataBytes }).toEqual({ route, ok: true })
      if (app.depth > 1) await app.back()
    }
    expect(app.errors).toEqual([])
    expect(app.warnings).toEqual([])
    app.stop()
  }
  process.stdout.write(`${Object.entries(figures).map(([route, text]) => `  ${route}: ${text}`).join('\n')}\n`)
})

test('everything tappable has a name for the screen reader', async () => {
  const app = await launch(signedIn())
  for (const route of app.routes) {
    await app.goTo(`/${route}`)
    const nameless = [...walk(app.page.tree)].filter(
      (node) => ['button', 'input', 'textarea', 'switch'].includes(node.tag) && !node.attr['ariaLabel'] && textOf(node) === '',
    )
    expect({ route, nameless: nameless.map((node) => node.attr['class']) }).toEqual({ route, nameless: [] })
    if (app.depth > 1) await app.back()
  }
  app.stop()
})

test('the packages are small', () => {
  const sizes = packageSizes(weappDist)
  process.stdout.write(`${Object.entries(sizes).map(([name, bytes]) => `  ${name}: ${(bytes / 1024).toFixed(1)} KB`).join('\n')}\n`)
  expect(sizes['main']).toBeLessThanOrEqual(limit.mainPackage)
  for (const [name, bytes] of Object.entries(sizes)) expect({ name, ok: bytes <= limit.subPackage }).toEqual({ name, ok: true })
})
