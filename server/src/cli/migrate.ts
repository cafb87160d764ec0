/** Brings the schema up to date without starting the server: `node server/dist/cli/migrate.cjs`. */
import { readConfig } from '../config'
import { openDatabase } from '../db/database'
import { migrate } from '../db/migrate'
import { runCommand } from './command'

runCommand(async () => {
  const database = openDatabase(readConfig(process.env).databaseUrl)
  try {
    await migrate(database)
    console.log('数据库结构已是最新')
  } finally {
    await database.close()
  }
})
