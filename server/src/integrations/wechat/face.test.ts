import type { RunningSandbox } from '../../sandbox/sandbox-on-port'
import { startSandbox } from '../../sandbox/sandbox-on-port'
import { certHash } from './face'
import type { WechatClient } from './wechat.client'
import { createWechatClient } from './wechat.client'

const check = { openid: 'oAnna', serial: 'face-00001', name: '张三', number: '420102199404093424' }

let sandbox: RunningSandbox
let client: WechatClient
let time: number

beforeEach(async () => {
  time = Date.parse('2026-11-03T02:00:00Z')
  sandbox = await startSandbox({ now: () => time })
  const config = { ...sandbox.options.wechat, baseUrl: sandbox.baseUrls(sandbox.origin).wechat }
  client = createWechatClient(config, { now: () => time, sleep: async () => {} })
})
afterEach(() => sandbox.stop())

test('the digest is the one of the documentation', () => {
  expect(certHash({ name: '张三', number: '310101199801011234' })).toBe('3c241f7ff324977aeb91f173bb2a7b06569e6fd784d5573db34a636d8671108b')
})

test.each([
  ['passed', { passed: true, result: 10000 }],
  ['failed', { passed: false, result: 10004 }],
] as const)('a check that was %s', async (result, expected) => {
  const { verifyId, expiresInSeconds } = await client.openFaceCheck(check)
  expect(expiresInSeconds).toBe(3600)
  sandbox.control({ face: verifyId, result })
  expect(await client.queryFaceCheck({ ...check, verifyId })).toEqual(expected)
})

test('an unfinished check is refused', async () => {
  const { verifyId } = await client.openFaceCheck(check)
  await expect(client.queryFaceCheck({ ...check, verifyId })).rejects.toMatchObject({ kind: 'refused', retryable: false })
})

test.each([
  ['another person', { openid: 'oBei' }],
  ['another name', { name: '李四' }],
  ['another number', { number: '420102199404093440' }],
  ['another serial', { serial: 'face-00002' }],
  ['an unknown id', { verifyId: 'verify_unknown' }],
])('%s can not use a passed check', async (_, change) => {
  const { verifyId } = await client.openFaceCheck(check)
  sandbox.control({ face: verifyId, result: 'passed' })
  await expect(client.queryFaceCheck({ ...check, verifyId, ...change })).rejects.toMatchObject({ kind: 'refused' })
})

test.each([
  [3_599_999, true],
  [3_600_000, false],
])('%i ms after opening a passed check counts: %s', async (later, counts) => {
  const { verifyId } = await client.openFaceCheck(check)
  sandbox.control({ face: verifyId, result: 'passed' })
  time += later
  const passed = await client.queryFaceCheck({ ...check, verifyId }).then((answer) => answer.passed, () => false)
  expect(passed).toBe(counts)
})

test('a serial opens one check', async () => {
  await client.openFaceCheck(check)
  await expect(client.openFaceCheck(check)).rejects.toMatchObject({ kind: 'refused' })
})

test.each(['four', 'a'.repeat(33), '编号000001'])('serial %s never leaves the house', async (serial) => {
  await expect(client.openFaceCheck({ ...check, serial })).rejects.toThrow(RangeError)
})

test('the query is repeated once, the opening never', async () => {
  const { verifyId } = await client.openFaceCheck(check)
  sandbox.control({ face: verifyId, result: 'passed' })
  sandbox.control({ upstream: 'wechat.queryVerifyInfo', mode: 'fail', times: 1 })
  expect(await client.queryFaceCheck({ ...check, verifyId })).toMatchObject({ passed: true })
  sandbox.control({ upstream: 'wechat.getVerifyId', mode: 'fail', times: 1 })
  await expect(client.openFaceCheck({ ...check, serial: 'face-00003' })).rejects.toMatchObject({ code: '-1' })
})

test('an answer without a result is not a passed check', async () => {
  const { verifyId } = await client.openFaceCheck(check)
  sandbox.control({ face: verifyId, result: 'passed' })
  sandbox.control({ upstream: 'wechat.queryVerifyInfo', mode: 'badlySigned' })
  await expect(client.queryFaceCheck({ ...check, verifyId })).rejects.toMatchObject({ kind: 'badAnswer', code: 'bad verify_ret' })
})
