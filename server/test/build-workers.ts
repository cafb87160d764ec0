import { execFileSync } from 'node:child_process'
import { join } from 'node:path'

/** Worker threads and whole server processes can't be loaded from TypeScript: they are bundled as for production, when they changed. */
export function buildWorkers(): void {
  execFileSync(process.execPath, [join(__dirname, '../scripts/build.mjs'), '--only', 'workers,server'], { stdio: 'inherit' })
}
