import { WorkbookRejection } from './rejection'

const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
const reference = /&([^;&]{0,12};?)/g
const excelEscape = /_x([0-9A-Fa-f]{4})_/g

/** Resolves character references. Only the five predefined entities exist, since a DTD is never accepted. */
export function unescapeXml(text: string): string {
  return text.includes('&') ? text.replace(reference, (_, body: string) => resolve(body)) : text
}

function resolve(body: string): string {
  const name = body.endsWith(';') ? body.slice(0, -1) : ''
  const predefined = named[name]
  if (predefined !== undefined) return predefined
  const digits = /^#(?:x([0-9A-Fa-f]{1,6})|([0-9]{1,7}))$/.exec(name)
  if (!digits) throw new WorkbookRejection('CORRUPT')
  const codePoint = digits[1] === undefined ? Number(digits[2]) : Number.parseInt(digits[1], 16)
  if (codePoint > 0x10ffff || codePoint === 0) throw new WorkbookRejection('CORRUPT')
  return String.fromCodePoint(codePoint)
}

/** Excel writes what XML can't carry as `_x000D_`, and a literal `_x` as `_x005F_x` (ECMA-376 22.9.2.19, ST_Xstring). */
export function unescapeExcel(text: string): string {
  return text.includes('_x') ? text.replace(excelEscape, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))) : text
}

const notXml = /[^\t\n\r\P{Cc}]|[\uFFFE\uFFFF]/gu
const loneSurrogate = /\p{Surrogate}/gu
const special = /[&<>"\r]/g
const written: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\r': '_x000D_' }
const needsCare = /[&<>"\r]|[^\t\n\r\P{Cc}]|[\p{Surrogate}\uFFFE\uFFFF]|_x[0-9A-Fa-f]{4}_/u

/** Text as a cell or an attribute may hold it: the inverse of unescapeExcel(unescapeXml(text)). */
export function escapeExcel(text: string): string {
  if (!needsCare.test(text)) return text
  return text
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replace(loneSurrogate, '\uFFFD')
    .replace(notXml, (character) => `_x${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`)
    .replace(special, (character) => written[character] ?? character)
}

/** As escapeExcel; line breaks are written as references, because a parser turns plain ones in attributes into spaces. */
export const escapeAttribute = (text: string): string => escapeExcel(text).replace(/\n/g, '&#10;')
