import { z } from '../zod'
import { anyAccountBeforePasswordChange, anyAccountBeforeVerification, done, endpoint, publicAccess, requiredText, text, webSession } from './endpoint'

export const OrganizationKind = z.enum(['province', 'city', 'county', 'institution'])

export const SessionInfo = z.object({
  account: z.object({
    id: z.number(),
    username: z.string(),
    displayName: z.string(),
    /** `manager`: a mini-program user who signed in by scanning; `id` is that user's, and there is no user name. */
    kind: z.enum(['main', 'sub', 'manager']),
    mustChangePassword: z.boolean(),
    /** R2: until then nothing but the verification opens. */
    verified: z.boolean(),
  }),
  organization: z.object({ id: z.number(), name: z.string(), kind: OrganizationKind }),
  permissions: z.array(z.string()),
})
export type SessionInfo = z.output<typeof SessionInfo>

export const getCaptcha = endpoint({
  method: 'GET',
  path: '/api/captcha',
  access: publicAccess,
  output: z.object({ captchaId: z.string(), svg: z.string() }),
  summary: '图形验证码',
})

export const signIn = endpoint({
  method: 'POST',
  path: '/api/session',
  access: publicAccess,
  input: z.object({
    username: requiredText(64, '账号'),
    password: z.string('请填写密码').check(z.minLength(1, '请填写密码'), z.maxLength(128, '密码最多 128 个字符')),
    captchaId: z.optional(text(64)),
    captchaText: z.optional(text(16)),
  }),
  output: SessionInfo,
  summary: '账号登录',
})

export const signOut = endpoint({
  method: 'DELETE',
  path: '/api/session',
  access: webSession,
  output: done,
  summary: '退出登录',
})

export const getSession = endpoint({
  method: 'GET',
  path: '/api/session',
  access: webSession,
  output: SessionInfo,
  summary: '当前登录',
})

export const changePassword = endpoint({
  method: 'PUT',
  path: '/api/session/password',
  access: anyAccountBeforePasswordChange,
  input: z.object({
    currentPassword: z.string('请填写当前密码').check(z.minLength(1, '请填写当前密码'), z.maxLength(128, '密码最多 128 个字符')),
    newPassword: z.string('请填写新密码').check(z.minLength(1, '请填写新密码'), z.maxLength(128, '密码最多 128 个字符')),
  }),
  output: done,
  summary: '修改密码',
})

export const getDraftKey = endpoint({
  method: 'GET',
  path: '/api/session/draft-key',
  access: anyAccountBeforeVerification,
  output: z.object({ key: z.string() }),
  summary: '浏览器中草稿的密钥',
})
