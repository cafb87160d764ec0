import { listMessages } from '@talent/shared/contract/candidate'
import { getClientSettings } from '@talent/shared/contract/system'
import { createCaller } from '../../../test/caller'
import { givenWechatUser, type GivenWechatUser } from '../../../test/given'
import { startTestServer, type TestServer } from '../../../test/server'
import { inTransaction } from '../../db/transaction'
import { deliveriesReport } from './deliveries-report'
import type { News, NewsOf } from './events'
import { createMessagesService, type MessagesService } from './messages.service'

let server: TestServer
let messages: MessagesService
const start = Date.parse('2026-03-10T01:00:00.000Z')
beforeAll(async () => {
  server = await startTestServer()
  messages = createMessagesService(server.platform, server.integrations)
})
afterAll(() => server.stop())
beforeEach(async () => {
  server.setNow(start)
  await server.platform.database.knex('jobs').where('kind', 'message.deliver').delete()
})
afterEach(() => server.sandbox.state.faults.clear())

let serial = 0
const tell = (news: News) => inTransaction(server.platform.database.knex, (tx) => messages.tell(tx, news))
const rejection = (user: GivenWechatUser): NewsOf<'review.decided'> => ({
  event: 'review.decided', wechatUserId: user.id, key: ++serial, linkId: 7,
  params: { examYear: 2026, examName: '医师资格考试', level: 'institution', decision: 'reject', remark: '与档案不符', complete: false },
})
const approval = (user: GivenWechatUser): News => {
  const news = rejection(user)
  return { ...news, params: { ...news.params, decision: 'approve', remark: '' } }
}
const phoneOf = (user: GivenWechatUser) => `139${String(user.id).padStart(8, '0')}`
async function givenUser(has: { wechat?: boolean; subscribed?: boolean; phone?: boolean } = {}): Promise<GivenWechatUser> {
  const user = await givenWechatUser(server)
  const { cipher, database } = server.platform
  if (has.subscribed === false) server.sandbox.control({ notSubscribed: user.openid })
  await database.knex('wechat_users').where('id', user.id).update({
    ...(has.wechat === false ? { openid: null } : {}),
    phone: has.phone === false ? null : cipher.seal('wechat_users.phone', phoneOf(user)),
    phone_lookup: has.phone === false ? null : cipher.lookup('phone', phoneOf(user)),
  })
  return user
}
const byWechat = (user: GivenWechatUser) => server.sandbox.state.messages.filter((m) => m.openid === user.openid)
const bySms = (user: GivenWechatUser) => server.sandbox.state.sms.filter((m) => m.phone === phoneOf(user))
const deliveries = async (user: GivenWechatUser): Promise<{ channel: string; state: string; reason: string | null; attempts: number }[]> =>
  server.platform.database.knex('message_deliveries').join('messages', 'messages.id', 'message_deliveries.message_id').where('wechat_user_id', user.id)
    .orderBy('message_deliveries.id').select('channel', 'state', 'reason', 'attempts')
const drain = () => server.app.jobs.drain()
/** Lets every retry come up, to the last. */
async function drainToTheEnd(): Promise<void> {
  for (let n = 0; n < 14; n++) {
    await drain()
    server.setNow(server.platform.now().getTime() + 3_601_000)
  }
}

test('one who allowed it is told by WeChat, and not by SMS', async () => {
  const user = await givenUser()
  await tell(rejection(user))
  await drain()
  expect(byWechat(user)).toMatchObject([{ templateId: 'review', fields: { phrase2: '审核不通过' } }])
  expect(bySms(user)).toEqual([])
  expect(await deliveries(user)).toEqual([{ channel: 'subscription', state: 'sent', reason: null, attempts: 1 }])
})

test.each([
  ['has no WeChat', { wechat: false }, 'no WeChat'],
  ['did not subscribe', { subscribed: false }, 'not subscribed'],
])('one who %s hears by SMS of what needs a deed, and finds the rest in the inbox', async (_, has, reason) => {
  const user = await givenUser(has)
  await tell(rejection(user))
  await tell(approval(user))
  await drain()
  expect(bySms(user)).toMatchObject([{ templateId: 'sms-review', params: ['单位审核：审核不通过'] }])
  expect(await deliveries(user)).toEqual([
    { channel: 'subscription', state: 'skipped', reason, attempts: 1 },
    { channel: 'subscription', state: 'skipped', reason, attempts: 1 },
    { channel: 'sms', state: 'sent', reason: null, attempts: 1 },
  ])
  expect((await user.caller.call(listMessages, {})).unread).toBe(2)
})

test('one with neither has the inbox, and it is written down why', async () => {
  const user = await givenUser({ wechat: false, phone: false })
  await tell(rejection(user))
  await drain()
  expect(await deliveries(user)).toMatchObject([{ channel: 'subscription', state: 'skipped' }, { channel: 'sms', state: 'skipped', reason: 'no phone' }])
})

test('nobody gets more than three SMS within a day', async () => {
  const user = await givenUser({ wechat: false })
  for (let n = 0; n < 5; n++) await tell(rejection(user))
  await drain()
  expect(bySms(user)).toHaveLength(3)
  expect((await deliveries(user)).filter((one) => one.reason === 'enough for a day')).toHaveLength(2)
  server.setNow(start + 25 * 3_600_000)
  await tell(rejection(user))
  await drain()
  expect(bySms(user)).toHaveLength(4)
})

test('a passing failure is tried again, after a longer pause each time', async () => {
  const user = await givenUser()
  server.sandbox.control({ upstream: 'wechat.subscribeMessage', mode: 'fail', code: '-1', times: 2 })
  await tell(rejection(user))
  const due = async () => Date.parse((await server.platform.database.knex('jobs').where({ kind: 'message.deliver', state: 'queued' }).first('run_at')).run_at) - server.platform.now().getTime()
  await drain()
  const first = await due()
  server.setNow(start + 60_000)
  await drain()
  expect(await due()).toBeGreaterThan(first)
  expect(await deliveries(user)).toEqual([{ channel: 'subscription', state: 'queued', reason: 'refused -1', attempts: 2 }])
  server.setNow(start + 120_000)
  await drain()
  expect(byWechat(user)).toHaveLength(1)
  expect(await deliveries(user)).toEqual([{ channel: 'subscription', state: 'sent', reason: null, attempts: 3 }])
})

test('what never passes is given up with a line in the log, and goes by SMS when it needs a deed', async () => {
  const user = await givenUser()
  server.sandbox.control({ upstream: 'wechat.subscribeMessage', mode: 'fail', code: '-1' })
  await tell(rejection(user))
  await drainToTheEnd()
  expect(await deliveries(user)).toEqual([
    { channel: 'subscription', state: 'failed', reason: 'refused -1', attempts: 12 },
    { channel: 'sms', state: 'sent', reason: null, attempts: 1 },
  ])
  expect(bySms(user)).toHaveLength(1)
  expect(server.logLines.some((line) => line.includes('message not delivered') && line.includes('refused -1'))).toBe(true)
})

test('a lasting refusal is given up at once', async () => {
  const user = await givenUser()
  server.sandbox.control({ upstream: 'wechat.subscribeMessage', mode: 'fail', code: '40037', times: 1 })
  await tell(approval(user))
  await drain()
  expect(await deliveries(user)).toEqual([{ channel: 'subscription', state: 'failed', reason: 'refused 40037', attempts: 1 }])
  expect(await server.platform.database.knex('jobs').where({ kind: 'message.deliver', state: 'queued' })).toEqual([])
  expect(server.logLines.some((line) => line.includes('message not delivered') && line.includes('40037'))).toBe(true)
})

test('a phone that can not be written to is given up; a busy system is not', async () => {
  const [blocked, busy] = [await givenUser({ wechat: false }), await givenUser({ wechat: false })]
  server.sandbox.control({ upstream: 'tencent.sms', mode: 'fail', code: 'InternalError.OtherError', times: 1 })
  await tell(rejection(busy))
  await drainToTheEnd()
  expect((await deliveries(busy))[1]).toMatchObject({ state: 'sent', attempts: 2 })
  await server.platform.database.knex('wechat_users').where('id', blocked.id).update({ phone: server.platform.cipher.seal('wechat_users.phone', '12300000000') })
  await tell(rejection(blocked))
  await drain()
  expect((await deliveries(blocked))[1]).toMatchObject({ state: 'failed', attempts: 1 })
})

test('an SMS without an answer is not sent again: it may have arrived', async () => {
  const user = await givenUser({ wechat: false })
  server.sandbox.control({ upstream: 'tencent.sms', mode: 'malformed', times: 1 })
  await tell(rejection(user))
  await drainToTheEnd()
  expect(bySms(user)).toHaveLength(1)
  expect((await deliveries(user))[1]).toMatchObject({ channel: 'sms', state: 'unsure', attempts: 1 })
})

test('after an unanswered try a used-up permission says that it arrived: no SMS on top', async () => {
  const user = await givenUser()
  server.sandbox.control({ upstream: 'wechat.subscribeMessage', mode: 'slow', delayMs: 0, times: 1 })
  await tell(rejection(user))
  // The worker was killed in the middle, and the permission was for one message.
  await drain()
  const { knex } = server.platform.database
  await knex('message_deliveries').whereIn('message_id', knex('messages').where('wechat_user_id', user.id).select('id')).update({ state: 'sending' })
  await knex('jobs').where('kind', 'message.deliver').update({ state: 'queued' })
  server.sandbox.control({ notSubscribed: user.openid })
  await drain()
  expect(byWechat(user)).toHaveLength(1)
  expect(await deliveries(user)).toMatchObject([{ channel: 'subscription', state: 'unsure' }])
  expect(bySms(user)).toEqual([])
})

test('a second job for the same delivery finds it done', async () => {
  const user = await givenUser({ wechat: false })
  await tell(rejection(user))
  const { knex } = server.platform.database
  await drain()
  await knex('jobs').where('kind', 'message.deliver').update({ state: 'queued', lease_owner: null, lease_expires_at: null })
  await drain()
  expect(bySms(user)).toHaveLength(1)
})

test('an SMS that was begun by a worker that died is not sent again', async () => {
  const user = await givenUser({ wechat: false })
  await tell(rejection(user))
  const { knex } = server.platform.database
  await drain()
  await knex('message_deliveries').whereIn('message_id', knex('messages').where('wechat_user_id', user.id).select('id')).where('channel', 'sms').update({ state: 'sending' })
  await knex('jobs').where('kind', 'message.deliver').update({ state: 'queued', lease_owner: null, lease_expires_at: null })
  await drain()
  expect(bySms(user)).toHaveLength(1)
  expect((await deliveries(user))[1]).toMatchObject({ state: 'unsure' })
})

test('what is kept of a delivery and of its jobs is nothing personal', async () => {
  const user = await givenUser({ wechat: false })
  await tell(rejection(user))
  await drain()
  const { knex } = server.platform.database
  const kept = JSON.stringify([await knex('message_deliveries').select(), await knex('jobs').select(), server.logLines.filter((line) => line.includes('deliver'))])
  for (const word of [phoneOf(user), '与档案不符', user.openid]) expect(kept).not.toContain(word)
})

test('templates that are not set up are neither sent nor offered', async () => {
  expect(await createCaller(server).call(getClientSettings, {})).toEqual({ subscriptionTemplates: { review: 'review', verification: 'verification', payment: 'payment', binding: 'binding' } })
  const { templates } = server.platform.config.wechat
  const { review } = templates
  templates.review = ''
  try {
    expect((await createCaller(server).call(getClientSettings, {})).subscriptionTemplates.review).toBeNull()
    const user = await givenUser()
    await tell(approval(user))
    await drain()
    expect(await deliveries(user)).toMatchObject([{ state: 'skipped', reason: 'template not set up' }])
  } finally {
    templates.review = review
  }
})

test('an operator sees what went out and what did not, and nothing personal', async () => {
  const { knex } = server.platform.database
  const user = await givenUser({ wechat: false })
  await knex('message_deliveries').delete()
  expect(await deliveriesReport(knex, server.platform.now(), 7)).toBe('近 7 天没有发送订阅消息和短信。')
  await tell(rejection(user))
  await drain()
  expect(await deliveriesReport(knex, server.platform.now(), 7)).toBe('近 7 天：\n  短信 已发送 1 条\n  订阅消息 不适用 1 条\n没有失败的发送。')
  server.sandbox.control({ upstream: 'wechat.subscribeMessage', mode: 'fail', code: '40037', times: 1 })
  await tell(approval(await givenUser()))
  await drain()
  const report = await deliveriesReport(knex, server.platform.now(), 7)
  expect(report).toContain('（review）订阅消息 失败，模板 review，试了 1 次，原因 refused 40037')
  expect(report).not.toContain(phoneOf(user))
  expect(await deliveriesReport(knex, new Date(start + 30 * 86_400_000), 7)).toContain('没有发送')
})
