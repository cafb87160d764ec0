import { dialectOf, type Connection } from './database'

/** The rows of a statement written by hand, for what runs with each request: knex takes longer to write it out than the database to answer. */
export async function selectRows<Row>(connection: Connection, sql: string, values: readonly (string | number | null)[]): Promise<Row[]> {
  const answer: unknown = await connection.raw(sql, [...values])
  // mysql2 adds a description of the columns.
  return (dialectOf(connection) === 'mysql' ? (answer as [unknown])[0] : answer) as Row[]
}
