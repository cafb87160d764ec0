#!/usr/bin/env node
// npm run screenshots [-- folder] [--only words] [--readme]: every page in pictures; see server/e2e/screens/take-all.ts
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { BuildError, buildMissing, neededToRun } from './build.mjs'
import { root } from './build-targets.mjs'

try {
  await buildMissing(neededToRun, { say: (line) => console.log(line) })
} catch (error) {
  if (!(error instanceof BuildError)) throw error
  console.error(error.message)
  process.exit(1)
}
const parameters = ['--import', 'tsx', join(root, 'server/e2e/screens/take-all.ts'), ...process.argv.slice(2)]
const child = spawn(process.execPath, parameters, { cwd: root, stdio: 'inherit' })
child.on('close', (code) => { process.exitCode = code ?? 1 })
