import { cleanText } from './clean-text'
import { checkCreditCode, normalizeCreditCode } from './credit-code'
import { checkField, readField } from './field-values'
import type { FieldSpec } from './fields'
import type { Issue } from './issue'

/** 主体信息 of an institution (R4), as it stands or as it should be; what is not on file is empty, an authority null. */
export interface FixedFacts {
  name: string
  creditCode: string
  licenseNo: string
  category: string
  authorityId: number | null
}
export type FixedTextField = Exclude<keyof FixedFacts, 'authorityId'>
export type FixedField = keyof FixedFacts

export const fixedTextFields: readonly FieldSpec<FixedTextField>[] = [
  { key: 'name', label: '机构名称', kind: 'text', required: true, maxLength: 100, hint: '与执业许可证和单位公章一致' },
  { key: 'creditCode', label: '统一社会信用代码', kind: 'text', maxLength: 18 },
  { key: 'licenseNo', label: '医疗机构执业许可证号', kind: 'text', maxLength: 40, hint: '许可证上的登记号' },
  { key: 'category', label: '机构类别', kind: 'choice', dictionary: 'institutionCategory', maxLength: 20 },
]
/** In reading order. */
export const fixedFieldLabels: Record<FixedField, string> = { name: '机构名称', creditCode: '统一社会信用代码', licenseNo: '医疗机构执业许可证号', category: '机构类别', authorityId: '主管单位' }
export const fixedFields = Object.keys(fixedFieldLabels) as FixedField[]

/** Photos or PDF files that prove a change. */
export const maxChangeProofs = 6
export const maxChangeReason = 300

/** 附件信息: what an institution keeps of its certificates. */
export const institutionFileKinds = ['license', 'creditCode', 'other'] as const
export type InstitutionFileKind = (typeof institutionFileKinds)[number]
export const institutionFileLabels: Record<InstitutionFileKind, string> = { license: '医疗机构执业许可证', creditCode: '统一社会信用代码证', other: '其他附件' }
/** Of each kind. */
export const maxInstitutionFiles: Record<InstitutionFileKind, number> = { license: 4, creditCode: 2, other: 10 }

/** Brackets in a name are full-width, as licences print them. */
const readName = (raw: string): string => cleanText(raw).replace(/ *\( */g, '（').replace(/ *\) */g, '）')

/** As it is stored. */
export function readFixedFacts(raw: FixedFacts): FixedFacts {
  const category = fixedTextFields.find(({ key }) => key === 'category')
  return {
    name: readName(raw.name),
    creditCode: normalizeCreditCode(raw.creditCode),
    licenseNo: cleanText(raw.licenseNo).replace(/ /g, '').toUpperCase(),
    category: category ? readField(category, raw.category) : raw.category,
    authorityId: raw.authorityId,
  }
}

/** The same name with the other kind of brackets is the same name. */
export const sameNames = (name: string): string[] => [...new Set([name, name.replace(/（/g, '(').replace(/）/g, ')'), readName(name)])]

/** Which fields should change, in reading order; what is only written differently does not. */
export function changedFacts(current: FixedFacts, wanted: FixedFacts): FixedField[] {
  const now = readFixedFacts(current)
  return fixedFields.filter((key) => now[key] !== wanted[key])
}

/** Everything that is wrong with what `readFixedFacts` gave; whether a name or a code is taken, only the server knows. */
export function checkFixedFacts(current: FixedFacts, wanted: FixedFacts): Issue[] {
  const changed = changedFacts(current, wanted)
  if (changed.length === 0) return [{ path: [], code: 'NOTHING_CHANGED', message: '没有修改任何一项，请修改后再提交' }]
  const issues = fixedTextFields.filter(({ key }) => changed.includes(key)).flatMap((field) => checkFact(field, wanted[field.key], current[field.key]))
  if (changed.includes('authorityId') && wanted.authorityId === null) issues.push({ path: ['authorityId'], code: 'REQUIRED', message: '请选择主管单位' })
  return issues
}

function checkFact(field: FieldSpec<FixedTextField>, wanted: string, current: string): readonly Issue[] {
  // What is on file is put right and not taken away.
  if (wanted === '') return [{ path: [field.key], code: 'REQUIRED', message: current === '' ? `请填写${field.label}` : `${field.label}不能清空，原为“${current}”` }]
  if (field.key === 'creditCode') return checkCreditCode(wanted)
  if (field.key === 'name' && Array.from(wanted).length < 4) return [{ path: ['name'], code: 'NAME_SHORT', message: '请填写机构全称，至少 4 个字' }]
  return [...checkField(field, wanted), ...(field.key === 'licenseNo' ? checkLicenseNo(wanted) : [])]
}

/** 登记号: 22 characters in the common form; older ones are text (spec "Other codes"). */
function checkLicenseNo(licenseNo: string): Issue[] {
  const { length } = Array.from(licenseNo)
  return length === 22 ? [] : [{ path: ['licenseNo'], code: 'LICENSE_LENGTH', level: 'warning', message: `执业许可证登记号一般为 22 位，现为 ${length} 位，请对照许可证核对` }]
}
