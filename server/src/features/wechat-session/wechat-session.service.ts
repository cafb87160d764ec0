import { isMobile, normalizeMobile } from '@talent/shared/domain/mobile'
import { problem } from '@talent/shared/errors'
import { inTransaction, type Transaction } from '../../db/transaction'
import type { Author, PublicActor, WechatActor } from '../../http/actor'
import { createSession, endSession, endSessionsOf } from '../../http/sessions'
import { UpstreamError } from '../../integrations/upstream'
import { unavailable, upstreamFacts } from '../../integrations/upstream-problem'
import { isCodeInvalid, type WechatClient } from '../../integrations/wechat/wechat.client'
import type { Platform } from '../../platform'
import { record } from '../operation-log/operation-log.service'
import { createPhoneBinding, settled, type MergeHook } from './phone-binding.service'
import { normalizePhone, type SmsCodeService } from './sms-code.service'
import { wechatUserRepository } from './wechat-user.repository'

export interface NewWechatSession {
  token: string
  expiresAt: string
  wechatUserId: number
}

export type WechatSessionService = ReturnType<typeof createWechatSessionService>

export function createWechatSessionService(platform: Platform, wechat: WechatClient, smsCodes: SmsCodeService, onMerge: readonly MergeHook[]) {
  const { knex } = platform.database
  const phones = createPhoneBinding(platform, onMerge)

  async function open(tx: Transaction, source: string, wechatUserId: number, way: 'wechat' | 'phone'): Promise<NewWechatSession> {
    const session = await createSession(platform, tx, { kind: 'wechatUser', wechatUserId }, source)
    await record(tx, platform.now(), { organizationId: 0, author: userAuthor(wechatUserId, source), action: 'wechatSession.signIn', subject: `wechatUser:${wechatUserId}`, detail: { way } })
    return { ...session, wechatUserId }
  }

  /** The phone's user, or a new one. */
  async function userOfPhone(tx: Transaction, phone: string): Promise<number> {
    const repository = wechatUserRepository(tx)
    const columns = phones.columnsOf(phone)
    return (await repository.idByPhone(columns.phoneLookup)) ?? repository.insert(columns, platform.now())
  }

  /** A WeChat session that has no phone yet takes it; any other sign-in is the phone's own user. */
  async function userToSignIn(tx: Transaction, source: string, phone: string, bearerId: number | null): Promise<number> {
    const bearer = bearerId === null ? undefined : (await wechatUserRepository(tx).lock([bearerId])).get(bearerId)
    const takesPhone = bearer?.openid && bearer.phone_lookup === null && bearer.merged_into_id === null
    return takesPhone ? phones.bind(tx, userAuthor(bearer.id, source), bearer.id, phone) : userOfPhone(tx, phone)
  }

  async function asked<T>(question: Promise<T>, invalid: string): Promise<T> {
    try {
      return await question
    } catch (error) {
      if (isCodeInvalid(error)) throw problem('WECHAT_CODE_INVALID', { detail: invalid })
      if (error instanceof UpstreamError) platform.log.warn(upstreamFacts(error), 'wechat did not answer')
      throw unavailable(error, '微信暂时没有响应，请稍后重试，或用手机号和短信验证码登录')
    }
  }

  return {
    /** A new openid makes a user without a phone. */
    async signInWithWechat(actor: PublicActor, code: string): Promise<NewWechatSession> {
      const { openid, unionid } = await asked(wechat.code2session(code), '微信登录凭证已失效，请重新登录')
      const { source } = actor.author
      return settled(() =>
        inTransaction(knex, async (tx) => {
          const repository = wechatUserRepository(tx)
          const userId = (await repository.idByOpenid(openid)) ?? (await repository.insert({ openid, unionid }, platform.now()))
          return open(tx, source, userId, 'wechat')
        }),
      )
    },

    async bindWechatPhone(actor: WechatActor, code: string): Promise<NewWechatSession> {
      const answer = await asked(wechat.phoneNumber(code), '手机号凭证已失效，请重新点击授权手机号')
      const phone = normalizeMobile(answer.phone)
      if (answer.countryCode !== '86' || !isMobile(phone)) {
        throw problem('BAD_INPUT', [{ path: ['code'], code: 'phone.foreign', message: '微信绑定的不是中国大陆手机号，请用手机号和短信验证码登录' }])
      }
      return settled(() =>
        inTransaction(knex, async (tx) => open(tx, actor.author.source, await phones.bind(tx, actor.author, actor.wechatUserId, phone), 'phone')),
      )
    },

    /** The code is used up only when the sign-in succeeds; a wrong one is counted in any case. */
    async signInWithPhone(actor: PublicActor, input: { phone: string; smsCode: string }): Promise<NewWechatSession> {
      const phone = normalizePhone(input.phone)
      const { source } = actor.author
      const outcome = await settled(() =>
        inTransaction(knex, async (tx) => {
          const check = await smsCodes.check(tx, phone, input.smsCode.trim())
          return check.ok ? open(tx, source, await userToSignIn(tx, source, phone, actor.wechatUserId), 'phone') : check
        }),
      )
      if ('problem' in outcome) throw outcome.problem
      return outcome
    },

    async signOut(actor: WechatActor, everywhere: boolean): Promise<void> {
      await inTransaction(knex, async (tx) => {
        if (everywhere) await endSessionsOf(tx, { kind: 'wechatUser', wechatUserId: actor.wechatUserId })
        else await endSession(tx, actor.sessionId)
        await record(tx, platform.now(), { organizationId: 0, author: actor.author, action: 'wechatSession.signOut', subject: `wechatUser:${actor.wechatUserId}`, detail: { everywhere } })
      })
    },
  }
}

const userAuthor = (id: number, source: string): Author => ({ kind: 'wechatUser', id, name: `用户${id}`, source })
