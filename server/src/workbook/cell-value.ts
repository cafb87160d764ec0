import type { Cell, CellKind } from './cell'
import { dateOfSerial } from './date-serial'
import { WorkbookRejection } from './rejection'
import { MAX_CELL_CHARACTERS, type SharedStrings } from './shared-strings'
import type { NumberLook } from './styles'
import { unescapeExcel } from './xml-text'

/** What the scanner has collected when a cell ends. */
export interface StoredCell {
  /** The attribute `t`: s, str, inlineStr, n, b, e, d; absent is a number. */
  type: string
  style: number
  value: string
  inline: string
  formula: boolean
}

export interface ValueContext {
  strings: SharedStrings
  looks: readonly NumberLook[]
  from1904: boolean
}

const PLAIN_INTEGER = /^\d{1,15}$/

/** The cell as people read it; undefined when it holds nothing, whatever its format. */
export function cellOf(stored: StoredCell, context: ValueContext): Cell | undefined {
  const cell = valueOf(stored, context)
  if (stored.formula) return { text: cell?.text ?? '', kind: 'formula', raw: cell?.raw ?? '' }
  return cell
}

function valueOf(stored: StoredCell, context: ValueContext): Cell | undefined {
  switch (stored.type) {
    case 's':
      return textCell(sharedText(stored.value, context.strings))
    case 'inlineStr':
      return textCell(ownCopy(unescapeExcel(stored.inline)))
    case 'str':
      return textCell(ownCopy(unescapeExcel(stored.value)))
    case 'b':
      return stored.value === '' ? undefined : cell(stored.value.trim() === '1' || stored.value.trim() === 'true' ? 'TRUE' : 'FALSE', 'boolean', stored.value)
    case 'e':
      return cell(stored.value, 'error', stored.value)
    case 'd':
      return stored.value === '' ? undefined : cell(stored.value.slice(0, 10), 'date', stored.value)
    default:
      return numberCell(stored.value, context.looks[stored.style] ?? 'plain', context.from1904)
  }
}

const cell = (text: string, kind: CellKind, raw: string): Cell => ({ text, kind, raw })

function textCell(text: string): Cell | undefined {
  if (text.length > MAX_CELL_CHARACTERS) throw new WorkbookRejection('CELL_TOO_LONG')
  return text === '' ? undefined : { text, kind: 'text', raw: text }
}

function sharedText(value: string, strings: SharedStrings): string {
  if (value === '') return ''
  const text = strings.get(Number(value))
  if (text === undefined) throw new WorkbookRejection('CORRUPT')
  return text
}

function numberCell(stored: string, look: NumberLook, from1904: boolean): Cell | undefined {
  if (look === 'plain' && PLAIN_INTEGER.test(stored)) return cell(stored.length < 13 ? stored : ownCopy(stored), 'number', stored)
  const raw = ownCopy(stored.trim())
  if (raw === '') return undefined
  const number = Number(raw)
  if (!Number.isFinite(number)) return textCell(raw)
  const date = look === 'plain' ? undefined : dateOfSerial(number, from1904)
  if (date !== undefined) return cell(look === 'month' ? monthOf(date) : date, 'date', raw)
  return cell(plainDecimal(number), 'number', raw)
}

/**
 * Excel turns a typed 2025-06 into the first of June shown without its day. What was meant is the month, and only
 * some fields take one (rules.md: trial dates never do), so the text is the month again.
 */
const monthOf = (date: string) => (date.endsWith('-01') ? date.slice(0, 7) : date)

/** The shortest decimal that is this number, written out: 1.31E+17 is 131000000000000000. */
export function plainDecimal(number: number): string {
  const text = String(number)
  const parts = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(text)
  if (!parts) return text
  const [, sign = '', lead = '', fraction = '', exponent = '0'] = parts
  const power = Number(exponent)
  const digits = lead + fraction
  if (Math.abs(power) > 40) return text
  return power < 0 ? `${sign}0.${'0'.repeat(-power - 1)}${digits}` : sign + digits.padEnd(power + 1, '0')
}

const LONGEST_COPIED_BY_SLICE = 12

/**
 * A long slice keeps the whole piece of XML alive that it was cut from; whoever remembers the identity numbers of
 * 100,000 rows must not hold the sheet with them. Short slices are copies already.
 */
function ownCopy(text: string): string {
  return text.length <= LONGEST_COPIED_BY_SLICE ? text : Buffer.from(text, 'utf16le').toString('utf16le')
}
