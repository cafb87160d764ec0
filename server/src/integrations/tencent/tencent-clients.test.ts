import sharp from 'sharp'
import type { RunningSandbox } from '../../sandbox/sandbox-on-port'
import { startSandbox } from '../../sandbox/sandbox-on-port'
import { specimenCard } from '../../sandbox/specimen-card'
import { createIdentityCheckClient } from './identity-check.client'
import { createOcrClient, isPhotoRejected } from './ocr.client'
import { createSmsClient, isPhoneRefused } from './sms.client'

const start = Date.parse('2026-11-03T02:00:00Z')
const person = { name: '张三', number: '420102199404093424' }
const smsTemplates = { '1001': '验证码 {1}，{2} 分钟内有效。' }
const sms = { phone: '13900000001', templateId: '1001', params: ['204857', '5'] }

let sandbox: RunningSandbox
/** How far the client's clock is ahead, in s. */
let skew: number

beforeEach(async () => {
  skew = 0
  sandbox = await startSandbox({ now: () => start, smsTemplates, people: async () => [person] })
})
afterEach(() => sandbox.stop())

/** For an upstream that answers too late. */
const impatient = { timeoutMs: 300 }

function givenClients(overrides: { timeoutMs?: number; secretKey?: string; secretId?: string; sdkAppId?: string; signName?: string } = {}) {
  const urls = sandbox.baseUrls(sandbox.origin)
  const config = { ...sandbox.options.tencent, ...overrides }
  const calls: string[] = []
  const dependencies = {
    now: () => start + skew * 1000,
    sleep: async () => {},
    fetch: ((url, init) => {
      calls.push(String(url))
      return fetch(url, init)
    }) satisfies typeof fetch,
  }
  return {
    ocr: createOcrClient({ ...config, baseUrl: urls.ocr }, dependencies),
    identityCheck: createIdentityCheckClient({ ...config, baseUrl: urls.identityCheck }, dependencies),
    sms: createSmsClient({ ...config, baseUrl: urls.sms }, dependencies),
    calls,
  }
}

const failureOf = (call: Promise<unknown>): Promise<unknown> => call.then(() => 'no failure', (error: unknown) => error)

describe('signatures', () => {
  test.each([
    ['a wrong key', { secretKey: 'wrong' }, 'AuthFailure.SignatureFailure'],
    ['an unknown id', { secretId: 'AKIDother' }, 'AuthFailure.SecretIdNotFound'],
  ])('%s is refused', async (_, overrides, code) => {
    await expect(givenClients(overrides).identityCheck.check(person)).rejects.toMatchObject({ kind: 'refused', code, retryable: false })
  })

  test.each([[300, true], [-300, true], [301, false], [-301, false]])('a clock that is %i s ahead passes: %s', async (seconds, passes) => {
    skew = seconds
    const answer = await failureOf(givenClients().identityCheck.check(person))
    if (passes) expect(answer).toBe('no failure')
    else expect(answer).toMatchObject({ code: 'AuthFailure.SignatureExpire' })
  })

  test('a body changed on the way is refused', async () => {
    const client = createIdentityCheckClient(
      { ...sandbox.options.tencent, baseUrl: sandbox.baseUrls(sandbox.origin).identityCheck },
      { now: () => start, fetch: (url, init) => fetch(url, { ...init, body: String(init?.body).replace('张三', '李四') }) },
    )
    await expect(client.check(person)).rejects.toMatchObject({ code: 'AuthFailure.SignatureFailure' })
  })

  test('an unsigned call is answered in the upstream\'s format', async () => {
    const response = await fetch(sandbox.baseUrls(sandbox.origin).sms, { method: 'POST', headers: { 'x-tc-action': 'SendSms' }, body: '{}' })
    expect(response.status).toBe(200)
    expect(await response.json()).toEqual({ Response: { Error: { Code: 'AuthFailure.InvalidAuthorization', Message: expect.any(String) }, RequestId: expect.any(String) } })
  })
})

describe('reading cards', () => {
  const photo = async () => sharp(await specimenCard({ side: 'front', ...person })).resize(700).jpeg({ quality: 60 }).toBuffer()

  test('the front', async () => {
    expect(await givenClients().ocr.readFront(await photo())).toEqual({
      ...person, sex: '女', nation: '汉', birth: '1994-04-09', address: '湖北省样本市演示路1号', warnings: [],
    })
  })

  test.each([
    ['2016.03.01-2036.03.01', '2036-03-01'],
    ['2016.03.01-长期', null],
  ])('the back, valid %s', async (validDate, validTo) => {
    const card = await specimenCard({ side: 'back', authority: '武汉市公安局', validDate })
    expect(await givenClients().ocr.readBack(card)).toEqual({ authority: '武汉市公安局', validFrom: '2016-03-01', validTo, warnings: [] })
  })

  test.each([
    [[-9102, -9103], undefined, ['copy', 'reshoot']],
    [[], 49, ['blurred']],
    [[], 50, []],
  ])('codes %j and quality %s warn of %j', async (codes, quality, expected) => {
    const card = await specimenCard({ side: 'front', ...person, warnings: codes, quality })
    expect((await givenClients().ocr.readFront(card)).warnings).toEqual(expected)
  })

  test('the wrong side, no card and no picture are the photo\'s fault', async () => {
    const { ocr } = givenClients()
    const empty = await sharp({ create: { width: 640, height: 400, channels: 3, background: '#888' } }).jpeg().toBuffer()
    const failures = await Promise.all([ocr.readBack(await photo()), ocr.readFront(empty), ocr.readFront(Buffer.from('no picture'))].map(failureOf))
    expect(failures).toMatchObject([
      { code: 'FailedOperation.CardSideError' }, { code: 'FailedOperation.ImageNoIdCard' }, { code: 'FailedOperation.ImageDecodeFailed' },
    ])
    expect(failures.map(isPhotoRejected)).toEqual([true, true, true])
  })

  test('any picture reads as the card that was announced, once', async () => {
    const { ocr } = givenClients()
    const any = await sharp({ create: { width: 640, height: 400, channels: 3, background: '#888' } }).jpeg().toBuffer()
    sandbox.control({ nextCard: { side: 'front', name: '李四', number: '420102199404093440' } })
    expect(await ocr.readFront(any)).toMatchObject({ name: '李四' })
    expect(isPhotoRejected(await failureOf(ocr.readFront(any)))).toBe(true)
  })
})

describe('names and numbers', () => {
  test.each([
    ['who is known, with the right name', person, 'matched'],
    ['who is known, with another name', { ...person, name: '李四' }, 'mismatched'],
    ['who is unknown, with any name', { name: '王五', number: '420102199404093440' }, 'matched'],
    ['a wrong check digit', { ...person, number: '420102199404093425' }, 'badNumber'],
    ['a name of one letter', { ...person, name: '张' }, 'badName'],
  ])('%s', async (_, asked, result) => {
    expect(await givenClients().identityCheck.check(asked)).toBe(result)
  })

  test('a number on the list does not match', async () => {
    sandbox.control({ mismatch: person.number })
    expect(await givenClients().identityCheck.check(person)).toBe('mismatched')
  })

  test('fails once, then answers; fails twice, then not', async () => {
    const { identityCheck, calls } = givenClients()
    sandbox.control({ upstream: 'tencent.identityCheck', mode: 'fail', times: 1 })
    expect(await identityCheck.check(person)).toBe('matched')
    sandbox.control({ upstream: 'tencent', mode: 'fail', times: 2 })
    await expect(identityCheck.check(person)).rejects.toMatchObject({ code: 'InternalError', retryable: true })
    expect(calls).toHaveLength(4)
  })

  test.each([
    ['slow', { kind: 'timeout', retryable: true }, 2],
    ['malformed', { kind: 'badAnswer', code: 'notJson' }, 1],
    ['badlySigned', { kind: 'badAnswer', code: 'bad Response.RequestId' }, 1],
  ] as const)('%s', async (mode, expected, times) => {
    const { identityCheck, calls } = givenClients(mode === 'slow' ? impatient : {})
    sandbox.control({ upstream: 'tencent.identityCheck', mode })
    const error = await failureOf(identityCheck.check(person))
    expect(error).toMatchObject(expected)
    expect(calls).toHaveLength(times)
    expect(String(error) + JSON.stringify(error)).not.toMatch(/张三|4201/)
  })
})

describe('SMS', () => {
  test('arrives as the person would read it', async () => {
    expect((await givenClients().sms.send(sms)).serial).not.toBe('')
    expect(sandbox.state.sms).toEqual([{
      at: '2026-11-03T02:00:00.000Z', phone: sms.phone, templateId: '1001', params: ['204857', '5'],
      text: '【湖北卫生人才】验证码 204857，5 分钟内有效。',
    }])
  })

  test.each([
    ['a phone that is none', {}, { phone: '12900000001' }, 'InvalidParameterValue.IncorrectPhoneNumber'],
    ['an unknown template', {}, { templateId: '9' }, 'FailedOperation.TemplateIncorrectOrUnapproved'],
    ['a parameter too few', {}, { params: ['1'] }, 'FailedOperation.TemplateParamSetNotMatchApprovedTemplate'],
    ['a foreign signature', { signName: '别家' }, {}, 'FailedOperation.SignatureIncorrectOrUnapproved'],
    ['a foreign application', { sdkAppId: '1' }, {}, 'UnauthorizedOperation.SmsSdkAppIdVerifyFail'],
  ])('%s is refused', async (_, config, change, code) => {
    await expect(givenClients(config).sms.send({ ...sms, ...change })).rejects.toMatchObject({ kind: 'refused', code })
    expect(sandbox.state.sms).toEqual([])
  })

  test('a number over its limit is told apart', async () => {
    sandbox.control({ upstream: 'tencent.sms', mode: 'fail', code: 'LimitExceeded.PhoneNumberDailyLimit' })
    expect(isPhoneRefused(await failureOf(givenClients().sms.send(sms)))).toBe(true)
  })

  test.each([
    ['slow', { kind: 'timeout' }],
    ['fail', { kind: 'refused', code: 'InternalError' }],
    ['badlySigned', { kind: 'badAnswer', code: 'foreign phone number' }],
  ] as const)('%s: sent at most once', async (mode, expected) => {
    sandbox.control({ upstream: 'tencent.sms', mode, times: 1 })
    await expect(givenClients(mode === 'slow' ? impatient : {}).sms.send(sms)).rejects.toMatchObject(expected)
    expect(sandbox.state.sms).toHaveLength(mode === 'fail' ? 0 : 1)
  })
})
