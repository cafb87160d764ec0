import type { Connection } from '../../db/database'
import type { Transaction } from '../../db/transaction'
import type { Scope } from '../../http/actor'

/** What trials need to know of departments; the organization feature provides it. */
export interface DepartmentReach {
  /** Departments (with subtrees) that the account is limited to; null: all. */
  reach(connection: Connection, scope: Scope): Promise<number[] | null>
  /** A department and everything below it, within the scope. */
  subtree(connection: Connection, scope: Scope, departmentId: number): Promise<number[]>
  containsPerson(connection: Connection, scope: Scope, personId: number): Promise<boolean>
}

export interface News {
  /** One event, one message, however often it is told. */
  eventKey: string
  kind: string
  title: string
  body: string
  link: { kind: 'filing' | 'application' | 'identity' | 'manager'; id: number | null } | null
}

/** Tells the candidate behind a personnel record, when one is bound to it. */
export interface CandidateNews {
  tellPerson(tx: Transaction, personId: number, news: News): Promise<void>
}
