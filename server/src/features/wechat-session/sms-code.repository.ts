import type { Connection } from '../../db/database'
import { isDuplicate } from '../../db/transaction'

export interface SmsCodeRow {
  id: number
  code_hash: string
  wrong_tries: number
  created_at: string
  expires_at: string
  used_at: string | null
  /** Set when the sending was not confirmed. */
  unconfirmed_at: string | null
}

const columns = ['id', 'code_hash', 'wrong_tries', 'created_at', 'expires_at', 'used_at', 'unconfirmed_at'] as const

export const smsCodeRepository = (connection: Connection) => ({
  latest: (phoneLookup: string): Promise<SmsCodeRow | undefined> =>
    connection('sms_codes').where('phone_lookup', phoneLookup).orderBy('id', 'desc').first(...columns),

  lockLatest: (phoneLookup: string): Promise<SmsCodeRow | undefined> =>
    connection('sms_codes').where('phone_lookup', phoneLookup).orderBy('id', 'desc').forUpdate().first(...columns),

  async countSince(phoneLookup: string, since: Date): Promise<number> {
    const [{ total } = { total: 0 }] = await connection('sms_codes').where('phone_lookup', phoneLookup).where('created_at', '>=', since.toISOString()).count({ total: '*' })
    return Number(total)
  },

  async insert(row: { phoneLookup: string; codeHash: string; createdAt: Date; expiresAt: Date }): Promise<number> {
    const [id = 0] = await connection('sms_codes').insert({
      phone_lookup: row.phoneLookup, code_hash: row.codeHash, created_at: row.createdAt.toISOString(), expires_at: row.expiresAt.toISOString(),
    })
    return id
  },

  deleteBefore: (phoneLookup: string, before: Date) => connection('sms_codes').where('phone_lookup', phoneLookup).where('created_at', '<', before.toISOString()).delete(),
  delete: (id: number) => connection('sms_codes').where({ id }).delete(),
  markUnconfirmed: (id: number, now: Date) => connection('sms_codes').where({ id }).update({ unconfirmed_at: now.toISOString() }),
  markUsed: (id: number, now: Date) => connection('sms_codes').where({ id }).update({ used_at: now.toISOString() }),
  countWrongTry: (id: number) => connection('sms_codes').where({ id }).increment('wrong_tries', 1),

  /**
   * One more try of a subject within a window that begins with its first try; the row stays locked until the
   * transaction ends, so that tries of one subject queue up. @returns the count with this one
   */
  async countAttempt(key: string, now: Date, windowMs: number): Promise<number> {
    const fresh = { count: 1, window_ends_at: new Date(now.getTime() + windowMs).toISOString() }
    const row = await connection('attempt_counters').where({ key }).forUpdate().first('count', 'window_ends_at')
    if (!row) {
      try {
        await connection('attempt_counters').insert({ key, ...fresh })
        return 1
      } catch (error) {
        if (!isDuplicate(error)) throw error
        return this.countAttempt(key, now, windowMs)
      }
    }
    const next = row.window_ends_at <= now.toISOString() ? fresh : { ...row, count: row.count + 1 }
    await connection('attempt_counters').where({ key }).update(next)
    return next.count
  },

  async attempts(key: string, now: Date): Promise<number> {
    const row = await connection('attempt_counters').where({ key }).where('window_ends_at', '>', now.toISOString()).first('count')
    return row?.count ?? 0
  },
})
