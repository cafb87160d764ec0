import { deflateRawSync, inflateRawSync } from 'node:zlib'
import type { Connection } from '../../db/database'
import type { FieldCipher } from '../../db/field-cipher'
import type { BatchResult, FoundIssue, FoundStatusChange } from './import-target'
import type { Counts } from './imports.repository'

/** What the check foresees, and what the run did. */
export type Stage = 'check' | 'run'

export interface Findings {
  issues: FoundIssue[]
  statusChanges: FoundStatusChange[]
}

/** A row of the table, ready to be inserted: kept in short while a check goes through 100,000 rows. */
export interface PackedBatch extends Counts {
  through: number
  issueCount: number
  statusChangeCount: number
  content: string | null
}

type Counted = 'issues' | 'statusChanges'
const countColumn = { issues: 'issue_count', statusChanges: 'status_change_count' } as const

/** Findings quote names, numbers and addresses: they are sealed, and deflated since they repeat themselves. */
export function packBatch(cipher: FieldCipher, result: BatchResult): PackedBatch {
  const { issues, statusChanges } = result
  const findings: Findings = { issues, statusChanges }
  const empty = issues.length + statusChanges.length === 0
  return {
    through: result.through, newRows: result.new, changedRows: result.changed, sameRows: result.same, wrongRows: result.wrong,
    issueCount: issues.length, statusChangeCount: statusChanges.length,
    content: empty ? null : cipher.seal('import_batches.content', deflateRawSync(JSON.stringify(findings)).toString('base64')),
  }
}

export const batchesRepository = (connection: Connection, cipher: FieldCipher) => {
  const open = (content: string | null): Findings =>
    content === null ? { issues: [], statusChanges: [] } : JSON.parse(inflateRawSync(Buffer.from(cipher.open('import_batches.content', content), 'base64')).toString('utf8'))
  const of = (importId: number, stage: Stage) => connection('import_batches').where({ import_id: importId, stage })

  return {
    insert: (importId: number, stage: Stage, batch: PackedBatch) =>
      connection('import_batches').insert({
        import_id: importId, stage, through_row: batch.through, new_rows: batch.newRows, changed_rows: batch.changedRows, same_rows: batch.sameRows,
        wrong_rows: batch.wrongRows, issue_count: batch.issueCount, status_change_count: batch.statusChangeCount, content: batch.content,
      }),

    remove: (importId: number, stage: Stage) => of(importId, stage).delete(),

    async has(importId: number, stage: Stage): Promise<boolean> {
      return (await of(importId, stage).first('id')) !== undefined
    },

    async sums(importId: number, stage: Stage): Promise<Counts> {
      const row = await of(importId, stage).sum({ newRows: 'new_rows', changedRows: 'changed_rows', sameRows: 'same_rows', wrongRows: 'wrong_rows' }).first()
      return { newRows: Number(row?.newRows ?? 0), changedRows: Number(row?.changedRows ?? 0), sameRows: Number(row?.sameRows ?? 0), wrongRows: Number(row?.wrongRows ?? 0) }
    },

    /** A page of all issues, or of all changes of status, in the order of the sheet; only the batches it lies in are opened. */
    async page<C extends Counted>(importId: number, stage: Stage, what: C, { page, pageSize }: { page: number; pageSize: number }): Promise<{ items: Findings[C]; total: number }> {
      const counts: { id: number; count: number }[] = await of(importId, stage).where(countColumn[what], '>', 0).orderBy('through_row').select('id', { count: countColumn[what] })
      const from = (page - 1) * pageSize
      const items: (FoundIssue | FoundStatusChange)[] = []
      let total = 0
      for (const { id, count } of counts) {
        if (total < from + pageSize && total + count > from) {
          const row = await connection('import_batches').where({ id }).first('content')
          items.push(...open(row?.content ?? null)[what].slice(Math.max(0, from - total), from + pageSize - total))
        }
        total += count
      }
      return { items: items as Findings[C], total }
    },

    /** The findings of batches with wrong rows, one at a time. */
    async *wrongBatches(importId: number, stage: Stage): AsyncGenerator<FoundIssue[]> {
      const ids: { id: number }[] = await of(importId, stage).where('wrong_rows', '>', 0).orderBy('through_row').select('id')
      for (const { id } of ids) {
        const row = await connection('import_batches').where({ id }).first('content')
        yield open(row?.content ?? null).issues
      }
    },
  }
}
