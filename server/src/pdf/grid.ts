import { faint, ink, line, lineHeight, type Sheet, type TextStyle } from './sheet'

export type CellKind = 'label' | 'value' | 'head' | 'band'

export interface Cell {
  text: string
  /** points */
  width: number
  kind: CellKind
  align?: 'left' | 'center' | 'right'
}
export type Row = readonly Cell[]

const paddingX = 5
const paddingY = 4
const minimumLines = 2

const styles: Record<CellKind, TextStyle> = {
  label: { size: 9.5, weight: 'regular', color: faint },
  value: { size: 9.5, weight: 'regular', color: ink },
  head: { size: 9.5, weight: 'bold', color: ink },
  band: { size: 10.5, weight: 'bold', color: ink },
}
const grounds: Record<CellKind, string | null> = { label: '#F4F6F6', value: null, head: '#E6EEED', band: '#E6EEED' }

interface LaidCell extends Cell {
  lines: string[]
}

/** Rows between rules. A row moves to the next page whole when it fits there, and breaks when it is higher than a page. */
export function drawGrid(sheet: Sheet, rows: readonly Row[], heading: readonly Row[] = [], headingContinued: readonly Row[] = heading): void {
  const first = layOut(sheet, heading)
  const again = layOut(sheet, headingContinued)
  const againHeight = heightOf(again)
  const laid = layOut(sheet, rows)
  // A heading never stands alone at the foot of a page.
  sheet.keep(heightOf(first) + Math.min(rowHeight(laid[0] ?? []), sheet.pageHeight / 3))
  for (const row of first) drawRow(sheet, row)
  const continueOnNextPage = () => {
    sheet.newPage()
    for (const row of again) drawRow(sheet, row)
  }
  for (const row of laid) {
    const height = rowHeight(row)
    if (height > sheet.room() && height <= sheet.pageHeight - againHeight) continueOnNextPage()
    let rest = row
    while (rowHeight(rest) > sheet.room()) {
      const fitting = Math.floor((sheet.room() - 2 * paddingY) / cellLine(rest))
      if (fitting >= minimumLines) {
        drawRow(sheet, rest.map((cell) => ({ ...cell, lines: cell.lines.slice(0, fitting) })))
        rest = rest.map((cell) => ({ ...cell, lines: cell.lines.slice(fitting) }))
      }
      continueOnNextPage()
    }
    drawRow(sheet, rest)
  }
}

const layOut = (sheet: Sheet, rows: readonly Row[]): LaidCell[][] =>
  rows.map((row) => row.map((cell) => ({ ...cell, lines: sheet.lines(cell.text, cell.width - 2 * paddingX, styles[cell.kind]) })))

const cellLine = (row: readonly LaidCell[]): number => Math.max(...row.map((cell) => lineHeight(styles[cell.kind])))
const rowHeight = (row: readonly LaidCell[]): number => (row.length === 0 ? 0 : Math.max(1, ...row.map((cell) => cell.lines.length)) * cellLine(row) + 2 * paddingY)
const heightOf = (rows: readonly LaidCell[][]): number => rows.reduce((sum, row) => sum + rowHeight(row), 0)

function drawRow(sheet: Sheet, row: readonly LaidCell[]): void {
  const height = rowHeight(row)
  const each = cellLine(row)
  let x = sheet.left
  for (const cell of row) {
    const ground = grounds[cell.kind]
    if (ground) sheet.doc.rect(x, sheet.y, cell.width, height).fill(ground)
    sheet.doc.lineWidth(0.6).strokeColor(line).rect(x, sheet.y, cell.width, height).stroke()
    // A label stands in the middle of a high row, a value begins at its top.
    const spare = cell.kind === 'value' && cell.lines.length > 1 ? 0 : height - 2 * paddingY - cell.lines.length * each
    cell.lines.forEach((text, i) => {
      const style = styles[cell.kind]
      sheet.write(text, x + paddingX, sheet.y + paddingY + spare / 2 + i * each, style, { width: cell.width - 2 * paddingX, align: cell.align ?? 'left' })
    })
    x += cell.width
  }
  sheet.moveTo(sheet.y + height)
}
