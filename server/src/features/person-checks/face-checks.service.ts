import { randomBytes } from 'node:crypto'
import type { CheckPurpose } from '@talent/shared/contract/person-checks'
import { problem } from '@talent/shared/errors'
import type { VerifiedActor } from '../../http/actor'
import { spend } from '../../http/attempts'
import { UpstreamError } from '../../integrations/upstream'
import type { WechatClient } from '../../integrations/wechat/wechat.client'
import type { Platform } from '../../platform'
import { requireConsent } from '../wechat-session/consent.service'
import { faceChecksRepository, type FaceCheckRow } from './face-checks.repository'

/** WeChat bills each check: counted before it is asked, on its own, so that neither many at once nor a consent given anew buys more. */
const checksAnHour = { limit: 20, windowMs: 3_600_000 }
const askEveryMs = 1000

export type FaceChecksService = ReturnType<typeof createFaceChecksService>

/**
 * Face checks by WeChat. A check belongs to one user, the identity verified then, and one purpose; it counts once, for an
 * hour. Only WeChat's answer to the server is proof, never what the phone reports; no picture of a face comes here.
 */
export function createFaceChecksService(platform: Platform, wechat: WechatClient) {
  const { knex } = platform.database
  const { facePageUrl } = platform.config
  const repository = faceChecksRepository(knex)

  async function identityOf(wechatUserId: number): Promise<{ name: string; number: string }> {
    const identity = await repository.identityOf(wechatUserId)
    if (!identity) throw problem('IDENTITY_REQUIRED')
    if (identity.identityType !== 'residentCard') throw problem('FACE_NOT_AVAILABLE')
    return { name: identity.name, number: platform.cipher.open('wechat_users.identity_number', identity.sealedNumber) }
  }

  /** A user of the browser edition has no openid: only the page that stands in for WeChat's works without one. */
  function openidOf(actor: VerifiedActor): string {
    if (actor.openid !== null) return actor.openid
    if (facePageUrl === null) throw problem('FACE_NOT_AVAILABLE', { detail: '人脸核验需在微信小程序中进行，请用微信登录后重试，或改用人工核验' })
    return `h5:${actor.wechatUserId}`
  }

  /** WeChat refuses an unfinished check with a code of its own: then there is no result yet. */
  async function ask(wechatUserId: number, check: FaceCheckRow): Promise<'pending' | 'passed' | 'failed'> {
    try {
      const { passed } = await wechat.queryFaceCheck({ verifyId: check.verifyId, serial: check.serial, openid: check.openid, ...(await identityOf(wechatUserId)) })
      return passed ? 'passed' : 'failed'
    } catch (error) {
      if (!(error instanceof UpstreamError)) throw error
      platform.log.info({ upstream: error.upstream, kind: error.kind, code: error.code }, 'face check without a result')
      if (error.kind === 'refused') return 'pending'
      throw problem('UPSTREAM_UNAVAILABLE', { detail: '微信暂时没有返回人脸核验结果，请稍候再查询' })
    }
  }

  return {
    async start(actor: VerifiedActor, purpose: CheckPurpose) {
      await requireConsent(knex, actor.wechatUserId, 'face')
      const identity = await identityOf(actor.wechatUserId)
      const openid = openidOf(actor)
      const now = platform.now()
      await spend(platform, `faceChecks:${actor.wechatUserId}`, checksAnHour, () =>
        problem('TOO_MANY_REQUESTS', { detail: `一小时内最多发起 ${checksAnHour.limit} 次人脸核验，请稍后再试或改用人工核验` }),
      )
      const serial = `face-${randomBytes(12).toString('hex')}`
      const { verifyId, expiresInSeconds } = await wechat.openFaceCheck({ openid, serial, ...identity }).catch((error: unknown) => {
        throw unavailable(platform, error)
      })
      const expiresAt = new Date(now.getTime() + expiresInSeconds * 1000).toISOString()
      const checkId = await repository.insert({
        wechatUserId: actor.wechatUserId, purpose, verifyId, serial, openid, identityLookup: actor.identityLookup, now: now.toISOString(), expiresAt,
      })
      return { checkId, verifyId, expiresAt, pageUrl: facePageUrl?.replace('{verifyId}', encodeURIComponent(verifyId)) ?? null }
    },

    /** Asks WeChat about a check that waits, once a second at most. */
    async refresh(wechatUserId: number, checkId: number): Promise<'pending' | 'passed' | 'failed'> {
      const check = await repository.find(checkId)
      if (!check) throw problem('NOT_FOUND')
      const now = platform.now()
      if (!(await repository.mayAsk(check.id, now.toISOString(), new Date(now.getTime() - askEveryMs).toISOString()))) return 'pending'
      const state = await ask(wechatUserId, check)
      if (state !== 'pending') await repository.settle(check.id, state)
      return state
    },
  }
}

function unavailable(platform: Platform, error: unknown): unknown {
  if (!(error instanceof UpstreamError)) return error
  platform.log.warn({ upstream: error.upstream, kind: error.kind, code: error.code }, 'face check not opened')
  return problem('UPSTREAM_UNAVAILABLE', { detail: '微信人脸核验暂时不可用，请稍后重试，或改用人工核验' })
}
