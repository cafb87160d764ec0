import type { Connection } from '../../db/database'
import type { FieldCipher } from '../../db/field-cipher'
import type { PersonValues } from './filing-content'

/** The person behind a filing, personal columns opened: for the candidate's own eyes, a snapshot, a reviewer. */
export interface FiledPerson {
  id: number
  organizationId: number
  identityLookup: string
  identityLast4Lookup: string
  identityNumberMasked: string
  values: PersonValues
}

export async function loadFiledPerson(connection: Connection, cipher: FieldCipher, personId: number): Promise<FiledPerson | null> {
  const row = await connection('people')
    .leftJoin('departments', 'departments.id', 'people.department_id')
    .leftJoin('posts', 'posts.id', 'people.post_id')
    .where('people.id', personId)
    .first('people.*', 'departments.name as department_name', 'posts.name as post_name')
  if (!row) return null
  const open = (column: string): string => (row[column] ? cipher.open(`people.${column}`, row[column]) : '')
  return {
    id: row.id,
    organizationId: row.organization_id,
    identityLookup: row.identity_lookup,
    identityLast4Lookup: row.identity_last4_lookup,
    identityNumberMasked: row.identity_number_masked,
    values: {
      employeeNo: row.employee_no, name: row.name, identityType: row.identity_type, identityNumber: open('identity_number'), mobile: open('mobile'),
      sex: row.sex, birthDate: row.birth_date, country: row.country, nationality: row.nationality, education: row.education, degree: row.degree,
      major: row.major, personCategory: row.person_category, department: row.department_name ?? '', post: row.post_name ?? '', staffing: row.staffing,
      employmentStatus: row.employment_status, email: open('email'), homeAddress: open('home_address'), formerName: row.former_name,
      workStartDate: row.work_start_date, hireDate: row.hire_date, workPhone: open('work_phone'), politicalStatus: row.political_status,
      health: row.health, postalCode: row.postal_code, homePhone: open('home_phone'),
    },
  }
}
