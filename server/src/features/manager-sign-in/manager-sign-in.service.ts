import { createHash, randomBytes } from 'node:crypto'
import type { getManagerSignIn, WebSignInRequest } from '@talent/shared/contract/manager-sign-in'
import type { Output } from '@talent/shared/contract/endpoint'
import type { SessionInfo } from '@talent/shared/contract/session'
import { isWebSignInCode, normalizeCode, webSignInCodeLength, webSignInMinutes } from '@talent/shared/domain/codes'
import { problem } from '@talent/shared/errors'
import type { Connection } from '../../db/database'
import { inTransaction, type Transaction } from '../../db/transaction'
import type { ManagerActor, PublicActor, VerifiedActor } from '../../http/actor'
import { guess, spend } from '../../http/attempts'
import { networkOf } from '../../http/client-address'
import { pageLink } from '../../http/page-links'
import { createSession } from '../../http/sessions'
import type { Platform } from '../../platform'
import { randomCode } from '../../random-code'
import { record } from '../operation-log/operation-log.service'
import type { ManagerOfSession } from '../session/session.service'
import { webSignInRepository, type WebSignInRow } from './manager-sign-in.repository'

/** A hospital may share one address; a page left open makes a new code every few minutes only when it is asked to. */
const openings = { limit: 60, windowMs: 10 * 60_000 }
const wrongCodes = { limit: 10, windowMs: 30 * 60_000 }

export interface ManagerSignInDependencies {
  /** Whose business a living binding of that user is; it can't end before the session is there. Null when it has ended. */
  lockBinding(tx: Transaction, bindingId: number, wechatUserId: number): Promise<Omit<ManagerOfSession, 'wechatUserId'> | null>
  present(connection: Connection, manager: ManagerOfSession): Promise<SessionInfo>
}

export type ManagerSignInService = ReturnType<typeof createManagerSignIn>

/**
 * P6: the browser shows a code, a bound manager confirms it on the phone, the browser fetches its session. Everything is in
 * the database, so that phone and browser may talk to different nodes. The session goes to the browser that asked, known by a
 * secret in its cookie.
 */
export function createManagerSignIn(platform: Platform, { lockBinding, present }: ManagerSignInDependencies) {
  const { knex } = platform.database
  const isOver = ({ expiresAt }: WebSignInRow) => expiresAt <= platform.now().toISOString()
  const lookup = (code: string) => platform.cipher.lookup('webSignInCode', code)

  async function byCode(actor: VerifiedActor, typed: string): Promise<WebSignInRow> {
    const code = normalizeCode(typed)
    const find = () => (isWebSignInCode(code) ? webSignInRepository(knex).findByCode(lookup(code)) : Promise.resolve(null))
    return guess(platform, `webSignInCode:${actor.wechatUserId}`, wrongCodes, find, {
      wrong: () => problem('CODE_WRONG', { detail: '登录码不正确或已过期，请在电脑上刷新二维码后再扫' }),
      locked: (minutes) => problem('CODE_LOCKED', { detail: `登录码多次不正确，请 ${minutes} 分钟后再试` }),
    })
  }

  /** Still to be answered, by this user. */
  async function open(actor: VerifiedActor, typed: string): Promise<WebSignInRow> {
    const request = await byCode(actor, typed)
    const mine = request.wechatUserId === null || request.wechatUserId === actor.wechatUserId
    if (!mine) throw problem('CODE_USED', { detail: '这个二维码已被另一部手机扫描，请在电脑上刷新后再扫' })
    if (request.state === 'used' || request.state === 'refused') throw problem('CODE_USED', { detail: '这个二维码已经用过，请在电脑上刷新后再扫' })
    if (isOver(request)) throw problem('CODE_EXPIRED', { detail: `二维码已超过 ${webSignInMinutes} 分钟，请在电脑上刷新后再扫` })
    return request
  }

  const ofBrowser = async (signInId: number, secret: string | null): Promise<WebSignInRow> => {
    const request = secret === null ? null : await webSignInRepository(knex).find(signInId, hashOf(secret))
    if (!request) throw problem('NOT_FOUND', { detail: '没有找到这次登录，请刷新二维码后重试' })
    return request
  }

  return {
    /** `secret`: that this browser has already. */
    async open(actor: PublicActor, secret: string | null) {
      await spend(platform, `webSignIn:${networkOf(actor.author.source)}`, openings, (minutes) => problem('TOO_MANY_REQUESTS', { detail: `生成二维码太频繁，请 ${minutes} 分钟后再试` }))
      const now = platform.now()
      const browser = secret !== null && /^[\w-]{43}$/.test(secret) ? secret : randomBytes(32).toString('base64url')
      const code = randomCode(webSignInCodeLength)
      const expiresAt = new Date(now.getTime() + webSignInMinutes * 60_000).toISOString()
      const requests = webSignInRepository(knex)
      await requests.forgetBefore(new Date(now.getTime() - 3_600_000).toISOString())
      const signInId = await requests.insert({
        codeLookup: lookup(code), browserHash: hashOf(browser), source: actor.author.source, device: actor.device, now: now.toISOString(), expiresAt,
      })
      return { browser, answer: { signInId, code, url: pageLink(platform.config.publicUrl, 'web-sign-in', code), expiresAt } }
    },

    async state(signInId: number, secret: string | null): Promise<Output<typeof getManagerSignIn>> {
      const request = await ofBrowser(signInId, secret)
      if (request.state === 'refused') return { state: 'refused' }
      if (request.state === 'used' || isOver(request)) return { state: 'expired' }
      return { state: request.state }
    },

    /** Once: of two that ask, one gets the session. */
    async finish(actor: PublicActor, signInId: number, secret: string | null): Promise<{ token: string; expiresAt: string; info: SessionInfo }> {
      const request = await ofBrowser(signInId, secret)
      const { bindingId, wechatUserId } = request
      if (request.state !== 'confirmed' || bindingId === null || wechatUserId === null || isOver(request)) throw stateProblem(request)
      return inTransaction(knex, async (tx) => {
        const bound = await lockBinding(tx, bindingId, wechatUserId)
        if (!bound) throw problem('BINDING_ENDED')
        if (!(await webSignInRepository(tx).move(request, { state: 'used', wechatUserId }))) throw stateProblem(request)
        const session = await createSession(platform, tx, { kind: 'manager', wechatUserId, bindingId }, actor.author.source, actor.device)
        await record(tx, platform.now(), {
          organizationId: bound.organizationId, author: { kind: 'wechatUser', id: wechatUserId, name: `用户${wechatUserId}`, source: actor.author.source },
          action: 'session.signIn', subject: `managerBinding:${bindingId}`,
        })
        return { ...session, info: await present(tx, { wechatUserId, ...bound }) }
      })
    },

    async lookUp(actor: VerifiedActor, typed: string): Promise<WebSignInRequest> {
      const request = await open(actor, typed)
      if (request.state === 'waiting' && !(await webSignInRepository(knex).move(request, { state: 'scanned', wechatUserId: actor.wechatUserId }))) return this.lookUp(actor, typed)
      const { device, source, createdAt, expiresAt } = request
      return { device, source, requestedAt: createdAt, expiresAt }
    },

    /** A second tap is the same confirmation. */
    async confirm(actor: ManagerActor, typed: string): Promise<void> {
      const { binding, wechatUserId } = actor
      const request = await open(actor, typed)
      if (request.state === 'confirmed' && request.bindingId === binding.id) return
      await inTransaction(knex, async (tx) => {
        if (request.state === 'confirmed' || !(await webSignInRepository(tx).move(request, { state: 'confirmed', wechatUserId, bindingId: binding.id }))) {
          throw problem('CODE_STATE', { detail: '登录请求的状态已变化，请在电脑上刷新二维码后再扫' })
        }
        await record(tx, platform.now(), {
          organizationId: binding.organizationId, author: actor.author, action: 'managerBinding.confirmWebSignIn', subject: `managerBinding:${binding.id}`,
          detail: { browser: request.device ?? '', address: request.source },
        })
      })
    },

    async refuse(actor: VerifiedActor, typed: string): Promise<void> {
      const request = await open(actor, typed)
      await webSignInRepository(knex).move(request, { state: 'refused', wechatUserId: actor.wechatUserId })
    },
  }
}

const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex')

const stateProblem = ({ state }: WebSignInRow) =>
  problem('CODE_STATE', { detail: state === 'waiting' || state === 'scanned' ? '手机上还没有确认登录' : '这个二维码已失效，请刷新后重新扫描' })
