import type { FieldSpec } from '@talent/shared/domain/fields'
import type { Connection } from '../../db/database'
import type { Transaction } from '../../db/transaction'
import type { Importer } from './importer'
import type { ReadRow, RowIssue } from './read-row'

/** What the database makes of a row. `key` is the template key of the cell that an issue is about, null for the row. */
export interface RowOutcome {
  kind: 'new' | 'changed' | 'same' | 'wrong'
  issues: { key: string | null; message: string; warning?: true }[]
  statusChange?: StatusChange
}

/** Codes of the dictionary employmentStatus. */
export interface StatusChange {
  name: string
  from: string
  to: string
}

/** Where rows of one kind go. Both look at the rows that the worker gave values; the outcomes are by row number. */
export interface ImportTarget {
  /** What `write` would do. Outside of any transaction; writes none of the rows. */
  compare(connection: Connection, importer: Importer, rows: readonly ReadRow[], updateExisting: boolean): Promise<Map<number, RowOutcome>>
  /** Writes what is right, in the caller's transaction. */
  write(tx: Transaction, importer: Importer, importId: number, rows: readonly ReadRow[], updateExisting: boolean): Promise<Map<number, RowOutcome>>
}

/** Kept in short, since it is stored for every wrong row: the label follows from the field. */
export interface FoundIssue extends RowIssue {
  row: number
}

export interface FoundStatusChange extends StatusChange {
  row: number
}

/** What one batch of rows comes to. */
export interface BatchResult {
  through: number
  new: number
  changed: number
  same: number
  wrong: number
  issues: FoundIssue[]
  statusChanges: FoundStatusChange[]
}

/** Puts together what the reading and the database say of a batch. */
export function settle(through: number, rows: readonly ReadRow[], outcomes: ReadonlyMap<number, RowOutcome>, sheet: { fields: readonly FieldSpec[]; columns: readonly (number | undefined)[] }): BatchResult {
  const result: BatchResult = { through, new: 0, changed: 0, same: 0, wrong: 0, issues: [], statusChanges: [] }
  for (const read of rows) {
    const outcome = outcomes.get(read.row)
    const issues: RowIssue[] = [...read.issues]
    for (const { key, message, warning } of outcome?.issues ?? []) {
      const field = sheet.fields.findIndex((candidate) => candidate.key === key)
      issues.push({ field: field < 0 ? null : field, column: sheet.columns[field] ?? null, value: (key !== null && quoted(read, key)) || '', message, ...(warning ? { warning } : {}) })
    }
    const wrong = outcome === undefined || outcome.kind === 'wrong' || issues.some((issue) => !issue.warning)
    result[wrong ? 'wrong' : outcome.kind]++
    for (const issue of issues) result.issues.push({ row: read.row, ...issue })
    if (!wrong && outcome.statusChange) result.statusChanges.push({ row: read.row, ...outcome.statusChange })
  }
  return result
}

/** The cell as it stood, where the worker sent it. */
const quoted = (read: ReadRow, key: string): string | undefined => (read.trial ?? read.detail)?.cells[key]
