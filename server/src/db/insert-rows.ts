import { dialectOf } from './database'
import { isDuplicate, type Transaction } from './transaction'

type Value = string | number | null
export type Row = readonly Value[]

interface SqliteConnection {
  prepare(sql: string): { run(values: Row): unknown }
}
interface MysqlConnection {
  query(sql: string, values: unknown[], done: (error: Error | null) => void): void
}

/**
 * Inserts many rows and returns those that a unique index refused. Goes to the driver itself: knex would spend as long on
 * writing out the 20,000 placeholders of a statement as the database on the rows. At most 500 rows a call.
 */
export async function insertRows(tx: Transaction, table: string, columns: readonly string[], rows: readonly Row[]): Promise<Row[]> {
  if (rows.length === 0) return []
  const into = `insert into ${table} (${columns.join(', ')}) values`
  const connection: unknown = await tx.client.acquireConnection()
  if (dialectOf(tx) === 'sqlite') return insertEach(connection as SqliteConnection, `${into} (${columns.map(() => '?').join(', ')})`, rows)
  return withoutRefused(rows, (part) => insertTogether(connection as MysqlConnection, `${into} ?`, part))
}

/** SQLite runs in this process: one prepared statement, run for each row, is the fastest it has. */
function insertEach(connection: SqliteConnection, sql: string, rows: readonly Row[]): Row[] {
  const statement = connection.prepare(sql)
  return rows.filter((row) => {
    try {
      statement.run(row)
      return false
    } catch (error) {
      if (isDuplicate(error)) return true
      throw error
    }
  })
}

const insertTogether = (connection: MysqlConnection, sql: string, rows: readonly Row[]): Promise<void> =>
  new Promise((resolve, reject) => connection.query(sql, [rows], (error) => (error ? reject(error) : resolve())))

/** Writes all at once; a refused statement leaves nothing behind, so its halves are tried until the refused rows stand alone. */
export async function withoutRefused<T>(rows: readonly T[], write: (rows: readonly T[]) => Promise<void>): Promise<T[]> {
  if (rows.length === 0) return []
  try {
    await write(rows)
    return []
  } catch (error) {
    if (!isDuplicate(error)) throw error
    if (rows.length === 1) return [...rows]
    const middle = rows.length >> 1
    return [...(await withoutRefused(rows.slice(0, middle), write)), ...(await withoutRefused(rows.slice(middle), write))]
  }
}
