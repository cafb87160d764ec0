import { listMessages, readAllMessages, readMessage } from '@talent/shared/contract/candidate'
import type { Output } from '@talent/shared/contract/endpoint'
import { getHome, getMe } from '@talent/shared/contract/wechat-session'
import { getClientSettings } from '@talent/shared/contract/system'
import { problem } from '@talent/shared/errors'
import { type AppUnderTest, launchApp } from './harness/app-under-test'
import { FakeServer } from './harness/fake-server'
import { meOf, signedIn } from './harness/fixtures'
import { weappDist } from './harness/fresh-build'

type Inbox = Output<typeof listMessages>
type Message = Inbox['items'][number]

const messageOf = (id: number, title: string, more: Partial<Message> = {}): Message => ({
  id, kind: 'review', title, body: `${title}的说明`, createdAt: '2026-11-20T06:05:00Z', readAt: null, link: null, ...more,
})
const inboxOf = (items: Message[], more: Partial<Inbox> = {}): Inbox => ({ items, total: items.length, page: 1, pageSize: 20, unread: items.filter((item) => item.readAt === null).length, ...more })

let app: AppUnderTest
let server: FakeServer
const open = async () => {
  app = await launchApp({ dist: weappDist, server, storage: signedIn() })
  await app.goTo('/pages/messages/index')
}
beforeEach(() => {
  server = new FakeServer().on(getHome, { todos: [] }).on(getMe, meOf({ unreadMessages: 2 })).on(readMessage, { unread: 1 })
})
afterEach(() => {
  expect(app.errors).toEqual([])
  expect(app.warnings).toEqual([])
  expect(server.unanswered).toEqual([])
  app.stop()
})

test('a message without a page is marked read where it stands, once, and the tab counts down', async () => {
  server.on(listMessages, inboxOf([messageOf(1, '单位绑定成功'), messageOf(2, '旧消息', { readAt: '2026-11-20T07:00:00Z' })]))
  await open()
  expect(app.page.text).toContain('2026-11-20 14:05')
  expect(app.page.find('未读，单位绑定成功')).toHaveLength(1)
  await app.tap('未读，单位绑定成功')
  expect(app.page.route).toBe('pages/messages/index')
  expect(app.page.find('未读，单位绑定成功')).toEqual([])
  await app.tap('旧消息')
  expect(server.sentTo(readMessage).map(({ params }) => params['messageId'])).toEqual(['1'])
  expect(app.callsOf('setTabBarBadge').at(-1)).toMatchObject({ index: 1, text: '1' })
})

test('the last one read takes the badge away', async () => {
  server.on(listMessages, inboxOf([messageOf(1, '单位绑定成功')])).on(readMessage, { unread: 0 })
  await open()
  await app.tap('未读，单位绑定成功')
  expect(app.callsOf('removeTabBarBadge')).not.toEqual([])
})

test('opens the linked page, though the mark gets lost', async () => {
  server.on(listMessages, inboxOf([messageOf(1, '业务授权已解除', { link: { kind: 'manager', id: 4 } })])).on(readMessage, problem('INTERNAL'))
  await open()
  await app.tap('未读，业务授权已解除')
  expect(app.page.route).toBe('pages/manage/index')
})

test('all are marked as read at once, and the badge goes', async () => {
  let read = false
  server
    .on(listMessages, () => inboxOf([messageOf(1, '甲', read ? { readAt: '2026-11-20T07:00:00Z' } : {}), messageOf(2, '乙', read ? { readAt: '2026-11-20T07:00:00Z' } : {})]))
    .on(readAllMessages, () => {
      read = true
      return { unread: 0 }
    })
  await open()
  expect(app.page.text).toContain('2 条未读')
  await app.tapTwice('全部标为已读')
  expect(server.sentTo(readAllMessages)).toHaveLength(1)
  expect(app.page.find('未读，甲')).toEqual([])
  expect(app.page.text).not.toContain('全部标为已读')
  expect(app.callsOf('removeTabBarBadge')).not.toEqual([])
})

test('marking all without a network says so and keeps them unread', async () => {
  server.on(listMessages, inboxOf([messageOf(1, '甲')])).on(readAllMessages, 'offline')
  await open()
  await app.tap('全部标为已读')
  expect(app.callsOf('showToast').at(-1)?.['title']).toContain('连接不上服务器')
  expect(app.page.find('未读，甲')).toHaveLength(1)
})

describe('WeChat reminds', () => {
  const withTemplates = () => server.on(getClientSettings, { subscriptionTemplates: { review: 'r', verification: 'v', payment: 'p', binding: 'b' } }).on(listMessages, inboxOf([]))

  test('whoever wishes it, of three kinds at most', async () => {
    withTemplates()
    await open()
    app.does('requestSubscribeMessage', () => ({ r: 'accept', p: 'reject', v: 'accept' }))
    await app.tap('微信提醒我')
    expect(app.callsOf('requestSubscribeMessage').map((one) => one['tmplIds'])).toEqual([['r', 'p', 'v']])
    expect(app.storage.get('subscription-refusals')).toEqual(['p'])
  })

  test('nobody where no template is set up', async () => {
    server.on(listMessages, inboxOf([]))
    await open()
    expect(app.page.text).not.toContain('微信提醒我')
  })
})

test('an empty inbox says what will come', async () => {
  server.on(listMessages, inboxOf([]))
  await open()
  expect(app.page.text).toContain('还没有消息')
})

test('grows to its end', async () => {
  const all = Array.from({ length: 25 }, (_, at) => messageOf(at + 1, `消息 ${at + 1}`, { readAt: '2026-11-20T07:00:00Z' }))
  server.on(listMessages, ({ query }) => inboxOf(query['page'] === '2' ? all.slice(20) : all.slice(0, 20), { total: 25 }))
  await open()
  expect(app.page.text).not.toContain('消息 25')
  await app.reachBottom()
  expect(app.page.text).toContain('消息 25')
  expect(app.page.text).toContain('共 25 条')
})

test('asks again only when something new has come', async () => {
  server.on(listMessages, inboxOf([messageOf(1, '甲'), messageOf(2, '乙')]))
  await open()
  await app.goTo('/pages/manage/index')
  await app.goTo('/pages/messages/index')
  expect(server.sentTo(listMessages)).toHaveLength(1)
  server.on(getMe, meOf({ unreadMessages: 3 })).on(listMessages, inboxOf([messageOf(3, '丙'), messageOf(1, '甲'), messageOf(2, '乙')]))
  await app.goTo('/pages/manage/index')
  await app.goTo('/pages/messages/index')
  expect(app.page.text).toContain('丙')
  expect(server.sentTo(listMessages)).toHaveLength(2)
})

test('one that comes after another was read is there as well', async () => {
  server.on(listMessages, inboxOf([messageOf(1, '甲'), messageOf(2, '乙')]))
  await open()
  await app.tap('未读，甲')
  // As many unread as before.
  server.on(getMe, meOf({ unreadMessages: 2 })).on(listMessages, inboxOf([messageOf(3, '丙'), messageOf(1, '甲', { readAt: '2026-11-20T07:00:00Z' }), messageOf(2, '乙')]))
  await app.goTo('/pages/manage/index')
  await app.goTo('/pages/messages/index')
  expect(app.page.text).toContain('丙')
})

test('a failure is said, and tried again', async () => {
  server.on(listMessages, problem('INTERNAL'))
  await open()
  expect(app.page.text).toContain('服务器出了问题')
  server.on(listMessages, inboxOf([messageOf(1, '甲')]))
  await app.tap('重试')
  expect(app.page.text).toContain('甲')
})

test('before the privacy consent nothing is asked of the inbox', async () => {
  server.on(getMe, meOf({ consents: [] }))
  await open()
  expect(app.page.text).toContain('请先同意隐私说明')
  expect(server.sentTo(listMessages)).toEqual([])
})
