import { mkdir, readdir, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { giveConsent, getMe, privacyVersion } from '@talent/shared/contract/wechat-session'
import { givenWechatUser } from '../../../test/given'
import { startTestServer, type TestServer } from '../../../test/server'
import { orderHousekeeping } from './housekeeping'

let server: TestServer
beforeAll(async () => void (server = await startTestServer()))
afterAll(() => server.stop())

const day = 86_400_000
const table = (name: string) => server.platform.database.knex(name)
const housekeep = async () => {
  await orderHousekeeping(server.platform, server.platform.now())
  await server.app.jobs.drain()
}

test('what has served its purpose goes, what is in use stays', async () => {
  const now = server.platform.now()
  const at = (ms: number) => new Date(now.getTime() + ms).toISOString()
  const user = await givenWechatUser(server)
  await user.caller.call(giveConsent, { kind: 'face', version: privacyVersion })
  const key = { request_hash: 'r', state: 'done', answer: 'x' }
  await table('idempotency_keys').insert([{ key_hash: 'old', ...key, created_at: at(-day - 1) }, { key_hash: 'new', ...key, created_at: at(-day + 1) }])
  await table('attempt_counters').insert([{ key: 'old', count: 5, window_ends_at: at(-1) }, { key: 'new', count: 5, window_ends_at: at(1) }])
  await table('captchas').insert([{ id: 'old', answer: '1', expires_at: at(-1) }, { id: 'new', answer: '1', expires_at: at(1) }])
  const session = { kind: 'wechatUser', wechat_user_id: user.id, source: '', created_at: at(-40 * day), seen_at: at(0) }
  await table('sessions').insert([{ ...session, token_hash: 'expired', expires_at: at(-1) }, { ...session, token_hash: 'idle', seen_at: at(-30 * day - 1), expires_at: at(day) }])
  await housekeep()
  expect((await table('idempotency_keys').whereIn('key_hash', ['old', 'new']).select('key_hash')).map((r) => r.key_hash)).toEqual(['new'])
  expect((await table('attempt_counters').whereIn('key', ['old', 'new']).select('key')).map((r) => r.key)).toEqual(['new'])
  expect((await table('captchas').select('id')).map((r) => r.id)).toEqual(['new'])
  expect(await table('sessions').whereIn('token_hash', ['expired', 'idle'])).toEqual([])
  expect((await user.caller.call(getMe, {})).id).toBe(user.id)
})

test('what a node that died was receiving goes with the night', async () => {
  const folder = join(server.platform.config.dataDir, 'tmp')
  await mkdir(folder, { recursive: true })
  for (const [name, hoursAgo] of [['left', 2], ['arriving', 0]] as const) {
    await writeFile(join(folder, name), 'x')
    const at = new Date(server.platform.now().getTime() - hoursAgo * 3_600_000)
    await utimes(join(folder, name), at, at)
  }
  await housekeep()
  expect(await readdir(folder)).toEqual(['arriving'])
})

test('it orders itself for the next night, once, however often the server starts', async () => {
  await housekeep()
  await housekeep()
  const waiting = await table('jobs').where({ kind: 'system.housekeeping', state: 'queued' }).select('run_at')
  // 03:00 on 11 March in China.
  expect(waiting).toEqual([{ run_at: '2026-03-10T19:00:00.000Z' }])
})

test('started in the small hours it goes on the night after', async () => {
  server.setNow('2026-03-11T17:00:00.000Z')
  await housekeep()
  expect(await table('jobs').where({ kind: 'system.housekeeping', state: 'queued', run_at: '2026-03-12T19:00:00.000Z' })).toHaveLength(1)
})

test('with the new year its exams are there', async () => {
  server.setNow('2026-12-31T16:00:00.000Z')
  await housekeep()
  expect(await table('exam_years').where('year', 2028)).toHaveLength(2)
})
