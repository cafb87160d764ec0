import { dialectOf, type Connection } from '../../db/database'
import { insertRows, withoutRefused } from '../../db/insert-rows'
import type { Transaction } from '../../db/transaction'
import type { Scope } from '../../http/actor'
import { recordColumns, type PersonColumns, type PersonRecord } from './person-record'

/** Rows of one statement: 500 with 36 values each stay below SQLite's 32,766 variables and MySQL's packet. */
export const rowsPerStatement = 500

export const findRecords = (connection: Connection, scope: Scope, lookups: readonly string[], forUpdate: boolean): Promise<PersonRecord[]> => {
  const query = connection('people').where('organization_id', scope.organizationId).whereIn('identity_lookup', lookups).select(recordColumns)
  return forUpdate ? query.forUpdate() : query
}

export async function findIds(connection: Connection, scope: Scope, lookups: readonly string[]): Promise<Map<string, number>> {
  const rows: { id: number; identity_lookup: string }[] = await connection('people')
    .where('organization_id', scope.organizationId)
    .whereIn('identity_lookup', lookups)
    .select('id', 'identity_lookup')
  return new Map(rows.map((row) => [row.identity_lookup, row.id]))
}

/** Returns the lookups of the rows that a unique index refused: somebody else was faster. */
export async function insertMany(tx: Transaction, scope: Scope, rows: readonly PersonColumns[], now: Date): Promise<string[]> {
  const first = rows[0]
  if (!first) return []
  const at = now.toISOString()
  const columns = Object.keys(first) as (keyof PersonColumns)[]
  const values = rows.map((row) => [...columns.map((column) => row[column]), scope.organizationId, at, at])
  const refused = await insertRows(tx, 'people', [...columns, 'organization_id', 'created_at', 'updated_at'], values)
  const lookupAt = columns.indexOf('identity_lookup')
  return refused.map((row) => String(row[lookupAt]))
}

export interface PersonChange {
  id: number
  columns: Partial<PersonColumns>
}

/** Sets the same columns of many people in one statement, each to its own values. Returns what a unique index refused. */
export function updateMany(tx: Transaction, scope: Scope, changes: readonly PersonChange[], columns: readonly (keyof PersonColumns)[], now: Date): Promise<PersonChange[]> {
  return withoutRefused(changes, async (part) => {
    const values = part.flatMap((change) => [change.id, ...columns.map((column) => change.columns[column] ?? null)])
    const at = now.toISOString()
    const assignments = (target: string) => columns.map((column) => `${target}${column} = v.${column}`).join(', ')
    if (dialectOf(tx) === 'sqlite') {
      await tx.raw(
        `with v(id, ${columns.join(', ')}) as (values ${tuples(part.length, columns.length + 1)}) update people set ${assignments('')}, version = people.version + 1, updated_at = ? from v where people.id = v.id and people.organization_id = ?`,
        [...values, at, scope.organizationId],
      )
      return
    }
    // A derived table of rows is the form that MySQL, MariaDB and TiDB have in common.
    const heading = ['? as id', ...columns.map((column) => `? as ${column}`)].join(', ')
    const further = ` union all select ${Array.from({ length: columns.length + 1 }, () => '?').join(', ')}`.repeat(part.length - 1)
    await tx.raw(
      `update people join (select ${heading}${further}) v on v.id = people.id set ${assignments('people.')}, people.version = people.version + 1, people.updated_at = ? where people.organization_id = ?`,
      [...values, at, scope.organizationId],
    )
  })
}

const tuples = (rows: number, width: number): string => {
  const tuple = `(${Array.from({ length: width }, () => '?').join(', ')})`
  return Array.from({ length: rows }, () => tuple).join(', ')
}
