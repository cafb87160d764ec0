import type { Writable } from 'node:stream'
import { writeSheets } from './sheet-sink'
import { columnsXml, frozenAboveXml, rowXml, STYLE, textCellXml, WORKSHEET_CLOSE, WORKSHEET_OPEN } from './sheet-xml'

export interface Table {
  /** The worksheet's name; what Excel does not allow in one is left out. */
  title: string
  columns: readonly { label: string; width?: number }[]
  rows: Iterable<readonly string[]> | AsyncIterable<readonly string[]>
}

const DEFAULT_WIDTH = 16

/** A plain export. Every cell is text, so nothing in it is ever calculated and no number loses digits. */
export async function writeTable(table: Table, target: string | Writable): Promise<void> {
  await writeSheets(target, [{ name: sheetName(table.title), pieces: tableSheet(table) }])
}

/** Excel refuses a file whose sheet has a longer name or one with these signs. */
const sheetName = (title: string): string => title.replace(/[\\/?*[\]:]/g, ' ').slice(0, 31).trim() || '数据'

async function* tableSheet({ columns, rows }: Table) {
  yield WORKSHEET_OPEN + frozenAboveXml(1) + columnsXml(columns.map(({ width = DEFAULT_WIDTH }) => ({ width, style: STYLE.text })))
  yield `<sheetData>${rowXml(1, columns.map(({ label }, column) => textCellXml(1, column, label, STYLE.tableHeader)).join(''))}`
  let number = 1
  for await (const row of rows) {
    number++
    yield rowXml(number, row.map((text, column) => (text === '' ? '' : textCellXml(number, column, text, STYLE.text))).join(''))
  }
  yield `</sheetData>${WORKSHEET_CLOSE}`
}
