import { problem } from '@talent/shared/errors'
import type { Connection } from '../../db/database'
import type { Transaction } from '../../db/transaction'
import type { Scope } from '../../http/actor'
import { departmentsInScope } from '../organization/organization-scope'
import { filtered, findPerson, lockPerson, type PersonFilter } from './people.repository'
import { refuseHandedOver } from './person-lock'
import type { PersonRecord } from './person-record'

export type { PersonFilter }

/** People as the list finds them, to be joined with what another feature keeps of them. */
export const peopleFound = filtered

/** For features that keep something of a person: the record, within the institution and the departments of the scope. @throws NOT_FOUND, PERSON_HANDED_OVER */
export async function personInScope(connection: Connection, scope: Scope, personId: number): Promise<PersonRecord> {
  const row = await findPerson(connection, scope, await departmentsInScope(connection, scope), personId)
  if (!row) throw problem('NOT_FOUND')
  refuseHandedOver(row)
  return row
}

/** The same, locked: nobody confirms or changes it until the transaction ends. */
export async function lockedPersonInScope(tx: Transaction, scope: Scope, personId: number): Promise<PersonRecord> {
  const row = await lockPerson(tx, scope, await departmentsInScope(tx, scope), personId)
  if (!row) throw problem('NOT_FOUND')
  refuseHandedOver(row)
  return row
}

/** Whether a right reaches the person, whose record another right has found. */
export const reachesPerson = async (connection: Connection, scope: Scope, personId: number): Promise<boolean> =>
  (await findPerson(connection, scope, await departmentsInScope(connection, scope), personId)) !== undefined
