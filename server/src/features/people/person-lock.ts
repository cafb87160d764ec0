import { problem } from '@talent/shared/errors'
import type { Connection } from '../../db/database'
import type { Transaction } from '../../db/transaction'

/** Asked of the feature that knows confirmations: what a candidate has confirmed must not change below it. */
export interface PersonLock {
  /** Those of the people whose record is locked. One query, whatever the number. */
  lockedAmong(connection: Connection, personIds: readonly number[]): Promise<ReadonlySet<number>>
}

/**
 * Asked of the same feature: what goes on for a person must not be left behind by an edit that takes the person out of service.
 * A change of unit (R17) is the one way that hands it on.
 */
export interface StandingFilings {
  /** Of these people, those with filings of years that go on, and which. */
  filedAmong(connection: Connection, personIds: readonly number[]): Promise<ReadonlyMap<number, string>>
}

export type PeopleGuard = PersonLock & StandingFilings

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

/** What another unit has taken over is neither read nor changed here. */
export function refuseHandedOver(row: { handed_over_at: string | null }): void {
  if (row.handed_over_at !== null) throw problem('PERSON_HANDED_OVER', { detail: '该人员的档案已由新单位接收，本单位只保留变动记录。如人员回到本单位，请重新提交调入申请' })
}
