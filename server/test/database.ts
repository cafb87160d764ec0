import { emptyMysqlDatabase, pooledMysqlDatabase } from './database-mysql'
import { emptySqliteDatabase, pooledSqliteDatabase } from './database-sqlite'

export interface TestDatabase {
  /** For `openDatabase`. Close every connection to it before `drop`. */
  url: string
  drop(): Promise<void>
}

export type Migrate = (url: string) => Promise<unknown>

/** `sqlite` or `mariadb`: which of the two this run is about. */
export const databaseKind: 'sqlite' | 'mariadb' = (globalThis as { DATABASE_KIND?: string }).DATABASE_KIND === 'mariadb' ? 'mariadb' : 'sqlite'

/**
 * A database as right after all migrations, for one test file: `beforeAll` takes it, `afterAll` drops it.
 * The migrations run once in a test process; later files get a copy (SQLite) or the same tables emptied
 * (MariaDB). Whoever passes other migrations than the application's own names their `schema`.
 */
export function testDatabase(migrate: Migrate, schema = 'talent'): Promise<TestDatabase> {
  return databaseKind === 'mariadb' ? pooledMysqlDatabase(migrate, schema) : pooledSqliteDatabase(migrate, schema)
}

/** Without a single table, for tests of the migrations themselves. Slower: it is really made and dropped. */
export function emptyDatabase(): Promise<TestDatabase> {
  return databaseKind === 'mariadb' ? emptyMysqlDatabase() : emptySqliteDatabase()
}
