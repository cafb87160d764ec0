import { table, type Entry } from './entry'

/** WS 218, the classes an institution of the platform can be; + locally. */
export const institutionCategory = table([
  ['A100', '综合医院'], ['A210', '中医医院'], ['A220', '中西医结合医院'], ['A230', '民族医院'], ['A311', '口腔医院'], ['A312', '眼科医院'],
  ['A313', '耳鼻喉科医院'], ['A314', '肿瘤医院'], ['A315', '心血管病医院'], ['A316', '胸科医院'], ['A317', '血液病医院'], ['A318', '妇产（科）医院'],
  ['A319', '儿童医院'], ['A320', '精神病医院'], ['A321', '传染病医院'], ['A322', '皮肤病医院'], ['A323', '结核病医院'], ['A324', '麻风病医院'],
  ['A325', '职业病医院'], ['A326', '骨科医院'], ['A327', '康复医院'], ['A328', '整形外科医院'], ['A329', '美容医院'], ['A390', '其他专科医院'],
  ['A410', '疗养院'], ['A500', '护理院（站）'], ['B100', '社区卫生服务中心'], ['B200', '社区卫生服务站'], ['C100', '街道卫生院'], ['C210', '中心卫生院'],
  ['C220', '乡卫生院'], ['D110', '综合门诊部'], ['D120', '中医门诊部'], ['D130', '中西医结合门诊部'], ['D150', '专科门诊部'], ['D211', '普通诊所'],
  ['D212', '中医诊所'], ['D213', '中西医结合诊所'], ['D215', '口腔诊所'], ['D216', '美容整形外科诊所'], ['D217', '精神卫生诊所'], ['D300', '卫生所（室）'],
  ['D400', '医务室'], ['D500', '中小学卫生保健所'], ['D600', '村卫生室'], ['E100', '急救中心'], ['E200', '急救中心站'], ['E300', '急救站'],
  ['F100', '血站'], ['G100', '妇幼保健院'], ['G200', '妇幼保健所'], ['G300', '妇幼保健站'], ['G400', '生殖保健中心'], ['H100', '专科疾病防治院'],
  ['H200', '专科疾病防治所（站、中心）'], ['J100', '疾病预防控制中心'], ['J200', '卫生防疫站'], ['K100', '卫生监督所（局）'], ['M100', '医学科学研究机构'],
  ['N100', '医学教育机构'], ['P100', '健康教育所（站、中心）'], ['Q100', '临床检验中心'], ['R900', '其他卫生机构'],
])

/** 机构级别 and 等次 */
export const institutionLevel = table([['3', '三级'], ['2', '二级'], ['1', '一级'], ['9', '未定级']])
export const institutionGrade = table([['special', '特等'], ['A', '甲等'], ['B', '乙等'], ['C', '丙等'], ['none', '未定等']])

/** 业务定级 */
export const businessGrade = table([['province', '省级'], ['city', '市级'], ['county', '县级'], ['township', '乡镇'], ['none', '无此项或未定级']])
/** 经营性质 */
export const ownership = table([['governmentNonProfit', '政府办非营利性'], ['nonProfit', '非政府办非营利性'], ['profit', '营利性'], ['other', '其他']])

/** 科室（部门）类别; only a clinical department needs a 科室标准名称. */
export const departmentCategory = table([
  ['clinical', '科室（部门）'], ['administrative', '管理部门'], ['logistics', '后勤部门'], ['villageClinic', '村卫生室'], ['other', '其他'],
])
/** A department of this category is a place of its own, for which the township centre files (R15). */
export const villageClinic = 'villageClinic'
export const needsStandardDepartment = (categoryCode: string): boolean => categoryCode === 'clinical'

/** 诊疗科目名录, first level, and the second-level subjects that departments are most often named after. */
export const standardDepartment = table([
  ['01', '预防保健科'], ['02', '全科医疗科'], ['03', '内科'], ['03.01', '呼吸内科'], ['03.02', '消化内科'], ['03.03', '神经内科'], ['03.04', '心血管内科'],
  ['03.05', '血液内科'], ['03.06', '肾病学'], ['03.07', '内分泌'], ['03.08', '免疫学'], ['03.09', '变态反应'], ['03.10', '老年病'], ['04', '外科'],
  ['04.01', '普通外科'], ['04.02', '神经外科'], ['04.03', '骨科'], ['04.04', '泌尿外科'], ['04.05', '胸外科'], ['04.06', '心脏大血管外科'],
  ['04.07', '烧伤科'], ['04.08', '整形外科'], ['05', '妇产科'], ['05.01', '妇科'], ['05.02', '产科'], ['06', '妇女保健科'], ['07', '儿科'], ['08', '小儿外科'],
  ['09', '儿童保健科'], ['10', '眼科'], ['11', '耳鼻咽喉科'], ['12', '口腔科'], ['13', '皮肤科'], ['14', '医疗美容科'], ['15', '精神科'], ['16', '传染科'],
  ['16.00', '感染性疾病科'], ['17', '结核病科'], ['18', '地方病科'], ['19', '肿瘤科'], ['20', '急诊医学科'], ['21', '康复医学科'], ['22', '运动医学科'],
  ['23', '职业病科'], ['24', '临终关怀科'], ['25', '特种医学与军事医学科'], ['26', '麻醉科'], ['27', '疼痛科'], ['28', '重症医学科'], ['30', '医学检验科'],
  ['31', '病理科'], ['32', '医学影像科'], ['32.02', '超声诊断专业'], ['32.05', '放射治疗专业'], ['50', '中医科'], ['51', '民族医学科'], ['52', '中西医结合科'],
  ['69', '药剂科'], ['70', '护理'], ['99', '其他科室'],
])

/** 标准岗位 of the region (R7), each with its 岗位类型. */
export interface StandardPost extends Entry {
  postType: string
}
const posts: readonly (readonly [code: string, label: string, postType: string])[] = [
  ['GW00001519', '医师', 'doctor'],
  ['GW00001523', '其他专技人员', 'doctor'],
  ['GW00000039', '药剂', 'pharmacy'],
  ['GW00000293', '护理', 'nursing'],
  ['GW00000294', '技师', 'technician'],
  ['GW00000035', '事业管理', 'management'],
  ['GW00001507', '工勤岗位', 'logistics'],
  ['GW00001510', '其他岗位', 'other'],
]
export const standardPost: StandardPost[] = posts.map(([code, label, postType], index) => ({ code, label, postType, state: 'active', order: index + 1 }))

/** 岗位类型; + locally. */
export const postType = table([
  ['doctor', '卫生技术人员(医师)'], ['pharmacy', '卫生技术人员(药剂)'], ['nursing', '卫生技术人员(护理)'], ['technician', '卫生技术人员(技师)'],
  ['management', '管理'], ['logistics', '后勤'], ['other', '其他'],
])

/** 角色类型 */
export const roleType = table([['business', '业务角色'], ['management', '管理角色'], ['audit', '审核角色'], ['query', '查询角色']])
