import type { FieldSpec } from '@talent/shared/domain/fields'
import { personFields, type PersonField } from '@talent/shared/domain/sections/person'

export interface PersonGroup {
  title: string
  fields: FieldSpec<PersonField>[]
}

const layout: [title: string, keys: PersonField[]][] = [
  ['身份信息', ['name', 'identityType', 'identityNumber', 'sex', 'birthDate', 'nationality', 'country', 'formerName']],
  ['岗位与任职', ['department', 'employmentStatus', 'post', 'personCategory', 'staffing', 'employeeNo', 'workStartDate', 'hireDate']],
  ['最高学历', ['education', 'degree', 'major']],
  ['联系方式', ['mobile', 'workPhone', 'email', 'homePhone', 'homeAddress', 'postalCode']],
  ['其他', ['politicalStatus', 'health']],
]

/** Basic information in the groups of the form and of the record, what is required first in each. */
export const personGroups: PersonGroup[] = layout.map(([title, keys]) => ({ title, fields: keys.map(specOf) }))

export function specOf(key: PersonField): FieldSpec<PersonField> {
  const spec = personFields.find((field) => field.key === key)
  if (!spec) throw new TypeError(`no field ${key}`)
  return spec
}
