import { toHalfWidth, withoutInvisible } from './clean-text'
import type { Issue } from './issue'

/** Half-width, without spaces and hyphens, and without the country code of China. */
export const normalizeMobile = (raw: string): string =>
  isMobile(raw) ? raw : withoutInvisible(toHalfWidth(raw)).replace(/[\s-]/g, '').replace(/^\+?86(?=1\d{10}$)/, '')

export const isMobile = (text: string): boolean => /^1[3-9]\d{9}$/.test(text)

/** 11 digits, 1 then 3-9. */
export function checkMobile(mobile: string, path: Issue['path'] = ['mobile']): Issue[] {
  if (isMobile(mobile)) return []
  if (mobile === '') return [{ path, code: 'MOBILE_REQUIRED', message: '请填写手机号码' }]
  if (/[^\d]/.test(mobile)) return [{ path, code: 'MOBILE_CHARACTERS', message: '手机号码只能是数字，请检查是否多了其他字符' }]
  if (mobile.length !== 11) return [{ path, code: 'MOBILE_LENGTH', message: `手机号码应为 11 位数字，现为 ${mobile.length} 位` }]
  return [{ path, code: 'MOBILE_PREFIX', message: '手机号码应以 13 至 19 开头，请核对' }]
}
