import { z } from '../zod'
import { account, endpoint, fileOutput, instant, pageOf, pageQuery, recordId, requiredText, text, version, wechatUser } from './endpoint'
import { VerificationState } from './wechat-session'

export const VerificationMethod = z.enum(['automatic', 'manual', 'otherDocument'], '认证方式不正确')
export const PhotoSide = z.enum(['front', 'back'], '照片类型不正确')

export const IdentityVerification = z.object({
  state: VerificationState,
  method: z.nullable(VerificationMethod),
  name: z.nullable(z.string()),
  identityType: z.nullable(z.string()),
  identityNumber: z.nullable(z.string()), // masked
  submittedAt: z.nullable(instant),
  opinion: z.nullable(z.string()),
  /** Automatic tries that are left; 0: closed until `automaticOpensAt`. */
  automaticTriesLeft: z.number(),
  automaticOpensAt: z.nullable(instant),
})
export type IdentityVerification = z.output<typeof IdentityVerification>

export const getIdentityVerification = endpoint({
  method: 'GET',
  path: '/api/me/identity-verification',
  access: wechatUser,
  output: IdentityVerification,
  summary: '实名认证状态',
})
export const uploadIdentityPhoto = endpoint({
  method: 'POST',
  path: '/api/me/identity-photos',
  access: wechatUser,
  input: z.object({ side: PhotoSide }),
  upload: { maxBytes: 3 * 1024 * 1024, kind: 'image' },
  output: z.object({ photoId: z.number(), width: z.number(), height: z.number() }),
  summary: '上传证件照片',
  once: true,
})
const photos = { frontPhotoId: recordId, backPhotoId: recordId }
/** Identity card only: OCR compared with what was entered, then name and number checked. 3 failures close it for 24 h. */
export const verifyAutomatically = endpoint({
  method: 'POST',
  path: '/api/me/identity-verification/automatic',
  access: wechatUser,
  input: z.object({ name: requiredText(60, '姓名'), identityNumber: requiredText(40, '身份证号'), ...photos }),
  output: IdentityVerification,
  summary: '身份证自动核验',
  once: true,
})
export const submitManualVerification = endpoint({
  method: 'POST',
  path: '/api/me/identity-verification/manual',
  access: wechatUser,
  input: z.object({ name: requiredText(60, '姓名'), identityType: requiredText(20, '证件类别'), identityNumber: requiredText(40, '证件号'), ...photos }),
  output: IdentityVerification,
  summary: '提交人工审核',
  once: true,
})
export const withdrawVerification = endpoint({
  method: 'POST',
  path: '/api/me/identity-verification/withdrawals',
  access: wechatUser,
  /** A check of the person, passed; asked for when a verified identity is withdrawn, not when a submission is. */
  input: z.object({ checkId: z.optional(z.nullable(z.int('请先完成本人核验'))) }),
  output: IdentityVerification,
  summary: '撤回认证',
})

// the authority's side
export const IdentityReviewRow = z.object({
  id: z.number(),
  name: z.string(),
  identityType: z.string(),
  identityNumber: z.string(), // masked
  submittedAt: instant,
  state: VerificationState,
  reviewerName: z.nullable(z.string()),
})
export const listIdentityReviews = endpoint({
  method: 'GET',
  path: '/api/identity-reviews',
  access: account('identityReview.read'),
  input: z.object({ ...pageQuery, state: z._default(z.enum(['pending', 'verified', 'rejected']), 'pending') }),
  output: pageOf(IdentityReviewRow),
  summary: '实名人工审核列表',
})
/** The whole number is shown to the reviewer; the reading is logged. */
export const getIdentityReview = endpoint({
  method: 'GET',
  path: '/api/identity-reviews/:reviewId',
  access: account('identityReview.read'),
  output: z.object({
    ...IdentityReviewRow.shape,
    fullIdentityNumber: z.string(),
    phone: z.nullable(z.string()),
    opinion: z.nullable(z.string()),
    /** Another user holds the same number: an appeal. Accepting ends the other one's verification. */
    takenByOther: z.boolean(),
    version,
  }),
  summary: '实名人工审核详情',
})
export const getIdentityReviewPhoto = endpoint({
  method: 'GET',
  path: '/api/identity-reviews/:reviewId/photos/:side',
  access: account('identityReview.read'),
  output: fileOutput('image/jpeg'),
  summary: '实名审核照片',
})
export const decideIdentityReview = endpoint({
  method: 'POST',
  path: '/api/identity-reviews/:reviewId/decisions',
  access: account('identityReview.write'),
  input: z.object({ decision: z.enum(['accept', 'reject'], '请选择审核结果'), opinion: text(200, '审核意见'), version }),
  output: IdentityReviewRow,
  summary: '实名人工审核',
  once: true,
})
