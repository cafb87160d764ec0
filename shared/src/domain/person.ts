import { isCollegeOrAbove, employmentStatus } from '../dictionaries/person-tables'
import { isDate } from './calendar'
import { checkField, readField } from './field-values'
import type { FieldValues } from './fields'
import { checkIdentityDocument, isIdentityType, needsCountry, needsNationality, normalizeIdentityNumber } from './identity-document'
import type { Issue } from './issue'
import { checkMobile } from './mobile'
import { checkPersonName } from './person-name'
import { personFields, type PersonField } from './sections/person'

/** Basic information as stored; choices hold codes, `department` and `post` whatever names them where the caller is. */
export type PersonInput = FieldValues<PersonField>

const inServiceCodes = new Set(employmentStatus.filter((s) => s.inService).map((s) => s.code))
/** Counts for "in service in only one institution at a time". */
export const inService = (employmentStatusCode: string): boolean => inServiceCodes.has(employmentStatusCode)

/** A row or a form as typed, by field, to what is stored. Both ways in use it, so that both clean alike. */
export function readPerson(raw: FieldValues<PersonField>): PersonInput {
  const person: PersonInput = {}
  for (const field of personFields) {
    const text = raw[field.key]
    if (text !== undefined) person[field.key] = readField(field, text)
  }
  if (person.identityNumber) person.identityNumber = normalizeIdentityNumber(person.identityType ?? '', person.identityNumber)
  return person
}

/**
 * Everything that is wrong with a person's basic information, in the order of the form. Whether department and
 * post exist, and who else holds the number, is for the caller to check. `today` is YYYY-MM-DD.
 */
export function checkPerson(input: PersonInput, today: string): Issue[] {
  const issues: Issue[] = []
  for (const field of personFields) {
    const value = input[field.key] ?? ''
    const found = checkField(field, value)
    if (found.length > 0) issues.push(...found)
    else if (value !== '') issues.push(...checkOwnRule(field.key, value))
  }
  issues.push(...checkIdentity(input, today), ...checkConditional(input), ...checkOrderOfDates(input, today))
  return issues
}

function checkOwnRule(key: PersonField, value: string): Issue[] {
  switch (key) {
    case 'name': return checkPersonName(value)
    case 'formerName': return checkPersonName(value, ['formerName'], '曾用名')
    case 'mobile': return checkMobile(value)
    case 'email': return isEmail(value) ? [] : [{ path: ['email'], code: 'EMAIL', message: '电子邮箱格式不对，应为 name@example.com 的格式' }]
    case 'postalCode': return /^\d{6}$/.test(value) ? [] : [{ path: ['postalCode'], code: 'POSTAL_CODE', message: '邮政编码应为 6 位数字' }]
    case 'workPhone': return checkPhone(value, 'workPhone', '工作电话')
    case 'homePhone': return checkPhone(value, 'homePhone', '家庭电话')
    default: return []
  }
}

const isEmail = (text: string): boolean => /^[\w.+%-]{1,64}@[A-Za-z0-9-]{1,63}(\.[A-Za-z0-9-]{1,63}){1,5}$/.test(text)

const checkPhone = (value: string, key: PersonField, label: string): Issue[] =>
  /^[\d+()\-转 ]{5,30}$/.test(value) ? [] : [{ path: [key], code: 'PHONE', message: `${label}格式不对，应为 027-87654321 的格式` }]

function checkIdentity(input: PersonInput, today: string): Issue[] {
  const type = input.identityType ?? ''
  const number = input.identityNumber ?? ''
  // A missing or unknown type and a missing number have been named already.
  if (!isIdentityType(type) || number === '') return []
  return checkIdentityDocument({ type, number, birthDate: input.birthDate, sex: input.sex }, today)
}

function checkConditional(input: PersonInput): Issue[] {
  const issues: Issue[] = []
  const type = input.identityType ?? ''
  const number = input.identityNumber ?? ''
  if (isIdentityType(type)) {
    if (!input.country && needsCountry(type, number)) issues.push({ path: ['country'], code: 'COUNTRY_REQUIRED', message: '持外国人证件的请选择国籍' })
    if (!input.nationality && needsNationality(type, number, input.country)) issues.push({ path: ['nationality'], code: 'NATIONALITY_REQUIRED', message: '请选择民族' })
  }
  if (!input.major && isCollegeOrAbove(input.education ?? '')) {
    issues.push({ path: ['major'], code: 'MAJOR_REQUIRED', message: '学历为大学专科及以上时，请填写所学专业' })
  }
  return issues
}

function checkOrderOfDates(input: PersonInput, today: string): Issue[] {
  const issues: Issue[] = []
  const { birthDate } = input
  if (birthDate && isDate(birthDate) && birthDate > today) issues.push({ path: ['birthDate'], code: 'DATE_FUTURE', message: `出生日期 ${birthDate} 晚于今天，请核对` })
  if (birthDate && isDate(birthDate) && birthDate < '1900-01-01') issues.push({ path: ['birthDate'], code: 'DATE_TOO_OLD', message: `出生日期 ${birthDate} 早于 1900 年，请核对` })
  for (const [key, label] of [['workStartDate', '参加工作日期'], ['hireDate', '入职日期']] as const) {
    const date = input[key]
    // What is no date is named as such already.
    if (!date || !isDate(date)) continue
    if (date > today) issues.push({ path: [key], code: 'DATE_FUTURE', message: `${label} ${date} 晚于今天，请核对` })
    if (birthDate && isDate(birthDate) && date <= birthDate) issues.push({ path: [key], code: 'DATE_BEFORE_BIRTH', message: `${label} ${date} 早于出生日期 ${birthDate}，请核对` })
  }
  return issues
}
