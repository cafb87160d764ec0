#!/usr/bin/env node
// npm run bench: each number beside its yardstick, on SQLite and MariaDB: node server/scripts/bench.mjs [--only a,d] [--rows 500000] [--imports 10000,100000]
import { spawn, spawnSync } from 'node:child_process'
import { cpus, totalmem } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { BuildError, buildMissing } from './build.mjs'
import { root } from './build-targets.mjs'
import { findMariadb } from '../test/find-program.cjs'

const { values } = parseArgs({ options: { only: { type: 'string' }, rows: { type: 'string', default: '500000' }, imports: { type: 'string', default: '10000,100000' } } })

/** One process each, so that none has the memory or the warm code of another. */
const benches = {
  a: { title: 'list of people', file: 'people-list.ts', args: [values.rows] },
  b: { title: 'one person created', file: 'person-create.ts', args: [] },
  c: { title: 'import', file: 'import.ts', args: [values.imports] },
  d: { title: 'sign-ins', file: 'sign-in.ts', args: [] },
  f: { title: 'lists, searches and counts', file: 'lists.ts', args: [values.rows] },
  e: { title: 'cold start and memory', file: 'cold-start.ts', args: [] },
}

const run = ({ file, args }) =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, ['--import', 'tsx', join(root, 'server/bench', file), ...args], { cwd: root, stdio: 'inherit' })
    child.on('close', resolve)
  })

const wanted = values.only?.split(',') ?? Object.keys(benches)
const unknown = wanted.filter((name) => !(name in benches))
if (unknown.length) {
  console.error(`No benchmark ${unknown.join(', ')}. There are: ${Object.entries(benches).map(([name, { title }]) => `${name} (${title})`).join(', ')}`)
  process.exit(2)
}

try {
  await buildMissing(['workers', 'server'], { say: (line) => console.log(line) })
} catch (error) {
  if (!(error instanceof BuildError)) throw error
  console.error(error.message)
  process.exit(1)
}

const mariadb = findMariadb()
const mariadbVersion = mariadb ? (/Ver (\S+)/.exec(spawnSync(mariadb, ['--version'], { encoding: 'utf8' }).stdout)?.[1] ?? 'MariaDB') : 'no MariaDB'
console.log(`${cpus().length} cores of ${cpus()[0]?.model.trim() ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GB, ${process.platform} ${process.arch}, Node ${process.versions.node}, ${mariadbVersion}; medians`)
for (const name of wanted) {
  const code = await run(benches[name])
  if (code !== 0) {
    console.log(`(${name}) ${benches[name].title}: did not end as it should (${code})`)
    process.exitCode = 1
  }
}
