import { z } from '../zod'
import { UnitContact } from './candidate'
import { done, endpoint, instant, nothing, publicAccess, requiredText, text, wechatUser, wechatUserBeforeConsent } from './endpoint'

/** Version of the privacy notice that a consent refers to; a new text gets a new version and asks again. */
export const privacyVersion = '2026-11'

export const ConsentKind = z.enum(['privacy', 'identityCard', 'face'], '授权类型不正确')

export const VerificationState = z.enum(['none', 'pending', 'verified', 'rejected'])

/** What the app needs to know about the one who is signed in. */
export const Me = z.object({
  id: z.number(),
  phone: z.nullable(z.string()), // masked
  wechatLinked: z.boolean(),
  consents: z.array(z.object({ kind: ConsentKind, version: z.string(), givenAt: instant })),
  identity: z.object({
    state: VerificationState,
    name: z.nullable(z.string()),
    identityNumber: z.nullable(z.string()), // masked
    identityType: z.nullable(z.string()),
  }),
  unit: z.nullable(z.object({ organizationId: z.number(), name: z.string(), method: z.enum(['matched', 'code']) })),
  managerBindings: z.array(
    z.object({
      bindingId: z.number(),
      organizationName: z.string(),
      businessCode: z.string(),
      businessName: z.string(),
      role: z.enum(['main', 'auxiliary']),
    }),
  ),
  unreadMessages: z.number(),
})
export type Me = z.output<typeof Me>

export const WechatSession = z.object({ token: z.string(), expiresAt: instant, me: Me })

/** wx.login code. A new openid makes a user without a phone: bind one next. */
export const signInWithWechat = endpoint({
  method: 'POST',
  path: '/api/wechat/sessions',
  access: publicAccess,
  input: z.object({ code: requiredText(256, '微信登录凭证') }),
  output: WechatSession,
  summary: '微信授权登录',
})

/** Code of WeChat's phone-number button. When the phone already has a user, both become that user: the answer carries a new session. */
export const bindWechatPhone = endpoint({
  method: 'POST',
  path: '/api/wechat/phone',
  access: wechatUser,
  input: z.object({ code: requiredText(256, '手机号凭证') }),
  output: WechatSession,
  summary: '绑定微信手机号',
})

export const sendSmsCode = endpoint({
  method: 'POST',
  path: '/api/sms-codes',
  access: publicAccess,
  input: z.object({
    phone: requiredText(20, '手机号'),
    captchaId: z.optional(text(64)),
    captchaText: z.optional(text(16)),
  }),
  output: z.object({ resendAfterSeconds: z.number(), expiresInSeconds: z.number() }),
  summary: '发送短信验证码',
})

/** Phone and SMS code. With a bearer token of a WeChat session without a phone, the phone is bound to that user. */
export const signInWithPhone = endpoint({
  method: 'POST',
  path: '/api/wechat/phone-sessions',
  access: publicAccess,
  input: z.object({ phone: requiredText(20, '手机号'), smsCode: requiredText(10, '短信验证码') }),
  output: WechatSession,
  summary: '手机快捷登录',
})

export const signOutWechat = endpoint({
  method: 'DELETE',
  path: '/api/wechat/sessions',
  access: wechatUserBeforeConsent,
  input: z.object({ everywhere: z.optional(z.enum(['true', 'false'])) }),
  output: done,
  summary: '退出登录（可选所有设备）',
})

export const getMe = endpoint({
  method: 'GET',
  path: '/api/me',
  access: wechatUserBeforeConsent,
  input: nothing,
  output: Me,
  summary: '我的账号',
})

export const giveConsent = endpoint({
  method: 'POST',
  path: '/api/me/consents',
  access: wechatUserBeforeConsent,
  input: z.object({ kind: ConsentKind, version: requiredText(20, '版本') }),
  output: Me,
  summary: '同意隐私说明或单独授权',
})

/** One thing that waits for this user, most urgent first; the start page shows nothing else. */
export const TodoKind = z.enum([
  'consent', 'bindPhone', 'verify', 'verifyRejected', 'verifyPending', 'bindUnit', 'askUnit', 'waitFiling', 'confirm', 'objected', 'correct', 'pay', 'applicationProgress', 'audit', 'personCheck', 'hrAccountRejected', 'hrAccountPassword',
])
export const getHome = endpoint({
  method: 'GET',
  path: '/api/me/home',
  access: wechatUserBeforeConsent,
  output: z.object({
    todos: z.array(
      z.object({
        kind: TodoKind,
        title: z.string(),
        detail: z.string(),
        /** The page's own parameters, e.g. trialId, applicationId, bindingId. */
        params: z.record(z.string(), z.number()),
        count: z.optional(z.number()),
        /** Whom to ask, when others have to act first. */
        contact: z.optional(UnitContact),
      }),
    ),
  }),
  summary: '首页待办',
})
