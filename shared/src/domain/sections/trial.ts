import type { FieldSpec } from '../fields'

const filingFieldKeys = [
  'institutionName', 'name', 'identityNumber', 'examYear', 'postName', 'applyLevel', 'applyCategory', 'assistantUpgrade', 'assistantQualificationNo',
  'assistantPractisingNo', 'freshGraduate', 'schoolOrArmy', 'startDate', 'endDate', 'supervisorName', 'supervisorCertificateNo', 'supervisorEvaluation', 'institutionOpinion',
] as const
export type TrialField = (typeof filingFieldKeys)[number]
const unitFieldKeys = ['unitName', 'startDate', 'endDate', 'supervisorName', 'supervisorCertificateNo', 'supervisorEvaluation'] as const
export type TrialUnitField = (typeof unitFieldKeys)[number]

/** The first columns of the trial template: who, what, and the segment at one's own unit (spec/dictionaries.md). */
export const trialFields: readonly FieldSpec<TrialField>[] = [
  { key: 'institutionName', label: '机构名称', kind: 'text', required: true, maxLength: 100, hint: '填本机构全称' },
  { key: 'name', label: '姓名', kind: 'text', required: true, maxLength: 50, format: 'personName', example: '张小燕' },
  { key: 'identityNumber', label: '证件号码', kind: 'identityNumber', required: true, maxLength: 30, personal: true, hint: '须与人员档案一致', example: '420102199001010129' },
  { key: 'examYear', label: '报考年度', kind: 'year', required: true, maxLength: 4, example: '2026' },
  { key: 'postName', label: '岗位名称', kind: 'post', maxLength: 100, example: '医师' },
  { key: 'applyLevel', label: '申报级别', kind: 'choice', required: true, dictionary: 'applyLevel', offered: ['practising', 'assistant'], maxLength: 20, example: '执业医师' },
  { key: 'applyCategory', label: '报考类别', kind: 'choice', required: true, dictionary: 'applyCategory', maxLength: 20, example: '临床' },
  { key: 'assistantUpgrade', label: '助理医师报考执业', kind: 'yesNo', required: true, maxLength: 1, example: '否' },
  { key: 'assistantQualificationNo', label: '助理资格证号', kind: 'text', required: 'conditional', maxLength: 30, format: 'certificate', hint: '助理医师报考执业时必填' },
  { key: 'assistantPractisingNo', label: '助理执业证号', kind: 'text', required: 'conditional', maxLength: 30, format: 'certificate', hint: '助理医师报考执业时必填' },
  { key: 'freshGraduate', label: '是否应届生', kind: 'yesNo', required: true, maxLength: 1, example: '否' },
  { key: 'schoolOrArmy', label: '高校/部队考生', kind: 'yesNo', maxLength: 1, hint: '是：盖章后的报考表在填报的“特殊附件”中上传', example: '否' },
  { key: 'startDate', label: '试用期开始时间', kind: 'date', required: true, maxLength: 10, hint: '须填到日', example: '2025-01-01' },
  { key: 'endDate', label: '试用期结束时间', kind: 'date', required: true, maxLength: 10, hint: '须填到日', example: '2025-12-31' },
  { key: 'supervisorName', label: '带教老师姓名', kind: 'text', required: true, maxLength: 50, format: 'personName' },
  { key: 'supervisorCertificateNo', label: '带教执业证书编码', kind: 'text', required: true, maxLength: 30, format: 'certificate', hint: '15 位医师执业证书编码', example: '110420000012345' },
  { key: 'supervisorEvaluation', label: '带教老师评价', kind: 'choice', required: true, dictionary: 'evaluation', maxLength: 10, example: '良好' },
  { key: 'institutionOpinion', label: '工作机构考核意见', kind: 'choice', required: true, dictionary: 'opinion', maxLength: 10, example: '合格' },
]

/** Columns of one further unit; the template adds the unit's number (单位名称2, 开始2 …). */
export const trialUnitFields: readonly FieldSpec<TrialUnitField>[] = [
  { key: 'unitName', label: '单位名称', kind: 'text', maxLength: 100 },
  { key: 'startDate', label: '开始', kind: 'date', maxLength: 10 },
  { key: 'endDate', label: '结束', kind: 'date', maxLength: 10 },
  { key: 'supervisorName', label: '带教老师姓名', kind: 'text', maxLength: 50, format: 'personName' },
  { key: 'supervisorCertificateNo', label: '带教执业证书编码', kind: 'text', maxLength: 30, format: 'certificate' },
  { key: 'supervisorEvaluation', label: '带教老师评价', kind: 'choice', dictionary: 'evaluation', maxLength: 10 },
]

/** All columns of the template for at most `units` units (one's own is the first); keys of further units end in their number. */
export function trialTemplateFields(units = 10): FieldSpec[] {
  const fields: FieldSpec[] = [...trialFields]
  for (let unit = 2; unit <= units; unit++) {
    for (const field of trialUnitFields) fields.push({ ...field, key: `${field.key}${unit}`, label: `${field.label}${unit}` })
  }
  return fields
}
