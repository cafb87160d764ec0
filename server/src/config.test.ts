import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ConfigError, readConfig } from './config'
import { makeSandboxPaymentKeys, sandboxPayment } from './payment-settings'

const folder = mkdtempSync(join(tmpdir(), 'talent-config-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const key = Buffer.alloc(32, 7).toString('base64')
const production = {
  NODE_ENV: 'production', DATA_DIR: folder, DATABASE_URL: 'mysql://u:p@db/talent', FIELD_KEYS: `1:${key}`, LOOKUP_KEY: key, SUBMISSION_KEY: key, WECHAT_APPID: 'wx1',
  WECHAT_SECRET: 's', TENCENT_SECRET_ID: 'i', TENCENT_SECRET_KEY: 'k', TENCENT_SMS_APP_ID: '1', TENCENT_SMS_SIGN: '签名', TENCENT_SMS_CODE_TEMPLATE: '1', PUBLIC_URL: 'https://talent.example',
}

test('without any setting everything is embedded, and the keys are made once in a file of the owner', () => {
  const first = readConfig({ DATA_DIR: folder })
  expect(first).toMatchObject({ production: false, port: 3000, demonstration: true, databaseUrl: `sqlite:${join(folder, 'talent.sqlite')}` })
  expect(statSync(join(folder, 'keys.json')).mode & 0o777).toBe(0o600)
  expect(readConfig({ DATA_DIR: folder }).secrets).toEqual(first.secrets)
})

test('production talks to the real upstreams and has no demonstration', () => {
  const config = readConfig(production)
  expect(config).toMatchObject({ demonstration: false, facePageUrl: null, secureCookies: true, wechat: { baseUrl: 'https://api.weixin.qq.com' } })
})

test.each(Object.keys(production).filter((name) => name !== 'NODE_ENV' && name !== 'DATA_DIR'))('production without %s stops with a sentence', (name) => {
  expect(() => readConfig({ ...production, [name]: undefined })).toThrow(new ConfigError(`缺少环境变量 ${name}：生产环境必须设置，说明见 README“上线”一节`))
})

test.each(['DEMO', 'SANDBOX'])('production refuses %s', (name) => {
  expect(() => readConfig({ ...production, [name]: '1' })).toThrow(/不能启用演示内容或沙箱/)
})

test.each([
  ['PORT', '70000'], ['PORT', 'abc'], ['FIELD_KEYS', 'short:YQ=='], ['FIELD_KEYS', `1:${key},1:${Buffer.alloc(32, 8).toString('base64')}`], ['LOOKUP_KEY', 'YQ=='],
  ['PUBLIC_URL', 'talent.example'], ['PUBLIC_URL', 'http://talent.example'], ['PUBLIC_URL', 'https://talent.example/app'],
  ['TRUSTED_PROXIES', 'nginx'], ['TRUSTED_PROXIES', '10.0.0.0/8, 172.28.0.0/240'], ['PRIVATE_NETWORKS', '88.7.0.0/16, health'],
])('a wrong %s stops with a sentence', (name, value) => {
  expect(() => readConfig({ ...production, [name]: value })).toThrow(ConfigError)
})

describe('WeChat Pay', () => {
  const keys = makeSandboxPaymentKeys()
  const file = (name: string, content: string) => {
    writeFileSync(join(folder, name), content)
    return join(folder, name)
  }
  const merchant = {
    WECHATPAY_MCHID: '1900000001', WECHATPAY_SERIAL: 'ABCD', WECHATPAY_PUBLIC_KEY_ID: 'PUB_KEY_ID_1', WECHATPAY_API_V3_KEY: 'k'.repeat(32),
    WECHATPAY_PRIVATE_KEY_FILE: file('private.pem', keys.merchant), WECHATPAY_PUBLIC_KEY_FILE: file('public.pem', sandboxPayment(keys, '').publicKey),
  }

  test('is the sandbox when nothing is set, with keys that stay', () => {
    const first = readConfig({ DATA_DIR: folder }).wechatPay
    expect(first).toMatchObject({ baseUrl: 'http://127.0.0.1:3000/sandbox/wechatpay', cashierUrl: expect.stringContaining('/sandbox/cashier/') })
    expect(readConfig({ DATA_DIR: folder }).wechatPay).toEqual(first)
  })

  test('is off in production without a merchant, and the real one with it', () => {
    expect(readConfig(production).wechatPay).toBeNull()
    expect(readConfig({ ...production, ...merchant }).wechatPay).toMatchObject({ baseUrl: 'https://api.mch.weixin.qq.com', privateKey: keys.merchant, sandboxKey: null, cashierUrl: null })
  })

  test.each(Object.keys(merchant))('without %s stops with a sentence', (name) => {
    expect(() => readConfig({ ...production, ...merchant, [name]: undefined })).toThrow(new ConfigError(`缺少环境变量 ${name}：微信支付的设置要么全部填写，要么全部不填，说明见 README“上线”一节`))
  })

  test.each([
    ['WECHATPAY_API_V3_KEY', 'short', /32 个字符/],
    ['WECHATPAY_PRIVATE_KEY_FILE', '/nowhere', /RSA 密钥/], ['WECHATPAY_PUBLIC_KEY_FILE', file('no.pem', 'x'), /RSA 密钥/],
  ])('a wrong %s stops with a sentence', (name, value, sentence) => {
    expect(() => readConfig({ ...production, ...merchant, [name]: value })).toThrow(sentence)
  })
})
