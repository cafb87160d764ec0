import { PassThrough } from 'node:stream'
import { buffer, text } from 'node:stream/consumers'
import { fromBufferPromise } from 'yauzl'
import { rowXml, STYLE, textCellXml } from '../src/workbook/sheet-xml'
import { ZipWriter } from '../src/workbook/zip-writer'
import { escapeExcel } from '../src/workbook/xml-text'
import { columnName } from '../src/workbook/cell'
import { HEADER_ROW } from '../src/workbook/template-spec'

/** The text of a workbook's parts by name. */
export type Parts = Map<string, string>

/**
 * Takes a workbook apart and puts it together again, so that everything that is not changed stays as it was. exceljs
 * writes a drop-down over 100,000 rows cell by cell.
 */
export async function editWorkbook(bytes: Buffer, change: (parts: Parts) => void): Promise<Buffer> {
  const parts: Parts = new Map()
  const zip = await fromBufferPromise(bytes)
  for await (const entry of zip.eachEntry()) parts.set(entry.fileName, await text(await zip.openReadStreamPromise(entry)))
  change(parts)
  const out = new PassThrough()
  const whole = buffer(out)
  const writer = new ZipWriter(out)
  for (const [name, content] of parts) await writer.add(name, [content])
  await writer.end()
  return whole
}

/** The sheet that has the data. */
export const FIRST_SHEET = 'xl/worksheets/sheet1.xml'

export function changePart(parts: Parts, name: string, change: (xml: string) => string): void {
  const before = parts.get(name)
  if (before === undefined) throw new Error(`The workbook has no ${name}`)
  parts.set(name, change(before))
}

/** A cell as Excel would have it: text unless said otherwise; a date is the serial number in a cell that looks like one. */
export type CellContent = string | number | { formula: string; result: string }
export type SheetCells = (CellContent | undefined)[]

/** Puts rows in the place of whatever stands below the headings. */
export function replaceRows(xml: string, rows: readonly SheetCells[]): string {
  const [head = '', body = '', tail = ''] = splitOnce(xml)
  const kept = body.slice(0, endOfRow(body, HEADER_ROW))
  return head + kept + rows.map((cells, index) => rowOf(HEADER_ROW + 1 + index, cells)).join('') + tail
}

function splitOnce(xml: string): string[] {
  const from = xml.indexOf('<sheetData>') + '<sheetData>'.length
  const to = xml.indexOf('</sheetData>')
  return [xml.slice(0, from), xml.slice(from, to), xml.slice(to)]
}

function endOfRow(body: string, row: number): number {
  const start = body.indexOf(`<row r="${row}"`)
  return body.indexOf('</row>', start) + '</row>'.length
}

const rowOf = (row: number, cells: SheetCells): string => rowXml(row, cells.map((content, column) => cellOf(row, column, content)).join(''))

function cellOf(row: number, column: number, content: CellContent | undefined): string {
  if (content === undefined || content === '') return ''
  if (typeof content === 'string') return textCellXml(row, column, content, STYLE.text)
  const at = `${columnName(column)}${row}`
  if (typeof content === 'number') return `<c r="${at}"><v>${content}</v></c>`
  return `<c r="${at}" t="str"><f>${escapeExcel(content.formula)}</f><v>${escapeExcel(content.result)}</v></c>`
}
