import type { z } from '@talent/shared/zod'
import type { ImportIssue, ImportJob } from '@talent/shared/contract/imports'
import { labelOf } from '@talent/shared/dictionaries/index'
import { columnName } from '../../workbook/cell'
import { importKinds, type ImportKind } from './import-kinds'
import type { FoundIssue, FoundStatusChange } from './import-target'
import type { ImportRecord } from './imports.repository'

/** What is wrong is known once the check is through; while it runs there is nothing to report. */
const reportable: readonly ImportRecord['state'][] = ['previewed', 'finished', 'failed', 'cancelled']

export const hasReport = (job: ImportRecord): boolean => job.wrongRows > 0 && job.storageKey !== '' && reportable.includes(job.state)

export const presentImport = (job: ImportRecord): ImportJob => ({
  id: job.id,
  kind: job.kind,
  state: job.state,
  fileName: job.fileName,
  updateExisting: job.updateExisting,
  allOrNothing: job.allOrNothing,
  createdBy: job.createdBy,
  createdAt: job.createdAt,
  finishedAt: job.finishedAt,
  rows: job.rows,
  newRows: job.newRows,
  changedRows: job.changedRows,
  sameRows: job.sameRows,
  wrongRows: job.wrongRows,
  doneRows: job.doneRows,
  failure: job.failure,
  hasReport: hasReport(job),
})

export const presentIssue = (kind: ImportKind, issue: FoundIssue): z.output<typeof ImportIssue> => ({
  row: issue.row,
  column: issue.column === null ? '' : columnName(issue.column),
  label: issue.field === null ? '' : (importKinds[kind].fields[issue.field]?.label ?? ''),
  value: issue.value,
  message: issue.message,
  level: issue.warning ? 'warning' : 'error',
})

const status = (code: string): string => labelOf('employmentStatus', code) ?? code

export const presentStatusChange = ({ row, name, from, to }: FoundStatusChange) => ({ row, name, from: status(from), to: status(to) })
