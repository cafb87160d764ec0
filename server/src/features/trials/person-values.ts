import { villageClinic } from '@talent/shared/dictionaries/organization-tables'
import type { PersonField } from '@talent/shared/domain/sections/person'
import type { Connection } from '../../db/database'
import type { FieldCipher } from '../../db/field-cipher'
import { createDetailsReader, type PersonFile } from '../details/details-reader'
import { toValues } from '../people/person-record'

/** The person behind a filing, personal columns opened: for the candidate's own eyes, a snapshot, a reviewer. */
export interface FiledPerson {
  id: number
  organizationId: number
  departmentId: number | null
  /** The village clinic (村卫生室) that the person works in, for which the institution files (R15); null: the institution itself. */
  clinic: string | null
  identityLookup: string
  identityLast4Lookup: string
  identityNumberMasked: string
  values: Record<PersonField, string>
  file: PersonFile
}

export async function loadFiledPerson(connection: Connection, cipher: FieldCipher, personId: number): Promise<FiledPerson | null> {
  const row = await connection('people')
    .leftJoin('departments', 'departments.id', 'people.department_id')
    .leftJoin('posts', 'posts.id', 'people.post_id')
    .where('people.id', personId)
    .first('people.*', 'departments.name as department_name', 'departments.category as department_category', 'posts.name as post_name')
  if (!row) return null
  return {
    id: row.id,
    organizationId: row.organization_id,
    departmentId: row.department_id,
    clinic: row.department_category === villageClinic ? row.department_name : null,
    identityLookup: row.identity_lookup,
    identityLast4Lookup: row.identity_last4_lookup,
    identityNumberMasked: row.identity_number_masked,
    values: { ...toValues(cipher, row), department: row.department_name ?? '', post: row.post_name ?? '' },
    file: await createDetailsReader({ cipher }).of(connection, personId),
  }
}
