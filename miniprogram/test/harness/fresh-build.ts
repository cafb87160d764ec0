import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

const root = resolve(__dirname, '../..')
const stamp = join(root, 'dist/weapp.sources')

/** The compiled mini-program. */
export const weappDist = join(root, 'dist/weapp')

function sourceFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return sourceFiles(path)
    return /\.test\.tsx?$/.test(entry.name) ? [] : [path]
  })
}

function fingerprint(): string {
  const files = [...['src', 'config'].flatMap((folder) => sourceFiles(join(root, folder))), ...sourceFiles(resolve(root, '../shared/src')), join(root, 'package.json'), join(root, 'babel.config.js')]
  const hash = createHash('sha256')
  for (const file of files.sort()) hash.update(file).update(readFileSync(file))
  return hash.digest('hex')
}

/** Builds the mini-program unless what is there was made from these very sources. */
export function buildIfStale(): void {
  const sources = fingerprint()
  if (existsSync(join(weappDist, 'app.js')) && existsSync(stamp) && readFileSync(stamp, 'utf8') === sources) return
  const result = spawnSync(process.execPath, [require.resolve('@tarojs/cli/bin/taro'), 'build', '--type', 'weapp'], {
    cwd: root,
    env: { ...process.env, NODE_ENV: 'production', TARO_APP_SERVER: 'http://127.0.0.1:3000' },
    encoding: 'utf8',
  })
  if (result.status !== 0 || !existsSync(join(weappDist, 'app.js'))) throw new Error(`the mini-program does not build:\n${result.stdout}\n${result.stderr}`)
  mkdirSync(join(root, 'dist'), { recursive: true })
  writeFileSync(stamp, sources)
}
