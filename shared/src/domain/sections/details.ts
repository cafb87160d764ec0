import type { FieldSpec } from '../fields'

/** One detail section of a person's record (spec/dictionaries.md "Details"). */
export interface DetailSection {
  label: string
  fields: readonly FieldSpec[]
  /** Single entry needs the scan; in a batch its absence stays on the to-do list. */
  attachmentRequired: boolean
  /** Fields that tell one record of a person from another: a second one of the same values is the same record. */
  identifiedBy: readonly string[]
  /** What a record is called: a field, the date that goes with it and what happened then. */
  heading: { field: string; date: string; happened: string }
}

const partial = (key: string, label: string, more: Partial<FieldSpec> = {}): FieldSpec => ({
  key, label, kind: 'partialDate', maxLength: 10, hint: '只填到月份时按当月 1 日', ...more,
})
const text = (key: string, label: string, maxLength: number, more: Partial<FieldSpec> = {}): FieldSpec => ({ key, label, kind: 'text', maxLength, ...more })
const certificate = (key: string, label: string, more: Partial<FieldSpec> = {}): FieldSpec => text(key, label, 50, { format: 'certificate', ...more })

export const detailSections = {
  education: {
    label: '学历',
    attachmentRequired: true,
    identifiedBy: ['school', 'education', 'graduationDate'],
    heading: { field: 'education', date: 'graduationDate', happened: '毕业' },
    fields: [
      text('school', '毕业院校', 100, { required: true }),
      text('major', '所学专业', 50),
      { key: 'education', label: '学历', kind: 'choice', required: true, dictionary: 'education', maxLength: 20 },
      partial('startDate', '入学日期'),
      partial('graduationDate', '毕业日期', { required: true }),
      { key: 'studyForm', label: '学习形式', kind: 'choice', dictionary: 'studyForm', maxLength: 20 },
      certificate('certificateNo', '毕业证书编号'),
    ],
  },
  degree: {
    label: '学位',
    attachmentRequired: true,
    identifiedBy: ['school', 'degree', 'awardDate'],
    heading: { field: 'degree', date: 'awardDate', happened: '授予' },
    fields: [
      text('school', '授予院校', 100, { required: true }),
      { key: 'degree', label: '学位', kind: 'choice', required: true, dictionary: 'degree', maxLength: 20 },
      text('major', '专业', 50),
      partial('awardDate', '授予日期', { required: true }),
      certificate('certificateNo', '学位证书编号'),
    ],
  },
  work: {
    label: '工作经历',
    attachmentRequired: false,
    identifiedBy: ['unit', 'startDate'],
    heading: { field: 'unit', date: 'startDate', happened: '开始' },
    fields: [
      text('unit', '工作单位', 100, { required: true }),
      partial('startDate', '开始日期', { required: true }),
      partial('endDate', '结束日期', { allowPresent: true, hint: '目前仍在职的填“至今”' }),
      text('post', '岗位', 50),
      text('witness', '证明人', 50, { format: 'personName' }),
    ],
  },
  title: {
    label: '专业技术资格',
    attachmentRequired: true,
    identifiedBy: ['titleName', 'level', 'awardDate'],
    heading: { field: 'titleName', date: 'awardDate', happened: '取得' },
    fields: [
      text('titleName', '资格名称', 50, { required: true }),
      { key: 'level', label: '资格级别', kind: 'choice', required: true, dictionary: 'titleLevel', maxLength: 20 },
      text('specialty', '专业', 50),
      partial('awardDate', '取得日期', { required: true }),
      certificate('certificateNo', '证书编号'),
      text('issuer', '发证机关', 100),
    ],
  },
  qualification: {
    label: '医师资格证',
    attachmentRequired: true,
    identifiedBy: ['certificateNo'],
    heading: { field: 'category', date: 'awardDate', happened: '发证' },
    fields: [
      // Holds the identity number.
      certificate('certificateNo', '医师资格证书编码', { required: true, personal: true }),
      { key: 'category', label: '类别', kind: 'choice', required: true, dictionary: 'applyCategory', maxLength: 20 },
      { key: 'level', label: '级别', kind: 'choice', required: true, dictionary: 'applyLevel', maxLength: 20 },
      partial('awardDate', '发证日期', { required: true }),
    ],
  },
  practising: {
    label: '医师执业证',
    attachmentRequired: true,
    identifiedBy: ['certificateNo'],
    heading: { field: 'scope', date: 'awardDate', happened: '发证' },
    fields: [
      certificate('certificateNo', '医师执业证书编码', { required: true, hint: '15 位数字' }),
      text('scope', '执业范围', 100, { required: true }),
      text('place', '执业地点', 100, { required: true }),
      partial('awardDate', '发证日期', { required: true }),
      { key: 'valid', label: '是否有效', kind: 'yesNo', maxLength: 1 },
    ],
  },
  other: {
    label: '其他证明/证书',
    attachmentRequired: true,
    identifiedBy: ['type', 'certificateName', 'certificateNo', 'awardDate'],
    heading: { field: 'certificateName', date: 'awardDate', happened: '发证' },
    fields: [
      { key: 'type', label: '证书类型', kind: 'choice', required: true, dictionary: 'otherCertificateType', maxLength: 30 },
      text('certificateName', '证书名称', 100, { required: true }),
      certificate('certificateNo', '证书编号'),
      partial('awardDate', '发证日期'),
    ],
  },
} as const satisfies Record<string, DetailSection>

export type DetailSectionName = keyof typeof detailSections

/** In the order of forms, pages and filings. */
export const detailSectionNames = Object.keys(detailSections) as DetailSectionName[]
