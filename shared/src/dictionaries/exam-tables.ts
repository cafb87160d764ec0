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

const junior = (names: string, start: number, level: string): [string, string][] =>
  names.split(' ').map((name, index) => [String(start + index), `${name}（${level}）`])
/** 专业 of 卫生专业技术资格考试; the first digit of a code is its level. */
export const titleSpeciality = table([
  ...junior('药学 中药学 口腔医学技术 放射医学技术 临床医学检验技术 病理学技术 康复医学治疗技术 营养 理化检验技术 病案信息技术', 101, '士'),
  ...junior(
    '药学 中药学 护理学 中医护理学 口腔医学技术 放射医学技术 临床医学检验技术 病理学技术 康复医学治疗技术 营养 理化检验技术 微生物检验技术 病案信息技术 输血技术 神经电生理（脑电图）技术 心理治疗',
    201,
    '师',
  ),
  ...[
    '全科医学', '全科医学（中医类）', '内科学', '心血管内科学', '呼吸内科学', '消化内科学', '肾内科学', '神经内科学', '内分泌学', '血液病学', '结核病学', '传染病学', '风湿与临床免疫学',
    '职业病学', '中医内科学', '中西医结合内科学', '普通外科学', '骨外科学', '胸心外科学', '神经外科学', '泌尿外科学', '小儿外科学', '烧伤外科学', '整形外科学', '中医外科学',
    '中西医结合外科学', '中医肛肠科学', '中医骨伤学', '中西医结合骨伤科学', '妇产科学', '中医妇科学', '儿科学', '中医儿科学', '眼科学', '中医眼科学', '耳鼻咽喉科学', '中医耳鼻喉科学',
    '皮肤与性病学', '中医皮肤与性病学', '精神病学', '肿瘤内科学', '肿瘤外科学', '肿瘤放射治疗学', '放射医学', '核医学', '超声波医学', '麻醉学', '康复医学', '推拿（按摩）学', '中医针灸学',
    '病理学', '临床医学检验学', '口腔医学', '口腔内科学', '口腔颌面外科学', '口腔修复学', '口腔正畸学', '疼痛学', '重症医学', '计划生育', '疾病控制', '公共卫生', '职业卫生', '妇幼保健',
    '健康教育', '药学', '中药学', '护理学', '内科护理', '外科护理', '妇产科护理', '儿科护理', '社区护理', '中医护理', '口腔医学技术', '放射医学技术', '核医学技术', '超声波医学技术',
    '临床医学检验技术', '病理学技术', '康复医学治疗技术', '营养', '理化检验技术', '微生物检验技术', '消毒技术', '心理治疗', '心电学技术', '肿瘤放射治疗技术', '病案信息技术', '输血技术',
    '神经电生理（脑电图）技术', '急诊医学',
  ].map((name, index): [string, string] => [String(301 + index), name]),
])
const levelDigits: Record<string, string> = { juniorTechnician: '1', juniorPractitioner: '2', intermediate: '3' }
/** Whether a 专业 is examined at this 申报级别. */
export const isSpecialityOf = (applyLevelCode: string, specialityCode: string): boolean => specialityCode.startsWith(levelDigits[applyLevelCode] ?? '-')

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
