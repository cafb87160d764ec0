/** Recomputes the hash chains of the operation log: `node server/dist/cli/verify-log.cjs`. Exit code 1 when one is broken. */
import { readConfig } from '../config'
import { openDatabase } from '../db/database'
import { chainIds, verifyChain } from '../features/operation-log/verify-chain'
import { runCommand } from './command'

runCommand(async () => {
  const database = openDatabase(readConfig(process.env).databaseUrl)
  try {
    let rows = 0
    let broken = 0
    const ids = await chainIds(database.knex)
    for (const id of ids) {
      const state = await verifyChain(database.knex, id)
      rows += state.rows
      if (state.intact) continue
      broken++
      console.log(`单位 ${id} 的日志从第 ${state.brokenAt} 条起与记录时不一致，可能被改动或删除`)
    }
    console.log(broken === 0 ? `操作日志完整：${ids.length} 条链，共 ${rows} 条记录` : `${ids.length} 条链中有 ${broken} 条不完整`)
    if (broken > 0) process.exitCode = 1
  } finally {
    await database.close()
  }
})
