import type { PersonInput } from '@talent/shared/domain/person'
import { inService } from '@talent/shared/domain/person'
import { maskIdentityNumber } from '@talent/shared/domain/mask'
import type { FieldCipher } from '../../db/field-cipher'
import { identityLookup, last4Lookup } from '../../db/identity-lookup'

/** Columns that hold a field as it is. */
export const plainColumns = {
  employeeNo: 'employee_no', name: 'name', identityType: 'identity_type', formerName: 'former_name', sex: 'sex', birthDate: 'birth_date', country: 'country',
  nationality: 'nationality', education: 'education', degree: 'degree', major: 'major', personCategory: 'person_category', staffing: 'staffing',
  employmentStatus: 'employment_status', workStartDate: 'work_start_date', hireDate: 'hire_date', politicalStatus: 'political_status', health: 'health',
  postalCode: 'postal_code',
} as const
/** Columns that hold a sealed field, or null when it is empty. */
export const sealedColumns = {
  identityNumber: 'identity_number', mobile: 'mobile', workPhone: 'work_phone', email: 'email', homeAddress: 'home_address', homePhone: 'home_phone',
} as const

export type PlainField = keyof typeof plainColumns
export type SealedField = keyof typeof sealedColumns
export type StoredField = PlainField | SealedField
export const plainFields = Object.keys(plainColumns) as PlainField[]
export const sealedFields = Object.keys(sealedColumns) as SealedField[]

/** Every field as plain text, empty when there is none: what is compared, checked and written. */
export type PersonValues = Record<StoredField, string>

export interface PersonPlace {
  departmentId: number | null
  postId: number | null
}

type PlainRow = Record<(typeof plainColumns)[PlainField], string>
type SealedRow = Record<(typeof sealedColumns)[SealedField], string | null>

/** What a person's values are in the table; the rest of a row is its keys, version and times. */
export interface PersonColumns extends PlainRow, SealedRow {
  department_id: number | null
  post_id: number | null
  identity_number_masked: string
  identity_lookup: string
  identity_last4_lookup: string
  in_service_lookup: string | null
}

export interface PersonRecord extends PersonColumns {
  id: number
  organization_id: number
  version: number
  updated_at: string
  /** When another unit took it over: only a name in the history is left. */
  handed_over_at: string | null
}

export const recordColumns = [
  'id', 'organization_id', 'department_id', 'post_id', ...Object.values(plainColumns), ...Object.values(sealedColumns), 'identity_number_masked',
  'identity_lookup', 'identity_last4_lookup', 'in_service_lookup', 'version', 'updated_at', 'handed_over_at',
]

/** Whatever the input leaves out stays as it is in `current`, or is empty. */
export function mergeValues(input: PersonInput, current?: PersonValues): PersonValues {
  const values: Partial<PersonValues> = {}
  for (const field of plainFields) values[field] = input[field] ?? current?.[field] ?? ''
  for (const field of sealedFields) values[field] = input[field] ?? current?.[field] ?? ''
  return values as PersonValues
}

export const sealField = (cipher: FieldCipher, field: SealedField, value: string): string | null => (value === '' ? null : cipher.seal(`people.${sealedColumns[field]}`, value))

export const openField = (cipher: FieldCipher, field: SealedField, sealed: string | null): string => (!sealed ? '' : cipher.open(`people.${sealedColumns[field]}`, sealed))

/** The columns that follow from the document and the employment status. */
function identityColumns(cipher: FieldCipher, values: PersonValues, lookup: string) {
  return {
    identity_number_masked: maskIdentityNumber(values.identityNumber),
    identity_lookup: lookup,
    identity_last4_lookup: last4Lookup(cipher, values.identityNumber),
    in_service_lookup: inService(values.employmentStatus) ? lookup : null,
  }
}

/** `lookup`: of the values' document, where the caller has it already. */
export function toColumns(cipher: FieldCipher, values: PersonValues, place: PersonPlace, lookup = identityLookup(cipher, values.identityType, values.identityNumber)): PersonColumns {
  const columns: Record<string, string | number | null> = { department_id: place.departmentId, post_id: place.postId }
  for (const field of plainFields) columns[plainColumns[field]] = values[field]
  for (const field of sealedFields) columns[sealedColumns[field]] = sealField(cipher, field, values[field])
  return Object.assign(columns, identityColumns(cipher, values, lookup)) as unknown as PersonColumns
}

export function toValues(cipher: FieldCipher, row: PersonColumns): PersonValues {
  const values: Partial<PersonValues> = {}
  for (const field of plainFields) values[field] = row[plainColumns[field]]
  for (const field of sealedFields) values[field] = openField(cipher, field, row[sealedColumns[field]])
  return values as PersonValues
}

/** Only what differs is sealed anew. Expects values of the same person, whose document may have changed. */
export function changedColumns(cipher: FieldCipher, before: PersonValues, after: PersonValues, place: PersonPlace): Partial<PersonColumns> {
  const columns: Record<string, string | number | null> = { department_id: place.departmentId, post_id: place.postId }
  for (const field of plainFields) if (before[field] !== after[field]) columns[plainColumns[field]] = after[field]
  for (const field of sealedFields) if (before[field] !== after[field]) columns[sealedColumns[field]] = sealField(cipher, field, after[field])
  if (before.identityNumber !== after.identityNumber || before.identityType !== after.identityType || before.employmentStatus !== after.employmentStatus) {
    Object.assign(columns, identityColumns(cipher, after, identityLookup(cipher, after.identityType, after.identityNumber)))
  }
  return columns as Partial<PersonColumns>
}

/** Names of what differs, for the log and the preview. */
export function changedFields(before: PersonValues & PersonPlace, after: PersonValues & PersonPlace): string[] {
  const fields: (keyof (PersonValues & PersonPlace))[] = [...plainFields, ...sealedFields, 'departmentId', 'postId']
  return fields.filter((field) => before[field] !== after[field])
}
