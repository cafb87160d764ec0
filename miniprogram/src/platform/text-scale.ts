import { elderScale, largestTextScale } from '@talent/shared/tokens'
import { useEffect, useState } from 'react'
import { useElderMode } from './elder-mode'
import { isWeapp } from './target'
import { type AppBaseInfo, wechat } from './wechat'

/** What the platforms take for standard, in CSS px. */
const standard = { browser: 16, ios: 17, android: 16 }

/**
 * How much larger than usual this person reads: WeChat's 字体大小 setting, or the font size set in the browser.
 * Never below 1: 13 px is the smallest that is legible, and WeChat's 小 would go under it.
 */
function systemTextScale(): number {
  const scale = isWeapp ? wechatScale(wechat().getAppBaseInfo?.() ?? {}) : browserScale()
  return Number.isFinite(scale) ? Math.max(1, scale) : 1
}

/** Older base libraries tell only the size, whose standard differs between the two systems. */
function wechatScale({ fontSizeScaleFactor, fontSizeSetting }: AppBaseInfo): number {
  if (fontSizeScaleFactor !== undefined) return fontSizeScaleFactor
  if (fontSizeSetting === undefined) return 1
  const { platform } = wechat().getDeviceInfo?.() ?? {}
  return fontSizeSetting / (platform === 'ios' ? standard.ios : standard.android)
}

/** Text in `medium` is as large as the person has told the browser. */
function browserScale(): number {
  const probe = document.createElement('span')
  probe.style.fontSize = 'medium'
  document.body.append(probe)
  const size = Number.parseFloat(getComputedStyle(probe).fontSize)
  probe.remove()
  return size / standard.browser
}

/** The factor of every type size on a page: the person's own setting times elder-friendly mode, as far as layouts hold. */
export const textScale = (system: number, elder: boolean): number => Math.min(largestTextScale, system * (elder ? elderScale : 1))

export function useTextScale(): number {
  const [system] = useState(systemTextScale)
  const scale = textScale(system, useElderMode())
  useEffect(() => {
    // What the browser draws outside of the page's frame, such as the wheel, follows too.
    if (!isWeapp) document.documentElement.style.setProperty('--text-scale', String(scale))
  }, [scale])
  return scale
}
