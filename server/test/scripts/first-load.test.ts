import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const folders: string[] = []
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true })))

/** A build whose page names one script of `bytes` that can't be compressed, and another one that only a page asks for. */
function built(bytes: number): string {
  const dist = mkdtempSync(join(tmpdir(), 'talent-first-load-'))
  folders.push(dist)
  mkdirSync(join(dist, 'assets'))
  writeFileSync(join(dist, 'index.html'), '<script type="module" src="/admin/assets/index-1.js"></script>')
  writeFileSync(join(dist, 'assets/index-1.js'), randomBytes(bytes))
  writeFileSync(join(dist, 'assets/people-page-2.js'), randomBytes(400 * 1024))
  return dist
}

/** The scripts are modules, which run in a node of their own. */
const report = (dist: string) =>
  spawnSync(process.execPath, ['--input-type=module', '-e', `import { reportFirstLoad } from ${JSON.stringify(join(__dirname, '../../scripts/first-load.mjs'))}; console.log(reportFirstLoad(${JSON.stringify(dist)}))`], { encoding: 'utf8' })

test('what the first page names is counted, and pages on demand are not', () => {
  expect(report(built(200 * 1024)).stdout.trim()).toBe('管理端首次加载 201 KB（gzip），上限 350 KB')
})

test('a build that is too heavy is refused with its size', () => {
  const { status, stderr } = report(built(360 * 1024))
  expect(status).toBe(1)
  expect(stderr).toContain('管理端首次加载 361 KB（gzip），上限 350 KB')
})
