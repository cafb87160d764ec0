import { maxAuthorizationPages } from '../domain/account-holder'
import { z } from '../zod'
import { account, anyAccountBeforeVerification, endpoint, fileOutput, instant, nothing, pageOf, pageQuery, recordId, requiredText, text, version } from './endpoint'

export const AccountVerificationState = z.enum(['none', 'saved', 'submitted', 'rejected', 'passed'], '状态不正确')
const Side = z.enum(['front', 'back'], '照片类型不正确')
const picture = { maxBytes: 3 * 1024 * 1024, kind: 'image' } as const
const document = { maxBytes: 10 * 1024 * 1024, kind: 'document' } as const

const holder = {
  name: requiredText(60, '姓名'),
  identityType: requiredText(20, '身份证件类别'),
  identityNumber: requiredText(60, '证件号'),
  mobile: requiredText(30, '手机号'),
}

export const AuthorizationPage = z.object({ proofId: z.number(), kind: z.enum(['picture', 'document']) })
export type AuthorizationPage = z.output<typeof AuthorizationPage>

// --- one's own account (R2): open before it has passed ---
export const AccountVerification = z.object({
  state: AccountVerificationState,
  name: z.nullable(z.string()),
  identityType: z.nullable(z.string()),
  identityNumber: z.nullable(z.string()), // masked
  mobile: z.nullable(z.string()), // masked
  /** Both sides of the document are kept. False once they have been deleted: another submission needs them again. */
  photosKept: z.boolean(),
  proofs: z.array(AuthorizationPage),
  maxProofs: z.literal(maxAuthorizationPages),
  /** Who decides: the authority above, one's own organization, or the platform's operator where nobody is above. */
  reviewer: z.object({ kind: z.enum(['authority', 'own', 'operator']), name: z.string() }),
  /** Names of the fields that the reviewer put right. */
  corrected: z.array(z.string()),
  opinion: z.nullable(z.string()),
  reviewerName: z.nullable(z.string()),
  savedAt: z.nullable(instant),
  submittedAt: z.nullable(instant),
  decidedAt: z.nullable(instant),
  version,
})
export type AccountVerification = z.output<typeof AccountVerification>

export const getAccountVerification = endpoint({
  method: 'GET',
  path: '/api/account-verification',
  access: anyAccountBeforeVerification,
  output: AccountVerification,
  summary: '账号实名认证状态',
})
export const uploadAccountPhoto = endpoint({
  method: 'POST',
  path: '/api/account-verification/photos',
  access: anyAccountBeforeVerification,
  input: z.object({ side: Side }),
  upload: picture,
  output: z.object({ photoId: z.number(), width: z.number(), height: z.number() }),
  summary: '上传账号使用人的证件照片',
  once: true,
})
export const getAccountPhoto = endpoint({
  method: 'GET',
  path: '/api/account-verification/photos/:side',
  access: anyAccountBeforeVerification,
  output: fileOutput('image/jpeg'),
  summary: '查看自己提交的证件照片',
})
/** `frontPhotoId` and `backPhotoId` null: the one that is kept already. `version` 0: nothing was saved before. */
export const saveAccountVerification = endpoint({
  method: 'PUT',
  path: '/api/account-verification',
  access: anyAccountBeforeVerification,
  input: z.object({ ...holder, frontPhotoId: z.nullable(recordId), backPhotoId: z.nullable(recordId), version }),
  output: AccountVerification,
  summary: '保存账号实名认证信息',
})
/** The whole values for the one they are of; the reading is logged. */
export const revealAccountVerification = endpoint({
  method: 'POST',
  path: '/api/account-verification/reveals',
  access: anyAccountBeforeVerification,
  output: z.object({ identityNumber: z.string(), mobile: z.string() }),
  summary: '查看自己填写的完整证件号与手机号',
})
export const getAccountVerificationForm = endpoint({
  method: 'GET',
  path: '/api/account-verification/form',
  access: anyAccountBeforeVerification,
  output: fileOutput('application/pdf'),
  summary: '下载账号实名认证授权书',
})
export const uploadAuthorizationPicture = endpoint({
  method: 'POST',
  path: '/api/account-verification/proofs',
  access: anyAccountBeforeVerification,
  input: nothing,
  upload: picture,
  output: AccountVerification,
  summary: '上传盖章授权书照片',
  once: true,
})
export const uploadAuthorizationDocument = endpoint({
  method: 'POST',
  path: '/api/account-verification/proof-documents',
  access: anyAccountBeforeVerification,
  input: nothing,
  upload: document,
  output: AccountVerification,
  summary: '上传盖章授权书 PDF',
  once: true,
})
export const getAuthorizationPage = endpoint({
  method: 'GET',
  path: '/api/account-verification/proofs/:proofId',
  access: anyAccountBeforeVerification,
  output: fileOutput('image/jpeg'),
  summary: '查看自己上传的授权书',
})
export const removeAuthorizationPage = endpoint({
  method: 'DELETE',
  path: '/api/account-verification/proofs/:proofId',
  access: anyAccountBeforeVerification,
  output: AccountVerification,
  summary: '删除上传的授权书',
})
export const submitAccountVerification = endpoint({
  method: 'POST',
  path: '/api/account-verification/submissions',
  access: anyAccountBeforeVerification,
  input: z.object({ version }),
  output: AccountVerification,
  summary: '提交证明材料',
  once: true,
})

// --- the review: main accounts below by an authority, one's own sub-accounts by the main account ---
export const AccountReviewState = z.enum(['submitted', 'passed', 'rejected'], '状态不正确')
export const AccountReviewRow = z.object({
  id: z.number(),
  state: AccountReviewState,
  kind: z.enum(['main', 'sub']),
  username: z.string(),
  organizationName: z.string(),
  name: z.string(),
  identityNumber: z.string(), // masked
  submittedAt: z.nullable(instant),
  decidedAt: z.nullable(instant),
  reviewerName: z.nullable(z.string()),
})
export type AccountReviewRow = z.output<typeof AccountReviewRow>

export const listAccountReviews = endpoint({
  method: 'GET',
  path: '/api/account-reviews',
  access: account('accountReview.read'),
  input: z.object({
    ...pageQuery,
    state: z._default(AccountReviewState, 'submitted'),
    kind: z.optional(z.enum(['main', 'sub'], '账号类型不正确')),
    name: z.optional(text(100, '单位、账号或姓名')),
  }),
  output: z.object({ ...pageOf(AccountReviewRow).shape, counts: z.object({ submitted: z.number(), passed: z.number(), rejected: z.number() }) }),
  summary: '账号实名认证审核列表',
})

export const AccountReview = z.object({
  ...AccountReviewRow.shape,
  identityType: z.string(),
  fullIdentityNumber: z.string(),
  mobile: z.string(),
  unit: z.object({
    name: z.string(),
    creditCode: z.nullable(z.string()),
    licenseNo: z.nullable(z.string()),
    authorityName: z.nullable(z.string()),
    category: z.nullable(z.string()), // dictionary institutionCategory
  }),
  photosKept: z.boolean(),
  proofs: z.array(AuthorizationPage),
  corrected: z.array(z.string()),
  savedAt: z.nullable(instant),
  opinion: z.nullable(z.string()),
  version,
})
export type AccountReview = z.output<typeof AccountReview>

/** With the whole number and phone; the reading is logged. */
export const getAccountReview = endpoint({
  method: 'GET',
  path: '/api/account-reviews/:accountReviewId',
  access: account('accountReview.read'),
  output: AccountReview,
  summary: '账号实名认证审核详情',
})
export const getAccountReviewPhoto = endpoint({
  method: 'GET',
  path: '/api/account-reviews/:accountReviewId/photos/:side',
  access: account('accountReview.read'),
  output: fileOutput('image/jpeg'),
  summary: '账号使用人的证件照片',
})
export const getAccountReviewProof = endpoint({
  method: 'GET',
  path: '/api/account-reviews/:accountReviewId/proofs/:proofId',
  access: account('accountReview.read'),
  output: fileOutput('image/jpeg'),
  summary: '账号使用人的盖章授权书',
})
/** Before it passes: what was typed wrong need not go back for it. */
export const correctAccountReview = endpoint({
  method: 'PUT',
  path: '/api/account-reviews/:accountReviewId',
  access: account('accountReview.write'),
  input: z.object({ ...holder, version }),
  output: AccountReview,
  summary: '更正账号实名认证信息',
})
export const decideAccountReview = endpoint({
  method: 'POST',
  path: '/api/account-reviews/:accountReviewId/decisions',
  access: account('accountReview.write'),
  input: z.object({ decision: z.enum(['pass', 'reject'], '请选择审核结果'), opinion: text(200, '审核意见'), version }),
  output: AccountReviewRow,
  summary: '审核账号实名认证',
  once: true,
})
