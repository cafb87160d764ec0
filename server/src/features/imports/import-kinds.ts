import type { ImportJob } from '@talent/shared/contract/imports'
import { activeEntries } from '@talent/shared/dictionaries/index'
import type { FieldSpec } from '@talent/shared/domain/fields'
import { detailTemplateFields } from '@talent/shared/domain/detail-row'
import { detailSectionNames, detailSections, type DetailSectionName } from '@talent/shared/domain/sections/details'
import { personFields } from '@talent/shared/domain/sections/person'
import { registrationFields } from '@talent/shared/domain/sections/registration'
import { trialTemplateFields } from '@talent/shared/domain/sections/trial'
import type { TemplateColumn } from '../../workbook/template-spec'

export type ImportKind = ImportJob['kind']

interface KindSpec {
  /** Of the worksheet, the file and the sentences about them. */
  title: string
  /** Raised with every change of the columns: files made from older templates are then refused. */
  version: number
  fields: readonly FieldSpec[]
  instructions: readonly string[]
}

const common = [
  '请从第 3 行开始填写，不要改动标题行，不要增删列，不要合并单元格。红色标题必填。',
  '证件号、手机号码等单元格已设为文本格式，请直接填写或“只粘贴值”；有下拉列表的列只能从列表中选择。',
  '日期写作 2025-01-31。',
]

/** One kind for each section of the declaration. */
const detailKinds = Object.fromEntries(detailSectionNames.map((section): [DetailSectionName, KindSpec] => [section, {
  title: detailSections[section].label,
  version: 1,
  fields: detailTemplateFields(section),
  instructions: [
    ...common,
    '机构名称、姓名、证件号码须与人员档案一致。日期只知道月份时可写 2025-01，按当月 1 日。',
    `${detailSections[section].identifiedBy.map((key) => detailTemplateFields(section).find((field) => field.key === key)?.label ?? key).join('、')}都相同的是同一条记录；更新时空白的单元格保留原有的内容。附件在人员档案中上传。`,
  ],
}])) as Record<DetailSectionName, KindSpec>

export const importKinds: Record<ImportKind, KindSpec> = {
  ...detailKinds,
  people: {
    title: '人员基本信息',
    version: 1,
    fields: personFields,
    instructions: [...common, '更新已有人员时，空白的单元格保留系统中原有的内容。'],
  },
  registration: {
    title: '预报名',
    version: 1,
    fields: registrationFields,
    instructions: [...common, '用于卫生专业技术资格考试，每人一行。机构名称、姓名、证件号码须与人员档案一致；报考专业须是所选申报级别的专业。'],
  },
  trials: {
    title: '试用期填报',
    version: 2,
    fields: trialTemplateFields(),
    instructions: [...common, '机构名称、姓名、证件号码须与人员档案一致。第一段为本单位的试用期；在其他单位的试用期依次填在后面各列，各段首尾相接。', '更新已有填报时，“高校/部队考生”空白表示不变；填“是”的，盖章后的报考表照片在填报的“特殊附件”中上传，或用附件批量导入。'],
  },
}

/** Kinds whose rows are filings for an exam. */
export const isFilingKind = (kind: ImportKind): kind is 'trials' | 'registration' => kind === 'trials' || kind === 'registration'

export const kindNames: Readonly<Record<string, string>> = Object.fromEntries(Object.entries(importKinds).map(([kind, { title }]) => [kind, title]))

/** Drop-downs that depend on the institution, by field key. */
export type OwnLists = Partial<Record<string, readonly string[]>>

const MIN_WIDTH = 10
const MAX_WIDTH = 28

export const columnsOf = (kind: ImportKind, lists: OwnLists = {}): TemplateColumn[] =>
  importKinds[kind].fields.map((field) => ({
    label: field.label,
    required: field.required ?? false,
    width: Math.min(MAX_WIDTH, Math.max(MIN_WIDTH, field.maxLength, field.label.length * 2 + 2)),
    hint: field.templateHint ?? field.hint,
    example: field.example || undefined,
    list: ownList(field, lists) ?? listOf(field),
  }))

/** The institution's own departments, posts and name; a text that happens to have the same key is a text. */
const ownList = (field: FieldSpec, lists: OwnLists): readonly string[] | undefined =>
  field.kind === 'department' || field.kind === 'post' || field.key === 'institutionName' ? lists[field.key] : undefined

function listOf(field: FieldSpec): readonly string[] | undefined {
  if (field.kind === 'yesNo') return ['是', '否']
  return field.dictionary ? activeEntries(field.dictionary).filter(({ code }) => field.offered?.includes(code) ?? true).map(({ label }) => label) : undefined
}
