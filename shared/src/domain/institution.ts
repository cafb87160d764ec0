import { activeEntries } from '../dictionaries'
import { checkField, readField } from './field-values'
import type { FieldSpec, FieldValues } from './fields'
import type { Issue } from './issue'
import { checkPosition, type Position } from './position'
import { institutionBasics, institutionBranch, institutionFacts, type BranchField, type InstitutionField } from './sections/institution'

export interface Branch {
  values: FieldValues<BranchField>
  position: Position | null
}

/** What an institution keeps about itself (R4); 主体信息 is not in here, it changes by request only. */
export interface InstitutionInformation {
  values: FieldValues<InstitutionField>
  position: Position | null
  /** 诊疗科目, codes of `standardDepartment`. */
  subjects: string[]
  branches: Branch[]
}

export const maximumBranches = 50
export const maximumSubjects = 100

const fields: readonly FieldSpec<InstitutionField>[] = [...institutionBasics, ...institutionFacts]

/** As typed, to what is stored: cleaned, dates YYYY-MM-DD, choices as codes. */
export function readInstitution(raw: InstitutionInformation): InstitutionInformation {
  return {
    values: readAll(fields, raw.values),
    position: raw.position && readPosition(raw.position),
    subjects: [...new Set(raw.subjects)],
    branches: raw.branches.map((branch) => ({ values: readAll<BranchField>(institutionBranch, branch.values), position: branch.position && readPosition(branch.position) })),
  }
}

const readAll = <K extends string>(specs: readonly FieldSpec<K>[], raw: FieldValues<K>): FieldValues<K> => {
  const values: FieldValues<K> = {}
  for (const spec of specs) values[spec.key] = readField(spec, raw[spec.key] ?? '')
  return values
}
const readPosition = ({ longitude, latitude, datum }: Position): Position => ({ longitude: longitude.trim(), latitude: latitude.trim(), datum })

/** Everything that is wrong, in reading order; `today` is YYYY-MM-DD. */
export function checkInstitution(information: InstitutionInformation, today: string): Issue[] {
  const { values } = information
  const issues = fields.flatMap((field) => checkField(field, values[field.key] ?? '', ['values', field.key]))
  const refuse = (key: InstitutionField, code: string, message: string) => void issues.push({ path: ['values', key], code, message })
  if (values.postalCode && !/^\d{6}$/.test(values.postalCode)) refuse('postalCode', 'POSTAL_CODE', '邮政编码应为 6 位数字')
  if (values.phone && !/^[\d\-()+ 转]{7,30}$/.test(values.phone)) refuse('phone', 'PHONE_FORM', '联系电话应为数字，可加区号和分机，如 027-80000000 转 12')
  if (values.website && !/^https?:\/\/[^\s]+$/.test(values.website)) refuse('website', 'WEBSITE_FORM', '网站应以 http:// 或 https:// 开头')
  if (values.beds && !/^\d{1,6}$/.test(values.beds)) refuse('beds', 'WHOLE_NUMBER', '床位数应为整数，没有的填 0')
  if (values.openingDate && values.openingDate > today) refuse('openingDate', 'DATE_FUTURE', `开业日期 ${values.openingDate} 晚于今天，请核对`)
  if (information.position) issues.push(...checkPosition(information.position, ['position']))
  return [...issues, ...checkSubjects(information.subjects), ...checkBranches(information.branches)]
}

function checkSubjects(subjects: readonly string[]): Issue[] {
  const known = new Set(activeEntries('standardDepartment').map((entry) => entry.code))
  return subjects.every((code) => known.has(code)) ? [] : [{ path: ['subjects'], code: 'CHOICE_UNKNOWN', message: '诊疗科目中有不在目录内的科目，请从列表中重新选择' }]
}

function checkBranches(branches: readonly Branch[]): Issue[] {
  const seen = new Map<string, number>()
  return branches.flatMap(({ values, position }, index) => {
    const issues = institutionBranch.flatMap((field) => checkField(field, values[field.key] ?? '', ['branches', index, 'values', field.key]))
    const earlier = seen.get(values.name ?? '')
    if (values.name && earlier !== undefined) {
      issues.push({ path: ['branches', index, 'values', 'name'], code: 'NAME_TAKEN', message: `与第 ${earlier + 1} 个分院的名称相同，请核对` })
    }
    seen.set(values.name ?? '', earlier ?? index)
    if (position) issues.push(...checkPosition(position, ['branches', index, 'position']))
    return issues
  })
}
