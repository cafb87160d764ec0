import { detailSectionNames, type DetailSectionName } from '@talent/shared/domain/sections/details'
import type { DetailBulkOutcome, DetailBulkRow, DetailsBulkService } from '../details/details-bulk.service'
import type { ImportTarget, RowOutcome } from './import-target'
import type { ReadRow } from './read-row'

function createDetailsTarget(details: DetailsBulkService, section: DetailSectionName): ImportTarget {
  return {
    compare: async (connection, importer, rows, updateExisting) => outcomesOf(await details.compare(connection, importer, section, bulkRows(rows), { updateExisting })),
    write: async (tx, importer, importId, rows, updateExisting) => outcomesOf(await details.write(tx, { ...importer, importId }, section, bulkRows(rows), { updateExisting })),
  }
}

/** One for each section of the declaration. */
export const detailTargets = (details: DetailsBulkService): Record<DetailSectionName, ImportTarget> =>
  Object.fromEntries(detailSectionNames.map((section) => [section, createDetailsTarget(details, section)])) as Record<DetailSectionName, ImportTarget>

/** Rows with an error already are looked at as well, for everything else that is wrong with them, but never written. */
const bulkRows = (rows: readonly ReadRow[]): DetailBulkRow[] =>
  rows.flatMap(({ row, detail, issues }) =>
    detail ? [{ row, name: detail.detail.name, identityNumber: detail.detail.identityNumber, clinic: detail.clinic, values: detail.detail.values, checkOnly: issues.some((issue) => !issue.warning) }] : [])

const outcomesOf = (outcomes: readonly DetailBulkOutcome[]): Map<number, RowOutcome> => new Map(outcomes.map((outcome) => [outcome.row, outcomeOf(outcome)]))

function outcomeOf(outcome: DetailBulkOutcome): RowOutcome {
  if (outcome.kind === 'wrong') return { kind: 'wrong', issues: outcome.issues.map(({ path, message }) => ({ key: String(path[0] ?? '') || null, message })) }
  if (outcome.kind !== 'kept') return { kind: outcome.kind, issues: [] }
  return { kind: 'same', issues: [{ key: null, message: '该人员已有这条记录，内容与系统中的不同。没有选择“更新已存在的数据”，这一行不写入', warning: true }] }
}
