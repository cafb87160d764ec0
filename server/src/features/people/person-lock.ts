import type { Connection } from '../../db/database'
import type { Transaction } from '../../db/transaction'

/** Asked of the feature that knows confirmations: what a candidate has confirmed must not change below it. */
export interface PersonLock {
  /** Those of the people whose record is locked. One query, whatever the number. */
  lockedAmong(connection: Connection, personIds: readonly number[]): Promise<ReadonlySet<number>>
}

/** Told, in the transaction of the change, that a record is of another document now. May refuse. */
export type IdentityFollower = (tx: Transaction, personId: number, identityLookup: string) => Promise<void>

/** Told, in the transaction of the change, that what is on file of these people is another by now. */
export type RecordFollower = (tx: Transaction, personIds: readonly number[]) => Promise<void>

/** Told, in the transaction, that a person is about to be removed: what hangs on the record goes first. */
export type RemovalFollower = (tx: Transaction, personId: number) => Promise<void>

export interface PeopleFollowers {
  identity?: readonly IdentityFollower[]
  saved?: readonly RecordFollower[]
  removed?: readonly RemovalFollower[]
}

export const isLocked = async (lock: PersonLock, connection: Connection, personId: number): Promise<boolean> => (await lock.lockedAmong(connection, [personId])).has(personId)
