import { examBusinesses } from '../domain/exam-business'
import { specialFormNames, type SpecialForm } from '../domain/special-forms'
import { z } from '../zod'
import { Picture } from './details'
import { account, done, endpoint, instant, pageOf, pageQuery, queryInt, recordId, requiredText, text, version } from './endpoint'

export const ConfirmationState = z.enum(['notReady', 'awaiting', 'confirmed', 'objected'])
/** Where an application stands at the level that has it now; approved at the last level is the end. */
export const ReviewState = z.enum(['notStarted', 'pending', 'approved', 'deferred', 'revisionRequested', 'returned', 'rejected'], '审核状态不正确')

/** Exams that people are put up for. */
export const FilingBusiness = z.enum(examBusinesses, '业务不正确')
export type FilingBusiness = z.output<typeof FilingBusiness>

/** 特殊附件 of filings that need one: whether all are there. */
export const FormsState = z.enum(['missing', 'uploaded'], '上传状态不正确')

export const TrialSegment = z.object({
  own: z.boolean(), // at the filing institution
  unitName: text(100, '单位名称'),
  startDate: text(10, '开始日期'),
  endDate: text(10, '结束日期'),
  supervisorName: text(60, '带教老师姓名'),
  supervisorCertificateNo: text(40, '带教执业证书编码'),
  supervisorEvaluation: text(20, '带教老师评价'), // dictionary evaluation
})

/** The shape only; `checkTrialFiling` in the domain decides. */
export const TrialInput = z.object({
  examYear: z.int('请选择报名年度').check(z.gte(2000, '报名年度不正确'), z.lte(2100, '报名年度不正确')),
  postName: text(40, '岗位'),
  applyLevel: text(20, '申报级别'),
  applyCategory: text(30, '报考类别'),
  assistantUpgrade: z.boolean('请选择是否助理医师报考执业'),
  assistantQualificationNo: text(40, '助理资格证号'),
  assistantPractisingNo: text(40, '助理执业证号'),
  freshGraduate: z.boolean('请选择是否应届生'),
  schoolOrArmy: z._default(z.boolean('请选择是否高校/部队考生'), false),
  institutionOpinion: text(20, '工作机构考核意见'), // dictionary opinion
  segments: z.array(TrialSegment).check(z.maxLength(10, '最多填写 10 段试用期')),
})
export type TrialInput = z.output<typeof TrialInput>

export const Objection = z.object({
  id: z.number(),
  trialId: z.number(),
  section: z.string(),
  field: z.string(),
  fieldLabel: z.string(),
  remark: z.string(),
  createdAt: instant,
  answer: z.nullable(z.string()),
  answeredAt: z.nullable(instant),
})
export type Objection = z.output<typeof Objection>
/** For the institution, with the record that it is about as that stands now: 学历：大学本科（2012-07 毕业）. */
export const NamedObjection = z.object({ ...Objection.shape, sectionTitle: z.string() })
export type NamedObjection = z.output<typeof NamedObjection>

export const SpecialFormKey = z.enum(specialFormNames as [SpecialForm, ...SpecialForm[]], '表的名称不正确')

/** 特殊附件: what a filing needs, and what it has. */
export const TrialForm = z.object({
  form: SpecialFormKey,
  /** Why it is needed; null: it is not, by now, and its photos count for nothing. */
  reason: z.nullable(z.string()),
  photos: z.array(Picture), // in the order of their uploads
})
export type TrialForm = z.output<typeof TrialForm>

export const Trial = z.object({
  id: z.number(),
  /** Of 03, which asks no trial period: `applyCategory` is the 专业, and there are no segments. */
  businessCode: FilingBusiness,
  ...TrialInput.shape,
  forms: z.array(TrialForm),
  person: z.object({
    id: z.number(), name: z.string(), identityNumber: z.string(), departmentName: z.nullable(z.string()),
    /** The department is a village clinic, for which the institution files (R15). */
    inVillageClinic: z.boolean(),
  }),
  totalMonths: z.number(),
  confirmationState: ConfirmationState,
  /** Why it is not before the candidate, e.g. 考核意见为不合格. */
  notReadyReason: z.nullable(z.string()),
  /** The candidate has an account that is bound to this record. */
  candidateBound: z.boolean(),
  /** When the candidate was removed from the unit: the filing is kept to read, another unit may file; null: it counts. */
  releasedAt: z.nullable(instant),
  reviewState: z.nullable(ReviewState),
  /** 重新打开 is possible now: confirmed, and the level that has it allows it. */
  mayReopen: z.boolean(),
  /** It was submitted once: year and type are those of the application. */
  submitted: z.boolean(),
  /** `ExamYearSettings` under which it was submitted, where the year has others by now; null: those in force. */
  judgedBy: z.nullable(z.record(z.string(), z.unknown())),
  objections: z.array(NamedObjection),
  version,
  updatedAt: instant,
})
export type Trial = z.output<typeof Trial>

export const TrialRow = z.object({
  id: z.number(),
  personId: z.number(),
  name: z.string(),
  identityNumber: z.string(),
  departmentName: z.nullable(z.string()),
  inVillageClinic: z.boolean(),
  examYear: z.number(),
  applyLevel: z.string(),
  applyCategory: z.string(),
  postName: z.string(),
  totalMonths: z.number(),
  confirmationState: ConfirmationState,
  candidateBound: z.boolean(),
  /** When the candidate was removed from the unit: the filing is kept to read, another unit may file; null: it counts. */
  releasedAt: z.nullable(instant),
  reviewState: z.nullable(ReviewState),
  openObjections: z.number(),
  /** 特殊附件 that it needs, and how many of them have a photo. */
  forms: z.object({ needed: z.number(), uploaded: z.number() }),
  updatedAt: instant,
})
export type TrialRow = z.output<typeof TrialRow>

/** POST, because an identity number never stands in a URL. `counts` ignores the state filter. */
export const searchTrials = endpoint({
  method: 'POST',
  path: '/api/trials/search',
  access: account('trial.read'),
  input: z.object({
    ...pageQuery,
    businessCode: z._default(FilingBusiness, '05'),
    examYear: z.optional(queryInt({ min: 2000, max: 2100 })),
    name: z.optional(text(60)),
    identityNumber: z.optional(text(40)),
    departmentId: z.optional(queryInt({ min: 1, max: 999_999_999 })),
    keyGroupId: z.optional(queryInt({ min: 1, max: 999_999_999 })), // 人员标签
    confirmationState: z.optional(ConfirmationState),
    reviewState: z.optional(ReviewState),
    forms: z.optional(FormsState),
    /** Only people of village clinics, or only others. */
    inVillageClinic: z.optional(z.boolean('村卫生室条件不正确')),
  }),
  output: z.object({ ...pageOf(TrialRow).shape, counts: z.record(z.string(), z.number()) }),
  summary: '查询试用期填报',
})
const peopleQuery = z.object({ businessCode: z._default(FilingBusiness, '05'), examYear: z.int('请选择报名年度'), keyword: z.optional(text(60)), departmentId: z.optional(recordId), ...pageQuery })
const pickedPerson = { id: z.number(), name: z.string(), identityNumber: z.string(), departmentName: z.nullable(z.string()), inVillageClinic: z.boolean() }

export const EligiblePerson = z.object({ ...pickedPerson, postName: z.nullable(z.string()), missing: z.array(z.string()) })
export type EligiblePerson = z.output<typeof EligiblePerson>

/** People who may be put up for the exam of the year and are not yet, with what their records lack for it. */
export const searchEligiblePeople = endpoint({
  method: 'POST',
  path: '/api/trials/eligible-people',
  access: account('trial.write'),
  input: peopleQuery,
  output: pageOf(EligiblePerson),
  summary: '可填报人员',
})
/** The others, and why; `trialId` is the filing that there is already. */
export const searchIneligiblePeople = endpoint({
  method: 'POST',
  path: '/api/trials/ineligible-people',
  access: account('trial.write'),
  input: peopleQuery,
  output: pageOf(z.object({ ...pickedPerson, reason: z.string(), trialId: z.nullable(z.number()) })),
  summary: '不能填报的人员',
})
export const getTrial = endpoint({
  method: 'GET',
  path: '/api/trials/:trialId',
  access: account('trial.read'),
  output: Trial,
  summary: '试用期填报详情',
})
export const createTrial = endpoint({
  method: 'POST',
  path: '/api/trials',
  access: account('trial.write'),
  input: z.object({ personId: recordId, ...TrialInput.shape }),
  output: Trial,
  summary: '新增试用期填报',
  once: true,
})
/** At once: as many as a clerk looks over. */
export const maxFiledAtOnce = 50
export const FiledPeople = z.array(recordId).check(z.minLength(1, '请选择填报人员'), z.maxLength(maxFiledAtOnce, `一次最多填报 ${maxFiledAtOnce} 人，请分批填报`))
/** What became of each: filed, or why not. One that is refused stops nobody else. */
export const FiledResult = z.object({
  personId: z.number(),
  name: z.nullable(z.string()), // null: no such person
  trialId: z.nullable(z.number()),
  confirmationState: z.nullable(ConfirmationState),
  /** Why it was refused, or why it is not before the candidate yet. */
  message: z.nullable(z.string()),
})
export type FiledResult = z.output<typeof FiledResult>
/** 批量填报: the same filing for several people. */
export const createTrials = endpoint({
  method: 'POST',
  path: '/api/trials/batches',
  access: account('trial.write'),
  input: z
    .object({ personIds: FiledPeople, ...TrialInput.shape })
    .check(z.refine((filing) => !filing.assistantUpgrade, { error: '助理医师报考执业须填写各人的证号，请逐人填报或用模板批量导入', path: ['assistantUpgrade'] })),
  output: z.object({ results: z.array(FiledResult) }),
  summary: '批量填报试用期',
  once: true,
})
/** A filing that is right and 合格 goes before the candidate at once. */
export const updateTrial = endpoint({
  method: 'PUT',
  path: '/api/trials/:trialId',
  access: account('trial.write'),
  input: z.object({ ...TrialInput.shape, version }),
  output: Trial,
  summary: '修改试用期填报',
})
export const removeTrial = endpoint({
  method: 'DELETE',
  path: '/api/trials/:trialId',
  access: account('trial.write'),
  output: done,
  summary: '删除试用期填报',
})
/** Opens what the candidate has confirmed; the confirmation is void and the candidate is told. */
export const reopenTrial = endpoint({
  method: 'POST',
  path: '/api/trials/:trialId/reopenings',
  access: account('trial.write'),
  input: z.object({ reason: requiredText(200, '重新打开的原因'), version }),
  output: Trial,
  summary: '重新打开填报',
  once: true,
})
export const listObjections = endpoint({
  method: 'GET',
  path: '/api/objections',
  access: account('trial.read'),
  input: z.object({ ...pageQuery, state: z._default(z.enum(['open', 'answered', 'all']), 'open') }),
  output: pageOf(z.object({ ...NamedObjection.shape, personId: z.number(), personName: z.string(), examYear: z.number() })),
  summary: '考生异议',
})
/** When the last open objection of a filing is answered, the filing goes back to the candidate. */
export const answerObjection = endpoint({
  method: 'POST',
  path: '/api/objections/:objectionId/answers',
  access: account('trial.write'),
  input: z.object({ answer: requiredText(500, '答复') }),
  output: Trial,
  summary: '答复异议',
  once: true,
})

/** The rules that the forms tell early; the server decides by the same data. */
export const ExamYearView = z.object({
  businessCode: z.string(),
  year: z.number(),
  version: z.number(),
  settings: z.record(z.string(), z.unknown()), // ExamYearSettings of the domain
})
export const listExamYears = endpoint({
  method: 'GET',
  path: '/api/exam-years',
  access: account('examYear.read'),
  output: z.object({ items: z.array(ExamYearView) }),
  summary: '考试年度设置',
})
