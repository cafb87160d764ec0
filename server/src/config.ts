import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import proxyAddr from 'proxy-addr'
import { readPaymentSettings, type PaymentSettings } from './payment-settings'

/** A wrong or missing setting: the start stops with this sentence. */
export class ConfigError extends Error {}

export interface Secrets {
  /** Keys for personal columns by id; the last one seals, all open. 32 bytes each. */
  fieldKeys: { id: string; key: Buffer }[]
  /** Keyed hashes by which sealed columns are found. 32 bytes; can't be rotated without rehashing. */
  lookupKey: Buffer
  /** Submission codes. 32 bytes. */
  submissionKey: Buffer
}

export interface Config {
  production: boolean
  port: number
  host: string
  dataDir: string
  databaseUrl: string
  /** Where people reach this server, without a slash at the end; for links in codes and pages. */
  publicUrl: string
  /** The demonstration content and the sandbox may be used. */
  demonstration: boolean
  /** Addresses or ranges of reverse proxies whose X-Forwarded-For counts. */
  trustedProxies: string[]
  /** Ranges of the health private network (R1); empty: none, and the internet is open to every institution. */
  privateNetworks: string[]
  secureCookies: boolean
  logLevel: string
  /** Bounds per node and minute; see http/rate-limit. */
  limits: { publicWritesPerMinute: number; userRequestsPerMinute: number }
  /** How long what is needed no more is kept. */
  retention: { identityPhotoDays: number }
  secrets: Secrets
  wechat: { baseUrl: string; appId: string; secret: string; templates: { review: string; verification: string; payment: string; binding: string } }
  /** Null: this deployment takes no money. */
  wechatPay: PaymentSettings | null
  tencent: {
    secretId: string
    secretKey: string
    ocrUrl: string
    faceidUrl: string
    smsUrl: string
    region: string
    /**
     * `noticeTemplates`: each says one thing, {1}; empty: that notice is never sent by SMS. `passwordTemplateId`: {1} is the
     * account, {2} its one-time password; empty: it is shown in the mini-program only.
     */
    sms: { sdkAppId: string; signName: string; codeTemplateId: string; noticeTemplates: { review: string; account: string }; passwordTemplateId: string }
  }
  /** A page on which a browser outside WeChat does a face check, `{verifyId}` and `{return}` filled in; none in production. */
  facePageUrl: string | null
}

type Environment = Record<string, string | undefined>

export function readConfig(env: Environment): Config {
  const production = env.NODE_ENV === 'production'
  const port = wholeNumber(env, 'PORT', 3000, 0, 65_535)
  const dataDir = resolve(env.DATA_DIR ?? 'data')
  if (production && (env.SANDBOX || env.DEMO)) {
    throw new ConfigError('NODE_ENV=production 时不能启用演示内容或沙箱：请去掉环境变量 DEMO 和 SANDBOX')
  }
  const required = (name: string, embedded: string) => {
    const value = env[name] ?? (production ? undefined : embedded)
    if (value === undefined || value === '') throw new ConfigError(`缺少环境变量 ${name}：生产环境必须设置，说明见 README“上线”一节`)
    return value
  }
  /** A way of telling that is not set up is not used; the inbox has it all the same. */
  const template = (name: string, embedded: string) => env[name] ?? (production ? '' : embedded)
  const sandbox = `http://127.0.0.1:${port}/sandbox`
  return {
    production,
    port,
    host: env.HOST ?? '0.0.0.0',
    dataDir,
    databaseUrl: required('DATABASE_URL', `sqlite:${join(dataDir, 'talent.sqlite')}`),
    publicUrl: publicUrl(required('PUBLIC_URL', `http://127.0.0.1:${port}`), production),
    demonstration: !production && env.DEMO !== '0',
    trustedProxies: networks('TRUSTED_PROXIES', env.TRUSTED_PROXIES ?? ''),
    privateNetworks: networks('PRIVATE_NETWORKS', env.PRIVATE_NETWORKS ?? ''),
    secureCookies: production || env.SECURE_COOKIES === '1',
    logLevel: env.LOG_LEVEL ?? 'info',
    limits: {
      publicWritesPerMinute: wholeNumber(env, 'LIMIT_PUBLIC_WRITES', 60, 1, 1_000_000),
      userRequestsPerMinute: wholeNumber(env, 'LIMIT_USER_REQUESTS', 600, 1, 1_000_000),
    },
    retention: { identityPhotoDays: wholeNumber(env, 'IDENTITY_PHOTO_DAYS', 30, 0, 3650) },
    secrets: production ? secretsFromEnvironment(env) : secretsFromFile(dataDir, env),
    wechat: {
      baseUrl: env.WECHAT_BASE_URL ?? (production ? 'https://api.weixin.qq.com' : `${sandbox}/wechat`),
      appId: required('WECHAT_APPID', 'wxsandbox00000000'),
      secret: required('WECHAT_SECRET', 'sandbox-wechat-secret'),
      templates: {
        review: template('WECHAT_TEMPLATE_REVIEW', 'review'),
        verification: template('WECHAT_TEMPLATE_VERIFICATION', 'verification'),
        payment: template('WECHAT_TEMPLATE_PAYMENT', 'payment'),
        binding: template('WECHAT_TEMPLATE_BINDING', 'binding'),
      },
    },
    wechatPay: readPaymentSettings(env, {
      production, dataDir, sandboxUrl: sandbox,
      refuse: (sentence) => {
        throw new ConfigError(sentence)
      },
    }),
    tencent: {
      secretId: required('TENCENT_SECRET_ID', 'sandbox-secret-id'),
      secretKey: required('TENCENT_SECRET_KEY', 'sandbox-secret-key'),
      ocrUrl: env.TENCENT_OCR_URL ?? (production ? 'https://ocr.tencentcloudapi.com' : `${sandbox}/tencent/ocr`),
      faceidUrl: env.TENCENT_FACEID_URL ?? (production ? 'https://faceid.tencentcloudapi.com' : `${sandbox}/tencent/faceid`),
      smsUrl: env.TENCENT_SMS_URL ?? (production ? 'https://sms.tencentcloudapi.com' : `${sandbox}/tencent/sms`),
      region: env.TENCENT_REGION ?? 'ap-guangzhou',
      sms: {
        sdkAppId: required('TENCENT_SMS_APP_ID', '1400000000'),
        signName: required('TENCENT_SMS_SIGN', '湖北卫生人才'),
        codeTemplateId: required('TENCENT_SMS_CODE_TEMPLATE', 'sms-code'),
        noticeTemplates: {
          review: template('TENCENT_SMS_REVIEW_TEMPLATE', 'sms-review'),
          account: template('TENCENT_SMS_ACCOUNT_TEMPLATE', 'sms-account'),
        },
        passwordTemplateId: template('TENCENT_SMS_PASSWORD_TEMPLATE', 'sms-password'),
      },
    },
    facePageUrl: production ? null : '/sandbox/face/{verifyId}?return={return}',
  }
}

function wholeNumber(env: Environment, name: string, fallback: number, min: number, max: number): number {
  const raw = env[name]
  if (raw === undefined || raw === '') return fallback
  const value = Number(raw)
  if (!Number.isInteger(value) || value < min || value > max) throw new ConfigError(`环境变量 ${name} 应为 ${min} 到 ${max} 的整数，现在是“${raw}”`)
  return value
}

/** In production only https: the session's cookie is not sent otherwise, and nobody could sign in. */
function publicUrl(text: string, production: boolean): string {
  const url = URL.canParse(text) ? new URL(text) : null
  const allowed = production ? ['https:'] : ['https:', 'http:']
  if (!url || !allowed.includes(url.protocol) || url.pathname !== '/' || url.search !== '' || url.hash !== '') {
    throw new ConfigError(`PUBLIC_URL 应为用户打开的网址，形如 https://域名，不带路径，现在是“${text}”`)
  }
  return url.origin
}

function networks(name: string, list: string): string[] {
  const ranges = list.split(',').map((one) => one.trim()).filter(Boolean)
  for (const range of ranges) {
    try {
      proxyAddr.compile(range)
    } catch {
      throw new ConfigError(`${name} 中的“${range}”不是 IP 地址或网段，应形如 172.28.0.0/24`)
    }
  }
  return ranges
}

/** FIELD_KEYS is `id:base64,id:base64`; the last one seals. */
function secretsFromEnvironment(env: Environment): Secrets {
  const need = (name: string): string => {
    const value = env[name]
    if (!value) throw new ConfigError(`缺少环境变量 ${name}：生产环境必须设置，说明见 README“上线”一节`)
    return value
  }
  const fieldKeys = need('FIELD_KEYS').split(',').map((pair) => {
    const [id = '', key = ''] = pair.trim().split(':')
    if (!/^[a-z0-9]{1,8}$/.test(id)) throw new ConfigError('FIELD_KEYS 应为“编号:base64”的列表，编号为 1-8 位小写字母或数字')
    return { id, key: key32('FIELD_KEYS', key) }
  })
  const ids = fieldKeys.map(({ id }) => id)
  const twice = ids.find((id, index) => ids.indexOf(id) !== index)
  if (twice !== undefined) throw new ConfigError(`FIELD_KEYS 中编号“${twice}”出现了两次，每个密钥应有自己的编号`)
  return {
    fieldKeys,
    lookupKey: key32('LOOKUP_KEY', need('LOOKUP_KEY')),
    submissionKey: key32('SUBMISSION_KEY', need('SUBMISSION_KEY')),
  }
}

function key32(name: string, base64: string): Buffer {
  const key = Buffer.from(base64, 'base64')
  if (key.length !== 32) throw new ConfigError(`${name} 的密钥应为 32 字节的 base64，可用 openssl rand -base64 32 生成`)
  return key
}

/** The embedded default keeps its keys in a file only its owner can read, made at the first start. */
function secretsFromFile(dataDir: string, env: Environment): Secrets {
  if (env.FIELD_KEYS) return secretsFromEnvironment(env)
  const file = join(dataDir, 'keys.json')
  if (!existsSync(file)) {
    mkdirSync(dataDir, { recursive: true })
    const fresh = () => randomBytes(32).toString('base64')
    writeFileSync(file, JSON.stringify({ FIELD_KEYS: `1:${fresh()}`, LOOKUP_KEY: fresh(), SUBMISSION_KEY: fresh() }, null, 2), { mode: 0o600, flag: 'wx' })
    chmodSync(file, 0o600)
  }
  return secretsFromEnvironment(JSON.parse(readFileSync(file, 'utf8')) as Environment)
}
