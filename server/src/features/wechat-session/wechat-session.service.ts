import type { Input } from '@talent/shared/contract/endpoint'
import type { changePhone } from '@talent/shared/contract/my-account'
import { inTransaction, type Transaction } from '../../db/transaction'
import type { Author, PublicActor, WechatActor } from '../../http/actor'
import { createSession, deviceOfSession, endSession, endSessionsOf } from '../../http/sessions'
import type { Platform } from '../../platform'
import { record } from '../operation-log/operation-log.service'
import type { AccountProofService } from './account-proof.service'
import { createPhoneBinding, settled, type MergeHook } from './phone-binding.service'
import { normalizePhone, type SmsCodeService } from './sms-code.service'
import type { WechatAnswers } from './wechat-answers'
import { wechatUserRepository } from './wechat-user.repository'

export interface NewWechatSession {
  token: string
  expiresAt: string
  wechatUserId: number
}

/** Where a request came from. */
interface Origin {
  source: string
  device: string | null
}
const originOf = (actor: PublicActor): Origin => ({ source: actor.author.source, device: actor.device })

/** A session that takes another one's place was opened on the same device. */
const originOfSession = async (tx: Transaction, actor: WechatActor): Promise<Origin> => ({ source: actor.author.source, device: await deviceOfSession(tx, actor.sessionId) })

export type PhoneChange = Input<typeof changePhone>

interface Parts {
  answers: WechatAnswers
  smsCodes: SmsCodeService
  proofs: AccountProofService
  onMerge: readonly MergeHook[]
}

export type WechatSessionService = ReturnType<typeof createWechatSessionService>

export function createWechatSessionService(platform: Platform, { answers, smsCodes, proofs, onMerge }: Parts) {
  const { knex } = platform.database
  const phones = createPhoneBinding(platform, onMerge)

  async function open(tx: Transaction, { source, device }: Origin, wechatUserId: number, way: 'wechat' | 'phone'): Promise<NewWechatSession> {
    const session = await createSession(platform, tx, { kind: 'wechatUser', wechatUserId }, source, device)
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

  return {
    /** A new openid makes a user without a phone. */
    async signInWithWechat(actor: PublicActor, code: string): Promise<NewWechatSession> {
      const { openid, unionid } = await answers.user(code)
      return settled(() =>
        inTransaction(knex, async (tx) => {
          const repository = wechatUserRepository(tx)
          const userId = (await repository.idByOpenid(openid)) ?? (await repository.insert({ openid, unionid }, platform.now()))
          return open(tx, originOf(actor), userId, 'wechat')
        }),
      )
    },

    async bindWechatPhone(actor: WechatActor, code: string): Promise<NewWechatSession> {
      const phone = await answers.phone(code)
      return settled(() =>
        inTransaction(knex, async (tx) => open(tx, await originOfSession(tx, actor), await phones.bind(tx, actor.author, actor.wechatUserId, phone), 'phone')),
      )
    },

    /** The code is used up only when the sign-in succeeds; a wrong one is counted in any case. */
    async signInWithPhone(actor: PublicActor, input: { phone: string; smsCode: string }): Promise<NewWechatSession> {
      const phone = normalizePhone(input.phone)
      const { source } = actor.author
      const outcome = await settled(() =>
        inTransaction(knex, async (tx) => {
          const check = await smsCodes.check(tx, { phone, code: input.smsCode })
          return check.ok ? open(tx, originOf(actor), await userToSignIn(tx, source, phone, actor.wechatUserId), 'phone') : check
        }),
      )
      if ('problem' in outcome) throw outcome.problem
      return outcome
    },

    /** The new phone proves itself, the user proves to be the user; whoever was signed in elsewhere signs in again. */
    async changePhone(actor: WechatActor, { next, proof }: PhoneChange): Promise<NewWechatSession> {
      const phone = next.way === 'wechat' ? await answers.phone(next.code) : normalizePhone(next.phone, ['next', 'phone'])
      const claims = [...(await proofs.claimsOf(actor, proof)), ...(next.way === 'sms' ? [{ phone, code: next.smsCode }] : [])]
      const outcome = await settled(() =>
        inTransaction(knex, async (tx) => {
          const check = await smsCodes.check(tx, ...claims)
          if (!check.ok) return check
          const origin = await originOfSession(tx, actor)
          const userId = await phones.bind(tx, actor.author, actor.wechatUserId, phone, true)
          await endSessionsOf(tx, { kind: 'wechatUser', wechatUserId: userId })
          return open(tx, origin, userId, 'phone')
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
