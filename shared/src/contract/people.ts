import { z } from '../zod'
import { account, done, endpoint, instant, pageOf, pageQuery, queryInt, recordId, text, version } from './endpoint'

/**
 * The shape only. What a field may hold is decided by `checkPerson` in the domain, on the form and the import alike,
 * so that every reason comes at once. Choices are codes of the dictionaries.
 */
export const personShape = {
  employeeNo: text(30, '工号'),
  name: text(60, '姓名'),
  identityType: text(20, '身份证件类别'),
  identityNumber: text(40, '证件号'),
  formerName: text(60, '曾用名'),
  mobile: text(20, '手机号码'),
  sex: text(4, '性别'),
  birthDate: text(10, '出生日期'),
  country: text(40, '国籍'),
  nationality: text(10, '民族'),
  education: text(10, '学历'),
  degree: text(10, '学位'),
  major: text(60, '所学专业'),
  personCategory: text(20, '类别'),
  staffing: text(20, '编制情况'),
  employmentStatus: text(30, '在职状态'),
  workStartDate: text(10, '参加工作日期'),
  hireDate: text(10, '入职日期'),
  workPhone: text(30, '工作电话'),
  politicalStatus: text(10, '政治面貌'),
  health: text(10, '健康状况'),
  email: text(100, '电子邮箱'),
  postalCode: text(10, '邮政编码'),
  homeAddress: text(200, '家庭住址'),
  homePhone: text(30, '家庭电话'),
}
export const PersonInput = z.object({
  ...z.partial(z.object(personShape)).shape,
  departmentId: z.nullable(recordId),
  postId: z.nullable(recordId),
})
export type PersonInput = z.output<typeof PersonInput>

export const PersonRow = z.object({
  id: z.number(),
  employeeNo: z.string(),
  name: z.string(),
  identityType: z.string(),
  identityNumber: z.string(), // masked
  departmentName: z.nullable(z.string()),
  sex: z.string(),
  staffing: z.string(),
  postName: z.nullable(z.string()),
  employmentStatus: z.string(),
  /** An attachment, shown by its thumbnail; null: none on file. */
  portraitId: z.nullable(z.number()),
  updatedAt: instant,
})
export type PersonRow = z.output<typeof PersonRow>

/** One person; `identityNumber`, `mobile`, `email`, `homeAddress`, `homePhone` are masked until revealed. */
export const Person = z.object({
  id: z.number(),
  ...z.object(personShape).shape,
  departmentId: z.nullable(z.number()),
  departmentName: z.nullable(z.string()),
  postId: z.nullable(z.number()),
  postName: z.nullable(z.string()),
  /** Fields that the candidate confirmed and that are locked until the filing is reopened. */
  locked: z.boolean(),
  /** When another unit took the record over: a name in the history is left. Null: it is this unit's. */
  handedOverAt: z.nullable(instant),
  version,
  updatedAt: instant,
})
export type Person = z.output<typeof Person>
export const personalFields = ['identityNumber', 'mobile', 'email', 'homeAddress', 'homePhone', 'workPhone'] as const

/** What finds people in the list, in its export and wherever else people are chosen by it. */
export const peopleFilters = {
  name: z.optional(text(60, '姓名')), // fuzzy
  identityNumber: z.optional(text(40, '证件号')), // whole, or the last 4
  employeeNo: z.optional(text(30, '工号')), // or how it begins
  departmentId: z.optional(queryInt({ min: 1, max: 999_999_999 })), // with its subtree
  departmentName: z.optional(text(40, '科室')), // fuzzy
  employmentStatus: z.optional(text(30)),
  keyGroupId: z.optional(queryInt({ min: 1, max: 999_999_999 })), // 人员标签
  staffing: z.optional(text(20)),
}

/** POST, because an identity number never stands in a URL. */
export const searchPeople = endpoint({
  method: 'POST',
  path: '/api/people/search',
  access: account('person.read'),
  input: z.object({ ...peopleFilters, ...pageQuery }),
  output: pageOf(PersonRow),
  summary: '查询人员',
})
export const getPerson = endpoint({
  method: 'GET',
  path: '/api/people/:personId',
  access: account('person.read'),
  output: Person,
  summary: '人员详情',
})
/** The personal fields in full; each reading is logged. */
export const revealPerson = endpoint({
  method: 'POST',
  path: '/api/people/:personId/reveals',
  access: account('person.reveal'),
  output: z.object({
    identityNumber: z.string(), mobile: z.string(), email: z.string(), homeAddress: z.string(), homePhone: z.string(), workPhone: z.string(),
  }),
  summary: '查看人员完整信息',
})
export const createPerson = endpoint({
  method: 'POST',
  path: '/api/people',
  access: account('person.write'),
  input: PersonInput,
  output: Person,
  summary: '新增人员',
  once: true,
})
/** A personal field that is left out stays as it is, so that a form never has to send back what it only saw masked. */
export const updatePerson = endpoint({
  method: 'PUT',
  path: '/api/people/:personId',
  access: account('person.write'),
  input: z.object({ ...PersonInput.shape, version }),
  output: Person,
  summary: '修改人员',
})
export const removePerson = endpoint({
  method: 'DELETE',
  path: '/api/people/:personId',
  access: account('person.write'),
  output: done,
  summary: '删除人员',
})
