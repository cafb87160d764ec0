import { checkDetail, readDetail } from '@talent/shared/domain/detail'
import type { FieldValues } from '@talent/shared/domain/fields'
import { isError, type Issue } from '@talent/shared/domain/issue'
import { isMasked } from '@talent/shared/domain/person-mask'
import { detailSections, type DetailSection, type DetailSectionName } from '@talent/shared/domain/sections/details'
import type { FieldCipher } from '../../db/field-cipher'

export interface DetailForm {
  values: FieldValues
  pictureIds: number[]
}

/** What stands around a form: whose record it is, and what is on file already. */
export interface DetailAround {
  identityNumber: string
  /** YYYY-MM-DD */
  today: string
  before?: { values: FieldValues; pictures: readonly unknown[] }
}

/**
 * A form over what is on file: the values to write and everything that is wrong with them. A personal field that is left
 * out keeps its value; a picture is asked of a new record, and the last one of a record is not taken away.
 */
export function checkDetailForm(section: DetailSectionName, form: DetailForm, around: DetailAround): { values: FieldValues; issues: Issue[] } {
  const { fields, label, attachmentRequired }: DetailSection = detailSections[section]
  const raw: FieldValues = {}
  const issues: Issue[] = []
  for (const key of Object.keys(form.values)) {
    if (!fields.some((field) => field.key === key)) issues.push({ path: ['values', key], code: 'FIELD_UNKNOWN', message: `${label}没有“${key}”这一项，请刷新页面后重新填写` })
  }
  for (const field of fields) {
    const typed = form.values[field.key]
    if (field.personal && typed === undefined) raw[field.key] = around.before?.values[field.key] ?? ''
    else if (field.personal && isMasked(typed ?? '')) issues.push({ path: ['values', field.key], code: 'MASKED_VALUE', message: `${field.label}是隐藏了一部分的内容，不能保存；请填写完整的${field.label}，不修改时请勿提交此项` })
    else raw[field.key] = typed ?? ''
  }
  const values = storedValues(readDetail(section, raw))
  const named = new Set(issues.map((issue) => issue.path[1]))
  const wrong = checkDetail(section, values, { identityNumber: around.identityNumber }, around.today).filter((issue) => isError(issue) && !named.has(issue.path[0]))
  issues.push(...wrong.map((issue) => ({ ...issue, path: ['values', ...issue.path] })))
  const hadPicture = !around.before || around.before.pictures.length > 0
  if (attachmentRequired && form.pictureIds.length === 0 && hadPicture) issues.push({ path: ['pictureIds'], code: 'ATTACHMENT_REQUIRED', message: `请上传${label}的证书图片` })
  if (new Set(form.pictureIds).size < form.pictureIds.length) issues.push({ path: ['pictureIds'], code: 'PICTURE_TWICE', message: '同一张图片选了两次，请移除重复的图片' })
  return { values, issues }
}

/** Empty fields are not kept. */
export const storedValues = (values: FieldValues): FieldValues => Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined && value !== ''))

/** By which a record of a person is known: the same for the same values, and telling nothing about them. */
export function detailKey(cipher: FieldCipher, section: DetailSectionName, values: FieldValues): string {
  const { identifiedBy }: DetailSection = detailSections[section]
  return cipher.lookup('detail', JSON.stringify([section, ...identifiedBy.map((key) => values[key] ?? '')]))
}

export const sameValues = (a: FieldValues, b: FieldValues): boolean => {
  const keys = new Set([...Object.keys(a), ...Object.keys(b)])
  return [...keys].every((key) => (a[key] ?? '') === (b[key] ?? ''))
}

export const sameDetailIssue = (section: DetailSectionName): Issue => {
  const { identifiedBy, fields, label }: DetailSection = detailSections[section]
  const labels = identifiedBy.map((key) => fields.find((field) => field.key === key)?.label ?? key)
  return { path: ['values', identifiedBy[0] ?? ''], code: 'DETAIL_EXISTS', message: `该人员已有${labels.join('、')}相同的${label}记录，请修改原记录` }
}
