import { examBusinesses, levels, requirableSections, unboundGroups } from '../domain/exam-year'
import { z } from '../zod'
import { account, done, endpoint, instant, queryInt, text, version } from './endpoint'

/** The shape only; `checkExamYear` in the domain decides. */
const day = z.string('请填写日期').check(z.maxLength(10, '日期应为 2026-01-31 的格式'))
const months = z.int('月数应为整数').check(z.gte(0, '月数不正确'), z.lte(1000, '月数不正确'))
const window = { earliestStart: z.nullable(day), latestEnd: z.nullable(day), minimumMonths: months }
const businessCode = z.enum(examBusinesses, '请选择业务')

export const ExamYearSettingsInput = z.object({
  businessCode,
  year: z.int('年度应为整数').check(z.gte(2020, '年度不正确'), z.lte(2099, '年度不正确')),
  openDate: day,
  closeDate: day,
  correctionDate: day,
  trial: z.nullable(
    z.object({
      notFresh: z.object(window),
      fresh: z.object(window),
      assistant: z.object({ ...window, minimumMonthsBelowCollege: months }),
      maximumSegments: z.int('段数应为整数').check(z.gte(0, '段数不正确'), z.lte(100, '段数不正确')),
    }),
  ),
  requiredSections: z.array(z.enum(requirableSections, '资料类别不正确')).check(z.maxLength(20, '资料类别太多')),
  eligibleStatuses: z.array(text(20, '在职状态')).check(z.maxLength(50, '在职状态太多')),
  levels: z.array(z.enum(levels, '审核层级不正确')).check(z.maxLength(10, '审核层级太多')),
  fee: z.object({ amountFen: z.int('金额应为整数分').check(z.gte(0, '金额不能小于 0'), z.lte(100_000_000, '金额太大，请核对')), when: z.enum(['none', 'beforeReview', 'afterReview'], '请选择缴费时间') }),
  faceCheckOnConfirm: z.boolean('请选择是否人脸核验'),
  declaration: text(5000, '承诺书'),
  needNotBind: z.array(z.enum(unboundGroups, '人员类别不正确')).check(z.maxLength(10, '人员类别太多')),
})

export const ExamYearDraft = z.object({ settings: ExamYearSettingsInput, authorName: z.string(), updatedAt: instant, version })
export type ExamYearDraft = z.output<typeof ExamYearDraft>

export const ExamYearRow = z.object({
  businessCode,
  year: z.number(),
  /** Null: only a draft so far, which nobody but the province sees. */
  published: z.nullable(z.object({ version: z.number(), publishedAt: instant, publisherName: z.nullable(z.string()), settings: ExamYearSettingsInput })),
  /** Unpublished changes; only for whoever may publish. */
  draft: z.nullable(z.object({ authorName: z.string(), updatedAt: instant })),
})
export type ExamYearRow = z.output<typeof ExamYearRow>

/** Newest year first. */
export const listExamYearSettings = endpoint({
  method: 'GET',
  path: '/api/exam-year-settings',
  access: account('examYear.read'),
  output: z.object({ items: z.array(ExamYearRow) }),
  summary: '考试年度列表',
})

const which = { businessCode, year: queryInt({ min: 1, max: 9999 }) }
export const ExamYearVersion = z.object({
  version: z.number(),
  settings: ExamYearSettingsInput,
  publishedAt: instant,
  /** Null: the defaults of the rules, which the system put in force. */
  publisherName: z.nullable(z.string()),
  note: z.nullable(z.string()),
  /** How many applications are judged by it; only for whoever may publish. */
  applications: z.nullable(z.number()),
})
export type ExamYearVersion = z.output<typeof ExamYearVersion>

/** One year with all its published versions, newest first, and the draft. */
export const ExamYearHistory = z.object({ versions: z.array(ExamYearVersion), draft: z.nullable(ExamYearDraft), previousYear: z.nullable(ExamYearSettingsInput) })
export const getExamYearHistory = endpoint({
  method: 'GET',
  path: '/api/exam-year-versions',
  access: account('examYear.read'),
  input: z.object(which),
  output: ExamYearHistory,
  summary: '考试年度的各版本设置',
})
/** `version` 0: there is no draft yet. What is not right yet may be saved; it is not published. */
export const saveExamYearDraft = endpoint({
  method: 'PUT',
  path: '/api/exam-year-drafts',
  access: account('examYear.write'),
  input: z.object({ settings: ExamYearSettingsInput, version }),
  output: ExamYearDraft,
  summary: '保存考试年度草稿',
})
export const discardExamYearDraft = endpoint({
  method: 'DELETE',
  path: '/api/exam-year-drafts',
  access: account('examYear.write'),
  input: z.object({ ...which, version: queryInt({ min: 1, max: 1_000_000 }) }),
  output: done,
  summary: '放弃考试年度草稿',
})
/** The draft comes into force; `version` is the draft's that was looked at. */
export const publishExamYear = endpoint({
  method: 'POST',
  path: '/api/exam-year-publications',
  access: account('examYear.write'),
  input: z.object({ businessCode, year: z.int('年度应为整数').check(z.gte(2020, '年度不正确'), z.lte(2099, '年度不正确')), version, note: text(200, '修改说明') }),
  output: ExamYearVersion,
  summary: '发布考试年度设置',
  once: true,
})
