/** Reads 100,000 rows of 20 columns: `npx tsx server/bench/workbook-read.ts`. The file is made once, in the temporary folder. */
import { existsSync, statSync } from 'node:fs'
import { rename } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { openWorkbook } from '../src/workbook/read-workbook'
import { writeTable } from '../src/workbook/write-table'

const ROWS = 100_000
const COLUMNS = 20
const file = process.argv[2] ?? join(tmpdir(), `talent-bench-${ROWS}x${COLUMNS}.xlsx`)

function* rows() {
  for (let row = 0; row < ROWS; row++) {
    yield Array.from({ length: COLUMNS }, (_, column) => (column === 0 ? `4201${String(row).padStart(14, '0')}` : column % 3 === 0 ? '主治医师' : `值${row}-${column}`))
  }
}

async function main() {
  if (!existsSync(file)) {
    const started = performance.now()
    await writeTable({ title: '数据', columns: Array.from({ length: COLUMNS }, (_, column) => ({ label: `列${column}` })), rows: rows() }, `${file}.part`)
    await rename(`${file}.part`, file)
    console.log(`write ${Math.round(performance.now() - started)} ms`)
    console.log('run again to measure reading alone')
    return
  }
  const started = performance.now()
  const workbook = await openWorkbook(file)
  let count = 0
  let cells = 0
  for await (const batch of workbook.rows(workbook.sheetNames[0] ?? '')) {
    count += batch.length
    for (const row of batch) cells += row.cells.length
  }
  workbook.close()
  const elapsed = performance.now() - started
  const peak = Math.round(process.resourceUsage().maxRSS / 1024)
  console.log(`read ${count} rows, ${cells} cells, ${(statSync(file).size / 1e6).toFixed(1)} MB: ${Math.round(elapsed)} ms, ${Math.round(count / (elapsed / 1000))} rows/s, peak ${peak} MB`)
}

void main()
