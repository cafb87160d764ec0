import { buildWorkers } from './build-workers'
import { keptDirectory } from './kept-directory'
import { onTeardown } from './run-resources'

export default function setup(): void {
  buildWorkers()
  const directory = keptDirectory('talent-sqlite-')
  process.env['TEST_SQLITE_DIR'] = directory.path
  onTeardown('sqlite', directory.remove)
}
