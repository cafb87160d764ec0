import { performance } from 'node:perf_hooks'
import { inTransaction } from '../../db/transaction'
import { JobInterrupted, type JobContext } from '../../jobs/jobs'
import { batchesRepository, packBatch, type PackedBatch } from './batches.repository'
import { letOthersIn, readOrder, type ImportContext } from './import-context'
import { importKinds } from './import-kinds'
import { settle } from './import-target'
import type { Importer } from './importer'
import { importsRepository, type Counts, type ImportRecord } from './imports.repository'
import { FileRefused, openReading, type ReadBatch, type Reading } from './reading'

/** All rows or none is one transaction; on the embedded database everybody else waits for its end. */
export const MAX_ROWS_AT_ONCE = 10_000
const PROGRESS_EVERY_MS = 500

export const noCounts = (): Counts => ({ newRows: 0, changedRows: 0, sameRows: 0, wrongRows: 0 })

/** In a request nobody waits for it to stop. */
export type Stopping = Pick<JobContext, 'stopping'>
export const inRequest: Stopping = { stopping: () => false }

/**
 * Reads the file, foresees what the run will do, writes nothing but that. The whole result is put in place by one
 * transaction: two checks of the same import at once, after a lease was lost, leave one result.
 * @throws FileRefused when the file is refused as a whole
 */
export async function checkImport(context: ImportContext, job: ImportRecord, importer: Importer, { stopping }: Stopping): Promise<void> {
  const { platform, storage, inTurn } = context
  const { knex } = platform.database
  const imports = importsRepository(knex, platform.cipher)
  if (!(await imports.move(job.id, ['uploaded', 'checking'], 'checking'))) return
  await inTurn(async () => {
    const reading = await openReading(await storage.localPath(job.storageKey), await readOrder(platform, importer, job.kind))
    const batches: PackedBatch[] = [packBatch(platform.cipher, aboutTheFile(reading))]
    let rows = 0
    let told = performance.now()
    for await (const batch of reading.batches) {
      if (stopping()) throw new JobInterrupted()
      batches.push(await foresee(context, job, importer, reading, batch))
      await letOthersIn(context)
      rows += batch.count
      if (job.allOrNothing && rows > MAX_ROWS_AT_ONCE) throw new FileRefused([tooManyAtOnce])
      if (performance.now() - told < PROGRESS_EVERY_MS) continue
      if (!(await imports.setRowsRead(job.id, rows))) return // cancelled
      told = performance.now()
    }
    if (rows === 0) throw new FileRefused([noRows])
    await keep(context, job, batches, rows)
  })
}

export const noRows = { code: 'NO_ROWS', message: '文件里没有数据，请从标题行的下一行开始填写' }
const tooManyAtOnce = {
  code: 'TOO_MANY_AT_ONCE',
  message: `选择“全部正确才导入”时，一个文件最多 ${MAX_ROWS_AT_ONCE} 行。请拆分成几个文件，或改为正确的行先导入`,
}

/** Row 0 stands for the file as a whole. */
export const aboutTheFile = (reading: Pick<Reading, 'warnings'>) => ({
  through: 0, new: 0, changed: 0, same: 0, wrong: 0, statusChanges: [],
  issues: reading.warnings.map((message) => ({ row: 0, field: null, column: null, value: '', message, warning: true as const })),
})

async function foresee({ platform, targets }: ImportContext, job: ImportRecord, importer: Importer, reading: Reading, batch: ReadBatch): Promise<PackedBatch> {
  const rows = batch.rows()
  const outcomes = await targets[job.kind].compare(platform.database.knex, importer, rows, job.updateExisting)
  return packBatch(platform.cipher, settle(batch.through, rows, outcomes, { fields: importKinds[job.kind].fields, columns: reading.columns }))
}

function keep({ platform }: ImportContext, job: ImportRecord, batches: readonly PackedBatch[], rows: number): Promise<void> {
  return inTransaction(platform.database.knex, async (tx) => {
    const imports = importsRepository(tx, platform.cipher)
    await imports.setRowsRead(job.id, rows)
    if (!(await imports.move(job.id, ['checking'], 'previewed'))) return
    const found = batchesRepository(tx, platform.cipher)
    for (const batch of batches) if (batch.content !== null) await found.insert(job.id, 'check', batch)
    await imports.setCounts(job.id, batches.reduce(addCounts, noCounts()))
  })
}

export const addCounts = (sum: Counts, more: Counts): Counts => ({
  newRows: sum.newRows + more.newRows, changedRows: sum.changedRows + more.changedRows, sameRows: sum.sameRows + more.sameRows, wrongRows: sum.wrongRows + more.wrongRows,
})
