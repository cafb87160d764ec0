import { randomBytes } from 'node:crypto'
import { z } from '@talent/shared/zod'
import { certHash, facePassed, identityCard, serialForm } from '../integrations/wechat/face'
import type { Json } from './answer'
import type { SandboxState } from './sandbox-state'
import { wechatError } from './wechat-error'

const lifetimeSeconds = 3600
/** One of the documented results for "the face is not the card's". */
const faceDiffers = 10004
/** WeChat lists no codes for these refusals; those of the older face interface are used. Only 0 means anything. */
const unknownCheck = 84001
const expiredCheck = 84002
const unfinishedCheck = 84003

const Open = z.object({
  out_seq_no: z.string().check(z.regex(serialForm)),
  cert_info: z.object({ cert_type: z.literal(identityCard), cert_name: z.string().check(z.minLength(1)), cert_no: z.string().check(z.regex(/^\d{17}[\dX]$/)) }),
  openid: z.string().check(z.minLength(1)),
})
const Query = z.object({ verify_id: z.string(), out_seq_no: z.string(), cert_hash: z.string(), openid: z.string() })

export function createFaceAnswers(state: SandboxState, now: () => number) {
  return {
    open(body: unknown): Json {
      const asked = Open.safeParse(body)
      if (!asked.success) return wechatError(47001, 'data format error')
      const { out_seq_no: serial, cert_info: cert, openid } = asked.data
      if ([...state.faces.values()].some((session) => session.serial === serial)) return wechatError(47001, 'out_seq_no used')
      const verifyId = `verify_${randomBytes(24).toString('base64url')}`
      state.faces.set(verifyId, {
        verifyId, serial, openid, name: cert.cert_name, number: cert.cert_no, at: new Date(now()).toISOString(),
        expiresAt: now() + lifetimeSeconds * 1000, result: state.faceDefault,
      })
      return { errcode: 0, errmsg: 'ok', verify_id: verifyId, expires_in: lifetimeSeconds }
    },

    query(body: unknown): Json {
      const asked = Query.safeParse(body)
      if (!asked.success) return wechatError(47001, 'data format error')
      const session = state.faces.get(asked.data.verify_id)
      if (!session || session.serial !== asked.data.out_seq_no) return wechatError(unknownCheck, 'invalid verify_id')
      if (session.openid !== asked.data.openid) return wechatError(unknownCheck, 'openid mismatch')
      if (certHash(session) !== asked.data.cert_hash) return wechatError(unknownCheck, 'cert_hash mismatch')
      if (now() >= session.expiresAt) return wechatError(expiredCheck, 'verify_id expired')
      if (session.result === 'pending') return wechatError(unfinishedCheck, 'not verified yet')
      return { errcode: 0, errmsg: 'ok', verify_ret: session.result === 'passed' ? facePassed : faceDiffers }
    },
  }
}
