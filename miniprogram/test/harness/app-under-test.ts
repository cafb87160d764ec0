import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import vm from 'node:vm'
import { type Brightness, type FakeFrame, print } from './fake-camera'
import { type AppClock, createClock } from './clock'
import { FakeServer } from './fake-server'
import { type Call, createWx, type Deed, type Updates } from './fake-wx'
import { PageUnderTest } from './page-under-test'
import { createRenderer, type Renderer, type WxNode } from './wxml'

type Settings = Record<string, unknown>
interface AppJson extends Record<string, unknown> {
  pages: string[]
  subPackages?: { root: string; name?: string; pages: string[] }[]
  tabBar?: { list: { pagePath: string }[] }
}

export interface LaunchOptions {
  dist: string
  server?: FakeServer
  /** What the phone's storage holds from an earlier day. */
  storage?: Record<string, unknown>
  /** ISO instant; default a day of the 2026 registration. */
  now?: string
  /** What WeChat tells of itself, e.g. its font size: `{ fontSizeScaleFactor: 1.4 }`. */
  appBaseInfo?: Record<string, unknown>
  /** Page and query, as from a share card; default the first page. */
  path?: string
}

const deepest = 10

/** The compiled mini-program, running without WeChat. */
export class AppUnderTest {
  readonly server: FakeServer
  readonly storage: Map<string, unknown>
  /** Every call of an asynchronous wx API. */
  readonly calls: Call[] = []
  /** What went wrong inside the app: thrown, or written to console.error. */
  readonly errors: string[] = []
  readonly json: AppJson
  readonly updates: Updates = { ready: [], applied: 0 }
  private readonly watchers = new Set<(frame: FakeFrame) => void>()
  private picture: Brightness = print
  private readonly stack: PageUnderTest[] = []
  private readonly tabs = new Map<string, PageUnderTest>()
  private readonly deeds = new Map<string, Deed>()
  private readonly registered = new Map<string, Settings>()
  private readonly modules = new Map<string, { exports: unknown }>()
  private readonly renderer: Renderer
  private readonly clock: AppClock
  private readonly context: vm.Context
  private app: Settings = {}
  private loading = ''

  constructor(private readonly options: LaunchOptions) {
    this.server = options.server ?? new FakeServer()
    this.storage = new Map(Object.entries(options.storage ?? {}))
    this.json = JSON.parse(readFileSync(join(options.dist, 'app.json'), 'utf8')) as AppJson
    this.renderer = createRenderer(options.dist)
    const fail = (error: unknown) => this.errors.push(error instanceof Error ? (error.stack ?? error.message) : String(error))
    this.clock = createClock(Date.parse(options.now ?? '2026-11-21T02:00:00Z'), fail)
    this.context = this.createContext()
  }

  /** WeChat's global scope: no window, document, fetch, URL or crypto, and no code from strings. */
  private createContext(): vm.Context {
    const note = (...parts: unknown[]) => void this.errors.push(parts.map(String).join(' '))
    const silent = () => {}
    const { now, ...timers } = this.clock.timers
    const context = vm.createContext(
      {
        ...timers,
        console: { log: silent, info: silent, debug: silent, warn: silent, error: note },
        wx: createWx({
          server: this.server,
          storage: this.storage,
          calls: this.calls,
          deeds: this.deeds,
          later: this.clock.later,
          navigate: (name, options) => this.navigate(name, options),
          complain: (words) => void this.errors.push(words),
          updates: this.updates,
          watchers: this.watchers,
          picture: () => this.picture,
          appBaseInfo: this.options.appBaseInfo ?? {},
        }),
        App: (settings: Settings) => (this.app = settings),
        Page: (settings: Settings) => void this.registered.set(this.loading, settings),
        Component: (settings: Settings) => void this.registered.set(this.loading, settings),
        Behavior: (settings: Settings) => settings,
        getApp: () => this.app,
        getCurrentPages: () => this.stack.map((page) => page.instance),
        __now: now,
      },
      { codeGeneration: { strings: false, wasm: false } },
    )
    vm.runInContext('globalThis.global = globalThis; Date = class extends Date { constructor(...a) { a.length ? super(...a) : super(__now()) } static now() { return __now() } }', context)
    return context
  }

  private require(path: string): unknown {
    const file = path.endsWith('.js') ? path : `${path}.js`
    const known = this.modules.get(file)
    if (known) return known.exports
    const module = { exports: {} as unknown }
    this.modules.set(file, module)
    const code = readFileSync(join(this.options.dist, file), 'utf8')
    const run = vm.runInContext(`(function (require, module, exports) { ${code}\n})`, this.context, { filename: file }) as (...args: unknown[]) => void
    run((inner: string) => this.require(join(file, '..', inner)), module, module.exports)
    return module.exports
  }

  async launch(): Promise<this> {
    this.require('app.js')
    const [path = '', search = ''] = (this.options.path ?? this.json.pages[0] ?? '').split('?')
    const query = Object.fromEntries(new URLSearchParams(search))
    const launch = { path, query, scene: 1001 }
    for (const name of ['onLaunch', 'onShow']) {
      const handler = this.app[name]
      if (typeof handler === 'function') (handler as (options: unknown) => void).call(this.app, launch)
    }
    this.open(path, query)
    await this.settled()
    return this
  }

  private get allPages(): string[] {
    return [...this.json.pages, ...(this.json.subPackages ?? []).flatMap(({ root, pages }) => pages.map((page) => `${root}/${page}`))]
  }

  /** Every page of the app, those of the sub-packages too. */
  get routes(): readonly string[] {
    return this.allPages
  }

  private isTab(route: string): boolean {
    return (this.json.tabBar?.list ?? []).some((tab) => tab.pagePath === route)
  }

  private create(route: string): PageUnderTest {
    this.loading = route
    this.require(`${route}.js`)
    const settings = this.registered.get(route)
    if (!settings) throw new Error(`${route} registered no page`)
    const instance: Settings = { ...settings, route, selectComponent: () => null, getOpenerEventChannel: () => ({ on: () => {}, emit: () => {} }) }
    const page = new PageUnderTest(route, instance, this.renderer, this.clock.later)
    page.instance['data'] = page.data
    Object.assign(page.data, JSON.parse(JSON.stringify(settings['data'] ?? {})))
    return page
  }

  private open(route: string, query: Record<string, string>): void {
    const existing = this.isTab(route) ? this.tabs.get(route) : undefined
    const page = existing ?? this.create(route)
    this.stack.push(page)
    if (this.isTab(route)) this.tabs.set(route, page)
    if (!existing) page.call('onLoad', query)
    page.call('onShow')
    if (!existing) page.call('onReady')
  }

  private close(page: PageUnderTest | undefined): void {
    if (!page) return
    if (this.isTab(page.route)) page.call('onHide')
    else page.call('onUnload')
  }

  private navigate(name: string, options: Record<string, unknown>): void {
    if (name === 'navigateBack') {
      const steps = Math.min(Number(options['delta'] ?? 1), this.stack.length - 1)
      for (let step = 0; step < steps; step += 1) this.close(this.stack.pop())
      if (steps > 0) this.page.call('onShow')
      return
    }
    const [path = '', search = ''] = String(options['url']).split('?')
    const route = path.replace(/^\//, '')
    const query = Object.fromEntries(search.split('&').filter(Boolean).map((pair) => pair.split('=') as [string, string]))
    if (!this.allPages.includes(route)) throw `page "${route}" is not found`
    const tab = this.isTab(route)
    if (name === 'switchTab') {
      if (!tab) throw 'can not switch to no-tabBar page'
    } else if (tab && name !== 'reLaunch') throw `can not ${name} a tabbar page`
    if (name === 'navigateTo') {
      if (this.stack.length >= deepest) throw 'webview count limit exceed'
      this.page.call('onHide')
    } else if (name === 'redirectTo') this.close(this.stack.pop())
    else for (const page of this.stack.splice(0).reverse()) this.close(page)
    this.open(route, query)
  }

  /** The page in front. */
  get page(): PageUnderTest {
    const top = this.stack.at(-1)
    if (!top) throw new Error('no page is open')
    return top
  }

  get depth(): number {
    return this.stack.length
  }

  get warnings(): readonly string[] {
    return this.renderer.warnings
  }

  settled = () => this.clock.settled()
  /** Lets so many ms pass: countdowns, timeouts, polling. */
  pass = (ms: number) => this.clock.advance(ms)

  /** The camera sees this from now on, until the next frame. */
  async seesFrame(frame: FakeFrame): Promise<void> {
    for (const watch of this.watchers) watch(frame)
    await this.settled()
  }

  /** What every photo looks like when the app reads it back. */
  photosShow(brightness: Brightness): this {
    this.picture = brightness
    return this
  }

  /** The native part of the page tells something: `app.native('camera', 'initdone')`. */
  async native(tag: string, event: string, detail: Record<string, unknown> = {}): Promise<void> {
    this.page.deliver(this.page.control(tag, ''), event, detail, false)
    await this.settled()
  }

  /** What an API of the phone, or the person behind it, does from now on: `app.does('scanCode', () => ({ result: 'A1' }))`. Throw a string to refuse. */
  does(api: string, deed: Deed): this {
    this.deeds.set(api, deed)
    return this
  }

  callsOf(api: string): Record<string, unknown>[] {
    return this.calls.filter((call) => call.name === api).map((call) => call.options)
  }

  /** Goes to a page as a link inside the app would. */
  async goTo(url: string): Promise<void> {
    const route = url.replace(/^\//, '').split('?')[0] ?? ''
    this.navigate(this.isTab(route) ? 'switchTab' : 'navigateTo', { url })
    await this.settled()
  }

  async back(): Promise<void> {
    this.navigate('navigateBack', {})
    await this.settled()
  }

  async tap(words: string, at = 0): Promise<void> {
    this.page.deliver(this.tappable(words, at), 'tap', { x: 1, y: 1 }, true)
    await this.settled()
  }

  /** Taps one node; a button that is off takes it without doing anything. */
  async tapNode(node: WxNode): Promise<void> {
    this.page.deliver(node, 'tap', { x: 1, y: 1 }, true)
    await this.settled()
  }

  /** Two taps before the app can react to the first. */
  async tapTwice(words: string): Promise<void> {
    const node = this.tappable(words, 0)
    this.page.deliver(node, 'tap', {}, true)
    this.page.deliver(node, 'tap', {}, true)
    await this.settled()
  }

  private tappable(words: string, at: number): WxNode {
    const node = this.page.find(words)[at]
    if (!node) throw new Error(`${this.page.route} does not show “${words}”. It shows: ${this.page.text}`)
    for (let up: WxNode | null = node; up; up = up.parent) {
      if (up.tag === 'button' && up.attr['disabled'] === true) throw new Error(`“${words}” is disabled`)
    }
    return node
  }

  async input(label: string, value: string): Promise<void> {
    this.page.deliver(this.page.control('input', label), 'input', { value, cursor: value.length }, true)
    await this.settled()
  }

  async write(label: string, value: string): Promise<void> {
    this.page.deliver(this.page.control('textarea', label), 'input', { value, cursor: value.length }, true)
    await this.settled()
  }

  /** Chooses in a wheel: the index of a choice, or a date. */
  async pick(label: string, value: number | string): Promise<void> {
    this.page.deliver(this.page.control('picker', label), 'change', { value }, true)
    await this.settled()
  }

  async toggle(label: string, value: boolean): Promise<void> {
    this.page.deliver(this.page.control('switch', label), 'change', { value }, true)
    await this.settled()
  }

  /** The person answers WeChat's own window behind a button; a refusal has no code. */
  async givePhoneNumber(button: string, code: string | null): Promise<void> {
    const detail = code === null ? { errMsg: 'getPhoneNumber:fail user deny' } : { errMsg: 'getPhoneNumber:ok', code }
    this.page.deliver(this.page.control('button', button), 'getphonenumber', detail, false)
    await this.settled()
  }

  /** WeChat has fetched a newer version. */
  async updateReady(): Promise<void> {
    for (const listener of this.updates.ready) listener()
    await this.settled()
  }

  /** WeChat was asked for a page that this version does not have. */
  async pageNotFound(path: string): Promise<void> {
    const handler = this.app['onPageNotFound']
    if (typeof handler === 'function') (handler as (options: unknown) => void).call(this.app, { path, query: {}, isEntryPage: true })
    await this.settled()
  }

  async reachBottom(): Promise<void> {
    this.page.call('onReachBottom')
    await this.settled()
  }

  stop(): void {
    this.clock.stop()
  }
}

export const launchApp = (options: LaunchOptions): Promise<AppUnderTest> => new AppUnderTest(options).launch()
