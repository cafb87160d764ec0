import { transferKinds, transferStages, transferWaits } from '../domain/transfer'
import { z } from '../zod'
import { account, dateText, done, endpoint, instant, pageOf, pageQuery, queryInt, recordId, requiredText, text, version } from './endpoint'

export const TransferKind = z.enum(transferKinds, '变动类型不正确')
export const TransferStage = z.enum(transferStages, '状态不正确')
/** 人员调出, 人员调入, 调入申请, 员工离职: the same change is in the list of either unit. */
export const TransferList = z.enum(['out', 'in', 'request', 'resignation'], '列表不正确')
export const TransferWait = z.enum(transferWaits)

export const TransferRow = z.object({
  id: z.number(),
  kind: TransferKind,
  stage: TransferStage,
  /** Null unless submitted. */
  waitingFor: z.nullable(TransferWait),
  name: z.string(),
  identityNumber: z.string(), // masked
  fromUnit: z.string(),
  /** Null: leaves for no unit that was named. */
  toUnit: z.nullable(z.string()),
  /** Of one's own unit: where the person is, or is to be. */
  departmentName: z.nullable(z.string()),
  resignationType: z.nullable(z.string()), // dictionary resignationType
  date: z.string(),
  submittedAt: z.nullable(instant),
  effectiveAt: z.nullable(instant),
  receivedAt: z.nullable(instant),
  updatedAt: instant,
})
export type TransferRow = z.output<typeof TransferRow>

export const TransferStep = z.object({
  action: z.enum(['submit', 'withdraw', 'agree', 'refuse', 'accept', 'reject', 'receive']),
  unitName: z.string(),
  accountName: z.string(),
  opinion: z.string(),
  at: instant,
})
export type TransferStep = z.output<typeof TransferStep>

export const Transfer = z.object({
  ...TransferRow.shape,
  identityType: z.string(), // dictionary identityType
  /** One's own record of the person, where it has a page to look at. */
  personId: z.nullable(z.number()),
  /** Null: outside the platform, named by `toUnit`, or not named. */
  toOrganizationId: z.nullable(z.number()),
  toDepartmentId: z.nullable(z.number()),
  note: z.string(),
  /** Who reviews it at the end, or has. */
  reviewerName: z.nullable(z.string()),
  /** The nearest authority above both units, where nobody may review now, so that the next one above it is asked; null: it is asked itself. */
  standsInFor: z.nullable(z.string()),
  /** What becomes of the exam filings under way, in sentences; empty: there are none. */
  consequences: z.array(z.string()),
  steps: z.array(TransferStep),
  /** What this account may do now. */
  may: z.object({ edit: z.boolean(), submit: z.boolean(), withdraw: z.boolean(), remove: z.boolean(), answer: z.boolean(), receive: z.boolean(), decide: z.boolean() }),
  version,
})
export type Transfer = z.output<typeof Transfer>

const note = text(500, '说明')
const counted = z.object({ draft: z.number(), toHandle: z.number(), submitted: z.number(), rejected: z.number(), toReceive: z.number(), done: z.number() })
const day = z.optional(dateText)

export const listTransfers = endpoint({
  method: 'GET',
  path: '/api/transfers',
  access: account('transfer.read'),
  input: z.object({
    ...pageQuery,
    list: z._default(TransferList, 'out'),
    stage: z.optional(TransferStage),
    name: z.optional(text(60, '姓名')),
    resignationType: z.optional(text(20, '离职类型')),
    from: day,
    to: day,
  }),
  output: z.object({ ...pageOf(TransferRow).shape, counts: counted }),
  summary: '人员变动列表',
})
export const getTransfer = endpoint({
  method: 'GET',
  path: '/api/transfers/:transferId',
  access: account('transfer.read'),
  output: Transfer,
  summary: '人员变动详情',
})

const entered = { identityType: requiredText(20, '身份证件类别'), identityNumber: requiredText(60, '证件号'), name: requiredText(60, '姓名') }

/** Which unit has the person, before anything is asked of it. The name and the number must both be right. */
export const lookUpTransferPerson = endpoint({
  method: 'POST',
  path: '/api/transfer-lookups',
  access: account('transfer.write'),
  input: z.object(entered),
  output: z.object({
    unitName: z.string(),
    inService: z.boolean(),
    name: z.string(),
    identityNumber: z.string(), // masked
    consequences: z.array(z.string()),
  }),
  summary: '查询拟调入人员所在单位',
})
/** What leaving would do to the person's exam filings, shown before it is submitted. */
export const getTransferConsequences = endpoint({
  method: 'GET',
  path: '/api/people/:personId/transfer-consequences',
  access: account('transfer.read'),
  output: z.object({ consequences: z.array(z.string()) }),
  summary: '人员离开对申报的影响',
})
export const searchTransferUnits = endpoint({
  method: 'GET',
  path: '/api/transfer-units',
  access: account('transfer.write'),
  input: z.object({ name: requiredText(100, '单位名称') }),
  output: z.object({ items: z.array(z.object({ organizationId: z.number(), name: z.string(), authorityName: z.nullable(z.string()) })) }),
  summary: '查找调往的单位',
})

const target = {
  toOrganizationId: z.nullable(recordId),
  /** Of a unit outside the platform; empty: not named. */
  toUnitName: text(100, '调往单位'),
}
const Out = z.object({ kind: z.literal('out'), personId: recordId, ...target, date: dateText, note, submit: z.boolean('请说明是否提交') })
const In = z.object({ kind: z.literal('in'), ...entered, departmentId: recordId, date: dateText, note, submit: z.boolean('请说明是否提交') })
const Resignation = z.object({ kind: z.literal('resignation'), personId: recordId, resignationType: requiredText(20, '离职类型'), date: dateText, note, submit: z.boolean('请说明是否提交') })

export const createTransfer = endpoint({
  method: 'POST',
  path: '/api/transfers',
  access: account('transfer.write'),
  input: z.discriminatedUnion('kind', [Out, In, Resignation], '变动类型不正确'),
  output: Transfer,
  summary: '新增人员变动',
  once: true,
})
/** Whose it is stays; what a kind does not have is left alone. One that was sent back is a draft again. */
export const updateTransfer = endpoint({
  method: 'PUT',
  path: '/api/transfers/:transferId',
  access: account('transfer.write'),
  input: z.object({ ...target, departmentId: z.nullable(recordId), resignationType: z.nullable(text(20, '离职类型')), date: dateText, note, submit: z.boolean('请说明是否提交'), version }),
  output: Transfer,
  summary: '修改人员变动',
})
export const submitTransfer = endpoint({
  method: 'POST',
  path: '/api/transfers/:transferId/submissions',
  access: account('transfer.write'),
  input: z.object({ version }),
  output: Transfer,
  summary: '提交人员变动',
  once: true,
})
export const withdrawTransfer = endpoint({
  method: 'POST',
  path: '/api/transfers/:transferId/withdrawals',
  access: account('transfer.write'),
  input: z.object({ version }),
  output: Transfer,
  summary: '撤回人员变动',
  once: true,
})
export const removeTransfer = endpoint({
  method: 'DELETE',
  path: '/api/transfers/:transferId',
  access: account('transfer.write'),
  input: z.object({ version: queryInt({ min: 1, max: 999_999_999 }) }),
  output: done,
  summary: '删除未提交的人员变动',
})
/** The other unit's word, and the unit's own on a resignation. `departmentId`: where a unit that agrees to get the person wants them. */
export const answerTransfer = endpoint({
  method: 'POST',
  path: '/api/transfers/:transferId/answers',
  access: account('transfer.write'),
  input: z.object({ decision: z.enum(['agree', 'refuse'], '请选择是否同意'), opinion: text(200, '意见'), departmentId: z.nullable(recordId), version }),
  output: Transfer,
  summary: '答复人员变动',
  once: true,
})
/** 接收: the record, its details, pictures and certified dates go over to this unit. */
export const receiveTransfer = endpoint({
  method: 'POST',
  path: '/api/transfers/:transferId/receipts',
  access: account('transfer.write'),
  input: z.object({
    departmentId: recordId,
    postId: z.nullable(recordId),
    employmentStatus: requiredText(20, '在职状态'),
    employeeNo: text(30, '工号'),
    hireDate: dateText,
    version,
  }),
  output: Transfer,
  summary: '接收调入人员的档案',
  once: true,
})

// --- the authority above both units ---
export const TransferReviewState = z.enum(['submitted', 'effective', 'rejected'], '状态不正确')
export const listTransferReviews = endpoint({
  method: 'GET',
  path: '/api/transfer-reviews',
  access: account('transferReview.read'),
  input: z.object({
    ...pageQuery,
    state: z._default(TransferReviewState, 'submitted'),
    kind: z.optional(z.enum(['out', 'in'], '变动类型不正确')),
    name: z.optional(text(100, '姓名或单位')),
    from: day,
    to: day,
  }),
  output: z.object({ ...pageOf(TransferRow).shape, counts: z.object({ submitted: z.number(), effective: z.number(), rejected: z.number() }) }),
  summary: '人员变动审核列表',
})
export const getTransferReview = endpoint({
  method: 'GET',
  path: '/api/transfer-reviews/:transferId',
  access: account('transferReview.read'),
  output: Transfer,
  summary: '人员变动审核详情',
})
export const decideTransfer = endpoint({
  method: 'POST',
  path: '/api/transfer-reviews/:transferId/decisions',
  access: account('transferReview.write'),
  input: z.object({ decision: z.enum(['accept', 'reject'], '请选择审核结果'), opinion: text(200, '审核意见'), version }),
  output: Transfer,
  summary: '审核人员变动',
  once: true,
})
