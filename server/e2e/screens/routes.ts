import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const root = join(__dirname, '../../..')
const read = (path: string) => readFileSync(join(root, path), 'utf8')
const quoted = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map((found) => found[1] ?? '')

/** `people/:personId`, as the areas of the web declare them. */
export function adminRoutes(): string[] {
  const areas = 'server/admin/src/pages'
  return readdirSync(join(root, areas)).flatMap((area) => quoted(read(`${areas}/${area}/routes.tsx`), /path: '([^']*)'/g))
}

/** `packages/audit/review/index`, as the mini-program's configuration declares them. */
export function phoneRoutes(): string[] {
  const own = quoted(read('miniprogram/src/app.config.ts'), /'(pages\/[^']+\/index)'/g)
  const packages = readdirSync(join(root, 'miniprogram/src/packages'))
    .flatMap((name) => quoted(read(`miniprogram/src/packages/${name}/pages.ts`), /'([^']+\/index)'/g).map((page) => `packages/${name}/${page}`))
  return [...new Set([...own, ...packages])]
}
