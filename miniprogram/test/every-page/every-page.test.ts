import { getMe } from '@talent/shared/contract/wechat-session'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type AppUnderTest, launchApp } from '../harness/app-under-test'
import { signedIn } from '../harness/fixtures'
import { weappDist } from '../harness/fresh-build'
import { pageHtml } from '../harness/html'
import { packageSizes } from '../harness/package-sizes'
import { textOf, walk, type WxNode } from '../harness/wxml'
import { ContractServer, type Mood, type Plenty } from './contract-answers'
import { type PageEntry, pageEntries, usualMe } from './page-entries'

/** KB of packages and of one setData; WeChat's own scoring stops at 1,000 nodes and 30 levels. */
const limit = { mainPackage: 700, subPackage: 500, setData: 64, nodes: 1_000, depth: 30 }

const appJson = JSON.parse(readFileSync(join(weappDist, 'app.json'), 'utf8')) as { pages: string[]; subPackages: { root: string; pages: string[] }[] }
const routes = [...appJson.pages, ...appJson.subPackages.flatMap(({ root, pages }) => pages.map((page) => `${root}/${page}`))]
const entryOf = (route: string): PageEntry => {
  const entry = pageEntries[route]
  if (!entry) throw new Error(`${route} has no entry in test/every-page/page-entries.ts`)
  return entry
}
const loading = routes.filter((route) => !pageEntries[route]?.plain)
const emptying = routes.filter((route) => pageEntries[route]?.nothing)

async function open(route: string, { plenty = 'full', mood = 'well' }: { plenty?: Plenty; mood?: Mood } = {}): Promise<{ app: AppUnderTest; server: ContractServer }> {
  const entry = entryOf(route)
  const server = new ContractServer(plenty)
  if (entry.me !== null) server.on(getMe, entry.me ?? usualMe)
  entry.answers?.(server)
  if (plenty === 'sparse') entry.nothing?.answers?.(server)
  server.mood = mood
  const app = await launchApp({ dist: weappDist, server, storage: entry.me === null ? {} : signedIn(), path: entry.query ? `${route}?${entry.query}` : route })
  return { app, server }
}

/** taro-ui listens on what is only looked at (steps, timelines), and a tap beside its sheet closes it, as the button 关闭 does. */
const isTaroUiFrame = (node: WxNode) => /^(at-|layout-body)/.test(String(node.attr['class'] ?? ''))

/** What no state of any page may have: nonsense, a nameless button, too much of anything, an error. */
function expectSound(app: AppUnderTest): void {
  const { page } = app
  const { nodes, depth } = page.figures
  const labels = [...walk(page.tree)].map((node) => String(node.attr['ariaLabel'] ?? ''))
  const nonsense = [page.text, ...labels].flatMap((text) => text.match(/.{0,12}(undefined|NaN|\[object|Invalid Date|null).{0,12}/g) ?? [])
  const own = page.tappables.filter((node) => !isTaroUiFrame(node) && node.tag !== 'camera')
  const nameless = own.filter((node) => !node.attr['ariaLabel'] && textOf(node) === '').map((node) => node.attr['class'])
  const roleless = own.filter((node) => ['view', 'image', 'text'].includes(node.tag) && !node.attr['ariaRole']).map((node) => node.attr['class'])
  const inputs = [...walk(page.tree)].filter(({ tag }) => ['input', 'textarea', 'switch'].includes(tag)).filter((node) => !node.attr['ariaLabel']).map((node) => node.attr['class'])
  const largest = Math.max(0, ...page.setDataBytes) / 1024
  expect({ nonsense, nameless, roleless, inputs, errors: app.errors, warnings: app.warnings, unanswered: app.server.unanswered }).toEqual({ nonsense: [], nameless: [], roleless: [], inputs: [], errors: [], warnings: [], unanswered: [] })
  expect({ nodes: nodes < limit.nodes, depth: depth < limit.depth, setData: largest <= limit.setData }).toEqual({ nodes: true, depth: true, setData: true })
}

const expectWords = (app: AppUnderTest, words: readonly string[]) => {
  for (const word of words) expect(app.page.text).toContain(word)
}
const isWaiting = (app: AppUnderTest) => [...walk(app.page.tree)].some((node) => node.attr['ariaLabel'] === '正在加载')

test('every page has an entry, and every entry a page', () => {
  expect(Object.keys(pageEntries).sort()).toEqual([...routes].sort())
})

/** `WEAPP_HTML=<folder>` keeps every page as HTML, to look at. */
function keepHtml(app: AppUnderTest): void {
  const folder = process.env['WEAPP_HTML']
  if (!folder) return
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, `${app.page.route.replace(/\//g, '_')}.html`), pageHtml(weappDist, app.page))
}

test.each(routes)('%s with content', async (route) => {
  const { app } = await open(route)
  keepHtml(app)
  expectWords(app, entryOf(route).shows)
  expect(isWaiting(app)).toBe(false)
  expectSound(app)
  app.stop()
})

test.each(routes)('%s with as little as the contract allows', async (route) => {
  const { app } = await open(route, { plenty: 'sparse' })
  expect(app.page.text).not.toBe('')
  expect(isWaiting(app)).toBe(false)
  expectSound(app)
  app.stop()
})

test.each(routes)('%s for somebody who is not signed in', async (route) => {
  const app = await launchApp({ dist: weappDist, server: new ContractServer('full'), storage: {}, path: route })
  expect(app.page.text).not.toBe('')
  expect(isWaiting(app)).toBe(false)
  expectSound(app)
  app.stop()
})

test.each(emptying)('%s without anything says why and what next', async (route) => {
  const { app } = await open(route, { plenty: 'sparse' })
  expectWords(app, entryOf(route).nothing?.says ?? [])
  app.stop()
})

describe.each(loading)('%s', (route) => {
  test('shows the shape of what is coming while it waits', async () => {
    const { app } = await open(route, { mood: 'silent' })
    expect(isWaiting(app)).toBe(true)
    expectSound(app)
    app.stop()
  })

  test.each([
    ['a fault of the server', 'faulty', ['服务器出了问题', '重试']],
    ['a broken line', 'offline', ['后端接口连接异常', '连接不上服务器', '可以这样试试', '重试']],
    ['a server that does not answer', 'silent', ['后端接口连接异常', '服务器没有及时回应', '可以这样试试', '重试']],
  ] as const)('says %s, and the retry helps', async (_, mood, words) => {
    const { app, server } = await open(route, { mood })
    await app.pass(60_000)
    expectWords(app, words)
    expectSound(app)
    server.mood = 'well'
    await app.tap('重试')
    expectWords(app, entryOf(route).shows)
    expectSound(app)
    app.stop()
  })
})

test('the figures: packages, the first page, the largest pages', async () => {
  const sizes = Object.entries(packageSizes(weappDist)).map(([name, bytes]) => ({ name, kilobytes: bytes / 1024 }))
  const lines = sizes.map(({ name, kilobytes }) => `  ${name}: ${kilobytes.toFixed(0)} KB of ${name === 'main' ? limit.mainPackage : limit.subPackage}`)
  const [first = ''] = routes
  const launched = await launchApp({ dist: weappDist, server: new ContractServer('full'), storage: {}, path: first })
  const { setDataBytes, setDataUntilTappable } = launched.page
  lines.push(`  first page: ${setDataUntilTappable} setData until it can be tapped, the first ${((setDataBytes[0] ?? 0) / 1024).toFixed(1)} KB of ${limit.setData}`)
  launched.stop()
  for (const route of routes) {
    const { app } = await open(route)
    const { nodes, depth } = app.page.figures
    lines.push(`  ${route}: ${nodes} nodes, ${depth} levels, ${app.page.setDataBytes.length} setData, the largest ${(Math.max(...app.page.setDataBytes) / 1024).toFixed(1)} KB`)
    app.stop()
  }
  process.stdout.write(`${lines.join('\n')}\n`)
  expect(setDataUntilTappable).toBe(1)
  expect(setDataBytes[0]).toBeLessThanOrEqual(limit.setData * 1024)
  expect(sizes.filter(({ name, kilobytes }) => kilobytes > (name === 'main' ? limit.mainPackage : limit.subPackage))).toEqual([])
})
