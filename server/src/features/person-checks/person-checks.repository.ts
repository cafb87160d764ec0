import type { CheckPurpose } from '@talent/shared/contract/person-checks'
import type { Connection } from '../../db/database'

/** `rejected` and `withdrawn` are of manual checks, `failed` is of face checks. */
export type CheckState = 'pending' | 'passed' | 'failed' | 'rejected' | 'withdrawn' | 'used'

export interface PersonCheckRow {
  id: number
  purpose: CheckPurpose
  method: 'face' | 'manual'
  /** Null of a face check, which is for the purpose as such. */
  subjectKey: string | null
  identityLookup: string | null
  state: CheckState
  expiresAt: string
}

export interface HeldCheckRow {
  purpose: CheckPurpose
  method: 'face' | 'manual'
  state: CheckState
  about: string | null
  /** sealed */
  reason: string | null
  opinion: string | null
  created_at: string
  decided_at: string | null
}

/** Checks of both methods, as their user meets them. */
export const personChecksRepository = (connection: Connection) => ({
  async find(wechatUserId: number, id: number): Promise<PersonCheckRow | null> {
    const row = await connection('person_checks').where({ id, wechat_user_id: wechatUserId }).first()
    return row
      ? {
          id: row.id, purpose: row.purpose, method: row.method, subjectKey: row.subject_key, identityLookup: row.identity_lookup, state: row.state,
          expiresAt: row.expires_at,
        }
      : null
  },

  /** Every check of the user, the newest first; `reason` is sealed. */
  allOf: (wechatUserId: number): Promise<HeldCheckRow[]> =>
    connection('person_checks').where('wechat_user_id', wechatUserId).orderBy('id', 'desc').select('purpose', 'method', 'state', 'about', 'reason', 'opinion', 'created_at', 'decided_at'),

  /** Takes a passed check for its purpose, and a manual one for its subject, once. */
  async use(check: { id: number; wechatUserId: number; purpose: CheckPurpose; subjectKey: string; identityLookup: string; now: string }): Promise<boolean> {
    const used = await connection('person_checks')
      .where({ id: check.id, wechat_user_id: check.wechatUserId, purpose: check.purpose, identity_lookup: check.identityLookup, state: 'passed' })
      .where('expires_at', '>', check.now)
      .where((query) => void query.where('method', 'face').orWhere('subject_key', check.subjectKey))
      .update({ state: 'used' })
    return used === 1
  },
})
