import { createJobWorker, enqueue, JobInterrupted } from './jobs'
import { startTestServer, type TestServer } from '../../test/server'

let server: TestServer
beforeAll(async () => void (server = await startTestServer()))
afterAll(() => server.stop())
beforeEach(() => server.platform.database.knex('jobs').delete())

const add = (n: number, uniqueKey?: string) =>
  enqueue(server.platform.database.knex, server.platform.now(), { kind: 'count', payload: { n }, ...(uniqueKey ? { uniqueKey } : {}) })
const states = async () => (await server.platform.database.knex('jobs').orderBy('id')).map((j) => j.state)
const later = (ms: number) => server.setNow(server.platform.now().getTime() + ms)

test('four workers do every job once', async () => {
  const done: number[] = []
  for (let n = 0; n < 40; n++) await add(n)
  const workers = Array.from({ length: 4 }, () => createJobWorker(server.platform, { count: async ({ n }) => void done.push(Number(n)) }))
  await Promise.all(workers.map((w) => w.drain()))
  expect(done.sort((a, b) => a - b)).toEqual(Array.from({ length: 40 }, (_, n) => n))
  expect(new Set(await states())).toEqual(new Set(['done']))
})

test('the job of a worker that died is done by another when its lease is over', async () => {
  await add(1)
  let reached: () => void = () => undefined
  const started = new Promise<void>((resolve) => (reached = resolve))
  // A handler that never returns is what a killed process looks like to the others.
  void createJobWorker(server.platform, { count: () => (reached(), new Promise(() => undefined)) }).drain()
  await started
  const done: number[] = []
  const other = createJobWorker(server.platform, { count: async ({ n }) => void done.push(Number(n)) })
  await other.drain()
  expect(done).toEqual([])
  later(31_000)
  await other.drain()
  expect(done).toEqual([1])
})

test('who lost the lease is told before doing more', async () => {
  await add(1)
  const seen: string[] = []
  await createJobWorker(server.platform, {
    count: async (_, context) => {
      await server.platform.database.knex('jobs').update({ lease_owner: 'somebody else' })
      await context.keepLease().catch((error: Error) => {
        seen.push(error.constructor.name)
        throw error
      })
    },
  }).drain()
  expect(seen).toEqual(['LeaseLost'])
  expect(await states()).toEqual(['queued'])
})

test('a failure is tried again later, and twelve are the end', async () => {
  await add(1)
  let tries = 0
  const worker = createJobWorker(server.platform, {
    count: () => {
      tries++
      return Promise.reject(new Error('no'))
    },
  })
  await worker.drain()
  expect(tries).toBe(1)
  for (let n = 0; n < 20; n++) {
    later(3_601_000)
    await worker.drain()
  }
  expect(tries).toBe(12)
  expect(await states()).toEqual(['failed'])
})

test('a job that leaves because the server stops costs no try', async () => {
  await add(1)
  let first = true
  const worker = createJobWorker(server.platform, {
    count: () => {
      if (!first) return Promise.resolve()
      first = false
      return Promise.reject(new JobInterrupted())
    },
  })
  await worker.drain()
  const [job] = await server.platform.database.knex('jobs')
  expect(job).toMatchObject({ state: 'done', attempts: 0 })
})

test('one waiting job for a thing; once it is done, another', async () => {
  const done: number[] = []
  const worker = createJobWorker(server.platform, { count: async ({ n }) => void done.push(Number(n)) })
  await add(1, 'thing')
  await add(2, 'thing')
  await worker.drain()
  await add(3, 'thing')
  await worker.drain()
  expect(done).toEqual([1, 3])
})

test('stopping waits for the running job', async () => {
  await add(1)
  const done: string[] = []
  const worker = createJobWorker(server.platform, {
    count: async () => {
      await new Promise((resolve) => setTimeout(resolve, 100))
      done.push('job')
    },
  }, { pollMs: 10 })
  worker.start()
  await new Promise((resolve) => setTimeout(resolve, 50))
  await worker.stop()
  expect(done).toEqual(['job'])
})

test('what takes long does not hold up the rest; a second one of its kind waits', async () => {
  const { knex } = server.platform.database
  const [seen, release]: [string[], (() => void)[]] = [[], []]
  const handlers = {
    count: async () => void seen.push('prompt'),
    long: () => (seen.push('long'), new Promise<void>((resolve) => void release.push(resolve))),
  }
  const worker = createJobWorker(server.platform, handlers, { pollMs: 5, longKinds: ['long'] })
  for (let n = 0; n < 2; n++) await enqueue(knex, server.platform.now(), { kind: 'long', payload: {} })
  await add(1)
  worker.start()
  while (seen.length < 2) await new Promise((resolve) => setTimeout(resolve, 5))
  expect([...seen].sort()).toEqual(['long', 'prompt'])
  release.pop()?.()
  while (seen.length < 3) await new Promise((resolve) => setTimeout(resolve, 5))
  expect([...seen].sort()).toEqual(['long', 'long', 'prompt'])
  release.pop()?.()
  await worker.stop()
  expect(new Set(await states())).toEqual(new Set(['done']))
})

test('two that wait for an upstream wait at once, and none is done twice', async () => {
  const { knex } = server.platform.database
  let together = 0
  let most = 0
  const done: number[] = []
  const worker = createJobWorker(server.platform, {
    count: async ({ n }) => {
      most = Math.max(most, ++together)
      await new Promise((resolve) => setTimeout(resolve, 20))
      together--
      done.push(Number(n))
    },
  }, { pollMs: 5 })
  for (let n = 0; n < 8; n++) await add(n)
  worker.start()
  while ((await knex('jobs').where('state', 'queued')).length > 0) await new Promise((resolve) => setTimeout(resolve, 10))
  await worker.stop()
  expect(done.sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7])
  expect(most).toBe(2)
})

test('the handler knows its last try', async () => {
  await add(1)
  const tries: boolean[] = []
  const worker = createJobWorker(server.platform, {
    count: (_, { lastTry }) => {
      tries.push(lastTry)
      return Promise.reject(new Error('no'))
    },
  })
  for (let n = 0; n < 14; n++) {
    await worker.drain()
    later(3_601_000)
  }
  expect(tries).toEqual([...Array.from({ length: 11 }, () => false), true])
})
