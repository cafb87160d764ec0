import { toHalfWidth, withoutInvisible } from './clean-text'

/** Without 0 O, 1 I L, 2 Z, 5 S, 8 B, U V: whatever is read aloud or copied by hand comes back the same. */
export const codeAlphabet = '34679ACDEFGHJKMNPQRTUWXY'
const base = codeAlphabet.length
/** The largest multiple of the alphabet's size that a byte holds; larger bytes are skipped, so all characters are equally likely. */
const fair = Math.floor(256 / base) * base

export const authorizationCodeLength = 10
export const confirmationCodeLength = 8
/** Of the code by which a phone sends its position to an open web form; good for so many minutes and one position. */
export const positionCodeLength = 10
export const positionCodeMinutes = 10
/** Of the code by which a manager signs in in the browser; good for so many minutes and one session. */
export const webSignInCodeLength = 10
export const webSignInMinutes = 3
/** An authorization code that nobody used is void after so many days; the institution makes another one whenever it likes. */
export const authorizationCodeDays = 7

/** Half-width, upper-case, without spaces and hyphens. */
export const normalizeCode = (raw: string): string => withoutInvisible(toHalfWidth(raw)).replace(/[\s\u2010-\u2015-]/g, '').toUpperCase()

const isCode = (code: string, length: number): boolean => code.length === length && Array.from(code).every((c) => codeAlphabet.includes(c))
/** Expects what normalizeCode returns. */
export const isAuthorizationCode = (code: string): boolean => isCode(code, authorizationCodeLength)
export const isConfirmationCode = (code: string): boolean => isCode(code, confirmationCodeLength)
export const isPositionCode = (code: string): boolean => isCode(code, positionCodeLength)
export const isWebSignInCode = (code: string): boolean => isCode(code, webSignInCodeLength)

/** A code from bytes of a cryptographic source; null when there were too few (ask for twice the length). */
export function codeFromRandomBytes(bytes: Uint8Array, length: number): string | null {
  let code = ''
  for (const byte of bytes) {
    if (code.length === length) break
    if (byte < fair) code += codeAlphabet[byte % base]
  }
  return code.length === length ? code : null
}

/** ISO 7064, hybrid system MOD 25,24: every single wrong character is found. */
export function checkCharacter(text: string): string {
  let carry = base
  for (const c of text) {
    const sum = (carry + Math.max(0, codeAlphabet.indexOf(c))) % base
    carry = ((sum === 0 ? base : sum) * 2) % (base + 1)
  }
  return codeAlphabet[(base + 1 - carry) % base] ?? ''
}

const submissionDigits = 15

/**
 * 提交编码 of a keyed hash (16 bytes or more of it): 15 characters and a check character, in fours.
 * The hash itself is the server's, since only it has the key.
 */
export function submissionCodeOf(hash: Uint8Array): string {
  const digits = Array.from(hash.slice(0, 16))
  let text = ''
  while (text.length < submissionDigits) {
    let remainder = 0
    for (let i = 0; i < digits.length; i++) {
      const value = remainder * 256 + (digits[i] ?? 0)
      digits[i] = Math.floor(value / base)
      remainder = value % base
    }
    text += codeAlphabet[remainder]
  }
  return groupCode(text + checkCharacter(text))
}

/** XXXX-XXXX-XXXX-XXXX */
export const groupCode = (code: string): string => code.replace(/(.{4})(?=.)/g, '$1-')

/** True when a typed submission code has the form and its check character; whether it is valid only the server knows. */
export function isSubmissionCode(raw: string): boolean {
  const code = normalizeCode(raw)
  return isCode(code, submissionDigits + 1) && checkCharacter(code.slice(0, -1)) === code.slice(-1)
}
