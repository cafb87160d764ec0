import { cpSync, existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { freePort } from '../test/free-port'
import { keptDirectory } from '../test/kept-directory'
import { patience } from './stress'

const secondsToStart = 60 * patience

export interface OwnServer {
  url: string
  stop: () => Promise<void>
}

/** Starts what `npm start` starts, on a port and a copy of the demonstration's content of its own (`E2E_CONTENT`, filled once a run). */
export async function startServer(): Promise<OwnServer> {
  const directory = keptDirectory('talent-e2e-')
  const content = join(directory.path, 'data')
  const filled = process.env['E2E_CONTENT']
  if (filled) cpSync(filled, content, { recursive: true })
  const port = await freePort()
  const log = join(directory.path, 'log')
  directory.run('env', [`PORT=${port}`, `DATA_DIR=${content}`, 'sh', '-c', 'exec "$0" "$1" >"$2" 2>&1', process.execPath, join(__dirname, '../scripts/start.mjs'), log])
  const end = Date.now() + secondsToStart * 1000
  // It listens before that: the demonstration's content comes through its own endpoints.
  while (!said(log).includes('湖北卫生人才已启动')) {
    if (Date.now() > end) {
      const words = said(log)
      await directory.remove()
      throw new Error(`The server did not start.\n${words}`)
    }
    await delay(100)
  }
  return { url: `http://127.0.0.1:${port}`, stop: () => directory.remove() }
}

/** What it has written so far; nothing before the shell has opened the file. */
const said = (log: string): string => (existsSync(log) ? readFileSync(log, 'utf8') : '')
