import type { Knex } from 'knex'
import { ConfigError } from '../config'
import type { Database } from './database'
import { migrations } from './migrations'

type Migration = (typeof migrations)[number]

/** The migrations are bundled into the program, so there is no folder to read. */
const source: Knex.MigrationSource<Migration> = {
  getMigrations: () => Promise.resolve(migrations),
  getMigrationName: (migration) => migration.name,
  getMigration: (migration) => Promise.resolve(migration),
}

/**
 * Brings the schema up to date. Nodes that start together take turns: those that come later wait, and find nothing to do.
 * @throws ConfigError when an earlier run was interrupted: its migration may be half done, which only a person can judge
 */
export async function migrate(database: Database): Promise<void> {
  await inTurn(database, () => latest(database.knex))
}

export async function rollBackAll(database: Database): Promise<void> {
  await database.knex.migrate.rollback({ migrationSource: source }, true)
}

async function latest(knex: Knex): Promise<void> {
  try {
    await knex.migrate.latest({ migrationSource: source })
  } catch (error) {
    if (error instanceof Error && error.name === 'MigrationLocked') throw interrupted()
    throw error
  }
}

const interrupted = () =>
  new ConfigError(
    '上一次升级数据库结构时中断，结构可能只改了一半，因此没有继续。请从升级前的备份恢复；确认结构完整后执行 UPDATE knex_migrations_lock SET is_locked = 0，再启动',
  )

const turnTable = 'migration_turns'

/**
 * A row held by an open transaction: when the node that holds it dies, the database gives it free. knex's own lock is a
 * number that stays, is refused instead of waited for, and is made twice by two nodes that start on an empty database.
 * SQLite has one node and one connection: there the work is a queue already.
 */
async function inTurn({ knex, dialect }: Database, work: () => Promise<void>): Promise<void> {
  if (dialect === 'sqlite') return work()
  await knex.raw(`CREATE TABLE IF NOT EXISTS ${turnTable} (id INT PRIMARY KEY)`)
  await knex.transaction(async (turn) => {
    await turn.raw(`SET SESSION innodb_lock_wait_timeout = ${longestWait}`)
    try {
      // Whether the row is new or not, this holds it.
      await turn.raw(`INSERT INTO ${turnTable} (id) VALUES (1) ON DUPLICATE KEY UPDATE id = 1`)
      await work()
    } finally {
      await turn.raw('SET SESSION innodb_lock_wait_timeout = DEFAULT')
    }
  })
}

/** Seconds that another node may take for all of its migrations. */
const longestWait = 600
