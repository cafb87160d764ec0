import { randomUUID } from 'node:crypto'
import { copyFile, mkdir, rename, rm } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { openDatabase } from '../src/db/database'
import type { Migrate, TestDatabase } from './database'

function runDirectory(): string {
  const directory = process.env['TEST_SQLITE_DIR']
  if (!directory) throw new Error('Run this through server/jest.config.cjs: its global setup makes TEST_SQLITE_DIR')
  return directory
}

const urlOf = (folder: string) => `sqlite:${join(folder, 'talent.sqlite')}`

/** A folder each, since SQLite keeps a log and an index beside the file. */
export async function emptySqliteDatabase(): Promise<TestDatabase> {
  const folder = join(runDirectory(), randomUUID())
  await mkdir(folder)
  return { url: urlOf(folder), drop: () => rm(folder, { recursive: true, force: true }) }
}

export async function pooledSqliteDatabase(migrate: Migrate, schema: string): Promise<TestDatabase> {
  const template = join(runDirectory(), `${schema}-template.sqlite`)
  if (!existsSync(template)) await makeTemplate(template, migrate)
  const database = await emptySqliteDatabase()
  await copyFile(template, database.url.slice('sqlite:'.length))
  return database
}

/** Put in place by a rename, so that test processes that start together see all of it or nothing. */
async function makeTemplate(template: string, migrate: Migrate): Promise<void> {
  const draft = await emptySqliteDatabase()
  const file = draft.url.slice('sqlite:'.length)
  await migrate(draft.url)
  // libsql leaves its write-ahead log behind when it closes, and only the file itself is copied.
  const database = openDatabase(draft.url)
  await database.knex.raw('PRAGMA wal_checkpoint(TRUNCATE)')
  await database.close()
  await rename(file, template)
  await draft.drop()
}
