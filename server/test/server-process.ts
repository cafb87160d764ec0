import { spawn, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import type { Config } from '../src/config'
import { freePort } from './free-port'

export interface ServerProcess {
  origin: string
  pid: number
  /** Without a chance to clean up, as by kill -9 or a power cut. */
  kill(): Promise<void>
  /** As an operator stops it. */
  stop(): Promise<void>
}

const START_MS = 15_000

/** The bundled server as a process of its own, on the database, files and keys of a configuration; `settings` are further environment variables. */
export async function startServerProcess({ dataDir, databaseUrl, secrets }: Pick<Config, 'dataDir' | 'databaseUrl' | 'secrets'>, settings: Record<string, string> = {}): Promise<ServerProcess> {
  const port = await freePort()
  const child = spawn(process.execPath, [join(__dirname, '../dist/main.cjs')], {
    env: {
      ...process.env, PORT: String(port), HOST: '127.0.0.1', DATA_DIR: dataDir, DATABASE_URL: databaseUrl, DEMO: '0', LOG_LEVEL: 'warn', LIMIT_USER_REQUESTS: '1000000',
      FIELD_KEYS: secrets.fieldKeys.map(({ id, key }) => `${id}:${key.toString('base64')}`).join(','),
      LOOKUP_KEY: secrets.lookupKey.toString('base64'), SUBMISSION_KEY: secrets.submissionKey.toString('base64'),
      ...settings,
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const origin = `http://127.0.0.1:${port}`
  const end = async (signal: 'SIGKILL' | 'SIGTERM') => {
    if (child.exitCode !== null || child.signalCode !== null) return
    const exited = new Promise((resolve) => child.once('exit', resolve))
    child.kill(signal)
    await exited
  }
  await answering(origin, child).catch(async (error: unknown) => {
    await end('SIGKILL')
    throw error
  })
  return { origin, pid: child.pid ?? 0, kill: () => end('SIGKILL'), stop: () => end('SIGTERM') }
}

async function answering(origin: string, child: ChildProcess): Promise<void> {
  const deadline = Date.now() + START_MS
  while (Date.now() < deadline) {
    if (child.exitCode !== null) throw new Error(`The server ended with ${child.exitCode}`)
    if (await fetch(`${origin}/api/health`).then((response) => response.ok, () => false)) return
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
  throw new Error('The server did not answer in time')
}
