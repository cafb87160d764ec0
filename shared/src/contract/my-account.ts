import { z } from '../zod'
import { done, endpoint, fileOutput, instant, requiredText, text, wechatUser, wechatUserBeforeConsent } from './endpoint'
import { ConsentKind, WechatSession } from './wechat-session'

// What a mini-program user sees and decides about the own account (M3). None of it asks for the privacy consent first:
// whoever declines a new notice may still look, take the data along, and leave.

export const MySession = z.object({
  id: z.number(),
  /** What it was opened with, e.g. 微信小程序 · iPhone; null for sessions from before this was kept. */
  device: z.nullable(z.string()),
  /** Network address it was opened from. */
  source: z.string(),
  signedInAt: instant,
  lastSeenAt: instant,
  /** The one that this request came with. */
  current: z.boolean(),
  /** In a browser, as the manager of this business; null in the mini-program. */
  desk: z.nullable(z.object({ organizationName: z.string(), businessName: z.string() })),
})
export type MySession = z.output<typeof MySession>

export const listMySessions = endpoint({
  method: 'GET',
  path: '/api/me/sessions',
  access: wechatUserBeforeConsent,
  output: z.object({ items: z.array(MySession) }),
  summary: '我的登录设备',
})
/** Ending the own one is signing out. */
export const endMySession = endpoint({
  method: 'DELETE',
  path: '/api/me/sessions/:sessionId',
  access: wechatUserBeforeConsent,
  output: done,
  summary: '退出一台设备',
})
export const endMyOtherSessions = endpoint({
  method: 'DELETE',
  path: '/api/me/sessions',
  access: wechatUserBeforeConsent,
  output: z.object({ ended: z.number() }),
  summary: '退出其他设备',
})

export const ConsentRecord = z.object({
  kind: ConsentKind,
  version: z.string(),
  givenAt: instant,
  withdrawnAt: z.nullable(instant),
})
export type ConsentRecord = z.output<typeof ConsentRecord>

export const listMyConsents = endpoint({
  method: 'GET',
  path: '/api/me/consents',
  access: wechatUserBeforeConsent,
  output: z.object({ items: z.array(ConsentRecord) }),
  summary: '我的授权记录',
})
/**
 * `privacy`: everything else goes with it and all sessions end. `identityCard`: a submission that waits is withdrawn, its photos
 * are deleted. `face`: checks that were not used are deleted; the manual way stays. Withdrawing twice is withdrawing once.
 */
export const withdrawConsent = endpoint({
  method: 'POST',
  path: '/api/me/consent-withdrawals',
  access: wechatUserBeforeConsent,
  input: z.object({ kind: z.enum(['face', 'identityCard', 'privacy'], '授权类型不正确') }),
  output: z.object({ signedOut: z.boolean() }),
  summary: '撤回授权',
})

/** Orders a file with everything held about the user; it can be downloaded once, within ten minutes. */
export const orderDataExport = endpoint({
  method: 'POST',
  path: '/api/me/data-exports',
  access: wechatUserBeforeConsent,
  output: z.object({ exportId: z.number(), expiresAt: instant }),
  summary: '导出我的信息',
  once: true,
})
/** A PDF to read, with the same data as a JSON file inside. It is made for this answer and kept nowhere. */
export const downloadDataExport = endpoint({
  method: 'GET',
  path: '/api/me/data-exports/:exportId/file',
  access: wechatUserBeforeConsent,
  output: fileOutput('application/pdf'),
  summary: '下载我的信息',
})

/** A code to the phone that the user is bound to: the client knows it only masked. */
export const sendOwnSmsCode = endpoint({
  method: 'POST',
  path: '/api/me/sms-codes',
  access: wechatUserBeforeConsent,
  input: z.object({ captchaId: z.optional(text(64)), captchaText: z.optional(text(16)) }),
  output: z.object({ resendAfterSeconds: z.number(), expiresInSeconds: z.number() }),
  summary: '向已绑定的手机号发送验证码',
})

/** That it is the user who asks, and not merely the user's session: a code to the bound phone, or WeChat's own sign-in. */
export const AccountProof = z.discriminatedUnion(
  'way',
  [
    z.object({ way: z.literal('sms'), smsCode: requiredText(10, '短信验证码') }),
    z.object({ way: z.literal('wechat'), code: requiredText(256, '微信登录凭证') }),
  ],
  '请选择验证方式',
)

/** The new phone proves itself by its own SMS code or WeChat's phone button. Other sessions end; the answer carries a new one. */
export const changePhone = endpoint({
  method: 'POST',
  path: '/api/me/phone-changes',
  access: wechatUser,
  input: z.object({
    next: z.discriminatedUnion(
      'way',
      [
        z.object({ way: z.literal('sms'), phone: requiredText(20, '新手机号'), smsCode: requiredText(10, '新手机号的验证码') }),
        z.object({ way: z.literal('wechat'), code: requiredText(256, '手机号凭证') }),
      ],
      '请选择新手机号的验证方式',
    ),
    proof: AccountProof,
  }),
  output: WechatSession,
  summary: '更换手机号',
})

export const CancellationObstacle = z.object({ kind: z.enum(['application', 'business']), text: z.string() })

/** What stands against it, what goes and what must be kept, before anyone decides. */
export const getCancellation = endpoint({
  method: 'GET',
  path: '/api/me/cancellation',
  access: wechatUserBeforeConsent,
  output: z.object({
    obstacles: z.array(CancellationObstacle),
    deleted: z.array(z.string()),
    kept: z.array(z.string()),
    phone: z.nullable(z.string()), // masked
    wechatLinked: z.boolean(),
  }),
  summary: '注销账号的条件和后果',
})
export const cancelAccount = endpoint({
  method: 'POST',
  path: '/api/me/cancellations',
  access: wechatUserBeforeConsent,
  input: z.object({ proof: AccountProof }),
  output: done,
  summary: '注销账号',
})
