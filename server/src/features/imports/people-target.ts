import type { BulkOutcome, BulkRow, PeopleBulkService } from '../people/people-bulk.service'
import type { ImportTarget, RowOutcome } from './import-target'
import type { ReadRow } from './read-row'

export function createPeopleTarget(people: PeopleBulkService): ImportTarget {
  return {
    compare: async (connection, importer, rows, updateExisting) => outcomesOf(await people.compare(connection, importer.scope, importer.author, bulkRows(rows), { updateExisting })),
    write: async (tx, importer, importId, rows, updateExisting) =>
      outcomesOf(await people.write(tx, importer.scope, { author: importer.author, importId }, bulkRows(rows), { updateExisting })),
  }
}

const bulkRows = (rows: readonly ReadRow[]): BulkRow[] =>
  rows.flatMap(({ row, person }) => (person ? [{ row, values: person.input, departmentId: person.departmentId, postId: person.postId }] : []))

const outcomesOf = (outcomes: readonly BulkOutcome[]): Map<number, RowOutcome> => new Map(outcomes.map((outcome) => [outcome.row, outcomeOf(outcome)]))

function outcomeOf(outcome: BulkOutcome): RowOutcome {
  switch (outcome.kind) {
    case 'new':
    case 'same':
      return { kind: outcome.kind, issues: [] }
    case 'kept':
      return { kind: 'same', issues: [{ key: null, message: '本单位已有该人员，内容与系统中的不同。没有选择“更新已存在的用户数据”，这一行不写入', warning: true }] }
    case 'changed':
      return { kind: 'changed', issues: [], ...(outcome.statusChange ? { statusChange: { name: outcome.name, ...outcome.statusChange } } : {}) }
    case 'wrong':
      return { kind: 'wrong', issues: [{ key: String(outcome.issue.path[0] ?? '') || null, message: outcome.issue.message }] }
  }
}
