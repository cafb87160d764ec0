import { existsSync } from 'node:fs'
import { join } from 'node:path'

/**
 * The bundle of `<name>.worker.ts`, for `new Worker(workerFile('scan'))`. It lies beside the server's bundle,
 * above that of a command, and in `dist` for code that runs from source, as in tests (whose set-up builds it).
 */
export function workerFile(name: string): string {
  const folders = [__dirname, join(__dirname, '..'), join(__dirname, '../dist')]
  const file = folders.map((folder) => join(folder, `${name}.worker.cjs`)).find((path) => existsSync(path))
  if (!file) throw new Error(`${name}.worker.cjs is missing: run npm run build`)
  return file
}
