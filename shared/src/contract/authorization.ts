import { z } from '../zod'
import { account, desk, done, endpoint, instant, manager, requiredText, verifiedUser } from './endpoint'
import { passedCheckId } from './person-checks'

// --- web: the institution's confirmation code (P6), for its accounts and its bound managers ---
export const ConfirmationCode = z.object({ code: z.string(), createdAt: instant, boundCandidates: z.number() })
export const getConfirmationCode = endpoint({
  method: 'GET',
  path: '/api/confirmation-code',
  access: desk('confirmationCode.read'),
  output: ConfirmationCode,
  summary: '本单位确认码',
})
export const rotateConfirmationCode = endpoint({
  method: 'POST',
  path: '/api/confirmation-code/rotations',
  access: desk('confirmationCode.write'),
  output: ConfirmationCode,
  summary: '更换本单位确认码',
  once: true,
})

// --- whom an identity number belongs to, before something is given to them ---
const identity = { identityType: requiredText(20, '证件类别'), identityNumber: requiredText(40, '证件号') }
/** Enough to recognise, not to learn: the verified user with that number. */
export const FoundPerson = z.object({
  name: z.string(), // masked
  identityNumber: z.string(), // masked
  phone: z.nullable(z.string()), // masked
  /** What this person is in the business already. */
  role: z.nullable(z.enum(['main', 'auxiliary'])),
})
export type FoundPerson = z.output<typeof FoundPerson>

// --- web: businesses and their managers (P5) ---
const Role = z.enum(['main', 'auxiliary'])
/** How one came to the business. */
export const GrantWay = z.enum(['code', 'direct', 'transfer', 'auxiliary'])
export const EndWay = z.enum(['revoked', 'transferred', 'removed', 'givenUp', 'identityEnded', 'promoted'])
export const BusinessManager = z.object({
  bindingId: z.number(),
  role: Role,
  name: z.string(),
  phone: z.string(), // masked
  boundAt: instant,
  way: GrantWay,
  /** Who gave it: an account, or the manager before. */
  grantedBy: z.nullable(z.string()),
})
export const BusinessRow = z.object({
  businessCode: z.string(),
  businessName: z.string(),
  /** 业务日期: when the newest exam year of the business is open. */
  period: z.nullable(z.object({ year: z.number(), openDate: z.string(), closeDate: z.string() })),
  code: z.nullable(
    z.object({
      id: z.number(),
      state: z.enum(['issued', 'used', 'revoked', 'expired']),
      hint: z.string(), // last two characters
      createdAt: instant,
      expiresAt: instant,
      usedAt: z.nullable(instant),
    }),
  ),
  managers: z.array(BusinessManager),
})
export const listBusinesses = endpoint({
  method: 'GET',
  path: '/api/businesses',
  access: account('authorization.read'),
  output: z.object({ items: z.array(BusinessRow) }),
  summary: '机构人事业务管理',
})
/** Every code that was made, and everybody who held the business. */
export const getBusinessHistory = endpoint({
  method: 'GET',
  path: '/api/businesses/:businessCode/history',
  access: account('authorization.read'),
  output: z.object({
    codes: z.array(
      z.object({
        id: z.number(),
        state: z.enum(['issued', 'used', 'revoked', 'expired']),
        hint: z.string(),
        createdAt: instant,
        createdBy: z.string(),
        expiresAt: instant,
        usedBy: z.nullable(z.string()),
        usedAt: z.nullable(instant),
      }),
    ),
    holders: z.array(z.object({ ...BusinessManager.shape, endedAt: z.nullable(instant), ended: z.nullable(EndWay), endedBy: z.nullable(z.string()) })),
  }),
  summary: '业务授权记录',
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
/** Before 直接授权; wrong numbers are counted, and every look is logged. */
export const lookUpBusinessPerson = endpoint({
  method: 'POST',
  path: '/api/businesses/:businessCode/person-lookups',
  access: account('authorization.write'),
  input: z.object(identity),
  output: FoundPerson,
  summary: '查询被授权人',
})
/** 直接授权: the verified user with that number is the business manager, without a code. */
export const grantBusiness = endpoint({
  method: 'POST',
  path: '/api/businesses/:businessCode/managers',
  access: account('authorization.write'),
  input: z.object(identity),
  output: z.object({ bindingId: z.number() }),
  summary: '直接授权',
  once: true,
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
  output: z.object({
    organizationId: z.number(),
    organizationName: z.string(),
    businessCode: z.string(),
    businessName: z.string(),
    expiresAt: instant,
    /** One is an auxiliary manager of it already and becomes the main one. */
    isAuxiliary: z.boolean(),
  }),
  summary: '查询授权码的内容',
})
export const bindManager = endpoint({
  method: 'POST',
  path: '/api/me/manager-bindings',
  access: verifiedUser,
  input: z.object({ code: requiredText(40, '授权码'), checkId: passedCheckId }),
  output: z.object({ bindingId: z.number() }),
  summary: '绑定业务',
  once: true,
})

// --- mini-program: the business and its people (M6) ---
export const ManagedBusiness = z.object({
  bindingId: z.number(),
  organizationName: z.string(),
  businessCode: z.string(),
  businessName: z.string(),
  role: Role,
  boundAt: instant,
  way: GrantWay,
  grantedBy: z.nullable(z.string()),
  /** The main manager, for an auxiliary to turn to; null for the main one. */
  mainManager: z.nullable(z.object({ name: z.string(), phone: z.string() })),
  /** For the main manager only. */
  auxiliaries: z.array(z.object({ auxiliaryId: z.number(), name: z.string(), phone: z.string(), boundAt: instant })),
})
export type ManagedBusiness = z.output<typeof ManagedBusiness>
export const getManagedBusiness = endpoint({
  method: 'GET',
  path: '/api/me/manager-bindings/:bindingId',
  access: manager,
  output: ManagedBusiness,
  summary: '我管理的业务',
})
export const lookUpManagerPerson = endpoint({
  method: 'POST',
  path: '/api/me/manager-bindings/:bindingId/person-lookups',
  access: manager,
  input: z.object(identity),
  output: FoundPerson,
  summary: '查询要授权的人',
})
export const addAuxiliary = endpoint({
  method: 'POST',
  path: '/api/me/manager-bindings/:bindingId/auxiliaries',
  access: manager,
  input: z.object({ ...identity, checkId: passedCheckId }),
  output: ManagedBusiness,
  summary: '添加辅助管理员',
  once: true,
})
export const removeAuxiliary = endpoint({
  method: 'DELETE',
  path: '/api/me/manager-bindings/:bindingId/auxiliaries/:auxiliaryId',
  access: manager,
  output: ManagedBusiness,
  summary: '移除辅助管理员',
})
/** The old manager's rights end at once; the auxiliaries stay with the business. */
export const transferManager = endpoint({
  method: 'POST',
  path: '/api/me/manager-bindings/:bindingId/transfers',
  access: manager,
  input: z.object({ ...identity, checkId: passedCheckId }),
  output: done,
  summary: '转移业务管理人',
  once: true,
})
export const giveUpBusiness = endpoint({
  method: 'DELETE',
  path: '/api/me/manager-bindings/:bindingId',
  access: manager,
  output: done,
  summary: '放弃业务',
})
