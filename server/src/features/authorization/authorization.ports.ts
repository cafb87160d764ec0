import type { Transaction } from '../../db/transaction'

/** A message to a mini-program user, written in the transaction of what it tells. */
export type Tell = (
  tx: Transaction,
  message: { wechatUserId: number; eventKey: string; kind: string; title: string; body: string; link: { kind: 'manager'; id: number | null } | null },
) => Promise<void>
