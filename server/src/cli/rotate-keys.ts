/** Seals every personal column with the last key of FIELD_KEYS: `node server/dist/cli/rotate-keys.cjs`. */
import { readConfig } from '../config'
import { checkKeys } from '../db/check-keys'
import { openDatabase } from '../db/database'
import { createFieldCipher } from '../db/field-cipher'
import { rotateKeys } from '../db/rotate-keys'
import { runCommand } from './command'

runCommand(async () => {
  const config = readConfig(process.env)
  const current = config.secrets.fieldKeys.at(-1)
  const database = openDatabase(config.databaseUrl)
  try {
    const cipher = createFieldCipher(config.secrets)
    await checkKeys(database.knex, cipher, config.secrets.fieldKeys.map(({ id }) => id))
    const changed = await rotateKeys(database.knex, cipher, current?.id ?? '')
    console.log(`已用密钥 ${current?.id} 重新加密 ${changed} 行。所有节点都改用新的 FIELD_KEYS 后再运行一次，显示 0 行时才能去掉旧密钥。`)
  } finally {
    await database.close()
  }
})
