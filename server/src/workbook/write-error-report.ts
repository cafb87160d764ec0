import type { Writable } from 'node:stream'
import type { Cell, Row } from './cell'
import { blankCellXml, numberCellXml, rowXml, STYLE, textCellXml } from './sheet-xml'
import { HEADER_ROW, type TemplateSpec } from './template-spec'
import type { SheetMap } from './map-sheet'
import { reasonsHeight, writeFilledTemplate } from './write-template'

export interface WrongRow {
  /** As it was read. */
  row: Row
  /** Sentences, shown one below the other. */
  reasons: readonly string[]
  /** Indices into the spec's columns whose cells are coloured. */
  columns: readonly number[]
}

/**
 * The wrong rows of an upload, as uploaded and in the uploaded order of columns, behind a column that says why. It is
 * a template again, so it can be corrected and uploaded as it is, any number of times (R12).
 */
export async function writeErrorReport(
  report: { spec: TemplateSpec; map: SheetMap; rows: Iterable<WrongRow> | AsyncIterable<WrongRow> },
  target: string | Writable,
): Promise<void> {
  const order = uploadedOrder(report.map)
  const columns = order.flatMap((index) => report.spec.columns[index] ?? [])
  await writeFilledTemplate(report.spec, target, { columns, withReasons: true, rows: rowsXml(report.rows, report.map, order) })
}

/** Indices of the spec's columns, from left to right as they lay in the upload. */
const uploadedOrder = (map: SheetMap): number[] =>
  map.columns.flatMap((at, index) => (at === undefined ? [] : [{ at, index }])).sort((a, b) => a.at - b.at).map(({ index }) => index)

async function* rowsXml(rows: Iterable<WrongRow> | AsyncIterable<WrongRow>, map: SheetMap, order: readonly number[]) {
  let number = HEADER_ROW
  for await (const wrong of rows) {
    number++
    const marked = new Set(wrong.columns)
    let cells = textCellXml(number, 0, wrong.reasons.join('\n'), STYLE.reason)
    for (const [position, index] of order.entries()) {
      cells += cellXml(number, position + 1, wrong.row.cells[map.columns[index] ?? -1], marked.has(index))
    }
    yield rowXml(number, cells, reasonsHeight(wrong.reasons))
  }
}

/**
 * A number stays a number: turned into text, the digits it has lost could no longer be told. A date becomes its text.
 * A formula becomes its result, which the person has to look at: the cell is coloured and the reason says so.
 */
function cellXml(row: number, column: number, cell: Cell | undefined, marked: boolean): string {
  if (cell === undefined || cell.text === '') return marked ? blankCellXml(row, column, STYLE.wrongText) : ''
  if (cell.kind === 'number') return numberCellXml(row, column, cell.raw, marked ? STYLE.wrongNumber : STYLE.plain)
  return textCellXml(row, column, cell.text, marked ? STYLE.wrongText : STYLE.text)
}
