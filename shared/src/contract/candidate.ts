import { z } from '../zod'
import { Picture, pictureQuery, pictureType } from './details'
import { done, endpoint, fileOutput, instant, pageOf, pageQuery, requiredText, verifiedUser, version, wechatUser } from './endpoint'
import { ConfirmationState, Objection, ReviewState } from './trials'

// --- unit ---
/** Whom to ask at a unit: its office, not a person's own number. */
export const UnitContact = z.object({ name: z.nullable(z.string()), phone: z.nullable(z.string()) })
export type UnitContact = z.output<typeof UnitContact>
/** Why the records of a unit do not lead to a binding. */
export const RecordHint = z.object({
  /** noRecord: none carries the number; otherName: its name is another; notInService: its employment ended or has not begun. */
  reason: z.enum(['noRecord', 'otherName', 'notInService']),
  unitName: z.nullable(z.string()),
  contact: z.nullable(UnitContact),
})
export type RecordHint = z.output<typeof RecordHint>
export const Unit = z.object({ organizationId: z.number(), name: z.string(), method: z.enum(['matched', 'code']), boundAt: instant })
export const getUnit = endpoint({
  method: 'GET',
  path: '/api/me/unit',
  access: verifiedUser,
  output: z.object({
    unit: z.nullable(Unit),
    /** The one in-service record that carries this identity number, when it is not bound yet. */
    match: z.nullable(z.object({ organizationId: z.number(), name: z.string() })),
    /** Neither bound nor matched: why, and whom to ask. */
    hint: z.nullable(RecordHint),
    mayUnbind: z.boolean(),
  }),
  summary: '我的单位',
})
/** Which unit a confirmation code belongs to, before binding. */
export const lookUpUnit = endpoint({
  method: 'POST',
  path: '/api/me/unit-lookups',
  access: verifiedUser,
  input: z.object({ code: requiredText(40, '单位确认码') }),
  /** `hint` null: the unit has the record and the user may be bound. */
  output: z.object({ organizationId: z.number(), name: z.string(), hint: z.nullable(RecordHint) }),
  summary: '查询确认码对应的单位',
})
/** By code, or without one when the record is matched. */
export const bindUnit = endpoint({
  method: 'POST',
  path: '/api/me/unit',
  access: verifiedUser,
  input: z.object({ code: z.nullable(requiredText(40, '单位确认码')) }),
  output: Unit,
  summary: '绑定单位',
  once: true,
})
export const unbindUnit = endpoint({
  method: 'DELETE',
  path: '/api/me/unit',
  access: verifiedUser,
  output: done,
  summary: '解除单位绑定',
})

// --- what the institution filed ---
export const FilingField = z.object({
  field: z.string(),
  label: z.string(),
  value: z.string(), // masked where `personal`
  personal: z.boolean(),
  /** What the candidate last confirmed or objected to, when it differs; empty when there was no such field. */
  before: z.nullable(z.string()),
})
export const FilingPicture = z.object({ ...Picture.shape, label: z.string() })
export type FilingPicture = z.output<typeof FilingPicture>
export const FilingSection = z.object({
  section: z.string(), // basic, education-12, trial, segment-1 …
  title: z.string(),
  fields: z.array(FilingField),
  /** Thumbnails and full size by `getFilingPicture`. */
  pictures: z.array(z.object({ ...FilingPicture.shape, isNew: z.boolean() })),
  /** Pictures that were there when the candidate last confirmed or objected and are not any more; they can still be looked at. */
  picturesBefore: z.array(FilingPicture),
  /** Against what the candidate last confirmed or objected to; null: the same, or there is nothing to compare with. */
  change: z.nullable(z.enum(['added', 'changed'])),
  /** The same as long as the section holds the same, masked values and pictures included; tells nothing of them. */
  digest: z.string(),
  objections: z.array(Objection),
})
/** A section that the candidate last confirmed or objected to and that is no longer filed; may be objected to as a whole. */
export const RemovedSection = z.object({
  section: z.string(),
  title: z.string(),
  fields: z.array(z.object({ field: z.string(), label: z.string(), value: z.string(), personal: z.boolean() })),
  pictures: z.array(FilingPicture),
  objections: z.array(Objection),
})
export const Filing = z.object({
  trialId: z.number(),
  examYear: z.number(),
  examName: z.string(),
  institutionName: z.string(),
  /** Whom to ask about it. */
  contact: z.nullable(UnitContact),
  state: ConfirmationState,
  /** Whether the exam year takes an answer to this filing today; days of China, inclusive. One that was reopened has until the end of the corrections. */
  period: z.object({ phase: z.enum(['notOpen', 'open', 'correctionsOnly', 'closed']), mayAnswer: z.boolean(), from: z.string(), until: z.string() }),
  sections: z.array(FilingSection),
  removed: z.array(RemovedSection),
  declaration: z.string(),
  faceCheckRequired: z.boolean(),
  totalMonths: z.number(),
  /** Changes with every change of anything shown; sent back when confirming or objecting. */
  contentHash: z.string(),
  confirmedAt: z.nullable(instant),
  reopenReason: z.nullable(z.string()),
  applicationId: z.nullable(z.number()),
})
export type Filing = z.output<typeof Filing>

export const getFilings = endpoint({
  method: 'GET',
  path: '/api/me/filings',
  access: verifiedUser,
  output: z.object({
    filings: z.array(Filing),
    /** When there is nothing: what is missing and whom to ask. */
    missing: z.nullable(z.object({
      reason: z.enum(['noUnit', 'noFiling', 'notReady']),
      text: z.string(),
      /** What the record still lacks for the exam, in words: 还没有学历记录. */
      lacks: z.array(z.string()),
      unitName: z.nullable(z.string()),
      contact: z.nullable(UnitContact),
    })),
  }),
  summary: '单位为我填报的信息',
})
/** The owner's personal fields in full; logged. */
export const revealFiling = endpoint({
  method: 'POST',
  path: '/api/me/filings/:trialId/reveals',
  access: verifiedUser,
  output: z.object({ fields: z.array(z.object({ section: z.string(), field: z.string(), value: z.string() })) }),
  summary: '查看填报中的完整号码',
})
/** Of what is filed now, and of what the candidate confirmed or objected to before. */
export const getFilingPicture = endpoint({
  method: 'GET',
  path: '/api/me/filings/:trialId/pictures/:attachmentId',
  access: verifiedUser,
  input: z.object(pictureQuery),
  output: fileOutput(pictureType),
  summary: '填报中的图片',
})
export const confirmFiling = endpoint({
  method: 'POST',
  path: '/api/me/filings/:trialId/confirmations',
  access: verifiedUser,
  input: z.object({
    contentHash: requiredText(128, '内容标识'),
    declarationAccepted: z.literal(true, '请先阅读并同意承诺书'),
    /** Every section that was looked at and found right. */
    sections: z.array(requiredText(40, '栏目')).check(z.maxLength(300, '栏目太多，请刷新后重新核对')),
    checkId: z.optional(z.nullable(z.int())),
  }),
  output: z.object({ applicationId: z.number() }),
  summary: '确认信息',
  once: true,
})
export const objectToFiling = endpoint({
  method: 'POST',
  path: '/api/me/filings/:trialId/objections',
  access: verifiedUser,
  /** `field`: of the section, or one of its pictures or all of it (domain/objection-target). */
  input: z.object({
    contentHash: requiredText(128, '内容标识'),
    objections: z
      .array(z.object({ section: requiredText(40, '栏目'), field: requiredText(60, '字段'), remark: requiredText(200, '说明') }))
      .check(z.minLength(1, '请至少指出一处有误的内容'), z.maxLength(50, '一次最多提出 50 处异议')),
  }),
  output: Filing,
  summary: '提出异议',
  once: true,
})

// --- application ---
export const TimelineEntry = z.object({
  at: z.nullable(instant),
  level: z.nullable(z.enum(['institution', 'county', 'city', 'province'])),
  title: z.string(),
  remark: z.nullable(z.string()),
  tone: z.enum(['ok', 'wait', 'ask', 'stop', 'neutral']),
  state: z.enum(['done', 'current', 'next']),
})
export const Application = z.object({
  id: z.number(),
  trialId: z.nullable(z.number()),
  examYear: z.number(),
  examName: z.string(),
  institutionName: z.nullable(z.string()),
  /** Whom to ask at the unit. */
  contact: z.nullable(UnitContact),
  submission: z.enum(['draft', 'submitted']),
  reviewLevel: z.enum(['institution', 'county', 'city', 'province']),
  reviewState: ReviewState,
  submissionCode: z.nullable(z.string()),
  submittedAt: z.nullable(instant),
  internships: z.array(z.object({ startDate: z.string(), endDate: z.string(), institutionName: z.string() })),
  timeline: z.array(TimelineEntry),
  /** What the candidate can do now, in words; null when there is only to wait. */
  nextStep: z.nullable(z.string()),
  version,
})
export type Application = z.output<typeof Application>
export const listApplications = endpoint({
  method: 'GET',
  path: '/api/me/applications',
  access: verifiedUser,
  output: z.object({ items: z.array(Application) }),
  summary: '我的申报',
})
export const getApplication = endpoint({
  method: 'GET',
  path: '/api/me/applications/:applicationId',
  access: verifiedUser,
  output: Application,
  summary: '申报进度',
})
/** As confirmed, with whole numbers: the owner's own print; logged. */
export const getApplicationForm = endpoint({
  method: 'GET',
  path: '/api/me/applications/:applicationId/form',
  access: verifiedUser,
  output: fileOutput('application/pdf'),
  summary: '打印申报材料',
})

// --- messages ---
export const MessageLinkKind = z.enum(['filing', 'application', 'payment', 'identity', 'unit', 'manager', 'personCheck', 'hrAccount'])
export const Message = z.object({
  id: z.number(),
  kind: z.string(),
  title: z.string(),
  body: z.string(),
  createdAt: instant,
  readAt: z.nullable(instant),
  /** Which page it leads to. */
  link: z.nullable(z.object({ kind: MessageLinkKind, id: z.nullable(z.number()) })),
})
export const listMessages = endpoint({
  method: 'GET',
  path: '/api/me/messages',
  access: wechatUser,
  input: z.object(pageQuery),
  output: z.object({ ...pageOf(Message).shape, unread: z.number() }),
  summary: '消息',
})
export const readMessage = endpoint({
  method: 'POST',
  path: '/api/me/messages/:messageId/readings',
  access: wechatUser,
  output: z.object({ unread: z.number() }),
  summary: '标记消息已读',
})
export const readAllMessages = endpoint({
  method: 'POST',
  path: '/api/me/messages/readings',
  access: wechatUser,
  output: z.object({ unread: z.number() }),
  summary: '全部标记为已读',
})
