import type { Connection } from '../../db/database'

export interface WechatUserRow {
  id: number
  openid: string | null
  unionid: string | null
  phone_lookup: string | null
  identity_lookup: string | null
  merged_into_id: number | null
  cancelled_at: string | null
}

/**
 * Every column that names a mini-program user, but for consents and sessions, which are merged by their own rules.
 * A test compares this list with the schema. With a third name the row says there whose id it is.
 */
export const userColumns: readonly (readonly [table: string, column: string, kind?: string])[] = [
  ['messages', 'wechat_user_id'],
  ['attachments', 'wechat_user_id'],
  ['identity_verifications', 'wechat_user_id'],
  ['unit_bindings', 'wechat_user_id'],
  ['unit_bindings', 'active_user_id'],
  ['manager_bindings', 'wechat_user_id'],
  ['authorization_codes', 'used_by'],
  ['person_checks', 'wechat_user_id'],
  ['objections', 'wechat_user_id'],
  ['confirmation_snapshots', 'wechat_user_id'],
  ['applications', 'wechat_user_id'],
  ['reviews', 'reviewer_id', 'reviewer_kind'],
  ['detachments', 'manager_id', 'manager_kind'],
  ['web_sign_ins', 'wechat_user_id'],
  ['hr_account_applications', 'wechat_user_id'],
  ['hr_account_applications', 'open_user_id'],
  ['hr_administrators', 'wechat_user_id'],
  ['account_verifications', 'wechat_user_id'],
  ['withdrawn_consents', 'wechat_user_id'],
  ['data_exports', 'wechat_user_id'],
  ['position_requests', 'wechat_user_id'],
  ['payment_orders', 'wechat_user_id'],
]

/** `phone` and `identity_number` are sealed. */
export interface WholeUserRow {
  openid: string | null
  unionid: string | null
  phone: string | null
  identity_name: string | null
  identity_type: string | null
  identity_number: string | null
  verified_at: string | null
  created_at: string
}

/** `phone` is sealed. */
export const findProfile = (connection: Connection, userId: number): Promise<{ id: number; openid: string | null; phone: string | null } | undefined> =>
  connection('wechat_users').where('id', userId).first('id', 'openid', 'phone')

export const wechatUserRepository = (connection: Connection) => ({
  async idByOpenid(openid: string): Promise<number | null> {
    return (await connection('wechat_users').where({ openid }).first('id'))?.id ?? null
  },

  async idByPhone(phoneLookup: string): Promise<number | null> {
    return (await connection('wechat_users').where('phone_lookup', phoneLookup).first('id'))?.id ?? null
  },

  whole: (id: number): Promise<WholeUserRow | undefined> =>
    connection('wechat_users').where({ id }).first('openid', 'unionid', 'phone', 'identity_name', 'identity_type', 'identity_number', 'verified_at', 'created_at'),

  /** In the order of their ids, so that two merges of the same users don't lock each other out. */
  async lock(ids: readonly number[]): Promise<Map<number, WechatUserRow>> {
    const rows: WechatUserRow[] = await connection('wechat_users')
      .whereIn('id', [...ids])
      .orderBy('id')
      .forUpdate()
      .select('id', 'openid', 'unionid', 'phone_lookup', 'identity_lookup', 'merged_into_id', 'cancelled_at')
    return new Map(rows.map((row) => [row.id, row]))
  },

  async insert(user: { openid?: string; unionid?: string | null; sealedPhone?: string; phoneLookup?: string }, now: Date): Promise<number> {
    const [id = 0] = await connection('wechat_users').insert({
      openid: user.openid ?? null,
      unionid: user.unionid ?? null,
      phone: user.sealedPhone ?? null,
      phone_lookup: user.phoneLookup ?? null,
      created_at: now.toISOString(),
      updated_at: now.toISOString(),
    })
    return id
  },

  setPhone: (id: number, phone: { sealedPhone: string; phoneLookup: string }, now: Date) =>
    connection('wechat_users').where({ id }).update({ phone: phone.sealedPhone, phone_lookup: phone.phoneLookup, updated_at: now.toISOString() }),

  setOpenid: (id: number, openid: string, unionid: string | null, now: Date) =>
    connection('wechat_users').where({ id }).update({ openid, unionid, updated_at: now.toISOString() }),

  /** Nothing of the person is left in the row; it stays for what refers to it. */
  cancel: (id: number, now: Date) =>
    connection('wechat_users').where({ id }).update({
      openid: null, unionid: null, phone: null, phone_lookup: null, identity_name: null, identity_type: null, identity_number: null, identity_lookup: null,
      verified_at: null, cancelled_at: now.toISOString(), updated_at: now.toISOString(),
    }),

  async hasBinding(userId: number): Promise<boolean> {
    const unit = await connection('unit_bindings').where('active_user_id', userId).first('id')
    return Boolean(unit ?? (await connection('manager_bindings').where('wechat_user_id', userId).whereNull('ended_at').first('id')))
  },

  /** Everything of `from` belongs to `into` from now on; `from` stays as a pointer and can't sign in. */
  async absorb(from: number, into: number, now: Date): Promise<void> {
    await connection('wechat_users').where('id', from).update({ openid: null, unionid: null, phone: null, phone_lookup: null, merged_into_id: into, updated_at: now.toISOString() })
    await connection('sessions').where('wechat_user_id', from).delete()
    const mine: { kind: string; notice_version: string }[] = await connection('consents').where('wechat_user_id', into).select('kind', 'notice_version')
    for (const { kind, notice_version } of mine) await connection('consents').where({ wechat_user_id: from, kind, notice_version }).delete()
    await connection('consents').where('wechat_user_id', from).update({ wechat_user_id: into })
    for (const [table, column, kind] of userColumns) {
      await connection(table).where({ [column]: from, ...(kind ? { [kind]: 'wechatUser' } : {}) }).update({ [column]: into })
    }
  },
})
