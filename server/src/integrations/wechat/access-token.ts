import { z } from '@talent/shared/zod'
import type { Transport } from '../upstream'
import { exchange, expectShape, retryingRead, under } from '../upstream'
import type { WechatConfig } from './wechat.client'
import { accept } from './wechat-answer'

const upstream = 'wechat.stableToken'
/** WeChat itself renews 5 minutes before the end and keeps both tokens valid meanwhile. */
const renewBeforeMs = 5 * 60_000
/** WeChat refuses forced renewals that come closer than 30 s, and allows 20 a day. */
const forcedIntervalMs = 30_000

const Answer = z.object({
  access_token: z.string().check(z.minLength(1)),
  expires_in: z.number().check(z.positive()),
})

export interface AccessTokens {
  current(): Promise<string>
  /** Another token than the one that WeChat just refused. */
  replace(refused: string): Promise<string>
}

/**
 * Keeps the access token until shortly before its end; callers that arrive together share one request.
 * Nodes need no common store: in its normal mode the interface gives all of them the same token.
 * https://developers.weixin.qq.com/miniprogram/dev/server/API/mp-access-token/api_getstableaccesstoken.html
 */
export function createAccessTokens(config: WechatConfig, via: Transport): AccessTokens {
  let kept: { token: string; renewAt: number } | null = null
  let pending: Promise<string> | null = null
  let forcedAt = Number.NEGATIVE_INFINITY

  async function request(force: boolean): Promise<string> {
    const body = { grant_type: 'client_credential', appid: config.appId, secret: config.secret, force_refresh: force }
    const answer = accept(upstream, await exchange(via, upstream, under(config.baseUrl, '/cgi-bin/stable_token'), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }))
    const { access_token: token, expires_in: seconds } = expectShape(upstream, Answer, answer)
    const lifetime = seconds * 1000
    kept = { token, renewAt: via.now() + Math.max(lifetime - renewBeforeMs, lifetime / 2) }
    return token
  }

  function shared(ask: () => Promise<string>): Promise<string> {
    pending ??= ask().finally(() => {
      pending = null
    })
    return pending
  }

  function current(): Promise<string> {
    if (kept && via.now() < kept.renewAt) return Promise.resolve(kept.token)
    return shared(() => retryingRead(via, () => request(false)))
  }

  async function another(refused: string): Promise<string> {
    const token = await retryingRead(via, () => request(false))
    if (token !== refused || via.now() - forcedAt < forcedIntervalMs) return token
    forcedAt = via.now()
    return request(true)
  }

  return {
    current,
    replace(refused) {
      if (pending) return pending
      if (kept && kept.token !== refused) return current()
      kept = null
      return shared(() => another(refused))
    },
  }
}
