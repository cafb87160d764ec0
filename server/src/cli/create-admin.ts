/**
 * The first main account of an organization, and the organization when it is not there:
 * `node server/dist/cli/create-admin.cjs --organization 湖北省卫生健康委 --kind province --username provinceadmin`.
 */
import { parseArgs } from 'node:util'
import { ConfigError, readConfig } from '../config'
import { openDatabase } from '../db/database'
import { migrate } from '../db/migrate'
import { createMainAccount, organizationKinds } from '../features/session/main-account'
import { runCommand } from './command'

runCommand(async () => {
  const { values } = parseArgs({ options: { organization: { type: 'string' }, kind: { type: 'string' }, username: { type: 'string' }, parent: { type: 'string' } } })
  const kind = organizationKinds.find((k) => k === values.kind)
  if (!values.organization || !values.username || !kind) {
    throw new ConfigError('用法：create-admin --organization 单位全称 --kind province|city|county|institution --username 账号 [--parent 上级单位全称]')
  }
  const database = openDatabase(readConfig(process.env).databaseUrl)
  try {
    await migrate(database)
    const { password } = await createMainAccount(database.knex, new Date(), { organization: values.organization, kind, username: values.username, parent: values.parent ?? null })
    console.log(`已建立账号 ${values.username}，初始密码（只显示这一次，首次登录必须修改）：${password}`)
    console.log('首次登录后还要在网页上完成实名认证，由上级主管单位审核；上面没有主管单位的，由运维人员用 review-account 审核')
  } finally {
    await database.close()
  }
})
