const fullWidth = /[\uFF01-\uFF5E]/g
const anySpace = /[\u00A0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000\t\r\n\v\f]/g
const invisible = /[\u00AD\u061C\u180E\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u206F\uFEFF]/g
/** Without tab and the breaks of lines and pages, which are spaces. */
const control = /[^\t\n\v\f\r\P{Cc}]/gu
const plain = /^[\u0020-\u007E\u4E00-\u9FA5]*$/

/** Full-width letters, digits and signs to their half-width forms. */
export const toHalfWidth = (text: string): string =>
  text.replace(fullWidth, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))

/**
 * Without characters that show nothing: those of no width, and those that turn the direction of writing. Two names that differ
 * in them alone look the same, and what is copied from a page or a contact often brings some along.
 */
export const withoutInvisible = (text: string): string => text.replace(invisible, '')

/**
 * What an import does to every cell before it is read: full-width ASCII becomes half-width, every
 * kind of space an ordinary one, invisible and control characters go, and so does the space around the text.
 * Full-width brackets and punctuation in running Chinese text are ASCII too; compare labels with `sameText`.
 */
export function cleanText(raw: string): string {
  // Most of 2,000,000 cells of a large workbook are plain already.
  if (plain.test(raw)) return raw.trim()
  return withoutInvisible(toHalfWidth(raw)).replace(control, '').replace(anySpace, ' ').trim()
}

/** Equal once cleaned and without any spaces: 初级（士） is 初级(士). */
export const sameText = (a: string, b: string): boolean => squeeze(a) === squeeze(b)
/** Cleaned, without spaces, for use as a key. */
export const squeeze = (text: string): string => cleanText(text).replace(/ +/g, '')
