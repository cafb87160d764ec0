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

/**
 * Works off the queue: one job at a time per worker, leased by a conditional UPDATE that behaves the same on SQLite and
 * MySQL. A worker that dies loses its lease after 30 s and another one goes on.
 */
export function createJobWorker(platform: Platform, handlers: Record<string, JobHandler>, options: { pollMs?: number } = {}) {
  const owner = randomUUID()
  const { knex } = platform.database
  const kinds = Object.keys(handlers)
  let stopped = false
  let wake: (() => void) | null = null
  let loop: Promise<void> = Promise.resolve()

  const lease = () => new Date(platform.now().getTime() + leaseMs).toISOString()

  async function take() {
    const now = platform.now().toISOString()
    const free = (query: ReturnType<typeof knex>) =>
      query.where('state', 'queued').where((q) => void q.whereNull('lease_owner').orWhere('lease_expires_at', '<', now))
    const candidates = await free(knex('jobs')).whereIn('kind', kinds).where('run_at', '<=', now).orderBy('run_at').limit(5).select('id')
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
    try {
      await handlers[job.kind]?.(JSON.parse(job.payload), { keepLease, stopping: () => stopped })
      await mine().update({ state: 'done', unique_key: null, lease_owner: null })
    } catch (error) {
      if (error instanceof LeaseLost) return true
      if (error instanceof JobInterrupted) {
        await mine().update({ lease_owner: null, lease_expires_at: null })
        return true
      }
      const attempts = job.attempts + 1
      platform.log.warn({ job: job.kind, attempts, error: error instanceof Error ? error.name : 'unknown' }, 'job failed')
      await mine().update({
        attempts,
        state: attempts >= maxAttempts ? 'failed' : 'queued',
        unique_key: attempts >= maxAttempts ? null : job.unique_key,
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

  async function run(): Promise<void> {
    while (!stopped) {
      const worked = await runOne().catch((error: unknown) => {
        platform.log.error({ error: error instanceof Error ? error.name : 'unknown' }, 'job queue unreachable')
        return false
      })
      if (worked) continue
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, options.pollMs ?? 1000)
        timer.unref()
        wake = () => {
          clearTimeout(timer)
          resolve()
        }
      })
    }
  }

  return {
    start() {
      loop = run()
    },
    /** Looks at the queue now instead of at the next poll. */
    nudge: () => wake?.(),
    /** For tests: works until nothing is due. */
    async drain() {
      while (await runOne());
    },
    /** Waits until the running job has reached a safe place. */
    async stop() {
      stopped = true
      wake?.()
      await loop
    },
  }
}

export type JobWorker = ReturnType<typeof createJobWorker>
