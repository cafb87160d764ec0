#!/usr/bin/env node
// npm test: every stage, whatever fails before it: node server/scripts/test.mjs [--only sqlite,admin] [--require-all]
import { parseArgs } from 'node:util'
import { stages } from './test-stages.mjs'

const { values } = parseArgs({ options: { only: { type: 'string' }, 'require-all': { type: 'boolean' } } })
const wanted = values.only?.split(',') ?? stages.map(({ name }) => name)
const unknown = wanted.filter((name) => !stages.some((stage) => stage.name === name))
if (unknown.length) {
  console.error(`No stage ${unknown.join(', ')}. There are: ${stages.map(({ name }) => name).join(', ')}`)
  process.exit(2)
}

const total = { passed: 0, failed: 0 }
const leftOut = []
const shaky = []
for (const { name, title = name, missing, run } of stages.filter((stage) => wanted.includes(stage.name))) {
  const reason = missing?.()
  if (reason) {
    leftOut.push(`${title}: ${reason}`)
    console.log(`${title.padEnd(24)}left out`)
    continue
  }
  const began = performance.now()
  const { passed, failed, output, unsteady = [] } = await run().catch((error) => ({ passed: 0, failed: 1, output: error.message }))
  total.passed += passed
  total.failed += failed
  if (failed || unsteady.length) console.log(output.trimEnd())
  shaky.push(...unsteady)
  const counts = `${passed} passed${failed ? `, ${failed} failed` : ''}`
  console.log(`${title.padEnd(24)}${counts.padEnd(28)}${((performance.now() - began) / 1000).toFixed(1)} s`)
}

for (const file of shaky) console.log(`Passed only at the second try: ${file}`)
for (const line of leftOut) console.log(`Left out: ${line}`)
if (leftOut.length && values['require-all']) console.log('--require-all: nothing may be left out')
console.log(`${total.passed} passed, ${total.failed} failed`)
process.exitCode = total.failed || (leftOut.length && values['require-all']) ? 1 : 0
