import { bindWechatPhone, getMe, giveConsent, sendSmsCode, signInWithPhone, signInWithWechat, signOutWechat } from '@talent/shared/contract/wechat-session'
import { listMessages } from '@talent/shared/contract/candidate'
import { createCaller } from '../../../test/caller'
import { givenInstitution, givenWechatUser } from '../../../test/given'
import { consentTo, givenPhoneSignIn, givenWechatSignIn, nextIdentityNumber, nextLoginCode, nextPhone, receivedCode } from '../../../test/given-candidate-sign-in'
import { startTestServer, type TestServer } from '../../../test/server'
import { dialectOf } from '../../db/database'
import { userColumns } from './wechat-user.repository'

let server: TestServer
beforeAll(async () => void (server = await startTestServer()))
afterAll(() => server.stop())
afterEach(() => server.sandbox.state.faults.clear())

const phoneCode = (phone: string) => ({ code: `phone:${phone}` })

describe('by WeChat', () => {
  test('a new openid is a user without a phone, and stays the same user', async () => {
    const code = nextLoginCode()
    const first = await createCaller(server).call(signInWithWechat, { code })
    expect(first.me).toMatchObject({ phone: null, wechatLinked: true, identity: { state: 'none' }, unit: null, managerBindings: [], unreadMessages: 0 })
    const again = await createCaller(server).call(signInWithWechat, { code })
    expect(again.me.id).toBe(first.me.id)
    expect(again.token).not.toBe(first.token)
  })

  test('two sign-ins at the same instant make one user', async () => {
    const code = nextLoginCode()
    const answers = await Promise.all([1, 2, 3, 4].map(() => createCaller(server).call(signInWithWechat, { code })))
    expect(new Set(answers.map((a) => a.me.id)).size).toBe(1)
  })

  test('a used login code asks to try again; a silent WeChat names the other way', async () => {
    const code = `${nextLoginCode()}:once`
    await createCaller(server).call(signInWithWechat, { code })
    await expect(createCaller(server).call(signInWithWechat, { code })).toBeProblem(422, 'WECHAT_CODE_INVALID')
    server.sandbox.control({ upstream: 'wechat.code2session', mode: 'malformed', times: 1 })
    const failure = await createCaller(server).call(signInWithWechat, { code: nextLoginCode() }).catch((e: unknown) => e)
    expect(failure).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE', extra: { detail: expect.stringContaining('短信验证码') } })
  })
})

describe('one phone, one user', () => {
  test('the phone button and the SMS lead to the same user', async () => {
    const wechat = await givenWechatSignIn(server)
    const phone = nextPhone()
    const bound = await wechat.caller.call(bindWechatPhone, phoneCode(phone))
    expect(bound.me).toMatchObject({ id: wechat.id, phone: `${phone.slice(0, 3)}****${phone.slice(-4)}` })
    expect((await givenPhoneSignIn(server, phone)).id).toBe(wechat.id)
  })

  test('a WeChat user who proves the phone of another user becomes that user', async () => {
    const byPhone = await givenPhoneSignIn(server)
    const code = nextLoginCode()
    const wechat = await givenWechatSignIn(server, code)
    await consentTo(wechat.caller, 'face')
    const merged = await wechat.caller.call(bindWechatPhone, phoneCode(byPhone.phone))
    expect(merged.me).toMatchObject({ id: byPhone.id, wechatLinked: true })
    expect(merged.me.consents.map((c) => c.kind).sort()).toEqual(['face', 'privacy'])
    await expect(wechat.caller.call(getMe, {})).toBeProblem(401, 'SESSION_EXPIRED')
    expect((await byPhone.caller.call(getMe, {})).id).toBe(byPhone.id)
    expect((await createCaller(server).call(signInWithWechat, { code })).me.id).toBe(byPhone.id)
  })

  test('an SMS code with the bearer of a WeChat session binds the phone to it', async () => {
    const wechat = await givenWechatSignIn(server)
    const bound = await givenPhoneSignIn(server, nextPhone(), wechat.token)
    expect(bound.id).toBe(wechat.id)
  })

  test('the one with the verified identity stays, with the messages of both', async () => {
    const byPhone = await givenPhoneSignIn(server)
    const verified = await givenWechatUser(server, { identity: { name: '张三', identityNumber: nextIdentityNumber() } })
    await server.platform.database.knex('messages').insert({
      wechat_user_id: byPhone.id, kind: 'identity', title: '通知', body: server.platform.cipher.seal('messages.body', '内容'), event_key: `merge${byPhone.id}`, created_at: server.platform.now().toISOString(),
    })
    const merged = await verified.caller.call(bindWechatPhone, phoneCode(byPhone.phone))
    expect(merged.me).toMatchObject({ id: verified.id, identity: { state: 'verified', name: '张三' }, unreadMessages: 1 })
    expect((await createCaller(server, { bearer: merged.token }).call(listMessages, {})).items).toHaveLength(1)
    await expect(byPhone.caller.call(getMe, {})).toBeProblem(401, 'SESSION_EXPIRED')
    expect((await givenPhoneSignInAgain(byPhone.phone)).id).toBe(verified.id)
  })

  test('two identities do not become one', async () => {
    const phone = nextPhone()
    const one = await givenWechatUser(server, { phone, identity: { name: '张三', identityNumber: nextIdentityNumber() } })
    await server.platform.database.knex('wechat_users').where('id', one.id).update({ openid: null })
    const other = await givenWechatUser(server, { identity: { name: '李四', identityNumber: nextIdentityNumber() } })
    await expect(other.caller.call(bindWechatPhone, phoneCode(phone))).toBeProblem(409, 'PHONE_TAKEN')
    expect((await one.caller.call(getMe, {})).identity.name).toBe('张三')
  })

  test('two WeChat users do not share a phone', async () => {
    const phone = nextPhone()
    await (await givenWechatSignIn(server)).caller.call(bindWechatPhone, phoneCode(phone))
    const second = await givenWechatSignIn(server)
    await expect(second.caller.call(bindWechatPhone, phoneCode(phone))).toBeProblem(409, 'PHONE_TAKEN')
    expect((await second.caller.call(getMe, {})).phone).toBeNull()
  })

  test('a code that was right is still good when the phone turns out to be taken', async () => {
    const phone = nextPhone()
    const first = await givenWechatSignIn(server)
    await first.caller.call(bindWechatPhone, phoneCode(phone))
    const second = await givenWechatSignIn(server)
    await expect(givenPhoneSignIn(server, phone, second.token)).rejects.toMatchObject({ code: 'PHONE_TAKEN' })
    const answer = await createCaller(server).call(signInWithPhone, { phone, smsCode: receivedCode(server, phone) })
    expect(answer.me.id).toBe(first.id)
  })

  test('the phone button and an SMS sign-in at the same instant make one user', async () => {
    for (let round = 0; round < 3; round++) {
      const phone = nextPhone()
      const wechat = await givenWechatSignIn(server)
      await createCaller(server).call(sendSmsCode, { phone })
      const smsCode = receivedCode(server, phone)
      const [bound, bySms, replay] = await Promise.allSettled([
        wechat.caller.call(bindWechatPhone, phoneCode(phone)),
        createCaller(server).call(signInWithPhone, { phone, smsCode }),
        createCaller(server).call(signInWithPhone, { phone, smsCode }),
      ])
      expect(bound.status).toBe('fulfilled')
      expect([bySms.status, replay.status].sort()).toEqual(['fulfilled', 'rejected'])
      const users = await server.platform.database.knex('wechat_users').where('phone_lookup', server.platform.cipher.lookup('phone', phone)).select('id', 'openid')
      expect(users).toHaveLength(1)
      expect(users[0].openid).not.toBeNull()
    }
  })

  test('every table that names a user is known to the merge', async () => {
    const { knex } = server.platform.database
    const tables: { name: string }[] =
      dialectOf(knex) === 'sqlite'
        ? await knex('sqlite_master').where('type', 'table').select('name')
        : await knex('information_schema.tables').whereRaw('table_schema = database()').select({ name: 'table_name' })
    const naming: string[] = []
    for (const { name } of tables) {
      for (const column of Object.keys(await knex(name).columnInfo())) {
        if (/(^|_)wechat_user_id$|^active_user_id$/.test(column) && name !== 'consents' && name !== 'sessions') naming.push(`${name}.${column}`)
      }
    }
    expect(naming.length).toBeGreaterThan(8)
    expect(naming.filter((n) => !userColumns.some(([table, column]) => n === `${table}.${column}`))).toEqual([])
  })

  const givenPhoneSignInAgain = async (phone: string) => {
    server.setNow(server.platform.now().getTime() + 61_000)
    const { knex } = server.platform.database
    await knex('sms_codes').delete()
    return givenPhoneSignIn(server, phone)
  }
})

describe('sessions', () => {
  test('signing out ends this one, or all', async () => {
    const code = nextLoginCode()
    const here = await givenWechatSignIn(server, code)
    const there = await givenWechatSignIn(server, code)
    await here.caller.call(signOutWechat, {})
    await expect(here.caller.call(getMe, {})).toBeProblem(401, 'SESSION_EXPIRED')
    const third = await givenWechatSignIn(server, code)
    await there.caller.call(signOutWechat, { everywhere: 'true' })
    await expect(there.caller.call(getMe, {})).toBeProblem(401, 'SESSION_EXPIRED')
    await expect(third.caller.call(getMe, {})).toBeProblem(401, 'SESSION_EXPIRED')
  })

  test('a web account is no mini-program user', async () => {
    const { admin } = await givenInstitution(server)
    await expect(admin.call(getMe, {})).toBeProblem(403, 'FORBIDDEN')
  })
})

describe('consent', () => {
  test('nothing personal before the privacy consent; an old text is refused; once is enough', async () => {
    const { token } = await createCaller(server).call(signInWithWechat, { code: nextLoginCode() })
    const caller = createCaller(server, { bearer: token })
    await expect(caller.call(bindWechatPhone, phoneCode(nextPhone()))).toBeProblem(403, 'CONSENT_REQUIRED')
    await expect(caller.call(giveConsent, { kind: 'privacy', version: '2020-01' })).rejects.toMatchObject({ code: 'BAD_INPUT', issues: [{ path: ['version'] }] })
    const me = await consentTo(caller, 'privacy')
    expect(await consentTo(caller, 'privacy')).toEqual(me)
    expect(me.consents).toMatchObject([{ kind: 'privacy' }])
  })
})
