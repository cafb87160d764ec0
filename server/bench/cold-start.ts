/** (e) From starting the process to the first answer, and its memory: `npx tsx server/bench/cold-start.ts` (needs `npm run build`). */
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { freePort } from '../test/free-port'
import { onBothDatabases, print } from './ground'

const main = join(__dirname, '../dist/main.cjs')

async function start(url: string, dataDir: string): Promise<{ ms: number; mb: number }> {
  const port = await freePort()
  const begun = performance.now()
  const child = spawn(process.execPath, [main], { env: { ...process.env, PORT: String(port), DATA_DIR: dataDir, DATABASE_URL: url, LOG_LEVEL: 'warn' }, stdio: ['ignore', 'ignore', 'inherit'] })
  try {
    for (;;) {
      const ready = await fetch(`http://127.0.0.1:${port}/api/health`).then((r) => r.ok, () => false)
      if (ready) break
      if (child.exitCode !== null) throw new Error('the server did not start')
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
    const ms = performance.now() - begun
    const rss = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1]
    return { ms, mb: Number(rss) / 1024 }
  } finally {
    child.kill('SIGTERM')
    await new Promise((resolve) => child.once('exit', resolve))
  }
}

void onBothDatabases(async ({ kind, url, platform }) => {
  // The first start fills the empty database; what is measured is every later one.
  await start(url, platform.config.dataDir)
  const runs = []
  for (let n = 0; n < 5; n++) runs.push(await start(url, platform.config.dataDir))
  const median = (values: number[]) => values.sort((a, b) => a - b)[2] ?? 0
  print(`(e) cold start, ${kind}: ${Math.round(median(runs.map((r) => r.ms)))} ms to the first answer (aim 600), ${Math.round(median(runs.map((r) => r.mb)))} MB (aim 250)`)
})
