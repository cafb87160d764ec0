import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { freePort } from '../test/free-port'
import { keptDirectory } from '../test/kept-directory'
import { onTeardown } from '../test/run-resources'

const secondsToStart = 60

/** The server of this run. `E2E_URL` names a running one instead. */
export default async function setup(): Promise<void> {
  if (process.env['E2E_URL']) return
  const { url, stop } = await startServer()
  process.env['E2E_URL'] = url
  onTeardown('e2e', async () => {
    delete process.env['E2E_URL']
    await stop()
  })
}

/** Starts what `npm start` starts, on content and a port of its own. */
export async function startServer(): Promise<{ url: string; stop: () => Promise<void> }> {
  const directory = keptDirectory('talent-e2e-')
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const log = join(directory.path, 'log')
  directory.run('env', [
    `PORT=${port}`, `DATA_DIR=${join(directory.path, 'data')}`,
    'sh', '-c', 'exec "$0" "$1" >"$2" 2>&1', process.execPath, join(__dirname, '../scripts/start.mjs'), log,
  ])
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
  return { url, stop: () => directory.remove() }
}

/** What it has written so far; nothing before the shell has opened the file. */
const said = (log: string): string => (existsSync(log) ? readFileSync(log, 'utf8') : '')
