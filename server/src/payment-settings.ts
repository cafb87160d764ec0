import { createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** A merchant of WeChat Pay in its public-key mode. Keys are PEM. */
export interface PaymentSettings {
  /** https://api.mch.weixin.qq.com, or the sandbox's address */
  baseUrl: string
  mchId: string
  /** Of the merchant's API certificate, whose private key signs what is sent. */
  serial: string
  privateKey: string
  /** 微信支付公钥 and its id: what WeChat Pay signs with its half of it. */
  publicKeyId: string
  publicKey: string
  /** 32 characters; opens what notices carry. */
  apiV3Key: string
  /** Signs in WeChat Pay's place; only in the sandbox. */
  sandboxKey: string | null
  /** A page on which a browser outside WeChat pays, `{prepayId}` filled in; only in the sandbox. */
  cashierUrl: string | null
}

interface Surroundings {
  production: boolean
  dataDir: string
  /** Where the sandbox is, for what is not configured. */
  sandboxUrl: string
  refuse: (sentence: string) => never
}

type Environment = Record<string, string | undefined>

const names = ['WECHATPAY_MCHID', 'WECHATPAY_SERIAL', 'WECHATPAY_PRIVATE_KEY_FILE', 'WECHATPAY_PUBLIC_KEY_ID', 'WECHATPAY_PUBLIC_KEY_FILE', 'WECHATPAY_API_V3_KEY'] as const

/** All settings, or none: then production has no payment (a year with a fee says so), everything else the sandbox. */
export function readPaymentSettings(env: Environment, around: Surroundings): PaymentSettings | null {
  const given = names.filter((name) => env[name])
  if (given.length === 0) return around.production ? null : sandboxPayment(sandboxKeysOf(around.dataDir), around.sandboxUrl)
  const missing = names.find((name) => !env[name])
  if (missing) around.refuse(`缺少环境变量 ${missing}：微信支付的设置要么全部填写，要么全部不填，说明见 README“上线”一节`)
  const value = (name: (typeof names)[number]) => env[name] ?? ''
  if (Buffer.byteLength(value('WECHATPAY_API_V3_KEY')) !== 32) around.refuse('WECHATPAY_API_V3_KEY 应为 32 个字符的 APIv3 密钥')
  const settings = {
    baseUrl: env.WECHATPAY_BASE_URL ?? 'https://api.mch.weixin.qq.com',
    mchId: value('WECHATPAY_MCHID'),
    serial: value('WECHATPAY_SERIAL'),
    privateKey: pemFile('WECHATPAY_PRIVATE_KEY_FILE', value('WECHATPAY_PRIVATE_KEY_FILE'), (pem) => createPrivateKey(pem), around),
    publicKeyId: value('WECHATPAY_PUBLIC_KEY_ID'),
    publicKey: pemFile('WECHATPAY_PUBLIC_KEY_FILE', value('WECHATPAY_PUBLIC_KEY_FILE'), (pem) => createPublicKey(pem), around),
    apiV3Key: value('WECHATPAY_API_V3_KEY'),
  }
  return { ...settings, sandboxKey: null, cashierUrl: null }
}

function pemFile(name: string, path: string, read: (pem: string) => { asymmetricKeyType?: string | undefined }, { refuse }: Surroundings): string {
  try {
    const pem = readFileSync(path, 'utf8')
    if (read(pem).asymmetricKeyType === 'rsa') return pem
  } catch {
    // Said below, without what the file holds.
  }
  return refuse(`${name} 指向的文件无法作为 RSA 密钥读取，请核对路径和文件内容（PEM 格式）`)
}

export interface SandboxPaymentKeys {
  /** PEM, private */
  merchant: string
  platform: string
}

export function makeSandboxPaymentKeys(): SandboxPaymentKeys {
  const pem = () => generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  return { merchant: pem(), platform: pem() }
}

/** Made at the first start, as the other keys of the embedded default. */
function sandboxKeysOf(dataDir: string): SandboxPaymentKeys {
  const file = join(dataDir, 'sandbox-payment-keys.json')
  if (!existsSync(file)) {
    mkdirSync(dataDir, { recursive: true })
    writeFileSync(file, JSON.stringify(makeSandboxPaymentKeys()), { mode: 0o600, flag: 'wx' })
  }
  return JSON.parse(readFileSync(file, 'utf8')) as SandboxPaymentKeys
}

/** What the sandbox needs to stand for WeChat Pay; undefined when the real one is configured. */
export const sandboxMerchant = (settings: PaymentSettings | null): (PaymentSettings & { sandboxKey: string }) | undefined =>
  settings?.sandboxKey ? { ...settings, sandboxKey: settings.sandboxKey } : undefined

/** What the server and the sandbox agree on; `sandboxUrl` is where the sandbox is mounted. */
export function sandboxPayment(keys: SandboxPaymentKeys, sandboxUrl: string): PaymentSettings {
  return {
    baseUrl: `${sandboxUrl}/wechatpay`,
    mchId: '1900000000',
    serial: '5A2B0C0D0E0F5A2B0C0D0E0F5A2B0C0D0E0F5A2B',
    privateKey: keys.merchant,
    publicKeyId: 'PUB_KEY_ID_0019000000002026010100000000000001',
    publicKey: createPublicKey(keys.platform).export({ type: 'spki', format: 'pem' }).toString(),
    apiV3Key: 'sandbox-api-v3-key-of-32-letters',
    sandboxKey: keys.platform,
    cashierUrl: '/sandbox/cashier/{prepayId}?return={return}',
  }
}
