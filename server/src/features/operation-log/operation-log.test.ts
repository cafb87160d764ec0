import { exportOperationLog, listOperationLog, verifyOperationLog } from '@talent/shared/contract/system'
import { inTransaction } from '../../db/transaction'
import { givenAccount, givenInstitution, givenRole } from '../../../test/given'
import { givenPerson } from '../../../test/given-people'
import { exportedTexts } from '../../../test/given-imports'
import { startTestServer, type TestServer } from '../../../test/server'
import { record, type Operation } from './operation-log.service'
import { verifyChain } from './verify-chain'

let server: TestServer
beforeAll(async () => void (server = await startTestServer()))
afterAll(() => server.stop())

const author = { kind: 'system' as const, id: null, name: 'test', source: '127.0.0.1' }
const operation = (organizationId: number, action = 'test.do'): Operation => ({ organizationId, author, action, subject: 'test:1', detail: { a: 1 } })
const write = (operations: Operation | Operation[]) => inTransaction(server.platform.database.knex, (tx) => record(tx, server.platform.now(), operations))
const chain = (id: number) => server.platform.database.knex('operation_log').where('chain_id', id).orderBy('sequence')

const brokenAt = async (chainId: number) => (await verifyChain(server.platform.database.knex, chainId)).brokenAt

test('every row carries the hash of the one before; a changed or missing row shows', async () => {
  for (let n = 0; n < 5; n++) await write(operation(7001))
  expect(await brokenAt(7001)).toBeNull()
  const { knex } = server.platform.database
  await knex('operation_log').where({ chain_id: 7001, sequence: 3 }).update({ detail: '{"a":2}' })
  expect(await brokenAt(7001)).toBe(3)
  await knex('operation_log').where({ chain_id: 7001, sequence: 3 }).delete()
  expect(await brokenAt(7001)).toBe(3)
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

test('whom an entry is about is said by name to whoever may see the name elsewhere, of the own institution alone', async () => {
  const [institution, other] = [await givenInstitution(server), await givenInstitution(server)]
  const [person, stranger] = [await givenPerson(institution, { name: '张小燕' }), await givenPerson(other, { name: '别家人' })]
  const about = (subject: string): Operation => ({ ...operation(institution.id, 'test.about'), subject })
  await write([about(`person:${person.id}`), about(`person:${stranger.id}`), about(`account:${institution.accountId}`), about('person:999999'), about('test:1')])
  const named = async (caller: typeof institution.admin) => (await caller.call(listOperationLog, { action: 'test.about' })).items.map(({ subjectName }) => subjectName).reverse()
  const { username } = institution
  expect(await named(institution.admin)).toEqual(['张小燕', null, username, null, null])
  const auditor = await givenAccount(server, { organizationId: institution.id, kind: 'sub' })
  await givenRole(server, { accountId: auditor.id, organizationId: institution.id, permissions: ['operationLog.read'] })
  expect(await named(auditor.caller)).toEqual([null, null, username, null, null])
  const exported = await exportedTexts(await institution.admin.call(exportOperationLog, { action: 'test.about' }))
  expect(JSON.stringify(exported)).toContain(`人员 张小燕（${person.id}）`)
  expect(JSON.stringify(exported)).not.toContain('别家人')
})

test('a log whose end was cut off, or that was written anew, shows too', async () => {
  const { knex } = server.platform.database
  for (let n = 0; n < 3; n++) await write(operation(7006))
  await knex('operation_log').where({ chain_id: 7006, sequence: 3 }).delete()
  expect(await verifyChain(knex, 7006)).toEqual({ intact: false, rows: 2, brokenAt: 3 })
  for (let n = 0; n < 2; n++) await write(operation(7007))
  await knex('operation_log_heads').where('chain_id', 7007).update({ hash: 'f'.repeat(64) })
  expect((await verifyChain(knex, 7007)).intact).toBe(false)
})

test('an institution sees that its log is intact, however long it is', async () => {
  const { id, admin } = await givenInstitution(server)
  await write(Array.from({ length: 2500 }, (_, n) => operation(id, `test.${n}`)))
  expect(await admin.call(verifyOperationLog, {})).toMatchObject({ intact: true, rows: 2500, brokenAt: null })
  await server.platform.database.knex('operation_log').where({ chain_id: id, sequence: 1777 }).update({ actor_name: 'somebody else' })
  expect(await admin.call(verifyOperationLog, {})).toMatchObject({ intact: false, brokenAt: 1777 })
})

describe('search and export', () => {
  async function givenLog() {
    const institution = await givenInstitution(server)
    const start = server.platform.now().getTime()
    for (const [at, action] of [['2026-03-08T15:59:59.000Z', 'person.create'], ['2026-03-08T16:00:00.000Z', 'person.reveal'], ['2026-03-09T16:00:00.000Z', 'person.update']] as const) {
      server.setNow(at)
      await write({ ...operation(institution.id, action), subject: action === 'person.update' ? 'person:2' : 'person:1' })
    }
    server.setNow(start)
    const actions = async (filter: object) => (await institution.admin.call(listOperationLog, filter)).items.map((i) => i.action)
    return { institution, actions }
  }

  test('by days in China, by subject, and readings alone', async () => {
    const { actions } = await givenLog()
    expect(await actions({ from: '2026-03-09', to: '2026-03-09' })).toEqual(['person.reveal'])
    expect(await actions({ to: '2026-03-08' })).toEqual(['person.create'])
    expect(await actions({ subject: 'person:1' })).toEqual(['person.reveal', 'person.create'])
    expect(await actions({ readingsOnly: 'true' })).toEqual(['person.reveal'])
  })

  test('what the filters find comes as a workbook in words, and taking it is logged', async () => {
    const { institution, actions } = await givenLog()
    const file = await institution.admin.call(exportOperationLog, { from: '2026-03-09', action: 'person.' })
    const rows = await exportedTexts(file)
    expect(rows).toEqual([
      ['时间', '操作人', '操作', '对象', '来源', '说明'],
      ['2026-03-10 00:00', 'test', '修改人员', '人员 2', '127.0.0.1', 'a：1'],
      ['2026-03-09 00:00', 'test', '查看人员完整信息', '人员 1', '127.0.0.1', 'a：1'],
    ])
    expect((await actions({ readingsOnly: 'true' }))[0]).toBe('operationLog.export')
  })

  test('a day that no calendar has is refused, in the list and in the export', async () => {
    const { institution } = await givenLog()
    for (const filter of [{ from: '2026-13-45' }, { to: '2026-02-30' }]) {
      await expect(institution.admin.call(listOperationLog, filter)).toBeProblem(400, 'BAD_INPUT')
      await expect(institution.admin.call(exportOperationLog, filter)).toBeProblem(400, 'BAD_INPUT')
    }
  })

  test('a role for some departments shows and exports what the account did itself', async () => {
    const { institution } = await givenLog()
    const sub = await givenAccount(server, { organizationId: institution.id, kind: 'sub' })
    await givenRole(server, { accountId: sub.id, organizationId: institution.id, permissions: ['operationLog.read'], departmentIds: [] })
    await write({ ...operation(institution.id, 'person.update'), author: { ...author, kind: 'account', id: sub.id } })
    // Another kind of actor may have the same number.
    await write({ ...operation(institution.id, 'filing.confirm'), author: { ...author, kind: 'wechatUser', id: sub.id } })
    expect(await sub.caller.call(listOperationLog, {})).toMatchObject({ total: 1, ownOnly: true, items: [{ action: 'person.update' }] })
    expect(await exportedTexts(await sub.caller.call(exportOperationLog, {}))).toHaveLength(3)
    expect(await institution.admin.call(listOperationLog, { action: 'filing.' })).toMatchObject({ total: 1, ownOnly: false })
  })

  test('only with the right, and only the own log', async () => {
    const { institution } = await givenLog()
    const sub = await givenAccount(server, { organizationId: institution.id, kind: 'sub' })
    for (const endpoint of [exportOperationLog, verifyOperationLog]) await expect(sub.caller.call(endpoint, {})).toBeProblem(403, 'FORBIDDEN')
    await givenRole(server, { accountId: sub.id, organizationId: institution.id, permissions: ['operationLog.read'] })
    expect((await sub.caller.call(verifyOperationLog, {})).intact).toBe(true)
    const other = await givenInstitution(server)
    expect(await exportedTexts(await other.admin.call(exportOperationLog, { to: '2026-03-09' }))).toHaveLength(1)
  })
})
