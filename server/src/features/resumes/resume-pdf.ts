import type { Readable } from 'node:stream'
import type { FieldSpec, FieldValues } from '@talent/shared/domain/fields'
import { detailSectionNames, detailSections, type DetailSection, type DetailSectionName } from '@talent/shared/domain/sections/details'
import { personFields, type PersonField } from '@talent/shared/domain/sections/person'
import { createPdf, type Field } from '../../pdf/pdf'
import { chinaTime } from '../../platform'
import { shownText } from '../people-export/shown-text'

export interface Resume {
  institutionName: string
  /** With the names of department and post. */
  values: FieldValues
  details: readonly { section: DetailSectionName; values: FieldValues }[]
  /** JPEG or PNG; `lost`: there is one on file that can't be read any more. */
  portrait: Buffer | 'lost' | null
  /** Numbers unmasked. */
  whole: boolean
  printedBy: string
  now: Date
}

/** Who it is, beside the portrait; every other field follows below in the order of the declaration. */
const besidePortrait: readonly PersonField[] = ['name', 'sex', 'birthDate', 'nationality', 'education', 'degree', 'department', 'post', 'employmentStatus', 'employeeNo']

/** Wider values take a row of their own; a letter or digit is half as wide as a Chinese character. */
const wideFrom = 15
const widthIn = (text: string): number => Array.from(text).reduce((sum, c) => sum + (c > '\u2E80' ? 1 : 0.5), 0)

/** 个人信息表: basic information, then a table for each section of the declaration, so that a new section appears by itself. */
export function resumePdf({ institutionName, values, details, portrait, whole, printedBy, now }: Resume): Readable {
  const pdf = createPdf({ title: '个人信息表', footer: `${printedBy}　${chinaTime(now)} 打印`, now })
  const fieldOf = (spec: FieldSpec): Field => {
    const value = shownText(spec, values[spec.key] ?? '', whole)
    return { label: spec.label, value, wide: widthIn(value) >= wideFrom }
  }
  const first = besidePortrait.flatMap((key) => personFields.filter((field) => field.key === key))
  pdf.title('个人信息表', institutionName)
  pdf.fieldsWithPortrait(first.map((spec) => ({ ...fieldOf(spec), wide: false })), portrait === 'lost' ? null : portrait, portrait === 'lost' ? '照片已丢失' : '照片')
  pdf.fields(personFields.filter((field) => !first.includes(field)).map(fieldOf), { columns: 4 })
  for (const name of detailSectionNames) {
    const { label, fields }: DetailSection = detailSections[name]
    pdf.heading(label)
    pdf.table(
      fields.map((field) => ({ label: field.label, share: shareOf(field), value: (record: FieldValues) => shownText(field, record[field.key] ?? '', whole) })),
      details.filter((detail) => detail.section === name).map((detail) => detail.values),
      { empty: '无' },
    )
  }
  pdf.space(14)
  pdf.signatures([{ title: '本人确认', statement: '以上内容属实。', signer: '本人签名' }, { title: '单位审核', seal: '（单位公章）', signer: '审核人签名' }])
  return pdf.finish()
}

/** A part of the table's width: a date needs little, a number or a name of a school much. */
function shareOf(field: FieldSpec): number {
  if (field.kind === 'yesNo') return 2
  if (field.kind === 'date' || field.kind === 'partialDate' || field.kind === 'choice') return 3
  return field.format === 'certificate' || field.maxLength >= 100 ? 5 : 3
}
