import { table, type Entry } from './entry'

/** GB/T 2261.1 */
export const sex = table([['1', '男性'], ['2', '女性'], ['0', '未知的性别'], ['9', '未说明的性别']])

/** GB/T 2261.2 */
export const marital = table([
  ['10', '未婚'], ['20', '已婚'], ['21', '初婚'], ['22', '再婚'], ['23', '复婚'], ['30', '丧偶'], ['40', '离婚'], ['90', '未说明的婚姻状况'],
])

/** GB/T 2261.3, one-digit code */
export const health = table([['1', '健康或良好'], ['2', '一般或较弱'], ['3', '有慢性病'], ['6', '残疾']])

/** GB/T 4762 */
export const politicalStatus = table([
  ['01', '中共党员'], ['02', '中共预备党员'], ['03', '共青团员'], ['04', '民革党员'], ['05', '民盟盟员'], ['06', '民建会员'], ['07', '民进会员'],
  ['08', '农工党党员'], ['09', '致公党党员'], ['10', '九三学社社员'], ['11', '台盟盟员'], ['12', '无党派人士'], ['13', '群众'],
])

/** GB/T 4658 codes under the labels of the forms; 高中及以下 takes the code of the group 60. */
export const education = table([
  ['11', '博士研究生'], ['14', '硕士研究生'], ['21', '大学本科'], ['31', '大学专科'], ['41', '中等专科'], ['60', '高中及以下'],
])
const fromCollegeUp = new Set(['11', '14', '21', '31'])
/** 大专 and up: there 所学专业 is required. */
export const isCollegeOrAbove = (educationCode: string): boolean => fromCollegeUp.has(educationCode)

/** GB/T 6864, first digit; 无 has no code there and takes 9. */
/** 无 is a value of 学位. */
export const noDegree = '9'
export const degree = table([['2', '博士'], ['3', '硕士'], ['4', '学士'], ['9', '无']])

/** 在职状态, a local table; `inService` counts for "in service in one institution". */
export interface EmploymentStatus extends Entry {
  inService: boolean
}
const statuses: readonly (readonly [code: string, label: string, inService: boolean])[] = [
  ['inPost', '在岗人员', true],
  ['trial', '医师资格考试试用期考核人员', true],
  ['rehired', '返聘', true],
  ['seconded', '借调', true],
  ['longSickLeave', '长期病休', true],
  ['resigned', '离职', false],
  ['retired', '退休', false],
]
export const employmentStatus: EmploymentStatus[] = statuses.map(([code, label, inService], index) => ({
  code, label, inService, state: 'active', order: index + 1,
}))

/** 编制情况, a local table. */
export const staffing = table([['established', '编制内'], ['contract', '编制外']])

/** 类别 (人员类别), a local table. */
export const personCategory = table([
  ['doctor', '医师'], ['pharmacist', '药师'], ['nurse', '护士'], ['technician', '技师'], ['administrator', '管理'], ['logistics', '后勤'], ['other', '其他'],
])

/** 学习形式 of an education. */
export const studyForm = table([
  ['fullTime', '全日制'], ['partTime', '非全日制'], ['adult', '成人教育'], ['selfStudy', '自学考试'], ['distance', '网络教育'], ['open', '开放教育'], ['apprenticeship', '师承'], ['other', '其他'],
])

/** 离职类型 */
export const resignationType = table([
  ['resigned', '辞职'], ['retired', '退休'], ['transferred', '调出'], ['dismissed', '辞退'], ['died', '死亡'], ['other', '其他'],
])

/** 其他证明/证书 */
export const otherCertificateType = table([
  ['residencyTraining', '住院医师规范化培训合格证'], ['assistantTraining', '助理全科医生培训合格证'], ['specialistTraining', '专科医师规范化培训合格证'],
  ['nursePractising', '护士执业证'], ['equipment', '大型医用设备上岗合格证'], ['other', '其他'],
])
