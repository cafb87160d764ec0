import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { createApp, builtFrontEnds, stopServer } from './app'
import { ConfigError, readConfig } from './config'
import { openDatabase } from './db/database'
import { createFieldCipher } from './db/field-cipher'
import { createIntegrations } from './integrations'
import { clearTemporary } from './integrations/storage/storage'
import { createLog } from './log'
import type { Platform } from './platform'
import { prepare } from './prepare'

const root = join(__dirname, '../..')

async function main(): Promise<void> {
  const config = readConfig(process.env)
  const log = createLog(config.logLevel)
  const database = openDatabase(config.databaseUrl)
  await clearTemporary(config.dataDir, new Date())
  const platform: Platform = { config, database, cipher: createFieldCipher(config.secrets), now: () => new Date(), log }
  await prepare(platform)
  const demonstration = config.demonstration ? await import('./demonstration').then((d) => d.openDemonstration(platform)) : null
  const app = createApp(platform, createIntegrations(config), { frontEnds: builtFrontEnds(root), ...demonstration?.options })
  const server = createServer(app.koa.callback())
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(config.port, config.host, resolve))
  const { port } = server.address() as AddressInfo
  await demonstration?.fill(`http://127.0.0.1:${port}`)
  app.jobs.start()
  announce(port, Boolean(demonstration))

  let stopping = false
  const stop = () => {
    if (stopping) return
    stopping = true
    void stopServer(server, app)
      .then(() => database.close())
      .then(() => process.exit(0))
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
}

function announce(port: number, demonstration: boolean): void {
  const at = `http://127.0.0.1:${port}`
  const lines = [
    `湖北卫生人才已启动：${at}/`,
    `  机构管理端  ${at}/admin/`,
    `  小程序      ${at}/m/`,
    `  接口文档    ${at}/api/docs`,
    ...(demonstration ? [`  沙箱        ${at}/sandbox/`, '  演示内容与登录方式见首页。按 Ctrl-C 停止。'] : []),
  ]
  process.stdout.write(`${lines.join('\n')}\n`)
}

main().catch((error: unknown) => {
  if (error instanceof ConfigError) process.stderr.write(`${error.message}\n`)
  else if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') process.stderr.write('端口已被占用：请关闭占用它的程序，或用环境变量 PORT 换一个端口\n')
  else process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`)
  process.exit(1)
})
