import { databaseKind, emptyDatabase, type TestDatabase } from '../../test/database'
import { openDatabase, dialectOf, type Database } from './database'
import { migrate, rollBackAll } from './migrate'
import { migrations } from './migrations'

let taken: TestDatabase
let database: Database
beforeAll(async () => {
  taken = await emptyDatabase()
  database = openDatabase(taken.url)
})
afterAll(async () => {
  await database.close()
  await taken.drop()
})

async function tables(): Promise<string[]> {
  const { knex } = database
  const rows: { name: string }[] =
    dialectOf(knex) === 'mysql'
      ? await knex('information_schema.tables').whereRaw('table_schema = database()').select('table_name as name')
      : await knex('sqlite_master').where('type', 'table').whereNot('name', 'like', 'sqlite%').select('name')
  return rows.map(({ name }) => name).filter((name) => !/^(knex_|migration_turns$)/.test(name)).sort()
}

test('every migration goes up, down and up again', async () => {
  await migrate(database)
  const up = await tables()
  expect(up).toContain('people')
  await rollBackAll(database)
  expect(await tables()).toEqual([])
  await migrate(database)
  expect(await tables()).toEqual(up)
})

test('nodes that start together on an empty database take turns', async () => {
  const fresh = await emptyDatabase()
  // SQLite is for one node.
  const nodes = Array.from({ length: databaseKind === 'mariadb' ? 4 : 1 }, () => openDatabase(fresh.url))
  try {
    await expect(Promise.all(nodes.map(migrate))).resolves.toHaveLength(nodes.length)
    expect(await nodes[0]?.knex('knex_migrations').count({ rows: '*' }).first()).toEqual({ rows: migrations.length })
    expect(await nodes[0]?.knex('knex_migrations_lock').select('is_locked')).toEqual([{ is_locked: 0 }])
  } finally {
    await Promise.all(nodes.map((node) => node.close()))
    await fresh.drop()
  }
})

test('after an interrupted run a person has to look first', async () => {
  await migrate(database)
  await database.knex('knex_migrations').orderBy('id', 'desc').first('id').then((last) => database.knex('knex_migrations').where('id', last.id).delete())
  await database.knex('knex_migrations_lock').update({ is_locked: 1 })
  await expect(migrate(database)).rejects.toThrow('上一次升级数据库结构时中断')
})
