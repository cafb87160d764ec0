import type { Knex } from 'knex'
import type { Database } from './database'
import { migrations } from './migrations'

type Migration = (typeof migrations)[number]

/** The migrations are bundled into the program, so there is no folder to read. */
const source: Knex.MigrationSource<Migration> = {
  getMigrations: () => Promise.resolve(migrations),
  getMigrationName: (migration) => migration.name,
  getMigration: (migration) => Promise.resolve(migration),
}

/** Brings the schema up to date; safe to call from several nodes at once (knex locks). */
export async function migrate(database: Database): Promise<void> {
  await database.knex.migrate.latest({ migrationSource: source })
}

export async function rollBackAll(database: Database): Promise<void> {
  await database.knex.migrate.rollback({ migrationSource: source }, true)
}
