import { createHash, randomBytes } from 'node:crypto'
import type { Router } from '@koa/router'
import type { Context } from 'koa'
import { z } from '@talent/shared/zod'
import type { UpstreamName } from '../integrations/upstream'
import { fieldForms, fieldKind } from '../integrations/wechat/subscribe-message'
import type { Json } from './answer'
import { answerCall, parseObject, readBody, without } from './answer'
import { refusal, wechatError } from './wechat-error'
import { createFaceAnswers } from './wechat-face'
import type { SandboxOptions } from './sandbox'
import type { SandboxState } from './sandbox-state'
import { remember } from './sandbox-state'

const tokenSeconds = 7200
const renewBeforeMs = 5 * 60_000
const forcedIntervalMs = 30_000

/** `api.weixin.qq.com`, as far as the product uses it. */
export function mountWechat(router: Router, state: SandboxState, options: SandboxOptions, now: () => number): void {
  const answers = createAnswers(state, options, now)
  const faces = createFaceAnswers(state, now)

  router.get('/wechat/sns/jscode2session', (ctx) =>
    answerCall(ctx, state, 'wechat.code2session', {
      ok: () => answers.code2session(ctx.query),
      refusal,
      unbelievable: without('openid'),
    }))

  router.post('/wechat/cgi-bin/stable_token', async (ctx) => {
    const body = parseObject(await readBody(ctx))
    await answerCall(ctx, state, 'wechat.stableToken', {
      ok: () => answers.stableToken(body),
      refusal,
      unbelievable: without('access_token'),
    })
  })

  const withToken = (upstream: UpstreamName, path: string, ok: (body: unknown) => Json, unbelievable: (answer: Json) => Json) =>
    router.post(`/wechat${path}`, async (ctx: Context) => {
      const body = parseObject(await readBody(ctx))
      await answerCall(ctx, state, upstream, { ok: () => answers.tokenFault(ctx.query.access_token) ?? ok(body), refusal, unbelievable })
    })

  withToken('wechat.phoneNumber', '/wxa/business/getuserphonenumber', answers.phoneNumber, foreignWatermark)
  withToken('wechat.subscribeMessage', '/cgi-bin/message/subscribe/send', answers.subscribeMessage, () => ({ errmsg: 'ok' }))
  withToken('wechat.getVerifyId', '/cityservice/face/identify/getverifyid', faces.open, without('verify_id'))
  withToken('wechat.queryVerifyInfo', '/cityservice/face/identify/queryverifyinfo', faces.query, without('verify_ret'))
}

const foreignWatermark = (answer: Json): Json => ({
  ...answer,
  phone_info: { ...Object(answer.phone_info), watermark: { appid: 'wx0000000000000000', timestamp: 0 } },
})

const Session = z.object({ appid: z.string(), secret: z.string(), js_code: z.string(), grant_type: z.literal('authorization_code') })
const Token = z.object({ grant_type: z.literal('client_credential'), appid: z.string(), secret: z.string(), force_refresh: z.optional(z.boolean()) })
const Code = z.object({ code: z.string() })
const Message = z.object({
  touser: z.string().check(z.minLength(1)),
  template_id: z.string(),
  page: z.optional(z.string()),
  data: z.record(z.string(), z.object({ value: z.string() })),
})

function createAnswers(state: SandboxState, options: SandboxOptions, now: () => number) {
  const { appId, secret } = options.wechat

  /** A code with a third part (`sandbox:anna:1`) works once, as WeChat's do; without one it works again, for people who try. */
  function spend(code: string): boolean {
    if (code.split(':').length < 3) return true
    if (state.usedCodes.has(code)) return false
    state.usedCodes.add(code)
    return true
  }

  const credentialFault = (given: { appid: string; secret: string }): Json | null => {
    if (given.appid !== appId) return wechatError(40013, 'invalid appid')
    return given.secret === secret ? null : wechatError(40125, 'invalid appsecret')
  }

  return {
    code2session(query: unknown): Json {
      const asked = Session.safeParse(query)
      if (!asked.success) return wechatError(40002, 'invalid grant_type')
      const fault = credentialFault(asked.data)
      if (fault) return fault
      const code = asked.data.js_code
      const [, user] = /^(?:sandbox|h5|harness):([^:]{1,64})(?::[^:]+)?$/.exec(code) ?? []
      if (!user) return wechatError(40029, 'invalid code')
      if (!spend(code)) return wechatError(40163, 'code been used')
      return { openid: openidOf(appId, user), session_key: randomBytes(16).toString('base64') }
    },

    stableToken(body: unknown): Json {
      const asked = Token.safeParse(body)
      if (!asked.success) return wechatError(40002, 'invalid grant_type')
      const fault = credentialFault(asked.data)
      if (fault) return fault
      const forced = asked.data.force_refresh === true && now() - state.tokenForcedAt >= forcedIntervalMs
      const nearEnd = !state.accessToken || state.accessToken.expiresAt - now() <= renewBeforeMs
      if (forced && state.accessToken) state.expiredTokens.add(state.accessToken.value)
      if (forced) state.tokenForcedAt = now()
      if (forced || nearEnd || !state.accessToken) {
        state.accessToken = { value: `sandbox_${randomBytes(24).toString('base64url')}`, expiresAt: now() + tokenSeconds * 1000 }
      }
      return { access_token: state.accessToken.value, expires_in: Math.floor((state.accessToken.expiresAt - now()) / 1000) }
    },

    tokenFault(given: unknown): Json | null {
      if (typeof given !== 'string' || given === '') return wechatError(41001, 'access_token missing')
      const current = state.accessToken
      if (state.expiredTokens.has(given)) {
        return current?.value === given ? wechatError(40001, 'invalid credential, access_token is invalid') : wechatError(42001, 'access_token expired')
      }
      if (current?.value !== given) return wechatError(40001, 'invalid credential, access_token is invalid or not latest')
      return current.expiresAt <= now() ? wechatError(42001, 'access_token expired') : null
    },

    phoneNumber(body: unknown): Json {
      const asked = Code.safeParse(body)
      const code = asked.success ? asked.data.code : ''
      const [, phone] = /^phone:(1[3-9]\d{9})(?::[^:]+)?$/.exec(code) ?? []
      if (!phone || !spend(code)) return wechatError(40029, 'invalid code')
      const watermark = { timestamp: Math.floor(now() / 1000), appid: appId }
      return { errcode: 0, errmsg: 'ok', phone_info: { phoneNumber: phone, purePhoneNumber: phone, countryCode: '86', watermark } }
    },

    subscribeMessage(body: unknown): Json {
      const asked = Message.safeParse(body)
      if (!asked.success) return wechatError(47003, 'argument invalid!')
      const { touser: openid, template_id: templateId, page = '', data } = asked.data
      const template = options.messageTemplates?.[templateId]
      if (options.messageTemplates && !template) return wechatError(40037, 'invalid template_id')
      if (state.notSubscribed.has(openid)) return wechatError(43101, 'user refuse to accept the msg')
      const wrong = wrongField(data, template?.fields)
      if (wrong) return wechatError(47003, `argument invalid! data.${wrong}.value invalid`)
      const fields = Object.fromEntries(Object.entries(data).map(([field, { value }]) => [template?.fields[field] ?? field, value]))
      remember(state.messages, { at: new Date(now()).toISOString(), openid, templateId, title: template?.title ?? templateId, page, fields })
      return { errcode: 0, errmsg: 'ok' }
    },
  }
}

/** Stable for a user, of WeChat's length and alphabet. */
export const openidOf = (appId: string, user: string): string =>
  `o${createHash('sha256').update(`${appId}:${user}`).digest('base64url').slice(0, 27)}`

function wrongField(data: Record<string, { value: string }>, expected: Record<string, string> | undefined): string | undefined {
  const misformed = Object.entries(data).find(([field, { value }]) => !(fieldForms[fieldKind(field)]?.test(value) ?? value !== ''))
  if (misformed || !expected) return misformed?.[0]
  return Object.keys(expected).find((field) => !(field in data)) ?? Object.keys(data).find((field) => !(field in expected))
}
