import { z } from '@talent/shared/zod'
import type { UpstreamName } from '../upstream'
import { UpstreamError } from '../upstream'

/** Every answer of api.weixin.qq.com may carry these; `errcode` is absent or 0 when all is well. */
const Envelope = z.object({ errcode: z.optional(z.number()), errmsg: z.optional(z.string()) })

/** -1 system busy; 45009, 45011 too many calls. */
const passing = new Set([-1, 45009, 45011])
/** 40001, 40014 not valid (any more); 42001 expired. */
const tokenRefused = new Set(['40001', '40014', '42001'])

/**
 * Returns the answer when WeChat did not refuse.
 * https://developers.weixin.qq.com/doc/oplatform/developers/errCode/errCode.html
 * @throws UpstreamError refused with the errcode; the errmsg may quote input and is dropped, its request id (rid) is kept
 */
export function accept(upstream: UpstreamName, answer: unknown): unknown {
  const envelope = Envelope.safeParse(answer)
  if (!envelope.success) throw new UpstreamError(upstream, 'badAnswer', { code: 'notAnObject', retryable: false })
  const { errcode = 0, errmsg = '' } = envelope.data
  if (errcode === 0) return answer
  throw new UpstreamError(upstream, 'refused', {
    code: String(errcode),
    reference: /rid: ?([0-9a-z-]+)/.exec(errmsg)?.[1],
    retryable: passing.has(errcode),
  })
}

export function isTokenRefused(error: unknown): boolean {
  return error instanceof UpstreamError && error.kind === 'refused' && tokenRefused.has(error.code ?? '')
}
