import { packRows, type PackedRows } from './row-batch'
import { runScanWorker } from './scan-worker'

/** The plain scan: the rows of one sheet, the first visible one unless named. Unpack with unpackRows. */
export interface PlainScanInput {
  sheetName?: string
  batchSize?: number
}

runScanWorker<PlainScanInput, PackedRows>(async function* (workbook, { sheetName, batchSize }) {
  const rows = workbook.rows(sheetName ?? workbook.sheetNames[0] ?? '', batchSize)
  for await (const batch of rows) yield packRows(batch)
})
