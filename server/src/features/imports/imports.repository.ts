import type { ImportJobState } from '@talent/shared/domain/states/import-job'
import type { Connection } from '../../db/database'
import type { FieldCipher } from '../../db/field-cipher'
import type { Transaction } from '../../db/transaction'
import type { Scope } from '../../http/actor'
import type { Platform } from '../../platform'
import type { ImportKind } from './import-kinds'

export interface ImportRecord {
  id: number
  organizationId: number
  accountId: number
  kind: ImportKind
  state: ImportJobState
  fileName: string
  /** Empty once the file has been kept long enough. */
  storageKey: string
  reportKey: string | null
  updateExisting: boolean
  allOrNothing: boolean
  rows: number
  newRows: number
  changedRows: number
  sameRows: number
  wrongRows: number
  doneRows: number
  doneThrough: number
  failure: string | null
  createdBy: string
  createdAt: string
  finishedAt: string | null
}

export type NewImport = Pick<ImportRecord, 'kind' | 'fileName' | 'storageKey' | 'updateExisting' | 'allOrNothing' | 'accountId'>

/** Which imports an account sees: those of its institution, its own only when its role reaches some departments only. */
export interface Visible {
  scope: Scope
  accountId: number | null
}

type Row = Record<string, unknown>

export interface Counts {
  newRows: number
  changedRows: number
  sameRows: number
  wrongRows: number
}

export interface ImportFilter {
  kind?: ImportKind | undefined
  state?: ImportJobState | undefined
  /** Instant: uploaded since then. */
  since?: string | undefined
}

/** Instant. */
export const daysAgo = (platform: Platform, days: number): string => new Date(platform.now().getTime() - days * 86_400_000).toISOString()

const countColumns = (counts: Counts) => ({ new_rows: counts.newRows, changed_rows: counts.changedRows, same_rows: counts.sameRows, wrong_rows: counts.wrongRows })

export const importsRepository = (connection: Connection, cipher: FieldCipher) => {
  const base = () => connection('import_jobs').join('accounts', 'accounts.id', 'import_jobs.account_id').select('import_jobs.*', 'accounts.display_name as created_by')
  const visible = ({ scope, accountId }: Visible) => {
    const query = connection('import_jobs').where('import_jobs.organization_id', scope.organizationId)
    return accountId === null ? query : query.where('import_jobs.account_id', accountId)
  }
  const filtered = (who: Visible, { kind, state, since }: ImportFilter) => {
    const query = visible(who)
    if (kind) void query.where('import_jobs.kind', kind)
    if (state) void query.where('import_jobs.state', state)
    if (since) void query.where('import_jobs.created_at', '>=', since)
    return query
  }
  const inState = (id: number, ...states: ImportJobState[]) => connection('import_jobs').where('id', id).whereIn('state', states)

  const read = (row: Row): ImportRecord => ({
    id: Number(row.id),
    organizationId: Number(row.organization_id),
    accountId: Number(row.account_id),
    kind: row.kind as ImportKind,
    state: row.state as ImportJobState,
    fileName: cipher.open('import_jobs.file_name', String(row.file_name)),
    storageKey: String(row.storage_key),
    reportKey: row.report_key as string | null,
    updateExisting: Boolean(row.update_existing),
    allOrNothing: Boolean(row.all_or_nothing),
    rows: Number(row.total_rows),
    newRows: Number(row.new_rows),
    changedRows: Number(row.changed_rows),
    sameRows: Number(row.same_rows),
    wrongRows: Number(row.wrong_rows),
    doneRows: Number(row.done_rows),
    doneThrough: Number(row.done_through),
    failure: row.failure as string | null,
    createdBy: String(row.created_by),
    createdAt: String(row.created_at),
    finishedAt: row.finished_at as string | null,
  })

  return {
    async insert(scope: Scope, values: NewImport, now: string): Promise<number> {
      const [id = 0] = await connection('import_jobs').insert({
        organization_id: scope.organizationId, account_id: values.accountId, kind: values.kind, state: 'uploaded',
        file_name: cipher.seal('import_jobs.file_name', values.fileName), storage_key: values.storageKey, update_existing: values.updateExisting,
        all_or_nothing: values.allOrNothing, created_at: now,
      })
      return id
    },

    async find(who: Visible, id: number): Promise<ImportRecord | null> {
      const row: Row | undefined = await visible(who).clone().join('accounts', 'accounts.id', 'import_jobs.account_id').where('import_jobs.id', id).first('import_jobs.*', 'accounts.display_name as created_by')
      return row ? read(row) : null
    },

    /** For the work in the background, whose order names it. */
    async findById(id: number): Promise<ImportRecord | null> {
      const row: Row | undefined = await base().where('import_jobs.id', id).first()
      return row ? read(row) : null
    },

    async search(who: Visible, filter: ImportFilter & { page: number; pageSize: number }) {
      const query = filtered(who, filter)
      const [{ total } = { total: 0 }] = await query.clone().count({ total: '*' })
      const rows: Row[] = await query
        .join('accounts', 'accounts.id', 'import_jobs.account_id')
        .orderBy('import_jobs.id', 'desc')
        .limit(filter.pageSize)
        .offset((filter.page - 1) * filter.pageSize)
        .select('import_jobs.*', 'accounts.display_name as created_by')
      return { items: rows.map(read), total: Number(total) }
    },

    async count(who: Visible, filter: ImportFilter): Promise<number> {
      const [{ total } = { total: 0 }] = await filtered(who, filter).count({ total: '*' })
      return Number(total)
    },

    /** Each move names the states it may come from: of two that race, one finds nothing to move. */
    async move(id: number, from: readonly ImportJobState[], to: ImportJobState, more: { failure?: string; finishedAt?: string } = {}): Promise<boolean> {
      const changes = { state: to, ...(more.failure === undefined ? {} : { failure: more.failure }), ...(more.finishedAt === undefined ? {} : { finished_at: more.finishedAt }) }
      return (await inState(id, ...from).update(changes)) > 0
    },

    setRowsRead: (id: number, rows: number) => inState(id, 'checking').update({ total_rows: rows }),
    setCounts: (id: number, counts: Counts) => connection('import_jobs').where({ id }).update(countColumns(counts)),
    setReport: async (id: number, key: string): Promise<boolean> => (await connection('import_jobs').where({ id }).whereNull('report_key').update({ report_key: key })) > 0,

    /** What was found before is no longer what the report says. */
    forgetReport: (id: number) => connection('import_jobs').where({ id }).update({ report_key: null }),
    forgetFile: (id: number) => connection('import_jobs').where({ id }).update({ storage_key: '', report_key: null }),

    /**
     * The fence of a running import: whoever moves `done_through` on from where it was writes the batch, in the same
     * transaction. A second worker, or one that lost its lease, moves nothing and writes nothing.
     */
    async advance(tx: Transaction, id: number, from: number, to: number): Promise<boolean> {
      return (await tx('import_jobs').where({ id, state: 'running', done_through: from }).update({ done_through: to })) > 0
    },
    addDone: (tx: Transaction, id: number, rows: number) => tx('import_jobs').where({ id }).increment('done_rows', rows),
  }
}
