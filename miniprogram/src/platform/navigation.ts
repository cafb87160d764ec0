import Taro from '@tarojs/taro'
import { useState } from 'react'
import { say } from './dialogs'
import { isWeapp } from './target'

type Params = Record<string, string | number | undefined>

const tabs = ['/pages/home/index', '/pages/messages/index', '/pages/manage/index', '/pages/me/index'] as const
export type TabPage = (typeof tabs)[number]

/** WeChat keeps ten pages at most; the eleventh would not open. */
const deepest = 10

const withParams = (url: string, params: Params) => {
  const pairs = Object.entries(params).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${encodeURIComponent(String(value))}`],
  )
  return pairs.length ? `${url}?${pairs.join('&')}` : url
}

/** What was opened last, and how deep it lies: a second tap, of an unsteady hand or an impatient one, opens nothing twice. */
let opened: { url: string; depth: number } | null = null
/** The step that is being taken, since when; one that is never answered is over after a while. */
let underWay: { step: string; since: number } | null = null
/** ms */
const longestStep = 2_000

/**
 * One step at a time. WeChat says nothing by itself when the package of a page can't be fetched. The browser's router takes
 * a second tap for none by itself, and loads the page anew when it can't be fetched (platform/app-life.ts).
 */
function take(step: string, run: () => Promise<unknown>): void {
  if (!isWeapp) return void run()
  const now = Date.now()
  if (underWay?.step === step && now - underWay.since < longestStep) return
  const mine = { step, since: now }
  underWay = mine
  const end = () => {
    if (underWay === mine) underWay = null
  }
  void run().then(end, () => {
    end()
    opened = null
    say('页面没有打开，请检查网络后再点一次')
  })
}

/** Opens a page, e.g. `openPage('/packages/candidate/filing/index', { trialId })`. Never personal data in `params`. */
export function openPage(url: string, params: Params = {}): void {
  const target = { url: withParams(url, params) }
  const depth = Taro.getCurrentPages().length
  if (depth >= deepest) return take(target.url, () => Taro.redirectTo(target))
  if (isWeapp && opened?.url === target.url && opened.depth === depth) return
  take(target.url, () => {
    opened = { url: target.url, depth: depth + 1 }
    return Taro.navigateTo(target)
  })
}

export function replacePage(url: string, params: Params = {}): void {
  opened = null
  const target = { url: withParams(url, params) }
  take(target.url, () => Taro.redirectTo(target))
}

export function openTab(url: TabPage): void {
  opened = null
  take(url, () => Taro.switchTab({ url }))
}

/** Back, or home when the page was opened from a share card or an address. */
export function goBack(): void {
  if (Taro.getCurrentPages().length <= 1) return openTab('/pages/home/index')
  opened = null
  take('back', () => Taro.navigateBack())
}

/** The page was opened by a share card, a scanned code or an address: there is nothing to go back to. */
export function useOpenedDirectly(): boolean {
  const [alone] = useState(() => Taro.getCurrentPages().length <= 1)
  return alone
}

/** To an element of the page, once it is drawn. */
export function scrollTo(selector: string): void {
  // Taro's own nextTick waits half a second for an update that has been sent already.
  setTimeout(() => void Taro.pageScrollTo({ selector, offsetTop: -80, duration: 0 }), 50)
}

export function scrollToTop(): void {
  void Taro.pageScrollTo({ scrollTop: 0, duration: 0 })
}

/** A text parameter of the current page. */
export function pageParam(name: string): string | null {
  const value = Taro.getCurrentInstance().router?.params[name]
  return value === undefined || value === '' ? null : decoded(value)
}

/** What somebody typed or a torn address says may not be encoded at all. */
function decoded(value: string): string {
  try {
    return decodeURIComponent(value)
  } catch {
    return value
  }
}

/** A whole-number parameter of the current page; null when absent or not a number. */
export function pageId(name: string): number | null {
  const value = pageParam(name)
  return value !== null && /^[1-9]\d{0,14}$/.test(value) ? Number(value) : null
}
