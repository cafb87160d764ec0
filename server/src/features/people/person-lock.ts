import type { Connection } from '../../db/database'
import type { Transaction } from '../../db/transaction'

/** Asked of the feature that knows confirmations: what a candidate has confirmed must not change below it. */
export interface PersonLock {
  /** Those of the people whose record is locked. One query, whatever the number. */
  lockedAmong(connection: Connection, personIds: readonly number[]): Promise<ReadonlySet<number>>
}

/** Told, in the transaction of the change, that a record is of another document now. May refuse. */
export type IdentityFollower = (tx: Transaction, personId: number, identityLookup: string) => Promise<void>

export const isLocked = async (lock: PersonLock, connection: Connection, personId: number): Promise<boolean> => (await lock.lockedAmong(connection, [personId])).has(personId)
