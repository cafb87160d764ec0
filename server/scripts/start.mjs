#!/usr/bin/env node
// npm start: builds what is missing or stale, then is the server, so that a signal meets no process in between.
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { BuildError, buildMissing, neededToRun } from './build.mjs'
import { root } from './build-targets.mjs'

try {
  await buildMissing(neededToRun, { say: (line) => console.log(line) })
} catch (error) {
  if (!(error instanceof BuildError)) throw error
  console.error(error.message)
  process.exit(1)
}
process.setSourceMapsEnabled(true)
await import(pathToFileURL(join(root, 'server/dist/main.cjs')).href)
