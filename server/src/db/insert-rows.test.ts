import { testDatabase, type TestDatabase } from '../../test/database'
import { openDatabase, type Database } from './database'
import { insertRows, type Row } from './insert-rows'
import { migrate } from './migrate'
import { inTransaction } from './transaction'

let taken: TestDatabase
let database: Database
beforeAll(async () => {
  taken = await testDatabase(async (url) => {
    const fresh = openDatabase(url)
    await migrate(fresh)
    await fresh.close()
  })
  database = openDatabase(taken.url)
})
afterAll(async () => {
  await database.close()
  await taken.drop()
})

const columns = ['kind', 'payload', 'state', 'unique_key', 'run_at', 'created_at']
const at = '2026-03-10T01:00:00.000Z'
const job = (key: string | null, payload = '{}'): Row => ['test', payload, 'queued', key, at, at]
const insert = (rows: Row[]) => inTransaction(database.knex, (tx) => insertRows(tx, 'jobs', columns, rows))
const payloads = async () => (await database.knex('jobs').where('kind', 'test').orderBy('id')).map((row) => row.payload)

test('rows go in as they are: quotes, question marks, rare characters, null', async () => {
  const texts = ["o'neil ?? \\ \" ?", '𠮷·𪚥', ':name', '']
  expect(await insert(texts.map((text) => job(null, text)))).toEqual([])
  expect(await payloads()).toEqual(texts)
  await database.knex('jobs').delete()
})

test('rows that a unique index refuses come back, and all the others are in', async () => {
  const rows = Array.from({ length: 100 }, (_, n) => job(n % 10 === 3 ? 'same' : `key${n}`))
  expect(await insert(rows)).toEqual(rows.filter((_row, n) => n % 10 === 3 && n !== 3))
  expect(await payloads()).toHaveLength(91)
  await database.knex('jobs').delete()
})

test('any other refusal is an error, and leaves nothing behind', async () => {
  await expect(insert([job('a'), ['test', '{}', 'queued', 'b', at, null]])).rejects.toThrow()
  expect(await payloads()).toEqual([])
})

test('the rows belong to the transaction', async () => {
  const work = inTransaction(database.knex, async (tx) => {
    await insertRows(tx, 'jobs', columns, [job('a')])
    throw new Error('given up')
  })
  await expect(work).rejects.toThrow('given up')
  expect(await payloads()).toEqual([])
})
