import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

/** What a browser fetches before it shows the first page, in KB of 1024 bytes, as nginx compresses it. */
export const firstLoadLimitKb = 350

/** Everything that `index.html` of a build names; pages come on demand. */
export function firstLoadKb(dist) {
  const page = readFileSync(join(dist, 'index.html'), 'utf8')
  const named = [...page.matchAll(/(?:src|href)="\/admin\/(assets\/[^"]+\.(?:js|css))"/g)].map(([, path]) => path)
  if (named.length === 0) throw new Error(`${dist}/index.html names no script`)
  const sizes = [Buffer.from(page), ...[...new Set(named)].map((path) => readFileSync(join(dist, path)))].map((file) => gzipSync(file).length)
  return sizes.reduce((sum, size) => sum + size, 0) / 1024
}

/** A line for whoever builds. @throws when it is too much */
export function reportFirstLoad(dist) {
  const line = `管理端首次加载 ${Math.ceil(firstLoadKb(dist))} KB（gzip），上限 ${firstLoadLimitKb} KB`
  if (firstLoadKb(dist) > firstLoadLimitKb) throw new Error(line)
  return line
}
