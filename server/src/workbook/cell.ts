export type CellKind = 'text' | 'number' | 'date' | 'boolean' | 'formula' | 'error'

export interface Cell {
  /** What a person reads: digits without an exponent, dates as YYYY-MM-DD. */
  text: string
  kind: CellKind
  /** What the file stores: `4.2010219900307E+17`, the serial number of a date, the cached value of a formula. */
  raw: string
}

export interface Row {
  /** As Excel shows it at the left side, from 1. */
  rowNumber: number
  /** By column, A is 0; an empty cell is undefined. */
  cells: (Cell | undefined)[]
}

/** A zero-based rectangle, ends included. `row` numbers are those of Excel, from 1. */
export interface MergedRange {
  ref: string
  firstRow: number
  lastRow: number
  firstColumn: number
  lastColumn: number
}

const LARGEST_EXACT = 1e15

/** Excel keeps 15 digits: a longer number that was not typed as text (an identity number) has lost its end. */
export function lostDigits(cell: Cell): boolean {
  return cell.kind === 'number' && Math.abs(Number(cell.raw)) >= LARGEST_EXACT
}

/** Excel's name of a column: 0 is A, 26 is AA. */
export function columnName(index: number): string {
  let name = ''
  for (let rest = index + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    name = String.fromCharCode(65 + ((rest - 1) % 26)) + name
  }
  return name
}

/** Beyond the last column of any sheet. */
const MAX_COLUMN = 1_000_000

/** The letters that source[from, to) begins with, as the number of a column: A is 1; 0 when there are none. */
export function columnNumber(source: string, from = 0, to = source.length): number {
  let column = 0
  for (let at = from; at < to && column < MAX_COLUMN; at++) {
    const letter = (source.charCodeAt(at) & ~32) - 64
    if (letter < 1 || letter > 26) break
    column = column * 26 + letter
  }
  return column
}

/** `B7`, as it is named to the person who has to correct it. */
export const cellName = (rowNumber: number, column: number): string => `${columnName(column)}${rowNumber}`
