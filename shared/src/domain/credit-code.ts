import { toHalfWidth } from './clean-text'
import type { Issue } from './issue'

const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]

export const normalizeCreditCode = (raw: string): string => toHalfWidth(raw).replace(/\s/g, '').toUpperCase()

/** The 18th character of GB 32100 from the first 17, or null when one of them is not of its alphabet. */
export function creditCodeCheck(first17: string): string | null {
  let sum = 0
  for (let i = 0; i < 17; i++) {
    const value = alphabet.indexOf(first17[i] ?? ' ')
    if (value < 0) return null
    sum += value * (weights[i] ?? 0)
  }
  return alphabet[(31 - (sum % 31)) % 31] ?? null
}

const oldWeights = [3, 7, 9, 10, 5, 8, 4, 2]
/** GB 11714: the 9-character organization code that some old records hold. */
export function isOrganizationCode(code: string): boolean {
  const text = code.replace('-', '')
  if (!/^[0-9A-Z]{8}[0-9X]$/.test(text)) return false
  const sum = oldWeights.reduce((total, weight, i) => total + weight * parseInt(text[i] ?? '0', 36), 0)
  return text[8] === ['0', 'X', '9', '8', '7', '6', '5', '4', '3', '2', '1'][sum % 11]
}

/** 统一社会信用代码 by GB 32100; a 9-character organization code is taken with a warning. */
export function checkCreditCode(code: string, path: Issue['path'] = ['creditCode']): Issue[] {
  if (code === '') return [{ path, code: 'CREDIT_CODE_REQUIRED', message: '请填写统一社会信用代码' }]
  if (/^[0-9A-Z]{8}-?[0-9X]$/.test(code)) {
    const doubt = isOrganizationCode(code) ? '' : '，且校验码不对，请核对'
    return [{ path, code: 'CREDIT_CODE_OLD_FORM', level: 'warning', message: `这是 9 位的旧组织机构代码${doubt}；已换发的请填写 18 位统一社会信用代码` }]
  }
  const wrong = Array.from(code).find((c) => !alphabet.includes(c))
  if (wrong !== undefined) return [{ path, code: 'CREDIT_CODE_CHARACTERS', message: `统一社会信用代码不会出现“${wrong}”，只有数字和除 I、O、S、V、Z 以外的大写字母` }]
  if (code.length !== 18) return [{ path, code: 'CREDIT_CODE_LENGTH', message: `统一社会信用代码应为 18 位，现为 ${code.length} 位` }]
  const expected = creditCodeCheck(code.slice(0, 17))
  if (expected !== code[17]) return [{ path, code: 'CREDIT_CODE_CHECK', message: '统一社会信用代码校验不通过，请对照证书逐位核对' }]
  return []
}
