import { PassThrough } from 'node:stream'
import type { ImportJob } from '@talent/shared/contract/imports'
import { withoutInvisible } from '@talent/shared/domain/clean-text'
import { importJob as states, type ImportJobAction } from '@talent/shared/domain/states/import-job'
import { move } from '@talent/shared/domain/state-machine'
import { problem, type Problem } from '@talent/shared/errors'
import { inTransaction } from '../../db/transaction'
import type { AccountActor } from '../../http/actor'
import type { UploadedFile } from '../../http/body'
import type { FileAnswer } from '../../http/mount'
import { writeTemplate } from '../../workbook/write-template'
import { record } from '../operation-log/operation-log.service'
import { batchesRepository, type Stage } from './batches.repository'
import { inRequest, noRows } from './check-import'
import { placesOf, readOrder, type ImportContext } from './import-context'
import { doStep, enqueueExpiry, enqueueStep } from './import-jobs'
import { importKinds, type ImportKind } from './import-kinds'
import { reportKey } from './import-report'
import { importerOf, type Importer } from './importer'
import { hasReport, presentImport, presentIssue, presentStatusChange } from './imports.presenter'
import { daysAgo, importsRepository, type ImportFilter, type ImportRecord, type Visible } from './imports.repository'
import { FileRefused, openReading } from './reading'
import { templateOf } from './template'

/** R12: over this many rows an import runs in the background. */
const MAX_ROWS_IN_REQUEST = 100

interface Page {
  page: number
  pageSize: number
}
interface UploadOptions {
  kind: ImportKind
  updateExisting: boolean
  allOrNothing: boolean
}

export function createImportsService(context: ImportContext) {
  const { platform, storage } = context
  const { knex } = platform.database
  const { cipher } = platform
  const imports = importsRepository(knex, cipher)
  const batches = batchesRepository(knex, cipher)

  /** A file holds people of all departments: an account limited to some sees its own imports only. */
  const visible = (actor: AccountActor): Visible => ({ scope: actor.scope, accountId: actor.scope.departmentIds === null ? null : actor.accountId })

  async function load(actor: AccountActor, id: number): Promise<ImportRecord> {
    const job = await imports.find(visible(actor), id)
    if (!job) throw problem('NOT_FOUND')
    return job
  }

  const present = async (actor: AccountActor, id: number): Promise<ImportJob> => presentImport(await load(actor, id))

  async function stageOf(job: ImportRecord): Promise<Stage> {
    if (job.state === 'finished') return 'run'
    return job.state === 'failed' && (await batches.has(job.id, 'run')) ? 'run' : 'check'
  }

  /** The number of rows, as far as it matters here: whether there are any and whether they are few. */
  async function firstLook(path: string, importer: Importer, kind: ImportKind): Promise<number> {
    const reading = await openReading(path, await readOrder(platform, importer, kind))
    let rows = 0
    for await (const batch of reading.batches) {
      rows += batch.count
      if (rows > MAX_ROWS_IN_REQUEST) break
    }
    if (rows === 0) throw new FileRefused([noRows])
    return rows
  }

  async function store(actor: AccountActor, options: UploadOptions, file: UploadedFile, small: boolean): Promise<number> {
    const storageKey = await storage.put(file.path)
    const { author, accountId } = actor
    try {
      return await inTransaction(knex, async (tx) => {
        const now = platform.now()
        const id = await importsRepository(tx, cipher).insert(actor.scope, { ...options, accountId, fileName: cleanName(file.name), storageKey }, now.toISOString())
        await enqueueStep(tx, now, 'check', id, { accountId, source: author.source }, small)
        await enqueueExpiry(tx, now, id)
        await record(tx, now, { organizationId: actor.organization.id, author, action: 'import.upload', subject: `import:${id}`, detail: { ...options } })
        return id
      })
    } catch (error) {
      await storage.remove(storageKey)
      throw error
    }
  }

  /** Here and now when there are few rows; what can't be done now the queue does later. */
  async function goOn(actor: AccountActor, importer: Importer, step: 'check' | 'run', id: number, small: boolean): Promise<ImportJob> {
    if (!small) {
      context.wake()
      return present(actor, id)
    }
    await doStep(context, step, await load(actor, id), importer, inRequest).catch((error: unknown) =>
      platform.log.warn({ import: id, step, error: error instanceof Error ? error.name : 'unknown' }, 'import left to the queue'))
    return present(actor, id)
  }

  async function moved(actor: AccountActor, id: number, action: ImportJobAction): Promise<{ job: ImportRecord; to: ImportRecord['state'] }> {
    const job = await load(actor, id)
    const result = move(states, job.state, action)
    if (!result.ok) throw stateProblem(job)
    return { job, to: result.state }
  }

  const download = async (actor: AccountActor, job: ImportRecord, key: string, name: string, action: string): Promise<FileAnswer> => {
    await inTransaction(knex, (tx) => record(tx, platform.now(), { organizationId: actor.organization.id, author: actor.author, action, subject: `import:${job.id}` }))
    const body = await storage.read(key)
    if (body) return { body, name }
    platform.log.error({ import: job.id, storageKey: key }, 'stored file is missing')
    throw problem('FILE_LOST')
  }

  return {
    async template(actor: AccountActor, kind: ImportKind): Promise<FileAnswer> {
      const spec = await templateOf(knex, await importerOf(knex, actor, kind), kind)
      const body = new PassThrough()
      // The stream is destroyed with the error, which ends the answer.
      writeTemplate(spec, body).catch((error: unknown) => body.destroy(error instanceof Error ? error : undefined))
      return { body, name: `${spec.title}导入模板.xlsx` }
    },

    async upload(actor: AccountActor, options: UploadOptions, file: UploadedFile): Promise<ImportJob> {
      const importer = await importerOf(knex, actor, options.kind)
      if (!(await placesOf(knex, importer)).hasMappedPost) throw problem('NO_MAPPED_POST')
      const rows = await context.inTurn(() => firstLook(file.path, importer, options.kind)).catch((error: unknown) => {
        throw error instanceof FileRefused ? refusedProblem(error) : error
      })
      const small = rows <= MAX_ROWS_IN_REQUEST
      const id = await store(actor, options, file, small)
      return goOn(actor, importer, 'check', id, small)
    },

    async list(actor: AccountActor, { days, ...filter }: Page & Omit<ImportFilter, 'since'> & { days?: number | undefined }) {
      const since = days === undefined ? undefined : daysAgo(platform, days)
      const { items, total } = await imports.search(visible(actor), { ...filter, since })
      return { items: items.map(presentImport), total, page: filter.page, pageSize: filter.pageSize }
    },

    get: present,

    async issues(actor: AccountActor, id: number, page: Page) {
      const job = await load(actor, id)
      const { items, total } = await batches.page(id, await stageOf(job), 'issues', page)
      return { items: items.map((issue) => presentIssue(job.kind, issue)), total, ...page }
    },

    async statusChanges(actor: AccountActor, id: number, page: Page) {
      const { items, total } = await batches.page(id, await stageOf(await load(actor, id)), 'statusChanges', page)
      return { items: items.map(presentStatusChange), total, ...page }
    },

    async run(actor: AccountActor, id: number): Promise<ImportJob> {
      const { job, to } = await moved(actor, id, 'run')
      const importer = await importerOf(knex, actor, job.kind)
      if (job.allOrNothing && job.wrongRows > 0) throw problem('IMPORT_STATE', { detail: `有 ${job.wrongRows} 行错误。选择了“全部正确才导入”，请下载错误报告，改好后重新上传` })
      const small = job.rows <= MAX_ROWS_IN_REQUEST
      await inTransaction(knex, async (tx) => {
        const now = platform.now()
        const repository = importsRepository(tx, cipher)
        if (!(await repository.move(id, [job.state], to))) throw stateProblem((await repository.findById(id)) ?? job)
        await repository.forgetReport(id)
        await enqueueStep(tx, now, 'run', id, { accountId: actor.accountId, source: actor.author.source }, small)
        await record(tx, now, { organizationId: job.organizationId, author: actor.author, action: 'import.run', subject: `import:${id}`, detail: { kind: job.kind, rows: job.rows } })
      })
      if (job.reportKey !== null) await storage.remove(job.reportKey)
      return goOn(actor, importer, 'run', id, small)
    },

    async cancel(actor: AccountActor, id: number): Promise<ImportJob> {
      const { job, to } = await moved(actor, id, 'cancel')
      await inTransaction(knex, async (tx) => {
        const now = platform.now()
        const repository = importsRepository(tx, cipher)
        if (!(await repository.move(id, [job.state], to, { finishedAt: now.toISOString() }))) throw stateProblem((await repository.findById(id)) ?? job)
        await record(tx, now, { organizationId: job.organizationId, author: actor.author, action: 'import.cancel', subject: `import:${id}`, detail: { from: job.state } })
      })
      return present(actor, id)
    },

    async report(actor: AccountActor, id: number): Promise<FileAnswer> {
      const job = await load(actor, id)
      if (!hasReport(job)) throw problem('NOT_FOUND')
      const importer: Importer = { scope: actor.scope, author: actor.author, accountId: actor.accountId, organizationName: actor.organization.name }
      const key = await reportKey(context, job, importer, await stageOf(job))
      return download(actor, job, key, `错误报告-${importKinds[job.kind].title}.xlsx`, 'import.report')
    },

    async file(actor: AccountActor, id: number): Promise<FileAnswer> {
      const job = await load(actor, id)
      if (job.storageKey === '') throw problem('NOT_FOUND', { detail: '导入文件只保留 180 天，这个文件已清理' })
      return download(actor, job, job.storageKey, cleanName(job.fileName), 'import.file')
    },
  }
}

export type ImportsService = ReturnType<typeof createImportsService>

const stateProblem = (job: ImportRecord): Problem => problem('IMPORT_STATE', { detail: `该导入现在是“${states.looks[job.state].label}”，请刷新后再试` })

const refusedProblem = (refused: FileRefused): Problem =>
  problem('WORKBOOK_REJECTED', { detail: refused.message, issues: refused.issues.map(({ code, message }) => ({ path: ['file'], code, message })) })

/** Shown and given back as the name of a download; never a path, and never of another kind than what was read: a workbook. */
function cleanName(name: string): string {
  const clean = Array.from(withoutInvisible(name).replace(/[\p{Cc}\p{Surrogate}/\\]/gu, '').trim()).slice(-150).join('')
  return /.\.xlsx$/i.test(clean) ? clean : `${clean || '导入'}.xlsx`
}
