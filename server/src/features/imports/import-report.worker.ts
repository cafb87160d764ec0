import { inflateRawSync } from 'node:zlib'
import type { TemplateSpec } from '../../workbook/template-spec'
import { runScanWorker } from '../../workbook/scan-worker'
import { writeErrorReport, type WrongRow } from '../../workbook/write-error-report'
import type { Row } from '../../workbook/cell'
import { openSheet, type Expected } from './read-sheet'

/** Why rows are wrong: JSON of ReportReason[], deflated, a piece for each batch in the order of the rows. */
export type ReportPiece = Uint8Array

export interface ReportReason {
  row: number
  reasons: string[]
  /** Indices into the template's columns. */
  columns: number[]
}

export interface ReportOrder extends Expected {
  spec: TemplateSpec
  pieces: ReportPiece[]
  /** A path where nothing is yet. */
  target: string
}

/** Reads the upload once more and writes its wrong rows; the only output is how many there were. */
runScanWorker<ReportOrder, number>(async function* (workbook, { spec, pieces, target, ...expected }) {
  const opened = await openSheet(workbook, expected)
  if ('issues' in opened) throw new Error('The file of an import can no longer be read')
  const { map, rows } = opened.sheet
  let count = 0
  await writeErrorReport({ spec, map, rows: wrongRows() }, target)
  yield count

  async function* wrongRows(): AsyncGenerator<WrongRow> {
    const reasons = reasonsOf(pieces)
    let next = reasons.next()
    for await (const batch of rows) {
      for (const row of batch) {
        if (next.done) return
        if (row.rowNumber !== next.value.row) continue
        count++
        yield wrongRow(row, next.value)
        next = reasons.next()
      }
    }
  }
})

const wrongRow = (row: Row, { reasons, columns }: ReportReason): WrongRow => ({ row, reasons, columns })

function* reasonsOf(pieces: readonly ReportPiece[]): Generator<ReportReason, undefined> {
  for (const piece of pieces) {
    const reasons: ReportReason[] = JSON.parse(inflateRawSync(piece).toString('utf8'))
    yield* reasons
  }
  return undefined
}
