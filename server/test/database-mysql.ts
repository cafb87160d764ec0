import { createHash, randomUUID } from 'node:crypto'
import { createConnection, type Connection, type RowDataPacket } from 'mysql2/promise'
import type { Migrate, TestDatabase } from './database'

const worker = process.env['JEST_WORKER_ID'] ?? '1'

/** Numbers of the databases that this test file has in use; another file starts with none. */
const inUse = new Set<number>()

export async function emptyMysqlDatabase(): Promise<TestDatabase> {
  const name = `talent_${randomUUID().replaceAll('-', '')}`
  await withAdmin((admin) => create(admin, name))
  return { url: urlOf(name), drop: () => withAdmin(async (admin) => void (await admin.query(`DROP DATABASE IF EXISTS ${name}`))) }
}

/**
 * Emptying the tables of an existing database takes a tenth of the time of making them. What the migrations
 * themselves wrote is kept aside in `<name>_rows` and put back.
 */
export async function pooledMysqlDatabase(migrate: Migrate, schema: string): Promise<TestDatabase> {
  let number = 1
  while (inUse.has(number)) number++
  inUse.add(number)
  const name = `${schema}_${worker}_${number}`
  await withAdmin(async (admin) => {
    await killLeftovers(admin, name)
    const wanted = await recordedShape(admin, name)
    if (wanted !== undefined && wanted === (await shapeOf(admin, name))) await empty(admin, name)
    else await build(admin, name, migrate)
  })
  return { url: urlOf(name), drop: async () => void inUse.delete(number) }
}

function adminUrl(): string {
  const url = process.env['TEST_MYSQL_URL']
  if (!url) throw new Error('Run this through server/jest.config.cjs: its global setup starts MariaDB')
  return url
}

function urlOf(name: string): string {
  const url = new URL(adminUrl())
  url.pathname = `/${name}`
  return url.href
}

async function withAdmin<T>(work: (admin: Connection) => Promise<T>): Promise<T> {
  const admin = await createConnection(adminUrl())
  try {
    return await work(admin)
  } finally {
    await admin.end()
  }
}

async function create(admin: Connection, name: string): Promise<void> {
  await admin.query(`CREATE DATABASE ${name} CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`)
}

async function rows(admin: Connection, sql: string, values: string[] = []): Promise<string[][]> {
  const [found] = await admin.query<RowDataPacket[][]>({ sql, rowsAsArray: true }, values)
  return found.map((row) => row.map(String))
}

/** A connection that an earlier file forgot would hold its locks for as long as the process lives. */
async function killLeftovers(admin: Connection, name: string): Promise<void> {
  for (const [id] of await rows(admin, 'SELECT id FROM information_schema.processlist WHERE db = ?', [name])) {
    await admin.query(`KILL ${id}`).catch(() => undefined)
  }
}

async function recordedShape(admin: Connection, name: string): Promise<string | undefined> {
  const kept = await rows(admin, 'SELECT 1 FROM information_schema.tables WHERE table_schema = ? AND table_name = ?', [`${name}_rows`, '_shape'])
  if (kept.length === 0) return undefined
  return (await rows(admin, `SELECT shape FROM ${name}_rows._shape`))[0]?.[0]
}

/** Changes when a test changed a table: such a database is made anew. */
async function shapeOf(admin: Connection, name: string): Promise<string> {
  const columns = await rows(admin, `SELECT table_name, column_name, column_type, is_nullable FROM information_schema.columns
    WHERE table_schema = ? ORDER BY table_name, ordinal_position`, [name])
  return createHash('sha256').update(JSON.stringify(columns)).digest('hex')
}

async function build(admin: Connection, name: string, migrate: Migrate): Promise<void> {
  for (const database of [name, `${name}_rows`]) {
    await admin.query(`DROP DATABASE IF EXISTS ${database}`)
    await create(admin, database)
  }
  await migrate(urlOf(name))
  for (const table of await filledTables(admin, name)) {
    await admin.query(`CREATE TABLE ${name}_rows.\`${table}\` AS SELECT * FROM ${name}.\`${table}\``)
  }
  await admin.query(`CREATE TABLE ${name}_rows._shape AS SELECT ? AS shape`, [await shapeOf(admin, name)])
}

async function empty(admin: Connection, name: string): Promise<void> {
  const filled = await filledTables(admin, name)
  const kept = new Set(await tablesOf(admin, `${name}_rows`))
  await admin.query('SET foreign_key_checks = 0')
  // TRUNCATE and not DELETE: it starts ids at 1 again and passes by the triggers that keep a log append-only.
  for (const table of filled) await admin.query(`TRUNCATE TABLE ${name}.\`${table}\``)
  for (const table of filled.filter((t) => kept.has(t))) {
    await admin.query(`INSERT INTO ${name}.\`${table}\` SELECT * FROM ${name}_rows.\`${table}\``)
  }
}

async function tablesOf(admin: Connection, name: string): Promise<string[]> {
  const found = await rows(admin, "SELECT table_name FROM information_schema.tables WHERE table_schema = ? AND table_type = 'BASE TABLE'", [name])
  return found.map(([table = '']) => table)
}

async function filledTables(admin: Connection, name: string): Promise<string[]> {
  const tables = await tablesOf(admin, name)
  if (tables.length === 0) return []
  const each = tables.map((table) => `SELECT '${table}' WHERE EXISTS (SELECT 1 FROM ${name}.\`${table}\`)`)
  return (await rows(admin, each.join(' UNION ALL '))).map(([table = '']) => table)
}
