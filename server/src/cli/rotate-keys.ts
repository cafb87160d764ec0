/** Seals every personal column with the last key of FIELD_KEYS: `node server/dist/cli/rotate-keys.cjs`. */
import { readConfig } from '../config'
import { openDatabase } from '../db/database'
import { createFieldCipher } from '../db/field-cipher'
import { rotateKeys } from '../db/rotate-keys'
import { runCommand } from './command'

runCommand(async () => {
  const config = readConfig(process.env)
  const current = config.secrets.fieldKeys.at(-1)
  const database = openDatabase(config.databaseUrl)
  try {
    const changed = await rotateKeys(database.knex, createFieldCipher(config.secrets), current?.id ?? '')
    console.log(`已用密钥 ${current?.id} 重新加密 ${changed} 行。确认所有节点都已使用新的 FIELD_KEYS 后，可以去掉旧密钥。`)
  } finally {
    await database.close()
  }
})
