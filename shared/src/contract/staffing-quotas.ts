import { maxStaffing } from '../domain/staffing-quota'
import { z } from '../zod'
import { account, endpoint, instant, pageOf, pageQuery, recordId, text, version } from './endpoint'

/** By the codes of the dictionary `staffing`; which of them exist is checked by the domain. */
const count = z.int('应为整数').check(z.gte(0, '不能小于 0'), z.lte(maxStaffing, `不能大于 ${maxStaffing}`))
const Numbers = z.record(text(20, '编制'), count, '请填写编制数').check(z.refine((v) => Object.keys(v).length <= 20, '编制种类太多，请刷新页面后重试'))
const Counted = z.record(z.string(), z.number())

export const DepartmentStaffing = z.object({
  departmentId: z.number(),
  name: z.string(),
  parentId: z.nullable(z.number()),
  sortOrder: z.number(),
  /** Of the department itself, without those below it. */
  numbers: Counted,
  /** People in service there, by their 编制情况. */
  used: Counted,
})
export type DepartmentStaffing = z.output<typeof DepartmentStaffing>

export const StaffingPlan = z.object({
  /** Given by the authority, divided over all departments; null for an account that reaches some departments only. */
  given: z.nullable(Counted),
  divided: z.nullable(Counted),
  departments: z.array(DepartmentStaffing),
  /** In service without a department, and in service without a 编制情况: counted nowhere above. */
  usedWithoutDepartment: Counted,
  withoutStaffing: z.number(),
  version,
  updatedAt: z.nullable(instant),
})
export type StaffingPlan = z.output<typeof StaffingPlan>

export const getStaffingPlan = endpoint({
  method: 'GET',
  path: '/api/staffing-plan',
  access: account('staffingQuota.read'),
  output: StaffingPlan,
  summary: '机构编制',
})
/** Saved as one; a department that is not named keeps its numbers. */
export const saveStaffingPlan = endpoint({
  method: 'PUT',
  path: '/api/staffing-plan',
  access: account('staffingQuota.write'),
  input: z.object({
    departments: z.array(z.object({ departmentId: recordId, numbers: Numbers })).check(z.maxLength(2000, '一次最多保存 2000 个科室')),
    version,
  }),
  output: StaffingPlan,
  summary: '分配科室编制',
})

export const StaffingGrant = z.object({
  institutionId: z.number(),
  name: z.string(),
  given: Counted,
  divided: Counted,
  used: Counted,
  version,
  updatedAt: z.nullable(instant),
})
export type StaffingGrant = z.output<typeof StaffingGrant>

/** The institutions of the subtree. `granted`: only those with or without a number. */
export const listStaffingGrants = endpoint({
  method: 'GET',
  path: '/api/staffing-grants',
  access: account('staffingGrant.read'),
  input: z.object({ ...pageQuery, keyword: z.optional(text(60, '机构名称')), granted: z.optional(z.enum(['yes', 'no'], '核定情况不正确')) }),
  output: pageOf(StaffingGrant),
  summary: '下级机构编制',
})
export const saveStaffingGrant = endpoint({
  method: 'PUT',
  path: '/api/staffing-grants/:institutionId',
  access: account('staffingGrant.write'),
  input: z.object({ numbers: Numbers, version }),
  output: StaffingGrant,
  summary: '核定机构编制',
})
