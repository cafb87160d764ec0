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
  const knex = knexFactory({
    client: 'mysql2',
    connection: {
      ...mysqlAddress(url),
      // utf8mb4_bin by its number: a name here would be written into CREATE TABLE as a character set.
      charsetNumber: 46,
      dateStrings: true,
      supportBigNumbers: true,
      timezone: 'Z',
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

/** Nothing of the address is repeated when it is wrong: it holds the password. */
function mysqlAddress(url: string): { host: string; port: number; user: string; password: string; database: string; socketPath?: string } {
  try {
    const { hostname, port, username, password, pathname, searchParams } = new URL(url)
    const database = decodeURIComponent(pathname.slice(1))
    const socketPath = searchParams.get('socket')
    if (hostname !== '' && database !== '') {
      return { host: hostname, port: Number(port || 3306), user: decodeURIComponent(username), password: decodeURIComponent(password), database, ...(socketPath ? { socketPath } : {}) }
    }
  } catch {
    // Said below.
  }
  throw new ConfigError('DATABASE_URL 无法识别：应形如 mysql://用户:密码@主机:3306/库，密码中的 # / ? @ % : 等符号要写成 %23 %2F %3F %40 %25 %3A')
}

export const dialectOf = (connection: Connection): Dialect => (connection.client.config.client === 'mysql2' ? 'mysql' : 'sqlite')
