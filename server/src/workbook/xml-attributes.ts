import { columnNumber } from './cell'
import { WorkbookRejection } from './rejection'
import { unescapeXml } from './xml-text'

const DOUBLE_QUOTE = 34, SINGLE_QUOTE = 39, COLON = 58, EQUALS = 61

const isSpace = (code: number) => code === 32 || code === 10 || code === 13 || code === 9

/** Walks over attributes without making an object for each. Names come without their prefix: `r:id` is `id`. */
export class AttributeCursor {
  private source = ''
  private at = 0
  private end = 0
  private valueFrom = 0
  private valueTo = 0
  name = ''

  reset(source: string, from: number, to: number): this {
    this.source = source
    this.at = from
    this.end = to
    return this
  }

  next(): boolean {
    const { source, end } = this
    let at = this.at
    while (at < end && isSpace(source.charCodeAt(at))) at++
    if (at >= end) return false
    let nameFrom = at
    let code = source.charCodeAt(at)
    for (; at < end && code !== EQUALS && !isSpace(code); code = source.charCodeAt(++at)) {
      if (code === COLON) nameFrom = at + 1
    }
    this.name = source.slice(nameFrom, at)
    while (at < end && isSpace(source.charCodeAt(at))) at++
    if (source.charCodeAt(at) !== EQUALS) throw new WorkbookRejection('CORRUPT')
    do at++
    while (at < end && isSpace(source.charCodeAt(at)))
    const quote = source.charCodeAt(at)
    if (quote !== DOUBLE_QUOTE && quote !== SINGLE_QUOTE) throw new WorkbookRejection('CORRUPT')
    this.valueFrom = ++at
    while (at < end && source.charCodeAt(at) !== quote) at++
    if (at >= end) throw new WorkbookRejection('CORRUPT')
    this.valueTo = at
    this.at = at + 1
    return true
  }

  get value(): string {
    return unescapeXml(this.source.slice(this.valueFrom, this.valueTo))
  }

  /** The value as a number, without a string in between where it is plain digits. */
  get integer(): number {
    let number = 0
    for (let at = this.valueFrom; at < this.valueTo; at++) {
      const digit = this.source.charCodeAt(at) - 48
      if (digit < 0 || digit > 9) return Number(this.value)
      number = number * 10 + digit
    }
    return this.valueTo === this.valueFrom ? Number.NaN : number
  }

  /** The letters that the value begins with, as the number of a column: A is 1; 0 when there are none. */
  get column(): number {
    return columnNumber(this.source, this.valueFrom, this.valueTo)
  }
}

/** All attributes of a tag, for the small parts where speed does not matter. */
export function attributes(source: string, from: number, to: number): Record<string, string> {
  const found: Record<string, string> = Object.create(null)
  for (const cursor = new AttributeCursor().reset(source, from, to); cursor.next(); ) found[cursor.name] = cursor.value
  return found
}
