import type { Connection } from '../../db/database'

export interface HeldUser {
  wechatUserId: number
  /** Of the verified identity; null without one. */
  identityLookup: string | null
}

/** One kind of thing that is held about a user, in the words a person reads and with values in full. */
export interface HeldPart {
  title: string
  records: { label: string; value: string }[][]
}

/** What one feature holds; `wiring/` lists them. */
export type HeldDataSource = (connection: Connection, user: HeldUser) => Promise<HeldPart[]>

/** Empty values say nothing. */
export const recordOf = (values: Record<string, string | null | undefined>): HeldPart['records'][number] =>
  Object.entries(values).flatMap(([label, value]) => (value ? [{ label, value }] : []))
