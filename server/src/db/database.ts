import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import knexFactory, { type Knex } from 'knex'
import { ConfigError } from '../config'
import { LibsqlClient } from './libsql-client'

export type Dialect = 'sqlite' | 'mysql'

export interface Database {
  knex: Knex
  dialect: Dialect
  close(): Promise<void>
}

/** A connection that queries can be made on: the pool, or a transaction. Pass the transaction on wherever there is one. */
export type Connection = Knex

/** `sqlite:<path>` or `mysql://user:password@host:port/name`. */
export function openDatabase(url: string, options: { poolSize?: number } = {}): Database {
  if (url.startsWith('sqlite:')) return openSqlite(url.slice('sqlite:'.length))
  if (url.startsWith('mysql://')) return openMysql(url, options.poolSize ?? 10)
  throw new ConfigError('DATABASE_URL 应以 mysql:// 或 sqlite: 开头')
}

function openSqlite(path: string): Database {
  if (path !== ':memory:') mkdirSync(dirname(path), { recursive: true })
  const knex = knexFactory({
    client: LibsqlClient as unknown as typeof Knex.Client,
    connection: { filename: path },
    useNullAsDefault: true,
    // One writer at a time is SQLite's own rule; a single connection makes it a queue and not an error.
    pool: {
      min: 1,
      max: 1,
      afterCreate(connection: { pragma?: (s: string) => unknown; exec: (s: string) => unknown }, ready: (error: Error | null, c: unknown) => void) {
        connection.exec('PRAGMA journal_mode=WAL')
        connection.exec('PRAGMA busy_timeout=5000')
        connection.exec('PRAGMA foreign_keys=ON')
        connection.exec('PRAGMA synchronous=NORMAL')
        ready(null, connection)
      },
    },
  })
  return { knex, dialect: 'sqlite', close: () => knex.destroy() }
}

function openMysql(url: string, poolSize: number): Database {
  const parsed = new URL(url)
  const knex = knexFactory({
    client: 'mysql2',
    connection: {
      host: parsed.hostname,
      port: Number(parsed.port || 3306),
      user: decodeURIComponent(parsed.username),
      password: decodeURIComponent(parsed.password),
      database: parsed.pathname.slice(1),
      // utf8mb4_bin by its number: a name here would be written into CREATE TABLE as a character set.
      charsetNumber: 46,
      dateStrings: true,
      supportBigNumbers: true,
      timezone: 'Z',
      ...(parsed.searchParams.get('socket') ? { socketPath: parsed.searchParams.get('socket') ?? '' } : {}),
    },
    pool: {
      min: 0,
      max: poolSize,
      afterCreate(connection: { query: (sql: string, done: (error: Error | null) => void) => void }, ready: (error: Error | null, c: unknown) => void) {
        // READ COMMITTED: rows are locked by name, and a re-read after a lock sees what others committed.
        connection.query('SET SESSION transaction_isolation = "READ-COMMITTED", sql_mode = "STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION"', (error) => {
          if (!error) return ready(null, connection)
          // MariaDB before 11.1 has the older name.
          connection.query('SET SESSION tx_isolation = "READ-COMMITTED", sql_mode = "STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION"', (e) => ready(e, connection))
        })
      },
    },
  })
  return { knex, dialect: 'mysql', close: () => knex.destroy() }
}

export const dialectOf = (connection: Connection): Dialect => (connection.client.config.client === 'mysql2' ? 'mysql' : 'sqlite')
