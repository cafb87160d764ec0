import { submitManualVerification, verifyAutomatically, withdrawVerification } from '@talent/shared/contract/identity'
import { storedFile } from '../../../test/given-accounts'
import { givenPersonWithCard } from '../../../test/given-candidate-sign-in'
import { startTestServer, type TestServer } from '../../../test/server'

/** What a decision does to the photos is tested with the review, what a consent taken back and a cancellation do with the account. */
let server: TestServer
beforeAll(async () => void (server = await startTestServer()))
afterAll(() => server.stop())

const rowsOf = (userId: number) => server.platform.database.knex('attachments').where('wechat_user_id', userId)

/** Lets time pass and the jobs of it run. */
async function later(hours: number): Promise<void> {
  server.setNow(server.platform.now().getTime() + hours * 3_600_000)
  await server.app.jobs.drain()
}

async function expectGone(userId: number, keys: string[]): Promise<void> {
  expect(await rowsOf(userId)).toEqual([])
  for (const key of keys) await expect(storedFile(server, key)).rejects.toThrow('ENOENT')
}

test('photos of a withdrawn submission are there for another try for a day, then gone, rows and files', async () => {
  const { caller, id, entry } = await givenPersonWithCard(server)
  await caller.call(submitManualVerification, { ...entry, identityType: 'residentCard' })
  const keys = (await rowsOf(id)).map((row) => row.storage_key)
  await later(30)
  expect(await rowsOf(id)).toHaveLength(2)
  await caller.call(withdrawVerification, {})
  await later(23)
  expect(await rowsOf(id)).toHaveLength(2)
  await later(2)
  await expectGone(id, keys)
})

test('photos of tries that failed, and of none, are gone a day after they came', async () => {
  const failed = await givenPersonWithCard(server)
  await failed.caller.call(verifyAutomatically, { ...failed.entry, name: '李四' }).catch(() => undefined)
  const unused = await givenPersonWithCard(server)
  const keys = [...(await rowsOf(failed.id)), ...(await rowsOf(unused.id))].map((row) => row.storage_key)
  expect(keys).toHaveLength(4)
  await later(25)
  await expectGone(failed.id, keys.slice(0, 2))
  await expectGone(unused.id, keys.slice(2))
})

test('a submission that waits keeps its photos however long it waits', async () => {
  const { caller, id, entry } = await givenPersonWithCard(server)
  await caller.call(submitManualVerification, { ...entry, identityType: 'residentCard' })
  await later(24 * 20)
  for (const { storage_key } of await rowsOf(id)) expect((await storedFile(server, storage_key)).length).toBeGreaterThan(0)
  expect(await rowsOf(id)).toHaveLength(2)
})
