import { z } from '../zod'
import { account, done, endpoint, instant, requiredText, verifiedUser } from './endpoint'

// --- web: the institution's confirmation code (P6) ---
export const ConfirmationCode = z.object({ code: z.string(), createdAt: instant, boundCandidates: z.number() })
export const getConfirmationCode = endpoint({
  method: 'GET',
  path: '/api/confirmation-code',
  access: account('confirmationCode.read'),
  output: ConfirmationCode,
  summary: '本单位确认码',
})
export const rotateConfirmationCode = endpoint({
  method: 'POST',
  path: '/api/confirmation-code/rotations',
  access: account('confirmationCode.write'),
  output: ConfirmationCode,
  summary: '更换本单位确认码',
  once: true,
})

// --- web: businesses and their managers (P5) ---
export const BusinessRow = z.object({
  businessCode: z.string(),
  businessName: z.string(),
  code: z.nullable(
    z.object({
      id: z.number(),
      state: z.enum(['issued', 'used', 'revoked', 'expired']),
      hint: z.string(), // last two characters
      createdAt: instant,
      expiresAt: instant,
    }),
  ),
  managers: z.array(
    z.object({
      bindingId: z.number(),
      role: z.enum(['main', 'auxiliary']),
      name: z.string(),
      phone: z.string(), // masked
      boundAt: instant,
    }),
  ),
})
export const listBusinesses = endpoint({
  method: 'GET',
  path: '/api/businesses',
  access: account('authorization.read'),
  output: z.object({ items: z.array(BusinessRow) }),
  summary: '机构人事业务管理',
})
/** The whole code is in this answer only. A new code kills the one before. */
export const issueAuthorizationCode = endpoint({
  method: 'POST',
  path: '/api/businesses/:businessCode/authorization-codes',
  access: account('authorization.write'),
  output: z.object({ code: z.string(), expiresAt: instant }),
  summary: '生成授权码',
})
export const revokeAuthorizationCode = endpoint({
  method: 'DELETE',
  path: '/api/businesses/:businessCode/authorization-codes/:codeId',
  access: account('authorization.write'),
  output: done,
  summary: '作废授权码',
})
/** 解除授权: the manager's rights end with the next request. */
export const endManagerBinding = endpoint({
  method: 'DELETE',
  path: '/api/businesses/:businessCode/managers/:bindingId',
  access: account('authorization.write'),
  output: done,
  summary: '解除授权',
})

// --- mini-program: binding (M5) ---
export const lookUpAuthorizationCode = endpoint({
  method: 'POST',
  path: '/api/me/authorization-code-lookups',
  access: verifiedUser,
  input: z.object({ code: requiredText(40, '授权码') }),
  output: z.object({ organizationName: z.string(), businessCode: z.string(), businessName: z.string(), expiresAt: instant }),
  summary: '查询授权码的内容',
})
export const FacePurpose = z.enum(['bindManager', 'confirmFiling'], '人脸核验用途不正确')
export const startFaceCheck = endpoint({
  method: 'POST',
  path: '/api/me/face-checks',
  access: verifiedUser,
  input: z.object({ purpose: FacePurpose }),
  /**
   * `pageUrl`: where a browser outside WeChat can do the check, when the deployment offers such a page. It may hold `{return}`:
   * the client puts the (URL-encoded) address there that the page leads back to.
   */
  output: z.object({ faceCheckId: z.number(), verifyId: z.string(), expiresAt: instant, pageUrl: z.nullable(z.string()) }),
  summary: '发起人脸核验',
})
/** Asks WeChat for the result; `pending` until the person has finished. */
export const getFaceCheck = endpoint({
  method: 'GET',
  path: '/api/me/face-checks/:faceCheckId',
  access: verifiedUser,
  output: z.object({ state: z.enum(['pending', 'passed', 'failed', 'used', 'expired']) }),
  summary: '人脸核验结果',
})
export const bindManager = endpoint({
  method: 'POST',
  path: '/api/me/manager-bindings',
  access: verifiedUser,
  input: z.object({ code: requiredText(40, '授权码'), faceCheckId: z.int('请先完成人脸核验') }),
  output: z.object({ bindingId: z.number() }),
  summary: '绑定业务',
  once: true,
})
