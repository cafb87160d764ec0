import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** Bytes by package; `main` is everything outside the sub-packages. */
export function packageSizes(dist: string): Record<string, number> {
  const { subPackages = [] } = JSON.parse(readFileSync(join(dist, 'app.json'), 'utf8')) as { subPackages?: { root: string }[] }
  const sizes: Record<string, number> = { main: 0, ...Object.fromEntries(subPackages.map(({ root }) => [root, 0])) }
  const visit = (folder: string) => {
    for (const entry of readdirSync(join(dist, folder), { withFileTypes: true })) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`
      if (entry.isDirectory()) visit(path)
      else {
        const owner = subPackages.find(({ root }) => path.startsWith(`${root}/`))?.root ?? 'main'
        // Licence texts stay out of the upload (project.config.json).
        if (!path.endsWith('.LICENSE.txt')) sizes[owner] = (sizes[owner] ?? 0) + statSync(join(dist, path)).size
      }
    }
  }
  visit('')
  return sizes
}
