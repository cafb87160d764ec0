import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { createConnection } from 'mysql2/promise'
import { findMariadb, findMariadbInstaller } from './find-program.cjs'
import { freePort } from './free-port'
import { keptDirectory } from './kept-directory'

export interface Mariadb {
  /** Of a user that may create databases; no database is named in it. */
  url: string
  stop(): Promise<void>
}

const secondsToStart = 30

/** A private server with its own data, socket and port: nothing that is installed or runs here is touched. */
export async function startMariadb(): Promise<Mariadb> {
  const server = findMariadb()
  const install = findMariadbInstaller()
  if (!server || !install) throw new Error('mariadbd was not found. On Debian: apt-get install mariadb-server')

  const directory = keptDirectory('talent-mariadb-')
  const [data, temporary] = [join(directory.path, 'data'), join(directory.path, 'tmp')]
  const isRoot = process.getuid?.() === 0
  const user = isRoot ? ['--user=mysql'] : []
  for (const folder of [data, temporary]) mkdirSync(folder)
  if (isRoot) spawnSync('chown', ['-R', 'mysql', directory.path])
  chmodSync(directory.path, 0o755)

  const installed = spawnSync(install, [
    '--no-defaults', `--datadir=${data}`, `--tmpdir=${temporary}`, ...user,
    '--auth-root-authentication-method=normal', '--skip-test-db', '--skip-name-resolve',
  ], { encoding: 'utf8' })
  if (installed.status !== 0) {
    await directory.remove()
    throw new Error(`${install} failed: ${installed.stderr}${installed.stdout}`)
  }

  // One statement a line: an init file has no other syntax.
  const first = join(directory.path, 'first.sql')
  writeFileSync(first, "CREATE USER talent@'127.0.0.1' IDENTIFIED BY 'talent';\nGRANT ALL ON *.* TO talent@'127.0.0.1';\n")
  const port = await freePort()
  const log = join(data, 'server.log')
  const logged = () => (existsSync(log) ? readFileSync(log, 'utf8') : '')
  directory.run(server, [
    '--no-defaults', ...user, `--datadir=${data}`, `--tmpdir=${temporary}`, `--log-error=${log}`,
    `--socket=${join(temporary, 's')}`, `--port=${port}`, '--bind-address=127.0.0.1', `--init-file=${first}`,
    '--skip-log-bin', '--skip-name-resolve', '--innodb-flush-log-at-trx-commit=0', '--innodb-flush-method=nosync',
    '--innodb-doublewrite=0', '--innodb-buffer-pool-size=64M', '--innodb-log-file-size=32M', '--max-connections=300',
    '--character-set-server=utf8mb4', '--collation-server=utf8mb4_bin',
    // Where this will run; a date that is read in the server's zone shows here.
    '--default-time-zone=+08:00',
  ])
  const url = `mysql://talent:talent@127.0.0.1:${port}`
  try {
    await answering(url, () => !logged().includes('Aborting'))
  } catch (cause) {
    const tail = logged().split('\n').slice(-20).join('\n')
    await directory.remove()
    throw new Error(`mariadbd did not start.\n${tail}`, { cause })
  }
  return { url, stop: () => directory.remove() }
}

async function answering(url: string, alive: () => boolean): Promise<void> {
  const end = Date.now() + secondsToStart * 1000
  for (;;) {
    try {
      const connection = await createConnection(url)
      await connection.end()
      return
    } catch (error) {
      if (!alive() || Date.now() > end) throw error
      await delay(50)
    }
  }
}
