import { buildWorkers } from './build-workers'
import { makePaymentKeys } from './payment-keys'
import { startMariadb } from './mariadb'
import { onTeardown } from './run-resources'

/** `TEST_MYSQL_URL` names another server (MySQL 8, say) whose user may create and drop databases. */
export default async function setup(): Promise<void> {
  buildWorkers()
  makePaymentKeys()
  if (process.env['TEST_MYSQL_URL']) return
  const mariadb = await startMariadb()
  process.env['TEST_MYSQL_URL'] = mariadb.url
  onTeardown('mariadb', async () => {
    delete process.env['TEST_MYSQL_URL']
    await mariadb.stop()
  })
}
