import type { FieldSpec } from '../fields'

export const personFieldKeys = [
  'employeeNo', 'name', 'identityType', 'identityNumber', 'mobile', 'sex', 'birthDate', 'country', 'nationality', 'education', 'degree', 'major',
  'personCategory', 'department', 'post', 'staffing', 'employmentStatus', 'email', 'homeAddress', 'formerName', 'workStartDate', 'hireDate', 'workPhone',
  'politicalStatus', 'health', 'postalCode', 'homePhone',
] as const
export type PersonField = (typeof personFieldKeys)[number]

/**
 * Basic information of a person, in the order of the template (spec/dictionaries.md). `country` is 国籍, `nationality` is 民族.
 * The form, the list, the Excel template, the import and the error texts derive from it.
 */
export const personFields: readonly FieldSpec<PersonField>[] = [
  { key: 'employeeNo', label: '工号', kind: 'text', maxLength: 30, example: 'A0001' },
  { key: 'name', label: '姓名', kind: 'text', required: true, maxLength: 50, format: 'personName', hint: '与身份证件一致，间隔号用“·”', example: '张小燕' },
  { key: 'identityType', label: '身份证件类别', kind: 'identityType', required: true, dictionary: 'identityType', maxLength: 30, example: '居民身份证' },
  { key: 'identityNumber', label: '证件号', kind: 'identityNumber', required: true, maxLength: 30, personal: true, templateHint: '单元格须为文本格式，避免 Excel 改成科学计数', example: '420102199001010129' },
  { key: 'mobile', label: '手机号码', kind: 'mobile', required: true, maxLength: 11, personal: true, example: '13800138000' },
  { key: 'sex', label: '性别', kind: 'choice', required: true, dictionary: 'sex', maxLength: 10, example: '女性' },
  { key: 'birthDate', label: '出生日期', kind: 'date', required: true, maxLength: 10, example: '1990-01-01' },
  { key: 'country', label: '国籍', kind: 'choice', required: 'conditional', dictionary: 'country', maxLength: 20, hint: '使用护照等外国人证件时必填', example: '' },
  { key: 'nationality', label: '民族', kind: 'choice', required: 'conditional', dictionary: 'nationality', maxLength: 20, hint: '中国公民必填', example: '汉族' },
  { key: 'education', label: '学历', kind: 'choice', required: true, dictionary: 'education', maxLength: 20, example: '大学本科' },
  { key: 'degree', label: '学位', kind: 'choice', required: true, dictionary: 'degree', maxLength: 20, hint: '没有学位的选“无”', example: '学士' },
  { key: 'major', label: '所学专业', kind: 'text', required: 'conditional', maxLength: 50, hint: '大学专科及以上必填', example: '临床医学' },
  { key: 'personCategory', label: '类别', kind: 'choice', dictionary: 'personCategory', maxLength: 20, example: '医师' },
  { key: 'department', label: '科室/部门', kind: 'department', required: true, maxLength: 100, example: '内科' },
  { key: 'post', label: '岗位', kind: 'post', maxLength: 100, example: '医师' },
  { key: 'staffing', label: '编制情况', kind: 'choice', dictionary: 'staffing', maxLength: 20, example: '编制内' },
  { key: 'employmentStatus', label: '在职状态', kind: 'choice', required: true, dictionary: 'employmentStatus', maxLength: 30, example: '在岗人员' },
  { key: 'email', label: '电子邮箱', kind: 'text', maxLength: 100, personal: true },
  { key: 'homeAddress', label: '家庭住址', kind: 'text', maxLength: 200, personal: true },
  { key: 'formerName', label: '曾用名', kind: 'text', maxLength: 50, format: 'personName' },
  { key: 'workStartDate', label: '参加工作日期', kind: 'partialDate', maxLength: 10, hint: '可只填到月，按当月 1 日保存', example: '2012-07' },
  { key: 'hireDate', label: '入职日期', kind: 'partialDate', maxLength: 10, hint: '可只填到月，按当月 1 日保存', example: '2015-07-01' },
  { key: 'workPhone', label: '工作电话', kind: 'text', maxLength: 30, example: '027-87654321' },
  { key: 'politicalStatus', label: '政治面貌', kind: 'choice', dictionary: 'politicalStatus', maxLength: 20 },
  { key: 'health', label: '健康状况', kind: 'choice', dictionary: 'health', maxLength: 20 },
  { key: 'postalCode', label: '邮政编码', kind: 'text', maxLength: 6, example: '430000' },
  { key: 'homePhone', label: '家庭电话', kind: 'text', maxLength: 30, personal: true },
]
