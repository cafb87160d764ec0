import { table, type Entry } from './entry'

/** 业务 of the platform (P5); the code is the two digits users know. */
export const business = table([
  ['05', '医师资格考试'], ['03', '卫生专业技术资格考试'], ['54', '护士执业资格考试'], ['30', '继续医学教育'], ['21', '助理全科医生培训'],
  ['14', '卫生高级职称评审'], ['58', '培训平台'], ['00', '信息申报平台'], ['57', '实践技能考试考官考'], ['51', '医用设备使用人员业务能力考评'],
])

/** 申报级别: which business a value belongs to is part of it. */
export interface ApplyLevel extends Entry {
  business: string
}
const applyLevels: readonly (readonly [code: string, label: string, business: string])[] = [
  ['practising', '执业医师', '05'],
  ['assistant', '执业助理医师', '05'],
  ['juniorTechnician', '初级(士)', '03'],
  ['juniorPractitioner', '初级(师)', '03'],
  ['intermediate', '中级', '03'],
]
export const applyLevel: ApplyLevel[] = applyLevels.map(([code, label, businessCode], index) => ({
  code, label, business: businessCode, state: 'active', order: index + 1,
}))

/** 报考类别; 乡村全科 exists for 执业助理医师 only. */
export const applyCategory = table([
  ['clinical', '临床'], ['dental', '口腔'], ['publicHealth', '公共卫生'], ['chineseMedicine', '中医'], ['integrated', '中西医结合'],
  ['chineseMedicineApprentice', '中医（师承或确有专长）'], ['mongolian', '蒙医'], ['tibetan', '藏医'], ['uyghur', '维医'], ['dai', '傣医'],
  ['korean', '朝医'], ['zhuang', '壮医'], ['kazakh', '哈萨克医'], ['ruralGeneral', '乡村全科'],
])
export const assistantOnlyCategories: ReadonlySet<string> = new Set(['ruralGeneral'])

/** 带教老师评价 */
export const evaluation = table([['excellent', '优秀'], ['good', '良好'], ['qualified', '合格'], ['unqualified', '不合格']])
/** 工作机构考核意见 */
export const opinion = table([['qualified', '合格'], ['unqualified', '不合格']])
/** Both tables share the code. */
export const unqualified = 'unqualified'

/** 专业技术资格 levels */
export const titleLevel = table([
  ['senior', '正高级'], ['associateSenior', '副高级'], ['intermediate', '中级'], ['juniorPractitioner', '初级(师)'], ['juniorTechnician', '初级(士)'], ['none', '未定级'],
])
