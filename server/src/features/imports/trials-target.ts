import { trialColumnOf } from '@talent/shared/domain/trial-row'
import type { TrialBulkOutcome, TrialBulkRow, TrialsBulkService } from '../trials/trials-bulk.service'
import type { ImportTarget, RowOutcome } from './import-target'
import type { ReadRow } from './read-row'

export function createTrialsTarget(trials: TrialsBulkService): ImportTarget {
  return {
    compare: async (connection, importer, rows, updateExisting) =>
      outcomesOf(rows, await trials.compare(connection, importer, trialRows(rows), { updateExisting })),
    write: async (tx, importer, importId, rows, updateExisting) =>
      outcomesOf(rows, await trials.write(tx, { ...importer, importId }, trialRows(rows), { updateExisting })),
  }
}

/** Rows with an error already are looked at as well, for everything else that is wrong with them, but never written. */
const trialRows = (rows: readonly ReadRow[]): TrialBulkRow[] =>
  rows.flatMap(({ row, trial, issues }) =>
    trial ? [{ row, name: trial.trial.name, identityNumber: trial.trial.identityNumber, clinic: trial.clinic, filing: trial.trial.filing, checkOnly: issues.some((issue) => !issue.warning) }] : [])

function outcomesOf(rows: readonly ReadRow[], outcomes: readonly TrialBulkOutcome[]): Map<number, RowOutcome> {
  const read = new Map(rows.map((row) => [row.row, row]))
  return new Map(outcomes.map((outcome) => [outcome.row, outcomeOf(outcome, read.get(outcome.row))]))
}

function outcomeOf(outcome: TrialBulkOutcome, read: ReadRow | undefined): RowOutcome {
  if (outcome.kind === 'wrong') {
    const columnOf = (path: (string | number)[]) => (read?.trial ? trialColumnOf(read.trial.trial, path) : null)
    return { kind: 'wrong', issues: outcome.issues.map((issue) => ({ key: columnOf(issue.path), message: issue.message, ...(issue.level === 'warning' ? { warning: true as const } : {}) })) }
  }
  if (outcome.kind !== 'kept') return { kind: outcome.kind, issues: [] }
  return { kind: 'same', issues: [{ key: null, message: '该人员本年度已有填报，内容与系统中的不同。没有选择“更新已存在的数据”，这一行不写入', warning: true }] }
}
