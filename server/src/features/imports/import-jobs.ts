import { isReferenceViolation, isRetryable } from '../../db/transaction'
import { enqueue, JobInterrupted, LeaseLost, type JobHandler } from '../../jobs/jobs'
import type { Connection } from '../../db/database'
import { errorFacts } from '../../log'
import { checkImport, type Stopping } from './check-import'
import type { ImportContext } from './import-context'
import { importerNow, type Importer } from './importer'
import { batchesRepository } from './batches.repository'
import { importsRepository, type ImportRecord } from './imports.repository'
import { FileRefused } from './reading'
import { runImport } from './run-import'

type Step = 'check' | 'run'

/** Files hold people's data: after this long only the counts of an import are left. */
const KEPT_DAYS = 180
const DAY_MS = 86_400_000
/** A small import goes on within its request; should the process die in it, the queue takes over. */
const TAKE_OVER_MS = 60_000

/** In the transaction of what causes the step. `waits`: the request itself works on it first. */
export const enqueueStep = (connection: Connection, now: Date, step: Step, importId: number, by: { accountId: number; source: string }, waits: boolean): Promise<void> =>
  enqueue(connection, now, {
    kind: `import.${step}`, payload: { importId, ...by }, uniqueKey: `import.${step}:${importId}`, runAt: waits ? new Date(now.getTime() + TAKE_OVER_MS) : now,
  })

export const enqueueExpiry = (connection: Connection, now: Date, importId: number): Promise<void> =>
  enqueue(connection, now, { kind: 'import.expire', payload: { importId }, runAt: new Date(now.getTime() + KEPT_DAYS * DAY_MS) })

const states: Record<Step, readonly ImportRecord['state'][]> = { check: ['uploaded', 'checking'], run: ['running'] }

/** Does a step, and writes down why it can't be done. Only what may pass by itself is thrown: the queue tries again. */
export async function doStep(context: ImportContext, step: Step, job: ImportRecord, importer: Importer, stopping: Stopping): Promise<void> {
  try {
    await (step === 'check' ? checkImport : runImport)(context, job, importer, stopping)
  } catch (error) {
    if (error instanceof FileRefused) return fail(context, job, error.message)
    if (error instanceof JobInterrupted || error instanceof LeaseLost || mayPass(error)) throw error
    context.platform.log.error({ import: job.id, step, ...errorFacts(error) }, 'import failed')
    await fail(context, job, step === 'check' ? '服务器没能读完这个文件，没有写入任何数据。请重新上传，仍不行请联系管理员' : '服务器中途出了问题，已写入的行保留。请重新上传同一个文件：已写入的行不会重复')
  }
}

const passing = /^(ECONN|EPIPE$|ETIMEDOUT$|EHOSTUNREACH$|ENET|EAI_AGAIN$|ENOSPC$|PROTOCOL_|ER_SERVER_SHUTDOWN$|ER_CON_COUNT_ERROR$|SQLITE_(BUSY|FULL|IOERR))/

/** A lost connection, a full disk, a department deleted under the running import: the next try reads everything anew. */
const mayPass = (error: unknown): boolean =>
  isRetryable(error) || isReferenceViolation(error) || (error instanceof Error && (error.name === 'KnexTimeoutError' || ('code' in error && passing.test(String(error.code)))))

export async function fail({ platform }: ImportContext, job: ImportRecord, failure: string): Promise<void> {
  await importsRepository(platform.database.knex, platform.cipher).move(job.id, ['uploaded', 'checking', 'running'], 'failed', { failure, finishedAt: platform.now().toISOString() })
}

/** Thousands of rows take minutes. */
export const longImportJobs: readonly string[] = ['import.check', 'import.run']

export function importJobs(context: ImportContext): Record<string, JobHandler> {
  const { platform, storage } = context
  const { knex } = platform.database
  const imports = importsRepository(knex, platform.cipher)

  const handler = (step: Step): JobHandler => async ({ importId, accountId, source }, jobContext) => {
    const job = await imports.findById(Number(importId))
    if (!job || !states[step].includes(job.state)) return
    const importer = await importerNow(knex, Number(accountId), String(source), job.kind)
    if (typeof importer === 'string') return fail(context, job, importer)
    await doStep(context, step, job, importer, jobContext)
  }

  return {
    'import.check': handler('check'),
    'import.run': handler('run'),
    async 'import.expire'({ importId }) {
      const job = await imports.findById(Number(importId))
      if (!job || job.storageKey === '') return
      await storage.remove(job.storageKey)
      if (job.reportKey !== null) await storage.remove(job.reportKey)
      const batches = batchesRepository(knex, platform.cipher)
      await batches.remove(job.id, 'check')
      await batches.remove(job.id, 'run')
      await imports.forgetFile(job.id)
      await imports.move(job.id, ['uploaded', 'checking', 'previewed', 'failed'], 'cancelled', { finishedAt: platform.now().toISOString() })
    },
  }
}
