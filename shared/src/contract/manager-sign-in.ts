import { z } from '../zod'
import { done, endpoint, instant, manager, publicAccess, requiredText, verifiedUser } from './endpoint'
import { SessionInfo } from './session'

// A business manager signs in in the browser by scanning a code with the mini-program (P6). The browser that asked keeps a
// secret in a cookie: a code alone, photographed or forwarded, opens nothing for anybody else.

// --- web ---
export const openManagerSignIn = endpoint({
  method: 'POST',
  path: '/api/manager-sign-ins',
  access: publicAccess,
  output: z.object({
    signInId: z.number(),
    code: z.string(),
    /** What the QR code holds. */
    url: z.string(),
    expiresAt: instant,
  }),
  summary: '扫码登录二维码',
})
/** `waiting` → `scanned` → `confirmed`, or `refused` or `expired`. Another browser's is not there. */
export const getManagerSignIn = endpoint({
  method: 'GET',
  path: '/api/manager-sign-ins/:signInId',
  access: publicAccess,
  output: z.object({ state: z.enum(['waiting', 'scanned', 'confirmed', 'refused', 'expired']) }),
  summary: '扫码登录进度',
})
/** After the confirmation, once. */
export const finishManagerSignIn = endpoint({
  method: 'POST',
  path: '/api/manager-sign-ins/:signInId/session',
  access: publicAccess,
  output: SessionInfo,
  summary: '完成扫码登录',
})

// --- mini-program ---
const code = requiredText(40, '登录码')
export const WebSignInRequest = z.object({
  /** The browser that asks, in words; null when it says nothing known. */
  device: z.nullable(z.string()),
  /** Its network address. */
  source: z.string(),
  requestedAt: instant,
  expiresAt: instant,
})
export type WebSignInRequest = z.output<typeof WebSignInRequest>
/** Who looked first is the only one who may confirm. */
export const lookUpWebSignIn = endpoint({
  method: 'POST',
  path: '/api/me/web-sign-in-lookups',
  access: verifiedUser,
  input: z.object({ code }),
  output: WebSignInRequest,
  summary: '查询网页登录请求',
})
/** The browser then holds the audit pages of this one binding. */
export const confirmWebSignIn = endpoint({
  method: 'POST',
  path: '/api/me/manager-bindings/:bindingId/web-sign-ins',
  access: manager,
  input: z.object({ code }),
  output: done,
  summary: '确认网页登录',
})
export const refuseWebSignIn = endpoint({
  method: 'POST',
  path: '/api/me/web-sign-in-refusals',
  access: verifiedUser,
  input: z.object({ code }),
  output: done,
  summary: '拒绝网页登录',
})
