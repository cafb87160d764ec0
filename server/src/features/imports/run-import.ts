import { inTransaction, type Transaction } from '../../db/transaction'
import { JobInterrupted } from '../../jobs/jobs'
import { record } from '../operation-log/operation-log.service'
import { batchesRepository, packBatch } from './batches.repository'
import { aboutTheFile, type Stopping } from './check-import'
import { letOthersIn, readOrder, type ImportContext } from './import-context'
import { importKinds } from './import-kinds'
import { settle, type BatchResult } from './import-target'
import type { Importer } from './importer'
import { importsRepository, type ImportRecord } from './imports.repository'
import { openReading, type Reading } from './reading'

/** Somebody else goes on with the import, or it was cancelled: what is in stays in, and nothing more is written here. */
class Superseded extends Error {}

/** A row turned out wrong where all must be right: the transaction is undone. */
class NotAllRight extends Error {
  constructor(readonly results: BatchResult[]) {
    super('not all rows are right')
  }
}

/** Writes what is right, from where an earlier try got to. */
export async function runImport(context: ImportContext, job: ImportRecord, importer: Importer, stopping: Stopping): Promise<void> {
  const { platform, storage, inTurn } = context
  await inTurn(async () => {
    const reading = await openReading(await storage.localPath(job.storageKey), await readOrder(platform, importer, job.kind, job.doneThrough))
    try {
      if (job.allOrNothing) await runAtOnce(context, job, importer, reading)
      else await runInBatches(context, job, importer, reading, stopping)
    } catch (error) {
      if (error instanceof NotAllRight) return undoneBecause(context, job, reading, error.results)
      if (!(error instanceof Superseded)) throw error
    } finally {
      await reading.close()
    }
  })
}

async function runInBatches(context: ImportContext, job: ImportRecord, importer: Importer, reading: Reading, { stopping }: Stopping): Promise<void> {
  const { knex } = context.platform.database
  let through = job.doneThrough
  for await (const batch of reading.batches) {
    if (stopping()) throw new JobInterrupted()
    const from = through
    const rows = batch.rows()
    await inTransaction(knex, (tx) => writeBatch(context, tx, job, importer, reading, { from, through: batch.through, rows }))
    through = batch.through
    await letOthersIn(context)
  }
  await inTransaction(knex, (tx) => finish(context, tx, job, importer, reading))
}

/** One transaction over the whole file. Nothing can be read twice from a thread, so a deadlock ends the try and the queue starts another. */
async function runAtOnce(context: ImportContext, job: ImportRecord, importer: Importer, reading: Reading): Promise<void> {
  const results: BatchResult[] = []
  await context.platform.database.knex.transaction(async (tx) => {
    let through = job.doneThrough
    for await (const batch of reading.batches) {
      results.push(await writeBatch(context, tx, job, importer, reading, { from: through, through: batch.through, rows: batch.rows() }))
      through = batch.through
    }
    if (results.some(({ wrong }) => wrong > 0)) throw new NotAllRight(results)
    await finish(context, tx, job, importer, reading)
  })
}

interface Batch {
  from: number
  through: number
  rows: Parameters<typeof settle>[1]
}

async function writeBatch(context: ImportContext, tx: Transaction, job: ImportRecord, importer: Importer, reading: Reading, { from, through, rows }: Batch): Promise<BatchResult> {
  const { cipher } = context.platform
  const imports = importsRepository(tx, cipher)
  if (!(await imports.advance(tx, job.id, from, through))) throw new Superseded()
  const outcomes = await context.targets[job.kind].write(tx, importer, job.id, rows, job.updateExisting)
  const result = settle(through, rows, outcomes, { fields: importKinds[job.kind].fields, columns: reading.columns })
  await batchesRepository(tx, cipher).insert(job.id, 'run', packBatch(cipher, result))
  await imports.addDone(tx, job.id, result.new + result.changed)
  return result
}

/** The counts become what was done; what the check foresaw is of no more use. */
async function finish({ platform }: ImportContext, tx: Transaction, job: ImportRecord, importer: Importer, reading: Reading): Promise<void> {
  const imports = importsRepository(tx, platform.cipher)
  const batches = batchesRepository(tx, platform.cipher)
  const now = platform.now()
  if (!(await imports.move(job.id, ['running'], 'finished', { finishedAt: now.toISOString() }))) throw new Superseded()
  if (reading.warnings.length > 0) await batches.insert(job.id, 'run', packBatch(platform.cipher, aboutTheFile(reading)))
  const counts = await batches.sums(job.id, 'run')
  await batches.remove(job.id, 'check')
  await imports.setCounts(job.id, counts)
  await record(tx, now, { organizationId: job.organizationId, author: importer.author, action: 'import.finish', subject: `import:${job.id}`, detail: { kind: job.kind, ...counts } })
}

/** A row became wrong after the preview: nothing was written, and the report says which. */
function undoneBecause({ platform }: ImportContext, job: ImportRecord, reading: Reading, results: readonly BatchResult[]): Promise<void> {
  const wrong = results.reduce((sum, result) => sum + result.wrong, 0)
  return inTransaction(platform.database.knex, async (tx) => {
    const imports = importsRepository(tx, platform.cipher)
    const batches = batchesRepository(tx, platform.cipher)
    const failure = `校验之后又有 ${wrong} 行变为错误。选择了“全部正确才导入”，没有写入任何数据，请下载错误报告，改好后重新上传`
    if (!(await imports.move(job.id, ['running'], 'failed', { failure, finishedAt: platform.now().toISOString() }))) return
    await batches.remove(job.id, 'check')
    for (const result of [aboutTheFile(reading), ...results]) await batches.insert(job.id, 'run', packBatch(platform.cipher, result))
    await imports.setCounts(job.id, await batches.sums(job.id, 'run'))
  })
}
