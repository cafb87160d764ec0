import type { PersonField } from '@talent/shared/domain/sections/person'
import type { Connection } from '../../db/database'
import type { FieldCipher } from '../../db/field-cipher'
import { toValues, type PersonRecord } from './person-record'

/** A person's values, with the names of department and post: what a form shows and a check reads. */
export async function placedValues(connection: Connection, cipher: FieldCipher, person: PersonRecord): Promise<Record<PersonField, string>> {
  const nameOf = async (table: string, id: number | null): Promise<string> => (id === null ? '' : String((await connection(table).where({ id }).first('name'))?.name ?? ''))
  return { ...toValues(cipher, person), department: await nameOf('departments', person.department_id), post: await nameOf('posts', person.post_id) }
}
