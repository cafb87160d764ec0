import { randomBytes } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { AddressInfo } from 'node:net'
import pino from 'pino'
import { createApp, stopServer, type App } from '../src/app'
import type { Config } from '../src/config'
import { openDatabase } from '../src/db/database'
import { createFieldCipher } from '../src/db/field-cipher'
import { migrate } from '../src/db/migrate'
import { createExamYearsService } from '../src/features/exam-years/exam-years.service'
import { createIntegrations, type Integrations } from '../src/integrations'
import { sandboxMerchant, sandboxPayment } from '../src/payment-settings'
import type { Platform } from '../src/platform'
import { createSandbox, type Sandbox } from '../src/sandbox/sandbox'
import { testDatabase } from './database'
import { paymentKeys } from './payment-keys'

export interface TestServer {
  origin: string
  platform: Platform
  integrations: Integrations
  app: App
  sandbox: Sandbox
  /** Everything that was logged, a JSON line each. */
  logLines: string[]
  /** The time the server believes it is; tests set it, ISO or ms. */
  setNow(at: string | number): void
  stop(): Promise<void>
}

/** A whole server on a port of its own with an empty migrated database and the sandbox as its upstreams. Clock: 2026-03-10 09:00 in China. */
export async function startTestServer(overrides: Partial<Config> = {}): Promise<TestServer> {
  const { url, drop } = await testDatabase(async (fresh) => {
    const database = openDatabase(fresh)
    await migrate(database)
    await database.close()
  })
  const dataDir = await mkdtemp(join(tmpdir(), 'talent-test-'))
  const database = openDatabase(url)
  const server: Server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  let at = Date.parse('2026-03-10T01:00:00.000Z')
  const logLines: string[] = []
  const config = testConfig(origin, dataDir, url, overrides)
  const sandbox = createSandbox({
    wechat: { appId: config.wechat.appId, secret: config.wechat.secret },
    wechatpay: sandboxMerchant(config.wechatPay),
    orderClock: () => at,
    tencent: { secretId: config.tencent.secretId, secretKey: config.tencent.secretKey, sdkAppId: config.tencent.sms.sdkAppId, signName: config.tencent.sms.signName },
  })
  const platform: Platform = {
    config,
    database,
    cipher: createFieldCipher(config.secrets),
    now: () => new Date(at),
    log: pino({ level: 'debug' }, { write: (line: string) => void logLines.push(line) }),
  }
  await createExamYearsService(platform).ensureDefaults()
  const integrations = createIntegrations(config)
  const app = createApp(platform, integrations, { sandbox })
  server.on('request', app.koa.callback())

  return {
    origin, platform, integrations, app, sandbox, logLines,
    setNow: (value) => void (at = typeof value === 'number' ? value : Date.parse(value)),
    async stop() {
      await stopServer(server, app, 200)
      await database.close()
      await drop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

function testConfig(origin: string, dataDir: string, databaseUrl: string, overrides: Partial<Config>): Config {
  const sandbox = `${origin}/sandbox`
  return {
    production: false,
    port: 0,
    host: '127.0.0.1',
    dataDir,
    databaseUrl,
    publicUrl: origin,
    demonstration: true,
    trustedProxies: [],
    privateNetworks: [],
    secureCookies: false,
    logLevel: 'debug',
    limits: { publicWritesPerMinute: 10_000, userRequestsPerMinute: 100_000 },
    retention: { identityPhotoDays: 30 },
    secrets: { fieldKeys: [{ id: 't', key: randomBytes(32) }], lookupKey: randomBytes(32), submissionKey: randomBytes(32) },
    wechat: { baseUrl: `${sandbox}/wechat`, appId: 'wxtest0000000000', secret: 'test-secret', templates: { review: 'review', verification: 'verification', payment: 'payment', binding: 'binding' } },
    wechatPay: sandboxPayment(paymentKeys(), sandbox),
    tencent: {
      secretId: 'test-id', secretKey: 'test-key', region: 'ap-guangzhou',
      ocrUrl: `${sandbox}/tencent/ocr`, faceidUrl: `${sandbox}/tencent/faceid`, smsUrl: `${sandbox}/tencent/sms`,
      sms: { sdkAppId: '1400000000', signName: '湖北卫生人才', codeTemplateId: 'sms-code', noticeTemplates: { review: 'sms-review', account: 'sms-account' }, passwordTemplateId: 'sms-password' },
    },
    facePageUrl: '/sandbox/face/{verifyId}?return={return}',
    ...overrides,
  }
}
