import type { FieldSpec } from '../fields'

type More = Omit<Partial<FieldSpec>, 'key'>
const text = <K extends string>(key: K, label: string, maxLength: number, more: More = {}): FieldSpec<K> => ({ key, label, kind: 'text', maxLength, ...more })
const choice = <K extends string>(key: K, label: string, dictionary: FieldSpec['dictionary'], more: More = {}): FieldSpec<K> => ({ key, label, kind: 'choice', dictionary, maxLength: 20, ...more })

/** 基本信息 of an institution (R4); 经纬度 and 诊疗科目 stand beside the fields. */
export const institutionBasics = [
  text('address', '机构地址', 200, { required: true, example: '武汉市武昌区中北路 1 号' }),
  text('postalCode', '邮政编码', 6, { example: '430000' }),
  text('phone', '联系电话', 30, { required: true, hint: '单位办公电话，考生在小程序中可以看到', example: '027-80000000' }),
  text('serviceTarget', '服务对象', 100, { example: '辖区居民' }),
  text('website', '网站', 200, { example: 'https://www.example.cn' }),
] as const

/** 机构信息 */
export const institutionFacts = [
  choice('level', '机构级别', 'institutionLevel', { required: true }),
  choice('grade', '机构等次', 'institutionGrade', { required: true }),
  choice('businessGrade', '业务定级', 'businessGrade', { required: true }),
  choice('ownership', '经营性质', 'ownership', { required: true }),
  text('beds', '床位数', 6, { hint: '核定床位，没有的填 0', example: '120' }),
  { key: 'openingDate', label: '开业日期', kind: 'partialDate', maxLength: 10, hint: '只填到月份时按当月 1 日' },
  text('legalRepresentative', '法定代表人', 50, { format: 'personName' }),
  text('principal', '主要负责人', 50, { format: 'personName' }),
] as const satisfies readonly FieldSpec[]

/** One row of 分院信息. */
export const institutionBranch = [
  text('name', '分院名称', 100, { required: true }),
  text('address', '地址', 200, { required: true }),
  text('phone', '电话', 30),
] as const

export type InstitutionField = (typeof institutionBasics)[number]['key'] | (typeof institutionFacts)[number]['key']
export type BranchField = (typeof institutionBranch)[number]['key']
