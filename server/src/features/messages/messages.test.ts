import { listMessages, readAllMessages, readMessage } from '@talent/shared/contract/candidate'
import { createCaller } from '../../../test/caller'
import { givenWechatUser, type GivenWechatUser } from '../../../test/given'
import { startTestServer, type TestServer } from '../../../test/server'
import { inTransaction } from '../../db/transaction'
import type { NewsOf } from './events'
import { createMessagesService, type MessagesService } from './messages.service'

let server: TestServer
let messages: MessagesService
beforeAll(async () => {
  server = await startTestServer()
  messages = createMessagesService(server.platform, server.integrations)
})
afterAll(() => server.stop())
afterEach(() => server.sandbox.state.faults.clear())

let serial = 0
const decided = { examYear: 2026, examName: '医师资格考试', level: 'institution', decision: 'approve', remark: '', complete: false } as const
const tellTo = (user: GivenWechatUser, change: Partial<NewsOf<'review.decided'>> = {}) =>
  inTransaction(server.platform.database.knex, (tx) =>
    messages.tell(tx, { event: 'review.decided', wechatUserId: user.id, key: ++serial, linkId: 7, params: decided, ...change }),
  )
const received = (user: GivenWechatUser) => server.sandbox.state.messages.filter((m) => m.openid === user.openid)

test('the inbox has it, newest first and unread, until it is read', async () => {
  const user = await givenWechatUser(server)
  await tellTo(user)
  await tellTo(user, { params: { ...decided, level: 'county', remark: '请补交证书' } })
  const inbox = await user.caller.call(listMessages, {})
  expect(inbox).toMatchObject({ total: 2, unread: 2, items: [
    { kind: 'review', title: '考点（县级）审核：审核通过', readAt: null, body: expect.stringContaining('审核意见：请补交证书。') },
    { title: '单位审核：审核通过', body: '您 2026 年度医师资格考试的申报，单位审核结果为“审核通过”。申报已转到上一级审核。', link: { kind: 'application', id: 7 } },
  ] })
  const messageId = inbox.items[0]?.id ?? 0
  expect(await user.caller.call(readMessage, { messageId })).toEqual({ unread: 1 })
  expect(await user.caller.call(readMessage, { messageId })).toEqual({ unread: 1 })
  expect((await user.caller.call(listMessages, { page: 2, pageSize: 1 })).items).toHaveLength(1)
})

test("another one's message is as if it were not there", async () => {
  const user = await givenWechatUser(server)
  await tellTo(user)
  const messageId = (await user.caller.call(listMessages, {})).items[0]?.id ?? 0
  const other = await givenWechatUser(server)
  await expect(other.caller.call(readMessage, { messageId })).toBeProblem(404, 'NOT_FOUND')
  expect(await other.caller.call(listMessages, {})).toMatchObject({ items: [], unread: 0 })
  expect((await user.caller.call(listMessages, {})).unread).toBe(1)
})

test('an event told twice is one message and one subscription message', async () => {
  const user = await givenWechatUser(server)
  await tellTo(user, { key: 'same' })
  await tellTo(user, { key: 'same' })
  await server.app.jobs.drain()
  expect((await user.caller.call(listMessages, {})).total).toBe(1)
  expect(received(user)).toEqual([expect.objectContaining({ templateId: 'review', page: 'pages/messages/index', fields: { thing1: '单位审核：审核通过', phrase2: '审核通过', time3: '2026-03-10 09:00', thing4: expect.any(String) } })])
})

test('one event told to two people is a message to each', async () => {
  const [one, other] = [await givenWechatUser(server), await givenWechatUser(server)]
  await tellTo(one, { key: 'both' })
  await tellTo(other, { key: 'both' })
  for (const { caller } of [one, other]) expect((await caller.call(listMessages, {})).total).toBe(1)
})

test('what is rolled back was never told', async () => {
  const user = await givenWechatUser(server)
  await inTransaction(server.platform.database.knex, async (tx) => {
    await messages.tell(tx, { event: 'review.decided', wechatUserId: user.id, key: ++serial, params: decided })
    throw new Error('undone')
  }).catch(() => undefined)
  await server.app.jobs.drain()
  expect((await user.caller.call(listMessages, {})).total).toBe(0)
  expect(received(user)).toEqual([])
})

test('the body is sealed and the job holds no personal data', async () => {
  const user = await givenWechatUser(server)
  await tellTo(user, { params: { ...decided, remark: '张三的身份证照片不清楚' } })
  const { knex } = server.platform.database
  expect(JSON.stringify([await knex('messages').select(), await knex('jobs').select()])).not.toContain('张三')
})

test('all are marked as read at once, and only those of this user', async () => {
  const user = await givenWechatUser(server)
  const other = await givenWechatUser(server)
  for (const one of [user, user, other]) await tellTo(one)
  expect(await user.caller.call(readAllMessages, {})).toEqual({ unread: 0 })
  const inbox = await user.caller.call(listMessages, {})
  expect(inbox).toMatchObject({ total: 2, unread: 0 })
  expect(inbox.items.map((message) => message.readAt)).not.toContain(null)
  expect((await other.caller.call(listMessages, {})).unread).toBe(1)
  await expect(createCaller(server).call(readAllMessages, {})).toBeProblem(401, 'NOT_SIGNED_IN')
})
