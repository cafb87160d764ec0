import type { Issue } from '@talent/shared/domain/issue'
import type { SheetMap } from '../../workbook/map-sheet'
import type { Row } from '../../workbook/cell'
import { runScanWorker } from '../../workbook/scan-worker'
import { importKinds, isFilingKind } from './import-kinds'
import { detailRowReader } from './read-detail-row'
import { personRowReader } from './read-person-row'
import { readCells, shown, type ReadContext, type ReadRow, type RowIssue, type RowReader } from './read-row'
import { openSheet, type Expected } from './read-sheet'
import { filingRowReader } from './read-trial-row'

export interface ReadOrder extends ReadContext, Expected {
  /** Rows up to this one were written before: they are only remembered, for finding the same person again. */
  after: number
}

export type ReadOutput =
  | { type: 'refused'; issues: Pick<Issue, 'code' | 'message'>[] }
  | { type: 'opened'; headerRow: number; columns: (number | undefined)[]; warnings: string[] }
  /** `json` is ReadRow[]: one string is cloned between threads many times faster than its objects. */
  | { type: 'rows'; through: number; count: number; json: string }

runScanWorker<ReadOrder, ReadOutput>(async function* (workbook, order) {
  const opened = await openSheet(workbook, order)
  if ('issues' in opened) return yield { type: 'refused', issues: opened.issues }
  const { map, warnings, rows, merged } = opened.sheet
  yield { type: 'opened', headerRow: map.headerRow, columns: map.columns, warnings: warnings.map(({ message }) => message) }
  const read = rowReader(order, map, workbook.from1904)
  for await (const batch of rows) {
    const done = batch.map(read).filter(({ row }) => row > order.after)
    const through = batch.at(-1)?.rowNumber ?? 0
    if (done.length > 0) yield { type: 'rows', through, count: done.length, json: JSON.stringify(done) }
  }
  const issues = merged()
  if (issues.length > 0) yield { type: 'refused', issues }
})

function readerOf(order: ReadOrder): RowReader {
  if (order.kind === 'people') return personRowReader(order)
  return isFilingKind(order.kind) ? filingRowReader(order, order.kind) : detailRowReader(order, order.kind)
}

function rowReader(order: ReadOrder, map: SheetMap, from1904: boolean): (row: Row) => ReadRow {
  const { fields } = importKinds[order.kind]
  const indexes = new Map(fields.map((field, index) => [field.key, index]))
  const read = readerOf(order)
  return (row) => {
    const cells = readCells(fields, map, row, from1904)
    const { found, person, trial, detail } = read(cells, row.rowNumber)
    const issues = found.map((issue) => rowIssue(issue, String(issue.path[0])))
    return { row: row.rowNumber, person, trial, detail, issues: [...cells.issues, ...issues] }

    function rowIssue(issue: Issue, key: string): RowIssue {
      const index = indexes.get(key)
      if (index === undefined) return { field: null, column: null, value: '', message: issue.message }
      const value = shown(fields[index], cells.texts[key] ?? '')
      return { field: index, column: map.columns[index] ?? null, value, message: issue.message, ...(issue.level === 'warning' ? { warning: true as const } : {}) }
    }
  }
}
