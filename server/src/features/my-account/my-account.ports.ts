import type { CancellationObstacle } from '@talent/shared/contract/my-account'
import type { z } from '@talent/shared/zod'
import type { Connection } from '../../db/database'
import type { Transaction } from '../../db/transaction'

export type Obstacle = z.output<typeof CancellationObstacle>

/** What other features know and do when consents are taken back or a user leaves; wired in `wiring/`. */
export interface AccountPorts {
  /** What keeps a user from leaving: a sentence that says what to do first. */
  obstacles: readonly ((connection: Connection, wechatUserId: number) => Promise<Obstacle[]>)[]
  /** Each removes what its feature holds of the user, in the transaction of the cancellation. */
  erase: readonly ((tx: Transaction, wechatUserId: number) => Promise<unknown>)[]
  /** The card is used no more: what waits for its use ends. */
  stopCardUse(tx: Transaction, wechatUserId: number): Promise<unknown>
  /** The same of the face. */
  stopFaceUse(tx: Transaction, wechatUserId: number): Promise<unknown>
}
