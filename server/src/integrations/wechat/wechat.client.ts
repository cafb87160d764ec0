import { z } from '@talent/shared/zod'
import type { UpstreamDependencies, UpstreamName } from '../upstream'
import { exchange, expectShape, retryingRead, transport, under, UpstreamError } from '../upstream'
import { createAccessTokens } from './access-token'
import type { FaceIdentity } from './face'
import { certHash, facePassed, identityCard, serialForm } from './face'
import { fitField } from './subscribe-message'
import { accept, isTokenRefused } from './wechat-answer'

export interface WechatConfig {
  appId: string
  secret: string
  /** https://api.weixin.qq.com, or the sandbox's address */
  baseUrl: string
  /** ms for one attempt; 5,000 when absent */
  timeoutMs?: number
  /** Which edition of the mini-program a message opens; formal when absent. */
  edition?: 'developer' | 'trial' | 'formal'
}

export interface SubscribeMessage {
  openid: string
  templateId: string
  /** Page with its query, without a leading slash. */
  page?: string
  /** Template field (`thing1`) → text. */
  fields: Record<string, string>
}

export interface FaceCheck extends FaceIdentity {
  openid: string
  /** Ours: 5-32 letters, digits, `_`, `-`; the same at opening and at the query. */
  serial: string
}

export interface WechatClient {
  code2session(code: string): Promise<{ openid: string; unionid: string | null }>
  phoneNumber(code: string): Promise<{ phone: string; countryCode: string }>
  sendSubscribeMessage(message: SubscribeMessage): Promise<void>
  openFaceCheck(check: FaceCheck): Promise<{ verifyId: string; expiresInSeconds: number }>
  queryFaceCheck(check: FaceCheck & { verifyId: string }): Promise<{ passed: boolean; result: number }>
}

/** The login or phone code was used, has expired or was never given: the person must tap again. */
export const isCodeInvalid = (error: unknown): boolean => isRefusedWith(error, '40029', '40163')
/** The person did not subscribe, or has used up what they allowed: nothing to repair, nothing to retry. */
export const isNotSubscribed = (error: unknown): boolean => isRefusedWith(error, '43101')

function isRefusedWith(error: unknown, ...codes: string[]): boolean {
  return error instanceof UpstreamError && error.kind === 'refused' && codes.includes(error.code ?? '')
}

/** The session key stays unread: nothing here decrypts on its own, and what isn't held can't leak. */
const Session = z.object({ openid: z.string().check(z.minLength(1)), unionid: z.optional(z.string()) })
const Phone = z.object({
  phone_info: z.object({
    purePhoneNumber: z.string().check(z.minLength(1)),
    countryCode: z.string(),
    watermark: z.object({ appid: z.string() }),
  }),
})
const Done = z.object({ errcode: z.literal(0) })
const Opened = z.object({ errcode: z.literal(0), verify_id: z.string().check(z.minLength(1)), expires_in: z._default(z.number(), 3600) })
const Verified = z.object({ errcode: z.literal(0), verify_ret: z.number() })

/** The real client of WeChat's server interfaces; in development and tests its `baseUrl` is the sandbox. */
export function createWechatClient(config: WechatConfig, dependencies?: UpstreamDependencies): WechatClient {
  const via = transport(config.timeoutMs ?? 5000, dependencies)
  const tokens = createAccessTokens(config, via)

  async function post(upstream: UpstreamName, path: string, token: string, body: unknown): Promise<unknown> {
    const url = under(config.baseUrl, path)
    url.searchParams.set('access_token', token)
    const headers = { 'content-type': 'application/json' }
    return accept(upstream, await exchange(via, upstream, url, { method: 'POST', headers, body: JSON.stringify(body) }))
  }

  /** A refused token means that nothing was done, so the call may be made again with another one, once. */
  async function withToken(upstream: UpstreamName, path: string, body: unknown): Promise<unknown> {
    const token = await tokens.current()
    try {
      return await post(upstream, path, token, body)
    } catch (error) {
      if (!isTokenRefused(error)) throw error
      return post(upstream, path, await tokens.replace(token), body)
    }
  }

  return {
    /**
     * Who signed in. The code works once, so an unanswered call is not repeated.
     * https://developers.weixin.qq.com/miniprogram/dev/server/API/user-login/api_code2session.html
     */
    async code2session(code) {
      const upstream = 'wechat.code2session'
      const url = under(config.baseUrl, '/sns/jscode2session')
      url.search = new URLSearchParams({
        appid: config.appId, secret: config.secret, js_code: code, grant_type: 'authorization_code',
      }).toString()
      const answer = accept(upstream, await exchange(via, upstream, url, { method: 'GET' }))
      const session = expectShape(upstream, Session, answer)
      return { openid: session.openid, unionid: session.unionid ?? null }
    },

    /**
     * The number behind the phone button. The watermark names the mini-program that the code was made for.
     * https://developers.weixin.qq.com/miniprogram/dev/server/API/user-info/phone-number/api_getphonenumber.html
     */
    async phoneNumber(code) {
      const upstream = 'wechat.phoneNumber'
      const answer = await withToken(upstream, '/wxa/business/getuserphonenumber', { code })
      const { phone_info: info } = expectShape(upstream, Phone, answer)
      if (info.watermark.appid !== config.appId) {
        throw new UpstreamError(upstream, 'badAnswer', { code: 'foreign watermark', retryable: false })
      }
      return { phone: info.purePhoneNumber, countryCode: info.countryCode }
    },

    /**
     * Tells a person who subscribed; refused with 43101 otherwise (see isNotSubscribed). Never repeated.
     * https://developers.weixin.qq.com/miniprogram/dev/server/API/mp-message-management/subscribe-message/api_sendmessage.html
     */
    async sendSubscribeMessage({ openid, templateId, page, fields }) {
      const upstream = 'wechat.subscribeMessage'
      const data = Object.fromEntries(Object.entries(fields).map(([field, text]) => [field, { value: fitField(field, text) }]))
      const body = { touser: openid, template_id: templateId, page, data, miniprogram_state: config.edition ?? 'formal', lang: 'zh_CN' }
      expectShape(upstream, Done, await withToken(upstream, '/cgi-bin/message/subscribe/send', body))
    },

    /**
     * Opens a face check; the mini-program passes the id to wx.requestFacialVerify within an hour.
     * https://developers.weixin.qq.com/miniprogram/dev/server/API/face/api_getverifyid.html
     */
    async openFaceCheck({ openid, serial, name, number }) {
      const upstream = 'wechat.getVerifyId'
      if (!serialForm.test(serial)) throw new RangeError('serial of a face check must be 5-32 letters, digits, _ or -')
      const body = { out_seq_no: serial, cert_info: { cert_type: identityCard, cert_name: name, cert_no: number }, openid }
      const answer = expectShape(upstream, Opened, await withToken(upstream, '/cityservice/face/identify/getverifyid', body))
      return { verifyId: answer.verify_id, expiresInSeconds: answer.expires_in }
    },

    /**
     * What became of a face check. What the phone reports is not proof; this is. A check that is unfinished,
     * expired or of someone else is refused (UpstreamError kind `refused`), not `passed: false`.
     * https://developers.weixin.qq.com/miniprogram/dev/server/API/face/api_queryverifyinfo.html
     */
    async queryFaceCheck({ verifyId, openid, serial, name, number }) {
      const upstream = 'wechat.queryVerifyInfo'
      const body = { verify_id: verifyId, out_seq_no: serial, cert_hash: certHash({ name, number }), openid }
      const answer = await retryingRead(via, () => withToken(upstream, '/cityservice/face/identify/queryverifyinfo', body))
      const { verify_ret: result } = expectShape(upstream, Verified, answer)
      return { passed: result === facePassed, result }
    },
  }
}
