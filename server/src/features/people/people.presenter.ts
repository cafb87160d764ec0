import type { Person, PersonRow } from '@talent/shared/contract/people'
import { maskEmail, maskIdentityNumber, maskMobile } from '@talent/shared/domain/mask'
import type { PersonListRow } from './people.repository'
import type { PersonValues } from './person-record'

export interface PersonAround {
  id: number
  departmentId: number | null
  departmentName: string | null
  postId: number | null
  postName: string | null
  locked: boolean
  handedOverAt: string | null
  version: number
  updatedAt: string
}

/** Personal values masked: the whole ones leave by `presentRevealed` alone. */
export const presentPerson = (values: PersonValues, around: PersonAround): Person => ({
  ...values,
  ...around,
  identityNumber: maskIdentityNumber(values.identityNumber),
  mobile: maskMobile(values.mobile),
  workPhone: maskMobile(values.workPhone),
  email: maskEmail(values.email),
  homeAddress: maskIdentityNumber(values.homeAddress),
  homePhone: maskMobile(values.homePhone),
})

export const presentRevealed = (values: PersonValues) => ({
  identityNumber: values.identityNumber, mobile: values.mobile, email: values.email, homeAddress: values.homeAddress, homePhone: values.homePhone, workPhone: values.workPhone,
})

export const presentRow = (row: PersonListRow): PersonRow => ({
  id: row.id, employeeNo: row.employee_no, name: row.name, identityType: row.identity_type, identityNumber: row.identity_number_masked,
  departmentName: row.department_name, sex: row.sex, staffing: row.staffing, postName: row.post_name, employmentStatus: row.employment_status,
  portraitId: row.portrait_id, updatedAt: row.updated_at,
})
