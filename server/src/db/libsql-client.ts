import type { Knex } from 'knex'

interface Connection {
  prepare(sql: string): unknown
}

// knex has no type for its dialect classes; this subclass only swaps the driver module and keeps statements.
const BetterSqlite3Client: new (config: Knex.Config) => { driverName: string; acquireRawConnection(): Promise<Connection> } = require('knex/lib/dialects/better-sqlite3')

/** knex's better-sqlite3 dialect on libsql, whose binary comes in the package: nothing is compiled at install. */
export class LibsqlClient extends BetterSqlite3Client {
  _driver(): unknown {
    return require('libsql')
  }

  override async acquireRawConnection(): Promise<Connection> {
    return keepStatements(await super.acquireRawConnection())
  }
}

const keptStatements = 300
/** Longer ones are bulk statements: large in memory, and each of another length. */
const longestKept = 4000

/**
 * To compile a statement takes SQLite as long as to run one that finds a row, and the same texts come again and again.
 * A kept one is never busy: knex reads all rows of an answer at once. SQLite itself compiles anew after a change of the schema.
 */
export function keepStatements(connection: Connection): Connection {
  const kept = new Map<string, unknown>()
  const prepare = connection.prepare.bind(connection)
  connection.prepare = (sql) => {
    const known = kept.get(sql)
    if (known !== undefined) return known
    const statement = prepare(sql)
    if (sql.length > longestKept) return statement
    const oldest = kept.keys().next()
    if (kept.size >= keptStatements && !oldest.done) kept.delete(oldest.value)
    kept.set(sql, statement)
    return statement
  }
  return connection
}
