import { fixedFields, institutionFileKinds, maxChangeProofs, maxChangeReason } from '../domain/institution-change'
import { z } from '../zod'
import { account, endpoint, fileOutput, instant, nothing, pageOf, pageQuery, recordId, requiredText, text, version } from './endpoint'

const picture = { maxBytes: 3 * 1024 * 1024, kind: 'image' } as const
const document = { maxBytes: 10 * 1024 * 1024, kind: 'document' } as const
const FileForm = z.enum(['picture', 'document'])

// --- 附件信息: certificates of the institution (R4) ---
const fileKind = z.enum(institutionFileKinds, '请选择附件类别')
export const InstitutionFile = z.object({ id: z.number(), kind: fileKind, form: FileForm, uploaderName: z.string(), uploadedAt: instant })
export type InstitutionFile = z.output<typeof InstitutionFile>
export const InstitutionFiles = z.object({ items: z.array(InstitutionFile) })

export const listInstitutionFiles = endpoint({
  method: 'GET',
  path: '/api/institution/files',
  access: account('institution.read'),
  output: InstitutionFiles,
  summary: '附件信息',
})
/** `replacesId`: the one that goes once this one is there; null: one more. */
const fileInput = z.object({ kind: fileKind, replacesId: z.nullable(recordId) })
export const uploadInstitutionPicture = endpoint({
  method: 'POST',
  path: '/api/institution/files',
  access: account('institution.write'),
  input: fileInput,
  upload: picture,
  output: InstitutionFiles,
  summary: '上传机构附件照片',
  once: true,
})
export const uploadInstitutionDocument = endpoint({
  method: 'POST',
  path: '/api/institution/file-documents',
  access: account('institution.write'),
  input: fileInput,
  upload: document,
  output: InstitutionFiles,
  summary: '上传机构附件 PDF',
  once: true,
})
export const getInstitutionFile = endpoint({
  method: 'GET',
  path: '/api/institution/files/:institutionFileId',
  access: account('institution.read'),
  output: fileOutput('image/jpeg'),
  summary: '查看机构附件',
})
export const removeInstitutionFile = endpoint({
  method: 'DELETE',
  path: '/api/institution/files/:institutionFileId',
  access: account('institution.write'),
  output: InstitutionFiles,
  summary: '删除机构附件',
})

// --- 机构信息修改: what only the authority above changes (R4) ---
export const InstitutionChangeState = z.enum(['pending', 'accepted', 'rejected', 'withdrawn'], '状态不正确')
export const ChangeProof = z.object({ proofId: z.number(), form: FileForm })
export type ChangeProof = z.output<typeof ChangeProof>

export const FixedFacts = z.object({
  name: z.string(),
  creditCode: z.string(),
  licenseNo: z.string(),
  category: z.string(), // dictionary institutionCategory
  authorityId: z.nullable(z.number()),
})
/** One line of old → new, in words. */
export const FixedChange = z.object({ field: z.enum(fixedFields as [string, ...string[]]), label: z.string(), from: z.string(), to: z.string() })
export type FixedChange = z.output<typeof FixedChange>

const request = {
  id: z.number(),
  state: InstitutionChangeState,
  changes: z.array(FixedChange),
  reason: z.string(),
  proofs: z.array(ChangeProof),
  applicantName: z.string(),
  submittedAt: instant,
  reviewerName: z.nullable(z.string()),
  opinion: z.nullable(z.string()),
  decidedAt: z.nullable(instant),
  version,
}
/** `wanted`: everything as it would stand, for the form of one that is sent again. */
export const InstitutionChange = z.object({ ...request, wanted: FixedFacts })
export type InstitutionChange = z.output<typeof InstitutionChange>

export const InstitutionChanges = z.object({
  current: FixedFacts,
  /** Who decides; null: nobody is above. */
  authorityName: z.nullable(z.string()),
  /** Newest first. */
  items: z.array(InstitutionChange),
})
export type InstitutionChanges = z.output<typeof InstitutionChanges>
export const listInstitutionChanges = endpoint({
  method: 'GET',
  path: '/api/institution/changes',
  access: account('institution.read'),
  output: InstitutionChanges,
  summary: '机构信息修改申请',
})
export const Authority = z.object({ id: z.number(), parentId: z.nullable(z.number()), name: z.string() })
export const listAuthorities = endpoint({
  method: 'GET',
  path: '/api/institution/authorities',
  access: account('institution.read'),
  output: z.object({ items: z.array(Authority) }),
  summary: '可选的主管单位',
})
export const uploadChangePicture = endpoint({
  method: 'POST',
  path: '/api/institution/change-proofs',
  access: account('institution.write'),
  input: nothing,
  upload: picture,
  output: ChangeProof,
  summary: '上传证明材料照片',
  once: true,
})
export const uploadChangeDocument = endpoint({
  method: 'POST',
  path: '/api/institution/change-proof-documents',
  access: account('institution.write'),
  input: nothing,
  upload: document,
  output: ChangeProof,
  summary: '上传证明材料 PDF',
  once: true,
})
/** The shape only; `checkFixedFacts` in the domain decides. */
const wanted = {
  name: text(200, '机构名称'),
  creditCode: text(60, '统一社会信用代码'),
  licenseNo: text(80, '医疗机构执业许可证号'),
  category: text(20, '机构类别'),
  authorityId: z.nullable(recordId),
  reason: requiredText(maxChangeReason, '修改原因'),
  proofIds: z
    .array(recordId, '请上传证明材料')
    .check(z.minLength(1, '请上传证明材料'), z.maxLength(maxChangeProofs, `证明材料最多 ${maxChangeProofs} 个文件`), z.refine((ids) => new Set(ids).size === ids.length, '同一个文件上传了两次')),
}
export const requestInstitutionChange = endpoint({
  method: 'POST',
  path: '/api/institution/changes',
  access: account('institution.write'),
  input: z.object(wanted),
  output: InstitutionChange,
  summary: '提交机构信息修改申请',
  once: true,
})
export const resubmitInstitutionChange = endpoint({
  method: 'POST',
  path: '/api/institution/changes/:changeId/resubmissions',
  access: account('institution.write'),
  input: z.object({ ...wanted, version }),
  output: InstitutionChange,
  summary: '重新提交机构信息修改申请',
  once: true,
})
export const withdrawInstitutionChange = endpoint({
  method: 'POST',
  path: '/api/institution/changes/:changeId/withdrawals',
  access: account('institution.write'),
  input: z.object({ version }),
  output: InstitutionChange,
  summary: '撤回机构信息修改申请',
  once: true,
})
export const getChangeProof = endpoint({
  method: 'GET',
  path: '/api/institution/changes/:changeId/proofs/:proofId',
  access: account('institution.read'),
  output: fileOutput('image/jpeg'),
  summary: '查看已提交的证明材料',
})

// --- the authority's review ---
export const ChangeReviewRow = z.object({
  id: z.number(),
  state: InstitutionChangeState,
  /** By its name of now. */
  organizationName: z.string(),
  authorityName: z.nullable(z.string()),
  /** What should change, as labels. */
  fields: z.array(z.string()),
  applicantName: z.string(),
  submittedAt: instant,
  decidedAt: z.nullable(instant),
  reviewerName: z.nullable(z.string()),
})
export type ChangeReviewRow = z.output<typeof ChangeReviewRow>

const ReviewedState = z.enum(['pending', 'accepted', 'rejected'], '状态不正确')
export const listChangeReviews = endpoint({
  method: 'GET',
  path: '/api/institution-change-reviews',
  access: account('institutionChange.read'),
  input: z.object({ ...pageQuery, state: z._default(ReviewedState, 'pending'), name: z.optional(text(100, '机构名称')) }),
  output: z.object({ ...pageOf(ChangeReviewRow).shape, counts: z.object({ pending: z.number(), accepted: z.number(), rejected: z.number() }) }),
  summary: '机构信息修改审核列表',
})
export const ChangeReview = z.object({
  ...request,
  organizationName: z.string(),
  authorityName: z.nullable(z.string()),
  /** What does not change, to compare with the proof. */
  unchanged: z.array(z.object({ label: z.string(), value: z.string() })),
  /** Why it can't be accepted as it is: a name or a code that another institution has. */
  obstacles: z.array(z.string()),
})
export type ChangeReview = z.output<typeof ChangeReview>
export const getChangeReview = endpoint({
  method: 'GET',
  path: '/api/institution-change-reviews/:changeId',
  access: account('institutionChange.read'),
  output: ChangeReview,
  summary: '机构信息修改审核详情',
})
export const getChangeReviewProof = endpoint({
  method: 'GET',
  path: '/api/institution-change-reviews/:changeId/proofs/:proofId',
  access: account('institutionChange.read'),
  output: fileOutput('image/jpeg'),
  summary: '机构信息修改的证明材料',
})
export const decideChangeReview = endpoint({
  method: 'POST',
  path: '/api/institution-change-reviews/:changeId/decisions',
  access: account('institutionChange.write'),
  input: z.object({ decision: z.enum(['accept', 'reject'], '请选择审核结果'), opinion: text(200, '审核意见'), version }),
  output: ChangeReviewRow,
  summary: '审核机构信息修改',
  once: true,
})
