import { columnName } from './cell'
import { escapeExcel } from './xml-text'

/** Positions in `cellXfs` of workbook-styles.ts. */
export const STYLE = {
  plain: 0,
  text: 1,
  instructions: 2,
  requiredHeader: 3,
  conditionalHeader: 4,
  optionalHeader: 5,
  reasonHeader: 6,
  reason: 7,
  wrongText: 8,
  wrongNumber: 9,
  tableHeader: 10,
} as const

const MAX_CHARACTERS = 32_767

/** An inline string: text to Excel whatever it begins with, so `=…` is never calculated (formula injection). */
export function textCellXml(row: number, column: number, text: string, style: number): string {
  const content = text.length > MAX_CHARACTERS ? `${text.slice(0, MAX_CHARACTERS - 1)}…` : text
  return `<c r="${columnName(column)}${row}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escapeExcel(content)}</t></is></c>`
}

export const numberCellXml = (row: number, column: number, raw: string, style: number): string =>
  `<c r="${columnName(column)}${row}" s="${style}"><v>${escapeExcel(raw)}</v></c>`

/** An empty cell that has a look. */
export const blankCellXml = (row: number, column: number, style: number): string => `<c r="${columnName(column)}${row}" s="${style}"/>`

export const rowXml = (row: number, cells: string, height?: number): string =>
  `<row r="${row}"${height === undefined ? '' : ` ht="${height}" customHeight="1"`}>${cells}</row>`

export const columnsXml = (columns: readonly { width: number; style: number }[]): string =>
  `<cols>${columns.map(({ width, style }, i) => `<col min="${i + 1}" max="${i + 1}" width="${width}" style="${style}" customWidth="1"/>`).join('')}</cols>`

/** The rows above stay in sight while scrolling. */
export const frozenAboveXml = (rows: number): string =>
  `<sheetViews><sheetView workbookViewId="0"><pane ySplit="${rows}" topLeftCell="A${rows + 1}" activePane="bottomLeft" state="frozen"/>` +
  `<selection pane="bottomLeft" activeCell="A${rows + 1}" sqref="A${rows + 1}"/></sheetView></sheetViews>`

export const WORKSHEET_OPEN =
  '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
export const WORKSHEET_CLOSE = '</worksheet>'
