import { personalFields, type Person, type PersonInput } from '@talent/shared/contract/people'
import { isCollegeOrAbove } from '@talent/shared/dictionaries/person-tables'
import type { FieldValues } from '@talent/shared/domain/fields'
import { isIdentityType, needsCountry, needsNationality, normalizeIdentityNumber } from '@talent/shared/domain/identity-document'
import type { Issue } from '@talent/shared/domain/issue'
import { checkPerson, readPerson } from '@talent/shared/domain/person'
import { personFieldKeys, type PersonField } from '@talent/shared/domain/sections/person'

/** What the form holds. A personal field without a value is left as it is stored: the form saw it masked only. */
export type PersonValues = FieldValues<PersonField>

export const isPersonField = (key: unknown): key is PersonField => personFieldKeys.some((known) => known === key)

const personal: ReadonlySet<string> = new Set(personalFields)
export const isPersonal = (key: PersonField): boolean => personal.has(key)

export const newPersonValues = (departmentId?: number): PersonValues => ({
  ...Object.fromEntries(personFieldKeys.map((key) => [key, ''])),
  identityType: 'residentCard',
  department: departmentId ? String(departmentId) : '',
})

export function toFormValues(person: Person): PersonValues {
  const values: PersonValues = {}
  for (const key of personFieldKeys) {
    const shown = shownValue(person, key)
    values[key] = isPersonal(key) && shown !== '' ? undefined : shown
  }
  return values
}

/** A field of a record as text; ids for department and post, personal values masked. */
export function shownValue(person: Person, key: PersonField): string {
  if (key === 'department') return person.departmentId === null ? '' : String(person.departmentId)
  if (key === 'post') return person.postId === null ? '' : String(person.postId)
  return person[key]
}

export function toInput(values: PersonValues): PersonInput {
  const { department, post, ...fields } = readPerson(values)
  return { ...fields, departmentId: department ? Number(department) : null, postId: post ? Number(post) : null }
}

/** The domain's rules on what the form holds. What is left as stored is the server's to check, and what follows from it. */
export function checkForm(values: PersonValues, today: string): Issue[] {
  const fromNumber = isKept(values, 'identityNumber') ? ['COUNTRY_REQUIRED', 'NATIONALITY_REQUIRED'] : []
  return checkPerson(readPerson(values), today).filter((issue) => !isKept(values, issue.path[0]) && !fromNumber.includes(issue.code))
}

const isKept = (values: PersonValues, key: string | number | undefined): boolean =>
  isPersonField(key) && isPersonal(key) && values[key] === undefined

/** Issues of the contract at the fields of the form. */
export const toFormIssues = (issues: readonly Issue[]): Issue[] =>
  issues.map((issue) => {
    const [key, ...rest] = issue.path
    if (key === undefined) return issue
    return { ...issue, path: [key === 'departmentId' ? 'department' : key === 'postId' ? 'post' : key, ...rest] }
  })

/** Whether a field must be filled as things stand, for its star. The document decides on 国籍 and 民族, the education on 所学专业. */
export function isRequiredNow(key: PersonField, required: true | 'conditional' | undefined, values: PersonValues): boolean {
  if (required !== 'conditional') return required === true
  const type = values.identityType ?? ''
  const number = normalizeIdentityNumber(type, values.identityNumber ?? '')
  if (key === 'country') return isIdentityType(type) && needsCountry(type, number)
  if (key === 'nationality') return isIdentityType(type) && needsNationality(type, number, values.country)
  return key === 'major' && isCollegeOrAbove(values.education ?? '')
}
