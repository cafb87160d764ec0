import type { Connection } from '../../db/database'
import type { Transaction } from '../../db/transaction'

/** A message to a mini-program user, written in the transaction of what it tells. */
export interface UserMessage {
  wechatUserId: number
  /** One event, one message, however often it is told. */
  eventKey: string
  kind: string
  title: string
  body: string
  link: { kind: 'filing' | 'application' | 'identity' | 'manager'; id: number | null } | null
}

/** What units need of other features. */
export interface UnitPorts {
  /** Something is submitted and not rejected. */
  openApplications: (connection: Connection, wechatUserId: number) => Promise<boolean>
  tell: (tx: Transaction, message: UserMessage) => Promise<void>
}
