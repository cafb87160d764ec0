import { randomBytes } from 'node:crypto'
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import pino from 'pino'
import { createApp } from '../src/app'
import { readConfig } from '../src/config'
import { openDatabase, type Database } from '../src/db/database'
import { createFieldCipher } from '../src/db/field-cipher'
import { createIntegrations } from '../src/integrations'
import type { Platform } from '../src/platform'
import { prepare } from '../src/prepare'
import { startMariadb } from '../test/mariadb'

export interface Ground {
  kind: 'sqlite' | 'mariadb'
  url: string
  database: Database
  platform: Platform
  /** The product, listening. */
  origin: string
  /** A bare yardstick, listening; closed with the rest. */
  listen(handler: RequestListener): Promise<string>
}

/** Runs `work` on SQLite and then on a private MariaDB, each with an empty migrated database and the whole product. */
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
  const config = {
    ...readConfig({ DATA_DIR: dataDir, DATABASE_URL: url, FIELD_KEYS: `b:${key()}`, LOOKUP_KEY: key(), SUBMISSION_KEY: key(), DEMO: '0' }),
    limits: { publicWritesPerMinute: 1e9, userRequestsPerMinute: 1e9 },
  }
  // The request log is on, and goes nowhere: writing lines to a terminal is not what is measured.
  const platform: Platform = { config, database, cipher: createFieldCipher(config.secrets), now: () => new Date(), log: pino({ level: 'info' }, { write: () => undefined }) }
  await prepare(platform)
  const servers: Server[] = []
  const listen = async (handler: RequestListener) => {
    const server = createServer(handler)
    servers.push(server)
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  }
  try {
    const app = createApp(platform, createIntegrations(config))
    await work({ kind, url, database, platform, origin: await listen(app.koa.callback()), listen })
  } finally {
    for (const server of servers) server.closeAllConnections()
    await database.close()
  }
}

export interface Load {
  url: string
  method?: 'GET' | 'POST'
  headers?: Record<string, string>
  body?: string
  connections?: number
  seconds?: number
}

/** Requests a second, from a process of its own (two cores: one serves, one asks). Anything but 2xx is an error. */
export async function requestsPerSecond(load: Load): Promise<number> {
  const { url, method = 'GET', headers = {}, body, connections = 16, seconds = 4 } = load
  const args = ['-c', String(connections), '-d', String(seconds), '-m', method, '-j', ...Object.entries(headers).flatMap(([name, value]) => ['-H', `${name}: ${value}`]), ...(body ? ['-b', body] : []), url]
  const { stdout } = await promisify(execFile)(process.execPath, [require.resolve('autocannon/autocannon.js'), ...args], { maxBuffer: 1e7 })
  const result = JSON.parse(stdout) as { requests: { average: number }; non2xx: number; errors: number }
  if (result.non2xx || result.errors) throw new Error(`${url}: ${result.non2xx} refused, ${result.errors} failed`)
  return result.requests.average
}

/** Each contender three times in turn; the median of each, so that a noisy moment hits all alike. */
export async function compare(contenders: Record<string, () => Promise<number>>, rounds = 3): Promise<Record<string, number>> {
  const seen: Record<string, number[]> = {}
  for (let round = 0; round < rounds; round++) {
    for (const [name, run] of Object.entries(contenders)) (seen[name] ??= []).push(await run())
  }
  return Object.fromEntries(Object.entries(seen).map(([name, values]) => [name, values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0]))
}

export const print = (line: string): void => void process.stdout.write(`${line}\n`)
export const rate = (value: number): string => `${Math.round(value)}/s`
export const ratio = (value: number, yardstick: number): string => (value / yardstick).toFixed(2)
