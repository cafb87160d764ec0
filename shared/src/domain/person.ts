import type { FieldValues } from './fields'
import type { Issue } from './issue'
import type { PersonField } from './sections/person'

/** Basic information as entered; choices hold codes, `department` and `post` whatever names them in the caller's place. */
export type PersonInput = FieldValues<PersonField>

export function checkPerson(_input: PersonInput, _today: string): Issue[] {
  return []
}
