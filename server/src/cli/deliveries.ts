/**
 * What went out by WeChat and SMS, and what did not: `node server/dist/cli/deliveries.cjs --days 7`. Numbers of messages
 * and codes of the upstreams, nothing personal.
 */
import { parseArgs } from 'node:util'
import { ConfigError, readConfig } from '../config'
import { openDatabase } from '../db/database'
import { deliveriesReport } from '../features/messages/deliveries-report'
import { runCommand } from './command'

runCommand(async () => {
  const { values } = parseArgs({ options: { days: { type: 'string', default: '7' } } })
  const days = Number(values.days)
  if (!Number.isInteger(days) || days < 1 || days > 3650) throw new ConfigError('用法：deliveries [--days 1 到 3650 的天数]')
  const database = openDatabase(readConfig(process.env).databaseUrl)
  try {
    console.log(await deliveriesReport(database.knex, new Date(), days))
  } finally {
    await database.close()
  }
})
