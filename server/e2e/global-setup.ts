import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { freePort } from '../test/free-port'
import { keptDirectory } from '../test/kept-directory'
import { onTeardown } from '../test/run-resources'

/** The demonstration's content, filled once; every test file starts a server on a copy of it. */
export default async function setup(): Promise<void> {
  const directory = keptDirectory('talent-e2e-content-')
  onTeardown('e2e', async () => {
    delete process.env['E2E_CONTENT']
    await directory.remove()
  })
  const content = join(directory.path, 'data')
  const server = spawn(process.execPath, [join(__dirname, '../scripts/start.mjs')], {
    env: { ...process.env, PORT: String(await freePort()), DATA_DIR: content }, stdio: ['ignore', 'pipe', 'inherit'],
  })
  let started = false
  for await (const line of createInterface(server.stdout)) {
    if (!line.includes('湖北卫生人才已启动')) continue
    started = true
    // Stopped as an operator stops it: everything is in the files then.
    server.kill('SIGTERM')
  }
  if (server.exitCode === null) await once(server, 'exit')
  if (!started) throw new Error('The server did not start: see its words above')
  process.env['E2E_CONTENT'] = content
}
