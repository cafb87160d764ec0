import { checkPurposes, identifications, type CheckPurpose as Purpose, type Identification as HowIdentified } from '../domain/check-subject'
import { z } from '../zod'
import { account, endpoint, instant, pageOf, pageQuery, recordId, requiredText, text, verifiedUser, version } from './endpoint'

/**
 * That the person at the phone is the verified one, before something that can't be done in another's name. WeChat checks
 * the face, or, since the face is never the only way, an authority checks by hand; both give a check that counts once.
 */
export const CheckPurpose = z.enum(checkPurposes, '核验用途不正确')
export type CheckPurpose = Purpose
export type Identification = HowIdentified
export const CheckMethod = z.enum(['face', 'manual'])
/** The id of a check that has passed, where one is asked for. */
export const passedCheckId = z.int('请先完成本人核验')

// --- by face ---
export const startFaceCheck = endpoint({
  method: 'POST',
  path: '/api/me/face-checks',
  access: verifiedUser,
  input: z.object({ purpose: CheckPurpose }),
  /**
   * `pageUrl`: where a browser outside WeChat can do the check, when the deployment offers such a page. It may hold `{return}`:
   * the client puts the (URL-encoded) address there that the page leads back to.
   */
  output: z.object({ checkId: z.number(), verifyId: z.string(), expiresAt: instant, pageUrl: z.nullable(z.string()) }),
  summary: '发起人脸核验',
})
/** Of either method. A face check asks WeChat: `pending` until the person has finished, or the authority decided. */
export const getPersonCheck = endpoint({
  method: 'GET',
  path: '/api/me/person-checks/:checkId',
  access: verifiedUser,
  output: z.object({ method: CheckMethod, state: z.enum(['pending', 'passed', 'failed', 'used', 'expired', 'withdrawn']) }),
  summary: '本人核验结果',
})

// --- by hand ---
/** What a manual check is for; it counts for nothing else. */
export const CheckSubject = z.union(
  [
    z.object({ purpose: z.literal('bindManager'), code: requiredText(40, '授权码') }),
    z.object({ purpose: z.literal('confirmFiling'), trialId: recordId }),
    z.object({ purpose: z.enum(['transferManager', 'addAuxiliary']), bindingId: recordId }),
    z.object({ purpose: z.literal('withdrawIdentity') }),
  ],
  '核验用途不正确，请返回后重新申请',
)
export type CheckSubject = z.output<typeof CheckSubject>

export const ManualCheckState = z.enum(['pending', 'passed', 'rejected', 'withdrawn', 'used', 'expired'])
export const ManualCheck = z.object({
  checkId: z.number(),
  purpose: CheckPurpose,
  /** Names what it is for as `checkSubjectKey` does: the same thing has the same key. */
  subjectKey: z.string(),
  /** What it is for, in words: unit and business, exam and year. */
  about: z.string(),
  /** Where to go on with it. */
  trialId: z.nullable(z.number()),
  bindingId: z.nullable(z.number()),
  state: ManualCheckState,
  reason: z.string(),
  /** Who checks: the authority above the unit concerned. */
  authorityName: z.string(),
  opinion: z.nullable(z.string()),
  requestedAt: instant,
  decidedAt: z.nullable(instant),
  /** Of a passed one: it counts until then. */
  expiresAt: z.nullable(instant),
})
export type ManualCheck = z.output<typeof ManualCheck>

export const requestManualCheck = endpoint({
  method: 'POST',
  path: '/api/me/manual-checks',
  access: verifiedUser,
  input: z.object({ subject: CheckSubject, reason: requiredText(200, '不做人脸核验的原因') }),
  output: ManualCheck,
  summary: '申请人工核验',
  once: true,
})
/** Mine, the newest first. */
export const listManualChecks = endpoint({
  method: 'GET',
  path: '/api/me/manual-checks',
  access: verifiedUser,
  output: z.object({ items: z.array(ManualCheck) }),
  summary: '我的人工核验',
})
export const withdrawManualCheck = endpoint({
  method: 'DELETE',
  path: '/api/me/manual-checks/:checkId',
  access: verifiedUser,
  output: ManualCheck,
  summary: '撤回人工核验申请',
})

// --- web: the authority checks ---
export const CheckReviewState = z.enum(['pending', 'passed', 'rejected'])
/** How the authority made sure who it is. */
export const Identification = z.enum(identifications, '请选择核实身份的方式')
export const CheckReviewRow = z.object({
  id: z.number(),
  name: z.string(),
  identityType: z.string(),
  identityNumber: z.string(), // masked
  purpose: CheckPurpose,
  organizationName: z.nullable(z.string()),
  about: z.string(),
  requestedAt: instant,
  state: CheckReviewState,
  reviewerName: z.nullable(z.string()),
  decidedAt: z.nullable(instant),
})
export const listCheckReviews = endpoint({
  method: 'GET',
  path: '/api/person-checks',
  access: account('personCheck.read'),
  input: z.object({ ...pageQuery, state: z._default(CheckReviewState, 'pending') }),
  output: z.object({ ...pageOf(CheckReviewRow).shape, counts: z.object({ pending: z.number(), passed: z.number(), rejected: z.number() }) }),
  summary: '人工核验列表',
})
export const getCheckReview = endpoint({
  method: 'GET',
  path: '/api/person-checks/:checkId',
  access: account('personCheck.read'),
  output: z.object({
    ...CheckReviewRow.shape,
    phone: z.nullable(z.string()), // masked
    reason: z.string(),
    identification: z.nullable(Identification),
    opinion: z.nullable(z.string()),
    version,
  }),
  summary: '人工核验详情',
})
/** Whole number and phone, to compare with the document and to call; logged. */
export const revealCheckReview = endpoint({
  method: 'POST',
  path: '/api/person-checks/:checkId/reveals',
  access: account('personCheck.read'),
  output: z.object({ identityNumber: z.string(), phone: z.nullable(z.string()) }),
  summary: '查看人工核验的完整证件号与电话',
})
export const decideCheckReview = endpoint({
  method: 'POST',
  path: '/api/person-checks/:checkId/decisions',
  access: account('personCheck.write'),
  input: z.object({
    decision: z.enum(['accept', 'reject'], '请选择核验结果'),
    /** Required when accepting. */
    identification: z.nullable(Identification),
    opinion: text(200, '核验意见'),
    version,
  }),
  output: CheckReviewRow,
  summary: '人工核验',
  once: true,
})
