import type { TestServer } from './server'

/** What the server keeps for itself: it changes with every request. */
const passing = new Set(['sessions', 'attempt_counters', 'jobs', 'idempotency_keys', 'captchas', 'sqlite_sequence'])

type Row = Record<string, unknown>
/** By table and by row. */
export type KeptRows = ReadonlyMap<string, ReadonlyMap<string, Row>>
interface Reference {
  table: string
  column: string
  /** The table whose id it is. */
  to: string
}

/** Rows without an id of their own are told apart by all that they hold. */
const keyOf = (row: Row): string => ('id' in row ? String(row.id) : JSON.stringify(row))

async function tablesOf({ platform: { database: { knex, dialect } } }: TestServer): Promise<string[]> {
  const names: Row[] = dialect === 'sqlite' ? await knex.raw("select name from sqlite_master where type = 'table'") : (await knex.raw('select table_name as name from information_schema.tables where table_schema = database()'))[0]
  return names.map(({ name }) => String(name)).filter((name) => !passing.has(name) && !/migration/.test(name))
}

export async function keptRows(server: TestServer): Promise<KeptRows> {
  const rows = new Map<string, Map<string, Row>>()
  for (const table of await tablesOf(server)) rows.set(table, new Map((await server.platform.database.knex(table).select('*')).map((row: Row) => [keyOf(row), row])))
  return rows
}

/** Every foreign key of the schema. */
export async function referencesOf(server: TestServer): Promise<Reference[]> {
  const { knex, dialect } = server.platform.database
  if (dialect === 'mysql') {
    const [rows] = await knex.raw('select table_name as tb, column_name as co, referenced_table_name as rt from information_schema.key_column_usage where table_schema = database() and referenced_table_name is not null')
    return rows.map((row: Row) => ({ table: String(row.tb), column: String(row.co), to: String(row.rt) }))
  }
  const references: Reference[] = []
  for (const table of await tablesOf(server)) {
    for (const row of await knex.raw(`pragma foreign_key_list(${table})`)) references.push({ table, column: String(row.from), to: String(row.table) })
  }
  return references
}

/** Of these rows those that were there before. */
export const rowsOf = (rows: KeptRows, before: KeptRows): KeptRows =>
  new Map([...rows].map(([table, all]) => [table, new Map([...all].filter(([key]) => before.get(table)?.has(key)))]))

/** What has become of rows that were there: those that are gone or hold something else, as `table id`. */
export const changedSince = (before: KeptRows, after: KeptRows): string[] =>
  [...before].flatMap(([table, rows]) => [...rows].filter(([key, row]) => JSON.stringify(after.get(table)?.get(key)) !== JSON.stringify(row)).map(([key]) => `${table} ${key}`))

/** Rows that are new since then and name a row that was there, of these tables: as `table.column`. */
export function referringTo(before: KeptRows, after: KeptRows, references: readonly Reference[], tables: ReadonlySet<string>): string[] {
  const found: string[] = []
  for (const { table, column, to } of references) {
    if (!tables.has(to)) continue
    for (const [key, row] of after.get(table) ?? []) if (!before.get(table)?.has(key) && row[column] !== null && before.get(to)?.has(String(row[column]))) found.push(`${table}.${column}`)
  }
  return found
}
