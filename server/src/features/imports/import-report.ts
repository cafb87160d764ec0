import { randomUUID } from 'node:crypto'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { deflateRawSync } from 'node:zlib'
import { problem } from '@talent/shared/errors'
import { scanInWorker } from '../../workbook/scan-in-worker'
import { workerFile } from '../../worker-file'
import { batchesRepository, type Stage } from './batches.repository'
import type { ImportContext } from './import-context'
import type { ReportOrder, ReportPiece, ReportReason } from './import-report.worker'
import type { FoundIssue } from './import-target'
import type { Importer } from './importer'
import { importsRepository, type ImportRecord } from './imports.repository'
import { templateOf } from './template'

/**
 * The storage key of the error report. It is written when somebody first asks for it: until then nothing is spent on
 * it, and it always says what the list of issues says.
 */
export async function reportKey(context: ImportContext, job: ImportRecord, importer: Importer, stage: Stage): Promise<string> {
  if (job.reportKey !== null) return job.reportKey
  const { platform, storage } = context
  const imports = importsRepository(platform.database.knex, platform.cipher)
  const key = await context.inTurn(() => writeReport(context, job, importer, stage))
  if (await imports.setReport(job.id, key)) return key
  await storage.remove(key)
  const other = await imports.findById(job.id)
  if (!other?.reportKey) throw problem('NOT_FOUND')
  return other.reportKey
}

async function writeReport({ platform, storage }: ImportContext, job: ImportRecord, importer: Importer, stage: Stage): Promise<string> {
  const { knex } = platform.database
  const folder = join(platform.config.dataDir, 'tmp')
  await mkdir(folder, { recursive: true })
  const target = join(folder, randomUUID())
  const pieces: ReportPiece[] = []
  for await (const issues of batchesRepository(knex, platform.cipher).wrongBatches(job.id, stage)) pieces.push(deflateRawSync(JSON.stringify(reasonsOf(issues))))
  const order: ReportOrder = { kind: job.kind, organizationId: String(job.organizationId), spec: await templateOf(knex, importer, job.kind), pieces, target }
  try {
    for await (const _count of scanInWorker<ReportOrder, number>({ worker: workerFile('import-report'), file: await storage.localPath(job.storageKey), input: order }));
    return await storage.put(target)
  } catch (error) {
    await rm(target, { force: true })
    throw error
  }
}

/** Warnings refuse nothing: a row is in the report for its errors, and these are what has to be put right. */
function reasonsOf(issues: readonly FoundIssue[]): ReportReason[] {
  const byRow = new Map<number, ReportReason>()
  for (const { row, field, message, warning } of issues) {
    if (warning) continue
    const reason = byRow.get(row) ?? { row, reasons: [], columns: [] }
    reason.reasons.push(message)
    if (field !== null) reason.columns.push(field)
    byRow.set(row, reason)
  }
  return [...byRow.values()].sort((a, b) => a.row - b.row)
}
