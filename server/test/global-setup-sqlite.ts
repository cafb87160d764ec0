import { buildWorkers } from './build-workers'
import { makePaymentKeys } from './payment-keys'
import { keptDirectory } from './kept-directory'
import { onTeardown } from './run-resources'

export default function setup(): void {
  buildWorkers()
  makePaymentKeys()
  const directory = keptDirectory('talent-sqlite-')
  process.env['TEST_SQLITE_DIR'] = directory.path
  onTeardown('sqlite', directory.remove)
}
