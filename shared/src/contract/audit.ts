import { z } from '../zod'
import { FilingPicture, TimelineEntry } from './candidate'
import { pictureQuery, pictureType } from './details'
import { identityTypeCodes } from '../dictionaries/identity-types'
import { dateText, endpoint, fileOutput, instant, manager, queryInt, requiredText, text, version } from './endpoint'
import { PaymentState } from './payments'
import { ReviewState } from './trials'

export const AuditCounts = z.object({
  pending: z.number(), approved: z.number(), deferred: z.number(), revisionRequested: z.number(), rejected: z.number(),
  /** 已退回下级: never at a unit. */
  returned: z.number(),
})
export const CountedDesk = z.object({
  organizationName: z.string(),
  businessName: z.string(),
  examYear: z.number(),
  counts: AuditCounts,
  /** Newest first: of which years something has come to this desk, and how many of each wait. People are put up for a year from the one before. */
  years: z.array(z.object({ examYear: z.number(), pending: z.number() })),
})
export const getAuditCounts = endpoint({
  method: 'GET',
  path: '/api/audit/:bindingId/counts',
  access: manager,
  /** Without a year: the current one, or where nothing waits in it, the first in which something does. */
  input: z.object({ examYear: z.optional(queryInt({ min: 2000, max: 2100 })) }),
  output: CountedDesk,
  summary: '审核数量',
})
export const AuditSubmission = z.enum(['draft', 'submitted', 'detached'], '提交状态不正确')
export const AuditRow = z.object({
  id: z.number(),
  name: z.string(),
  identityNumber: z.string(), // masked
  applyLevel: z.string(),
  applyCategory: z.string(),
  institutionName: z.string(),
  /** 提交状态; `detached`: it was removed from its unit and is not at this desk any more. */
  submission: AuditSubmission,
  /** At this desk; of a detached one, as it was when it left. */
  reviewState: ReviewState,
  paymentState: PaymentState,
  submittedAt: instant,
})
export const AuditPage = z.object({ items: z.array(AuditRow), nextCursor: z.nullable(z.string()) })
export const AuditSearch = z.object({
  examYear: z.optional(z.int('报名年度不正确')),
  state: z.optional(ReviewState),
  /** Default: what has come to this desk. 未提交 also has what the unit has opened again, 已移除 only what has left. */
  submission: z.optional(AuditSubmission),
  name: z.optional(text(60, '姓名')),
  identityType: z.optional(z.enum(identityTypeCodes, '证件类别不正确')),
  identityNumber: z.optional(text(40, '证件号')), // whole, or the last 4
  applyLevel: z.optional(text(20, '申报级别')),
  applyCategory: z.optional(text(30, '申报类别')),
  paymentState: z.optional(PaymentState),
  /** First and last day of the submission, in China. */
  submittedFrom: z.optional(dateText),
  submittedTo: z.optional(dateText),
  cursor: z.optional(text(100, '翻页位置')),
})
/** Keyset pages: pass `cursor` of the answer before. POST, because an identity number never stands in a URL. */
export const searchAudit = endpoint({
  method: 'POST',
  path: '/api/audit/:bindingId/search',
  access: manager,
  input: AuditSearch,
  output: AuditPage,
  summary: '审核列表',
})
/** `returned` is 退回 to the level below: only levels above the unit may. */
export const Decision = z.enum(['approved', 'deferred', 'revisionRequested', 'rejected', 'returned'], '请选择审核结果')
export const AuditDetail = z.object({
  id: z.number(),
  submission: AuditSubmission,
  reviewState: ReviewState,
  examYear: z.number(),
  institutionName: z.string(),
  submittedAt: instant,
  submissionCode: z.string(),
  name: z.string(),
  /** Whole numbers: reviewers see them on the detail page, and the reading is logged. */
  sections: z.array(
    z.object({
      section: z.string(),
      title: z.string(),
      fields: z.array(z.object({ label: z.string(), value: z.string(), personal: z.boolean() })),
      /** Thumbnails and full size by `getAuditPicture`. */
      pictures: z.array(FilingPicture),
    }),
  ),
  segments: z.array(z.object({ own: z.boolean(), unitName: z.string(), startDate: z.string(), endDate: z.string() })),
  totalMonths: z.number(),
  internships: z.array(z.object({ startDate: z.string(), endDate: z.string(), institutionName: z.string() })),
  timeline: z.array(TimelineEntry),
  paymentState: PaymentState,
  /** Who decided last at this desk; null before the first decision. */
  lastDecision: z.nullable(z.object({ reviewerName: z.string(), decidedAt: instant, label: z.string() })),
  /** The reviewer's own: another one decides (回避). */
  isReviewersOwn: z.boolean(),
  /** What would be refused now whatever else is put in, each with the reason. */
  closed: z.array(z.object({ decision: Decision, reason: z.string() })),
  /** Pictures open in full size, which shows whole numbers; thumbnails always do. */
  mayEnlarge: z.boolean(),
  /** 从单位移除 may be done here and now. */
  mayDetach: z.boolean(),
  /** When it was removed from its unit, and by whom: what is shown is what was reviewed before. */
  detached: z.nullable(z.object({ at: instant, by: z.string(), reason: z.string() })),
  /** The next one that waits in the order of the list, from the beginning again after the last; null when no other waits. */
  nextId: z.nullable(z.number()),
  version,
})
export type AuditDetail = z.output<typeof AuditDetail>
export const getAuditDetail = endpoint({
  method: 'GET',
  path: '/api/audit/:bindingId/applications/:applicationId',
  access: manager,
  output: AuditDetail,
  summary: '审核详情',
})
/** Of what the candidate confirmed, as it was then. */
export const getAuditPicture = endpoint({
  method: 'GET',
  path: '/api/audit/:bindingId/applications/:applicationId/pictures/:attachmentId',
  access: manager,
  input: z.object(pictureQuery),
  output: fileOutput(pictureType),
  summary: '申报材料中的图片',
})
export const DecisionInput = z.object({
  decision: Decision,
  remark: text(500, '审核意见'),
  internshipStart: z.nullable(text(10, '实习开始日期')),
  internshipEnd: z.nullable(text(10, '实习结束日期')),
  version,
})
export const Decided = z.object({ reviewState: ReviewState, nextId: z.nullable(z.number()) })
/**
 * The remark is required for 允许修改, 审核不通过 and 退回, the internship dates for 审核通过 by the unit; with other decisions the
 * dates are ignored. The same decision twice is one.
 */
export const decideApplication = endpoint({
  method: 'POST',
  path: '/api/audit/:bindingId/applications/:applicationId/decisions',
  access: manager,
  input: DecisionInput,
  output: Decided,
  summary: '审核',
  once: true,
})
/** The candidate reads the reason. */
export const Detachment = z.object({ reason: requiredText(200, '移除原因'), version })
export const Detached = z.object({ nextId: z.nullable(z.number()) })
/**
 * 从单位移除, by the unit's manager: the candidate is no longer bound to the unit, so that the next one can file anew and certify.
 * Reviews and certified dates stay; what was paid stays paid.
 */
export const detachApplication = endpoint({
  method: 'POST',
  path: '/api/audit/:bindingId/applications/:applicationId/detachment',
  access: manager,
  input: Detachment,
  output: Detached,
  summary: '从单位移除',
  once: true,
})
