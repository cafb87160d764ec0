#!/usr/bin/env node
// Builds what is missing or older than its sources: node server/scripts/build.mjs [--only server,admin] [--force]
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { hasTool, root, targets } from './build-targets.mjs'

/** What `npm start` needs; `weapp` is built for WeChat DevTools and for its tests only. */
export const neededToRun = ['workers', 'server', 'admin', 'h5']

export class BuildError extends Error {}

const stamps = join(root, 'server/dist/.built')
const isTest = (name) => /\.test\.tsx?$/.test(name)

/** Files of a target with size and time, in a fixed order. */
function listSources({ sources }) {
  const files = []
  const add = (path) => {
    const { size, mtimeMs } = statSync(join(root, path))
    files.push({ path, size, mtimeMs })
  }
  const walk = (folder) => {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
      const path = `${folder}/${entry.name}`
      if (entry.isDirectory()) walk(path)
      else if (!isTest(entry.name)) add(path)
    }
  }
  for (const source of sources) {
    const found = statSync(join(root, source), { throwIfNoEntry: false })
    if (found?.isDirectory()) walk(source)
    else if (found) add(source)
  }
  return files.sort((a, b) => (a.path < b.path ? -1 : 1))
}

const digest = (parts) => parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest('hex')
const settingsOf = ({ settings = [] }) => JSON.stringify(settings.map((name) => process.env[name] ?? null))

function contentOf(target, files) {
  return digest([settingsOf(target), ...files.flatMap(({ path }) => [path, '\0', readFileSync(join(root, path)), '\0'])])
}

/** Sizes and times first; content only when they differ, since a checkout gives old content new times. */
function inspect(name) {
  const target = targets[name]
  const stampFile = join(stamps, `${name}.json`)
  const built = existsSync(join(root, target.output))
  const stamp = built && existsSync(stampFile) ? JSON.parse(readFileSync(stampFile, 'utf8')) : {}
  if (!existsSync(join(root, target.sources[0]))) return { state: built ? 'fresh' : 'impossible' }

  const files = listSources(target)
  const listing = digest([settingsOf(target), JSON.stringify(files)])
  if (stamp.listing === listing) return { state: 'fresh' }
  const content = contentOf(target, files)
  const save = () => {
    mkdirSync(stamps, { recursive: true })
    writeFileSync(stampFile, JSON.stringify({ listing, content }))
  }
  if (stamp.content === content) {
    save()
    return { state: 'fresh' }
  }
  return { state: built ? 'stale' : 'missing', save }
}

async function buildOne(name, { force, say }) {
  const target = targets[name]
  const found = inspect(name)
  if (found.state === 'impossible') throw new BuildError(`缺少 ${target.output}，也没有它的源代码：请重新安装`)
  if (!found.save && !force) return
  if (!hasTool(target.tool)) {
    const reason = found.state === 'missing' ? '还没有构建' : '源代码比构建结果新'
    throw new BuildError(`${target.label}${reason}，但没有安装构建工具 ${target.tool}：请运行 npm ci（不带 --omit=dev）后再试`)
  }
  say?.(`正在构建${target.label}…`)
  try {
    await target.build()
    if (target.report) say?.(target.report())
  } catch (error) {
    throw new BuildError(`构建${target.label}失败：\n${error.message}`)
  }
  // The state from before the build: what changed meanwhile is built again next time.
  found.save?.()
}

export async function buildMissing(names, options = {}) {
  for (const name of names) await buildOne(name, options)
}

async function main() {
  const { values } = parseArgs({ options: { only: { type: 'string' }, force: { type: 'boolean' } } })
  const names = values.only?.split(',') ?? neededToRun
  const unknown = names.filter((name) => !(name in targets))
  if (unknown.length) throw new BuildError(`没有叫 ${unknown.join('、')} 的构建目标：可用 ${Object.keys(targets).join('、')}`)
  await buildMissing(names, { force: values.force, say: (line) => console.log(line) })
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  main().catch((error) => {
    if (!(error instanceof BuildError)) throw error
    console.error(error.message)
    process.exitCode = 1
  })
}
