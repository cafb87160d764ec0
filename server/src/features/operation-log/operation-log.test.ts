import { listOperationLog } from '@talent/shared/contract/system'
import { inTransaction } from '../../db/transaction'
import { givenInstitution } from '../../../test/given'
import { startTestServer, type TestServer } from '../../../test/server'
import { genesis, hashOperation, record, type Operation } from './operation-log.service'

let server: TestServer
beforeAll(async () => void (server = await startTestServer()))
afterAll(() => server.stop())

const author = { kind: 'system' as const, id: null, name: 'test', source: '127.0.0.1' }
const operation = (organizationId: number, action = 'test.do'): Operation => ({ organizationId, author, action, subject: 'test:1', detail: { a: 1 } })
const write = (operations: Operation | Operation[]) => inTransaction(server.platform.database.knex, (tx) => record(tx, server.platform.now(), operations))
const chain = (id: number) => server.platform.database.knex('operation_log').where('chain_id', id).orderBy('sequence')

/** The first sequence at which a chain is broken; null: intact. */
async function brokenAt(chainId: number): Promise<number | null> {
  let previous = genesis
  for (const [index, row] of (await chain(chainId)).entries()) {
    if (row.sequence !== index + 1 || row.previous_hash !== previous || row.hash !== hashOperation(row)) return row.sequence
    previous = row.hash
  }
  return null
}

test('every row carries the hash of the one before; a changed or missing row shows', async () => {
  for (let n = 0; n < 5; n++) await write(operation(7001))
  expect(await brokenAt(7001)).toBeNull()
  const { knex } = server.platform.database
  await knex('operation_log').where({ chain_id: 7001, sequence: 3 }).update({ detail: '{"a":2}' })
  expect(await brokenAt(7001)).toBe(3)
  await knex('operation_log').where({ chain_id: 7001, sequence: 3 }).delete()
  expect(await brokenAt(7001)).toBe(4)
})

test('writers at the same time make one unbroken chain', async () => {
  await Promise.all(Array.from({ length: 20 }, (_, n) => write(operation(7002, `test.${n}`))))
  expect(await chain(7002)).toHaveLength(20)
  expect(await brokenAt(7002)).toBeNull()
})

test('writers of two chains in either order don\'t lock each other out', async () => {
  await Promise.all(Array.from({ length: 20 }, (_, n) => write(n % 2 ? [operation(7003), operation(7004)] : [operation(7004), operation(7003)])))
  expect(await brokenAt(7003)).toBeNull()
  expect(await chain(7004)).toHaveLength(20)
})

test('what is rolled back was never logged', async () => {
  const { knex } = server.platform.database
  await expect(inTransaction(knex, async (tx) => {
    await record(tx, server.platform.now(), operation(7005))
    throw new Error('undo')
  })).rejects.toThrow('undo')
  expect(await chain(7005)).toEqual([])
})

test('an institution reads its own log only, filtered by action', async () => {
  const institution = await givenInstitution(server)
  await write([operation(institution.id, 'person.create'), operation(institution.id, 'person.update'), operation(institution.id, 'trial.create')])
  const found = await institution.admin.call(listOperationLog, { action: 'person' })
  expect(found.items.map((i) => i.action)).toEqual(['person.update', 'person.create'])
  expect((await institution.admin.call(listOperationLog, { action: '%' })).total).toBe(0)
})
