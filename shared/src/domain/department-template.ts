/** One department of the template tree (初始化部门, R6); codes of the dictionaries. */
export interface TemplateDepartment {
  name: string
  category: string
  standardName: string | null
  children: TemplateDepartment[]
}

const clinical = (name: string, standardName: string): TemplateDepartment => ({ name, category: 'clinical', standardName, children: [] })
const office = (name: string): TemplateDepartment => ({ name, category: 'administrative', standardName: null, children: [] })
const group = (name: string, category: string, children: TemplateDepartment[] = []): TemplateDepartment => ({ name, category, standardName: null, children })

const hospital: TemplateDepartment[] = [
  group('行政职能部门', 'administrative', [office('院办公室'), office('人事科'), office('医务科'), office('护理部'), office('科教科'), office('财务科')]),
  group('临床科室', 'other', [
    clinical('内科', '03'), clinical('外科', '04'), clinical('妇产科', '05'), clinical('儿科', '07'), clinical('眼科', '10'), clinical('耳鼻咽喉科', '11'),
    clinical('口腔科', '12'), clinical('皮肤科', '13'), clinical('中医科', '50'), clinical('康复医学科', '21'), clinical('急诊医学科', '20'), clinical('麻醉科', '26'), clinical('重症医学科', '28'),
  ]),
  group('医技科室', 'other', [clinical('医学检验科', '30'), clinical('病理科', '31'), clinical('医学影像科', '32'), clinical('药剂科', '69')]),
  group('后勤部门', 'logistics', [group('后勤保障科', 'logistics')]),
]

const community: TemplateDepartment[] = [
  office('综合办公室'),
  clinical('全科医疗科', '02'), clinical('内科', '03'), clinical('外科', '04'), clinical('妇产科', '05'), clinical('儿科', '07'), clinical('中医科', '50'), clinical('预防保健科', '01'),
  group('公共卫生科', 'other'),
  clinical('医学检验科', '30'), clinical('医学影像科', '32'), clinical('药剂科', '69'),
  group('后勤保障科', 'logistics'),
]
const township: TemplateDepartment[] = [...community, group('村卫生室', 'villageClinic')]
const practice: TemplateDepartment[] = [clinical('全科医疗科', '02'), clinical('药剂科', '69')]

/** The tree to start with, by the institution's category (WS 218): hospitals, community centres, township centres, clinics. */
export function departmentTemplate(institutionCategory: string | null): TemplateDepartment[] {
  const kind = institutionCategory?.[0] ?? ''
  if (institutionCategory?.startsWith('C2')) return township
  if (kind === 'B' || kind === 'C') return community
  return kind === 'D' ? practice : hospital
}
