import type { Connection } from '../../db/database'
import type { FieldCipher } from '../../db/field-cipher'

/** What was confirmed by whom; `content` is JSON of the filing's content. */
export interface Confirmed {
  trialId: number
  wechatUserId: number
  content: string
  contentHash: string
  declaration: string
}

export interface Snapshot {
  id: number
  content: string
  contentHash: string
  declaration: string
  confirmedAt: string
  voidedAt: string | null
}

const column = 'confirmation_snapshots.content'

/** Rows are written once; only `voided_at` and `void_reason` are ever set afterwards. */
export const snapshotsRepository = (connection: Connection, cipher: FieldCipher) => ({
  async insert(confirmed: Confirmed, examYearId: number, now: string): Promise<number> {
    const [id = 0] = await connection('confirmation_snapshots').insert({
      trial_id: confirmed.trialId, wechat_user_id: confirmed.wechatUserId, content: cipher.seal(column, confirmed.content),
      content_hash: confirmed.contentHash, declaration: confirmed.declaration, exam_year_id: examYearId, confirmed_at: now,
    })
    return id
  },

  async find(id: number): Promise<Snapshot | null> {
    const row = await connection('confirmation_snapshots').where({ id }).first()
    return row ? this.read(row) : null
  },

  /** The latest of a filing, in force or voided. */
  async latest(trialId: number): Promise<Snapshot | null> {
    const row = await connection('confirmation_snapshots').where('trial_id', trialId).orderBy('id', 'desc').first()
    return row ? this.read(row) : null
  },

  async confirmedAt(id: number): Promise<string | null> {
    const row = await connection('confirmation_snapshots').where({ id }).first('confirmed_at')
    return row?.confirmed_at ?? null
  },

  voidCurrent: (trialId: number, reason: string, now: string) =>
    connection('confirmation_snapshots').where('trial_id', trialId).whereNull('voided_at').update({ voided_at: now, void_reason: reason }),

  read: (row: { id: number; content: string; content_hash: string; declaration: string; confirmed_at: string; voided_at: string | null }): Snapshot => ({
    id: row.id, content: cipher.open(column, row.content), contentHash: row.content_hash, declaration: row.declaration, confirmedAt: row.confirmed_at, voidedAt: row.voided_at,
  }),
})
