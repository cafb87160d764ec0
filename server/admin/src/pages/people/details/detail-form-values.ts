import type { DetailRecord } from '@talent/shared/contract/details'
import { checkDetail, readDetail } from '@talent/shared/domain/detail'
import type { FieldSpec, FieldValues } from '@talent/shared/domain/fields'
import type { Issue } from '@talent/shared/domain/issue'
import { detailSections, type DetailSection, type DetailSectionName } from '@talent/shared/domain/sections/details'
import { Problem } from '@talent/shared/errors'

/** The fields of the form. A personal field of a record on file is known masked only: left empty, it stays as it is. */
export function formSpecs(section: DetailSectionName, record: DetailRecord | null): FieldSpec[] {
  const { fields }: DetailSection = detailSections[section]
  return fields.map((field) => {
    const masked = isKept(field, record) ? record?.values[field.key] : undefined
    if (!masked) return field
    const { required: _required, ...rest } = field
    return { ...rest, hint: `现为 ${masked}，不修改时留空` }
  })
}

const isKept = (field: FieldSpec, record: DetailRecord | null): boolean => field.personal === true && (record?.values[field.key] ?? '') !== ''

export function formValues(section: DetailSectionName, record: DetailRecord | null): FieldValues {
  const { fields }: DetailSection = detailSections[section]
  return Object.fromEntries(fields.map((field) => [field.key, isKept(field, record) ? '' : (record?.values[field.key] ?? '')]))
}

/** What is sent: without the personal fields that stay as they are. */
export function sentValues(section: DetailSectionName, record: DetailRecord | null, values: FieldValues): Record<string, string> {
  const { fields }: DetailSection = detailSections[section]
  return Object.fromEntries(fields.flatMap((field) => {
    const value = values[field.key] ?? ''
    return value === '' && isKept(field, record) ? [] : [[field.key, value]]
  }))
}

/** The domain's rules, told before anything is sent. `pictures`: how many there are. */
export function checkForm(section: DetailSectionName, record: DetailRecord | null, values: FieldValues, pictures: number, today: string): Issue[] {
  const { label, attachmentRequired }: DetailSection = detailSections[section]
  const sent = sentValues(section, record, values)
  const issues = checkDetail(section, readDetail(section, sent), {}, today).filter((issue) => String(issue.path[0]) in sent)
  const needsPicture = attachmentRequired && pictures === 0 && (record === null || !record.missingAttachment)
  return needsPicture ? [...issues, { path: [], code: 'ATTACHMENT_REQUIRED', message: `请上传${label}的证书图片` }] : issues
}

/** The server names a field below `values`; in the form it stands at the top. */
export function toFormError(error: unknown): unknown {
  if (!(error instanceof Problem)) return error
  const issues = error.issues.map((issue) => ({ ...issue, path: issue.path[0] === 'values' ? issue.path.slice(1) : [] }))
  return new Problem(error.code, { ...error.extra, issues })
}
