import Taro from '@tarojs/taro'
import { useState } from 'react'

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

/** Opens a page, e.g. `openPage('/packages/candidate/filing/index', { trialId })`. Never personal data in `params`. */
export function openPage(url: string, params: Params = {}): void {
  const target = { url: withParams(url, params) }
  if (Taro.getCurrentPages().length >= deepest) void Taro.redirectTo(target)
  else void Taro.navigateTo(target)
}

export function replacePage(url: string, params: Params = {}): void {
  void Taro.redirectTo({ url: withParams(url, params) })
}

export function openTab(url: TabPage): void {
  void Taro.switchTab({ url })
}

/** Back, or home when the page was opened from a share card or an address. */
export function goBack(): void {
  if (Taro.getCurrentPages().length > 1) void Taro.navigateBack()
  else openTab('/pages/home/index')
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
