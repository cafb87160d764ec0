import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Room for a MariaDB data directory with its redo log and the rows of the tests. */
const roomNeeded = 1024 ** 3

/** Memory where there is enough of it (a container often has 64 MB), else the disk. */
function fastTemporaryRoot(): string {
  const memory = '/dev/shm'
  if (!existsSync(memory)) return tmpdir()
  const { bavail, bsize } = statfsSync(memory)
  return bavail * bsize >= roomNeeded ? memory : tmpdir()
}

export interface KeptDirectory {
  path: string
  /** Runs a command that ends with this directory. */
  run(command: string, parameters: string[]): void
  remove(): Promise<void>
}

/**
 * A temporary directory, with at most one process that works in it, which goes away with this process
 * however it ends: a shell in a process group of its own waits for the end of its standard input, which the
 * kernel closes after Ctrl-C, a crash and `kill -9` alike. Jest calls its teardown in none of these cases.
 */
export function keptDirectory(prefix: string): KeptDirectory {
  const path = mkdtempSync(join(fastTemporaryRoot(), prefix))
  let keeper = keep(path, [])
  return {
    path,
    run(command, parameters) {
      keeper.stdin?.end('stay\n')
      keeper = keep(path, [command, ...parameters])
    },
    async remove() {
      keeper.ref()
      keeper.stdin?.end()
      if (keeper.exitCode === null) await once(keeper, 'exit')
    },
  }
}

const script = `
directory=$1; shift
if [ $# -gt 0 ]; then "$@" </dev/null & child=$!; fi
if read -r word; then exit 0; fi
if [ -n "$child" ]; then kill -9 "$child"; wait "$child"; fi
rm -rf "$directory"
`

function keep(directory: string, command: string[]): ChildProcess {
  const keeper = spawn('sh', ['-c', script, 'keeper', directory, ...command], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  keeper.unref()
  return keeper
}
