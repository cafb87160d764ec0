import { randomUUID } from 'node:crypto'
import type { Connection } from '../db/database'
import { isDuplicate } from '../db/transaction'
import type { Platform } from '../platform'

/** What a running job may do with its lease. */
export interface JobContext {
  /** Prolongs the lease; throws LeaseLost when another worker took over: stop at once. */
  keepLease: () => Promise<void>
  /** The server is stopping: leave at the next safe place, the job goes on after the restart. */
  stopping: () => boolean
  /** When this one fails, the job is given up. */
  lastTry: boolean
}
export type JobHandler = (payload: Record<string, number | string>, context: JobContext) => Promise<void>

export class LeaseLost extends Error {}
/** Thrown by a handler that left because the server stops: the job stays queued and counts no attempt. */
export class JobInterrupted extends Error {}

const leaseMs = 30_000
const maxAttempts = 12

/** Enqueue inside the transaction of what causes the job. With `uniqueKey` a second one, while the first is queued, is the same one. */
export async function enqueue(connection: Connection, now: Date, job: { kind: string; payload: Record<string, number | string>; uniqueKey?: string; runAt?: Date }): Promise<void> {
  try {
    await connection('jobs').insert({
      kind: job.kind,
      payload: JSON.stringify(job.payload),
      state: 'queued',
      unique_key: job.uniqueKey ?? null,
      run_at: (job.runAt ?? now).toISOString(),
      created_at: now.toISOString(),
    })
  } catch (error) {
    if (!(job.uniqueKey && isDuplicate(error))) throw error
  }
}

interface Lane {
  runOne: () => Promise<boolean>
  run: () => Promise<void>
  wake: () => void
}

/** Takes one job at a time of some kinds. Each lane has a name of its own: a lease that ran out may be taken by the lane beside it. */
function createLane(platform: Platform, handlers: Record<string, JobHandler>, kinds: readonly string[], stopping: () => boolean, pollMs: number): Lane {
  const owner = randomUUID()
  const { knex } = platform.database
  let wake: () => void = () => undefined

  const lease = () => new Date(platform.now().getTime() + leaseMs).toISOString()

  async function take() {
    const now = platform.now().toISOString()
    const free = (query: ReturnType<typeof knex>) =>
      query.where('state', 'queued').where((q) => void q.whereNull('lease_owner').orWhere('lease_expires_at', '<', now))
    const candidates = await free(knex('jobs')).whereIn('kind', [...kinds]).where('run_at', '<=', now).orderBy('run_at').limit(5).select('id')
    for (const { id } of candidates) {
      const taken = await free(knex('jobs')).where('id', id).update({ lease_owner: owner, lease_expires_at: lease() })
      if (taken) return knex('jobs').where('id', id).first()
    }
    return null
  }

  async function runOne(): Promise<boolean> {
    const job = await take()
    if (!job) return false
    const mine = () => knex('jobs').where({ id: job.id, lease_owner: owner })
    const keepLease = async () => {
      if (!(await mine().update({ lease_expires_at: lease() }))) throw new LeaseLost()
    }
    const heartbeat = setInterval(() => void mine().update({ lease_expires_at: lease() }).catch(() => undefined), leaseMs / 3)
    heartbeat.unref()
    const attempts = job.attempts + 1
    const lastTry = attempts >= maxAttempts
    try {
      await handlers[job.kind]?.(JSON.parse(job.payload), { keepLease, stopping, lastTry })
      await mine().update({ state: 'done', unique_key: null, lease_owner: null })
    } catch (error) {
      if (error instanceof LeaseLost) return true
      if (error instanceof JobInterrupted) {
        await mine().update({ lease_owner: null, lease_expires_at: null })
        return true
      }
      platform.log.warn({ job: job.kind, attempts, error: error instanceof Error ? error.name : 'unknown' }, lastTry ? 'job given up' : 'job failed')
      await mine().update({
        attempts,
        state: lastTry ? 'failed' : 'queued',
        unique_key: lastTry ? null : job.unique_key,
        last_error: error instanceof Error ? error.name : 'unknown',
        lease_owner: null,
        lease_expires_at: null,
        run_at: new Date(platform.now().getTime() + Math.min(2 ** attempts, 3600) * 1000).toISOString(),
      })
    } finally {
      clearInterval(heartbeat)
    }
    return true
  }

  return {
    runOne,
    async run() {
      while (!stopping()) {
        const worked = await runOne().catch((error: unknown) => {
          platform.log.error({ error: error instanceof Error ? error.name : 'unknown' }, 'job queue unreachable')
          return false
        })
        if (worked) continue
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, pollMs)
          timer.unref()
          wake = () => {
            clearTimeout(timer)
            resolve()
          }
        })
      }
    },
    wake: () => wake(),
  }
}

export interface WorkerOptions {
  pollMs?: number
  /** Kinds that may take minutes: they have a lane of their own, so that what people wait for is not behind them. */
  longKinds?: readonly string[]
}

/** Of what is done in seconds two run at once: an upstream that answers slowly holds up only one of them. */
const promptLanes = 2

/**
 * Works off the queue: a few lanes, one job at a time each, leased by a conditional UPDATE that behaves the same on SQLite
 * and MySQL. A worker that dies loses its leases after 30 s and another one goes on.
 */
export function createJobWorker(platform: Platform, handlers: Record<string, JobHandler>, { pollMs = 1000, longKinds = [] }: WorkerOptions = {}) {
  let stopped = false
  let running: Promise<unknown> = Promise.resolve()
  const laneOf = (kinds: readonly string[]) => createLane(platform, handlers, kinds, () => stopped, pollMs)
  const prompt = Object.keys(handlers).filter((kind) => !longKinds.includes(kind))
  const lanes = [...Array.from({ length: promptLanes }, () => laneOf(prompt)), ...(longKinds.length > 0 ? [laneOf(longKinds)] : [])]
  const wakeAll = () => {
    for (const lane of lanes) lane.wake()
  }

  return {
    start() {
      running = Promise.all(lanes.map((lane) => lane.run()))
    },
    /** Looks at the queue now instead of at the next poll. */
    nudge: wakeAll,
    /** For tests: works until nothing is due, one job after the other. */
    async drain() {
      const every = laneOf(Object.keys(handlers))
      while (await every.runOne());
    },
    /** Waits until the running jobs have reached a safe place. */
    async stop() {
      stopped = true
      wakeAll()
      await running
    },
  }
}

export type JobWorker = ReturnType<typeof createJobWorker>
