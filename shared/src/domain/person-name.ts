import { toHalfWidth, withoutInvisible } from './clean-text'
import type { Issue } from './issue'

/** Dots that keyboards and old systems put where the name has "·" (U+00B7). */
const lookAlikeDots = /[\u2022\u2027\u2219\u22C5\u30FB\uFF65\u2024\u25CF\u2E31\u16EB\u0387\uFF0E\u3002\uFF61\u318D]/g
const plainChinese = /^[\u4E00-\u9FA5]+$/
const han = /\p{Script=Han}/u

// No look-behind in these patterns: WeChat on iOS before 16.4 can't parse it.
/** Look-alike dots become ·, letters half-width, spaces single; between Chinese characters and around · there are none. */
export function normalizePersonName(raw: string): string {
  if (plainChinese.test(raw)) return raw
  let name = withoutInvisible(toHalfWidth(raw.replace(lookAlikeDots, '·')))
    .replace(/[\s\u00A0\u3000]+/g, ' ')
    .trim()
  // An ASCII full stop stands for the dot only between Chinese characters: "J. Smith" keeps its own.
  if (han.test(name)) name = name.replace(/(\p{Script=Han}) ?\. ?(?=\p{Script=Han})/gu, '$1·')
  return name.replace(/ ?· ?/g, '·').replace(/(\p{Script=Han}) (?=\p{Script=Han})/gu, '$1')
}

// 〇 and the private-use characters that the police system issued for rare names count as Han.
const chinese = /^[\p{Script=Han}〇\uE000-\uF8FF\u{F0000}-\u{10FFFD}]+(?:·[\p{Script=Han}〇\uE000-\uF8FF\u{F0000}-\u{10FFFD}]+)*$/u
const latin = /^\p{Script=Latin}[\p{Script=Latin}\p{M}]*(?:[ '’.-]{1,2}\p{Script=Latin}[\p{Script=Latin}\p{M}]*)*\.?$/u

/** Chinese with ·, rare characters included, or Latin letters with spaces and hyphens; 2-50 characters. */
export function checkPersonName(name: string, path: Issue['path'] = ['name'], label = '姓名'): Issue[] {
  const length = Array.from(name).length
  if (length === 0) return [{ path, code: 'NAME_REQUIRED', message: `请填写${label}` }]
  if (length < 2 || length > 50) return [{ path, code: 'NAME_LENGTH', message: `${label}应为 2 至 50 个字，现为 ${length} 个` }]
  if (chinese.test(name) || latin.test(name)) return []
  return [{ path, code: 'NAME_CHARACTERS', message: `${label}${nameFault(name)}` }]
}

function nameFault(name: string): string {
  const digit = /\d/.exec(name)
  if (digit) return `中有数字“${digit[0]}”，请按身份证件填写`
  if (/^·|·$|··/.test(name)) return '的间隔号“·”应在两个字之间，请核对'
  if (han.test(name) && /\p{Script=Latin}/u.test(name)) return '不能中文和字母混写，请按身份证件填写'
  const other = Array.from(name).find((c) => !/[\p{Script=Han}\p{Script=Latin}\p{M}·]/u.test(c))
  return other === undefined ? '请按身份证件填写' : `中有不能使用的字符“${other}”，请按身份证件填写`
}
