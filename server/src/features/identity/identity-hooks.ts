import type { Transaction } from '../../db/transaction'

export interface VerifiedUser {
  wechatUserId: number
  name: string
  identityType: string
  /** Finds the personnel records, trials and applications of the same person. */
  identityLookup: string
}

/**
 * What other features do when an identity begins or ends, in the same transaction, and what they know that keeps one
 * from ending. Wired in `wiring/`.
 */
export interface IdentityHooks {
  onVerified: readonly ((tx: Transaction, user: VerifiedUser) => Promise<void>)[]
  /** Bindings end: another identity on the same account must not inherit them. */
  onIdentityEnded: readonly ((tx: Transaction, wechatUserId: number) => Promise<void>)[]
  hasOpenApplication: (tx: Transaction, wechatUserId: number) => Promise<boolean>
  isBoundManager: (tx: Transaction, wechatUserId: number) => Promise<boolean>
  /** @throws FACE_NOT_PASSED unless the user's check for withdrawing the identity, by face or by hand, has passed */
  consumeCheck: (tx: Transaction, wechatUserId: number, checkId: number) => Promise<void>
}
