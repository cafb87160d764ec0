import { bindUnit, getFilings, getUnit, lookUpUnit, unbindUnit } from '@talent/shared/contract/candidate'
import { getMe } from '@talent/shared/contract/wechat-session'
import { problem } from '@talent/shared/errors'
import { type AppUnderTest, launchApp } from '../harness/app-under-test'
import { FakeServer } from '../harness/fake-server'
import { signedIn } from '../harness/fixtures'
import { weappDist } from '../harness/fresh-build'
import { verifiedMe } from './given-candidate'

const name = '武汉市江岸区某社区卫生服务中心'
const bound = { organizationId: 1, name, method: 'code' as const, boundAt: '2026-11-20T02:00:00Z' }
const none = { unit: null, match: null, hint: { reason: 'noRecord' as const, unitName: null, contact: null }, mayUnbind: false }

let app: AppUnderTest
let server: FakeServer
const open = async () => {
  app = await launchApp({ dist: weappDist, server, storage: signedIn(), path: 'packages/candidate/unit/index' })
}
beforeEach(() => {
  server = new FakeServer().on(getMe, verifiedMe({ unit: null }))
})
afterEach(() => {
  expect(app.errors).toEqual([])
  expect(app.warnings).toEqual([])
  expect(server.unanswered).toEqual([])
  app.stop()
})

test('a match is shown and bound', async () => {
  let answer: object = { ...none, match: { organizationId: 1, name }, hint: null }
  server.on(getUnit, () => answer as typeof none).on(bindUnit, () => {
    answer = { unit: bound, match: null, hint: null, mayUnbind: true }
    return bound
  })
  await open()
  expect(app.page.text).toContain(name)
  await app.tapTwice('绑定这个单位')
  expect(server.sentTo(bindUnit).map(({ input }) => input)).toEqual([{ code: null }])
  expect(app.page.text).toContain('已绑定的单位')
})

test('one whose match is wrong enters a code', async () => {
  server.on(getUnit, { ...none, match: { organizationId: 1, name }, hint: null })
  await open()
  await app.tap('不是我的单位，输入确认码')
  expect(app.page.text).toContain('单位确认码')
})

test('a code is looked up first, then bound', async () => {
  server.on(getUnit, none).on(lookUpUnit, { organizationId: 1, name, hint: null }).on(bindUnit, bound)
  await open()
  await app.input('单位确认码', 'acde 3467')
  await app.tap('查询单位')
  expect(server.sentTo(lookUpUnit).map(({ input }) => input)).toEqual([{ code: 'ACDE3467' }])
  expect(app.page.text).toContain(name)
  expect(server.sentTo(bindUnit)).toEqual([])
  await app.tap('绑定这个单位')
  expect(server.sentTo(bindUnit).map(({ input }) => input)).toEqual([{ code: 'ACDE3467' }])
})

test('a scanned code is taken over', async () => {
  server.on(getUnit, none).on(lookUpUnit, { organizationId: 1, name, hint: null })
  await open()
  app.does('scanCode', () => ({ result: 'ACDE3467' }))
  await app.tap('扫一扫')
  await app.tap('查询单位')
  expect(server.sentTo(lookUpUnit).map(({ input }) => input)).toEqual([{ code: 'ACDE3467' }])
})

test('a unit that has no such person is not bound, and says whom to ask', async () => {
  server.on(getUnit, none).on(lookUpUnit, { organizationId: 1, name, hint: { reason: 'noRecord', unitName: name, contact: { name: '人事科', phone: '027-80000000' } } })
  await open()
  await app.input('单位确认码', 'ACDE3467')
  await app.tap('查询单位')
  expect(app.page.text).toContain('档案里没有您的证件号')
  expect(app.page.text).toContain('027-80000000')
  expect(app.page.text).not.toContain('绑定这个单位')
  await app.tap('换一个确认码')
  expect(app.page.text).toContain('查询单位')
})

test.each([
  ['otherName', '姓名与您的实名不一致'],
  ['notInService', '不是在岗状态'],
  ['noRecord', '没有自动找到您的单位'],
] as const)('without a match (%s) it says why, and the code is still the way', async (reason, sentence) => {
  server.on(getUnit, { ...none, hint: { reason, unitName: reason === 'noRecord' ? null : name, contact: null } })
  await open()
  expect(app.page.text).toContain(sentence)
  expect(app.page.text).toContain('查询单位')
})

test.each([
  ['ACDE346', '单位确认码是 8 位字母和数字，现为 7 位', 0],
  ['', '请填写单位确认码', 0],
])('the code %j is refused before it is sent', async (code, sentence) => {
  server.on(getUnit, none)
  await open()
  await app.input('单位确认码', code)
  await app.tap('查询单位')
  expect(app.page.text).toContain(sentence)
  expect(server.sentTo(lookUpUnit)).toEqual([])
})

test.each([
  [problem('CONFIRMATION_CODE_WRONG'), '单位确认码不正确'],
  [problem('CONFIRMATION_CODE_ROTATED'), '单位确认码已更换'],
  [problem('CODE_LOCKED', { detail: '单位确认码连续输错 5 次，请 30 分钟后再试' }), '请 30 分钟后再试'],
])('%s is said at the field', async (refusal, sentence) => {
  server.on(getUnit, none).on(lookUpUnit, refusal)
  await open()
  await app.input('单位确认码', 'ACDE3467')
  await app.tap('查询单位')
  expect(app.page.text).toContain(sentence)
})

test('a unit is unbound after being asked', async () => {
  let answer: object = { unit: bound, match: null, hint: null, mayUnbind: true }
  server.on(getUnit, () => answer as typeof none).on(unbindUnit, () => {
    answer = none
    return { ok: true as const }
  })
  await open()
  await app.tap('不是我的单位，解除绑定')
  expect(server.sentTo(unbindUnit)).toHaveLength(1)
  expect(app.page.text).toContain('没有自动找到您的单位')
})

test('while an application is under way there is nothing to unbind', async () => {
  server.on(getUnit, { unit: bound, match: null, hint: null, mayUnbind: false }).on(getFilings, { filings: [], missing: { reason: 'noFiling', text: '单位还没有为您填报本年度考试信息', lacks: [], unitName: name, contact: { name: '人事科', phone: '027-80000000' } } })
  await open()
  expect(app.page.text).not.toContain('不是我的单位')
  expect(app.page.text).toContain('办理期间不能解除绑定')
  await app.tap('核对单位填报的信息')
  expect(app.page.text).toContain('单位还没有填报')
  expect(app.page.text).toContain('027-80000000')
  await app.tap('拨打人事科电话')
  expect(app.callsOf('makePhoneCall').map((call) => call['phoneNumber'])).toEqual(['02780000000'])
})
