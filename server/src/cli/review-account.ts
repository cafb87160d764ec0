/**
 * R2 where nobody is above: the operator reviews the real name behind a province's main account.
 * `node server/dist/cli/review-account.cjs` lists who waits, `--username … --save-to 目录` writes photos and authorisation
 * to look at, `--username … --decision pass|reject --operator 姓名 [--opinion 意见]` decides.
 */
import { createWriteStream } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { parseArgs } from 'node:util'
import { ConfigError, readConfig } from '../config'
import { openDatabase } from '../db/database'
import { createFieldCipher } from '../db/field-cipher'
import { createOperatorReviews } from '../features/account-verification/operator-reviews'
import { createAttachmentsService } from '../features/attachments/attachments.service'
import { createIntegrations } from '../integrations'
import { createLog } from '../log'
import { chinaTime, type Platform } from '../platform'
import { runCommand } from './command'

const usage = '用法：review-account [--username 账号 (--save-to 目录 | --decision pass|reject --operator 审核人姓名 [--opinion 意见])]'

runCommand(async () => {
  const { values } = parseArgs({
    options: { username: { type: 'string' }, 'save-to': { type: 'string' }, decision: { type: 'string' }, operator: { type: 'string' }, opinion: { type: 'string', default: '' } },
  })
  const config = readConfig(process.env)
  const platform: Platform = { config, database: openDatabase(config.databaseUrl), cipher: createFieldCipher(config.secrets), now: () => new Date(), log: createLog(config.logLevel) }
  const reviews = createOperatorReviews(platform)
  const folder = values['save-to']
  try {
    if (!values.username) {
      const waiting = await reviews.waiting()
      console.log(waiting.length === 0 ? '没有待审核的账号' : waiting.map((one) => `${one.username}　${one.organization}　${one.name}　${one.identityNumber}　${chinaTime(new Date(one.submittedAt))} 提交`).join('\n'))
    } else if (folder) {
      await mkdir(folder, { recursive: true, mode: 0o700 })
      const files = await reviews.files(values.username, createAttachmentsService(platform, createIntegrations(config).storage).open)
      for (const { name, body } of files) await pipeline(body, createWriteStream(join(folder, name), { mode: 0o600 }))
      console.log(`已写入 ${files.length} 个文件，核对后请删除：${folder}`)
    } else {
      const decision = (['pass', 'reject'] as const).find((one) => one === values.decision)
      const operator = values.operator?.trim() ?? ''
      const opinion = values.opinion.trim()
      if (!decision || operator === '' || operator.length > 64) throw new ConfigError(usage)
      if (decision === 'reject' && opinion === '') throw new ConfigError('驳回时请用 --opinion 填写原因')
      if (opinion.length > 200) throw new ConfigError('意见最多 200 个字')
      await reviews.decide(values.username, { decision, opinion, operator })
      console.log(decision === 'pass' ? `账号 ${values.username} 的实名认证已通过` : `账号 ${values.username} 的实名认证已驳回`)
    }
  } finally {
    await platform.database.close()
  }
})
