import { emptyDatabase, type TestDatabase } from '../../test/database'
import { openDatabase, dialectOf, type Database } from './database'
import { migrate, rollBackAll } from './migrate'

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
  return rows.map(({ name }) => name).filter((name) => !name.startsWith('knex_')).sort()
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
