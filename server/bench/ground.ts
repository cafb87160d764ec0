import { randomBytes } from 'node:crypto'
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { spawn } from 'node:child_process'
import { json } from 'node:stream/consumers'
import pino from 'pino'
import { readConfig } from '../src/config'
import { openDatabase, type Database } from '../src/db/database'
import { createFieldCipher } from '../src/db/field-cipher'
import type { Platform } from '../src/platform'
import { prepare } from '../src/prepare'
import { startMariadb } from '../test/mariadb'
import { startServerProcess, type ServerProcess } from '../test/server-process'

export interface Ground {
  kind: 'sqlite' | 'mariadb'
  url: string
  database: Database
  platform: Platform
  /** The product as it is built, in a process of its own; stopped with the rest. */
  serve(): Promise<string>
  /** A bare yardstick, listening in this process; closed with the rest. */
  listen(handler: RequestListener): Promise<string>
}

/** Runs `work` on SQLite and then on a private MariaDB, each with an empty migrated database. */
export async function onBothDatabases(work: (ground: Ground) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'talent-bench-'))
  try {
    await onOne('sqlite', `sqlite:${join(folder, 'bench.sqlite')}`, folder, work)
    const mariadb = await startMariadb().catch((error: Error) => void process.stdout.write(`MariaDB left out: ${error.message}\n`))
    if (!mariadb) return
    try {
      const admin = openDatabase(`${mariadb.url}/mysql`)
      await admin.knex.raw('create database bench character set utf8mb4 collate utf8mb4_bin')
      await admin.close()
      await onOne('mariadb', `${mariadb.url}/bench`, folder, work)
    } finally {
      await mariadb.stop()
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function onOne(kind: Ground['kind'], url: string, dataDir: string, work: (ground: Ground) => Promise<void>): Promise<void> {
  const key = () => randomBytes(32).toString('base64')
  const database = openDatabase(url)
  const config = readConfig({ DATA_DIR: dataDir, DATABASE_URL: url, FIELD_KEYS: `b:${key()}`, LOOKUP_KEY: key(), SUBMISSION_KEY: key(), DEMO: '0' })
  const platform: Platform = { config, database, cipher: createFieldCipher(config.secrets), now: () => new Date(), log: pino({ level: 'silent' }) }
  await prepare(platform)
  const servers: Server[] = []
  const listen = async (handler: RequestListener) => {
    const server = createServer(handler)
    servers.push(server)
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  }
  const products: ServerProcess[] = []
  const serve = async () => {
    // The request log is on, as in operation; it goes to /dev/null.
    const product = await startServerProcess(config, { LOG_LEVEL: 'info', LIMIT_PUBLIC_WRITES: '1000000' })
    products.push(product)
    return product.origin
  }
  try {
    await work({ kind, url, database, platform, serve, listen })
  } finally {
    for (const product of products) await product.stop()
    for (const server of servers) {
      server.close()
      server.closeAllConnections()
    }
    await database.close()
  }
}

export interface Load {
  url: string
  method?: 'GET' | 'POST'
  headers?: Record<string, string>
  /** Sent in turn. */
  bodies?: string[]
  connections?: number
  seconds?: number
}

/** Requests a second, asked by a process of its own (two cores: one serves, one asks). Anything but 2xx is an error. */
export async function requestsPerSecond(load: Load): Promise<number> {
  const whole: Required<Load> = { method: 'GET', headers: {}, bodies: [], connections: 16, seconds: 4, ...load }
  const child = spawn(process.execPath, [join(__dirname, 'load.mjs')], { stdio: ['pipe', 'pipe', 'inherit'] })
  child.stdin.end(JSON.stringify(whole))
  const { done, refused, failed, seconds } = (await json(child.stdout)) as Record<'done' | 'refused' | 'failed' | 'seconds', number>
  if (refused || failed) throw new Error(`${load.url}: ${refused} refused, ${failed} failed`)
  return done / seconds
}

/** Each contender three times in turn; the median of each, so that a noisy moment hits all alike. */
export async function compare(contenders: Record<string, () => Promise<number>>, rounds = 3): Promise<Record<string, number>> {
  const seen: Record<string, number[]> = {}
  for (let round = 0; round < rounds; round++) {
    for (const [name, run] of Object.entries(contenders)) (seen[name] ??= []).push(await run())
  }
  return Object.fromEntries(Object.entries(seen).map(([name, values]) => [name, values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0]))
}

/** Of times in milliseconds. */
export function percentiles(times: readonly number[]): { p50: number; p95: number; p99: number; max: number } {
  const sorted = [...times].sort((a, b) => a - b)
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99), max: at(1) }
}

export const print = (line: string): void => void process.stdout.write(`${line}\n`)
export const rate = (value: number): string => `${Math.round(value)}/s`
export const ratio = (value: number, yardstick: number): string => (value / yardstick).toFixed(2)
