import { openDatabase, type Database } from './database'
import { keepStatements } from './libsql-client'

describe('kept statements', () => {
  let database: Database
  beforeEach(async () => {
    database = openDatabase('sqlite::memory:')
    await database.knex.schema.createTable('things', (table) => {
      table.increments('id')
      table.string('name').unique()
    })
  })
  afterEach(() => database.close())

  test('a repeated text is compiled once', () => {
    let compiled = 0
    const connection = keepStatements({ prepare: (sql) => ({ sql, number: ++compiled }) })
    const first = connection.prepare('select 1')
    expect(connection.prepare('select 2')).not.toBe(first)
    expect(connection.prepare('select 1')).toBe(first)
    expect(compiled).toBe(2)
  })

  test('the oldest goes when there are too many, and a bulk statement is never kept', () => {
    const connection = keepStatements({ prepare: (sql) => ({ sql }) })
    const first = connection.prepare('select 0')
    const last = connection.prepare('select 1')
    for (let n = 2; n <= 300; n++) connection.prepare(`select ${n}`)
    expect(connection.prepare('select 1')).toBe(last)
    expect(connection.prepare('select 0')).not.toBe(first)
    const bulk = `insert ${'?'.repeat(4000)}`
    expect(connection.prepare(bulk)).not.toBe(connection.prepare(bulk))
  })

  test('sees the columns of a table as it is now', async () => {
    const { knex } = database
    await knex('things').insert({ name: 'a' })
    expect(await knex('things').select()).toEqual([{ id: 1, name: 'a' }])
    await knex.schema.alterTable('things', (table) => void table.integer('size').defaultTo(3))
    expect(await knex('things').select()).toEqual([{ id: 1, name: 'a', size: 3 }])
  })

  test('works again after it was refused, also in a transaction that goes on', async () => {
    const { knex } = database
    const insert = (tx: typeof knex, name: string) => tx('things').insert({ name })
    await knex.transaction(async (tx) => {
      await insert(tx, 'a')
      await expect(insert(tx, 'a')).rejects.toThrow(/UNIQUE/)
      await insert(tx, 'b')
    })
    await expect(knex.transaction(async (tx) => {
      await insert(tx, 'c')
      throw new Error('back')
    })).rejects.toThrow('back')
    await insert(knex, 'c')
    expect((await knex('things').orderBy('id').select('name')).map(({ name }) => name)).toEqual(['a', 'b', 'c'])
  })
})
