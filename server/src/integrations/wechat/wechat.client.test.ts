import type { RunningSandbox } from '../../sandbox/sandbox-on-port'
import { startSandbox } from '../../sandbox/sandbox-on-port'
import type { WechatConfig } from './wechat.client'
import { createWechatClient, isCodeInvalid, isNotSubscribed } from './wechat.client'

const start = Date.parse('2026-11-03T02:00:00Z')
const templateId = 'tmpl-review-decided'
const messageTemplates = { [templateId]: { title: '审核结果', fields: { thing1: '单位', phrase2: '结果' } } }
const fields = { thing1: '武汉市第一医院', phrase2: '审核通过' }

let sandbox: RunningSandbox
let time: number

beforeEach(async () => {
  time = start
  sandbox = await startSandbox({ now: () => time, messageTemplates })
})
afterEach(() => sandbox.stop())

/** For an upstream that answers too late. */
const impatient = { timeoutMs: 300 }

function givenClient(overrides: Partial<WechatConfig> = {}) {
  const calls: string[] = []
  const config = { ...sandbox.options.wechat, baseUrl: sandbox.baseUrls(sandbox.origin).wechat, ...overrides }
  const client = createWechatClient(config, {
    now: () => time,
    sleep: async () => {},
    fetch: (url, init) => {
      calls.push(new URL(String(url)).pathname.split('/').at(-1) ?? '')
      return fetch(url, init)
    },
  })
  return { client, calls }
}

describe('signing in', () => {
  test('the same user has the same openid, another user another one', async () => {
    const { client } = givenClient()
    const anna = await client.code2session('sandbox:anna')
    expect(anna).toEqual({ openid: sandbox.openidOf('anna'), unionid: null })
    expect(anna.openid).toMatch(/^o[\w-]{27}$/)
    expect(await client.code2session('sandbox:anna')).toEqual(anna)
    expect((await client.code2session('sandbox:bei')).openid).not.toBe(anna.openid)
  })

  test('a code with a third part works once', async () => {
    const { client } = givenClient()
    await client.code2session('sandbox:anna:1')
    const again = await client.code2session('sandbox:anna:1').catch((error: unknown) => error)
    expect(again).toMatchObject({ kind: 'refused', code: '40163', retryable: false })
    expect(isCodeInvalid(again)).toBe(true)
  })

  test.each([
    ['an unknown code', {}, 'whatever', '40029'],
    ['a wrong secret', { secret: 'wrong' }, 'sandbox:anna', '40125'],
    ['a wrong appid', { appId: 'wx0' }, 'sandbox:anna', '40013'],
  ])('%s is refused', async (_, overrides, code, errcode) => {
    const { client } = givenClient(overrides)
    await expect(client.code2session(code)).rejects.toMatchObject({ upstream: 'wechat.code2session', kind: 'refused', code: errcode })
  })

  test.each([
    ['slow', { kind: 'timeout', retryable: true }],
    ['malformed', { kind: 'badAnswer', code: 'notJson', retryable: false }],
    ['badlySigned', { kind: 'badAnswer', code: 'bad openid', retryable: false }],
    ['fail', { kind: 'refused', code: '-1', retryable: true }],
  ] as const)('%s: one call, a typed error', async (mode, expected) => {
    const { client, calls } = givenClient(mode === 'slow' ? impatient : {})
    sandbox.control({ upstream: 'wechat.code2session', mode })
    await expect(client.code2session('sandbox:anna')).rejects.toMatchObject(expected)
    expect(calls).toHaveLength(1)
  })

  test('nobody there: a network error that names neither secret nor code', async () => {
    const { client } = givenClient()
    await sandbox.stop()
    const error: unknown = await client.code2session('sandbox:anna').catch((reason: unknown) => reason)
    expect(error).toMatchObject({ kind: 'network', code: 'ECONNREFUSED', retryable: true })
    expect(String(error) + JSON.stringify(error)).not.toMatch(/anna|secret/)
    sandbox = await startSandbox()
  })
})

describe('the access token', () => {
  test('is fetched once for calls that come together, and kept', async () => {
    const { client, calls } = givenClient()
    await Promise.all([client.phoneNumber('phone:13900000001'), client.phoneNumber('phone:13900000002')])
    await client.phoneNumber('phone:13900000003')
    expect(calls.filter((call) => call === 'stable_token')).toHaveLength(1)
  })

  test.each([
    [7200 - 301, 1],
    [7200 - 300, 2],
  ])('after %i s it has been fetched %i times', async (seconds, times) => {
    const { client, calls } = givenClient()
    await client.phoneNumber('phone:13900000001')
    time += seconds * 1000
    await client.phoneNumber('phone:13900000001')
    expect(calls.filter((call) => call === 'stable_token')).toHaveLength(times)
  })

  test.each(['expire', 'revoke'] as const)('%s midway: renewed once for all, and the calls succeed', async (accessToken) => {
    const { client, calls } = givenClient()
    await client.phoneNumber('phone:13900000001')
    sandbox.control({ accessToken })
    calls.length = 0
    const phones = await Promise.all(['phone:13900000001', 'phone:13900000002'].map((code) => client.phoneNumber(code)))
    expect(phones.map(({ phone }) => phone)).toEqual(['13900000001', '13900000002'])
    // A revoked token is handed out again until the renewal is forced.
    expect(calls.filter((call) => call === 'stable_token')).toHaveLength(accessToken === 'expire' ? 1 : 2)
  })

  test('refused again after the renewal: the call fails, without a loop', async () => {
    const { client, calls } = givenClient()
    sandbox.control({ upstream: 'wechat.phoneNumber', mode: 'fail', code: '40001' })
    await expect(client.phoneNumber('phone:13900000001')).rejects.toMatchObject({ kind: 'refused', code: '40001' })
    expect(calls.filter((call) => call === 'getuserphonenumber')).toHaveLength(2)
  })

  test('fetching it survives one failure, not two', async () => {
    sandbox.control({ upstream: 'wechat.stableToken', mode: 'fail', times: 1 })
    await expect(givenClient().client.phoneNumber('phone:13900000001')).resolves.toBeDefined()
    sandbox.control({ upstream: 'wechat.stableToken', mode: 'fail', times: 2 })
    await expect(givenClient().client.phoneNumber('phone:13900000001')).rejects.toMatchObject({ upstream: 'wechat.stableToken', code: '-1' })
  })

  test('a failed fetch is not kept', async () => {
    const { client } = givenClient()
    sandbox.control({ upstream: 'wechat.stableToken', mode: 'malformed', times: 1 })
    await expect(client.phoneNumber('phone:13900000001')).rejects.toMatchObject({ kind: 'badAnswer' })
    await expect(client.phoneNumber('phone:13900000001')).resolves.toBeDefined()
  })

  test('a wrong secret is refused', async () => {
    await expect(givenClient({ secret: 'wrong' }).client.phoneNumber('phone:13900000001')).rejects.toMatchObject({ code: '40125' })
  })
})

describe('the phone number', () => {
  test('comes with its country code', async () => {
    expect(await givenClient().client.phoneNumber('phone:13900000001')).toEqual({ phone: '13900000001', countryCode: '86' })
  })

  test.each(['phone:1390000000', 'phone:12900000001', 'sandbox:anna'])('code %s is refused', async (code) => {
    const error: unknown = await givenClient().client.phoneNumber(code).catch((reason: unknown) => reason)
    expect(isCodeInvalid(error)).toBe(true)
  })

  test("another mini-program's watermark is not believed", async () => {
    sandbox.control({ upstream: 'wechat.phoneNumber', mode: 'badlySigned' })
    await expect(givenClient().client.phoneNumber('phone:13900000001')).rejects.toMatchObject({ kind: 'badAnswer', code: 'foreign watermark' })
  })
})

describe('subscription messages', () => {
  const openid = 'oAnna'

  test('arrive with the labels of the template', async () => {
    await givenClient().client.sendSubscribeMessage({ openid, templateId, page: 'pages/home/index', fields })
    expect(sandbox.state.messages).toEqual([{
      at: '2026-11-03T02:00:00.000Z', openid, templateId, title: '审核结果', page: 'pages/home/index',
      fields: { 单位: '武汉市第一医院', 结果: '审核通过' },
    }])
  })

  test.each([
    ['一'.repeat(20), '一'.repeat(20)],
    ['一'.repeat(21), '一'.repeat(19) + '…'],
    ['𠮷'.repeat(21), '𠮷'.repeat(19) + '…'],
  ])('free text is cut to 20 characters: %s', async (text, shown) => {
    await givenClient().client.sendSubscribeMessage({ openid, templateId, fields: { ...fields, thing1: text } })
    expect(sandbox.state.messages[0]?.fields['单位']).toBe(shown)
  })

  test.each([
    ['a phrase that is too long', templateId, { ...fields, phrase2: '审核不通过了' }, '47003'],
    ['a missing field', templateId, { thing1: '武汉市第一医院' }, '47003'],
    ['a field too many', templateId, { ...fields, thing9: '多余' }, '47003'],
    ['an unknown template', 'other', fields, '40037'],
  ])('%s is refused', async (_, id, sent, code) => {
    await expect(givenClient().client.sendSubscribeMessage({ openid, templateId: id, fields: sent })).rejects.toMatchObject({ kind: 'refused', code })
    expect(sandbox.state.messages).toEqual([])
  })

  test('who did not subscribe gets none', async () => {
    sandbox.control({ notSubscribed: openid })
    const error: unknown = await givenClient().client.sendSubscribeMessage({ openid, templateId, fields }).catch((reason: unknown) => reason)
    expect(isNotSubscribed(error)).toBe(true)
  })

  test('an answer too late: the message was sent, and is not sent twice', async () => {
    sandbox.control({ upstream: 'wechat.subscribeMessage', mode: 'slow' })
    await expect(givenClient(impatient).client.sendSubscribeMessage({ openid, templateId, fields })).rejects.toMatchObject({ kind: 'timeout' })
    expect(sandbox.state.messages).toHaveLength(1)
  })

  test('an answer without errcode is not a success', async () => {
    sandbox.control({ upstream: 'wechat.subscribeMessage', mode: 'badlySigned' })
    await expect(givenClient().client.sendSubscribeMessage({ openid, templateId, fields })).rejects.toMatchObject({ kind: 'badAnswer' })
  })
})
