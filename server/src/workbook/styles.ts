import type { XmlHandler } from './xml-scanner'
import { attributes } from './xml-attributes'

/** How a cell format shows a number: as itself, as a day, or as a month without a day. */
export type NumberLook = 'plain' | 'date' | 'month'

/** Built-in formats that are dates in the Chinese edition too (ECMA-376 18.8.30); the others come as text. */
const builtInDates = new Set([14, 15, 16, 22, 28, 29, 30, 31, 51, 53, 54, 58])
const builtInMonths = new Set([17, 27, 36, 50, 52, 57])

/** What a number format makes of a number. Only the first section counts: the others are for negative and text. */
export function lookOfFormat(code: string): NumberLook {
  const elapsed = /\[(h+|m+|s+)\]/i.test(code)
  const bare = code
    .replace(/"[^"]*"?/g, '')
    .replace(/\\./g, '')
    .replace(/[_*]./g, '')
    .replace(/\[[^\]]*\]/g, '')
    .replace(/am\/pm|a\/p|上午\/下午/gi, '')
    .replace(/e[+-]/gi, '')
    .split(';', 1)[0] ?? ''
  if (elapsed || /general|standard|通用格式|[#?]/i.test(bare) || /^[^ymdehs]*$/i.test(bare)) return 'plain'
  if (/d/i.test(bare)) return 'date'
  if (/[ye]/i.test(bare)) return /m/i.test(bare) && !/[hs]/i.test(bare) ? 'month' : 'date'
  return 'plain'
}

/** Reads styles.xml: the look of each cell format, by the number that cells carry in `s`. */
export class StylesReader implements XmlHandler {
  readonly looks: NumberLook[] = []
  readonly wantsText = false
  private readonly custom = new Map<number, NumberLook>()
  private inCellFormats = false

  open(name: string, source: string, from: number, to: number): void {
    if (name === 'numFmt') {
      const { numFmtId, formatCode } = attributes(source, from, to)
      this.custom.set(Number(numFmtId), lookOfFormat(formatCode ?? ''))
    } else if (name === 'cellXfs') {
      this.inCellFormats = true
    } else if (name === 'xf' && this.inCellFormats) {
      this.looks.push(this.look(Number(attributes(source, from, to).numFmtId ?? 0)))
    }
  }

  close(name: string): void {
    if (name === 'cellXfs') this.inCellFormats = false
  }

  text(): void {}

  private look(id: number): NumberLook {
    return this.custom.get(id) ?? (builtInDates.has(id) ? 'date' : builtInMonths.has(id) ? 'month' : 'plain')
  }
}
