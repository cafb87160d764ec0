import { openDatabase, type Database } from '../src/db/database'
import { databaseKind, emptyDatabase, testDatabase } from './database'

let migrations = 0

async function migrate(url: string): Promise<void> {
  migrations++
  const database = openDatabase(url)
  await database.knex.schema.createTable('parents', (t) => void t.increments('id'))
  await database.knex.schema.createTable('children', (t) => {
    t.increments('id')
    t.integer('parentId').unsigned().notNullable().references('parents.id')
  })
  await database.knex('parents').insert({ id: 7 })
  await database.close()
}

async function usingTestDatabase<T>(work: (knex: Database['knex']) => Promise<T>): Promise<T> {
  const taken = await testDatabase(migrate, 'family')
  const database = openDatabase(taken.url)
  try {
    return await work(database.knex)
  } finally {
    await database.close()
    await taken.drop()
  }
}

test('the project says which database the file runs on', async () => {
  const taken = await emptyDatabase()
  expect(taken.url.startsWith(databaseKind === 'mariadb' ? 'mysql://' : 'sqlite:')).toBe(true)
  await taken.drop()
})

test('each database starts with what the migrations wrote and nothing else', async () => {
  await usingTestDatabase(async (knex) => {
    const [parent] = await knex('parents').insert({})
    await knex('children').insert({ parentId: parent })
    await knex('parents').insert({})
  })
  const seen = migrations
  await usingTestDatabase(async (knex) => {
    expect(await knex('parents').select()).toEqual([{ id: 7 }])
    expect(await knex('children').select()).toEqual([])
    expect(await knex('parents').insert({})).toEqual([8])
  })
  expect(migrations).toBe(seen)
})

test('two databases at once do not see each other', async () => {
  await usingTestDatabase(async (one) => {
    await usingTestDatabase(async (other) => {
      await one('parents').insert({ id: 1 })
      expect(await other('parents').pluck('id')).toEqual([7])
    })
  })
})

test('a table that a test dropped is there again', async () => {
  await usingTestDatabase((knex) => knex.schema.dropTable('children'))
  await usingTestDatabase(async (knex) => {
    expect(await knex.schema.hasTable('children')).toBe(true)
  })
})

test('a forgotten transaction does not hold up the next file', async () => {
  const taken = await testDatabase(migrate, 'family')
  const forgotten = openDatabase(taken.url)
  const transaction = await forgotten.knex.transaction()
  await transaction('parents').insert({})
  await taken.drop()
  await usingTestDatabase(async (knex) => {
    expect(await knex('parents').pluck('id')).toEqual([7])
  })
  await transaction.rollback().catch(() => undefined)
  await forgotten.close()
})

test('an empty database has no table', async () => {
  const taken = await emptyDatabase()
  const database = openDatabase(taken.url)
  expect(await database.knex.schema.hasTable('parents')).toBe(false)
  await database.close()
  await taken.drop()
})
