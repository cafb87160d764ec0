import type { Connection } from '../../db/database'

export type FacePurpose = 'bindManager' | 'confirmFiling'
export type FaceState = 'pending' | 'passed' | 'failed' | 'used'

export interface FaceCheckRow {
  id: number
  purpose: FacePurpose
  verifyId: string
  serial: string
  openid: string
  identityLookup: string | null
  state: FaceState
  expiresAt: string
}

export const faceChecksRepository = (connection: Connection) => ({
  async identityOf(wechatUserId: number): Promise<{ name: string; identityType: string; sealedNumber: string } | null> {
    const row = await connection('wechat_users').where('id', wechatUserId).whereNotNull('identity_lookup').first('identity_name', 'identity_type', 'identity_number')
    return row ? { name: row.identity_name, identityType: row.identity_type, sealedNumber: row.identity_number } : null
  },

  async countSince(wechatUserId: number, since: string): Promise<number> {
    const row = await connection('face_checks').where('wechat_user_id', wechatUserId).where('created_at', '>', since).count({ total: '*' }).first()
    return Number(row?.total ?? 0)
  },

  async insert(check: { wechatUserId: number; purpose: FacePurpose; verifyId: string; serial: string; openid: string; identityLookup: string; now: string; expiresAt: string }): Promise<number> {
    const [id = 0] = await connection('face_checks').insert({
      wechat_user_id: check.wechatUserId, purpose: check.purpose, verify_id: check.verifyId, serial: check.serial, openid: check.openid,
      identity_lookup: check.identityLookup, state: 'pending', created_at: check.now, expires_at: check.expiresAt,
    })
    return id
  },

  async find(wechatUserId: number, id: number): Promise<FaceCheckRow | null> {
    const row = await connection('face_checks').where({ id, wechat_user_id: wechatUserId }).first()
    return row
      ? {
          id: row.id, purpose: row.purpose, verifyId: row.verify_id, serial: row.serial, openid: row.openid, identityLookup: row.identity_lookup,
          state: row.state, expiresAt: row.expires_at,
        }
      : null
  },

  /** True for the one request that may ask WeChat now. */
  async mayAsk(id: number, now: string, notAskedSince: string): Promise<boolean> {
    const taken = await connection('face_checks')
      .where({ id, state: 'pending' })
      .where((query) => void query.whereNull('asked_at').orWhere('asked_at', '<=', notAskedSince))
      .update({ asked_at: now })
    return taken === 1
  },

  settle: (id: number, state: 'passed' | 'failed') => connection('face_checks').where({ id, state: 'pending' }).update({ state }),

  /** Takes a passed check for its purpose, once. */
  async use(check: { id: number; wechatUserId: number; purpose: FacePurpose; identityLookup: string; now: string }): Promise<boolean> {
    const used = await connection('face_checks')
      .where({ id: check.id, wechat_user_id: check.wechatUserId, purpose: check.purpose, identity_lookup: check.identityLookup, state: 'passed' })
      .where('expires_at', '>', check.now)
      .update({ state: 'used' })
    return used === 1
  },
})
