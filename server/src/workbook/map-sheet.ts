import type { Issue } from '@talent/shared/domain/issue'
import { columnName, type Cell, type MergedRange, type Row } from './cell'
import { nearestLabel } from './nearest-label'
import { REASON_LABEL, type TemplateColumn } from './template-spec'

/** Where the columns of a template lie in an uploaded sheet. */
export interface SheetMap {
  /** The row number of the labels; data begins below it. */
  headerRow: number
  /** By the template's column: its index in a row's cells. Undefined does not occur in a map without errors. */
  columns: (number | undefined)[]
  /** Where 错误原因 stands, when an error report came back. */
  reasonColumn: number | undefined
}

/** Rows above the labels: the instructions, and what people insert there. */
export const HEADER_SEARCH_ROWS = 10
const MAX_LABEL = 30

/** Finds the labels among the first rows, whatever their order, and names every column that does not fit. */
export function mapSheet(firstRows: readonly Row[], columns: readonly TemplateColumn[]): { map?: SheetMap; issues: Issue[] } {
  const wanted = new Map(columns.map((column, index) => [normalized(column.label), index]))
  const header = headerAmong(firstRows, wanted)
  if (!header) {
    const labels = columns.slice(0, 3).map((column) => `“${column.label}”`).join('、')
    return { issues: [issue([], 'HEADER_NOT_FOUND', `没有找到标题行（${labels}……），请使用下载的模板，不要删除或改动标题行`)] }
  }
  const map: SheetMap = { headerRow: header.rowNumber, columns: columns.map(() => undefined), reasonColumn: undefined }
  const { issues, unknown } = place(header, columns, wanted, map)
  issues.push(...nameMisfits(unknown, columns, map))
  return issues.length === 0 ? { map, issues } : { issues }
}

/** A data row's cells in the order of the template's columns. */
export const fieldsOf = (map: SheetMap, row: Row): (Cell | undefined)[] => map.columns.map((at) => (at === undefined ? undefined : row.cells[at]))

/** True when nothing but the old 错误原因 is left of a row: it was emptied, not forgotten. */
export function isEmptied(map: SheetMap, row: Row): boolean {
  return row.cells.every((cell, at) => at === map.reasonColumn || cell === undefined || cell.text.trim() === '')
}

/** Columns of a data row that hold something although they have no label: what is in them would be lost. */
export function strayColumns(map: SheetMap, row: Row): number[] {
  const stray: number[] = []
  for (let at = 0; at < row.cells.length; at++) {
    // Nearly always a column lies where the template has it: nothing to search for in most of two million cells.
    if (map.columns[at] === at || at === map.reasonColumn || map.columns.includes(at)) continue
    if (row.cells[at] !== undefined && row.cells[at]?.text.trim() !== '') stray.push(at)
  }
  return stray
}

/** Merged cells among the data: all but the first of them are empty to a program. */
export function mergedIssues(ranges: readonly MergedRange[], map: SheetMap): Issue[] {
  return ranges
    .filter((range) => range.lastRow > map.headerRow)
    .map((range) => issue(['rows', range.firstRow], 'MERGED_CELLS', `${range.ref} 是合并单元格，请取消合并，每一行每一格都填写完整`))
}

/** The sheet to read, by its name; other visible sheets are told of and left alone. */
export function chooseSheet(sheetNames: readonly string[], title: string): { sheetName?: string; issues: Issue[] } {
  const sheetName = sheetNames.find((name) => normalized(name) === normalized(title))
  if (sheetName === undefined) {
    const present = sheetNames.length === 0 ? '文件里没有可见的工作表' : `文件里是${sheetNames.slice(0, 5).map((name) => `“${name}”`).join('、')}`
    return { issues: [issue([], 'SHEET_MISSING', `没有找到工作表“${title}”，${present}，请把工作表改回这个名字`)] }
  }
  const others = sheetNames.filter((name) => name !== sheetName)
  return { sheetName, issues: others.map((name) => ({ ...issue([name], 'SHEET_IGNORED', `工作表“${name}”不会导入`), level: 'warning' as const })) }
}

const issue = (path: (string | number)[], code: string, message: string): Issue => ({ path, code, message })

/** Labels are compared without spaces, stars and 必填 marks, which people add. */
function normalized(label: string): string {
  return label
    .normalize('NFKC')
    .replace(/\s|[*★☆●]|\((?:必填|选填|非必填|条件必填)\)/g, '')
    .toLowerCase()
}

/** The row with the most known labels. */
function headerAmong(rows: readonly Row[], wanted: ReadonlyMap<string, number>): Row | undefined {
  let best: { row: Row; known: number } | undefined
  for (const row of rows.slice(0, HEADER_SEARCH_ROWS)) {
    const known = row.cells.filter((cell) => cell !== undefined && wanted.has(normalized(cell.text))).length
    if (known > (best?.known ?? 0)) best = { row, known }
  }
  // One equal word is a coincidence where a template has many columns.
  return best && best.known >= Math.min(2, wanted.size) ? best.row : undefined
}

function place(header: Row, columns: readonly TemplateColumn[], wanted: ReadonlyMap<string, number>, map: SheetMap) {
  const issues: Issue[] = []
  const unknown: { label: string; at: number }[] = []
  for (const [at, cell] of header.cells.entries()) {
    const label = cell?.text.trim() ?? ''
    if (label === '') continue
    const index = wanted.get(normalized(label))
    if (index !== undefined) {
      const first = map.columns[index]
      if (first === undefined) map.columns[index] = at
      else issues.push(issue(['columns', at], 'COLUMN_DUPLICATE', `“${columns[index]?.label ?? label}”出现了两次（${columnName(first)} 列和 ${columnName(at)} 列），请删除多余的一列`))
    } else if (normalized(label) === REASON_LABEL && map.reasonColumn === undefined) map.reasonColumn = at
    else unknown.push({ label, at })
  }
  return { issues, unknown }
}

/** An unknown label close to a missing one was renamed; any other unknown one is extra, any other missing one is gone. */
function nameMisfits(unknown: readonly { label: string; at: number }[], columns: readonly TemplateColumn[], map: SheetMap): Issue[] {
  const missing = new Set(columns.filter((_, index) => map.columns[index] === undefined).map((column) => column.label))
  const issues = unknown.map(({ label, at }) => {
    const shown = label.length > MAX_LABEL ? `${label.slice(0, MAX_LABEL)}…` : label
    const meant = nearestLabel(label, [...missing])
    if (meant === undefined) return issue(['columns', at], 'COLUMN_UNKNOWN', unknownText(shown, at, columns))
    missing.delete(meant)
    return issue(['columns', at], 'COLUMN_RENAMED', `${columnName(at)} 列的标题“${shown}”应为“${meant}”，请改回模板原来的标题`)
  })
  for (const label of missing) issues.push(issue(['columns', label], 'COLUMN_MISSING', `缺少“${label}”列，请使用下载的模板，不要删除列`))
  return issues
}

function unknownText(label: string, at: number, columns: readonly TemplateColumn[]): string {
  const near = nearestLabel(label, columns.map((column) => column.label))
  return `${columnName(at)} 列“${label}”不在模板中，请删除这一列${near === undefined ? '' : `（模板中相近的是“${near}”）`}`
}
