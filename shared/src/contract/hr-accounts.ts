import { maxProofs, minUnitSearch } from '../domain/hr-account'
import { z } from '../zod'
import { account, endpoint, fileOutput, instant, nothing, pageOf, pageQuery, publicAccess, recordId, text, verifiedUser, version } from './endpoint'

export const HrApplicationState = z.enum(['pending', 'accepted', 'rejected'])

// --- mini-program: apply for the unit's HR account (M4) ---
/** What anyone may know of an institution. */
export const HrUnit = z.object({
  organizationId: z.number(),
  name: z.string(),
  authorityName: z.nullable(z.string()),
  category: z.nullable(z.string()), // dictionary institutionCategory
  address: z.nullable(z.string()),
})
export type HrUnit = z.output<typeof HrUnit>

export const HrProof = z.object({ proofId: z.number(), kind: z.enum(['picture', 'document']) })
export type HrProof = z.output<typeof HrProof>

export const HrApplication = z.object({
  id: z.number(),
  unit: HrUnit,
  state: HrApplicationState,
  opinion: z.nullable(z.string()),
  submittedAt: instant,
  decidedAt: z.nullable(instant),
  proofs: z.array(HrProof),
  /** Of the one-time password that an accepted application brings; `waiting` until `passwordUntil`. */
  password: z.enum(['none', 'waiting', 'shown', 'expired']),
  passwordUntil: z.nullable(instant),
  version,
})
export type HrApplication = z.output<typeof HrApplication>

const unitName = z
  .string('请填写单位名称')
  .check(z.refine((v) => Array.from(v.trim()).length >= minUnitSearch, `请至少填写单位名称中的 ${minUnitSearch} 个字`), z.maxLength(100, '单位名称最多 100 个字'))
export const searchHrUnits = endpoint({
  method: 'GET',
  path: '/api/me/hr-account-units',
  access: verifiedUser,
  input: z.object({ name: unitName }),
  /** `more`: the name fits others as well and should be written further. */
  output: z.object({ items: z.array(HrUnit), more: z.boolean() }),
  summary: '按名称查找单位',
})
/** The path opens the filled-in form for a while without a sign-in, so that it can be pasted into a browser to print. */
export const linkHrForm = endpoint({
  method: 'POST',
  path: '/api/me/hr-account-form-links',
  access: verifiedUser,
  input: z.object({ organizationId: recordId }),
  output: z.object({ path: z.string(), expiresAt: instant }),
  summary: '单位人事账号申请表的下载链接',
})
export const getHrForm = endpoint({
  method: 'GET',
  path: '/api/hr-account-forms/:formToken',
  access: publicAccess,
  output: fileOutput('application/pdf'),
  summary: '下载单位人事账号申请表',
})
export const uploadHrProof = endpoint({
  method: 'POST',
  path: '/api/me/hr-account-proofs',
  access: verifiedUser,
  input: nothing,
  upload: { maxBytes: 3 * 1024 * 1024, kind: 'image' },
  output: HrProof,
  summary: '上传盖章申请表照片',
  once: true,
})
export const uploadHrProofDocument = endpoint({
  method: 'POST',
  path: '/api/me/hr-account-proof-documents',
  access: verifiedUser,
  input: nothing,
  upload: { maxBytes: 10 * 1024 * 1024, kind: 'document' },
  output: HrProof,
  summary: '上传盖章申请表 PDF',
  once: true,
})
const proofIds = z
  .array(recordId, '请上传盖章的申请表')
  .check(z.minLength(1, '请上传盖章的申请表'), z.maxLength(maxProofs, `申请表最多 ${maxProofs} 个文件`), z.refine((ids) => new Set(ids).size === ids.length, '同一个文件上传了两次'))

export const listMyHrApplications = endpoint({
  method: 'GET',
  path: '/api/me/hr-account-applications',
  access: verifiedUser,
  output: z.object({ items: z.array(HrApplication) }),
  summary: '我的人事账号申请',
})
export const submitHrApplication = endpoint({
  method: 'POST',
  path: '/api/me/hr-account-applications',
  access: verifiedUser,
  input: z.object({ organizationId: recordId, proofIds }),
  output: HrApplication,
  summary: '申请单位人事账号',
  once: true,
})
export const getMyHrApplication = endpoint({
  method: 'GET',
  path: '/api/me/hr-account-applications/:hrApplicationId',
  access: verifiedUser,
  output: HrApplication,
  summary: '人事账号申请详情',
})
export const resubmitHrApplication = endpoint({
  method: 'POST',
  path: '/api/me/hr-account-applications/:hrApplicationId/resubmissions',
  access: verifiedUser,
  input: z.object({ proofIds, version }),
  output: HrApplication,
  summary: '重新提交人事账号申请',
  once: true,
})
export const getMyHrProof = endpoint({
  method: 'GET',
  path: '/api/me/hr-account-applications/:hrApplicationId/proofs/:proofId',
  access: verifiedUser,
  output: fileOutput('image/jpeg'),
  summary: '查看已提交的申请表',
})
/** Shown once: a second call finds nothing. The same request repeated (a lost answer) gets the same answer. */
export const showHrPassword = endpoint({
  method: 'POST',
  path: '/api/me/hr-account-applications/:hrApplicationId/password-views',
  access: verifiedUser,
  output: z.object({ username: z.string(), password: z.string(), signInUrl: z.string() }),
  summary: '查看一次性密码',
  once: true,
})

// --- web: the authority's review (P4) ---
export const HrReviewRow = z.object({
  id: z.number(),
  state: HrApplicationState,
  applicantName: z.string(),
  identityNumber: z.string(), // masked
  organizationName: z.string(),
  authorityName: z.nullable(z.string()),
  submittedAt: instant,
  decidedAt: z.nullable(instant),
  reviewerName: z.nullable(z.string()),
})
export type HrReviewRow = z.output<typeof HrReviewRow>

export const listHrReviews = endpoint({
  method: 'GET',
  path: '/api/hr-account-reviews',
  access: account('hrAccountReview.read'),
  input: z.object({ ...pageQuery, state: z._default(HrApplicationState, 'pending'), name: z.optional(text(100, '单位或申请人')) }),
  output: z.object({ ...pageOf(HrReviewRow).shape, counts: z.object({ pending: z.number(), accepted: z.number(), rejected: z.number() }) }),
  summary: '人事账号申请审核列表',
})
export const HrReview = z.object({
  ...HrReviewRow.shape,
  identityType: z.string(),
  fullIdentityNumber: z.string(),
  phone: z.nullable(z.string()),
  unit: z.object({ ...HrUnit.shape, creditCode: z.nullable(z.string()), licenseNo: z.nullable(z.string()) }),
  /** The unit's main account when it has one: accepting gives it a new password and ends its sessions. */
  mainAccount: z.nullable(
    z.object({
      accountId: z.number(),
      username: z.string(),
      /** Disabled: accepting enables it again, which the decision has to say. */
      state: z.enum(['active', 'disabled']),
      lastSignInAt: z.nullable(instant),
      /** Whom an earlier application was accepted for. */
      administratorName: z.nullable(z.string()),
    }),
  ),
  opinion: z.nullable(z.string()),
  proofs: z.array(HrProof),
  version,
})
export type HrReview = z.output<typeof HrReview>

/** The whole number is shown to the reviewer; the reading is logged. */
export const getHrReview = endpoint({
  method: 'GET',
  path: '/api/hr-account-reviews/:hrApplicationId',
  access: account('hrAccountReview.read'),
  output: HrReview,
  summary: '人事账号申请审核详情',
})
export const getHrReviewProof = endpoint({
  method: 'GET',
  path: '/api/hr-account-reviews/:hrApplicationId/proofs/:proofId',
  access: account('hrAccountReview.read'),
  output: fileOutput('image/jpeg'),
  summary: '人事账号申请的盖章申请表',
})
/**
 * `mainAccountSeen`: the account that the page warned of, null when it showed none; another one by now is refused as stale.
 * `enableAccount`: the account is disabled, and is meant to be in use again; without it nothing enables it.
 */
export const decideHrReview = endpoint({
  method: 'POST',
  path: '/api/hr-account-reviews/:hrApplicationId/decisions',
  access: account('hrAccountReview.write'),
  input: z.object({ decision: z.enum(['accept', 'reject'], '请选择审核结果'), opinion: text(200, '审核意见'), version, mainAccountSeen: z.nullable(recordId), enableAccount: z._default(z.boolean('启用账号的选择不正确'), false) }),
  output: HrReviewRow,
  summary: '审核人事账号申请',
  once: true,
})
