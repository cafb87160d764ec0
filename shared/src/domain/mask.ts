/** Masked forms (spec "Identity documents"). Characters are counted as people see them, rare ones included. */

/** First 4, ****, last 2; a value shorter than 10 shows its first and last character only, one of 1 or 2 nothing. */
export function maskIdentityNumber(number: string): string {
  const characters = Array.from(number)
  if (characters.length === 0) return ''
  if (characters.length < 3) return '****'
  const [head, tail] = characters.length < 10 ? [1, 1] : [4, 2]
  return `${characters.slice(0, head).join('')}****${characters.slice(-tail).join('')}`
}

/** 138****8000; anything that is no 11-digit number is masked like a document number. */
export const maskMobile = (mobile: string): string =>
  /^\d{11}$/.test(mobile) ? `${mobile.slice(0, 3)}****${mobile.slice(-4)}` : maskIdentityNumber(mobile)

/** 张*, 张**: the first character stays. */
export function maskName(name: string): string {
  const characters = Array.from(name)
  const first = characters[0]
  if (first === undefined) return ''
  return first + '*'.repeat(Math.max(1, Math.min(characters.length - 1, 3)))
}

/** z***@example.com */
export function maskEmail(email: string): string {
  const at = email.lastIndexOf('@')
  return at < 1 ? maskIdentityNumber(email) : `${email.slice(0, 1)}***${email.slice(at)}`
}

/** Numbers are read in groups: 420102 19900101 012 6; other documents in fours. */
export function groupIdentityNumber(number: string): string {
  if (/^\d{17}[\dX]$/.test(number)) return `${number.slice(0, 6)} ${number.slice(6, 14)} ${number.slice(14)}`
  return number.replace(/(.{4})(?=.)/gu, '$1 ')
}
