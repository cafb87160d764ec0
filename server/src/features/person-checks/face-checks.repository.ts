import type { CheckPurpose } from '@talent/shared/contract/person-checks'
import type { Connection } from '../../db/database'

export interface FaceCheckRow {
  id: number
  verifyId: string
  serial: string
  openid: string
}

/** The face checks among the checks of persons. */
export const faceChecksRepository = (connection: Connection) => ({
  async identityOf(wechatUserId: number): Promise<{ name: string; identityType: string; sealedNumber: string } | null> {
    const row = await connection('wechat_users').where('id', wechatUserId).whereNotNull('identity_lookup').first('identity_name', 'identity_type', 'identity_number')
    return row ? { name: row.identity_name, identityType: row.identity_type, sealedNumber: row.identity_number } : null
  },

  async insert(check: { wechatUserId: number; purpose: CheckPurpose; verifyId: string; serial: string; openid: string; identityLookup: string; now: string; expiresAt: string }): Promise<number> {
    const [id = 0] = await connection('person_checks').insert({
      wechat_user_id: check.wechatUserId, purpose: check.purpose, method: 'face', verify_id: check.verifyId, serial: check.serial, openid: check.openid,
      identity_lookup: check.identityLookup, state: 'pending', created_at: check.now, expires_at: check.expiresAt,
    })
    return id
  },

  async find(id: number): Promise<FaceCheckRow | null> {
    const row = await connection('person_checks').where({ id, method: 'face' }).first()
    return row ? { id: row.id, verifyId: row.verify_id, serial: row.serial, openid: row.openid } : null
  },

  /** True for the one request that may ask WeChat now. */
  async mayAsk(id: number, now: string, notAskedSince: string): Promise<boolean> {
    const taken = await connection('person_checks')
      .where({ id, state: 'pending' })
      .where((query) => void query.whereNull('asked_at').orWhere('asked_at', '<=', notAskedSince))
      .update({ asked_at: now })
    return taken === 1
  },

  settle: (id: number, state: 'passed' | 'failed') => connection('person_checks').where({ id, state: 'pending' }).update({ state }),
})
