import { bindWechatPhone, getHome, signInWithWechat } from '@talent/shared/contract/wechat-session'
import { createCaller } from '../../../test/caller'
import { givenWechatUser } from '../../../test/given'
import { givenWechatSignIn, nextIdentityNumber, nextLoginCode, nextPhone } from '../../../test/given-candidate-sign-in'
import { startTestServer, type TestServer } from '../../../test/server'
import { createMeService, type Todo } from './me.service'

let server: TestServer
beforeAll(async () => void (server = await startTestServer()))
afterAll(() => server.stop())

test('before the consent nothing else waits', async () => {
  const { token } = await createCaller(server).call(signInWithWechat, { code: nextLoginCode() })
  const { todos } = await createCaller(server, { bearer: token }).call(getHome, {})
  expect(todos.map((t) => t.kind)).toEqual(['consent'])
})

test('then the identity, then the phone, each with what to do and why', async () => {
  const { caller } = await givenWechatSignIn(server)
  const { todos } = await caller.call(getHome, {})
  expect(todos.map((t) => [t.kind, t.title])).toEqual([['verify', '完成实名认证'], ['bindPhone', '绑定手机号']])
  for (const todo of todos) expect(todo.detail.length).toBeGreaterThan(10)
  const bound = await caller.call(bindWechatPhone, { code: `phone:${nextPhone()}` })
  const after = await createCaller(server, { bearer: bound.token }).call(getHome, {})
  expect(after.todos.map((t) => t.kind)).toEqual(['verify'])
})

test('what other features have waiting is asked of a verified user only, most urgent first', async () => {
  const asked: number[] = []
  const waiting = (kind: Todo['kind']): Todo => ({ kind, title: kind, detail: '', params: {} })
  const me = createMeService(server.platform, {
    identity: async () => ({ state: 'verified', method: 'automatic', name: '张三', identityType: 'residentCard', identityNumber: '4201****00', submittedAt: null, opinion: null }),
    unit: async () => null,
    managerBindings: async () => [],
    unreadMessages: async () => 0,
    home: [
      async ({ wechatUserId }) => {
        asked.push(wechatUserId)
        return [waiting('applicationProgress'), waiting('audit')]
      },
      async () => [waiting('correct'), waiting('confirm')],
    ],
  })
  const { id } = await givenWechatUser(server, { phone: nextPhone(), identity: { name: '张三', identityNumber: nextIdentityNumber() } })
  const { todos } = await me.getHome({ wechatUserId: id, identityLookup: 'lookup' })
  expect(todos.map((t) => t.kind)).toEqual(['correct', 'confirm', 'audit', 'applicationProgress'])
  await me.getHome({ wechatUserId: id, identityLookup: null })
  expect(asked).toEqual([id])
})
